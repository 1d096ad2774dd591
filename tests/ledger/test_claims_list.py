"""The list of claims: what a row says, what is chosen, and the forms it is written in."""

import csv
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from rich.cells import cell_len
from typer.testing import Result

from report_extract.ledger.rows import COLUMNS, list_claims
from report_extract.records import Report

MakeReport = Callable[..., Report]
Write = Callable[..., Path]
Call = Callable[..., Result]
HOSTILE = ["=HYPERLINK(1)", "+1", "-1", "@SUM(A1)", "＝1", "#N/A", 'a,"b"', "[bold]x[/bold]"]


def rows(result: Result) -> list[dict[str, str]]:
    assert result.exit_code == 0, result.output
    assert result.stdout_bytes.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(StringIO(result.stdout_bytes.decode("utf-8-sig"), newline="")))


def test_a_row_says_all_of_a_claim(make_report: MakeReport, write: Write, call: Call) -> None:
    first, second, third = rows(call(write(make_report()), "--format", "csv"))
    assert tuple(first) == COLUMNS
    assert first == {
        "report": "a", "institute": "研究所", "completed": "2026-05", "who": "中華人民共和国", "type": "FORECAST",
        "claim": "仮に停戦すれば、2027年に米国も動く可能性が高い", "certainty": "probable", "likelihood": "very_likely",
        "polarity": "positive", "condition": "仮に停戦すれば", "addressee": "", "horizon": "2027", "cue": "可能性が高い",
        "start": "0", "end": "26", "page": "3", "rule": "cue:probable",
    }  # fmt: skip
    assert (second["who"], second["claim"], second["polarity"]) == (
        "author (田島理博)",
        "両国は合意しないであろう。",
        "negative",
    )
    assert (third["addressee"], third["certainty"], third["horizon"]) == ("日本", "", "")


@pytest.mark.parametrize(
    ("options", "ends"),
    [
        ([], ["1", "2", "3"]),
        (["--type", "forecast"], ["1", "2"]),
        (["--type", "FORECAST", "--type", "RECOMMENDATION"], ["1", "2", "3"]),
        (["--holder", "中国"], ["1"]),
        (["--holder", "cn"], ["1"]),
        (["--holder", "中華*"], ["1"]),
        (["--holder", "中"], []),
        (["--holder", "author"], ["2", "3"]),
        (["--holder", "田島　理博"], ["2", "3"]),
        (["--addressee", "JP"], ["3"]),
        (["--addressee", "*"], ["3"]),
        (["--certainty", "probable", "--likelihood", "very_likely"], ["1"]),
        (["--certainty", "certain"], []),
        (["--report", "a*"], ["1", "2", "3"]),
    ],
    ids=" ".join,
)  # fmt: skip
def test_claims_are_chosen(
    options: list[str], ends: list[str], make_report: MakeReport, write: Write, call: Call
) -> None:
    names = {"cue:probable": "1", "cue:will": "2", "cue:should": "3"}
    found = rows(call(write(make_report()), "--format", "csv", *options))
    assert [names[row["rule"]] for row in found] == ends


@pytest.mark.parametrize("text", HOSTILE)
def test_no_cell_is_a_formula(text: str, make_report: MakeReport, write: Write, call: Call, tmp_path: Path) -> None:
    report = make_report(metadata={"title": None, "author": None, "affiliation": text, "completed": None})
    path = write(report)
    (shown, *_) = rows(call(path, "--format", "csv"))
    assert shown["institute"] == (f"'{text}" if text[0] in "=+-@＝" else text)
    assert call(path, "-o", tmp_path / "a.xlsx").exit_code == 0
    cell = load_workbook(tmp_path / "a.xlsx")["claims"]["B2"]
    assert (cell.value, cell.data_type) == (text, "s")
    assert text[:3] in call(path).output


def test_control_characters_reach_no_terminal_and_no_workbook(
    make_report: MakeReport, write: Write, call: Call, tmp_path: Path
) -> None:
    path = write(
        make_report(metadata={"title": None, "author": "\x1b[2Jx\x07", "affiliation": None, "completed": None})
    )
    assert "�[2Jx�" in call(path, columns=160).output
    assert call(path, "-o", tmp_path / "a.xlsx").exit_code == 0


def test_the_workbook_is_ready_to_read(make_report: MakeReport, write: Write, call: Call, tmp_path: Path) -> None:
    path = write(make_report())
    for name in ("a.xlsx", "b.xlsx"):
        result = call(path, "-o", tmp_path / name)
        assert result.output == f"{tmp_path / name}: 3 of 3 claims in 1 reports\n"
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
    sheet = load_workbook(tmp_path / "a.xlsx")["claims"]
    assert [cell.value for cell in sheet[1]] == list(COLUMNS)
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("B2", "A1:Q4")
    assert sheet.cell(2, COLUMNS.index("start") + 1).value == 0
    assert sheet.cell(2, COLUMNS.index("claim") + 1).alignment.wrap_text
    assert sheet.column_dimensions["F"].width == 70


def test_rows_are_as_high_as_their_japanese(make_report: MakeReport, write: Write, call: Call, tmp_path: Path) -> None:
    metadata = {"title": None, "author": None, "affiliation": "研究所" * 10, "completed": None}
    call(write(make_report(metadata=metadata)), "-o", tmp_path / "a.xlsx")
    assert load_workbook(tmp_path / "a.xlsx")["claims"].row_dimensions[2].height == 45


@pytest.mark.parametrize("columns", [60, 80, 100, 160])
def test_the_table_fits_the_terminal(columns: int, make_report: MakeReport, write: Write, call: Call) -> None:
    result = call(write(make_report()), columns=columns)
    assert result.exit_code == 0, result.output
    *table, said = result.output.splitlines()
    assert {cell_len(line) for line in table} == {columns}
    assert said == "3 of 3 claims in 1 reports"
    cells = [line.split("│")[1:-1] for line in table if line.startswith("│")]
    words = "".join("".join("".join(column).split()) for column in zip(*cells, strict=True))
    for part in ("中華人民共和国", "very", "if:", "until:2027", "to:日本", "0:26,p.3"):
        assert part in words


def test_nothing_fits(make_report: MakeReport, write: Write, call: Call) -> None:
    result = call(write(make_report()), "--holder", "韓国")
    assert (result.exit_code, result.output) == (0, "0 of 3 claims in 1 reports\n")


WRONG: dict[str, tuple[list[Any], str]] = {
    "no type": (["reports.jsonl", "--type", "GUESS"], "'GUESS'; allowed: FACT, ASSESSMENT, FORECAST, RECOMMENDATION"),
    "no band": (["reports.jsonl", "--likelihood", "maybe"], "almost_no_chance, very_unlikely"),
    "no report": (["reports.jsonl", "--report", "zzz"], "reports.jsonl: there is no report 'zzz'"),
    "no file": (["none.jsonl"], "none.jsonl: cannot be read"),
    "nothing given": ([], "or --score LEDGER"),
    "xlsx nowhere": (["reports.jsonl", "--format", "xlsx"], "xlsx needs --output FILE"),
    "a table in a file": (["reports.jsonl", "--format", "table", "-o", "a.csv"], "a table is for the terminal"),
    "another suffix": (["reports.jsonl", "-o", "a.ods"], "a.ods: .csv or .xlsx"),
    "no folder": (["reports.jsonl", "-o", "none/a.xlsx"], "none/a.xlsx: cannot be written: No such file or directory"),
    "no folder, but a file": (["reports.jsonl", "-o", "reports.jsonl/a.csv"], "cannot be written: Not a directory"),
    "a folder": (["reports.jsonl", "-o", "folder.csv"], "folder.csv: cannot be written: Is a directory"),
    "a ledger of facts": (["reports.jsonl", "--ledger", "l.csv", "--type", "FACT"], "takes forecasts only"),
    "a ledger of another kind": (["reports.jsonl", "--ledger", "l.ods"], "l.ods: a ledger is a .csv or .xlsx file"),
    "a score of reports": (["reports.jsonl", "--score", "l.csv"], "takes no reports"),
}  # fmt: skip


@pytest.mark.parametrize(("arguments", "message"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_said(
    arguments: list[Any],
    message: str,
    make_report: MakeReport,
    write: Write,
    call: Call,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(write(make_report()).parent)
    Path("folder.csv").mkdir()
    result = call(*arguments, columns=200)
    assert result.exit_code == 2
    assert message in result.output
    assert not [path for path in Path().iterdir() if path.name.startswith(".")]


def test_a_missing_addressee_is_named(make_report: MakeReport, write: Write, call: Call) -> None:
    report = make_report()
    lost = report.claims[2].model_copy(update={"addressee": "e99"})
    result = call(write(report.model_copy(update={"claims": (lost,)})))
    assert result.exit_code == 2
    assert "refers to a missing entity 'e99'" in result.output


@pytest.mark.model
def test_quotations_of_real_reports_are_on_one_line_and_in_their_sentence(main_report: Report) -> None:
    import unicodedata

    sentences = {(one.start, one.end): one.text for one in main_report.sentences}
    listed = list(list_claims([main_report]))
    assert len(listed) == len(main_report.claims) > 20
    for one in listed:
        whole = next(t for (start, end), t in sentences.items() if start <= one.row.start and one.row.end <= end)
        assert unicodedata.normalize("NFKC", one.row.claim) in unicodedata.normalize("NFKC", whole)
        assert one.row.cue in one.row.claim or unicodedata.normalize("NFKC", one.row.cue) in whole
