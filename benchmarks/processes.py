"""What a whole process costs, from its start to its end."""

import os
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from time import perf_counter


@dataclass(frozen=True, slots=True)
class Cost:
    """What a process took: seconds by the clock, seconds of processor time, megabytes at most."""

    clock: float
    processor: float
    memory: float


def measured(command: Sequence[str]) -> tuple[Cost, str]:
    """Run a command to its end; give its cost and what it printed."""
    with tempfile.TemporaryFile("w+", encoding="utf-8") as output:
        begin = perf_counter()
        process = subprocess.Popen(command, stdout=output)
        _, status, usage = os.wait4(process.pid, 0)
        clock = perf_counter() - begin
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise SystemExit(f"{command[0]} ended with {process.returncode}")
        output.seek(0)
        return Cost(clock, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024), output.read()
