"""Reads a judged workbook back and finds what does not fit: changed, doubled, foreign and missing rows."""

import unicodedata
import zipfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from report_extract.errors import InputError
from report_extract.review.checks import check
from report_extract.review.population import Stratum
from report_extract.review.sampling import Frame
from report_extract.review.workbook import (
    COLUMNS,
    FRAME_COLUMNS,
    FRAME_SHEET,
    IDENTITY,
    REVIEW_SHEET,
    VERDICTS,
    frame_identity,
)


@dataclass(frozen=True, slots=True)
class Judgement:
    """One row and its verdict; an empty verdict is a row not judged yet."""

    line: int
    id: str
    stratum: Stratum
    verdict: str


@dataclass(frozen=True, slots=True)
class Judged:
    """The rows that can be scored, the frame they were drawn from, and what was wrong with the others."""

    rows: tuple[Judgement, ...]
    frame: tuple[Frame, ...]
    complaints: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    fields: dict[str, str]


def read_workbook(path: Path) -> Judged:
    """Read a workbook of ``review sample``, in whatever order its rows stand."""
    try:
        book = load_workbook(path, data_only=True)
    except (OSError, KeyError, ValueError, zipfile.BadZipFile) as error:
        raise InputError(f"{path}: cannot be read as a workbook: {error}") from error
    for name in (REVIEW_SHEET, FRAME_SHEET):
        if name not in book.sheetnames:
            raise InputError(f"{path}: there is no sheet {name!r}; it is not a workbook of 'review sample'")
    lines = list(_table(path, book[REVIEW_SHEET], COLUMNS))
    frame = _frame(path, list(_table(path, book[FRAME_SHEET], FRAME_COLUMNS)))
    wrong = _wrong_lines(path, lines, {part.stratum for part in frame})
    rows = tuple(_judgement(line) for line in lines if line.number not in wrong)
    return Judged(rows, frame, (*wrong.values(), *_missing(path, lines, frame)))


def _table(path: Path, sheet: Worksheet, columns: Sequence[str]) -> Iterator[_Line]:
    """Read the lines under the header row, which may stand anywhere and in any order of columns."""
    places: dict[str, int] = {}
    for number, cells in enumerate(sheet.iter_rows(values_only=True), start=1):
        texts = [_text(cell) for cell in cells]
        if places:
            if any(texts):
                yield _Line(number, {name: texts[at] for name, at in places.items()})
        elif set(columns) <= set(texts):
            places = {name: texts.index(name) for name in columns}
    if not places:
        raise InputError(f"{path}: sheet {sheet.title!r} has no header row with {', '.join(columns)}")


def _text(value: Any) -> str:
    return "" if value is None else str(value)


def _frame(path: Path, lines: Sequence[_Line]) -> tuple[Frame, ...]:
    """Read the frame; a line that was changed stops, since no weight can be trusted then."""
    frame: dict[Stratum, Frame] = {}
    for line in lines:
        part = _part(path, line)
        if check(frame_identity(part)) != line.fields["check"]:
            raise InputError(f"{path}: sheet {FRAME_SHEET!r}, row {line.number}: the line was changed")
        if part.stratum in frame:
            raise InputError(f"{path}: sheet {FRAME_SHEET!r}, row {line.number}: the stratum stands twice")
        frame[part.stratum] = part
    return tuple(frame.values())


def _part(path: Path, line: _Line) -> Frame:
    try:
        counts = [int(float(line.fields[name])) for name in ("population", "drawn")]
    except ValueError as error:
        raise InputError(f"{path}: sheet {FRAME_SHEET!r}, row {line.number}: no number: {error}") from error
    return Frame(_stratum(line), counts[0], counts[1])


def _stratum(line: _Line) -> Stratum:
    return Stratum(line.fields["kind"], line.fields["type"], line.fields["rule"])


def _wrong_lines(path: Path, lines: Sequence[_Line], strata: set[Stratum]) -> dict[int, str]:
    """Say, by line, why it cannot be scored."""
    count = Counter(line.fields["row"] for line in lines)
    first: dict[str, int] = {}
    wrong = {}
    for line in lines:
        name = line.fields["row"]
        first.setdefault(name, line.number)
        reason = None
        if check(line.fields[column] for column in IDENTITY) != line.fields["check"]:
            reason = "the row was changed: its check does not fit"
        elif count[name] > 1:
            reason = f"the row stands {count[name]} times, first in row {first[name]}"
        elif _verdict(line) not in ("", *VERDICTS):
            reason = f"unknown verdict {line.fields['verdict']!r}; allowed: {', '.join(VERDICTS)}"
        elif _stratum(line) not in strata:
            reason = "the row does not belong to this sample"
        if reason:
            wrong[line.number] = f"{path}: row {line.number} ({name or 'no id'}): {reason}"
    return wrong


def _missing(path: Path, lines: Sequence[_Line], frame: Sequence[Frame]) -> Iterator[str]:
    there = Counter(stratum for _, stratum in {(line.fields["row"], _stratum(line)) for line in lines})
    for part in frame:
        if (lost := part.drawn - there[part.stratum]) > 0:
            name = " ".join((part.stratum.kind, part.stratum.type, part.stratum.rule))
            yield f"{path}: {lost} of the {part.drawn} rows drawn of {name} are missing"


def _verdict(line: _Line) -> str:
    return unicodedata.normalize("NFKC", line.fields["verdict"]).strip().casefold()


def _judgement(line: _Line) -> Judgement:
    return Judgement(line.number, line.fields["row"], _stratum(line), _verdict(line))
