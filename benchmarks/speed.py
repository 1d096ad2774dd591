"""How fast a run is beside plain ja_ginza: whole processes side by side, from their start to their end.

    .venv/bin/python benchmarks/speed.py [INPUT ...] [--rounds 3]

INPUT are reports and folders, by default ``corpus``. In each round four processes are started one after the other:

- ours: ``report-extract run --workers 1`` on the files: layout, analysis, entities, relations and claims, written as JSON;
- one: the same on the first of the files alone: how long the first report takes;
- plain: ``nlp.pipe`` of ja_ginza as it is loaded by default, over the same paragraphs, unwrapped, one a line;
- ginza: GiNZA's own command, ``ginza -f json``, over the same lines.

Prints a Markdown table: the medians of seconds by the clock and of processor time (user and system), tokens a second of
processor time, how many times as much processor time as ours a way took in the same round (median, least, greatest) and
how many times as long by the clock, memory, and the share of ours that no code could save: the multiplications of the
networks at the speed at which numpy multiplies here. Every process has one thread of BLAS.
"""

import os

os.environ["OPENBLAS_NUM_THREADS"] = "1"  # read when numpy is imported; the processes inherit it
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # so that our modules are compiled once, as installed ones are

import argparse
import statistics
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from time import process_time
from typing import Any

import numpy as np
import spacy
from processes import Cost, measured
from spacy.language import Language

from report_extract.analysis import ginza
from report_extract.batch import find_inputs
from report_extract.entities import model
from report_extract.evaluation.table import Grid
from report_extract.ingest import reading
from report_extract.layout.blocks import read_blocks

ROOT = Path(__file__).parents[1]
BIN = Path(sys.executable).parent
RUN = (str(BIN / "report-extract"), "run", "--workers", "1")
WAYS = {
    "ours": "report-extract run",
    "one": "report-extract run, one report",
    "plain": "plain nlp.pipe",
    "ginza": "ginza -f json",
}
PLAIN = """
import sys, spacy
nlp = spacy.load("ja_ginza")
lines = open(sys.argv[1], encoding="utf-8").read().split("\\n")
print(sum(len(doc) for doc in nlp.pipe(lines)))
"""
# Layers that multiply matrices, and the share of the multiplications that is left of them (``analysis.convolution``);
# what an embedding multiplies is kept for each word.
MULTIPLYING = {"maxout": 0.5, "linear": 1.0, "precomputable_affine": 1.0, "softmax": 1.0}


def paragraphs(files: Sequence[Path]) -> list[str]:
    """What is analysed of the files: their blocks, unwrapped, without page furniture."""
    blocks = (block for path in files for block in read_blocks(reading.read(path).text))
    return [text for b in blocks if b.kind != "furniture" and (text := b.content.text.replace("\n", " "))]


def model_of(nlp: Language, name: str) -> Any:
    """The network of a component."""
    component: Any = nlp.get_pipe(name)
    return component.model


def operations() -> float:
    """Floating-point operations a token in the networks of the pipeline, embeddings aside."""
    nlp = spacy.load("ja_ginza")
    tok2vec, parser, morphologizer = (model_of(nlp, name) for name in ("tok2vec", "parser", "morphologizer"))
    networks = [tok2vec.get_ref("encode"), parser, morphologizer]
    ner = model_of(model.trained(nlp.vocab), "ner")
    networks += [ner.get_ref("tok2vec").layers[0].get_ref("encode"), *ner.layers[1:]]
    nodes = [node for network in networks for node in network.walk() if node.name in MULTIPLYING]
    return sum(2 * MULTIPLYING[node.name] * node.get_param("W").size for node in nodes)


def multiplications_a_second() -> float:
    """Floating-point operations a second of numpy at the size of the largest layer."""
    window, weights = np.ones((256, 768), np.float32), np.ones((768, 768), np.float32)
    speeds = []
    for _ in range(5):
        begin = process_time()
        for _ in range(100):
            window @ weights
        speeds.append(100 * 2 * window.size * weights.shape[1] / (process_time() - begin))
    return max(speeds)


def table(inputs: Sequence[Path], rounds: int) -> Grid:
    """Measure all ways in turn, ``rounds`` times."""
    files = [found.path for found in find_inputs(inputs).inputs]
    lines = paragraphs(files)
    costs: dict[str, list[Cost]] = {way: [] for way in WAYS}
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "paragraphs.txt"
        source.write_text("\n".join(lines), encoding="utf-8")
        commands = {
            "ours": [*RUN, *map(str, inputs), "-o"],
            "one": [*RUN, str(files[0]), "-o"],
            "plain": [sys.executable, "-c", PLAIN, str(source)],
            "ginza": [str(BIN / "ginza"), "-f", "json", str(source)],
        }
        for number in range(rounds):
            for way, command in commands.items():
                # A folder of its own: what one run has done, the next does not do again.
                cost, printed = measured([*command, f"{folder}/{way}{number}"] if command[-1] == "-o" else command)
                costs[way].append(cost)
                if way == "plain":
                    tokens = int(printed)
    floor = tokens * operations() / multiplications_a_second()
    rows = [(WAYS[way], *_cells(costs[way], costs["ours"], tokens if way != "one" else None)) for way in costs]
    share = floor / statistics.median(cost.processor for cost in costs["ours"])
    title = (
        f"{len(files)} files, {len(set(lines))} distinct paragraphs, {tokens:,} tokens, {rounds} rounds, "
        f"{ginza.model_name()}; multiplying alone: {floor:.1f} s, {share:.2f} of ours"
    )
    header = ("whole process", "s", "processor s", "tokens/s", "times ours", "min", "max", "by the clock", "MB")
    return Grid(title, header, tuple(rows))


def _cells(costs: Sequence[Cost], ours: Sequence[Cost], tokens: int | None) -> tuple[str, ...]:
    """Of another amount of text, without ``tokens``, only what it took."""
    processor = statistics.median(cost.processor for cost in costs)
    ratios = [cost.processor / own.processor for cost, own in zip(costs, ours, strict=True)]
    clock = statistics.median(cost.clock / own.clock for cost, own in zip(costs, ours, strict=True))
    figures = (statistics.median(ratios), min(ratios), max(ratios), clock)
    return (
        f"{statistics.median(cost.clock for cost in costs):.1f}",
        f"{processor:.1f}",
        *((f"{tokens / processor:,.0f}", *(f"{figure:.1f}" for figure in figures)) if tokens else [""] * 5),
        f"{max(cost.memory for cost in costs):,.0f}",
    )


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("inputs", nargs="*", type=Path, default=[ROOT / "corpus"])
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    print(table(options.inputs, options.rounds).markdown())


if __name__ == "__main__":
    main()
