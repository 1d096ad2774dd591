"""Lists and ledgers as Excel workbooks: a header that stays, filters, wrapped text, numbers as numbers."""

import math
from collections.abc import Iterable, Sequence
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet
from rich.cells import cell_len

from report_extract.export.spreadsheet import save, short, write_header, write_text

WIDTHS = {
    "report": 20, "institute": 26, "completed": 12, "who": 18, "type": 18, "claim": 70, "certainty": 11,
    "likelihood": 17, "polarity": 10, "condition": 34, "addressee": 16, "horizon": 13, "cue": 20, "start": 8, "end": 8,
    "page": 7, "rule": 22, "outcome": 13, "note": 40, "expects": 17, "probability": 11, "found": 8, "sha256": 18,
}  # fmt: skip
_OTHER_WIDTH = 20
_ONE_LINE = ("sha256",)
_LINE, _HIGHEST = 15.0, 409.0
_TO_FILL_IN = PatternFill("solid", fgColor="FFFFF8DC")

Cell = str | int | float | None


def write_workbook(
    path: Path,
    title: str,
    columns: Sequence[str],
    rows: Iterable[Sequence[Cell]],
    *,
    choices: dict[str, Sequence[str]] | None = None,
    to_fill_in: Sequence[str] = (),
    notes: tuple[str, Sequence[str]] | None = None,
) -> None:
    """Write a sheet of rows; ``choices`` gives columns a list to choose from, ``notes`` a second sheet of lines."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = title
    write_header(sheet, 1, columns, [WIDTHS.get(name, _OTHER_WIDTH) for name in columns])
    last = 1
    for last, row in enumerate(rows, start=2):
        _write_row(sheet, last, columns, row, to_fill_in)
    _lay_out(sheet, len(columns), last)
    for name, allowed in (choices or {}).items():
        _offer(sheet, get_column_letter(list(columns).index(name) + 1), max(last, 2), allowed)
    if notes:
        _write_notes(book.create_sheet(notes[0]), notes[1])
    save(book, path)


def _write_row(
    sheet: Worksheet, number: int, columns: Sequence[str], row: Sequence[Cell], to_fill_in: Sequence[str]
) -> None:
    for place, (name, value) in enumerate(zip(columns, row, strict=True), start=1):
        cell = sheet.cell(number, place)
        if isinstance(value, str):
            write_text(sheet, number, place, short(value))
        else:
            cell.value = value
        cell.alignment = Alignment(vertical="top", wrap_text=isinstance(value, str) and name not in _ONE_LINE)
        if name in to_fill_in:
            cell.fill = _TO_FILL_IN
    sheet.row_dimensions[number].height = _height(columns, row)


def _height(columns: Sequence[str], row: Sequence[Cell]) -> float:
    """Give a row the height of its longest cell, since not every spreadsheet does: a Japanese character takes two."""
    texts = ((name, value) for name, value in zip(columns, row, strict=True) if name not in _ONE_LINE)
    lines = max(_lines(str(value or ""), WIDTHS.get(name, _OTHER_WIDTH)) for name, value in texts)
    return min(_HIGHEST, _LINE * lines)


def _lines(text: str, width: int) -> int:
    return sum(max(1, math.ceil(cell_len(part) / (width - 1))) for part in text.split("\n"))


def _lay_out(sheet: Worksheet, width: int, last: int) -> None:
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(width)}{last}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = "1:1"


def _offer(sheet: Worksheet, letter: str, last: int, allowed: Sequence[str]) -> None:
    choice = DataValidation(type="list", formula1=f'"{",".join(allowed)}"', allow_blank=True, showErrorMessage=True)
    choice.error = " / ".join(allowed)
    sheet.add_data_validation(choice)
    choice.add(f"{letter}2:{letter}{last}")


def _write_notes(sheet: Worksheet, lines: Sequence[str]) -> None:
    sheet.column_dimensions["A"].width = 110
    for number, line in enumerate(lines, start=1):
        write_text(sheet, number, 1, line)
