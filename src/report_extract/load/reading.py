"""Reads JSON lines one at a time; a broken line is named by its number and the rest goes on."""

import re
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from report_extract.errors import InputError
from report_extract.export.columns import Row, Source, Table, Value
from report_extract.export.tables import TABLES
from report_extract.records import SCHEMA_VERSION, Report

Rows = dict[str, list[Row]]
_VERSION = re.compile(rb'"schema_version":\s*"([^"]{1,20})"')


@dataclass(frozen=True, slots=True)
class Line:
    """A line that was read: its place, how many bytes it has, and the report with its rows or what is wrong."""

    place: str
    size: int
    doc_id: str = ""
    digest: str = ""
    report: Report | None = None
    rows: Rows | None = None
    error: str | None = None

    @property
    def count(self) -> int:
        """The number of its rows."""
        return sum(len(rows) for rows in self.rows.values()) if self.rows else 0


class Seen:
    """The ids that were read and the places they stand at, in a temporary file: a set of any size."""

    def __init__(self) -> None:
        self._store = sqlite3.connect("", isolation_level=None)
        self._store.execute("CREATE TABLE seen (doc_id BLOB PRIMARY KEY, place TEXT) WITHOUT ROWID")
        self._store.execute("BEGIN")

    def add(self, doc_id: str, place: str) -> str | None:
        """Keep an id; give the place it stands at already."""
        row = self._store.execute("SELECT place FROM seen WHERE doc_id = ?", (_key(doc_id),)).fetchone()
        if row is None:
            self._store.execute("INSERT INTO seen VALUES (?, ?)", (_key(doc_id), place))
        return row and str(row[0])

    def __contains__(self, doc_id: str) -> bool:
        row = self._store.execute("SELECT 1 FROM seen WHERE doc_id = ?", (_key(doc_id),)).fetchone()
        return row is not None

    def close(self) -> None:
        """Remove the temporary file."""
        self._store.close()


def _key(doc_id: str) -> bytes:
    return doc_id.encode("utf-8", "surrogatepass")


def read_lines(paths: Iterable[Path], seen: Seen) -> Iterator[Line]:
    """Read all lines that are not empty, whatever is wrong with one.

    Raises:
        InputError: a file cannot be read.
    """
    for path in paths:
        try:
            with path.open("rb") as file:
                for number, data in enumerate(file, start=1):
                    if data.strip():
                        yield _read_line(data, f"{path}:{number}", seen)
        except OSError as error:
            raise InputError(f"{path}: cannot be read: {error.strerror or error}") from error


def _read_line(data: bytes, place: str, seen: Seen) -> Line:
    try:
        report = Report.model_validate_json(data.removeprefix(b"\xef\xbb\xbf"))
        source = Source(report)
        rows = {table.name: table.rows(source) for table in TABLES}
        if wrong := _wrong(rows):
            return Line(place, len(data), error=f"{place}: report {report.doc_id!r}: {wrong}")
        digest = source.digest
    except ValidationError as error:
        return Line(place, len(data), error=f"{place}: {_cause(error, data)}")
    except (UnicodeError, RecursionError) as error:
        return Line(place, len(data), error=f"{place}: not a report: {error}")
    if before := seen.add(report.doc_id, place):
        return Line(place, len(data), error=f"{place}: the report {report.doc_id!r} stands already at {before}")
    return Line(place, len(data), report.doc_id, digest, report, rows)


def _cause(error: ValidationError, data: bytes) -> str:
    first = error.errors(include_url=False, include_input=False)[0]
    where = ".".join(str(part) for part in first["loc"])
    given = _VERSION.search(data)
    version = given[1].decode("utf-8", "replace") if given else SCHEMA_VERSION
    hint = "" if version == SCHEMA_VERSION else f" (schema version {version}; {SCHEMA_VERSION} is read here: run again)"
    return f"not a report: {where + ': ' if where else ''}{first['msg']}{hint}"


def _wrong(rows: Rows) -> str | None:
    """Tell the first key that stands twice or refers to nothing: no database is asked to find it."""
    ids: dict[str, set[Value]] = {}
    for table in TABLES:
        places = [table.at(name) for name in table.key]
        keys = Counter(tuple(row[place] for place in places) for row in rows[table.name])
        if twice := next((key for key, times in keys.items() if times > 1), None):
            return f"{table.name}: {twice[-1]!r} stands there twice"
        ids[table.name] = {key[-1] for key in keys}
    return next((wrong for table in TABLES if (wrong := _dangling(table, rows[table.name], ids))), None)


def _dangling(table: Table, rows: list[Row], ids: dict[str, set[Value]]) -> str | None:
    for place, column in enumerate(table.columns):
        if column.refers is None:
            continue
        known = ids[column.refers] | {None} if column.nullable else ids[column.refers]
        wrong = next((row for row in rows if row[place] not in known), None)
        if wrong:
            own = wrong[table.at(table.key[-1])]
            return f"{table.name}: {own!r}: {column.name} {wrong[place]!r} is not in {column.refers}"
    return None
