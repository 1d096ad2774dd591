"""What speaks for a relation, as words that carry weights: for the event, for names in a role, for two names as a pair.

A word is in two halves, a start and its end: the same starts recur, so most words are weighed without being put together.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from report_extract.analysis.arguments import Names
from report_extract.records import Polarity, RelationType, Status
from report_extract.relations.evidence import Seen, Situation, Standing
from report_extract.relations.lexicon import Frame
from report_extract.relations.slots import Slots

# Each start with each of its ends.
Words = list[tuple[str, Sequence[str]]]


@dataclass(frozen=True, slots=True)
class Attempt:
    """A frame at a trigger: the type and state of its relation, and who the rules say its arguments are."""

    situation: Situation
    frame: Frame
    rank: int
    type: RelationType
    status: Status
    polarity: Polarity
    slots: Slots


def text_of(attempt: Attempt) -> str:
    """The text in which an attempt is made."""
    return attempt.situation.scene.arguments.sentence.text


def event_words(attempt: Attempt) -> Words:
    """What speaks for the event itself, whoever takes part."""
    situation, text = attempt.situation, text_of(attempt)
    start, end = situation.trigger.start, situation.trigger.end
    return [
        ("word:", (text[start:end],)),
        (f"{attempt.type}:word:", (text[start:end],)),
        (f"then:{situation.letter}:", (text[end : end + 2],)),
        ("type:", (attempt.type,)),
        ("stands:", (situation.letter,)),
        ("rank:", (str(min(2, attempt.rank)),)),
    ]


def role_words(attempt: Attempt, standing: Standing, seen: Seen, role: str) -> Words:
    """What speaks for names as subject (S) or object (O) of an attempt."""
    kind, frame = attempt.frame.type, attempt.frame
    is_rule, is_filled = slot(attempt.slots, standing.names, role)
    found: Words = [
        (f"{role}.", seen.words),
        (f"{kind}:{role}.", (seen.sort, *seen.outs, *seen.modifiers)),
        (f"{role}.rule:", (f"{is_rule}:{is_filled}",)),
    ]
    if standing.where:
        found += (
            (f"{role}.{standing.where}:", (f"{is_filled}:{standing.sort}",)),
            (f"{role}.names:", (_count(attempt),)),
        )
    else:
        found.append((f"{kind}:{role}.", (_side(attempt, standing),)))
    if role == "O":
        found += [
            (f"{kind}:O.", seen.cases),
            (f"{frame.id}:O.", (seen.sort, *seen.cases, *seen.modifiers)),
            ("O.frame:", _frame_cases(attempt, seen.cases)),
        ]
        if frame.reciprocal:
            found.append(("mutual:O.", (*seen.cases, *seen.modifiers, *seen.governors)))
    return found


def slot(slots: Slots, group: Names, role: str) -> tuple[bool, bool]:
    """Whether the rules put the names in this slot, and whether they put any there."""
    if role == "S":
        return group is slots.subject or group is slots.added, slots.subject is not None
    return group is slots.object, slots.object is not None


def _side(attempt: Attempt, standing: Standing) -> str:
    situation = attempt.situation
    side = "before" if standing.names.start < situation.trigger.start else "after"
    return f"{situation.letter}:{side}:{standing.particle}"


def _count(attempt: Attempt) -> str:
    return str(min(4, len(attempt.situation.scene.inside)))


def _frame_cases(attempt: Attempt, cases: Sequence[str]) -> list[str]:
    """Which of its frame's cases for the object the names stand in."""
    wanted, found = attempt.frame.object, []
    for word in cases:
        letter, _, case = word.partition(":case:")
        found.append(f"{letter}:{wanted.index(case) if case in wanted else 'none'}")
    return found


def mutual_words(attempt: Attempt, standing: Standing) -> Words:
    """What speaks for names that do it with each other."""
    slots, group = attempt.slots, standing.names
    many = "many" if len(group.members) > 1 else "one"
    is_rule = group is slots.parties
    return [
        ("mutual:", (many, f"rule:{is_rule}:{slots.parties is not None}:{slots.object is not None}")),
        (f"{attempt.frame.type}:mutual:", (standing.sort,)),
    ]


# How two names stand to each other: one at least outside the sentence, or which of them is first in it.
OUT, SUBJECT_FIRST, OBJECT_FIRST = 0, 1, 2


def pair_starts(attempt: Attempt, doer: Standing) -> tuple[tuple[str, ...], ...]:
    """What speaks for two names as the pair, beside what speaks for each: the subject's half, by how they stand."""
    kind, letter, parties = attempt.frame.type, attempt.situation.letter, attempt.slots.parties
    shared = [f"rule:{slot(attempt.slots, doer.names, 'S')[0]}:", f"{kind}:sorts:{doer.sort}:"]
    if parties is not None:
        shared.append(f"parties:{doer.names is parties}:")
    is_before = doer.names.start < attempt.situation.trigger.start
    return (
        (*shared, f"{kind}:{letter}:{doer.where or 'in'}|"),
        (*shared, f"order:{letter}:SO:{is_before}:"),
        (*shared, f"order:{letter}:OS:{is_before}:"),
    )


def pair_ends(attempt: Attempt, target: Standing) -> tuple[Sequence[tuple[str]], ...]:
    """The object's half of these words, each alone, by how they stand."""
    parties = attempt.slots.parties
    shared = [(str(slot(attempt.slots, target.names, "O")[0]),), (target.sort,)]
    if parties is not None:
        shared.append((f"{target.names is parties}:{attempt.frame.reciprocal}",))
    inside = (*shared, (str(target.names.start < attempt.situation.trigger.start),))
    return (*shared, (target.where or "in",)), inside, inside
