"""Every trigger word of a sentence with each frame it may stand for, and what that frame lacked to state a relation."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from report_extract.analysis.arguments import Arguments, Names
from report_extract.analysis.bunsetsu import Bunsetsu
from report_extract.relations import events
from report_extract.relations.events import Event
from report_extract.relations.lexicon import Frame, lexicon
from report_extract.relations.slots import Slots, nominal_slots, verbal_slots
from report_extract.relations.triggers import Trigger, triggers
from report_extract.views import Row, View


@dataclass(frozen=True, slots=True)
class Attempt:
    """A frame tried at a trigger; ``first`` is the frame of the same word that stated its relations before it."""

    frame: Frame
    trigger: Trigger
    bunsetsu: Bunsetsu
    is_verbal: bool
    slots: Slots
    events: Sequence[Event]
    first: str | None


def attempts(view: View) -> Iterator[Attempt]:
    """All frames at all trigger words of a sentence, in the order in which they are tried."""
    arguments = view.arguments
    for trigger in triggers(arguments, [(start, end) for _, start, end, _, _ in view.rows]):
        b = arguments.sentence.at_offset(trigger.end - 1)
        if b is None:
            continue
        first: str | None = None
        for name in trigger.frames:
            frame = lexicon().frames[name]
            is_verbal = trigger.is_verb or (events._closes(arguments, b, trigger) and arguments.is_predicate(b))
            fill = verbal_slots if is_verbal else _nominal
            made = tuple(events._events(arguments, b, trigger, frame))
            yield Attempt(frame, trigger, b, is_verbal, fill(arguments, b, frame, trigger), made, first)
            first = first or (name if made else None)


def _nominal(arguments: Arguments, b: Bunsetsu, frame: Frame, trigger: Trigger) -> Slots:
    return nominal_slots(arguments, b, trigger, frame)


def by_case(view: View, attempt: Attempt) -> str:
    """The names at a trigger by case: of a predicate its arguments, of an event noun its modifiers and what governs it."""
    arguments, b = view.arguments, attempt.bunsetsu
    if attempt.is_verbal:
        return _in_words(view, arguments.cases(b)) or "no name depends on it"
    own = _in_words(view, arguments.modifiers(b, attempt.trigger.start)) or "no name depends on it"
    above = arguments.next_predicate(arguments.carrier(b))
    if above is None:
        return own
    governor = view.text[slice(*arguments.sentence.span(above))].strip("、。 ")
    return f"{own}; at {governor}, which governs it: {_in_words(view, arguments.cases(above)) or 'none'}"


def _in_words(view: View, cases: Mapping[str, Sequence[Names]]) -> str:
    return ", ".join(f"{case} {joined(view.text, group)}" for case, groups in cases.items() for group in groups)


def filled(text: str, slots: Slots) -> str:
    """The slots of a frame with the names in them."""
    names = (("subject", slots.subject), ("object", slots.object), ("parties", slots.parties), ("with", slots.added))
    return ", ".join(f"{role} {joined(text, group)}" for role, group in names if group) or "none filled"


def joined(text: str, group: Names) -> str:
    """Coordinated names, each with what belongs to it."""
    return "・".join(text[name.start : name.end] for name in group.members)


def lacks(view: View, attempt: Attempt) -> list[str]:
    """Why an attempt states nothing: each condition is lifted in turn, and the first that mattered is told."""
    if attempt.events:
        return []
    if excluded := _excluded(view, attempt):
        return [excluded]
    if _again(view, attempt, object_types=[], subject_types=[]):
        return [_unfit(view, attempt)]
    return _missing(attempt) or ["subject and object found, but no pair that the frame allows"]


_CLAUSES = "the head of its relative clause, the clauses around it, the sentence before"
_GOVERNOR = "the predicate it depends on"


def _missing(attempt: Attempt) -> list[str]:
    """The slots that stayed empty, and where a name was looked for."""
    slots = attempt.slots
    if slots.parties is not None and len(slots.parties.members) > 1:
        return []
    missing = []
    if slots.subject is None and not (slots.parties and slots.object):
        looked = f"ガ ハ モ, {_CLAUSES}" if attempt.is_verbal else f"ニヨル カラ ノ, {_GOVERNOR}"
        missing.append(f"no subject found (looked at {looked})")
    if slots.object is None:
        looked = " ".join(attempt.frame.object) if attempt.is_verbal else f"ヘノ カラノ トノ ノ, {_GOVERNOR}"
        missing.append(f"no object found (looked at {looked})")
    return missing


def _excluded(view: View, attempt: Attempt) -> str | None:
    frame = attempt.frame
    if frame.not_with and _again(view, attempt, not_with=""):
        match = re.search(frame.not_with, view.text[view.start : view.end])
        return f"excluded by not_with: {match.group() if match else frame.not_with}"
    if frame.only_with and _again(view, attempt, only_with=""):
        return f"none of its only_with stands near: {frame.only_with}"
    return None


def _unfit(view: View, attempt: Attempt) -> str:
    loose = _again(view, attempt, object_types=[], subject_types=[])[0]
    rows: dict[int, Row] = {row[0]: row for row in view.rows}
    parts = []
    for role, number, allowed in (
        ("subject", loose.subject, attempt.frame.subject_types),
        ("object", loose.object, attempt.frame.object_types),
    ):
        _, start, end, kind, _ = rows.get(number, (0, 0, 0, None, False))
        if allowed and kind not in allowed:
            parts.append(f"{role} {view.text[start:end]} is {kind}; allowed: {' '.join(allowed)}")
    return f"argument type does not fit: {', '.join(parts) or 'see subject_types and object_types'}"


def _again(view: View, attempt: Attempt, **changes: object) -> list[Event]:
    """What the frame would state with some of its keys changed."""
    frame = attempt.frame.model_copy(update=changes)
    return events._events(view.arguments, attempt.bunsetsu, attempt.trigger, frame)
