"""Figures computed by hand."""

import pytest

from report_extract.evaluation.wilson import half_width, wilson
from report_extract.review.judged import Judgement
from report_extract.review.population import Stratum
from report_extract.review.precision import more_to_halve, score
from report_extract.review.sampling import Frame

A, B = Stratum("mentions", "GPE", "a"), Stratum("mentions", "GPE", "b")
C = Stratum("claims", "FACT", "c")


def judged(stratum: Stratum, **verdicts: int) -> list[Judgement]:
    names = [name for name, count in verdicts.items() for _ in range(count)]
    return [
        Judgement(0, f"{stratum.rule}{number}", stratum, "" if name == "open" else name)
        for number, name in enumerate(names)
    ]


@pytest.mark.parametrize(
    ("right", "count", "low", "high"),
    [
        # z² = 3.841459; 9 of 10: middle (.9 + .192073) / 1.384146 = .788987,
        # half 1.959964 / 1.384146 · √(.009 + .009604) = .193137
        pytest.param(9, 10, 0.595850, 0.982124, id="9-of-10"),
        pytest.param(5, 10, 0.236593, 0.763407, id="5-of-10"),
        pytest.param(10, 10, 1 / 1.3841459, 1.0, id="10-of-10"),
        pytest.param(0, 10, 0.0, 0.3841459 / 1.3841459, id="0-of-10"),
        pytest.param(80, 100, 0.711170, 0.866633, id="80-of-100"),
    ],
)
def test_wilson(right: int, count: int, low: float, high: float) -> None:
    assert wilson(right / count, count) == pytest.approx((low, high), abs=1e-5)


def test_strata_weigh_what_they_hold() -> None:
    rows = [*judged(A, right=4, wrong=1, unsure=2, open=3), *judged(B, right=1, wrong=4)]
    scores = score(rows, [Frame(A, 90, 10), Frame(B, 10, 5)])
    overall = scores.overall
    assert overall.precision == pytest.approx(0.9 * 0.8 + 0.1 * 0.2)
    assert overall.effective == pytest.approx(100**2 / (90**2 / 5 + 10**2 / 5))
    assert (overall.low, overall.high) == pytest.approx(wilson(0.74, 10_000 / 1640))
    assert (overall.judged, overall.right, overall.wrong, overall.unsure, overall.open) == (10, 5, 5, 2, 3)
    assert overall.left == 90
    assert scores.types["mentions", "GPE"] == scores.kinds["mentions"] == overall
    assert scores.rules["mentions", "GPE", "b"].precision == pytest.approx(0.2)


def test_one_stratum_has_the_plain_interval() -> None:
    one = score(judged(A, right=9, wrong=1), [Frame(A, 500, 10)]).overall
    assert one.effective == pytest.approx(10)
    assert (one.low, one.high) == pytest.approx((0.595850, 0.982124), abs=1e-5)


def test_a_stratum_that_nobody_judged_weighs_nothing_and_is_told() -> None:
    scores = score(judged(A, right=3, wrong=1), [Frame(A, 75, 4), Frame(C, 25, 4)])
    assert scores.overall.precision == pytest.approx(0.75)
    assert scores.overall.covered == pytest.approx(0.75)
    assert scores.kinds["claims"].precision is None
    assert scores.kinds["claims"].more_to_halve is None


def test_nothing_judged_at_all() -> None:
    overall = score([], []).overall
    assert (overall.precision, overall.low, overall.covered) == (None, None, 0.0)


@pytest.mark.parametrize(("right", "count"), [(9, 10), (5, 10), (10, 10), (0, 3), (80, 100)])
def test_so_many_more_rows_halve_the_interval(right: int, count: int) -> None:
    more = more_to_halve(right / count, count, count)
    goal = half_width(right / count, count) / 2
    assert half_width(right / count, count + more) <= goal < half_width(right / count, count + more - 1)


def test_half_the_interval_of_80_in_100_takes_about_four_times_the_rows() -> None:
    assert more_to_halve(0.8, 100, 100) == pytest.approx(300, abs=15)
