"""Whether confidence is true, counted by hand."""

from collections.abc import Callable
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from report_extract.cli.evaluate import evaluate as command
from report_extract.evaluation.brat import write_gold
from report_extract.evaluation.confidence import Judged, band_of, calibrate
from report_extract.evaluation.gold import GoldReport
from report_extract.evaluation.scores import evaluate
from report_extract.evaluation.wilson import wilson
from report_extract.records import Report


@pytest.mark.parametrize(
    ("confidence", "name"),
    [
        pytest.param(None, "by rule", id="none"),
        pytest.param(0.0, "below .5", id="0"),
        pytest.param(0.49, "below .5", id="below-a-bound"),
        pytest.param(0.5, ".5–.7", id="at-a-bound"),
        pytest.param(0.7, ".7–.9", id="at-the-next"),
        pytest.param(0.9, ".9–1", id="at-the-last"),
        pytest.param(1.0, ".9–1", id="1"),
    ],
)
def test_a_band_begins_with_its_lower_bound(confidence: float | None, name: str) -> None:
    assert band_of(confidence) == name


def test_bands_by_hand() -> None:
    """Of .5–.7 a half is right where .6 is said, of .9–1 all where .95 is said: apart by (4 × .1 + 2 × .05) / 6."""
    found = calibrate(
        [
            (0.55, True),
            (0.65, False),
            (0.6, True),
            (0.6, False),
            (0.94, True),
            (0.96, True),
            (None, True),
            (None, False),
        ]
    )
    assert list(found.bands) == [".5–.7", ".9–1", "by rule"]
    counts = {name: (band.right, band.stated, band.precision) for name, band in found.bands.items()}
    assert counts == {".5–.7": (2, 4, 0.5), ".9–1": (2, 2, 1.0), "by rule": (1, 2, 0.5)}
    assert found.bands[".5–.7"].confidence == pytest.approx(0.6)
    assert found.bands[".5–.7"].interval == wilson(0.5, 4)
    assert found.weighed
    assert (found.weighed.right, found.weighed.stated) == (4, 6)
    assert found.error == pytest.approx(0.5 / 6)


@pytest.mark.parametrize(
    ("judged", "verdict"),
    [
        pytest.param([(0.55, True), (0.55, False)] * 50, "true", id="true"),
        pytest.param([(0.95, True), (0.95, False)] * 50, "too high", id="too-high"),
        pytest.param([(0.55, True)] * 50, "too low", id="too-low"),
        pytest.param([(0.95, True)] * 2, "true", id="too-few-to-tell"),
        pytest.param([(None, True)] * 50, None, id="by-rule"),
    ],
)
def test_a_band_says_whether_its_confidence_is_true(judged: list[Judged], verdict: str | None) -> None:
    (band,) = calibrate(judged).bands.values()
    assert band.verdict == verdict


def test_nothing_stated_is_no_band() -> None:
    found = calibrate([])
    assert (found.bands, found.weighed, found.error) == ({}, None, None)


@pytest.fixture
def weighed(damaged: Report) -> Report:
    """COOPERATE, which is right, is the surest; of the two wrong ones a rule alone states one."""
    given = {"COOPERATE": 0.93, "SUPPORT": 0.41, "CONSULT": None}
    relations = tuple(one.model_copy(update={"confidence": given[one.type]}) for one in damaged.relations)
    return damaged.model_copy(update={"relations": relations})


def test_typed_matches_are_what_is_right(gold: GoldReport, weighed: Report) -> None:
    bands = evaluate([gold], [weighed]).relations.by_confidence.bands
    assert {name: (band.right, band.stated) for name, band in bands.items()} == {
        "below .5": (0, 1),
        ".9–1": (1, 1),
        "by rule": (0, 1),
    }


def run(tmp_path: Path, *golds: GoldReport, reports: list[Report]) -> str:
    app = typer.Typer()
    app.command()(command)
    places = [tmp_path / f"{gold.doc_id}.ann" for gold in golds]
    for place, gold in zip(places, golds, strict=True):
        place.write_text(write_gold(gold), encoding="utf-8")
    (tmp_path / "reports.jsonl").write_text("".join(f"{one.model_dump_json()}\n" for one in reports), encoding="utf-8")
    options = [word for place in places for word in ("--gold", str(place))]
    result = CliRunner().invoke(app, [*options, str(tmp_path / "reports.jsonl"), "--markdown", "-"])
    assert result.exit_code == 0, result.output
    return result.stdout


def test_the_table_of_one_group(tmp_path: Path, gold: GoldReport, weighed: Report) -> None:
    said = run(tmp_path, gold, reports=[weighed])
    assert "## Relations by confidence\n" in said
    assert "| .9–1 | 1.000 | 0.21–1.00 | 1 / 1 | 0.930 | true |" in said
    assert "| by rule | 0.000 | 0.00–0.79 | 0 / 1 | – | – |" in said
    assert "| all weighed | 0.500 | 0.09–0.91 | 1 / 2 | 0.670 | true |" in said
    assert (
        "Confidence and precision lie 0.240 apart. The weights do too well on gold that they were learned from" in said
    )


def test_the_tables_of_several_groups(
    tmp_path: Path, gold_of: Callable[[str], GoldReport], weighed: Report, damaged_of: Callable[[str], Report]
) -> None:
    """The second is of an older version, which gave no confidence."""
    said = run(tmp_path, gold_of("small"), gold_of("other"), reports=[weighed, damaged_of("other")])
    assert "## Relations by confidence, small\n" in said
    assert "Relations by confidence, other" not in said
