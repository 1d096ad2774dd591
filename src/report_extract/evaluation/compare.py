"""Is one output better than another on the same gold? A paired bootstrap answers, and lists show what changed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from pydantic import BaseModel, ConfigDict

from report_extract.evaluation import bootstrap
from report_extract.evaluation.bootstrap import Interval
from report_extract.evaluation.findings import claim_words, mention_words, relation_words
from report_extract.evaluation.gold import GoldReport
from report_extract.evaluation.matching import Case, Extent, match_claims, match_relations, match_spans, sentence_extent
from report_extract.evaluation.tally import Tally, pair_up
from report_extract.records import Report

Verdict = Literal["better", "worse", "neither"]
MEASURES = {"entities": "entities.strict", "relations": "relations.typed", "claims": "claims.typed"}


class Difference(BaseModel):
    """The F1 of two outputs and how surely they differ; the interval is of the difference at 95 %."""

    model_config = ConfigDict(frozen=True)

    before: float
    after: float
    difference: float
    interval: Interval
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Change:
    """One record that became right or wrong.

    ``what`` is ``found`` or ``lost`` of a gold record, ``gone`` or ``new`` of one that the gold does not have.
    """

    doc: str
    measure: str
    what: str
    record: str
    sentence: str


class Comparison(BaseModel):
    """What became of each measure, and the records behind it; ``left_out`` are reports that only one output has."""

    model_config = ConfigDict(frozen=True)

    measures: dict[str, Difference]
    mended: tuple[Change, ...]
    broken: tuple[Change, ...]
    left_out: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Record:
    """A record of either side, told apart by its place in the text."""

    doc: str
    measure: str
    words: str
    sentence: str
    places: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What one output found, and what it should not have."""

    right: frozenset[_Record]
    wrong: frozenset[_Record]


def compare(gold: Sequence[GoldReport], before: Sequence[Report], after: Sequence[Report]) -> Comparison:
    """Compare two outputs on the gold reports that both have."""
    shared = {one.doc_id for one in before} & {one.doc_id for one in after}
    either = {one.doc_id for one in before} | {one.doc_id for one in after}
    both = [one for one in gold if one.doc_id in shared]
    earlier, later = pair_up(both, before), pair_up(both, after)
    old, new = _outcome(earlier), _outcome(later)
    return Comparison(
        measures=_differences(Tally(earlier), Tally(later)),
        mended=(*_changes("found", new.right - old.right), *_changes("gone", old.wrong - new.wrong)),
        broken=(*_changes("lost", old.right - new.right), *_changes("new", new.wrong - old.wrong)),
        left_out=tuple(one.doc_id for one in gold if one.doc_id in either - shared),
    )


def _differences(before: Tally, after: Tally) -> dict[str, Difference]:
    return {name: _difference(before.counts(key), after.counts(key)) for name, key in MEASURES.items()}


def _difference(before: bootstrap.Counts, after: bootstrap.Counts) -> Difference:
    old, new = (bootstrap.point(bootstrap.f1(counts.sum(axis=0))) for counts in (before, after))
    low, high = bootstrap.difference(after, before, bootstrap.f1)
    verdict: Verdict = "better" if low > 0 else "worse" if high < 0 else "neither"
    return Difference(before=old, after=new, difference=new - old, interval=(low, high), verdict=verdict)


def _outcome(cases: Sequence[Case]) -> _Outcome:
    marked = [pair for case in cases for pair in (*_entities(case), *_relations(case), *_claims(case))]
    return _Outcome(
        right=frozenset(record for is_right, record in marked if is_right),
        wrong=frozenset(record for is_right, record in marked if not is_right),
    )


def _record(case: Case, measure: str, words: str, sentence: Extent, *places: Extent) -> _Record:
    numbers = tuple(number for place in places for number in (place.start, place.end))
    return _Record(case.gold.doc_id, measure, words, case.sentence_text(sentence), numbers)


def _entities(case: Case) -> Iterator[tuple[bool, _Record]]:
    matched = match_spans(case.names, case.found_names, typed=True)
    for gold, _found in matched.pairs:
        yield True, _record(case, "entities", mention_words(gold), gold, gold)
    for found in matched.spurious:
        yield False, _record(case, "entities", mention_words(found), found, found)


def _relations(case: Case) -> Iterator[tuple[bool, _Record]]:
    matched = match_relations(case, typed=True)
    for gold, _found in matched.pairs:
        places = (case.gold_mentions[gold.subject], case.gold_mentions[gold.object], gold.trigger)
        there = (place for place in places if place)
        yield True, _record(case, "relations", relation_words(case, gold), sentence_extent(case, gold), *there)
    for found in matched.spurious:
        ends = (case.mentions[found.subject], case.mentions[found.object])
        yield False, _record(case, "relations", relation_words(case, found), sentence_extent(case, found), *ends)


def _claims(case: Case) -> Iterator[tuple[bool, _Record]]:
    matched = match_claims(case)
    for gold, found in matched.pairs:
        if gold.type == found.type:
            yield True, _record(case, "claims", claim_words(gold), gold, gold)
        else:
            yield False, _record(case, "claims", claim_words(found), found, found)
    for found in matched.spurious:
        yield False, _record(case, "claims", claim_words(found), found, found)


def _changes(what: str, records: frozenset[_Record]) -> list[Change]:
    ordered = sorted(records, key=lambda one: (one.doc, one.measure, one.places, one.words))
    return [Change(one.doc, one.measure, what, one.words, one.sentence) for one in ordered]
