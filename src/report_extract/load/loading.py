"""The whole load: lines in, a database, tables or a graph out."""

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from report_extract.load.database import Database, Stored
from report_extract.load.files import write_tables
from report_extract.load.graphml import write_graphml
from report_extract.load.rdf import write_rdf
from report_extract.load.reading import Seen
from report_extract.load.storing import Advance, Reading, Tell, nothing, store_all
from report_extract.load.target import Target


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load did: reports by what became of them, and lines that were left out."""

    stored: Stored
    removed: int
    left_out: int


def load(
    paths: Sequence[Path],
    target: Target,
    *,
    delete_missing: bool = False,
    strict: bool = False,
    tell: Tell = nothing,
    advance: Advance = nothing,
) -> Loaded:
    """Bring the reports of JSON lines into ``target``; ``tell`` gets what was left out, ``advance`` the bytes read.

    A report that is there already is replaced when it has changed. ``delete_missing`` removes those that are in none of
    the files, unless a line could not be read: it may be one of them.

    Raises:
        InputError: a file cannot be read.
        LoadError: the target fails, or a line is broken with ``strict``.
    """
    with closing(Seen()) as seen:
        reading = Reading(paths, seen, strict, tell, advance)
        if target.url is not None:
            return _into_database(Database(target), reading, delete_missing)
        if target.tables:
            stored = write_tables(reading, target.path, target.tables)
        elif target.graph == "graphml":
            stored = write_graphml(reading, target.path)
        else:
            stored = write_rdf(reading, target.path)
        return Loaded(stored, 0, reading.left_out)


def _into_database(database: Database, reading: Reading, delete_missing: bool) -> Loaded:
    stored = store_all(database, reading)
    removed = 0
    if delete_missing and reading.left_out:
        reading.tell("nothing was deleted: a report that is missing may be in a line that was left out")
    elif delete_missing:
        removed = database.delete_missing(reading.seen)
    return Loaded(stored, removed, reading.left_out)
