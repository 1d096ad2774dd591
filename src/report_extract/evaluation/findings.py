"""Every error of an output, in words, with the rule that made it."""

from collections.abc import Iterator
from dataclasses import dataclass

from report_extract.evaluation.gold import GoldClaim, GoldMention, GoldRelation
from report_extract.evaluation.matching import (
    MIN_IOU,
    Case,
    Extent,
    iou,
    is_same_holder,
    match_claims,
    match_relations,
    match_spans,
    overlap,
    same_span,
    sentence_extent,
)
from report_extract.evaluation.structure import block_kinds, match_sentences
from report_extract.records import Claim, Mention, Relation


@dataclass(frozen=True, slots=True)
class Finding:
    """One error; ``expected`` is null for what should not be there, ``got`` for what is missing."""

    doc: str
    kind: str
    sentence: str
    expected: str | None
    got: str | None
    rule: str | None


def find(case: Case) -> Iterator[Finding]:
    """List the errors of one report, in the order of the scores."""
    yield from _structure(case)
    yield from _entities(case)
    yield from _identity(case)
    yield from _anaphors(case)
    yield from _relations(case)
    yield from _relation_attributes(case)
    yield from _claims(case)
    yield from _claim_attributes(case)


def _finding(
    case: Case, kind: str, place: Extent, expected: str | None, got: str | None, rule: str | None = None
) -> Finding:
    return Finding(case.gold.doc_id, kind, case.sentence_text(place), expected, got, rule)


def _structure(case: Case) -> Iterator[Finding]:
    for gold, kind in block_kinds(case):
        if kind != gold.block:
            yield _finding(case, "block kind", gold, gold.block, kind)
    matched = match_sentences(case)
    for gold in matched.missed:
        yield _finding(case, "sentence missed", gold, one_line(gold.text), None)
    for found in matched.spurious:
        yield _finding(case, "sentence spurious", found, None, found.text)


def _entities(case: Case) -> Iterator[Finding]:
    matched = match_spans(case.names, case.found_names, typed=True)
    left = list(matched.spurious)
    for gold in matched.missed:
        near = max(left, key=lambda one: (same_span(one, gold), overlap(one, gold)), default=None)
        if near is None or not overlap(near, gold):
            yield _finding(case, "entity missed", gold, mention_words(gold), None)
            continue
        left.remove(near)
        kind = "entity type" if same_span(near, gold) else "entity boundary"
        yield _finding(case, kind, gold, mention_words(gold), mention_words(near), near.rule)
    for found in left:
        yield _finding(case, "entity spurious", found, None, mention_words(found), found.rule)


def _identity(case: Case) -> Iterator[Finding]:
    for gold, found in match_spans(case.names, case.found_names, typed=True).pairs:
        entity = case.entities[found.entity] if found.entity else None
        got = entity.name if entity else None
        if found.entity and case.entity(found.entity) not in gold.entities:
            yield _finding(case, "entity identity", gold, f"{gold.text} = {gold.name}", got, found.rule)
        iso, value = (entity.ids.iso3166, entity.value) if entity else (None, None)
        if gold.type == "GPE" and gold.iso3166 and iso != gold.iso3166:
            yield _finding(case, "country code", gold, f"{gold.text} = {gold.iso3166}", iso, found.rule)
        if gold.type == "DATE" and value != gold.value:
            yield _finding(case, "date value", gold, f"{gold.text} = {gold.value}", value, found.rule)


def _anaphors(case: Case) -> Iterator[Finding]:
    matched = match_spans(case.anaphors, case.found_anaphors, typed=False)
    for gold, found in matched.pairs:
        if case.referents(found) != frozenset(gold.entities):
            yield _finding(case, "anaphor resolved", gold, anaphor_words(gold), _found_anaphor(case, found), found.rule)
    for gold in matched.missed:
        yield _finding(case, "anaphor missed", gold, anaphor_words(gold), None)
    for found in matched.spurious:
        yield _finding(case, "anaphor spurious", found, None, _found_anaphor(case, found), found.rule)


def _relations(case: Case) -> Iterator[Finding]:
    typed, untyped = match_relations(case, typed=True), match_relations(case, typed=False)
    missed, spurious = list(typed.missed), list(typed.spurious)
    for gold, found in untyped.pairs:
        if gold in missed and found in spurious:
            missed.remove(gold)
            spurious.remove(found)
            place = sentence_extent(case, gold)
            words = relation_words(case, gold), relation_words(case, found)
            yield _finding(case, "relation type", place, *words, found.rule)
    for gold in missed:
        yield _finding(case, "relation missed", sentence_extent(case, gold), relation_words(case, gold), None)
    for found in spurious:
        place, got = sentence_extent(case, found), relation_words(case, found)
        yield _finding(case, "relation spurious", place, None, got, found.rule)


def _relation_attributes(case: Case) -> Iterator[Finding]:
    for gold, found in match_relations(case, typed=True).pairs:
        place, words = sentence_extent(case, gold), relation_words(case, gold)
        for name, expected, got in (
            ("status", gold.status, found.status),
            ("polarity", gold.polarity, found.polarity),
        ):
            if expected != got:
                yield _finding(case, f"relation {name}", place, f"{words}: {expected}", got, found.rule)


def _claims(case: Case) -> Iterator[Finding]:
    matched = match_claims(case)
    for gold, found in matched.pairs:
        if gold.type != found.type:
            yield _finding(case, "claim type", gold, claim_words(gold), claim_words(found), found.rule)
    for gold in matched.missed:
        yield _finding(case, "claim missed", gold, claim_words(gold), None)
    for found in matched.spurious:
        yield _finding(case, "claim spurious", found, None, claim_words(found), found.rule)


def _claim_attributes(case: Case) -> Iterator[Finding]:
    for gold, found in match_claims(case).pairs:
        if gold.certainty and gold.certainty != found.certainty:
            yield _finding(case, "claim certainty", gold, gold.certainty, found.certainty, found.rule)
        if gold.polarity != found.polarity:
            yield _finding(case, "claim polarity", gold, gold.polarity, found.polarity, found.rule)
        if not is_same_holder(case, gold, found):
            yield _finding(case, "claim holder", gold, *_holders(case, gold, found), found.rule)
        mine, theirs = found.condition, gold.condition
        if (mine or theirs) and not (mine and theirs and iou(mine, theirs) >= MIN_IOU):
            expected, got = (one_line(span.text) if span else None for span in (theirs, mine))
            yield _finding(case, "claim condition", gold, expected, got, found.rule)


def one_line(text: str) -> str:
    """Take out the line breaks of a stretch of text."""
    return "".join(line.strip() for line in text.splitlines())


def mention_words(mention: GoldMention | Mention) -> str:
    """Describe a mention: its type and its text."""
    return f"{mention.type} {one_line(mention.text)}"


def anaphor_words(gold: GoldMention) -> str:
    """Describe an anaphor of the gold and what it stands for."""
    names = sorted(key.partition(":")[2] for key in gold.entities)
    return f"{one_line(gold.text)} = {', '.join(names)}"


def _found_anaphor(case: Case, found: Mention) -> str:
    names = found.refers_to or ((found.entity,) if found.entity else ())
    return f"{one_line(found.text)} = {', '.join(sorted(case.entities[name].name for name in names))}"


def relation_words(case: Case, relation: GoldRelation | Relation) -> str:
    """Describe a relation as a call: type, subject, object."""
    mentions = case.gold_mentions if isinstance(relation, GoldRelation) else case.mentions
    arguments = (one_line(mentions[name].text) for name in (relation.subject, relation.object))
    return f"{relation.type}({', '.join(arguments)})"


def claim_words(claim: GoldClaim | Claim) -> str:
    """Describe a claim: its type and its text."""
    return f"{claim.type} {one_line(claim.text)}"


def _holders(case: Case, gold: GoldClaim, found: Claim) -> tuple[str, str]:
    theirs = one_line(case.gold_mentions[gold.holder].text) if gold.holder else "author"
    return theirs, "author" if found.holder == "author" else case.entities[found.holder].name
