"""Lines into a database, as many reports in a transaction as make it worth while."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from report_extract.errors import LoadError
from report_extract.load.database import Database, RefusedError, Stored
from report_extract.load.reading import Line, Seen, read_lines

ROWS_AT_ONCE = 20_000
Tell = Callable[[str], None]
Advance = Callable[[int], None]


def nothing(_: object) -> None:
    """Tell nobody."""


@dataclass(slots=True)
class Reading:
    """The lines of a load that can be used; what cannot is told, counted, and with ``strict`` ends it."""

    paths: Sequence[Path]
    seen: Seen
    strict: bool = False
    tell: Tell = nothing
    advance: Advance = nothing
    used: int = 0
    left_out: int = 0

    def lines(self) -> Iterator[Line]:
        """Read the lines of all files.

        Raises:
            InputError: a file cannot be read.
            LoadError: a line is broken, with ``strict``.
        """
        for line in read_lines(self.paths, self.seen):
            self.advance(line.size)
            if line.error:
                self.leave_out(line.error)
            else:
                self.used += 1
                yield line

    def leave_out(self, message: str) -> None:
        """Tell that a line is left out."""
        self.left_out += 1
        if self.strict:
            raise LoadError(f"{message} (--strict: the load stops here)")
        self.tell(message)


def store_all(database: Database, reading: Reading) -> Stored:
    """Store all reports, as many in a transaction as make up ``ROWS_AT_ONCE`` rows."""
    return sum((_store(database, batch, reading) for batch in _batches(reading)), Stored())


def _batches(reading: Reading) -> Iterator[list[Line]]:
    batch: list[Line] = []
    rows = 0
    for line in reading.lines():
        batch.append(line)
        rows += line.count
        if rows >= ROWS_AT_ONCE:
            yield batch
            batch, rows = [], 0
    if batch:
        yield batch


def _store(database: Database, batch: Sequence[Line], reading: Reading) -> Stored:
    """Store a batch; when the database refuses a value, report by report, to leave out only the one that has it."""
    try:
        return database.store(batch)
    except RefusedError as error:
        if len(batch) == 1:
            reading.leave_out(f"{batch[0].place}: report {batch[0].doc_id!r}: {error}")
            return Stored()
        return sum((_store(database, [line], reading) for line in batch), Stored())
