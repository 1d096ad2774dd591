"""Every trigger word of a sentence with each frame it may stand for, how its candidates weigh, and what it lacked."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from report_extract.analysis.arguments import Names
from report_extract.relations import events
from report_extract.relations.candidates import Candidate, Choice, choose
from report_extract.relations.decision import LEAST
from report_extract.relations.events import Event
from report_extract.relations.evidence import Scene, Situation, Standing
from report_extract.relations.known import Known
from report_extract.relations.lexicon import Frame, lexicon
from report_extract.relations.slots import Slots
from report_extract.relations.triggers import Trigger, triggers
from report_extract.relations.weights import weights
from report_extract.views import View


@dataclass(frozen=True, slots=True)
class Attempt:
    """A frame tried at a trigger: what its rules put in its slots, how its candidates weigh, what it states."""

    frame: Frame
    trigger: Trigger
    situation: Situation
    slots: Slots
    choice: Choice
    events: Sequence[Event]
    is_studied: bool

    @property
    def is_verbal(self) -> bool:
        """Whether the trigger is a predicate."""
        return self.situation.letter != "N"

    @property
    def candidates(self) -> list[tuple[float, Candidate]]:
        """Those of this frame, the likeliest first."""
        own = [(p, c) for p, c in zip(self.choice.probabilities, self.choice.candidates, strict=True)]
        return sorted(((p, c) for p, c in own if c.attempt.frame is self.frame), key=lambda row: -row[0])


def attempts(view: View, known: Known) -> Iterator[Attempt]:
    """All frames at all trigger words of a sentence, in the order of the text and of the lexicon."""
    scene = Scene(view.arguments, known)
    situations = list(_situations(view, scene))
    choices = [_choice(situation) for situation in situations]
    for situation, choice, stated in zip(situations, choices, events.stated(choices, known), strict=True):
        for name in situation.trigger.frames:
            frame = lexicon().frames[name]
            slots = events.fill(situation, frame)
            made = [event for event in stated if event.rule == f"frame:{frame.id}"]
            yield Attempt(frame, situation.trigger, situation, slots, choice, made, events.is_studied(situation))


def _situations(view: View, scene: Scene) -> Iterator[Situation]:
    for trigger in triggers(view.arguments, [(start, end) for _, start, end, _, _ in view.rows]):
        b = view.arguments.sentence.at_offset(trigger.end - 1)
        if b is not None:
            yield events.situate(scene, b, trigger)


def _choice(situation: Situation) -> Choice:
    if events.is_studied(situation):
        return Choice((), ())
    frames = [lexicon().frames[name] for name in situation.trigger.frames]
    tried = (events.attempt(situation, frame, rank) for rank, frame in enumerate(frames))
    return choose([attempt for attempt in tried if attempt is not None], weights())


def by_case(view: View, attempt: Attempt) -> str:
    """The names at a trigger by case: of a predicate its arguments, of an event noun its modifiers and what governs it."""
    arguments, b = view.arguments, attempt.situation.bunsetsu
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
    """Why an attempt states nothing."""
    if attempt.events:
        return []
    if attempt.is_studied:
        return ["what it names is only studied or discussed"]
    if refused := _excluded(view, attempt):
        return [refused]
    if attempt.candidates:
        return [_too_unlikely(view, attempt)]
    if not attempt.choice.candidates and events.attempt(attempt.situation, attempt.frame, 0) is None:
        return ["its act is only refused, which is told of another word"]
    return ["no two names that the frame allows: " + _allowed(attempt.frame)]


def _too_unlikely(view: View, attempt: Attempt) -> str:
    probability, candidate = attempt.candidates[0]
    words = f"likeliest: {in_words(view, candidate)}, {probability:.2f}"
    best = max(attempt.choice.probabilities)
    if best >= LEAST:
        winner = attempt.choice.candidates[list(attempt.choice.probabilities).index(best)]
        return f"{words}; frame {winner.attempt.frame.id} is likelier: {in_words(view, winner)}, {best:.2f}"
    return f"{words}, and {LEAST} is needed"


def _allowed(frame: Frame) -> str:
    objects = " ".join(frame.object_types) or "any"
    return f"subject {' '.join(frame.subject_types) or 'any actor'}, object {objects}"


def in_words(view: View, candidate: Candidate) -> str:
    """A candidate as its names: 露 → 北朝鮮, or those that do it with each other."""
    first, second = (_named(view, standing) for standing in (candidate.subject, candidate.object))
    return first if candidate.subject is candidate.object else f"{first} → {second}"


def _named(view: View, standing: Standing) -> str:
    """Names as they stand; the country that the report is written for may stand in another passage."""
    return "日本" if standing.where.startswith("home") else joined(view.text, standing.names)


def reasons(candidate: Candidate, *, most: int = 5) -> tuple[str, str]:
    """The words of evidence that weigh most for a candidate, and most against it."""
    rows = sorted(((weights().total([word]), word) for part in candidate.evidence for word in part.words), reverse=True)
    speaking = [f"{word} +{weight:.1f}" for weight, word in rows[:most] if weight > 0]
    denying = [f"{word} −{-weight:.1f}" for weight, word in reversed(rows[-most:]) if weight < 0]
    return ", ".join(speaking) or "nothing", ", ".join(denying) or "nothing"


def _excluded(view: View, attempt: Attempt) -> str | None:
    frame = attempt.frame
    if frame.not_with and events.excluded(attempt.situation, frame.model_copy(update={"only_with": ""})):
        match = re.search(frame.not_with, view.text[view.start : view.end])
        return f"excluded by not_with: {match.group() if match else frame.not_with}"
    if events.excluded(attempt.situation, frame):
        return f"none of its only_with stands near: {frame.only_with}"
    return None
