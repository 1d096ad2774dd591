"""Writes gold as brat standoff; ``annotation`` makes gold of hand-made JSON."""

import re
from collections.abc import Iterable
from itertools import count

from report_extract.evaluation.gold import GoldClaim, GoldMention, GoldRelation, GoldReport, GoldSpan, text_hash
from report_extract.evaluation.standoff import DOCUMENT

_LINE_BREAK = re.compile(r"\s*[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]\s*")


def write_gold(gold: GoldReport) -> str:
    """Write a gold report as the text of a brat file; ids are given anew, in the order of the text."""
    return "".join(f"{line}\n" for line in _Writer(gold).lines())


class _Writer:
    """Numbers the parts of one report and writes their lines."""

    def __init__(self, gold: GoldReport) -> None:
        self.gold = gold
        self.out: list[str] = []
        self.counts = {kind: count(1) for kind in "TREAN#"}
        self.ids: dict[str, str] = {}

    def lines(self) -> list[str]:
        """Write notes, mentions, sentences, relations and claims."""
        self._add("#", f"TextHash {DOCUMENT}\t{text_hash(self.gold.text)}")
        self._add("#", f"Metadata {DOCUMENT}\t{self.gold.metadata.model_dump_json()}")
        for mention in self.gold.mentions:
            self.ids[mention.id] = self._bound(mention.type or "ANAPHOR", mention)
        for mention in self.gold.mentions:
            self._identity(mention)
        for sentence in self.gold.sentences:
            self.ids[sentence.id] = self._bound("SENTENCE", sentence)
            self._attribute("Block", self.ids[sentence.id], sentence.block)
        for relation in self.gold.relations:
            self._relation(relation)
        for claim in self.gold.claims:
            self._claim(claim)
        return self.out

    def _add(self, kind: str, body: str) -> str:
        name = f"{kind}{next(self.counts[kind])}"
        self.out.append(f"{name}\t{body}")
        return name

    def _bound(self, kind: str, span: GoldSpan) -> str:
        fragments = list(_fragments(self.gold.text, span.start, span.end))
        places = ";".join(f"{start} {end}" for start, end in fragments)
        return self._add("T", f"{kind} {places}\t{' '.join(self.gold.text[start:end] for start, end in fragments)}")

    def _attribute(self, name: str, target: str, value: str | None) -> None:
        if value is not None:
            self._add("A", f"{name} {target} {value}")

    def _arc(self, kind: str, source: str, target: str) -> None:
        self._add("R", f"{kind} Arg1:{source} Arg2:{target}")

    def _identity(self, mention: GoldMention) -> None:
        if mention.type is None:
            for key in mention.entities:
                self._arc("RefersTo", self.ids[mention.id], self.ids[self._named(key)])
            return
        self._reference(mention, "name", mention.name)
        self._reference(mention, "iso3166", mention.iso3166)
        self._reference(mention, "timex", mention.value)
        self._reference(mention, "wikidata", mention.wikidata)

    def _reference(self, mention: GoldMention, register: str, value: str | None) -> None:
        if value is not None:
            key = re.sub(r"\s", "_", value)
            self._add("N", f"Reference {self.ids[mention.id]} {register}:{key}\t{value}")

    def _named(self, key: str) -> str:
        return next(mention.id for mention in self.gold.mentions if mention.type and key in mention.entities)

    def _relation(self, relation: GoldRelation) -> None:
        anchor = relation.trigger or next(m for m in self.gold.mentions if m.id == relation.object)
        trigger = self._bound(relation.type, anchor)
        arguments = [("Subject", self.ids[relation.subject]), ("Object", self.ids[relation.object])]
        if relation.theme:
            arguments.append(("Theme", self._bound("THEME", relation.theme)))
        if relation.time:
            arguments.append(("Time", self.ids[relation.time]))
        if relation.place:
            arguments.append(("Place", self.ids[relation.place]))
        event = self._add("E", " ".join(f"{role}:{to}" for role, to in [(relation.type, trigger), *arguments]))
        self._attribute("Status", event, relation.status)
        self._attribute("Polarity", event, relation.polarity)
        if relation.trigger is None:
            self._add("#", f"NoTrigger {event}\t-")
        self._add("#", f"Sentence {event}\t{self.ids[relation.sentence]}")

    def _claim(self, claim: GoldClaim) -> None:
        name = self._bound(claim.type, claim)
        self._attribute("Certainty", name, claim.certainty)
        self._attribute("Polarity", name, claim.polarity)
        if claim.condition:
            self._arc("Condition", name, self._bound("CONDITION", claim.condition))
        if claim.cue:
            self._arc("Cue", name, self._bound("CUE", claim.cue))
        if claim.holder:
            self._arc("Holder", name, self.ids[claim.holder])


def _fragments(text: str, start: int, end: int) -> Iterable[tuple[int, int]]:
    """Cut a stretch at its line breaks and the white space around them."""
    at = start
    for gap in _LINE_BREAK.finditer(text, start, end):
        if gap.start() > at:
            yield at, gap.start()
        at = gap.end()
    if at < end:
        yield at, end
