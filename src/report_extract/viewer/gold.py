"""A report beside its gold: what is right, partly right, missed and spurious, by kind and type."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from report_extract.evaluation.findings import anaphor_words, one_line
from report_extract.evaluation.gold import (
    GoldClaim,
    GoldMention,
    GoldRelation,
    GoldReport,
    gold_files,
    read_gold,
)
from report_extract.evaluation.matching import (
    MIN_IOU,
    Case,
    Extent,
    iou,
    is_same_holder,
    match_claims,
    match_relations,
    match_spans,
    nearest,
    overlap,
    sentence_extent,
)
from report_extract.records import Claim, Mention, Relation, Report
from report_extract.viewer.sides import comparison, row, side

VERDICTS = ("right", "differs", "missed", "spurious")


def find_gold(places: Sequence[Path]) -> dict[str, Path]:
    """Find the gold files at some places, by the id of their report.

    Raises:
        GoldError: there is none at one of them.
    """
    return {path.stem: path for place in places for path in gold_files(place)}


def gold_beside(files: Mapping[str, Path]) -> Callable[[Report], dict[str, Any] | None]:
    """Compare each report with its own gold, if there is one; wrong gold stops with a ``GoldError``."""

    def beside(report: Report) -> dict[str, Any] | None:
        path = files.get(report.doc_id)
        return gold_comparison(report, read_gold(path, report.text)) if path else None

    return beside


def gold_comparison(report: Report, gold: GoldReport) -> dict[str, Any]:
    """Compare by the same matching as the scores."""
    beside = _Beside(Case(gold, report))
    rows = (*beside.names(), *beside.anaphors(), *beside.relations(), *beside.claims())
    return comparison("ui.gold", "ui.found", VERDICTS, rows)


class _Beside:
    """Makes the rows of one case."""

    def __init__(self, case: Case) -> None:
        self.case = case

    def names(self) -> Iterator[dict[str, Any]]:
        """Names of one span and type are right if they are also of one entity; those that overlap are partly right."""
        matched = match_spans(self.case.names, self.case.found_names, typed=True)
        for gold, found in matched.pairs:
            is_same = self.case.entity(found.entity or "") in gold.entities and self._codes(gold) == self._codes(found)
            yield self._mentions("right" if is_same else "differs", "mention", gold, found)
        left = list(matched.spurious)
        for gold in matched.missed:
            near = max(left, key=lambda one: overlap(one, gold), default=None)
            if near is not None and overlap(near, gold):
                left.remove(near)
                yield self._mentions("differs", "mention", gold, near)
            else:
                yield self._mentions("missed", "mention", gold, None)
        for found in left:
            yield self._mentions("spurious", "mention", None, found)

    def anaphors(self) -> Iterator[dict[str, Any]]:
        """Anaphors are right if they stand for the same entities."""
        matched = match_spans(self.case.anaphors, self.case.found_anaphors, typed=False)
        for gold, found in matched.pairs:
            is_same = self.case.referents(found) == frozenset(gold.entities)
            yield self._mentions("right" if is_same else "differs", "anaphor", gold, found)
        for gold in matched.missed:
            yield self._mentions("missed", "anaphor", gold, None)
        for found in matched.spurious:
            yield self._mentions("spurious", "anaphor", None, found)

    def relations(self) -> Iterator[dict[str, Any]]:
        """Relations are right with the same type, status and polarity; of another type they are partly right."""
        typed, untyped = match_relations(self.case, typed=True), match_relations(self.case, typed=False)
        missed, spurious = list(typed.missed), list(typed.spurious)
        for gold, found in typed.pairs:
            is_same = (gold.status, gold.polarity) == (found.status, found.polarity)
            yield self._relations("right" if is_same else "differs", gold, found)
        for gold, found in untyped.pairs:
            if gold in missed and found in spurious:
                missed.remove(gold)
                spurious.remove(found)
                yield self._relations("differs", gold, found)
        for gold in missed:
            yield self._relations("missed", gold, None)
        for found in spurious:
            yield self._relations("spurious", None, found)

    def claims(self) -> Iterator[dict[str, Any]]:
        """Claims are right if type, certainty, polarity, holder and condition are."""
        matched = match_claims(self.case)
        for gold, found in matched.pairs:
            yield self._claims("right" if self._is_same_claim(gold, found) else "differs", gold, found)
        for gold in matched.missed:
            yield self._claims("missed", gold, None)
        for found in matched.spurious:
            yield self._claims("spurious", None, found)

    def _is_same_claim(self, gold: GoldClaim, found: Claim) -> bool:
        fields = (gold.type, gold.polarity, gold.certainty) == (found.type, found.polarity, found.certainty)
        mine, theirs = gold.condition, found.condition
        condition = iou(mine, theirs) >= MIN_IOU if mine and theirs else mine is None and theirs is None
        return fields and condition and is_same_holder(self.case, gold, found)

    def _sentence(self, place: Extent) -> str | None:
        sentences = self.case.report.sentences
        return sentences[nearest(place, sentences)].id if sentences else None

    def _codes(self, mention: GoldMention | Mention) -> tuple[str | None, str | None]:
        """Give the code of a country and the value of a date; of other mentions nothing is asked."""
        if isinstance(mention, GoldMention):
            iso, value = mention.iso3166, mention.value
        else:
            entity = self.case.entities[mention.entity] if mention.entity else None
            iso, value = (entity.ids.iso3166, entity.value) if entity else (None, None)
        return iso if mention.type == "GPE" else None, value if mention.type == "DATE" else None

    def _mentions(self, verdict: str, kind: str, gold: GoldMention | None, found: Mention | None) -> dict[str, Any]:
        record_type = (gold.type if gold else found.type if found else None) or "ANAPHOR"
        left = right = None
        if gold:
            name = anaphor_words(gold).partition(" = ")[2] if gold.type is None else gold.name
            notes = (("entity", gold.type), ("", _other(name, gold.text)), *(("", code) for code in self._codes(gold)))
            left = side(one_line(gold.text), sentence=self._sentence(gold), notes=notes)
        if found:
            names = found.refers_to or ((found.entity,) if found.entity else ())
            name = ", ".join(sorted(self.case.entities[one].name for one in names))
            kind_note = found.type if found.form == "name" else None
            notes = (
                ("entity", kind_note),
                ("", _other(name, found.text)),
                *(("", code) for code in self._codes(found)),
            )
            right = side(one_line(found.text), sentence=found.sentence, notes=notes, rule=found.rule)
        return row(verdict, kind, record_type if kind == "mention" else "ANAPHOR", left, right)

    def _relations(self, verdict: str, gold: GoldRelation | None, found: Relation | None) -> dict[str, Any]:
        def one(relation: GoldRelation | Relation, rule: str | None) -> dict[str, Any]:
            mentions: Any = self.case.gold_mentions if isinstance(relation, GoldRelation) else self.case.mentions
            words = " → ".join(one_line(mentions[name].text) for name in (relation.subject, relation.object))
            trigger = one_line(relation.trigger.text) if relation.trigger else None
            notes = (
                ("relation", relation.type),
                ("", trigger),
                ("status", relation.status),
                _negative(relation.polarity),
            )
            sentence = self._sentence(sentence_extent(self.case, relation))
            return side(words, sentence=sentence, notes=notes, rule=rule)

        record_type = gold.type if gold else found.type if found else ""
        left, right = one(gold, None) if gold else None, one(found, found.rule) if found else None
        return row(verdict, "relation", record_type, left, right)

    def _claims(self, verdict: str, gold: GoldClaim | None, found: Claim | None) -> dict[str, Any]:
        def one(claim: GoldClaim | Claim, holder: str | None, rule: str | None) -> dict[str, Any]:
            condition = one_line(claim.condition.text) if claim.condition else None
            notes = (
                ("claim", claim.type), ("certainty", claim.certainty), _negative(claim.polarity), ("holder", holder),
                ("", condition),
            )  # fmt: skip
            return side(one_line(claim.text), sentence=self._sentence(claim), notes=notes, rule=rule)

        left = right = None
        if gold:
            holder = one_line(self.case.gold_mentions[gold.holder].text) if gold.holder else "author"
            left = one(gold, holder, None)
        if found:
            holder = "author" if found.holder == "author" else self.case.entities[found.holder].name
            right = one(found, holder, found.rule)
        return row(verdict, "claim", gold.type if gold else found.type if found else "", left, right)


def _other(name: str, text: str) -> str | None:
    return name if name != one_line(text) else None


def _negative(polarity: str) -> tuple[str, str | None]:
    return "polarity", polarity if polarity == "negative" else None
