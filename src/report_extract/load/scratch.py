"""A database for the time of a load, from which files are written; and files that appear whole."""

import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa

from report_extract.errors import LoadError
from report_extract.load.database import Database, Stored
from report_extract.load.storing import Reading, store_all
from report_extract.load.target import Target


@contextmanager
def whole_files(folder: Path, names: Sequence[str]) -> Iterator[list[Path]]:
    """Give places to write files at, which are then moved into the folder; when the writing fails, none is.

    Raises:
        LoadError: the folder cannot be written to.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        parts = Path(tempfile.mkdtemp(prefix=".load-", dir=folder))
    except OSError as error:
        raise LoadError(f"{folder}: cannot be written to: {error.strerror or error}") from error
    try:
        yield [parts / name for name in names]
        for name in names:
            (parts / name).replace(folder / name)
    except OSError as error:
        raise LoadError(f"{folder}: cannot write: {error.strerror or error}") from error
    finally:
        shutil.rmtree(parts, ignore_errors=True)


def fill(path: Path, kind: str, reading: Reading) -> Stored:
    """Load everything into a new database file."""
    return store_all(Database(Target(path.name, url=sa.URL.create(kind, database=str(path)))), reading)
