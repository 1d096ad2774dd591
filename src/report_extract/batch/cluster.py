"""A run on a Dask cluster: tasks go out as its workers are free, outcomes come in as they are done.

The scheduler gives what a dead worker was reading to another one. Here is the only writer, so what is kept here is done.
"""

import hashlib
import logging
import signal
import time
import uuid
import warnings
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from itertools import chain
from multiprocessing import resource_tracker
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Any

from report_extract.batch.extracting import Task
from report_extract.batch.limits import Limits
from report_extract.batch.outcome import Outcome, failed
from report_extract.batch.reader import Job, differences, environment, read_task
from report_extract.batch.workers import COMMAND
from report_extract.errors import ClusterError

if TYPE_CHECKING:
    from distributed import Client, Future, LocalCluster

LOCAL = "local"
# Seconds: for a scheduler to answer, for a first or another worker to come, between looks at the cluster.
CONNECTING = 20.0
PATIENCE = 120.0
LOOKING = 5.0
# Tasks for each thread: one that it reads, one that is on its way.
AHEAD = 2
# A task that fails, which is the cluster's fault and not its report's, is given to a worker so often again.
RETRIES = 2
_GOES_ON = "the same command goes on from here"


def work_on_cluster(
    tasks: Iterator[Task], *, address: str, workers: int, limits: Limits, command: Sequence[str] = COMMAND
) -> Generator[Outcome, None, None]:
    """Outcomes of all tasks, in the order in which they are done; ``workers`` counts for ``local`` only.

    Where there is nothing to do no cluster is needed.

    Raises:
        ClusterError: the cluster cannot be used, or not any more; what was yielded is done.
    """
    first = next(tasks, None)
    if first is None:
        return
    with _connected(address, workers) as client:
        here = environment()
        _check(client, address, here)
        yield from _Run(client, address, Job(limits, tuple(command), here)).outcomes(chain([first], tasks))


@contextmanager
def _connected(address: str, workers: int) -> "Iterator[Client]":
    try:
        import distributed
        from distributed.versions import VersionMismatchWarning
    except ImportError as error:
        raise ClusterError(f"--cluster needs: pip install 'report-extract[cluster]' ({error})") from error
    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    cluster = None
    client = None
    try:
        try:
            if address == LOCAL:
                cluster = _local(workers)
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", VersionMismatchWarning)  # told by _check, in one line
                client = distributed.Client(cluster or address, timeout=CONNECTING, set_as_default=False)
        except (OSError, ValueError, ImportError, RuntimeError) as error:
            raise ClusterError(f"{address}: no scheduler: {_one_line(error)}") from error
        yield client
    finally:
        if client is not None:
            client.close(timeout=LOOKING)
        if cluster is not None:
            cluster.close(timeout=LOOKING)


def _local(workers: int) -> "LocalCluster":
    """A cluster of this machine, as long as the run; the memory of readers is limited by the readers themselves."""
    from distributed import LocalCluster

    # Ctrl-C reaches all processes of a terminal: it is for this one alone, once the others stand.
    resource_tracker.ensure_running()  # started later, it would unblock it again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        return LocalCluster(
            n_workers=max(1, workers),
            threads_per_worker=1,
            host="127.0.0.1",
            dashboard_address="127.0.0.1:0",
            memory_limit=0,
            silence_logs=logging.CRITICAL,
        )
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _check(client: "Client", address: str, here: dict[str, str]) -> None:
    """Refuse a cluster that would make other records than this machine, or cannot make any."""
    try:
        client.wait_for_workers(1, timeout=PATIENCE)
        there = {
            "the scheduler": client.run_on_scheduler(environment),
            **{f"the worker {name}": found for name, found in client.run(environment, on_error="return").items()},
        }
    except TimeoutError as error:
        raise ClusterError(f"{address}: no worker came in {PATIENCE:g} s") from error
    except Exception as error:
        raise ClusterError(f"{address}: {_one_line(error)} (report-extract must be installed there too)") from error
    for place, found in there.items():
        if isinstance(found, BaseException):
            raise ClusterError(f"{address}: {place}: {_one_line(found)} (report-extract must be installed there too)")
        if different := differences(found, here):
            raise ClusterError(f"{address}: {place} has {different}")


def _one_line(error: BaseException) -> str:
    return " ".join(f"{error}".split()) or type(error).__name__


class _Run:
    """The tasks that are out, and what comes back of them."""

    def __init__(self, client: "Client", address: str, job: Job) -> None:
        self._client = client
        self._address = address
        self._job = job
        self._out: dict[str, tuple[Future[Any], Task]] = {}
        self._done: SimpleQueue[Future[Any]] = SimpleQueue()
        self._is_shared = True
        self._name = f"report-{uuid.uuid4().hex}"
        self._count = 0
        self._room = 0
        self._looked = 0.0
        self._had_workers = time.monotonic()

    def outcomes(self, tasks: Iterator[Task]) -> Iterator[Outcome]:
        """The outcome of each task."""
        while True:
            self._look()
            while len(self._out) < self._room and (task := next(tasks, None)) is not None:
                self._submit(task, is_shared=self._is_shared)
            if not self._out:
                return
            yield from self._come_in()

    def _submit(self, task: Task, *, is_shared: bool) -> None:
        """Send a task: as the path of its file and the hash of its bytes where a worker may find them there."""
        sha256 = None
        sent = task
        if is_shared and task.path is not None:
            sha256 = hashlib.sha256(task.data).hexdigest()
            sent = replace(task, data=b"")
        key = f"{self._name}-{self._count}"
        self._count += 1
        future = self._client.submit(read_task, sent, sha256, self._job, key=key, pure=False, retries=RETRIES)
        self._out[key] = future, task
        future.add_done_callback(self._done.put)

    def _come_in(self) -> Iterator[Outcome]:
        """What is done by now; after a while of nothing, nothing."""
        try:
            done = [self._done.get(timeout=LOOKING)]
        except Empty:
            return
        while not self._done.empty():
            done.append(self._done.get())
        for future in done:
            try:
                answer = _answer(future)
            except _NotYetError:
                self._done.put(future)
                continue
            task = self._out.pop(str(future.key))[1]
            if answer is None:
                self._is_shared = False
                self._submit(task, is_shared=False)
            else:
                yield answer if isinstance(answer, Outcome) else self._failed(task, answer)

    def _failed(self, task: Task, error: BaseException) -> Outcome:
        """What an error means: for a report that its workers die of, its failure; otherwise the end of the run."""
        from distributed import KilledWorker
        from distributed.client import FutureCancelledError

        if isinstance(error, KilledWorker):
            return failed(task.doc_id, task.source, f"its worker died, {error.allowed_failures + 1} times")
        if isinstance(error, FutureCancelledError):
            raise ClusterError(f"{self._address}: the connection to the scheduler was lost: {_GOES_ON}") from error
        raise ClusterError(f"{self._address}: {_one_line(error)}: {_GOES_ON}") from error

    def _look(self) -> None:
        """Every few seconds: how many threads there are now, of all workers."""
        now = time.monotonic()
        if now < self._looked + LOOKING:
            return
        self._looked = now
        try:
            threads = sum(self._client.nthreads().values())
        except (OSError, ValueError, RuntimeError) as error:
            raise ClusterError(f"{self._address}: the connection to the scheduler was lost: {_GOES_ON}") from error
        if threads:
            self._had_workers = now
        elif now > self._had_workers + PATIENCE:
            raise ClusterError(f"{self._address}: no worker for {PATIENCE:g} s: {_GOES_ON}")
        self._room = AHEAD * max(1, threads)


class _NotYetError(Exception):
    """A result was lost with its worker, and another worker makes it again."""


def _answer(future: "Future[Any]") -> Outcome | BaseException | None:
    from distributed.client import FutureCancelledError

    try:
        answer: Outcome | None = future.result(timeout=LOOKING)
    except FutureCancelledError as error:
        return error
    except TimeoutError as error:
        if future.status != "error":
            raise _NotYetError from error
        return error
    except Exception as error:  # noqa: BLE001 - of whatever kind, it is told what was being done
        return error
    return answer
