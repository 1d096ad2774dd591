"""A report as a reader annotated it: the model, and its reader from a brat file, which checks as it reads."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import cast

from report_extract.errors import GoldError
from report_extract.evaluation.standoff import (
    DOCUMENT,
    MENTION_TYPES,
    Arc,
    Event,
    Note,
    Standoff,
    TextBound,
    parse,
)
from report_extract.records import (
    CLAIM_TYPES,
    RELATION_TYPES,
    BlockKind,
    Certainty,
    ClaimType,
    EntityType,
    Metadata,
    Polarity,
    RelationType,
    Status,
)

FAMILIES: dict[str, str] = {
    "GPE": "PLACE",
    "LOC": "PLACE",
    "FAC": "PLACE",
    "ORG": "BODY",
    "MIL": "BODY",
    "GROUP": "BODY",
}


OWNERS: dict[str, tuple[str, ...]] = {
    "Status": ("relation",),
    "Polarity": ("relation", *CLAIM_TYPES),
    "Certainty": CLAIM_TYPES,
    "Block": ("SENTENCE",),
    "RefersTo": ("ANAPHOR",),
    "Condition": CLAIM_TYPES,
    "Cue": CLAIM_TYPES,
    "Holder": CLAIM_TYPES,
}


@dataclass(frozen=True, slots=True)
class GoldSpan:
    """A stretch of the raw text."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class GoldSentence(GoldSpan):
    """A sentence and the kind of its block."""

    id: str
    block: BlockKind


@dataclass(frozen=True, slots=True)
class GoldMention(GoldSpan):
    """A named mention of one entity, or an anaphor (``type`` null) of one or several.

    ``entities`` holds keys: what kind of thing, and its canonical name.
    """

    id: str
    type: EntityType | None
    name: str
    entities: tuple[str, ...]
    iso3166: str | None = None
    value: str | None = None
    wikidata: str | None = None


@dataclass(frozen=True, slots=True)
class GoldRelation:
    """One statement that connects two mentions; arguments are ids of mentions."""

    id: str
    type: RelationType
    subject: str
    object: str
    trigger: GoldSpan | None
    theme: GoldSpan | None
    time: str | None
    place: str | None
    status: Status
    polarity: Polarity
    sentence: str


@dataclass(frozen=True, slots=True)
class GoldClaim(GoldSpan):
    """One statement somebody can be held to; ``holder`` is the id of a mention, or null for the author."""

    id: str
    type: ClaimType
    certainty: Certainty | None
    polarity: Polarity
    condition: GoldSpan | None
    cue: GoldSpan | None
    holder: str | None


@dataclass(frozen=True, slots=True)
class GoldReport:
    """All that an annotator found in one report; anaphors stand among the mentions, in the order of the text."""

    doc_id: str
    text: str
    metadata: Metadata
    sentences: tuple[GoldSentence, ...]
    mentions: tuple[GoldMention, ...]
    relations: tuple[GoldRelation, ...]
    claims: tuple[GoldClaim, ...]


def entity_key(kind: str, name: str) -> str:
    """Name an entity: mentions of one family of types with one canonical name are one entity."""
    return f"{FAMILIES.get(kind, kind)}:{name}"


def text_hash(text: str) -> str:
    """Hash a text as the ``TextHash`` note does."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def gold_files(place: Path) -> list[Path]:
    """List the gold files at a path: itself, or all ``.ann`` files of a folder."""
    files = sorted(place.glob("*.ann")) if place.is_dir() else [place]
    if not files or not files[0].is_file():
        raise GoldError(f"{place}: no gold here; allowed: an .ann file or a folder of them")
    return files


def find_text(path: Path, corpora: Sequence[Path] = ()) -> str:
    """Read the text that belongs to a gold file, from beside it or from the corpus folders."""
    for folder in (path.parent, *corpora):
        if (found := folder / f"{path.stem}.txt").is_file():
            return found.read_bytes().decode("utf-8")
    raise GoldError(f"{path}: no {path.stem}.txt beside it or in the corpus folders")


def read_gold(path: Path, text: str) -> GoldReport:
    """Read a brat file over the text of its report; anything wrong stops with a ``GoldError``."""
    standoff = parse(path, text)
    _check_hash(standoff)
    return _Reader(standoff).report()


def _check_hash(standoff: Standoff) -> None:
    note = _document_note(standoff, "TextHash")
    if note.text.strip() != text_hash(standoff.text):
        standoff.fail(note.line, "the text has changed since it was annotated")


def _document_note(standoff: Standoff, name: str) -> Note:
    found = [note for note in standoff.notes.values() if note.name == name and note.target == DOCUMENT]
    if len(found) != 1:
        raise GoldError(f"{standoff.path}: {len(found)} notes '{name} {DOCUMENT}', one is needed")
    return found[0]


class _Reader:
    """Puts the lines of one file together; refuses a reference that leads nowhere or to the wrong kind."""

    def __init__(self, standoff: Standoff) -> None:
        self.standoff = standoff
        self.attributes = self._by_target()
        self.names: dict[tuple[str, str], str] = {}
        self.notes: dict[tuple[str, str], Note] = {}

    def report(self) -> GoldReport:
        """Read everything, what others refer to first."""
        self._read_references()
        self._read_notes()
        for arc in self.standoff.arcs.values():
            self._owner(arc.line, arc.source, arc.type)
        mentions = self._mentions()
        return GoldReport(
            doc_id=self.standoff.path.stem,
            text=self.standoff.text,
            metadata=self._metadata(),
            sentences=tuple(self._sentence(bound) for bound in self._bounds(("SENTENCE",))),
            mentions=mentions,
            relations=tuple(self._relation(event) for event in self.standoff.events.values()),
            claims=tuple(self._claim(bound) for bound in self._bounds(CLAIM_TYPES)),
        )

    def _bounds(self, types: Iterable[str]) -> list[TextBound]:
        allowed = frozenset(types)
        found = (bound for bound in self.standoff.text_bounds.values() if bound.type in allowed)
        return sorted(found, key=lambda bound: (bound.start, bound.end))

    def _target(self, line: int, name: str, types: Iterable[str]) -> TextBound:
        """Follow an id to a text-bound of one of the types."""
        bound = self.standoff.text_bounds.get(name)
        if bound is None:
            self.standoff.fail(line, f"there is no {name}")
        if bound.type not in types:
            self.standoff.fail(line, f"{name} is a {bound.type}; allowed: {', '.join(types)}")
        return bound

    def _owner(self, line: int, name: str, what: str) -> None:
        """Refuse an attribute or an arc of something that cannot have it."""
        bound = self.standoff.text_bounds.get(name)
        kind = bound.type if bound else "relation" if name in self.standoff.events else None
        if kind is None:
            self.standoff.fail(line, f"there is no {name}")
        if kind not in OWNERS[what]:
            self.standoff.fail(line, f"{name} is a {kind} and has no {what}; allowed: {', '.join(OWNERS[what])}")

    def _by_target(self) -> dict[tuple[str, str], str]:
        attributes: dict[tuple[str, str], str] = {}
        for row in self.standoff.attributes.values():
            self._owner(row.line, row.target, row.name)
            if (row.target, row.name) in attributes:
                self.standoff.fail(row.line, f"{row.target} has two values of {row.name}")
            attributes[row.target, row.name] = row.value
        return attributes

    def _attribute(self, line: int, target: str, name: str) -> str:
        value = self.attributes.get((target, name))
        if value is None:
            self.standoff.fail(line, f"{target} has no {name}")
        return value

    def _read_references(self) -> None:
        for row in self.standoff.references.values():
            self._target(row.line, row.target, MENTION_TYPES[:-1])
            if (row.target, row.register) in self.names:
                self.standoff.fail(row.line, f"{row.target} has two references to {row.register}")
            self.names[row.target, row.register] = row.name if row.register == "name" else row.key

    def _read_notes(self) -> None:
        for note in self.standoff.notes.values():
            if note.target != DOCUMENT and note.target not in self.standoff.events:
                self.standoff.fail(note.line, f"there is no {note.target}")
            self.notes[note.target, note.name] = note

    def _metadata(self) -> Metadata:
        note = _document_note(self.standoff, "Metadata")
        try:
            return Metadata.model_validate_json(note.text)
        except ValueError as error:
            self.standoff.fail(note.line, f"bad metadata: {' '.join(str(error).split())}")

    def _sentence(self, bound: TextBound) -> GoldSentence:
        block = cast(BlockKind, self._attribute(bound.line, bound.id, "Block"))
        return GoldSentence(bound.start, bound.end, bound.text, bound.id, block)

    def _mentions(self) -> tuple[GoldMention, ...]:
        bounds = self._bounds(MENTION_TYPES)
        for left, right in pairwise(bounds):
            if right.start < left.end:
                self.standoff.fail(right.line, f"{right.id} overlaps {left.id} of line {left.line}")
        return tuple(self._anaphor(bound) if bound.type == "ANAPHOR" else self._name(bound) for bound in bounds)

    def _name(self, bound: TextBound) -> GoldMention:
        name = self.names.get((bound.id, "name"), bound.text)
        value = self.names.get((bound.id, "timex"))
        if bound.type == "DATE" and value is None:
            self.standoff.fail(bound.line, f"the DATE {bound.id} has no timex")
        return GoldMention(
            start=bound.start,
            end=bound.end,
            text=bound.text,
            id=bound.id,
            type=cast(EntityType, bound.type),
            name=name,
            entities=(entity_key(bound.type, name),),
            iso3166=self.names.get((bound.id, "iso3166")),
            value=value,
            wikidata=self.names.get((bound.id, "wikidata")),
        )

    def _anaphor(self, bound: TextBound) -> GoldMention:
        targets = [self._target(arc.line, arc.target, MENTION_TYPES[:-1]) for arc in self._arcs("RefersTo", bound)]
        keys = (entity_key(target.type, self.names.get((target.id, "name"), target.text)) for target in targets)
        return GoldMention(bound.start, bound.end, bound.text, bound.id, None, bound.text, tuple(dict.fromkeys(keys)))

    def _arcs(self, kind: str, source: TextBound) -> list[Arc]:
        return [arc for arc in self.standoff.arcs.values() if arc.type == kind and arc.source == source.id]

    def _relation(self, event: Event) -> GoldRelation:
        roles = dict(event.roles)
        trigger = self._target(event.line, event.trigger, RELATION_TYPES)
        if trigger.type != event.type:
            self.standoff.fail(event.line, f"the trigger {trigger.id} is a {trigger.type}, not a {event.type}")
        return GoldRelation(
            id=event.id,
            type=cast(RelationType, event.type),
            subject=self._argument(event, roles.get("Subject"), "Subject"),
            object=self._argument(event, roles.get("Object"), "Object"),
            trigger=None if (event.id, "NoTrigger") in self.notes else _span(trigger),
            theme=_span(self._target(event.line, roles["Theme"], ("THEME",))) if "Theme" in roles else None,
            time=self._argument(event, roles["Time"], "Time") if "Time" in roles else None,
            place=self._argument(event, roles["Place"], "Place") if "Place" in roles else None,
            status=cast(Status, self._attribute(event.line, event.id, "Status")),
            polarity=cast(Polarity, self._attribute(event.line, event.id, "Polarity")),
            sentence=self._sentence_of(event),
        )

    def _argument(self, event: Event, target: str | None, role: str) -> str:
        if target is None:
            self.standoff.fail(event.line, f"{event.id} has no {role}")
        return self._target(event.line, target, MENTION_TYPES).id

    def _sentence_of(self, event: Event) -> str:
        note = self.notes.get((event.id, "Sentence"))
        if note is None:
            self.standoff.fail(event.line, f"{event.id} has no note that names its sentence")
        return self._target(note.line, note.text.strip(), ("SENTENCE",)).id

    def _claim(self, bound: TextBound) -> GoldClaim:
        holder = self._one(bound, "Holder", MENTION_TYPES)
        condition = self._one(bound, "Condition", ("CONDITION",))
        cue = self._one(bound, "Cue", ("CUE",))
        return GoldClaim(
            start=bound.start,
            end=bound.end,
            text=bound.text,
            id=bound.id,
            type=cast(ClaimType, bound.type),
            certainty=cast(Certainty | None, self.attributes.get((bound.id, "Certainty"))),
            polarity=cast(Polarity, self._attribute(bound.line, bound.id, "Polarity")),
            condition=_span(condition) if condition else None,
            cue=_span(cue) if cue else None,
            holder=holder.id if holder else None,
        )

    def _one(self, bound: TextBound, kind: str, types: Sequence[str]) -> TextBound | None:
        arcs = self._arcs(kind, bound)
        if len(arcs) > 1:
            self.standoff.fail(arcs[1].line, f"{bound.id} has two arcs {kind}")
        return self._target(arcs[0].line, arcs[0].target, types) if arcs else None


def _span(bound: TextBound) -> GoldSpan:
    return GoldSpan(bound.start, bound.end, bound.text)
