"""One task → its outcome: the same in this process and in a worker."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from report_extract.batch.files import read_file, readable
from report_extract.batch.inputs import Input
from report_extract.batch.limits import Limits
from report_extract.batch.outcome import Outcome, done, failed
from report_extract.batch.rows import row_text
from report_extract.errors import InputError, ReportExtractError


@dataclass(frozen=True, slots=True)
class Task:
    """The bytes of an input; ``is_text`` says that they are its text, in UTF-8, ``path`` where they are a file."""

    doc_id: str
    source: str
    name: str
    data: bytes
    is_text: bool = False
    warnings: tuple[str, ...] = ()
    entities_from: Path | None = None
    path: Path | None = None


def make_task(item: Input, limits: Limits, *, entities_from: Path | None = None) -> Task:
    """Read what an input stands for.

    Raises:
        InputError: there is nothing to read, or it cannot be read.
    """
    if item.problem is not None:
        raise InputError(f"{item.source}: {item.problem}")
    data = item.data if item.data is not None else read_file(item.path, limits, part=item.row)
    name = readable(item.path.name) if item.data is None else "stdin"
    if item.row is None:
        path = item.path.absolute() if item.data is None else None
        return Task(item.doc_id, item.source, name, data, entities_from=entities_from, path=path)
    try:
        text, halves = row_text(data)
    except (ValueError, KeyError, TypeError) as error:
        raise InputError(f"{item.source}: changed while it was read") from error
    warnings = (f"{halves} half characters (lone surrogates) were replaced",) if halves else ()
    return Task(item.doc_id, item.source, name, text.encode(), True, warnings, entities_from)


def extract_task(task: Task, limits: Limits, *, loaded: Callable[[], None] = lambda: None) -> Outcome:
    """Extract a report; whatever goes wrong is an outcome too, but for a lack of memory.

    ``loaded`` is called when the text is read and the language model stands ready.
    """
    from report_extract.ingest import reading
    from report_extract.ingest.text import from_string

    try:
        if task.is_text:
            source = from_string(task.data.decode(), name=task.name, label=task.source)
        else:
            source = reading.read_bytes(task.data, name=task.name, label=task.source)
        if len(source.text) > limits.characters:
            raise InputError(f"{task.source}: {len(source.text)} characters of text, more than {limits.characters}")
        from report_extract.analysis import ginza
        from report_extract.pipeline import extract_source

        ginza.load()
        loaded()
        report = extract_source(source, doc_id=task.doc_id, entities_from=task.entities_from)
        report = report.model_copy(update={"warnings": (*task.warnings, *report.warnings)})
        return done(report, source=task.source, skipped=dict(source.skipped))
    except ReportExtractError as error:
        return Outcome(task.doc_id, task.source, None, error=str(error))
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - one bad report never stops the others; the cause is reported
        return failed(task.doc_id, task.source, f"{type(error).__name__}: {error}")


def process(
    inputs: Sequence[Input], *, entities_from: Path | None = None, limits: Limits | None = None
) -> Iterator[Outcome]:
    """Extract each input in this process; one that fails yields its error and the next one goes on.

    ``entities_from`` is a folder of gold whose entities are taken instead of found.
    """
    limits = limits or Limits()
    for item in inputs:
        try:
            task = make_task(item, limits, entities_from=entities_from)
        except InputError as error:
            yield Outcome(item.doc_id, item.source, None, error=str(error))
        else:
            yield extract_task(task, limits)
