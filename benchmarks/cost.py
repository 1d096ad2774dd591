"""What our stages cost beside GiNZA's analysis, each as a share of it.

    .venv/bin/python benchmarks/cost.py [TEXT ...] [--seconds 20] [--rounds 3]

TEXT are reports, by default all of ``corpus/dev`` and ``corpus/jiia-2025-russia.txt``. A round goes through the whole
pipeline text by text until it has taken so many seconds of processor time, all threads together; each stage is timed in
place, without the stages it calls, so that analysis and our stages see the same minute of the same machine. One pass
before the first round loads modules, models and rules and is not counted. Prints a Markdown table: the least, middle and
greatest share of all rounds, and the tokens a second of processor time in the middle one.
"""

import argparse
import statistics
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import wraps
from importlib import import_module
from pathlib import Path
from time import process_time
from typing import Any
from unittest.mock import patch

from report_extract.analysis import ginza
from report_extract.evaluation.table import Grid
from report_extract.ingest import text as text_files
from report_extract.ingest.text import SourceText
from report_extract.layout.blocks import read_blocks
from report_extract.passages import make_passages
from report_extract.pipeline import extract_source

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
    "records": ("pipeline._Assembly.report",),
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
        self.spent: Counter[str] = Counter()
        self._running: list[str] = []
        self._since = 0.0

    def timed(self, stage: str, function: Function) -> Function:
        """Make a function that is timed; what it yields is drawn at once."""

        @wraps(function)
        def wrapper(*args: Any) -> Any:
            self._switch()
            self._running.append(stage)
            try:
                result = function(*args)
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
            for name in names:
                target = f"report_extract.{name}"
                patches.enter_context(patch(target, clock.timed(stage, _named(target))))
        yield


def _named(target: str) -> Function:
    """Get a function, or a method as a function, by its dotted name."""
    module, _, name = target.rpartition(".")
    owner = patch(target).getter() if module.endswith("_Assembly") else import_module(module)
    function: Function = getattr(owner, name)
    return function


def one_round(sources: Sequence[SourceText], seconds: float) -> tuple[Counter[str], int]:
    """Go through all texts again and again; give the time of each stage and how often the texts were read."""
    clock = Clock()
    begin, times = process_time(), 0
    with clocked(clock):
        while not times or process_time() - begin < seconds:
            for source in sources:
                extract_source(source, doc_id=source.name)
            times += 1
    return clock.spent, times


def table(sources: Sequence[SourceText], seconds: float, rounds: int) -> Grid:
    """Measure; the passes before the first round count the tokens and load what is loaded once."""
    for source in sources:
        extract_source(source, doc_id=source.name)
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
        f"{rounds} rounds of {'/'.join(str(times) for _, times in measured)} passes"
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
    print(table([text_files.read(path) for path in options.texts], options.seconds, options.rounds).markdown())


if __name__ == "__main__":
    main()
