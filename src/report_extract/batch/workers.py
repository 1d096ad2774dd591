"""Worker processes: tasks in, outcomes out as they come; a worker that hangs, dies or grows is replaced.

What a worker was reading when it hung or died is tried once more in another one.
"""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Generator, Iterator, Sequence
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from typing import Any

from report_extract.batch.extracting import Task
from report_extract.batch.limits import Limits
from report_extract.batch.outcome import Outcome, failed
from report_extract.batch.worker import LOADED

# What the interpreter at hand is told to run.
COMMAND = ("-m", "report_extract.batch.worker")
# The model is loaded within the first report's time: what a slow disk may take beside it.
_LOADING = 120.0


class Worker:
    """One process and the task it has."""

    def __init__(self, limits: Limits, command: Sequence[str]) -> None:
        ours, theirs = socket.socketpair()
        arguments = [str(theirs.fileno()), str(limits.memory), str(limits.characters)]
        with theirs:
            self.process = subprocess.Popen(
                [sys.executable, *command, *arguments],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env={**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"},
            )
        self.connection: Connection[Any, Any] = Connection(ours.detach())
        self.limits = limits
        self.task: Task | None = None
        self.lost: Task | None = None
        self.deadline = 0.0
        self.is_loaded = False
        self.goes_on = True

    def give(self, task: Task) -> None:
        """Hand over a task; a worker that is dead already is found out when its answer is awaited."""
        self.task = task
        self.deadline = time.monotonic() + self.limits.seconds + (0 if self.is_loaded else _LOADING)
        with suppress(BrokenPipeError, ConnectionResetError):
            self.connection.send(task)

    def answer(self) -> Outcome | None:
        """What it says now: the outcome of its task, or None when it only tells that it is ready to begin."""
        task = self.task
        if task is None:
            raise ValueError("a worker without a task says nothing")
        try:
            said = self.connection.recv()
        except (EOFError, OSError):
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(5)
            self._lose(task)
            return failed(task.doc_id, task.source, f"the process that read it died ({self._death()})")
        if said == LOADED:
            self.is_loaded = True
            self.deadline = time.monotonic() + self.limits.seconds
            return None
        self.task = None
        outcome: Outcome = said[0]
        self.goes_on = said[1]
        return outcome

    def is_late(self) -> bool:
        """Its time is over."""
        return self.task is not None and time.monotonic() >= self.deadline

    def give_up(self) -> Outcome:
        """End it and its task."""
        task = self.task
        if task is None:
            raise ValueError("no task to give up")
        self._lose(task)
        return failed(task.doc_id, task.source, f"took more than {self.limits.seconds:g} s: given up")

    def is_spent(self) -> bool:
        """It ended or is about to."""
        return not self.goes_on or self.process.poll() is not None

    def stop(self) -> None:
        """End the process at once; it has nothing to lose."""
        self.task = None
        self.connection.close()
        self.process.kill()
        self.process.wait()

    def _lose(self, task: Task) -> None:
        self.stop()
        self.lost = task

    def _death(self) -> str:
        code = self.process.returncode
        if code is not None and code < 0 and code != -signal.SIGKILL:
            return signal.Signals(-code).name
        return "killed, perhaps for lack of memory" if code == -signal.SIGKILL else f"exit status {code}"


def work(
    tasks: Iterator[Task], *, workers: int, limits: Limits, command: Sequence[str] = COMMAND
) -> Generator[Outcome, None, None]:
    """Outcomes of all tasks, in the order in which they are done; a task is asked for when a worker is free."""
    idle: list[Worker] = []
    busy: list[Worker] = []
    again: list[Task] = []
    tried: set[str] = set()
    try:
        while True:
            while len(busy) < workers and (task := again.pop() if again else next(tasks, None)) is not None:
                worker = idle.pop() if idle else Worker(limits, command)
                busy.append(worker)
                worker.give(task)
            if not busy:
                return
            for worker, outcome in _answers(busy):
                busy.remove(worker)
                if worker.is_spent():
                    worker.stop()
                else:
                    idle.append(worker)
                if worker.lost is not None and worker.lost.source not in tried:
                    tried.add(worker.lost.source)
                    again.append(worker.lost)
                else:
                    tried.discard(outcome.source)
                    yield outcome
    finally:
        for worker in (*busy, *idle):
            worker.stop()


def _answers(busy: Sequence[Worker]) -> list[tuple[Worker, Outcome]]:
    """Wait until a worker says something or its time is over."""
    patience = max(0.0, min(worker.deadline for worker in busy) - time.monotonic())
    ready = wait([worker.connection for worker in busy], timeout=patience)
    answers = []
    for worker in busy:
        if worker.connection in ready:
            outcome = worker.answer()
            if outcome is not None:
                answers.append((worker, outcome))
        elif worker.is_late():
            answers.append((worker, worker.give_up()))
    return answers
