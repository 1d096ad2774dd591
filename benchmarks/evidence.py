"""What the meaning of its words tells about a clause that no hedge marks: fact or assessment; and makes the model of it.

    .venv/bin/python benchmarks/evidence.py [--write]

Prints a Markdown table: the rules alone, and the rules with the model, on the clauses of each group that no hedge decides
and on all its claims. What the model says of a report comes from one that has not seen it: reports are left out one at a time,
``gold/claims`` in five parts. The rules were written with the reports in view and look better on them than they are;
no cue of fact or assessment was written with ``gold/claims`` in view. ``--write`` puts the weights, learned from all, where the package reads them.
Nothing is random: the same gold and analysis, the same weights.
"""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # read when numpy is imported

import argparse
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np
from scipy.optimize import minimize

from entities import analysed_once
from report_extract import extract, pipeline
from report_extract.claims import claim, evidence
from report_extract.claims.evidence import Vector, Weights
from report_extract.evaluation.gold import GoldReport, find_text, gold_files, read_gold
from report_extract.evaluation.scores import prf
from report_extract.evaluation.table import Grid
from report_extract.evaluation.tally import Tally, pair_up

ROOT = Path(__file__).parents[1]
WEIGHTS = ROOT / "src/report_extract/claims/evidence_model/weights.npz"
UNSEEN, PARTS = "claims", 5
# The two means are brought to the same length, on which the penalty of the weights rests.
LENGTH, PENALTY = 2.0, 1.0


@dataclass(frozen=True, slots=True)
class Sample:
    """A clause that no hedge decides: its group and report, the means of its words, what the rules and the gold say."""

    group: str
    report: str
    words: Vector
    context: Vector
    rule: bool
    gold: bool


def of_report(group: str, name: str, text: str, claims: Sequence[tuple[int, int, str]]) -> Iterator[Sample]:
    """The samples among the claims (start, end, type) of a text."""
    seen: dict[str, Any] = {}

    def views(passages: Any, mentions: Any) -> Any:
        seen.update(passages=passages, mentions=mentions, views=pipeline_views(passages, mentions))
        return seen["views"]

    def claims_of(views: Any, mentions: Any, ahead: Any, dates: Any) -> Any:
        seen["ahead"] = ahead
        return []

    pipeline_views = pipeline.read_views
    with patch("report_extract.pipeline.read_views", views), patch("report_extract.pipeline.claim", claims_of):
        extract(text, doc_id=name)
    for view in seen["views"]:
        content = seen["passages"][view.passage].content
        first, last = content.raw_span(view.start, view.end)
        for start, end, kind in claims:
            span = content.clean_span(max(start, first), min(end, last)) if start < last and first < end else None
            if span is None or kind not in ("FACT", "ASSESSMENT") or view.kind not in ("paragraph", "bullet"):
                continue
            found = claim.read(view, *span, seen["mentions"], seen["ahead"])
            judged = found.judged
            if judged.type in ("FACT", "ASSESSMENT") and judged.certainty == "certain":
                means = evidence.means(view.arguments.sentence.doc, *found.content)
                yield Sample(group, name, *means, judged.type == "ASSESSMENT", kind == "ASSESSMENT")


def of_sentences(path: Path) -> Iterator[Sample]:
    """The samples of sentences that were annotated one by one, each a paragraph of its own; in parts, by turns."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    for part in range(PARTS):
        text, claims = "", []
        for row in rows[part::PARTS]:
            for one in row["claims"]:
                span = one["span"] or row["text"]
                start = len(text) + row["text"].index(span)
                claims.append((start, start + len(span), one["type"]))
            text += row["text"] + "\n\n"
        yield from of_report(UNSEEN, f"{UNSEEN}-{part}", text, claims)


def read() -> dict[str, list[GoldReport]]:
    """The gold that may be read, by group."""
    groups = {name: gold_files(ROOT / "gold" / name) for name in ("dev", "sentences")}
    groups["the report"] = [ROOT / "gold/jiia-2025-russia.ann"]
    folders = [ROOT / "corpus/dev", ROOT / "corpus/sentences", ROOT / "corpus"]
    return {name: [read_gold(path, find_text(path, folders)) for path in paths] for name, paths in groups.items()}


def logistic(rows: Vector, is_true: Vector, penalty: float) -> tuple[Vector, float]:
    """Weights and bias of a logistic regression; the bias is not penalised."""

    def loss(weights: Vector) -> tuple[float, Vector]:
        odds = rows @ weights[:-1] + weights[-1]
        off = 1 / (1 + np.exp(-odds)) - is_true
        value = np.logaddexp(0, -(2 * is_true - 1) * odds).sum() + (penalty * weights[:-1] ** 2).sum() / 2
        return value, np.append(rows.T @ off + penalty * weights[:-1], off.sum())

    found = minimize(loss, np.zeros(rows.shape[1] + 1), jac=True, method="L-BFGS-B", options={"maxiter": 1000}).x
    return found[:-1], float(found[-1])


class Learner:
    """All samples as matrices, and what is learned from some of them."""

    def __init__(self, samples: Sequence[Sample]) -> None:
        self.gold = np.array([s.gold for s in samples], float)
        self.rules = np.array([s.rule for s in samples])
        self.group = np.array([s.group for s in samples])
        self.report = np.array([s.report for s in samples])
        words, context = np.array([s.words for s in samples]), np.array([s.context for s in samples])
        self.size = words.shape[1]
        self.middle = np.hstack([words.mean(axis=0), context.mean(axis=0)])
        lengths = [np.sqrt(((part - part.mean(axis=0)) ** 2).sum(axis=1).mean()) for part in (words, context)]
        self.scale = LENGTH / np.repeat(lengths, [words.shape[1], context.shape[1]])
        self.means = np.hstack([words, context])
        self.held_out = {name: self.learn(self.report != name) for name in sorted(set(self.report))}

    def learn(self, kept: Any) -> Weights:
        """The model of the samples that are kept."""
        found, bias = logistic((self.means[kept] - self.middle) * self.scale, self.gold[kept], PENALTY)
        found = found * self.scale
        return Weights(found[: self.size], found[self.size :], bias - float(self.middle @ found))

    @property
    def log_odds(self) -> Vector:
        """The log odds of each sample by a model that has not seen its report."""
        models = [self.held_out[name] for name in self.report]
        rows = [np.append(model.words, model.context) for model in models]
        biases = [model.bias for model in models]
        return np.einsum("ij,ij->i", self.means, np.array(rows)) + np.array(biases)

    def accuracy(self, group: str) -> tuple[int, float, float]:
        """Of the samples of a group: how many there are, the share that the rules get right, and with the model."""
        here = self.group == group
        both = self.rules | (self.log_odds >= evidence.ENOUGH)
        rules, weighed = ((verdict == self.gold)[here].mean() for verdict in (self.rules, both))
        return int(here.sum()), float(rules), float(weighed)


def typed(gold: Sequence[GoldReport], models: Mapping[str, Weights] | None) -> float:
    """F1 of all claims, typed: by the rules alone, or each report with the model that has not seen it."""
    reports = []
    for one in gold:
        name, stand_in = ("weighed", lambda judged, *_: judged)
        if models is not None:
            name, stand_in = ("weights", lambda *_, model=models[one.doc_id]: model)
        with patch.object(evidence, name, stand_in):
            reports.append(extract(one.text, doc_id=one.doc_id))
    return prf(Tally(pair_up(gold, reports)), "claims.typed").f1


def main() -> None:
    """Print the table; write the weights when asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="Write the weights into the package.")
    write = parser.parse_args().write
    groups = read()
    with patch("report_extract.pipeline.make_passages", analysed_once()):
        samples = [
            sample
            for name, reports in groups.items()
            for one in reports
            for sample in of_report(name, one.doc_id, one.text, [(c.start, c.end, c.type) for c in one.claims])
        ]
        learner = Learner([*samples, *of_sentences(ROOT / "gold/claims/sentences.jsonl")])
        rows = []
        for name in (*groups, UNSEEN):
            count, rules, model = learner.accuracy(name)
            rows.append((f"{name}: {count} clauses, accuracy", f"{rules:.3f}", f"{model:.3f}"))
        for name, reports in groups.items():
            models = {one.doc_id: learner.held_out[one.doc_id] for one in reports}
            rows.append(
                (f"{name}: all claims, typed F1", f"{typed(reports, None):.3f}", f"{typed(reports, models):.3f}")
            )
    print(Grid("Fact or assessment", ("", "rules", "rules and meaning, held out"), tuple(rows)).markdown())
    if write:
        learner.learn(np.full(len(learner.gold), True)).save(WEIGHTS)


if __name__ == "__main__":
    main()
