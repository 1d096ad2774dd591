"""What our stages cost beside GiNZA's analysis, each as a share of it.

    .venv/bin/python benchmarks/cost.py [TEXT ...] [--seconds 20] [--rounds 3]

TEXT are reports, by default all of ``corpus/dev`` and ``corpus/jiia-2025-russia.txt``. A round goes through the whole
pipeline text by text until it has taken so many seconds of processor time; each stage is timed in place, without the
stages it calls, so that the analysis and our stages see the same minutes of the same machine. One pass before the first
round loads modules, models and rules and is not counted. Prints a Markdown table: the least, middle and greatest share
of all rounds, and the tokens a second of processor time in the middle one.

Matrices are multiplied by one thread, in the analysis too, unless OPENBLAS_NUM_THREADS says otherwise: of several, those
that wait for the others spin, which counts as processor time and grows with whatever else the machine does.
"""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # read when numpy is imported

import argparse
import statistics
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import wraps
from importlib import import_module
from pathlib import Path
from time import process_time
from typing import Any
from unittest.mock import patch

from report_extract import pipeline
from report_extract.analysis import ginza
from report_extract.evaluation.table import Grid
from report_extract.ingest import reading
from report_extract.ingest.source import SourceText
from report_extract.layout.blocks import read_blocks
from report_extract.passages import make_passages

ROOT = Path(__file__).parents[1]
ANALYSIS = "GiNZA's analysis"
STAGES: dict[str, tuple[str, ...]] = {
    ANALYSIS: ("analysis.ginza.analyse",),
    "layout": ("pipeline.read_blocks", "layout.metadata.read_metadata", "pipeline.make_passages"),
    "recognition": ("entities.recognise.recognise", "pipeline._byline_names", "entities.recognise.repeat"),
    "linking": ("entities.linking.link",),
    "views": ("pipeline.read_views",),
    "relations": ("pipeline.relate",),
    "claims": ("pipeline.claim", "entities.linking.ahead"),
    "records": ("pipeline.extract_source",),
}
ROWS: dict[str, tuple[str, ...]] = {
    ANALYSIS: (ANALYSIS,),
    "layout: lines, blocks, sentences, metadata": ("layout",),
    "entities": ("recognition", "linking"),
    "entities: recognition": ("recognition",),
    "entities: linking": ("linking",),
    "bunsetsu and arguments, for relations and claims": ("views",),
    "relations": ("relations",),
    "relations, with bunsetsu and arguments": ("views", "relations"),
    "claims": ("claims",),
    "records": ("records",),
    "all but the analysis": tuple(stage for stage in STAGES if stage != ANALYSIS),
}

Function = Callable[..., Any]


class Clock:
    """Adds up the processor time of each stage; a stage stands still while another runs inside it."""

    def __init__(self) -> None:
        self.spent: defaultdict[str, float] = defaultdict(float)
        self._running: list[str] = []
        self._since = 0.0

    def timed(self, stage: str, function: Function) -> Function:
        """Make a function that is timed; what it yields is drawn at once."""

        @wraps(function)
        def wrapper(*args: Any, **options: Any) -> Any:
            self._switch()
            self._running.append(stage)
            try:
                result = function(*args, **options)
                return list(result) if isinstance(result, Iterator) else result
            finally:
                self._switch()
                self._running.pop()

        return wrapper

    def _switch(self) -> None:
        now = process_time()
        if self._running:
            self.spent[self._running[-1]] += now - self._since
        self._since = now


@contextmanager
def clocked(clock: Clock) -> Iterator[None]:
    """Time the stages of the pipeline."""
    with ExitStack() as patches:
        for stage, names in STAGES.items():
            for path, name in (name.rsplit(".", 1) for name in names):
                module = import_module(f"report_extract.{path}")
                patches.enter_context(patch.object(module, name, clock.timed(stage, getattr(module, name))))
        yield


def one_round(sources: Sequence[SourceText], seconds: float) -> tuple[dict[str, float], int]:
    """Go through all texts again and again; give the time of each stage and how often the texts were read."""
    clock = Clock()
    begin, times = process_time(), 0
    with clocked(clock):
        while not times or process_time() - begin < seconds:
            for source in sources:
                pipeline.extract_source(source, doc_id=source.name)
            times += 1
    return clock.spent, times


def table(sources: Sequence[SourceText], seconds: float, rounds: int) -> Grid:
    """Measure; the passes before the first round count the tokens and load what is loaded once."""
    for source in sources:
        pipeline.extract_source(source, doc_id=source.name)
    tokens = sum(len(passage.doc) for source in sources for passage in make_passages(read_blocks(source.text))[0])
    measured = [one_round(sources, seconds) for _ in range(rounds)]
    rows = []
    for name, stages in ROWS.items():
        spent = [sum(clock[stage] for stage in stages) for clock, _ in measured]
        shares = [own / clock[ANALYSIS] for own, (clock, _) in zip(spent, measured, strict=True)]
        speed = statistics.median(tokens * times / own for own, (_, times) in zip(spent, measured, strict=True))
        figures = (min(shares), statistics.median(shares), max(shares))
        rows.append((name, *(f"{figure:.3f}" for figure in figures), f"{speed:,.0f}"))
    title = (
        f"Processor time as a share of {ANALYSIS} ({ginza.model_name()}): {len(sources)} texts, {tokens:,} tokens, "
        f"{rounds} rounds of {'/'.join(str(times) for _, times in measured)} passes, "
        f"BLAS threads: {os.environ['OPENBLAS_NUM_THREADS']}"
    )
    return Grid(title, ("stage", "min", "median", "max", "tokens a second"), tuple(rows))


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    corpus = ROOT / "corpus"
    default = [*sorted((corpus / "dev").glob("*.txt")), corpus / "jiia-2025-russia.txt"]
    parser.add_argument("texts", nargs="*", type=Path, default=default)
    parser.add_argument("--seconds", type=float, default=20.0)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    print(table([reading.read(path) for path in options.texts], options.seconds, options.rounds).markdown())


if __name__ == "__main__":
    main()
