"""What a worker of a cluster does: it has each report read by a process of its own, as a run on one machine does.

So a report is given up by the same limits, and what kills its reader does not kill the cluster's worker. A reader stays,
with its model, for the next report and the next run.
"""

import atexit
import hashlib
import platform
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from importlib.metadata import version

from report_extract.batch.extracting import Task
from report_extract.batch.files import read_file
from report_extract.batch.limits import Limits
from report_extract.batch.outcome import Outcome
from report_extract.batch.store import versions
from report_extract.batch.workers import work
from report_extract.errors import ClusterError, InputError


@dataclass(frozen=True, slots=True)
class Job:
    """What all tasks of a run share."""

    limits: Limits
    command: tuple[str, ...]
    environment: Mapping[str, str]


def environment() -> dict[str, str]:
    """What must be the same everywhere: what records are made with, and what carries them."""
    carriers = {"python": ".".join(platform.python_version_tuple()[:2]), "distributed": version("distributed")}
    return {**carriers, **versions()}


def differences(there: Mapping[str, str], here: Mapping[str, str]) -> str:
    """What is other there than here, in words; empty where nothing is."""
    names = [name for name in {**here, **there} if there.get(name) != here.get(name)]
    return ", ".join(f"{name} {there.get(name, 'none')} instead of {here.get(name, 'none')}" for name in names)


def read_task(task: Task, sha256: str | None, job: Job) -> Outcome | None:
    """The outcome of a task; None when it came without its bytes and they are not at its path here.

    Raises:
        ClusterError: this worker has other versions than the run.
    """
    if different := differences(environment(), job.environment):
        from distributed import get_worker

        raise ClusterError(f"the worker {get_worker().address} has {different}")
    if sha256 is not None:
        data = _bytes_at(task, sha256, job.limits)
        if data is None:
            return None
        task = replace(task, data=data)
    reader = _idle_reader(job)
    outcome = reader.read(task)
    _IDLE.append(reader)
    return outcome


def _bytes_at(task: Task, sha256: str, limits: Limits) -> bytes | None:
    if task.path is None:
        return None
    try:
        data = read_file(task.path, limits)
    except InputError:
        return None
    return data if hashlib.sha256(data).hexdigest() == sha256 else None


class _Reader:
    """A process that reads, replaced as often as it must be."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self._task: Task | None = None
        self._outcomes = work(self._tasks(), workers=1, limits=job.limits, command=job.command)

    def read(self, task: Task) -> Outcome:
        """The outcome of a task."""
        self._task = task
        return next(self._outcomes)

    def close(self) -> None:
        """End the process."""
        self._outcomes.close()

    def _tasks(self) -> Iterator[Task]:
        while self._task is not None:
            yield self._task


# A worker of a cluster may have several threads: each takes one, or begins one.
_IDLE: list[_Reader] = []


def _idle_reader(job: Job) -> _Reader:
    while _IDLE:
        reader = _IDLE.pop()
        if (reader.job.limits, reader.job.command) == (job.limits, job.command):
            return reader
        reader.close()
    return _Reader(job)


@atexit.register
def _end() -> None:
    while _IDLE:
        _IDLE.pop().close()
