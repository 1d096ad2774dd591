"""The lines of a brat file, each checked alone; what they say together is read in ``gold``."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import NoReturn, get_args

from report_extract.errors import GoldError
from report_extract.records import (
    BLOCK_KINDS,
    CLAIM_TYPES,
    ENTITY_TYPES,
    RELATION_TYPES,
    Certainty,
    Polarity,
    Status,
)

MENTION_TYPES: tuple[str, ...] = (*ENTITY_TYPES, "ANAPHOR")
TEXT_BOUND_TYPES = (*MENTION_TYPES, *RELATION_TYPES, *CLAIM_TYPES, "THEME", "CONDITION", "CUE", "SENTENCE")
ROLES = ("Subject", "Object", "Theme", "Time", "Place")
ARCS = ("RefersTo", "Condition", "Cue", "Holder")
REGISTERS = ("name", "iso3166", "timex", "wikidata")
NOTES = ("TextHash", "Metadata", "NoTrigger", "Sentence")
VALUES: dict[str, tuple[str, ...]] = {
    "Status": get_args(Status),
    "Polarity": get_args(Polarity),
    "Certainty": get_args(Certainty),
    "Block": BLOCK_KINDS,
}
DOCUMENT = "DOC"

_TEXT_BOUND = re.compile(r"(\S+) (\d+ \d+(?:;\d+ \d+)*)\t(.*)")
_ARC = re.compile(r"(\S+) Arg1:(\S+) Arg2:(\S+)\s*")
_EVENT = re.compile(r"(\S+):(\S+)((?: \S+:\S+)*)\s*")
_ATTRIBUTE = re.compile(r"(\S+) (\S+) (\S+)\s*")
_REFERENCE = re.compile(r"Reference (\S+) ([^\s:]+):([^\t]+)\t(.*)")
_NOTE = re.compile(r"(\S+) (\S+)\t(.*)")


@dataclass(frozen=True, slots=True)
class TextBound:
    """A stretch of the text with a type, from the start of its first fragment to the end of its last."""

    id: str
    line: int
    type: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Arc:
    """A line from one text-bound to another."""

    id: str
    line: int
    type: str
    source: str
    target: str


@dataclass(frozen=True, slots=True)
class Event:
    """A trigger and its arguments, by role."""

    id: str
    line: int
    type: str
    trigger: str
    roles: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Attribute:
    """One value of a text-bound or an event."""

    id: str
    line: int
    name: str
    target: str
    value: str


@dataclass(frozen=True, slots=True)
class Reference:
    """What a mention is called in a register; ``name`` is the readable form."""

    id: str
    line: int
    target: str
    register: str
    key: str
    name: str


@dataclass(frozen=True, slots=True)
class Note:
    """A remark on the document or on one of its parts."""

    id: str
    line: int
    name: str
    target: str
    text: str


@dataclass(frozen=True, slots=True)
class Standoff:
    """All lines of one file, in its order."""

    path: Path
    text: str
    text_bounds: dict[str, TextBound] = field(default_factory=dict)
    arcs: dict[str, Arc] = field(default_factory=dict)
    events: dict[str, Event] = field(default_factory=dict)
    attributes: dict[str, Attribute] = field(default_factory=dict)
    references: dict[str, Reference] = field(default_factory=dict)
    notes: dict[str, Note] = field(default_factory=dict)

    def fail(self, line: int, reason: str) -> NoReturn:
        """Stop at a line, with the reason."""
        raise GoldError(f"{self.path}:{line}: {reason}")

    def allow(self, line: int, what: str, value: str, allowed: Iterable[str]) -> None:
        """Stop unless the value is one of those allowed."""
        names = tuple(allowed)
        if value not in names:
            self.fail(line, f"unknown {what} {value!r}; allowed: {', '.join(names)}")


def parse(path: Path, text: str) -> Standoff:
    """Parse a brat file over its text; the first wrong line stops with a ``GoldError``."""
    standoff = Standoff(path, text)
    seen: dict[str, int] = {}
    for number, row in enumerate(_rows(path), start=1):
        if not row.strip():
            continue
        name, _, body = row.partition("\t")
        if name in seen:
            standoff.fail(number, f"id {name} is taken by line {seen[name]}")
        seen[name] = number
        _READERS.get(name[:1], _unknown)(standoff, number, name, body)
    return standoff


def _rows(path: Path) -> list[str]:
    try:
        rows = path.read_bytes().decode("utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise GoldError(f"{path}: cannot be read: {error}") from error
    return [row.removesuffix("\r") for row in rows]


def _match(standoff: Standoff, line: int, pattern: re.Pattern[str], body: str) -> tuple[str, ...]:
    found = pattern.fullmatch(body)
    if found is None:
        standoff.fail(line, f"not a brat line of this kind: {body!r}")
    return found.groups()


def _unknown(standoff: Standoff, line: int, name: str, _body: str) -> None:
    standoff.fail(line, f"unknown kind of line {name!r}; allowed: T, R, E, A, N, #")


def _text_bound(standoff: Standoff, line: int, name: str, body: str) -> None:
    kind, places, written = _match(standoff, line, _TEXT_BOUND, body)
    standoff.allow(line, "type", kind, TEXT_BOUND_TYPES)
    start, end = _extent(standoff, line, places, written)
    standoff.text_bounds[name] = TextBound(name, line, kind, start, end, standoff.text[start:end])


def _extent(standoff: Standoff, line: int, places: str, written: str) -> tuple[int, int]:
    fragments = [(int(start), int(end)) for start, end in (place.split() for place in places.split(";"))]
    text, at = standoff.text, -1
    for start, end in fragments:
        if start >= end or end > len(text):
            standoff.fail(line, f"offsets {start} {end} lie outside the text of {len(text)} characters")
        if start < at:
            standoff.fail(line, f"the fragment {start} {end} comes before the one in front of it")
        if at >= 0 and (gap := text[at:start]).strip() and "\n" not in gap:
            standoff.fail(line, f"the fragments leave out {gap!r}")
        at = end
    found = "".join(text[start:end] for start, end in fragments)
    if squeeze(found) != squeeze(written):
        standoff.fail(line, f"the text there is {found!r}, not {written!r}")
    return fragments[0][0], fragments[-1][1]


def squeeze(text: str) -> str:
    """Take out all white space."""
    return "".join(text.split())


def _arc(standoff: Standoff, line: int, name: str, body: str) -> None:
    kind, source, target = _match(standoff, line, _ARC, body)
    standoff.allow(line, "relation line", kind, ARCS)
    standoff.arcs[name] = Arc(name, line, kind, source, target)


def _event(standoff: Standoff, line: int, name: str, body: str) -> None:
    kind, trigger, rest = _match(standoff, line, _EVENT, body)
    standoff.allow(line, "relation type", kind, RELATION_TYPES)
    roles = tuple((role, target) for role, _, target in (part.partition(":") for part in rest.split()))
    for index, (role, _target) in enumerate(roles):
        standoff.allow(line, "role", role, ROLES)
        if role in dict(roles[:index]):
            standoff.fail(line, f"the role {role} stands twice")
    standoff.events[name] = Event(name, line, kind, trigger, roles)


def _attribute(standoff: Standoff, line: int, name: str, body: str) -> None:
    key, target, value = _match(standoff, line, _ATTRIBUTE, body)
    standoff.allow(line, "attribute", key, VALUES)
    standoff.allow(line, f"value of {key}", value, VALUES[key])
    standoff.attributes[name] = Attribute(name, line, key, target, value)


def _reference(standoff: Standoff, line: int, name: str, body: str) -> None:
    target, register, key, readable = _match(standoff, line, _REFERENCE, body)
    standoff.allow(line, "register", register, REGISTERS)
    standoff.references[name] = Reference(name, line, target, register, key, readable)


def _note(standoff: Standoff, line: int, name: str, body: str) -> None:
    key, target, text = _match(standoff, line, _NOTE, body)
    standoff.allow(line, "note", key, NOTES)
    standoff.notes[name] = Note(name, line, key, target, text)


_READERS: dict[str, Callable[[Standoff, int, str, str], None]] = {
    "T": _text_bound,
    "R": _arc,
    "E": _event,
    "A": _attribute,
    "N": _reference,
    "#": _note,
}
