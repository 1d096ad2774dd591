"""Counts of every measure, sentence by sentence, from which scores, intervals and comparisons are made.

A measure is named with dots: ``entities.strict``, ``entities.strict.GPE``, ``relations.typed``, ``claims.certainty``.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, TypeVar, get_args

import numpy as np
from nervaluate import Evaluator  # type: ignore[import-untyped]

from report_extract.evaluation.bootstrap import Counts
from report_extract.evaluation.confidence import Judged
from report_extract.evaluation.gold import GoldClaim, GoldMention, GoldRelation, GoldReport, GoldSentence
from report_extract.evaluation.matching import (
    MIN_IOU,
    Case,
    Extent,
    Matched,
    iou,
    is_same_holder,
    match_claims,
    match_relations,
    match_spans,
    sentence_extent,
)
from report_extract.evaluation.structure import block_kinds, match_sentences
from report_extract.records import ENTITY_TYPES, Certainty, Claim, Mention, Relation, Report, Sentence

CERTAINTIES: tuple[str, ...] = get_args(Certainty)
SCHEMES = {"strict": "strict", "exact": "exact", "partial": "partial", "type": "ent_type"}
REPORTS_AS_UNITS = 10

Item = GoldMention | Mention | GoldRelation | Relation | GoldClaim | Claim
Placed = Item | GoldSentence | Sentence
G = TypeVar("G", bound=Item)
P = TypeVar("P", bound=Item)
GoldPlaced = TypeVar("GoldPlaced", bound=Placed)
FoundPlaced = TypeVar("FoundPlaced", bound=Placed)
Confusion = dict[str, Counter[str]]


class Tally:
    """The counts of one set of reports: a row a gold sentence."""

    def __init__(self, cases: Sequence[Case]) -> None:
        self.cases = tuple(cases)
        self.sizes = [max(1, len(case.gold.sentences)) for case in cases]
        self.offsets = [sum(self.sizes[:index]) for index in range(len(cases))]
        self.rows: dict[str, Counts] = {}
        self.confusion: dict[str, Confusion] = {
            what: defaultdict(Counter) for what in ("blocks", "relations", "claims")
        }
        self.judged: list[Judged] = []
        for index, case in enumerate(cases):
            _Counter(self, index, case).count()

    @property
    def unit(self) -> str:
        """Say what is drawn for an interval."""
        return "reports" if len(self.cases) >= REPORTS_AS_UNITS else "sentences"

    def counts(self, measure: str, *, columns: int = 3) -> Counts:
        """Give the counts of a measure: a row a unit."""
        rows = self.rows.get(measure, np.zeros((sum(self.sizes), columns)))
        if self.unit == "sentences" or not self.cases:
            return rows
        return np.add.reduceat(rows, self.offsets, axis=0)

    def measures(self, prefix: str) -> list[str]:
        """List the last parts of the measures that lie under a prefix."""
        return sorted(name.removeprefix(prefix) for name in self.rows if name.startswith(prefix))

    def add(self, measure: str, row: int, values: Sequence[float]) -> None:
        """Add to the counts of a measure in one sentence."""
        if measure not in self.rows:
            self.rows[measure] = np.zeros((sum(self.sizes), len(values)))
        self.rows[measure][row] += values


def pair_up(gold: Sequence[GoldReport], reports: Sequence[Report]) -> list[Case]:
    """Put each gold beside the report of the same id; those without are left out."""
    found = {report.doc_id: report for report in reports}
    return [Case(one, found[one.doc_id]) for one in gold if one.doc_id in found]


class _Counter:
    """Counts one report into a tally."""

    def __init__(self, tally: Tally, index: int, case: Case) -> None:
        self.tally = tally
        self.case = case
        self.offset = tally.offsets[index]

    def count(self) -> None:
        """Count every measure."""
        self._structure()
        self._entities()
        self._identity()
        self._anaphors()
        self._relations()
        self._claims()

    def _row(self, item: Placed) -> int:
        """Number the unit of a record; a relation's is its sentence."""
        place = sentence_extent(self.case, item) if isinstance(item, GoldRelation | Relation) else item
        return self.offset + self.case.unit(place)

    def _right(self, measure: str, item: Placed, correct: bool) -> None:
        self.tally.add(measure, self._row(item), (float(correct), 1.0))

    def _matched(self, measure: str, matched: Matched[GoldPlaced, FoundPlaced]) -> None:
        for gold, _found in matched.pairs:
            self.tally.add(measure, self._row(gold), (1.0, 0.0, 0.0))
        for found in matched.spurious:
            self.tally.add(measure, self._row(found), (0.0, 1.0, 0.0))
        for gold in matched.missed:
            self.tally.add(measure, self._row(gold), (0.0, 0.0, 1.0))

    def _structure(self) -> None:
        for gold, found in block_kinds(self.case):
            self._right("structure.blocks", gold, gold.block == found)
            self.tally.add(f"structure.blocks.{gold.block}", self._row(gold), _hit_or_miss(gold.block == found))
            if found not in (None, gold.block):
                self.tally.add(f"structure.blocks.{found}", self._row(gold), (0.0, 1.0, 0.0))
            self.tally.confusion["blocks"][gold.block][found or "nothing"] += 1
        self._matched("structure.sentences", match_sentences(self.case))

    def _entities(self) -> None:
        self._matched("entities.own", match_spans(self.case.names, self.case.found_names, typed=True))
        units: dict[int, tuple[list[GoldMention], list[Mention]]] = defaultdict(lambda: ([], []))
        for gold in self.case.names:
            units[self._row(gold)][0].append(gold)
        for found in self.case.found_names:
            units[self._row(found)][1].append(found)
        for row, (golds, founds) in units.items():
            self._nervaluate(row, golds, founds)

    def _nervaluate(self, row: int, gold: Sequence[GoldMention], found: Sequence[Mention]) -> None:
        result = Evaluator(
            [_spans(gold)], [_spans(found)], tags=list(ENTITY_TYPES), loader="dict", min_overlap_percentage=1.0
        ).evaluate()
        for name, key in SCHEMES.items():
            self.tally.add(f"entities.{name}", row, _semeval(result["overall"][key]))
            for kind, by_scheme in result["entities"].items():
                self.tally.add(f"entities.{name}.{kind}", row, _semeval(by_scheme[key]))

    def _identity(self) -> None:
        pairs = match_spans(self.case.names, self.case.found_names, typed=True).pairs
        for gold, found in pairs:
            entity = self.case.entities[found.entity] if found.entity else None
            if gold.type == "GPE" and gold.iso3166:
                self._right("identity.iso3166", gold, bool(entity and entity.ids.iso3166 == gold.iso3166))
            if gold.type == "DATE":
                self._right("identity.dates", gold, bool(entity and entity.value == gold.value))
        for gold, found in pairs:
            self.tally.add("identity.clusters", self._row(gold), _b_cubed(gold, found, pairs))

    def _anaphors(self) -> None:
        matched = match_spans(self.case.anaphors, self.case.found_anaphors, typed=False)
        self._matched("anaphors.found", matched)
        for gold, found in matched.pairs:
            self._right("anaphors.resolved", gold, self.case.referents(found) == frozenset(gold.entities))
        for gold in matched.missed:
            self._right("anaphors.resolved", gold, False)

    def _relations(self) -> None:
        typed = match_relations(self.case, typed=True)
        untyped = match_relations(self.case, typed=False)
        self._matched("relations.untyped", untyped)
        self._by_type("relations.typed", typed)
        for gold, found in typed.pairs:
            self._right("relations.status", gold, gold.status == found.status)
            self._right("relations.polarity", gold, gold.polarity == found.polarity)
            self.tally.add("relations.time", self._row(gold), self._optional_mention(gold.time, found.time))
            self.tally.add("relations.place", self._row(gold), self._optional_mention(gold.place, found.place))
            self.tally.add("relations.theme", self._row(gold), _optional_span(gold.theme, found.theme))
        self.tally.judged += [(found.confidence, True) for _, found in typed.pairs]
        self.tally.judged += [(found.confidence, False) for found in typed.spurious]
        for gold, found in untyped.pairs:
            self.tally.confusion["relations"][gold.type][found.type] += 1

    def _optional_mention(self, gold: str | None, found: str | None) -> tuple[float, float, float]:
        """Count a mention that need not be there: right when it stands for an entity that the gold's stands for."""
        if gold and found:
            meant = self.case.referents(self.case.mentions[found])
            if meant.intersection(self.case.gold_mentions[gold].entities):
                return 1.0, 0.0, 0.0
        return 0.0, float(found is not None), float(gold is not None)

    def _by_type(self, measure: str, matched: Matched[G, P]) -> None:
        self._matched(measure, matched)
        for kind in {one.type for one in _all(matched) if one.type}:
            self._matched(f"{measure}.{kind}", _only(matched, kind))

    def _claims(self) -> None:
        matched = match_claims(self.case)
        same = tuple(pair for pair in matched.pairs if pair[0].type == pair[1].type)
        other = tuple(pair for pair in matched.pairs if pair[0].type != pair[1].type)
        missed = (*matched.missed, *(gold for gold, _ in other))
        spurious = (*matched.spurious, *(found for _, found in other))
        self._matched("claims.untyped", matched)
        self._by_type("claims.typed", Matched(same, missed, spurious))
        for gold, found in matched.pairs:
            self.tally.confusion["claims"][gold.type][found.type] += 1
            self._right("claims.polarity", gold, gold.polarity == found.polarity)
            self._right("claims.holder", gold, is_same_holder(self.case, gold, found))
            self.tally.add("claims.condition", self._row(gold), _optional_span(gold.condition, found.condition))
            if gold.certainty:
                self._right("claims.certainty", gold, gold.certainty == found.certainty)
                columns = _classes(gold.certainty, found.certainty)
                self.tally.add("claims.certainty_macro", self._row(gold), columns)


def _hit_or_miss(is_right: bool) -> tuple[float, float, float]:
    return float(is_right), 0.0, float(not is_right)


def _spans(mentions: Iterable[GoldMention | Mention]) -> list[dict[str, object]]:
    """Write mentions as nervaluate reads them: the end is the last character."""
    return [{"label": one.type, "start": one.start, "end": one.end - 1} for one in mentions]


def _semeval(result: Any) -> tuple[float, float, float]:
    """Turn SemEval counts into tp, fp, fn; a partial match is half right."""
    correct = result.correct + 0.5 * result.partial
    return correct, result.actual - correct, result.possible - correct


def _b_cubed(
    gold: GoldMention, found: Mention, pairs: Sequence[tuple[GoldMention, Mention]]
) -> tuple[float, float, float]:
    mine = [other for other, one in pairs if one.entity == found.entity]
    both = sum(other.entities == gold.entities for other in mine)
    theirs = sum(other.entities == gold.entities for other, _ in pairs)
    return both / len(mine), both / theirs, 1.0


def _optional_span(gold: Extent | None, found: Extent | None) -> tuple[float, float, float]:
    if gold and found and iou(gold, found) >= MIN_IOU:
        return 1.0, 0.0, 0.0
    return 0.0, float(found is not None), float(gold is not None)


def _classes(gold: str, found: str | None) -> list[float]:
    columns = [
        (float(kind == gold == found), float(kind == found != gold), float(kind == gold != found))
        for kind in CERTAINTIES
    ]
    return [value for column in columns for value in column]


def _all(matched: Matched[G, P]) -> list[G | P]:
    return [*(gold for gold, _ in matched.pairs), *matched.missed, *matched.spurious]


def _only(matched: Matched[G, P], kind: str) -> Matched[G, P]:
    return Matched(
        tuple(pair for pair in matched.pairs if pair[0].type == kind),
        tuple(one for one in matched.missed if one.type == kind),
        tuple(one for one in matched.spurious if one.type == kind),
    )
