"""A database of reports: made or migrated when it is opened; a report is replaced whole, in one transaction."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from report_extract.errors import LoadError
from report_extract.export.canonical import CanonicalEntity, merge
from report_extract.export.tables import CANONICAL, TABLES
from report_extract.load.engine import insert_rows, open_engine, take_turns
from report_extract.load.migration import prepare
from report_extract.load.reading import Line, Seen
from report_extract.load.schema import make_metadata
from report_extract.load.target import Target

_AT_ONCE = 500
_OF_REPORTS = tuple(table for table in TABLES if table is not CANONICAL)


class RefusedError(Exception):
    """The database refuses a value; the other reports are none the worse."""


@dataclass(frozen=True, slots=True)
class Stored:
    """What became of reports: how many are new, replaced, unchanged."""

    new: int = 0
    replaced: int = 0
    unchanged: int = 0

    def __add__(self, other: "Stored") -> "Stored":
        return Stored(self.new + other.new, self.replaced + other.replaced, self.unchanged + other.unchanged)


class Database:
    """An open database; every method is one transaction, in which no other loader writes."""

    def __init__(self, target: Target) -> None:
        """Open or make it.

        Raises:
            LoadError: it cannot be opened, is of a newer version, or has tables of somebody else's.
        """
        self._target = target
        self._engine = open_engine(target)
        self._driver: Any = self._engine.dialect.loaded_dbapi
        self._tables = make_metadata().tables
        self._reports = self._tables["reports"]
        with self._told():
            prepare(target)

    def store(self, lines: Sequence[Line]) -> Stored:
        """Bring in the reports of lines, all or none; what has not changed is not touched.

        Raises:
            RefusedError: a value cannot be held by this database.
            LoadError: the database fails.
        """
        with self._told(), self._engine.begin() as connection:
            take_turns(connection)
            known = self._digests(connection, [line.doc_id for line in lines])
            changed = [line for line in lines if known.get(line.doc_id) != line.digest]
            replaced = [line.doc_id for line in changed if line.doc_id in known]
            loose = self._delete(connection, replaced)
            self._insert(connection, changed)
            self._delete_loose(connection, loose)
        return Stored(len(changed) - len(replaced), len(replaced), len(lines) - len(changed))

    def delete_missing(self, seen: Seen) -> int:
        """Remove the reports that were not seen."""
        with self._told(), self._engine.begin() as connection:
            take_turns(connection)
            chosen = sa.select(self._reports.c.doc_id).execution_options(yield_per=10_000)
            gone = [doc_id for doc_id in connection.execute(chosen).scalars() if doc_id not in seen]
            self._delete_loose(connection, self._delete(connection, gone))
        return len(gone)

    def _digests(self, connection: sa.Connection, doc_ids: Sequence[str]) -> dict[str, str]:
        chosen = sa.select(self._reports.c.doc_id, self._reports.c.digest)
        rows = (connection.execute(chosen.where(self._reports.c.doc_id.in_(part))) for part in _parts(doc_ids))
        return {row.doc_id: row.digest for found in rows for row in found}

    def _delete(self, connection: sa.Connection, doc_ids: Sequence[str]) -> set[str]:
        """Delete the rows of reports; give the keys across reports that may have lost their last entity."""
        loose: set[str] = set()
        entities = self._tables["entities"]
        for part in _parts(doc_ids):
            keys = sa.select(entities.c.canonical).where(entities.c.doc_id.in_(part)).distinct()
            loose.update(connection.execute(keys).scalars())
            for table in reversed(_OF_REPORTS):
                own = self._tables[table.name]
                connection.execute(sa.delete(own).where(own.c.doc_id.in_(part)))
        return loose

    def _delete_loose(self, connection: sa.Connection, keys: set[str]) -> None:
        things, entities = self._tables[CANONICAL.name], self._tables["entities"]
        used = sa.exists().where(entities.c.canonical == things.c.canonical)
        for part in _parts(sorted(keys)):
            connection.execute(sa.delete(things).where(things.c.canonical.in_(part), ~used))

    def _insert(self, connection: sa.Connection, lines: Sequence[Line]) -> None:
        rows = [line.rows for line in lines if line.rows]
        self._insert_canonical(
            connection, merge(CanonicalEntity._make(row) for own in rows for row in own[CANONICAL.name])
        )
        for table in _OF_REPORTS:
            insert_rows(connection, self._tables[table.name], [row for own in rows for row in own[table.name]])

    def _insert_canonical(self, connection: sa.Connection, things: Sequence[CanonicalEntity]) -> None:
        """Insert what is new; of several names the first in code point order stays."""
        table = self._tables[CANONICAL.name]
        chosen = sa.select(table.c.canonical, table.c.name)
        names: dict[str, str] = {}
        for part in _parts([thing.canonical for thing in things]):
            names.update(
                {row.canonical: row.name for row in connection.execute(chosen.where(table.c.canonical.in_(part)))}
            )
        insert_rows(connection, table, [thing for thing in things if thing.canonical not in names])
        for thing in things:
            if thing.name < names.get(thing.canonical, ""):
                own = sa.update(table).where(table.c.canonical == thing.canonical)
                connection.execute(own.values(thing._asdict()))

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Say what the driver says, without passwords and statements."""
        try:
            yield
        except (sa.exc.DataError, sa.exc.IntegrityError, UnicodeError, OverflowError) as error:
            raise RefusedError(self._cause(error)) from None
        except sa.exc.SQLAlchemyError as error:
            raise LoadError(f"{self._target.name}: {self._cause(error)}") from None
        except (self._driver.DataError, self._driver.IntegrityError) as error:
            raise RefusedError(self._cause(error)) from None
        except self._driver.Error as error:
            raise LoadError(f"{self._target.name}: {self._cause(error)}") from None

    def _cause(self, error: Exception) -> str:
        driver = getattr(error, "orig", None) or error
        first = " ".join(str(driver).split())
        return self._target.hidden(first)[:500]


def _parts(items: Sequence[str]) -> Iterator[Sequence[str]]:
    return (items[start : start + _AT_ONCE] for start in range(0, len(items), _AT_ONCE))
