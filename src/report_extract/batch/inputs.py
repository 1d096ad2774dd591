"""What to read: files, folders, lines of JSONL, standard input, each with the id its report gets."""

import itertools
import os
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePath

from report_extract.batch import rows
from report_extract.batch.files import read_file, readable
from report_extract.batch.limits import Limits
from report_extract.errors import InputError
from report_extract.ingest.suffixes import SUFFIXES

STDIN = "-"


@dataclass(frozen=True, slots=True)
class Input:
    """One report to be: ``row`` is the line of a JSONL file it stands on, as first byte and end.

    ``data`` is what standard input gave; ``problem`` says why there is nothing to read.
    """

    path: Path
    doc_id: str
    source: str
    row: tuple[int, int] | None = None
    data: bytes | None = None
    problem: str | None = None


@dataclass(slots=True)
class Found:
    """Inputs in the order of their ids, and how many files of a folder were passed over, by suffix."""

    inputs: list[Input] = field(default_factory=list)
    passed_over: Counter[str] = field(default_factory=Counter)


def find_inputs(paths: Iterable[Path], *, limits: Limits | None = None) -> Found:
    """All inputs; what is named but is not there is one too, with its problem.

    A file named directly is read whatever its suffix; a folder is searched for known suffixes, hidden files and links
    to folders left aside. The id is the file's name without suffix; where two files share one, as much of the path is
    put before it as tells them apart. ``-`` is standard input.
    """
    found = Found()
    files: dict[Path, None] = {}
    limits = limits or Limits()
    for path in dict.fromkeys(paths):
        if str(path) == STDIN:
            found.inputs += _standard_input(limits)
        elif path.is_dir():
            inside = list(_inside(path, found))
            if not inside:
                found.inputs.append(_problem(path, f"no {', '.join(sorted(SUFFIXES))} file in this folder"))
            files.update(dict.fromkeys(inside))
        elif not os.path.lexists(path):
            found.inputs.append(_problem(path, "no such file or folder"))
        elif path.suffix.lower() == ".jsonl":
            found.inputs += rows_of(path, limits)
        else:
            files[path] = None
    unique = list({os.path.realpath(path): path for path in files}.values())
    found.inputs += [Input(path, doc_id, readable(path)) for path, doc_id in zip(unique, _doc_ids(unique), strict=True)]
    found.inputs = _once(sorted(found.inputs, key=lambda item: (item.doc_id, item.source)))
    return found


def _inside(folder: Path, found: Found) -> Iterator[Path]:
    """Files to read in a folder; what cannot be opened in it becomes an input with a problem."""

    def note(error: OSError) -> None:
        found.inputs.append(_problem(Path(error.filename or folder), error.strerror or str(error)))

    for parent, folders, names in os.walk(folder, onerror=note):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if name.startswith("."):
                continue
            suffix = PurePath(name).suffix.lower()
            if suffix in SUFFIXES:
                yield Path(parent) / name
            else:
                found.passed_over[suffix or "no suffix"] += 1


def _problem(path: Path, problem: str) -> Input:
    return Input(path, clean_id(path.name or str(path)), readable(path), problem=problem)


def _standard_input(limits: Limits) -> list[Input]:
    data = sys.stdin.buffer.read(limits.size * 1_000_000 + 1)
    path = Path(STDIN)
    if len(data) > limits.size * 1_000_000:
        return [Input(path, "stdin", "standard input", problem=f"larger than {limits.size} MB")]
    if rows.is_jsonl(data):
        return _from_rows(path, "standard input", data, keep=True)
    return [Input(path, "stdin", "standard input", data=data)]


def rows_of(path: Path, limits: Limits) -> list[Input]:
    """The lines of a JSONL file."""
    try:
        data = read_file(path, limits)
    except InputError as error:
        return [_problem(path, str(error).removeprefix(f"{readable(path)}: "))]
    return _from_rows(path, readable(path), data, keep=False)


def _from_rows(path: Path, source: str, data: bytes, *, keep: bool) -> list[Input]:
    found = []
    for row in rows.read_rows(data):
        where = f"{source}:{row.number}"
        doc_id = row.doc_id or f"{path.stem}:{row.number}"
        own = data[row.start : row.end] if keep else None
        found.append(Input(path, doc_id, where, row=(row.start, row.end), data=own, problem=row.problem))
    return found or [Input(path, clean_id(path.name), source, problem="empty")]


def clean_id(name: str) -> str:
    """A name as an id: what is no text in UTF-8, and control characters, become U+FFFD."""
    text = readable(name)
    return "".join("\ufffd" if unicodedata.category(c) in ("Cc", "Cf", "Cs") else c for c in text)


def _doc_ids(paths: Sequence[Path]) -> list[str]:
    """Stems; where several are the same, the shortest ends of their paths that differ."""
    stems = Counter(path.stem for path in paths)
    ends = {path: _ends(path) for path in paths if stems[path.stem] > 1}
    times = Counter(itertools.chain(*ends.values()))
    own = (next((end for end in ends.get(path, [path.stem]) if times[end] < 2), readable(path)) for path in paths)
    return list(map(clean_id, own))


def _ends(path: Path) -> list[str]:
    """The ends of a path that are longer than its name, the shortest first."""
    parts = Path(os.path.abspath(path)).parts
    return ["/".join(parts[-length:]) for length in range(2, len(parts))]


def _once(inputs: Iterable[Input]) -> list[Input]:
    """An id that stands twice is read once; the others are said to be left out."""
    first: dict[str, Input] = {}
    result = []
    for item in inputs:
        other = first.setdefault(item.doc_id, item)
        if other is not item and item.problem is None and other.problem is None:
            item = replace(item, problem=f"the id {item.doc_id!r} stands for {other.source} already", data=None)
        result.append(item)
    return result
