"""Makes a report of a CAS."""

from typing import Any

from pydantic import ValidationError

from report_extract.errors import InputError
from report_extract.exchange.cas_types import full
from report_extract.exchange.files import parse_json
from report_extract.records import Report


def read_cas(cas: Any, where: str) -> Report:
    """Read our types; a CAS without them stops with an ``InputError``."""
    text = cas.sofa_string or ""
    documents = _all(cas, "Document", where)
    if len(documents) != 1:
        raise InputError(f"{where}: {len(documents)} feature structures {full('Document')}; one is needed")
    rest = parse_json(documents[0].json, where)
    try:
        return Report.model_validate({**rest, "text": text, **_Reader(cas, where, text).parts()})
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise InputError(f"{where}: {place}: {first['msg']}") from error


def _all(cas: Any, name: str, where: str) -> list[Any]:
    if not cas.typesystem.contains_type(full(name)):
        raise InputError(f"{where}: its type system has no {full(name)}")
    return list(cas.select(full(name)))


class _Reader:
    """Reads the records of one CAS as plain data."""

    def __init__(self, cas: Any, where: str, text: str) -> None:
        self.cas, self.where, self.text = cas, where, text

    def parts(self) -> dict[str, list[dict[str, Any]]]:
        """Read every kind of record, in the order in which they were written."""
        return {
            "blocks": [
                {"id": one.id, "kind": one.kind, "level": one.level, **self._place(one)} for one in self._of("Block")
            ],
            "sentences": [
                {"id": one.id, "block": one.block, "text": one.text or "", **self._place(one)}
                for one in self._of("Sentence")
            ],
            "entities": [self._entity(one) for one in self._of("Entity")],
            "mentions": [self._mention(one) for one in self._of("Mention")],
            "relations": [self._relation(one) for one in self._of("Relation")],
            "claims": [self._claim(one) for one in self._of("Claim")],
        }

    def _of(self, name: str) -> list[Any]:
        """List one kind; what others added to the CAS has no position and comes last."""
        found = _all(self.cas, name, self.where)
        return sorted(found, key=lambda one: (one.position is None, one.position or 0))

    def _entity(self, one: Any) -> dict[str, Any]:
        ids = {"iso3166": one.iso3166, "wikidata": one.wikidata}
        return {"id": one.id, "type": one.label, "name": one.name or "", "ids": ids, "value": one.value}

    def _mention(self, one: Any) -> dict[str, Any]:
        refers_to = one.refersTo.elements if one.refersTo else ()
        return {
            **self._found(one),
            **self._span(one),
            "type": one.label,
            "form": one.form,
            "entity": _id(one.entity),
            "refers_to": [entity.id for entity in refers_to],
        }

    def _relation(self, one: Any) -> dict[str, Any]:
        """Take a relation; files of schema version 1.1 have no confidence."""
        arguments = {"subject": one.subject, "object": one.object, "time": one.time, "place": one.place}
        return {
            **self._found(one),
            **{role: _id(mention) for role, mention in arguments.items()},
            "type": one.label,
            "trigger": self._span(one),
            "theme": self._span(one.theme) if one.theme else None,
            "status": one.status,
            "polarity": one.polarity,
            "confidence": getattr(one, "confidence", None),
        }

    def _claim(self, one: Any) -> dict[str, Any]:
        """Take a claim; files of version 0.1.0 have no likelihood, addressee and horizon."""
        gained = {name: getattr(one, name, None) for name in ("likelihood", "addressee", "horizon")}
        return {
            **self._found(one),
            **self._span(one),
            "type": one.label,
            "certainty": one.certainty,
            "polarity": one.polarity,
            "condition": self._span(one.condition) if one.condition else None,
            "cue": self._span(one.cue) if one.cue else None,
            "holder": _id(one.holder) or "author",
            **gained,
            "addressee": _id(gained["addressee"]),
        }

    def _found(self, one: Any) -> dict[str, Any]:
        return {"id": one.id, "sentence": _id(one.sentence) or "", "rule": one.rule or ""}

    def _span(self, one: Any) -> dict[str, Any]:
        return {**self._place(one), "text": self.text[one.begin : one.end]}

    def _place(self, one: Any) -> dict[str, int]:
        return {"start": one.begin, "end": one.end}


def _id(one: Any) -> str | None:
    return one.id if one else None
