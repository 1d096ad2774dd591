"""How time and memory grow with the length of a report and with the number of reports, as a plot and a table.

    .venv/bin/python benchmarks/growth.py [--lengths 1000,10000,100000,1000000] [--numbers 1,10,100,1000,5000] [--plot FILE]

The reports are made of the sentences of ``corpus/dev``, drawn by chance, in wrapped paragraphs; the number of reports is
varied with reports of 1,000 characters, each with words that no other has. Each figure is one whole ``report-extract run``
with one thread of BLAS a process: processor time of all its processes, memory of the largest. The exponent k is that of
a + b n^k, fitted to the times. ``--plot`` writes an SVG file.
"""

import os

os.environ["OPENBLAS_NUM_THREADS"] = "1"  # the processes inherit it

import argparse
import math
import random
import sys
import tempfile
import textwrap
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from processes import Cost, measured
from scipy.optimize import least_squares

from report_extract.evaluation.table import Grid
from report_extract.ingest import reading
from report_extract.layout.blocks import read_blocks
from report_extract.layout.sentences import sentence_spans

ROOT = Path(__file__).parents[1]
BIN = Path(sys.executable).parent
REPORT = 1_000
KATAKANA = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン"
KANJI = [chr(code) for code in range(0x4E00, 0x9FA0)]
OPTIONS = ("--workers", "1", "--max-characters", "2000000", "--max-seconds", "3600")
Point = tuple[int, Cost]


def sentences() -> list[str]:
    """The sentences of the paragraphs of ``corpus/dev``."""
    blocks = [b for path in sorted(ROOT.glob("corpus/dev/*.txt")) for b in read_blocks(reading.read(path).text)]
    texts = [block.content.text for block in blocks if block.kind == "paragraph"]
    return [text[start:end] for text in texts for start, end in sentence_spans(text)]


def report(source: Sequence[str], length: int, chance: random.Random) -> str:
    """A report of about so many characters."""
    paragraphs = []
    while length > 0:
        paragraph = "　" + "".join(chance.choices(source, k=chance.randint(2, 6)))
        paragraphs.append("\n".join(textwrap.wrap(paragraph, 45, drop_whitespace=False)))
        length -= len(paragraph)
    return "\n\n".join(paragraphs) + "\n"


def with_new_words(text: str, chance: random.Random) -> str:
    """A report with a sentence of words nobody has read before ahead of each of its paragraphs."""
    return "\n\n".join(
        f"　{_word(chance)}の{_word(chance)}は{_word(chance)}で{_word(chance)}を{_word(chance)}に供与した。\n\n{paragraph}"
        for paragraph in text.split("\n\n")
    )


def _word(chance: random.Random) -> str:
    kind, shortest, longest = chance.choice(((KATAKANA, 4, 8), (KANJI, 2, 4)))
    return "".join(chance.choices(kind, k=chance.randint(shortest, longest)))


def run(texts: Iterator[str]) -> Cost:
    """The cost of a run over the texts, each a report."""
    with tempfile.TemporaryDirectory() as folder:
        for number, text in enumerate(texts):
            (Path(folder) / f"{number:05}.txt").write_text(text, encoding="utf-8")
        return measured([str(BIN / "report-extract"), "run", folder, "-o", f"{folder}/out", *OPTIONS])[0]


def by_length(lengths: Sequence[int]) -> list[Point]:
    """The cost of one report of each length."""
    source = sentences()
    return [(length, run(iter([report(source, length, random.Random(length))]))) for length in lengths]


def by_number(numbers: Sequence[int]) -> list[Point]:
    """The cost of each number of reports."""
    source = sentences()

    def one(seed: int) -> str:
        chance = random.Random(seed)
        return with_new_words(report(source, REPORT, chance), chance)

    return [(n, run(one(seed) for seed in range(n))) for n in numbers]


def exponent(points: Sequence[Point]) -> float:
    """k of the a + b n^k that fits the seconds best, by relative error."""
    n = np.array([amount for amount, _ in points], float) / points[-1][0]
    seconds = np.array([cost.processor for _, cost in points])

    def errors(guess: np.ndarray) -> np.ndarray:
        start, slope, power = guess
        return np.log(np.exp(start) + np.exp(slope) * n**power) - np.log(seconds)

    return float(least_squares(errors, [np.log(seconds[0]), np.log(seconds[-1]), 1.0]).x[2])


def grid(points: Sequence[Point], what: str) -> Grid:
    """The points as a table; what each further unit costs is told from the start-up by the point before."""
    rows = []
    before: Point | None = None
    for amount, cost in points:
        more = "" if before is None else f"{1000 * (cost.processor - before[1].processor) / (amount - before[0]):.3f}"
        rows.append((f"{amount:,}", f"{cost.processor:.1f}", more, f"{cost.memory:,.0f}"))
        before = amount, cost
    fitted = f", time by {what}^{exponent(points):.2f}" if len(points) > 3 else ""
    return Grid(f"One run by {what}{fitted}", (what, "processor s", "ms each more", "MB"), tuple(rows))


def plot(panels: Sequence[tuple[str, Sequence[Point]]]) -> str:
    """An SVG with a panel for each series: seconds as a blue line, megabytes as an orange one, all scales logarithmic."""
    drawn = [_panel(title, points, 30 + 420 * number) for number, (title, points) in enumerate(panels)]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {420 * len(panels) + 20} 300" '
        'font-family="sans-serif" font-size="12">\n<rect width="100%" height="100%" fill="white"/>\n'
        + "\n".join(drawn)
        + "\n</svg>\n"
    )


def title(what: str, points: Sequence[Point]) -> str:
    """What a panel shows, with the exponent where there are points enough."""
    return f"{what}, time by n^{exponent(points):.2f}" if len(points) > 3 else what


def _panel(title: str, points: Sequence[Point], left: int) -> str:
    low, high = math.log10(points[0][0]), math.log10(points[-1][0])

    def across(amount: int) -> float:
        return left + 30 + 340 * (math.log10(amount) - low) / ((high - low) or 1)

    def up(value: float) -> float:
        return 250 - 52 * math.log10(max(value, 1))

    parts = [f'<text x="{left + 30}" y="20" font-weight="bold">{title}</text>']
    for power in range(5):
        y = up(10**power)
        parts.append(f'<line x1="{left + 25}" x2="{left + 375}" y1="{y:.0f}" y2="{y:.0f}" stroke="#ddd"/>')
        parts.append(f'<text x="{left + 20}" y="{y + 4:.0f}" text-anchor="end">{10**power:,}</text>')
    parts += [f'<text x="{across(n):.0f}" y="270" text-anchor="middle">{n:,}</text>' for n, _ in points]
    for name, colour, values in (
        ("seconds", "#1f77b4", [cost.processor for _, cost in points]),
        ("MB", "#e07b00", [cost.memory for _, cost in points]),
    ):
        places = [(across(n), up(value)) for (n, _), value in zip(points, values, strict=True)]
        line = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
        parts.append(f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>' for x, y in places]
        x, y = places[-1]
        parts.append(f'<text x="{x:.1f}" y="{y - 8:.1f}" text-anchor="end" fill="{colour}">{name}</text>')
    return "\n".join(parts)


def numbers_of(text: str) -> list[int]:
    """Whole numbers between commas, ascending."""
    return sorted({int(part) for part in text.split(",")})


def main() -> None:
    """Print the tables, and write the plot."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lengths", type=numbers_of, default="1000,10000,100000,1000000")
    parser.add_argument("--numbers", type=numbers_of, default="1,10,100,1000,5000")
    parser.add_argument("--plot", type=Path)
    options = parser.parse_args()
    lengths = by_length(options.lengths)
    print(grid(lengths, "characters").markdown(), flush=True)
    numbers = by_number(options.numbers)
    print(grid(numbers, "reports").markdown())
    if options.plot:
        panels = (
            (title("One report, by its characters", lengths), lengths),
            (title(f"Reports of {REPORT:,} characters", numbers), numbers),
        )
        options.plot.write_text(plot(panels), encoding="utf-8")


if __name__ == "__main__":
    main()
