"""How anaphors are resolved, by rule, and how the weights of entities/salience.toml were chosen.

    .venv/bin/python benchmarks/anaphors.py [GOLD ...]
    .venv/bin/python benchmarks/anaphors.py --fit [GOLD ...]

GOLD are gold files or folders, by default ``gold/dev``. Prints a Markdown table: anaphors of the gold that are found, resolved (all their
entities right), and resolved at a place that only overlaps. ``--fit`` reads every anaphor's options with their marks, fits the weights of
all reports but one (a log-linear choice with an L2 penalty), counts what they resolve in the one left out, and prints
the share for each penalty, fading and reach; then the weights for the best, which are for salience.toml.
"""

import argparse
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from report_extract import extract, passages
from report_extract.entities import salience
from report_extract.entities.anaphora import Expression
from report_extract.entities.salience import Antecedent, Scene, Weights
from report_extract.entities.story import Chapter
from report_extract.evaluation.gold import GoldReport, find_text, gold_files, read_gold
from report_extract.evaluation.matching import Case, match_spans, overlap
from report_extract.evaluation.table import Grid
from report_extract.layout.blocks import Block
from report_extract.passages import Passage

ROOT = Path(__file__).parents[1]
CORPORA = [ROOT / "corpus", ROOT / "corpus" / "dev", ROOT / "corpus" / "heldback", ROOT / "corpus" / "sentences"]
WAYS = ("back", "own", "group")
ROUNDS = 2
FADINGS, REACHES, PENALTIES = (0.5, 0.6), (5,), (0.3, 0.6, 1.0)


@dataclass(frozen=True, slots=True)
class Choice:
    """One anaphor of the gold as it was chosen for: the marks of each option, and which options are right."""

    report: str
    way: str
    marks: tuple[Mapping[str, float], ...]
    right: tuple[bool, ...]


def read_all(places: Sequence[Path]) -> list[GoldReport]:
    """Every gold report at the places."""
    return [read_gold(path, find_text(path, CORPORA)) for place in places for path in gold_files(place)]


@cache
def analysed(texts: tuple[str, ...], blocks: "Hidden") -> tuple[list[Passage], list[str]]:
    """The passages of a report, made once however often it is read."""
    return passages.make_passages(blocks.blocks)


class Hidden:
    """Blocks that count as equal for ``analysed``, which knows them by their texts."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self.blocks = blocks

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Hidden)

    def __hash__(self) -> int:
        return 0


def make_passages(blocks: Sequence[Block]) -> tuple[list[Passage], list[str]]:
    """Stand in for the analysis of a report, which weights do not change."""
    return analysed(tuple(block.content.text for block in blocks), Hidden(blocks))


def collect(gold: Sequence[GoldReport], weights: Weights) -> list[Choice]:
    """Read the reports with some weights, and keep what each anaphor of the gold was chosen from."""
    asked: dict[tuple[int, int], tuple[str, list[tuple[list[int], Mapping[str, float]]]]] = {}
    place: list[tuple[int, int]] = []
    part = {"former": slice(1), "latter": slice(1, None)}
    plain_resolve, plain_choose = Chapter.resolve, salience.choose

    def resolve(self: Chapter, expression: Expression, *rest: Any) -> list[int]:
        at = self.passage.content.raw_span(expression.start, expression.end)
        place.append(at)
        found = plain_resolve(self, expression, *rest)
        taken = part.get(expression.rule.by, slice(None))
        if at in asked:
            asked[at] = asked[at][0], [(chosen[taken], marks) for chosen, marks in asked[at][1]]
        return found

    def choose(way: str, number: int, candidates: Sequence[Antecedent], scene: Scene) -> list[int]:
        asked[place[-1]] = way, [(chosen, marks) for chosen, marks, _ in salience.options(number, candidates, scene)]
        return plain_choose(way, number, candidates, scene)

    choices: list[Choice] = []
    with (
        patch("report_extract.entities.story.Chapter.resolve", resolve),
        patch("report_extract.entities.story.choose", choose),
        patch("report_extract.entities.salience.weights", lambda: weights),
        patch("report_extract.pipeline.make_passages", make_passages),
    ):
        for one in gold:
            asked.clear()
            case = Case(one, extract(one.text, doc_id=one.doc_id))
            for mention in case.anaphors:
                if (mention.start, mention.end) in asked:
                    way, options = asked[mention.start, mention.end]
                    keys = [frozenset(case.entity(f"e{n + 1}") for n in chosen) for chosen, _ in options]
                    right = tuple(key == frozenset(mention.entities) for key in keys)
                    choices.append(Choice(one.doc_id, way, tuple(marks for _, marks in options), right))
    return choices


def fit(choices: Sequence[Choice], penalty: float) -> dict[str, float]:
    """The weights that make the right options likeliest, kept small by the penalty."""
    names = sorted({name for one in choices for marks in one.marks for name in marks})
    usable = [one for one in choices if any(one.right) and not all(one.right)]
    if not usable:
        return {}
    table = np.array([[marks[name] for name in names] for one in usable for marks in one.marks])
    right = np.array([hit for one in usable for hit in one.right], dtype=float)
    starts = np.cumsum([0, *(len(one.right) for one in usable[:-1])])
    sizes = [len(one.right) for one in usable]

    def loss(w: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        scores = table @ w
        odds = np.exp(scores - np.repeat(np.maximum.reduceat(scores, starts), sizes))
        every, hits = np.add.reduceat(odds, starts), np.add.reduceat(odds * right, starts)
        slope = table.T @ (odds / np.repeat(every, sizes) - odds * right / np.repeat(hits, sizes))
        return float(np.log(every / hits).sum() + penalty * (w @ w)), slope + 2 * penalty * w

    found = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B").x
    return {name: round(float(value), 1) for name, value in zip(names, found, strict=True) if abs(value) >= 0.05}


def count_right(choices: Sequence[Choice], weights: Mapping[str, float]) -> int:
    """How many anaphors get a right option."""
    hits = 0
    for one in choices:
        scores = [sum(weights.get(name, 0.0) * value for name, value in marks.items()) for marks in one.marks]
        hits += bool(scores) and one.right[int(np.argmax(scores))]
    return hits


def left_out(choices: Sequence[Choice], penalty: float) -> int:
    """How many are right in each report by the weights of all the others."""
    hits = 0
    for report in sorted({one.report for one in choices}):
        own = [one for one in choices if one.report == report]
        hits += count_right(own, fit([one for one in choices if one.report != report], penalty))
    return hits


def search(gold: Sequence[GoldReport]) -> None:
    """Print, for each fading and reach, what each penalty resolves of each way; then the weights of the best."""
    rows, best = [], {}
    for fading in FADINGS:
        for reach in REACHES:
            weights = salience.weights().model_copy(update={"fading": fading, "reach": reach})
            for _ in range(ROUNDS):
                choices = collect(gold, weights)
                fitted = {way: fit([c for c in choices if c.way == way], PENALTIES[1]) for way in WAYS}
                weights = weights.model_copy(update=fitted)
            choices = collect(gold, weights)
            for penalty in PENALTIES:
                hits = {way: left_out([c for c in choices if c.way == way], penalty) for way in WAYS}
                rows.append((fading, reach, penalty, *hits.values(), sum(hits.values()), len(choices)))
                best[sum(hits.values()), -fading, reach, penalty] = choices
    header = ("fading", "reach", "penalty", *WAYS, "right", "anaphors")
    print(Grid("Right in the report left out", header, tuple(tuple(map(str, row)) for row in rows)).markdown())
    key = max(best)
    print(f"\nfading = {-key[1]}\nreach = {key[2]}")
    for way in WAYS:
        fitted = fit([c for c in best[key] if c.way == way], key[3])
        print(
            f"\n[{way}]",
            *(f"{name} = {value}" for name, value in sorted(fitted.items(), key=lambda p: -p[1])),
            sep="\n",
        )


def rows_of(cases: Sequence[Case]) -> Iterator[tuple[str, ...]]:
    """A row for each rule and one for all."""
    counts: Counter[tuple[str, str]] = Counter()
    for case in cases:
        matched = match_spans(case.anaphors, case.found_anaphors, typed=False)
        for gold, found in matched.pairs:
            for row in (found.rule, "all"):
                counts[row, "gold"] += 1
                counts[row, "found"] += 1
                counts[row, "right"] += case.referents(found) == frozenset(gold.entities)
        for gold in matched.missed:
            near = [one for one in case.found_anaphors if overlap(one, gold)]
            for row in ("not found", "all"):
                counts[row, "gold"] += 1
                counts[row, "elsewhere"] += any(case.referents(one) == frozenset(gold.entities) for one in near)
        for found in matched.spurious:
            counts[found.rule, "spurious"] += 1
            counts["all", "spurious"] += 1
    for row in sorted({row for row, _ in counts}):
        given = [counts[row, what] for what in ("gold", "found", "right", "elsewhere", "spurious")]
        yield row, *map(str, given), f"{given[2] / given[0]:.3f}" if given[0] else "-"


def main() -> None:
    """Print the table, or the search for weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="*", type=Path, default=[ROOT / "gold" / "dev"])
    parser.add_argument("--fit", action="store_true", help="search the weights, a report left out at a time")
    options = parser.parse_args()
    gold = read_all(options.gold)
    if options.fit:
        search(gold)
        return
    cases = [Case(one, extract(one.text, doc_id=one.doc_id)) for one in gold]
    header = ("rule", "in gold", "found", "resolved", "resolved at another place", "spurious", "share resolved")
    print(Grid("Anaphors", header, tuple(rows_of(cases))).markdown())


if __name__ == "__main__":
    main()
