"""A report beside its gold and beside another report."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import Result

from report_extract.exchange import brat
from report_extract.records import Report
from report_extract.viewer.editions import alike, edition_comparison
from report_extract.viewer.gold import find_gold, gold_beside

Data = dict[str, Any]
Row = tuple[str, str, str]


def told(compared: Data | None) -> list[Row]:
    """What is not the same on both sides: verdict, kind, type."""
    assert compared is not None
    rows = [(row["verdict"], row["kind"], row["type"]) for row in compared["rows"]]
    return [row for row in rows if row[0] not in ("right", "same")]


@pytest.fixture
def gold(report: Report, tmp_path: Path) -> Path:
    """A folder with gold that says what the hand-made report says."""
    brat.write([report], tmp_path / "gold")
    return tmp_path / "gold"


@pytest.mark.parametrize(
    ("name", "at", "change", "expected"),
    [
        ("claims", 0, {}, []),
        ("claims", 1, {"certainty": "possible"}, [("differs", "claim", "FORECAST")]),
        ("claims", 1, {"holder": "author"}, [("differs", "claim", "FORECAST")]),
        ("claims", 1, {"condition": None}, [("differs", "claim", "FORECAST")]),
        ("claims", 2, {"type": "ASSESSMENT"}, [("differs", "claim", "RECOMMENDATION")]),
        ("claims", 2, None, [("missed", "claim", "RECOMMENDATION")]),
        ("relations", 0, {"type": "SUPPORT"}, [("differs", "relation", "AID")]),
        ("relations", 0, {"status": "expected"}, [("differs", "relation", "AID")]),
        ("relations", 0, None, [("missed", "relation", "AID")]),
        ("relations", 2, {"object": "m10"}, [("missed", "relation", "ACCUSE"), ("spurious", "relation", "ACCUSE")]),
        ("mentions", 9, {"type": "LOC"}, [("differs", "mention", "GPE")]),
        ("mentions", 8, {"refers_to": ["e4"]}, [("differs", "anaphor", "ANAPHOR"), ("missed", "relation", "ACCUSE"),
                                                ("spurious", "relation", "ACCUSE")]),
        ("entities", 1, {"value": "2024-04"}, [("differs", "mention", "DATE")]),
    ],
)  # fmt: skip
def test_what_differs_from_gold(
    name: str, at: int, change: Data | None, expected: list[Row], data: Data, gold: Path
) -> None:
    if change is None:
        del data[name][at]
    else:
        data[name][at] |= change
    assert told(gold_beside(find_gold([gold]))(Report.model_validate(data))) == expected


def test_a_report_without_gold_has_no_such_tab(data: Data, gold: Path) -> None:
    assert gold_beside(find_gold([gold]))(Report.model_validate({**data, "doc_id": "other"})) is None


@pytest.mark.parametrize(
    ("name", "at", "change", "expected"),
    [
        ("claims", 1, {"certainty": "certain"}, [("stronger", "claim", "FORECAST")]),
        ("claims", 1, {"certainty": "possible"}, [("weaker", "claim", "FORECAST")]),
        ("claims", 1, {"polarity": "negative"}, [("reversed", "claim", "FORECAST")]),
        ("claims", 1, {"holder": "author"}, [("changed", "claim", "FORECAST")]),
        ("claims", 2, {"type": "FACT"}, [("changed", "claim", "FACT")]),
        ("claims", 0, None, [("dropped", "claim", "FACT")]),
        ("relations", 2, {"status": "actual"}, [("stronger", "relation", "ACCUSE")]),
        ("relations", 0, {"status": "hypothetical"}, [("weaker", "relation", "AID")]),
        ("relations", 0, {"polarity": "negative"}, [("reversed", "relation", "AID")]),
        ("relations", 1, {"object": "m5"}, [("new", "relation", "COOPERATE"), ("dropped", "relation", "COOPERATE")]),
    ],
)
def test_what_an_edition_changes(
    name: str, at: int, change: Data | None, expected: list[Row], data: Data, report: Report
) -> None:
    if change is None:
        del data[name][at]
    else:
        data[name][at] |= change
    assert told(edition_comparison(Report.model_validate(data), report)) == expected


def test_an_edition_is_the_same_as_itself(report: Report) -> None:
    compared = edition_comparison(report, report)
    assert {row["verdict"] for row in compared["rows"]} == {"same"}
    assert len(compared["rows"]) == len(report.claims) + len(report.relations)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ([], ["停戦する"], []),
        (["停戦は困難である", "支援は続く"], ["支援は続く", "停戦は困難である"], [(0, 1), (1, 0)]),
        (["停戦交渉は年内に始まる"], ["停戦交渉は来年に始まる", "米国は支援を減らす"], [(0, 0)]),
        (["日本は協力する"], ["中国が演習を行った"], []),
        (["軍"], ["軍"], [(0, 0)]),
        ([""], [""], [(0, 0)]),
    ],
    ids=["nothing", "moved", "reworded", "other", "one-character", "empty"],
)
def test_claims_that_say_much_the_same_are_paired(
    before: list[str], after: list[str], expected: list[tuple[int, int]]
) -> None:
    assert alike(before, after) == expected


def test_the_tabs_of_a_page(
    data: Data, report: Report, gold: Path, view: Callable[..., Result], reports_file: Callable[..., Path],
    tmp_path: Path, visit: Callable[..., Any], violations: Callable[..., list[str]],
) -> None:  # fmt: skip
    data["claims"][1]["certainty"] = "certain"
    del data["relations"][0]
    old, new = reports_file(report, name="old.jsonl"), reports_file(Report.model_validate(data))
    path = tmp_path / "page.html"
    result = view(new, "-o", path, "--gold", gold, "--against", old)
    assert result.exit_code == 0, result.output
    for tab, verdict, rows in (("gold", "missed", 1), ("gold", "differs", 1), ("editions", "stronger", 1)):
        with visit(path, f"#{tab}") as page:
            assert violations(page) == []
            page.locator(f".view-{tab} [data-filter=verdict]").select_option(verdict)
            assert page.locator(f"tr.verdict-{verdict}").count() == rows
            page.locator(f"tr.verdict-{verdict} a.quote").last.click()
            assert "#text/s" in page.url


def test_two_reports_of_one_file_are_compared(
    report: Report, view: Callable[..., Result], reports_file: Callable[..., Path], tmp_path: Path
) -> None:
    path = reports_file(report, report.model_copy(update={"doc_id": "other"}))
    result = view(path, "-o", tmp_path / "page.html", "--report", "small", "--against-report", "other")
    assert result.exit_code == 0
    assert '"editions":{' in (tmp_path / "page.html").read_text(encoding="utf-8")


def test_a_report_with_nothing_to_compare_with_is_named(
    report: Report, gold: Path, view: Callable[..., Result], reports_file: Callable[..., Path], tmp_path: Path
) -> None:
    lone = report.model_copy(update={"doc_id": "lone"})
    path = reports_file(report, lone)
    result = view(path, "-o", tmp_path / "site", "--gold", gold, "--against", reports_file(report, name="old.jsonl"))
    assert result.exit_code == 0
    assert result.stderr.splitlines() == [
        "warning: no gold to compare with for lone",
        "warning: no other report to compare with for lone",
    ]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--gold", "nowhere"], "nowhere: no gold here"),
        (["--against", "nowhere"], "nowhere: cannot be read"),
        (["--against-report", "none"], "no report 'none'"),
    ],
    ids=["gold", "file", "report"],
)
def test_what_there_is_not_to_compare_with(
    options: list[str], message: str, report: Report, view: Callable[..., Result], reports_file: Callable[..., Path],
    tmp_path: Path,
) -> None:  # fmt: skip
    result = view(reports_file(report), "-o", tmp_path / "page.html", *options)
    assert result.exit_code == 2
    assert result.stderr.startswith("error: ")
    assert message in result.stderr
