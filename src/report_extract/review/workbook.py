"""Writes a sample as an Excel workbook: one sheet to judge in, one that explains it and keeps the sampling frame."""

from collections.abc import Sequence
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from report_extract.export.spreadsheet import save, short, write_header, write_text
from report_extract.review.checks import check
from report_extract.review.population import Row
from report_extract.review.sampling import Frame, Sample

REVIEW_SHEET, FRAME_SHEET = "review", "frame"
IDENTITY = ("row", "kind", "type", "rule", "report", "sentence", "record")
COLUMNS = (*IDENTITY, "verdict", "comment", "check")
FRAME_IDENTITY = ("kind", "type", "rule", "population", "drawn")
FRAME_COLUMNS = (*FRAME_IDENTITY, "check")
VERDICTS = ("right", "wrong", "unsure")
INSTRUCTIONS = (
    "確認のしかた",
    "「review」シートの record は、文の⟦…⟧から読み取ったものです。正しいかどうかを verdict 列で選んでください。",
    "right: 範囲・種類・指すもの・項・属性がすべて正しい。 wrong: 一つでも誤り。 unsure: 文からは決められない。",
    "mentions: 範囲、種類、指す対象（名前・コード・値）を見ます。",
    "relations: 種類、主体 → 客体、きっかけの語、内容・時・場所、status、polarity を見ます。",
    "claims: 範囲、種類、確かさ、polarity、holder、条件を見ます。",
    "わかったことは comment 列に自由に書いてください。ほかの列は変えないでください（check 列で照合します）。",
    "行の並べ替えと絞り込みはかまいません。行を消したり写したりしないでください。下の表は採点に使います。",
)
_WIDTHS = (16, 11, 15, 20, 20, 70, 45, 10, 30, 15)
_FRAME_WIDTHS = (16, 18, 34, 12, 10, 15)
_TO_FILL_IN = PatternFill("solid", fgColor="FFFFF8DC")


def write_workbook(sample: Sample, path: Path) -> None:
    """Write a workbook; the same sample gives the same bytes."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = REVIEW_SHEET
    _write_rows(sheet, sample.rows)
    _write_frame(book.create_sheet(FRAME_SHEET), sample)
    save(book, path)


def _write_rows(sheet: Worksheet, rows: Sequence[Row]) -> None:
    write_header(sheet, 1, COLUMNS, _WIDTHS)
    for number, row in enumerate(rows, start=2):
        identity = [short(field) for field in row_identity(row)]
        for column, text in enumerate((*identity, "", "", check(identity)), start=1):
            write_text(sheet, number, column, text)
            if COLUMNS[column - 1] in ("verdict", "comment"):
                sheet.cell(number, column).fill = _TO_FILL_IN
    last = max(len(rows) + 1, 2)
    verdict = get_column_letter(COLUMNS.index("verdict") + 1)
    choice = DataValidation(type="list", formula1=f'"{",".join(VERDICTS)}"', allow_blank=True, showErrorMessage=True)
    choice.errorTitle, choice.error = "verdict", " / ".join(VERDICTS)
    sheet.add_data_validation(choice)
    choice.add(f"{verdict}2:{verdict}{last}")
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(COLUMNS))}{last}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = "1:1"


def row_identity(row: Row) -> tuple[str, ...]:
    """List the fields that the check of a row covers, in the order of the columns."""
    return (row.id, row.stratum.kind, row.stratum.type, row.stratum.rule, row.report, row.sentence, row.record)


def _write_frame(sheet: Worksheet, sample: Sample) -> None:
    for number, line in enumerate(INSTRUCTIONS, start=1):
        write_text(sheet, number, 1, line)
        sheet.merge_cells(start_row=number, end_row=number, start_column=1, end_column=len(FRAME_COLUMNS))
        sheet.row_dimensions[number].height = 32
    sheet.cell(1, 1).font = Font(bold=True, size=14)
    write_text(sheet, len(INSTRUCTIONS) + 1, 1, f"seed {sample.seed}")
    top = len(INSTRUCTIONS) + 3
    write_header(sheet, top, FRAME_COLUMNS, _FRAME_WIDTHS)
    for number, part in enumerate(sample.frame, start=top + 1):
        identity = frame_identity(part)
        for column, text in enumerate(identity[:3], start=1):
            write_text(sheet, number, column, text)
        sheet.cell(number, 4, part.population)
        sheet.cell(number, 5, part.drawn)
        write_text(sheet, number, 6, check(identity))


def frame_identity(part: Frame) -> tuple[str, ...]:
    """List the fields that the check of a line of the frame covers."""
    return (part.stratum.kind, part.stratum.type, part.stratum.rule, str(part.population), str(part.drawn))
