"""Makes gold of an annotation that lists surfaces sentence by sentence: the JSON form that people write by hand.

White space and line breaks are passed over when a surface is looked up, so a surface may run over a wrapped line.
"""

import json
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from report_extract.errors import GoldError
from report_extract.evaluation.gold import (
    GoldClaim,
    GoldMention,
    GoldRelation,
    GoldReport,
    GoldSentence,
    GoldSpan,
    entity_key,
)
from report_extract.evaluation.standoff import squeeze
from report_extract.records import Metadata

NO_CALENDAR_VALUE = "PAST_REF"


@dataclass(frozen=True, slots=True)
class _Flat:
    """A text without white space, and where each of its characters stands in the raw text."""

    raw: str
    text: str
    back: tuple[int, ...]

    def span(self, start: int, end: int) -> GoldSpan:
        """Give the raw stretch of a flat one."""
        first, last = self.back[start], self.back[end - 1] + 1
        return GoldSpan(first, last, self.raw[first:last])


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a sentence stands in the flat text, and its row."""

    start: int
    end: int
    id: str
    row: dict[str, Any]


def from_annotation(txt: Path, annotation: Path) -> GoldReport:
    """Read an annotation over its text; a surface that is not there stops with a ``GoldError``."""
    raw = txt.read_bytes().decode("utf-8")
    kept = [(character, at) for at, character in enumerate(raw) if not character.isspace()]
    flat = _Flat(raw, "".join(character for character, _ in kept), tuple(at for _, at in kept))
    try:
        return _Converter(flat, json.loads(annotation.read_bytes()), annotation).report()
    except (KeyError, IndexError, TypeError, ValueError) as error:
        raise GoldError(f"{annotation}: not an annotation as FORMAT.md has it: {error!r}") from error


class _Converter:
    """Resolves the surfaces of one annotation."""

    def __init__(self, flat: _Flat, data: dict[str, Any], path: Path) -> None:
        self.flat = flat
        self.data = data
        self.path = path
        self.places = list(self._places())
        self.date_names = _date_names(data["sentences"])

    def report(self) -> GoldReport:
        """Build the gold report."""
        mentions = self._mentions()
        spans = {mention.id: mention for mention in mentions}
        return GoldReport(
            doc_id=self.data["doc"],
            text=self.flat.raw,
            metadata=Metadata(**{key: self.data.get(key) for key in Metadata.model_fields}),
            sentences=tuple(self._sentence(place) for place in self.places),
            mentions=tuple(sorted(mentions, key=lambda mention: mention.start)),
            relations=tuple(self._relations(spans)),
            claims=tuple(self._claims()),
        )

    def _places(self) -> Iterator[_Place]:
        at = 0
        for number, row in enumerate(self.data["sentences"], start=1):
            start, end = self._find(row["text"], at, len(self.flat.text))
            at = end
            yield _Place(start, end, f"s{number}", row)

    def _find(self, surface: str, start: int, end: int) -> tuple[int, int]:
        needle = squeeze(surface)
        at = self.flat.text.find(needle, start, end) if needle else -1
        if at < 0:
            raise GoldError(f"{self.path}: {surface!r} is not in the text after {self.flat.text[:start][-20:]!r}")
        return at, at + len(needle)

    def _near(self, surface: str, place: _Place, anchor: GoldSpan) -> GoldSpan:
        """Find the occurrence of a surface in the sentence that is nearest to another stretch."""
        found = [self._find(surface, place.start, place.end)]
        while (at := self.flat.text.find(squeeze(surface), found[-1][0] + 1, place.end)) >= 0:
            found.append((at, at + len(squeeze(surface))))
        return min((self.flat.span(*one) for one in found), key=lambda one: _distance(one, anchor))

    def _sentence(self, place: _Place) -> GoldSentence:
        span = self.flat.span(place.start, place.end)
        return GoldSentence(span.start, span.end, span.text, place.id, place.row["block"])

    def _mentions(self) -> list[GoldMention]:
        names = [mention for place in self.places for mention in self._names(place)]
        entities = {mention.id: mention.entities for mention in names}
        return names + [anaphor for place in self.places for anaphor in self._anaphors(place, entities)]

    def _names(self, place: _Place) -> Iterator[GoldMention]:
        at = place.start
        for name, kind, surface, *rest in place.row.get("entities", []):
            start, at = self._find(surface, at, place.end)
            span, extra = self.flat.span(start, at), rest[0] if rest else {}
            canonical = self._canonical(kind, surface, extra)
            yield GoldMention(
                span.start,
                span.end,
                span.text,
                name,
                kind,
                canonical,
                (entity_key(kind, canonical),),
                iso3166=extra.get("iso"),
                value=extra.get("value"),
            )

    def _canonical(self, kind: str, surface: str, extra: dict[str, Any]) -> str:
        given = _normal(extra.get("name") or surface)
        if kind == "DATE" and given == _normal(surface):
            return self.date_names.get(extra.get("value", ""), given)
        return given

    def _anaphors(self, place: _Place, entities: dict[str, tuple[str, ...]]) -> Iterator[GoldMention]:
        at = place.start
        for name, surface, targets in place.row.get("anaphors", []):
            start, at = self._find(surface, at, place.end)
            span = self.flat.span(start, at)
            keys = tuple(dict.fromkeys(key for target in targets for key in entities[target]))
            yield GoldMention(span.start, span.end, span.text, name, None, span.text, keys)

    def _relations(self, spans: dict[str, GoldMention]) -> Iterator[GoldRelation]:
        for place in self.places:
            for number, (kind, subject, target, *rest) in enumerate(place.row.get("relations", []), start=1):
                extra: dict[str, Any] = rest[0] if rest else {}
                trigger, theme = extra.get("trigger"), extra.get("theme")
                yield GoldRelation(
                    id=f"{place.id}r{number}",
                    type=kind,
                    subject=spans[subject].id,
                    object=spans[target].id,
                    trigger=self._near(trigger, place, spans[target]) if trigger else None,
                    theme=self._near(theme, place, spans[target]) if theme else None,
                    time=spans[extra["time"]].id if extra.get("time") else None,
                    place=spans[extra["place"]].id if extra.get("place") else None,
                    status=extra["status"],
                    polarity=extra["polarity"],
                    sentence=place.id,
                )

    def _claims(self) -> Iterator[GoldClaim]:
        for place in self.places:
            for number, row in enumerate(place.row.get("claims", []), start=1):
                start, end = (place.start, place.end)
                if row.get("span"):
                    start, end = self._find(row["span"], start, end)
                span = self.flat.span(start, end)
                last = self.flat.span(end - 1, end)
                yield GoldClaim(
                    span.start,
                    span.end,
                    span.text,
                    id=f"{place.id}c{number}",
                    type=row["type"],
                    certainty=row.get("certainty"),
                    polarity=row["polarity"],
                    condition=self._near(row["condition"], place, span) if row.get("condition") else None,
                    cue=self._near(row["cue"], place, last) if row.get("cue") else None,
                    holder=None if row.get("holder") in (None, "author") else row["holder"],
                )


def _distance(one: GoldSpan, other: GoldSpan) -> int:
    return max(one.start - other.end, other.start - one.end, 0)


def _normal(text: str) -> str:
    return unicodedata.normalize("NFKC", text)


def _date_names(sentences: Sequence[dict[str, Any]]) -> dict[str, str]:
    """Name each calendar value by its fullest surface; 8月 of two years become two names.

    A name that only repeats the surface says nothing: 同月 stands for one month here and for another there.
    """
    surfaces: dict[str, list[str]] = defaultdict(list)
    for row in sentences:
        for _name, kind, surface, *rest in row.get("entities", []):
            value = rest[0].get("value") if rest else None
            if kind == "DATE" and value and value != NO_CALENDAR_VALUE:
                surfaces[value].append(_normal(squeeze(surface)))
    names: dict[str, str] = {}
    for value, found in surfaces.items():
        fullest = max(found, key=len)
        names[value] = f"{fullest}({value})" if fullest in names.values() else fullest
    return names
