"""What is done already, kept in ``DIR/.work`` by what it was made of, so that no run does it twice.

One file an outcome, compressed, with a checksum: one that was cut off is not there. The folder can be removed at any
time between runs; the next one then does everything again.
"""

import fcntl
import hashlib
import json
import os
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from report_extract.batch.extracting import Task
from report_extract.batch.outcome import Outcome
from report_extract.errors import InputError

_MADE_WITH = ("report-extract", "ja-ginza", "ginza", "spacy", "thinc", "numpy", "sudachipy", "sudachidict-core", "chardet", "lxml", "pypdfium2", "python-docx", "trafilatura")  # fmt: skip


class Store:
    """The outcomes kept in a folder of results; made by ``opened``."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, key: str) -> Outcome | None:
        """The outcome kept under a key, if it is there and whole."""
        try:
            row = json.loads(zlib.decompress((self._folder / key).read_bytes()))
        except (OSError, zlib.error, ValueError):
            return None
        return Outcome(**{**row, "warnings": tuple(row["warnings"])})

    def put(self, key: str, outcome: Outcome) -> None:
        """Keep an outcome: whole or not at all.

        Raises:
            InputError: it cannot be written.
        """
        data = json.dumps(asdict(outcome), ensure_ascii=False).encode("utf-8")
        write_whole(self._folder / key, [zlib.compress(data, 3)])

    def keep_only(self, keys: set[str]) -> None:
        """Remove what no input of this run was made of, and what a killed run left half written."""
        for path in self._folder.iterdir():
            if path.name not in keys and path.name != "lock":
                path.unlink(missing_ok=True)


@contextmanager
def opened(folder: Path) -> Iterator[Store]:
    """The store of a folder of results, for this run alone.

    Raises:
        InputError: the folder cannot be made or written to, or another run writes into it.
    """
    inside = folder / ".work"
    try:
        inside.mkdir(parents=True, exist_ok=True)
        lock = os.open(inside / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    except OSError as error:
        raise InputError(f"{folder}: cannot write: {error.strerror or error}") from error
    try:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise InputError(f"{folder}: another run is writing into this folder (process {_owner(lock)})") from error
        os.ftruncate(lock, 0)
        os.pwrite(lock, str(os.getpid()).encode(), 0)
        yield Store(inside)
    finally:
        os.close(lock)


def _owner(lock: int) -> str:
    return os.pread(lock, 20, 0).decode("ascii", "replace") or "unknown"


def key_of(task: Task) -> str:
    """What the outcome of a task depends on: its bytes and names, the given gold, and everything that reads it."""
    gold = task.entities_from / f"{task.doc_id}.ann" if task.entities_from else None  # read, if at all, by ``given``
    parts = [
        made_with(),
        task.doc_id,
        task.source,
        task.name,
        str(task.is_text),
        hashlib.sha256(task.data).hexdigest(),
        hashlib.sha256(gold.read_bytes()).hexdigest() if gold and gold.is_file() else str(gold),
    ]
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogateescape")).hexdigest()


@cache
def made_with() -> str:
    """A hash of ``versions``."""
    return hashlib.sha256(json.dumps(versions()).encode()).hexdigest()


@cache
def versions() -> dict[str, str]:
    """The versions of what reads and analyses, and a hash of this package's files (code, rules, lists, models)."""
    found = {}
    for name in _MADE_WITH:
        with suppress(PackageNotFoundError):
            found[name] = version(name)
    digest = hashlib.sha256()
    for path in sorted(_files(files("report_extract")), key=str):
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return {**found, "files of report-extract": digest.hexdigest()[:16]}


def _files(folder: Traversable) -> Iterator[Traversable]:
    for item in folder.iterdir():
        if item.is_dir():
            if item.name != "__pycache__":
                yield from _files(item)
        else:
            yield item


def write_whole(target: Path, pieces: Iterator[bytes] | list[bytes]) -> None:
    """Write a file: all of it, on the disk, or, on any failure, nothing new.

    Raises:
        InputError: it cannot be written.
    """
    try:
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=".", suffix=".part")
        try:
            with os.fdopen(handle, "wb") as file:
                for piece in pieces:
                    file.write(piece)
                file.flush()
                os.fsync(file.fileno())
            os.chmod(name, 0o644)
            os.replace(name, target)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise InputError(f"{target}: cannot write: {error.strerror or error}") from error
