"""Which part of an output stands for which part of the gold: mentions, entities, relations, claims."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

import numpy as np
from scipy.optimize import linear_sum_assignment

from report_extract.evaluation.gold import GoldClaim, GoldMention, GoldRelation, GoldReport, GoldSentence
from report_extract.records import Claim, Mention, Relation, Report, Sentence

MIN_IOU = 0.5
_SAME_ARGUMENTS, _SAME_TYPE, _SAME_TRIGGER = 1e6, 1e3, 1.0

G = TypeVar("G")
P = TypeVar("P")


class Extent(Protocol):
    """Anything that has a place in the text."""

    @property
    def start(self) -> int:
        """First character."""

    @property
    def end(self) -> int:
        """One past the last character."""


@dataclass(frozen=True, slots=True)
class Matched(Generic[G, P]):
    """One-to-one pairs, and what is left over on either side."""

    pairs: tuple[tuple[G, P], ...]
    missed: tuple[G, ...]
    spurious: tuple[P, ...]


def overlap(one: Extent, other: Extent) -> int:
    """Count the characters that two stretches share."""
    return max(0, min(one.end, other.end) - max(one.start, other.start))


def iou(one: Extent, other: Extent) -> float:
    """Divide what two stretches share by what they cover together."""
    shared = overlap(one, other)
    return shared / (one.end - one.start + other.end - other.start - shared) if shared else 0.0


def same_span(one: Extent, other: Extent) -> bool:
    """Tell whether two stretches are the same."""
    return one.start == other.start and one.end == other.end


class Case:
    """One report beside its gold. Gold in furniture does not exist here."""

    def __init__(self, gold: GoldReport, report: Report) -> None:
        self.gold = gold
        self.report = report
        self.gold_sentences = {sentence.id: sentence for sentence in gold.sentences}
        self.gold_mentions = {mention.id: mention for mention in gold.mentions}
        body = [mention for mention in gold.mentions if self.block_of(mention) != "furniture"]
        self.names = tuple(mention for mention in body if mention.type is not None)
        self.anaphors = tuple(mention for mention in body if mention.type is None)
        self.relations = tuple(r for r in gold.relations if self.gold_sentences[r.sentence].block != "furniture")
        self.sentences = {sentence.id: sentence for sentence in report.sentences}
        self.mentions = {mention.id: mention for mention in report.mentions}
        ordered = sorted(report.mentions, key=lambda mention: (mention.start, mention.end))
        self.found_names = tuple(mention for mention in ordered if mention.form == "name")
        self.found_anaphors = tuple(mention for mention in ordered if mention.form == "anaphor")
        self.entities = {entity.id: entity for entity in report.entities}
        self.mapping = map_entities(self.names, self.found_names)

    def unit(self, place: Extent) -> int:
        """Number the gold sentence that a stretch lies in, or else the nearest one."""
        return nearest(place, self.gold.sentences)

    def block_of(self, place: Extent) -> str:
        """Name the kind of block a stretch lies in."""
        return self.gold.sentences[self.unit(place)].block if self.gold.sentences else "paragraph"

    def sentence_text(self, place: Extent) -> str:
        """Give the sentence around a stretch on one line."""
        if not self.gold.sentences:
            return ""
        return "".join(line.strip() for line in self.gold.sentences[self.unit(place)].text.splitlines())

    def entity(self, name: str) -> str:
        """Translate the id of an entity of the output into the key of a gold entity."""
        return self.mapping.get(name, f"? {name}")

    def referents(self, mention: Mention) -> frozenset[str]:
        """Name the gold entities that a mention of the output stands for."""
        if mention.form == "name":
            for gold in self.names:
                if same_span(gold, mention):
                    return frozenset(gold.entities)
        named = mention.refers_to or ((mention.entity,) if mention.entity else ())
        return frozenset(self.entity(name) for name in named)


def nearest(place: Extent, sentences: Sequence[Extent]) -> int:
    """Find the sentence that shares most with a stretch, or else stands nearest to it; 0 without sentences."""
    if not sentences:
        return 0
    key = [(overlap(place, one), -max(one.start - place.end, place.start - one.end)) for one in sentences]
    return max(range(len(sentences)), key=key.__getitem__)


def map_entities(names: Sequence[GoldMention], found: Sequence[Mention]) -> dict[str, str]:
    """Map each entity of the output to the gold entity that most of its named mentions stand for."""
    votes: dict[str, Counter[str]] = {}
    for mention in found:
        stands_for = max(names, key=lambda gold: (same_span(gold, mention), overlap(gold, mention)), default=None)
        if mention.entity and stands_for and overlap(stands_for, mention):
            votes.setdefault(mention.entity, Counter())[stands_for.entities[0]] += 1
    return {entity: count.most_common(1)[0][0] for entity, count in votes.items()}


def match_spans(gold: Sequence[GoldMention], found: Sequence[Mention], *, typed: bool) -> Matched[GoldMention, Mention]:
    """Pair mentions of the same span, and of the same type if asked."""
    left = {(one.start, one.end, one.type if typed else None): one for one in gold}
    pairs, spurious = [], []
    for mention in found:
        match = left.pop((mention.start, mention.end, mention.type if typed else None), None)
        if match is None:
            spurious.append(mention)
        else:
            pairs.append((match, mention))
    return Matched(tuple(pairs), tuple(left.values()), tuple(spurious))


def match_relations(case: Case, *, typed: bool) -> Matched[GoldRelation, Relation]:
    """Pair as many relations as can be: same sentence, arguments that stand for a common entity, and same type.

    Untyped, pairs of the same type are preferred, and among equals those whose triggers overlap.
    """

    def weight(gold: GoldRelation, found: Relation) -> float:
        same_type = gold.type == found.type
        if (typed and not same_type) or not _same_arguments(case, gold, found):
            return 0.0
        trigger = bool(gold.trigger and overlap(gold.trigger, found.trigger))
        return _SAME_ARGUMENTS + _SAME_TYPE * same_type + _SAME_TRIGGER * trigger

    return assign(case.relations, case.report.relations, weight)


def _same_arguments(case: Case, gold: GoldRelation, found: Relation) -> bool:
    if not overlap(case.gold_sentences[gold.sentence], case.sentences[found.sentence]):
        return False
    sides = ((gold.subject, found.subject), (gold.object, found.object))
    return all(
        case.referents(case.mentions[mine]).intersection(case.gold_mentions[theirs].entities) for theirs, mine in sides
    )


def assign(gold: Sequence[G], found: Sequence[P], weight: Callable[[G, P], float]) -> Matched[G, P]:
    """Pair one to one so that the sum of weights is largest; a weight of 0 is no pair."""
    if not gold or not found:
        return Matched((), tuple(gold), tuple(found))
    weights = np.array([[weight(one, other) for other in found] for one in gold])
    rows, columns = linear_sum_assignment(weights, maximize=True)
    chosen = [(int(row), int(column)) for row, column in zip(rows, columns, strict=True) if weights[row, column] > 0]
    return _matched(gold, found, chosen)


def match_claims(case: Case) -> Matched[GoldClaim, Claim]:
    """Pair claims that cover much the same text, the closest first; the type decides between equals."""
    gold, found = case.gold.claims, case.report.claims
    close = [
        (-iou(one, other), one.type != other.type, row, column)
        for row, one in enumerate(gold)
        for column, other in enumerate(found)
        if iou(one, other) >= MIN_IOU
    ]
    chosen: list[tuple[int, int]] = []
    for _closeness, _type, row, column in sorted(close):
        if all(row != taken and column != other for taken, other in chosen):
            chosen.append((row, column))
    return _matched(gold, found, sorted(chosen))


def _matched(gold: Sequence[G], found: Sequence[P], chosen: Sequence[tuple[int, int]]) -> Matched[G, P]:
    rows, columns = {row for row, _ in chosen}, {column for _, column in chosen}
    return Matched(
        tuple((gold[row], found[column]) for row, column in chosen),
        tuple(one for row, one in enumerate(gold) if row not in rows),
        tuple(one for column, one in enumerate(found) if column not in columns),
    )


def is_same_holder(case: Case, gold: GoldClaim, found: Claim) -> bool:
    """Tell whether two claims have the same holder: the author, or one gold entity."""
    if gold.holder is None or found.holder == "author":
        return gold.holder is None and found.holder == "author"
    return case.entity(found.holder) in case.gold_mentions[gold.holder].entities


def sentence_extent(case: Case, relation: GoldRelation | Relation) -> GoldSentence | Sentence:
    """Give the sentence that a relation stands in."""
    sentences: Mapping[str, GoldSentence | Sentence]
    sentences = case.gold_sentences if isinstance(relation, GoldRelation) else case.sentences
    return sentences[relation.sentence]
