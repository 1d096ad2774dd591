"""The process that reads reports for another one: ``python -m report_extract.batch.worker FD MEGABYTES CHARACTERS``.

It is told one task after the other on the socket FD and answers each with an outcome; the language model is loaded once.
It ends when the other side does, or when it has grown too much: each new word stays in the analyser's memory. It holds
no lock and writes no file, so that it can be killed at any moment.
"""

import gc
import os
import resource
import signal
import sys
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from report_extract.batch.extracting import Task, extract_task
from report_extract.batch.limits import Limits
from report_extract.batch.outcome import Outcome, failed

LOADED = "loaded"
# MB beside the loaded model: the caches fill 200 in some hundred reports, then only new words take more.
GROWTH = 320
# New objects between two searches for garbage that refers to itself: Python's 700 are for small programs.
_BETWEEN_COLLECTIONS = 50_000

Work = Callable[[Task, Callable[[], None]], Outcome]


def serve(connection: "Connection[Any, Any]", work: Work, *, memory: int) -> None:
    """Answer tasks until the other side ends, each with its outcome and whether this process goes on.

    After a lack of memory it does not: who knows what was left half done. Nor when it has grown by ``GROWTH``.
    """
    loaded = 0.0

    def tell() -> None:
        nonlocal loaded
        if not loaded:
            loaded = resident()
            collect_seldom()
        connection.send(LOADED)

    while True:
        try:
            task = connection.recv()
        except EOFError:
            return
        try:
            outcome = work(task, tell)
            connection.send((outcome, not loaded or resident() - loaded < GROWTH))
        except MemoryError:
            cause = f"needs more than {memory} MB of memory: given up"
            connection.send((failed(task.doc_id, task.source, cause), False))
            return


def collect_seldom() -> None:
    """Leave what is loaded aside for good when garbage is collected, and look for garbage less often."""
    gc.freeze()
    gc.set_threshold(_BETWEEN_COLLECTIONS)
    gc.enable()


def resident() -> float:
    """The memory this process holds now, in MB; 0 where the system does not tell."""
    try:
        pages = Path("/proc/self/statm").read_bytes().split()[1]
    except OSError:
        return 0
    return int(pages) * os.sysconf("SC_PAGE_SIZE") / 1e6


def limit_memory(megabytes: int) -> None:
    """Let this process have so much address space and write no core."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (megabytes * 1_000_000, megabytes * 1_000_000))


def main() -> None:
    """Serve on the socket that the command line names."""
    gc.disable()  # until the model is loaded: what is loaded stays
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    handle, memory, characters = (int(argument) for argument in sys.argv[1:])
    limit_memory(memory)
    limits = Limits(memory=memory, characters=characters)
    connection: Connection[Any, Any] = Connection(handle)
    try:
        serve(connection, lambda task, loaded: extract_task(task, limits, loaded=loaded), memory=memory)
    except (BrokenPipeError, ConnectionResetError):
        return


if __name__ == "__main__":
    main()
