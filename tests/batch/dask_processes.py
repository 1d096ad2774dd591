"""The processes of a small Dask cluster."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any


class Cluster:
    """A scheduler on one address of this machine, and workers, each a group of processes of its own."""

    def __init__(self, folder: Path, host: str = "127.0.0.1") -> None:
        self._folder = folder
        self._host = host
        folder.mkdir(parents=True, exist_ok=True)
        self._file = folder / "scheduler.json"
        arguments = ("--host", host, "--port", "0", "--scheduler-file", str(self._file), "--no-dashboard", "--no-show")
        self.processes = [self._start("dask_scheduler", arguments)]
        self.address = self._address()

    def add_worker(self, *, prefix: Sequence[str] = (), host: str | None = None) -> subprocess.Popen[bytes]:
        """Start a worker with one thread; nobody starts it again."""
        place = self._folder / f"worker-{len(self.processes)}"
        arguments = ("--nthreads", "1", "--no-nanny", "--no-dashboard", "--host", host or self._host)
        process = self._start("dask_worker", (self.address, *arguments, "--local-directory", str(place)), prefix)
        self.processes.append(process)
        return process

    def close(self) -> None:
        """End all of it."""
        for process in self.processes:
            kill(process)

    def _start(self, module: str, arguments: Sequence[str], prefix: Sequence[str] = ()) -> subprocess.Popen[bytes]:
        with (self._folder / f"{module}.log").open("ab") as log:
            command = [*prefix, sys.executable, "-m", f"distributed.cli.{module}", *arguments]
            return subprocess.Popen(command, stdout=log, stderr=log, start_new_session=True)

    def _address(self) -> str:
        wait_for(lambda: self._file.exists() and self._file.read_text().strip().endswith("}"))
        address: str = json.loads(self._file.read_text())["address"]
        return address


def kill(process: "subprocess.Popen[Any]") -> None:
    """End a process and those it began, at once."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def wait_for(is_so: Any, seconds: float = 60) -> None:
    """Return when it is so; a failure of the test where it never is."""
    end = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < end, "it never came"
        time.sleep(0.02)
