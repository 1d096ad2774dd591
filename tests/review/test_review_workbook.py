"""The workbook: what it holds, what it survives, what it complains of."""

import json
import random
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from typer.testing import Result

from report_extract.records import Report
from report_extract.review.workbook import COLUMNS, FRAME_SHEET, REVIEW_SHEET

Review = Callable[..., Result]
RECORDS = 30


@pytest.fixture
def workbook(tmp_path: Path, reports_file: Path, review: Review) -> Path:
    """A fresh sample of everything."""
    path = tmp_path / "review.xlsx"
    result = review("sample", reports_file, "-o", path, "--per-rule", 99)
    assert result.exit_code == 0, result.output
    return path


def edit(path: Path, change: Callable[[Worksheet], None], sheet: str = REVIEW_SHEET) -> None:
    book = load_workbook(path)
    change(book[sheet])
    book.save(path)


def judge(sheet: Worksheet) -> None:
    """Call the first record of each report wrong, the date unsure, all others right."""
    for row in range(2, sheet.max_row + 1):
        name = str(sheet.cell(row, 1).value)
        verdict = "wrong" if name.endswith("/m1") else "unsure" if name.endswith("/m2") else " RIGHT "
        sheet.cell(row, COLUMNS.index("verdict") + 1).value = verdict


def column(sheet: Worksheet, name: str) -> list[Any]:
    place = COLUMNS.index(name) + 1
    return [sheet.cell(row, place).value for row in range(2, sheet.max_row + 1)]


def test_the_sheet_is_ready_to_judge_in(workbook: Path) -> None:
    sheet = load_workbook(workbook)[REVIEW_SHEET]
    assert [cell.value for cell in sheet[1]] == list(COLUMNS)
    assert sheet.max_row == RECORDS + 1
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == f"A1:J{RECORDS + 1}"
    choice = sheet.data_validations.dataValidation[0]
    assert (choice.type, choice.formula1, str(choice.sqref)) == ("list", '"right,wrong,unsure"', f"H2:H{RECORDS + 1}")
    assert all(sheet.cell(2, place).alignment.wrap_text for place in range(1, 11))


def test_what_begins_like_a_formula_is_text(workbook: Path) -> None:
    sheet = load_workbook(workbook)[REVIEW_SHEET]
    rules = [cell for cell in sheet["D"] if cell.value == "=cue"]
    assert rules
    assert {cell.data_type for cell in rules} == {"s"}


def test_the_frame_counts_each_stratum(workbook: Path) -> None:
    rows = list(load_workbook(workbook)[FRAME_SHEET].iter_rows(values_only=True))
    assert ("mentions", "GPE", "gazetteer", 9, 9) in [row[:5] for row in rows]
    assert ("claims", "FACT", "=cue", 3, 3) in [row[:5] for row in rows]


def test_the_same_run_and_seed_give_the_same_bytes(tmp_path: Path, reports_file: Path, review: Review) -> None:
    paths = [tmp_path / name for name in ("a.xlsx", "b.xlsx", "c.xlsx")]
    for path, seed in zip(paths, (3, 3, 4), strict=True):
        assert review("sample", reports_file, "-o", path, "--size", 12, "--seed", seed).exit_code == 0
    assert paths[0].read_bytes() == paths[1].read_bytes() != paths[2].read_bytes()


def test_score(workbook: Path, review: Review, tmp_path: Path) -> None:
    edit(workbook, judge)
    result = review("score", workbook, "--json", tmp_path / "score.json")
    assert result.exit_code == 0, result.output
    scores = json.loads((tmp_path / "score.json").read_text(encoding="utf-8"))
    overall = scores["overall"]
    assert (overall["population"], overall["judged"], overall["right"], overall["unsure"]) == (30, 27, 24, 3)
    rule = next(one for one in scores["rules"] if one["rule"] == "gazetteer")
    assert rule["precision"] == pytest.approx(6 / 9)
    gpe = next(one for one in scores["types"] if one["type"] == "GPE")
    assert gpe["precision"] == pytest.approx(9 / 12)
    assert "mentions" in result.output
    assert "0.750" in result.output


def test_rows_may_be_sorted_and_saved_again(workbook: Path, review: Review, tmp_path: Path) -> None:
    edit(workbook, judge)
    before, after = tmp_path / "before.json", tmp_path / "after.json"
    assert review("score", workbook, "--json", before).exit_code == 0

    def shuffle(sheet: Worksheet) -> None:
        rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
        random.Random(0).shuffle(rows)
        for number, row in enumerate(rows, start=2):
            for place, value in enumerate(row, start=1):
                sheet.cell(number, place).value = value
                sheet.cell(number, place).data_type = "s"

    edit(workbook, shuffle)
    result = review("score", workbook, "--json", after)
    assert result.exit_code == 0, result.output
    assert before.read_bytes() == after.read_bytes()


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice (soffice) is not installed")
def test_libreoffice_saves_it_unharmed(workbook: Path, review: Review, tmp_path: Path) -> None:
    edit(workbook, judge)
    out = tmp_path / "out"
    subprocess.run(
        ["soffice", "--headless", "--convert-to", "xlsx", "--outdir", out, workbook], check=True, timeout=120
    )
    result = review("score", out / workbook.name)
    assert result.exit_code == 0, result.output


def set_cell(row: int, name: str, value: str) -> Callable[[Worksheet], None]:
    def change(sheet: Worksheet) -> None:
        judge(sheet)
        sheet.cell(row, COLUMNS.index(name) + 1).value = value

    return change


def lengthen_sentence(sheet: Worksheet) -> None:
    judge(sheet)
    cell = sheet.cell(7, COLUMNS.index("sentence") + 1)
    cell.value = f"{cell.value}。"


def copy_row(sheet: Worksheet) -> None:
    judge(sheet)
    sheet.append([cell.value for cell in sheet[4]])


def delete_row(sheet: Worksheet) -> None:
    judge(sheet)
    sheet.delete_rows(4)


@pytest.mark.parametrize(
    ("change", "complaint", "rows_left"),
    [
        pytest.param(set_cell(4, "record", "別"), "row 4 (one/m3): the row was changed", 29, id="record-changed"),
        pytest.param(set_cell(5, "rule", "gazetteer2"), "row 5 (one/m6): the row was changed", 29, id="rule-changed"),
        pytest.param(set_cell(6, "check", "k0"), "row 6 (one/m4): the row was changed", 29, id="check-changed"),
        pytest.param(
            set_cell(4, "verdict", "yes"), "unknown verdict 'yes'; allowed: right, wrong, unsure", 29, id="yes"
        ),
        pytest.param(lengthen_sentence, "row 7 (one/m5): the row was changed", 29, id="sentence-changed"),
        pytest.param(copy_row, "row 32 (one/m3): the row stands 2 times, first in row 4", 29, id="doubled"),
        pytest.param(delete_row, "1 of the 9 rows drawn of mentions GPE gazetteer are missing", 29, id="missing"),
    ],
)
def test_what_does_not_fit_is_complained_of(
    workbook: Path,
    review: Review,
    tmp_path: Path,
    change: Callable[[Worksheet], None],
    complaint: str,
    rows_left: int,
) -> None:
    edit(workbook, change)
    strict = review("score", workbook)
    assert strict.exit_code == 2
    assert complaint in strict.stderr
    assert "precision" not in strict.stdout
    lenient = review("score", workbook, "--lenient", "--json", tmp_path / "score.json")
    assert lenient.exit_code == 0, lenient.output
    scores = json.loads((tmp_path / "score.json").read_text(encoding="utf-8"))
    assert scores["overall"]["judged"] + scores["overall"]["unsure"] == rows_left
    assert complaint in "\n".join(scores["left_out"])


def test_a_changed_frame_stops_even_when_lenient(workbook: Path, review: Review) -> None:
    def change(sheet: Worksheet) -> None:
        sheet.cell(sheet.max_row, 4).value = 1000

    edit(workbook, change, FRAME_SHEET)
    result = review("score", workbook, "--lenient")
    assert result.exit_code == 2
    assert "the line was changed" in result.stderr


@pytest.mark.parametrize("kind", ["text", "other-workbook", "missing"])
def test_what_is_no_workbook_of_ours(tmp_path: Path, review: Review, kind: str) -> None:
    path = tmp_path / "x.xlsx"
    if kind == "text":
        path.write_text("x", encoding="utf-8")
    elif kind == "other-workbook":
        Workbook().save(path)
    result = review("score", path)
    assert result.exit_code == 2
    assert str(path) in result.stderr


def test_nothing_judged_is_no_error(workbook: Path, review: Review) -> None:
    result = review("score", workbook)
    assert result.exit_code == 0
    assert "0%" in result.stdout


@pytest.mark.parametrize(
    ("options", "message"),
    [
        pytest.param(("--kinds", "mentions,facts"), "'facts' is no kind", id="kind"),
        pytest.param(("--per-rule", "0"), "--per-rule", id="per-rule"),
    ],
)
def test_wrong_options(
    tmp_path: Path, reports_file: Path, review: Review, options: tuple[str, ...], message: str
) -> None:
    result = review("sample", reports_file, "-o", tmp_path / "x.xlsx", *options)
    assert result.exit_code == 2
    assert message in result.stderr


def test_a_sample_of_the_unsure_relations(tmp_path: Path, report: Report, review: Review) -> None:
    weighed = report.relations[0].model_copy(update={"confidence": 0.62})
    reports = tmp_path / "weighed.jsonl"
    unsure = report.model_copy(update={"relations": (weighed, report.relations[1])})
    reports.write_text(unsure.model_dump_json() + "\n", encoding="utf-8")
    result = review("sample", reports, "-o", tmp_path / "x.xlsx", "--confidence-below", 0.7)
    assert "1 of 1 records" in result.stdout
    result = review("sample", reports, "-o", tmp_path / "y.xlsx", "--confidence-from", 0.7)
    assert result.exit_code == 2
    assert "no relation has a confidence in this range" in result.stderr


def test_sample_says_which_strata_have_no_row(tmp_path: Path, reports_file: Path, review: Review) -> None:
    result = review("sample", reports_file, "-o", tmp_path / "x.xlsx", "--size", 2)
    assert "2 of 30 records, 8 strata" in result.stdout
    assert "6 strata have no row" in result.stderr


def test_a_report_file_that_cannot_be_read(tmp_path: Path, review: Review) -> None:
    result = review("sample", tmp_path / "none.jsonl", "-o", tmp_path / "x.xlsx")
    assert result.exit_code == 2
    assert "none.jsonl" in result.stderr
