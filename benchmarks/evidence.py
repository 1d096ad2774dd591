"""What is told without a hedge, fact or assessment: what the model makes of it, where claims are lost, and a new model.

    .venv/bin/python benchmarks/evidence.py [--write]

Prints two Markdown tables. The first: the rules alone, and the rules with the model, on the clauses of each group that no
hedge decides and on all its claims. The second: how the claims of reports differ from gold, by kind. What the model says of
a report comes from one that has not seen it: reports are left out one at a time, ``gold/claims`` in five parts. The rules were
written with the reports in view and look better on them than they are; no cue of fact or assessment was written with
``gold/claims`` in view. ``--write`` puts the weights, learned from all, where the package reads them.
Nothing is random: the same gold and analysis, the same weights.
"""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # read when numpy is imported

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_array

from entities import analysed_once
from report_extract import extract, pipeline
from report_extract.claims import claim, evidence
from report_extract.claims.evidence import Vector, Weights
from report_extract.claims.traits import traits
from report_extract.evaluation.gold import GoldReport, find_text, gold_files, read_gold
from report_extract.evaluation.matching import Case, is_same_holder, match_claims
from report_extract.evaluation.scores import prf
from report_extract.evaluation.table import Grid
from report_extract.evaluation.tally import Tally, pair_up
from report_extract.records import Report

ROOT = Path(__file__).parents[1]
MODEL = ROOT / "src/report_extract/claims/evidence_model"
UNSEEN, PARTS = "claims", 5
# The penalties of the squares of weights: of a trait, and of the meaning, which is brought to this length.
TRAIT, MEANING, LENGTH = 7.0, 1.0, 2.2
SEEN, SMALL = 3, 0.01


@dataclass(frozen=True, slots=True)
class Sample:
    """A clause that no hedge decides: its group and report, its traits and meaning, what the rules and the gold say."""

    group: str
    report: str
    traits: Sequence[str]
    meaning: Vector
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
            if evidence.is_open(judged):
                words = traits(view, found.content, judged, is_said=found.holder is not None)
                meaning = evidence.meaning(view.arguments.sentence.doc, *found.content)
                yield Sample(group, name, words, meaning, judged.type == "ASSESSMENT", kind == "ASSESSMENT")


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


def logistic(words: csr_array, means: Vector, is_true: Vector) -> tuple[Vector, Vector, float]:
    """Weights of words and of means, and the bias, of a logistic regression; the bias is not penalised."""
    size = words.shape[1]
    penalty = np.append(np.full(size, TRAIT), np.full(means.shape[1], MEANING))

    def loss(weights: Vector) -> tuple[float, Vector]:
        odds = words @ weights[:size] + means @ weights[size:-1] + weights[-1]
        off = 1 / (1 + np.exp(-odds)) - is_true
        value = np.logaddexp(0, -(2 * is_true - 1) * odds).sum() + (penalty * weights[:-1] ** 2).sum() / 2
        slope = np.append(words.T @ off, means.T @ off) + penalty * weights[:-1]
        return value, np.append(slope, off.sum())

    start = np.zeros(len(penalty) + 1)
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 500}).x
    return found[:size], found[size:-1], float(found[-1])


class Learner:
    """All samples as matrices, and what is learned from some of them."""

    def __init__(self, samples: Sequence[Sample]) -> None:
        self.samples = samples
        self.gold = np.array([s.gold for s in samples], float)
        self.rules = np.array([s.rule for s in samples])
        self.group = np.array([s.group for s in samples])
        self.report = np.array([s.report for s in samples])
        self.means = np.array([s.meaning for s in samples])
        self.middle = self.means.mean(axis=0)
        self.scale = LENGTH / np.sqrt(((self.means - self.middle) ** 2).sum(axis=1).mean())
        self.held_out = {name: self.learn(self.report != name) for name in sorted(set(self.report))}

    def learn(self, kept: Any) -> Weights:
        """The model of the samples that are kept."""
        own = [set(self.samples[at].traits) for at in np.flatnonzero(kept)]
        seen = Counter(word for words in own for word in words)
        place = {word: at for at, word in enumerate(sorted(word for word, times in seen.items() if times >= SEEN))}
        columns = [sorted(place[word] for word in words if word in place) for words in own]
        ends = np.cumsum([0, *map(len, columns)])
        flat = np.array([column for row in columns for column in row], np.int64)
        words = csr_array((np.ones(len(flat)), flat, ends), shape=(len(own), len(place)))
        found, meaning, bias = logistic(words, (self.means[kept] - self.middle) * self.scale, self.gold[kept])
        weights = {word: round(float(found[at]), 3) for word, at in place.items() if abs(found[at]) >= SMALL}
        meaning = meaning * self.scale
        return Weights(weights, meaning, bias - float(self.middle @ meaning))

    @property
    def log_odds(self) -> Vector:
        """The log odds of each sample by a model that has not seen its report."""
        return np.array([self.held_out[s.report].log_odds(s.traits, s.meaning) for s in self.samples])

    def accuracy(self, group: str) -> tuple[int, float, float]:
        """Of the samples of a group: how many there are, the share that the rules get right, and with the model."""
        here = self.group == group
        rules, weighed = ((verdict == self.gold)[here].mean() for verdict in (self.rules, self.log_odds > 0))
        return int(here.sum()), float(rules), float(weighed)


def read_again(gold: Sequence[GoldReport], models: Mapping[str, Weights] | None) -> list[Report]:
    """The reports read by the rules alone, or each with the model that has not seen it."""
    reports = []
    for one in gold:
        name, stand_in = ("is_open", lambda _: False)
        if models is not None:
            name, stand_in = ("weights", lambda *_, model=models[one.doc_id]: model)
        with patch.object(evidence, name, stand_in):
            reports.append(extract(one.text, doc_id=one.doc_id))
    return reports


def typed(gold: Sequence[GoldReport], reports: Sequence[Report]) -> float:
    """F1 of all claims, typed."""
    return prf(Tally(pair_up(gold, reports)), "claims.typed").f1


def losses(case: Case) -> Iterator[str]:
    """How the claims of a report differ from gold, a word each."""
    matched = match_claims(case)
    for gold, found in matched.pairs:
        if gold.type != found.type:
            yield f"type: {gold.type} read as {found.type}"
            continue
        if gold.certainty != found.certainty:
            yield "certainty"
        if not is_same_holder(case, gold, found):
            yield "holder"
        if (gold.condition is None) != (found.condition is None):
            yield "condition: " + ("missed" if gold.condition else "where there is none")
        if gold.polarity != found.polarity:
            yield "polarity"
    missed, spurious = ([case.unit(one) for one in part] for part in (matched.missed, matched.spurious))
    yield from ("division: missed" for unit in missed if unit not in spurious)
    yield from ("division: one too many" for unit in spurious if unit not in missed)
    yield from ("division: elsewhere" for unit in spurious if unit in missed)


def main() -> None:
    """Print the tables; write the weights when asked to."""
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
        lost: dict[str, Counter[str]] = {}
        for name, reports in groups.items():
            models = {one.doc_id: learner.held_out[one.doc_id] for one in reports}
            alone, weighed = read_again(reports, None), read_again(reports, models)
            scores = (f"{typed(reports, alone):.3f}", f"{typed(reports, weighed):.3f}")
            rows.append((f"{name}: all claims, typed F1", *scores))
            lost[name] = Counter(word for case in pair_up(reports, weighed) for word in losses(case))
    print(Grid("Fact or assessment", ("", "rules", "rules and model, held out"), tuple(rows)).markdown())
    kinds = sorted({kind for counts in lost.values() for kind in counts})
    by_kind = tuple((kind, *(str(lost[name][kind]) for name in groups)) for kind in kinds)
    print(Grid("Losses by kind, held out", ("", *groups), by_kind).markdown())
    if write:
        learner.learn(np.full(len(learner.gold), True)).save(MODEL)


if __name__ == "__main__":
    main()
