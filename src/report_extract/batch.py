"""Many reports: finding them, extracting one after the other, writing them in order and whole."""

import os
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from report_extract.errors import InputError, ReportExtractError
from report_extract.ingest.reading import SUFFIXES


@dataclass(frozen=True, slots=True)
class Input:
    """A file to read and the id its report gets."""

    path: Path
    doc_id: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an input: a line of JSON with its counts, or an error that names file and cause."""

    doc_id: str
    source: str
    line: str | None
    error: str | None = None
    warnings: tuple[str, ...] = ()
    mentions: int = 0
    relations: int = 0
    claims: int = 0


def find_inputs(paths: Iterable[Path]) -> tuple[list[Input], list[str]]:
    """All readable files, in the order of their ids, and what was named but is not there.

    A file named directly is read whatever its suffix; a folder is searched for known suffixes. The id is the file's
    name without suffix; where two files share one, the folder is put before it.
    """
    files: dict[Path, None] = {}
    missing = []
    for path in paths:
        if path.is_dir():
            inside = sorted(p for p in path.rglob("*") if p.suffix.lower() in SUFFIXES and p.is_file())
            if not inside:
                missing.append(f"{path}: no {', '.join(sorted(SUFFIXES))} file in this folder")
            files.update(dict.fromkeys(inside))
        elif path.exists():
            files[path] = None
        else:
            missing.append(f"{path}: no such file or folder")
    unique = {path.resolve(): path for path in files}
    stems = [path.stem for path in unique.values()]
    inputs = [Input(path, _doc_id(path, stems)) for path in unique.values()]
    return sorted(inputs, key=lambda item: (item.doc_id, str(item.path))), missing


def _doc_id(path: Path, stems: Sequence[str]) -> str:
    return path.stem if stems.count(path.stem) == 1 else f"{path.resolve().parent.name}/{path.name}"


def process(inputs: Sequence[Input], *, entities_from: Path | None = None) -> Iterator[Outcome]:
    """Extract each input; an input that fails yields its error and the next one goes on.

    ``entities_from`` is a folder of gold whose entities are taken instead of found.
    """
    from report_extract.pipeline import extract

    for item in inputs:
        try:
            report = extract(item.path, doc_id=item.doc_id, entities_from=entities_from)
        except ReportExtractError as error:
            yield Outcome(item.doc_id, str(item.path), None, error=str(error))
        except Exception as error:  # noqa: BLE001 - one bad report never stops the others; the cause is reported
            yield Outcome(item.doc_id, str(item.path), None, error=f"{item.path}: {type(error).__name__}: {error}")
        else:
            yield Outcome(
                item.doc_id,
                str(item.path),
                report.model_dump_json(),
                warnings=report.warnings,
                mentions=len(report.mentions),
                relations=len(report.relations),
                claims=len(report.claims),
            )


def write(outcomes: Sequence[Outcome], folder: Path) -> Path:
    """Write ``folder/reports.jsonl`` in the order of ids: the whole file or, on any failure, nothing new.

    Raises:
        InputError: the folder cannot be made or written to.
    """
    target = folder / "reports.jsonl"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=folder, prefix=".reports-", suffix=".part")
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
                for outcome in sorted(outcomes, key=lambda o: o.doc_id):
                    if outcome.line is not None:
                        file.write(outcome.line + "\n")
                file.flush()
                os.fsync(file.fileno())
            os.chmod(name, 0o644)
            os.replace(name, target)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise InputError(f"{target}: cannot write: {error.strerror or error}") from error
    return target
