"""CSV that spreadsheets open as it is: UTF-8 with its mark, CRLF, and no cell that is read as a formula."""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def write_csv(columns: Sequence[str], rows: Iterable[Sequence[str | int | None]]) -> str:
    """Write a table; a cell that a spreadsheet would compute is led by an apostrophe."""
    out = StringIO()
    out.write("\ufeff")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([_guarded(cell) for cell in row] for row in rows)
    return out.getvalue()


def read_csv(text: str) -> list[list[str]]:
    """Read a table back, without the apostrophes; commas, semicolons and tabs are told apart by the header.

    Raises:
        csv.Error: a cell is too long or a quotation does not end.
    """
    text = text.removeprefix("\ufeff")
    header = text.partition("\n")[0]
    delimiter = max(",;\t", key=header.count)
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    return [[_unguarded(cell) for cell in row] for row in reader]


def _guarded(cell: str | int | None) -> str | int | None:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


def _unguarded(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_FORMULA) else cell
