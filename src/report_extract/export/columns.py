"""What a column and a table of reports are, and a report as the source of their rows."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from operator import attrgetter
from typing import Any, Literal, NamedTuple

from report_extract.records import Mention, Report

TABLES_VERSION = 3
"""Raised with every change to the tables or views: an older database is migrated to it."""

Value = str | int | float | None
Row = tuple[Value, ...]


class Referent(NamedTuple):
    """One of the entities that an anaphor stands for."""

    mention: str
    position: int
    entity: str


class Warned(NamedTuple):
    """A warning by its place among the warnings of a report."""

    position: int
    warning: str


@dataclass(frozen=True)
class Source:
    """A report with what its rows need beside a single record."""

    report: Report

    @cached_property
    def digest(self) -> str:
        """The hash of all that the report holds and of the version of the tables: equal ones give equal rows."""
        return sha256(f"{TABLES_VERSION} {self.report.model_dump_json()}".encode("utf-8", "surrogatepass")).hexdigest()

    @cached_property
    def kinds(self) -> dict[str, str]:
        """Block ids with their kinds."""
        return {block.id: block.kind for block in self.report.blocks}

    @cached_property
    def entity_of(self) -> dict[str, str | None]:
        """Mention ids with the one entity they stand for."""
        return {mention.id: _only(mention) for mention in self.report.mentions}

    @property
    def referents(self) -> Iterator[Referent]:
        """What each anaphor stands for, in its own order."""
        for mention in self.report.mentions:
            for position, entity in enumerate(mention.refers_to, start=1):
                yield Referent(mention.id, position, entity)

    @property
    def warnings(self) -> Iterator[Warned]:
        """The warnings, numbered."""
        return (Warned(position, text) for position, text in enumerate(self.report.warnings, start=1))


def _only(mention: Mention) -> str | None:
    return mention.entity or (mention.refers_to[0] if len(mention.refers_to) == 1 else None)


Get = Callable[[Any, Source], Value]


@dataclass(frozen=True)
class Column:
    """A column: ``of`` is the path of its value in the record (by default its name), or a function of it.

    ``refers`` names the table whose key stands here.
    """

    name: str
    comment: str
    of: str | Get | None = None
    kind: Literal["text", "integer", "real"] = "text"
    nullable: bool = False
    refers: str | None = None
    since: int = 1

    def reader(self, source: Source) -> Callable[[Any], Value]:
        """Give what reads the value of a record; what hangs on a missing part is None."""
        of = self.of
        if callable(of):
            return lambda record: of(record, source)
        whole, _, part = (of or self.name).partition(".")
        return _part_reader(whole, part) if part else attrgetter(whole)


def _part_reader(whole: str, part: str) -> Callable[[Any], Value]:
    read_whole, read_part = attrgetter(whole), attrgetter(part)
    return lambda record: None if (found := read_whole(record)) is None else read_part(found)


@dataclass(frozen=True)
class Table:
    """A table: the records it has rows of, its key, and what it is searched by."""

    name: str
    comment: str
    key: tuple[str, ...]
    records: Callable[[Source], Iterable[Any]]
    columns: tuple[Column, ...]
    indexes: tuple[tuple[str, ...], ...] = ()
    since: int = 1

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns."""
        return tuple(column.name for column in self.columns)

    def rows(self, source: Source) -> list[Row]:
        """Give the rows of a report, in its own order."""
        readers = [column.reader(source) for column in self.columns]
        return [tuple([read(record) for read in readers]) for record in self.records(source)]

    def at(self, name: str) -> int:
        """Tell at which place of a row a column stands."""
        return self.names.index(name)
