"""The ledger of forecasts as a file: the list's columns, and those in which people fill in what came of it."""

import csv
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from report_extract.errors import InputError
from report_extract.export.spreadsheet import replace_file
from report_extract.ledger.bands import SOURCE
from report_extract.ledger.delimited import read_csv, write_csv
from report_extract.ledger.rows import COLUMNS

OUTCOMES = ("came true", "did not", "open")
TO_FILL_IN = ("outcome", "note")
_FIRST = (*TO_FILL_IN, "claim", "condition", "horizon", "expects", "probability")
LEDGER_COLUMNS = (*_FIRST, *(name for name in COLUMNS if name not in _FIRST), "sha256", "found")
_KEY = ("report", "sha256", "start", "end")
_NEEDED = (*_KEY, "certainty", "likelihood", "polarity", "outcome", "note")
_SHEET = "forecasts"
_NOTES = (
    "予測台帳の記入のしかた",
    "outcome 列に came true（当たり）、did not（外れ）、open（未定。空欄も同じ）のいずれかを選び、note 列に根拠などを自由に書いてください。",
    "expects 列が「it does not happen」の予測（否定の予測、可能性が低いとする予測）は、起きなかったときが came true です。",
    "条件付きの予測（condition 列）は、条件が満たされなかったときは open のままにし、note にその旨を書いてください。",
    f"probability 列は、その予測が当たる確率として採点に使う値です（{SOURCE} の幅の中央）。",
    "ほかの列は、台帳を書き直すたびに報告書から取り直されます。行の並べ替えと絞り込み、列の追加はかまいません。",
    "Choose came true, did not or open; where 'expects' is 'it does not happen', came true means that it did not.",
)


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a ledger by the names of its columns, and the number of the row in the file."""

    number: int
    cells: Mapping[str, str]

    def __getitem__(self, name: str) -> str:
        return self.cells.get(name, "")


def key_of(cells: Mapping[str, str]) -> tuple[str, ...]:
    """Give what a forecast is found again by: report, text, and place in it."""
    return tuple(cells.get(name, "") for name in _KEY)


def identity(cells: Mapping[str, str]) -> tuple[str, ...]:
    """Give what tells a forecast from others at its place."""
    return tuple(cells.get(name, "") for name in (*_KEY, "who", "certainty", "polarity", "condition", "cue"))


def is_filled(cells: Mapping[str, str]) -> bool:
    """Tell whether somebody has filled in anything."""
    return any(cells.get(name, "").strip() for name in TO_FILL_IN)


def write_ledger(path: Path, columns: Sequence[str], lines: Sequence[Mapping[str, str]]) -> None:
    """Write a ledger, whole or not at all."""
    if path.suffix.casefold() == ".csv":
        rows = ([line.get(name, "") for name in columns] for line in lines)
        replace_file(path, write_csv(columns, rows).encode("utf-8"))
        return
    from report_extract.ledger.workbook import write_workbook

    write_workbook(
        path,
        _SHEET,
        columns,
        [[_typed(name, line.get(name, "")) for name in columns] for line in lines],
        choices={"outcome": OUTCOMES},
        to_fill_in=TO_FILL_IN,
        notes=("読み方", _NOTES),
    )


def read_ledger(path: Path) -> list[Line]:
    """Read a ledger, its rows and columns in whatever order.

    Raises:
        InputError: it cannot be read, is no ledger, or has a forecast twice.
    """
    rows = _csv_rows(path) if check_suffix(path) == ".csv" else _workbook_rows(path)
    lines = list(_lines(path, rows))
    seen: dict[tuple[str, ...], int] = {}
    for line in lines:
        before = seen.setdefault(identity(line.cells), line.number)
        if before != line.number:
            raise InputError(f"{path}: rows {before} and {line.number} are the same forecast")
    return lines


def check_suffix(path: Path) -> str:
    """Give the suffix of a ledger."""
    if (suffix := path.suffix.casefold()) not in (".csv", ".xlsx"):
        raise InputError(f"{path}: a ledger is a .csv or .xlsx file")
    return suffix


def _lines(path: Path, rows: Sequence[Sequence[str]]) -> Iterator[Line]:
    names = [name.strip() for name in rows[0]] if rows else []
    if missing := [name for name in _NEEDED if name not in names]:
        raise InputError(f"{path}: not a ledger of forecasts: there is no column {', '.join(missing)} in row 1")
    if twice := next((name for name in names if name and names.count(name) > 1), None):
        raise InputError(f"{path}: the column {twice!r} stands there twice")
    for number, row in enumerate(rows[1:], start=2):
        if any(cell.strip() for cell in row):
            yield Line(number, {name: cell for name, cell in zip(names, row, strict=False) if name})


def _csv_rows(path: Path) -> list[list[str]]:
    try:
        return read_csv(path.read_bytes().decode("utf-8-sig"))
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: not UTF-8: save it as 'CSV UTF-8' (byte {error.start})") from error
    except csv.Error as error:
        raise InputError(f"{path}: cannot be read as CSV: {error}") from error


def _workbook_rows(path: Path) -> list[list[str]]:
    from openpyxl import load_workbook

    try:
        book = load_workbook(path)
    except (OSError, KeyError, ValueError, TypeError, SyntaxError, zipfile.BadZipFile) as error:
        raise InputError(f"{path}: cannot be read as a workbook: {error}") from error
    if _SHEET not in book.sheetnames:
        raise InputError(f"{path}: there is no sheet {_SHEET!r}; it is not a ledger of forecasts")
    return [[_text(cell) for cell in row] for row in book[_SHEET].iter_rows(values_only=True)]


def _text(value: Any) -> str:
    """Give a cell as text; a spreadsheet may have made a number of it."""
    if value is None:
        return ""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _typed(name: str, cell: str) -> str | int | float:
    """Give numbers as numbers."""
    if name in ("start", "end", "page") and cell.isdecimal():
        return int(cell)
    if name == "probability" and cell.replace(".", "", 1).isdecimal():
        return float(cell)
    return cell
