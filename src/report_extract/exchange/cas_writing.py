"""Puts a report into a CAS."""

import json
from typing import Any

from report_extract.exchange.cas_types import cassis, full
from report_extract.exchange.shell import pack
from report_extract.records import Block, Claim, Mention, Relation, Report, Sentence, Span


def write_cas(report: Report, system: Any) -> Any:
    """Make the CAS; what others refer to comes first."""
    writer = _Writer(report, system)
    rest = {key: value for key, value in pack(report).items() if key not in ("blocks", "sentences")}
    writer.add("Document", None, json=json.dumps(rest, ensure_ascii=False))
    for position, block in enumerate(report.blocks):
        writer.add("Block", block, id=block.id, position=position, kind=block.kind, level=block.level)
    for position, sentence in enumerate(report.sentences):
        writer.sentence(position, sentence)
    writer.write_entities()
    for position, mention in enumerate(report.mentions):
        writer.mention(position, mention)
    for position, relation in enumerate(report.relations):
        writer.relation(position, relation)
    for position, claim in enumerate(report.claims):
        writer.claim(position, claim)
    return writer.cas


class _Writer:
    """Remembers what was made, so that later records can point to it."""

    def __init__(self, report: Report, system: Any) -> None:
        self.report, self.system = report, system
        self.cas = cassis().Cas(typesystem=system)
        self.cas.sofa_string = report.text
        self.cas.sofa_mime = "text/plain"
        self.made: dict[str | None, Any] = {None: None}

    def add(self, kind: str, span: Span | Block | Sentence | None, /, **features: Any) -> Any:
        """Make a feature structure, an annotation where it has a span."""
        place = {"begin": span.start, "end": span.end} if span else {}
        made = self.system.get_type(full(kind))(**place, **features)
        self.cas.add(made)
        return made

    def sentence(self, position: int, one: Sentence) -> None:
        """Write a sentence."""
        self.made[one.id] = self.add(
            "Sentence", one, id=one.id, position=position, block=one.block, text=one.text
        )  # fmt: skip

    def write_entities(self) -> None:
        """Write the entities, which have no place in the text."""
        for position, one in enumerate(self.report.entities):
            codes = {"iso3166": one.ids.iso3166, "wikidata": one.ids.wikidata, "value": one.value}
            self.made[one.id] = self.add(
                "Entity", None, id=one.id, position=position, label=one.type, name=one.name, **codes
            )

    def mention(self, position: int, one: Mention) -> None:
        """Write a name or an anaphor."""
        array = self.system.get_type("uima.cas.FSArray")
        self.made[one.id] = self.add(
            "Mention",
            one,
            **self._found(position, one),
            label=one.type,
            form=one.form,
            entity=self.made[one.entity],
            refersTo=array(elements=[self.made[key] for key in one.refers_to]) if one.refers_to else None,
        )

    def relation(self, position: int, one: Relation) -> None:
        """Write a relation at its trigger."""
        arguments = {"subject": one.subject, "object": one.object, "time": one.time, "place": one.place}
        self.add(
            "Relation",
            one.trigger,
            **self._found(position, one),
            **{role: self.made[name] for role, name in arguments.items()},
            label=one.type,
            theme=self._part("theme", one.theme),
            status=one.status,
            polarity=one.polarity,
            confidence=one.confidence,
        )

    def claim(self, position: int, one: Claim) -> None:
        """Write a claim; the author as holder is null."""
        self.add(
            "Claim",
            one,
            **self._found(position, one),
            label=one.type,
            certainty=one.certainty,
            polarity=one.polarity,
            condition=self._part("condition", one.condition),
            cue=self._part("cue", one.cue),
            holder=None if one.holder == "author" else self.made[one.holder],
            likelihood=one.likelihood,
            addressee=self.made[one.addressee] if one.addressee is not None else None,
            horizon=one.horizon,
        )

    def _found(self, position: int, one: Mention | Relation | Claim) -> dict[str, Any]:
        return {"id": one.id, "position": position, "sentence": self.made.get(one.sentence), "rule": one.rule}

    def _part(self, role: str, span: Span | None) -> Any:
        return self.add("Part", span, role=role) if span else None
