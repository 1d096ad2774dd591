"""Which rows are drawn."""

from collections import Counter

import pytest

from report_extract.records import Report
from report_extract.review.population import Row, Stratum, of_confidence
from report_extract.review.sampling import draw

BIG, SMALL, TINY = (Stratum("mentions", "GPE", rule) for rule in ("big", "small", "tiny"))


def rows(counts: dict[Stratum, int]) -> list[Row]:
    return [
        Row(f"d/{stratum.rule}{number}", stratum, "d", "文", "語")
        for stratum, count in counts.items()
        for number in range(count)
    ]


POPULATION = rows({BIG: 90, SMALL: 9, TINY: 1})


@pytest.mark.parametrize(
    ("per_rule", "size", "drawn"),
    [
        pytest.param(None, None, (5, 5, 1), id="five-of-each-without-limits"),
        pytest.param(3, None, (3, 3, 1), id="per-rule"),
        pytest.param(100, None, (90, 9, 1), id="all"),
        pytest.param(None, 22, (19, 2, 1), id="size-in-proportion"),
        pytest.param(None, 2, (1, 1, 0), id="size-below-the-strata"),
        pytest.param(4, 8, (4, 3, 1), id="both"),
        pytest.param(None, 1000, (90, 9, 1), id="size-above-the-population"),
    ],
)
def test_how_many_of_each_stratum(per_rule: int | None, size: int | None, drawn: tuple[int, int, int]) -> None:
    sample = draw(POPULATION, per_rule=per_rule, size=size)
    count = Counter(row.stratum for row in sample.rows)
    assert tuple(count[stratum] for stratum in (BIG, SMALL, TINY)) == drawn
    assert {part.stratum: (part.population, part.drawn) for part in sample.frame} == {
        stratum: (size_of, drawn[number])
        for number, (stratum, size_of) in enumerate(((BIG, 90), (SMALL, 9), (TINY, 1)))
    }


def test_the_same_seed_draws_the_same_and_another_seed_another_sample() -> None:
    assert draw(POPULATION, seed=1) == draw(list(POPULATION), seed=1)
    assert draw(POPULATION, seed=1).rows != draw(POPULATION, seed=2).rows


def test_a_stratum_draws_the_same_whatever_the_others_hold() -> None:
    alone = {row.id for row in draw(rows({BIG: 90})).rows}
    assert alone <= {row.id for row in draw(POPULATION).rows}


def test_the_rows_keep_the_order_of_the_population() -> None:
    drawn = draw(POPULATION).rows
    assert list(drawn) == sorted(drawn, key=POPULATION.index)


@pytest.mark.parametrize(
    ("least", "below", "kept"),
    [
        pytest.param(0.0, 0.7, ["r1"], id="below"),
        pytest.param(0.7, 0.9, [], id="bounds-are-half-open"),
        pytest.param(0.9, 2.0, ["r2"], id="from"),
        pytest.param(0.0, 2.0, ["r1", "r2"], id="all-that-were-weighed"),
    ],
)
def test_relations_of_a_confidence(report: Report, least: float, below: float, kept: list[str]) -> None:
    stated = report.relations[0].model_copy(update={"id": "r3"})
    weighed = (
        one.model_copy(update={"confidence": sure}) for one, sure in zip(report.relations, (0.62, 0.9), strict=True)
    )
    (found,) = of_confidence([report.model_copy(update={"relations": (*weighed, stated)})], least=least, below=below)
    assert [one.id for one in found.relations] == kept
    assert found.mentions == report.mentions
