"""How much faster two workers are than one, and what a cluster of this machine costs beside them.

    .venv/bin/python benchmarks/scaling.py [--reports 100] [--rounds 3]

Reads the same reports of 2,500 characters by one worker, by two, and by two of ``--cluster local``, in turns. Where other
work wants the cores too, seconds by the clock tell of that work: then the share of the processor time that a second worker
adds is what to look at. At no added time two workers take half as long on two free cores.
"""

import argparse
import random
import sys
import tempfile
from pathlib import Path
from statistics import median

from growth import report, sentences
from processes import Cost, measured

from report_extract.evaluation.table import Grid

BIN = Path(sys.executable).parent
WAYS = {
    "one worker": ("--workers", "1"),
    "two workers": ("--workers", "2"),
    "cluster of two": ("--workers", "2", "--cluster", "local"),
}


def rounds(folder: Path, count: int) -> dict[str, list[Cost]]:
    """The costs of each way, in turns."""
    costs: dict[str, list[Cost]] = {way: [] for way in WAYS}
    for number in range(count):
        for way, options in WAYS.items():
            out = folder / f"{way}-{number}"
            costs[way].append(
                measured([str(BIN / "report-extract"), "run", f"{folder}/in", "-o", str(out), *options])[0]
            )
    return costs


def grid(costs: dict[str, list[Cost]]) -> Grid:
    """The median of each way, and the ratios of each round to its one worker."""
    rows = []
    for way, own in costs.items():
        pairs = list(zip(costs["one worker"], own, strict=True))
        speed = sorted(one.clock / other.clock for one, other in pairs)
        rows.append(
            (
                way,
                f"{median(cost.clock for cost in own):.1f}",
                f"{median(cost.processor for cost in own):.1f}",
                f"{median(speed):.2f}",
                f"{speed[0]:.2f}",
                f"{speed[-1]:.2f}",
                f"{median(other.processor / one.processor for one, other in pairs):.2f}",
            )
        )
    heads = ("read by", "s", "processor s", "times as fast", "min", "max", "processor time of one worker's")
    return Grid("The same reports", heads, tuple(rows))


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=100)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    source = sentences()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "in").mkdir()
        for number in range(options.reports):
            text = report(source, 2_500, random.Random(number))
            (folder / "in" / f"{number:04}.txt").write_text(text, encoding="utf-8")
        print(grid(rounds(folder, options.rounds)).markdown())


if __name__ == "__main__":
    main()
