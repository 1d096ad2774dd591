"""A run into a folder: what is done already is taken from there, the rest is read; then everything is put together."""

import os
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path

from report_extract.batch.extracting import Task, extract_task, make_task
from report_extract.batch.inputs import Input
from report_extract.batch.ledger import ledger_line
from report_extract.batch.limits import Limits
from report_extract.batch.outcome import Outcome, failed
from report_extract.batch.store import Store, key_of, opened, write_whole
from report_extract.batch.workers import COMMAND, work
from report_extract.errors import InputError

Outcomes = Generator[Outcome, None, None]


@dataclass(frozen=True, slots=True)
class Options:
    """How a run is made; without workers everything is read in this process, with no limits of time and memory.

    ``cluster`` is the address of a scheduler, or ``local`` for one of this machine with so many workers.
    """

    workers: int = 1
    cluster: str | None = None
    limits: Limits = field(default_factory=Limits)
    entities_from: Path | None = None
    command: tuple[str, ...] = COMMAND


@dataclass(slots=True)
class Result:
    """Outcomes in the order of ids, without their lines, and how many of them were done by an earlier run."""

    outcomes: list[Outcome]
    reused: int
    path: Path


def default_workers() -> int:
    """The cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def run(
    inputs: Sequence[Input],
    folder: Path,
    *,
    options: Options = Options(),
    progress: Callable[[Outcome], None] = lambda outcome: None,
) -> Result:
    """Write ``folder/reports.jsonl`` and ``folder/ledger.jsonl`` in the order of ids.

    Raises:
        InputError: the folder cannot be written to, or another run writes into it.
    """
    with opened(folder) as store:
        batch = _Batch(store, options or Options())
        with closing(batch.outcomes(inputs)) as outcomes:  # workers end here, not when the garbage is collected
            for outcome in outcomes:
                progress(outcome)
        rows = sorted(batch.rows, key=lambda row: (row[0].doc_id, row[0].source))
        write_whole(folder / "reports.jsonl", (_line(store, key) for _, key in rows if key is not None))
        write_whole(folder / "ledger.jsonl", (ledger_line(outcome).encode() for outcome, _ in rows))
        store.keep_only({key for _, key in rows if key is not None})
    return Result([outcome for outcome, _ in rows], batch.reused, folder / "reports.jsonl")


def _line(store: Store, key: str) -> bytes:
    outcome = store.get(key)
    if outcome is None or outcome.line is None:
        raise InputError(f"{key} was removed from the work folder while the run was under way: start it again")
    return f"{outcome.line}\n".encode()


class _Batch:
    """The bookkeeping of one run: every input ends in ``rows`` exactly once, with its key in the store if it is done."""

    def __init__(self, store: Store, options: Options) -> None:
        self.rows: list[tuple[Outcome, str | None]] = []
        self.reused = 0
        self._store = store
        self._options = options
        self._ready: list[Outcome] = []
        self._keys: dict[str, str] = {}

    def outcomes(self, inputs: Sequence[Input]) -> Outcomes:
        """Each input's outcome as it is known, without its line."""
        with closing(self._worked(self._tasks(inputs))) as worked:
            for outcome in worked:
                yield from self._known()
                yield self._keep(outcome)
        yield from self._known()

    def _worked(self, tasks: Iterator[Task]) -> Outcomes:
        options = self._options
        if options.cluster is not None:
            from report_extract.batch.cluster import work_on_cluster

            return work_on_cluster(
                tasks, address=options.cluster, workers=options.workers, limits=options.limits, command=options.command
            )
        if options.workers:
            return work(tasks, workers=options.workers, limits=options.limits, command=options.command)
        return (_here(task, options.limits) for task in tasks)

    def _tasks(self, inputs: Sequence[Input]) -> Iterator[Task]:
        """What is left to do; what cannot be read, and what is done already, is noted on the way."""
        for item in inputs:
            try:
                task = make_task(item, self._options.limits, entities_from=self._options.entities_from)
            except InputError as error:
                self._note(Outcome(item.doc_id, item.source, None, error=str(error)), None)
                continue
            key = key_of(task)
            before = self._store.get(key)
            if before is not None:
                self.reused += 1
                self._note(before, key)
            else:
                self._keys[item.source] = key
                yield task

    def _keep(self, outcome: Outcome) -> Outcome:
        key = self._keys.pop(outcome.source)
        if outcome.line is not None:
            self._store.put(key, outcome)
        self._note(outcome, key if outcome.line is not None else None)
        return self._ready.pop()

    def _note(self, outcome: Outcome, key: str | None) -> None:
        bare = replace(outcome, line=None)
        self.rows.append((bare, key))
        self._ready.append(bare)

    def _known(self) -> Iterator[Outcome]:
        ready, self._ready = self._ready, []
        yield from ready


def _here(task: Task, limits: Limits) -> Outcome:
    try:
        return extract_task(task, limits)
    except MemoryError:
        return failed(task.doc_id, task.source, "needs more memory than there is")
