"""A worker that loads no model: what it does with a text is told by the text."""

import os
import signal
import sys
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path

from report_extract.batch.extracting import Task
from report_extract.batch.outcome import Outcome
from report_extract.batch.worker import GROWTH, limit_memory, serve

KEPT = []


def work(task: Task, loaded: Callable[[], None]) -> Outcome:
    text = task.data.decode()
    loaded()
    if "眠る" in text:
        time.sleep(60)
    if "死ぬ" in text:
        os.kill(os.getpid(), signal.SIGKILL)
    if "壊れる" in text:
        os.kill(os.getpid(), signal.SIGSEGV)
    if "食べる" in text:
        bytearray(2_000_000_000)
    if "太る" in text:
        KEPT.append(b"x" * (GROWTH * 1_000_000))
    if "一度倒れる" in text and not (marker := Path(text.split()[1])).exists():
        marker.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    if "道連れ" in text:
        os.kill(os.getppid(), signal.SIGKILL)
        time.sleep(5)
    if "待つ" in text:
        marker = Path(text.split()[1])
        with marker.with_suffix(".readers").open("a") as readers:
            readers.write(f"{os.getppid()} {os.readlink('/proc/self/ns/net')}\n")
        while not marker.exists():
            time.sleep(0.01)
    if "去る" in text:
        os._exit(7)
    time.sleep(0.01)
    line = f'{{"doc_id":"{task.doc_id}","size":{len(text)},"process":0}}'
    return Outcome(task.doc_id, task.source, line, mentions=len(text), facts={"process": 0})


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    limit_memory(int(sys.argv[2]))
    serve(Connection(int(sys.argv[1])), work, memory=int(sys.argv[2]))
