"""Pairs of names that a trigger may relate, each with its evidence, and the likeliest of them."""

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from report_extract.analysis.arguments import ACTOR_TYPES, Name, Names
from report_extract.entities import gazetteer
from report_extract.records import Polarity, RelationType, Status
from report_extract.relations.evidence import Scene, Situation, Standing, can_act, of_names
from report_extract.relations.lexicon import Frame
from report_extract.relations.slots import Slots, fits
from report_extract.relations.weights import Weights

_INTERNATIONAL = re.compile(
    r"(?:条約|協定|議定書|宣言|声明|覚書|合意|決議|規約|憲章|協約|行動規範|文書)(?:案|第?\d+号)?$"
)
_DOMESTIC = re.compile(r"(?:法|法案|予算案?|大統領令|政令|憲法|省令|戦略|大綱|白書|改正案)(?:第?\d+号)?$")
_THINGS = ("EVENT", "FAC", "WEAPON", "LAW", "DATE")


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


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words of evidence and what they weigh together."""

    words: Sequence[str]
    weight: float


@dataclass(frozen=True, slots=True)
class Candidate:
    """Two arguments for an attempt, or names that do it with each other; ``pairs`` are mention numbers."""

    attempt: Attempt
    subject: Standing
    object: Standing
    pairs: Sequence[tuple[int, int]]
    evidence: tuple[Evidence, ...]

    @property
    def weight(self) -> float:
        """How much speaks for it."""
        return sum(part.weight for part in self.evidence)


@dataclass(frozen=True, slots=True)
class Choice:
    """The candidates of a trigger, with the probability of each; what is left of 1 is that it states nothing."""

    candidates: Sequence[Candidate]
    probabilities: Sequence[float]


def choose(attempts: Sequence[Attempt], weights: Weights) -> Choice:
    """Weigh all candidates of all frames of one trigger against each other and against none."""
    candidates = [candidate for attempt in attempts for candidate in of_attempt(attempt, weights)]
    if not candidates:
        return Choice((), ())
    totals = [weights.total(none_words(attempts)), *(candidate.weight for candidate in candidates)]
    most = max(totals)
    powers = [math.exp(total - most) for total in totals]
    whole = sum(powers)
    return Choice(candidates, [power / whole for power in powers[1:]])


def none_words(attempts: Sequence[Attempt]) -> list[str]:
    """What speaks for a trigger that states nothing."""
    first = attempts[0]
    has_rule = any(rule_pairs(attempt) for attempt in attempts)
    return ["none", f"none:{first.type}", f"none:{first.situation.letter}", f"none:{'rule' if has_rule else 'no rule'}"]


def rule_pairs(attempt: Attempt) -> list[tuple[int, int]]:
    """The mentions that the slots filled by rule would relate."""
    slots, frame, text = attempt.slots, attempt.frame, _text(attempt)
    subjects = [m for group in (slots.subject, slots.added) for m in _subjects(group, frame, text)]
    objects = _objects(slots.object, frame, text)
    if frame.reciprocal and slots.parties is not None and (not objects or len(slots.parties.members) > 1):
        return _mutual(slots.parties)
    return [(s.mention, o.mention) for s in subjects for o in objects if s.mention != o.mention]


def of_attempt(attempt: Attempt, weights: Weights) -> Iterator[Candidate]:
    """All pairs of names that an attempt could relate."""
    scene, text, frame = attempt.situation.scene, _text(attempt), attempt.frame
    event = _weighed(_event_words(attempt), weights)
    doers, targets = [], []
    for standing in scene.pool:
        words = of_names(attempt.situation, standing)
        subjects = _subjects(standing.names, frame, text) if can_act(standing) else []
        if subjects:
            doers.append((standing, subjects, _weighed(_role_words(attempt, standing, words, "S"), weights)))
        objects = _objects(standing.names, frame, text)
        if objects:
            targets.append((standing, objects, _weighed(_role_words(attempt, standing, words, "O"), weights)))
        mutual = _mutual(standing.names) if frame.reciprocal and can_act(standing) else []
        if mutual and (not standing.where or len(standing.names.members) > 1):
            both = _weighed([*(f"X.{word}" for word in words), *_mutual_words(attempt, standing)], weights)
            yield Candidate(attempt, standing, standing, mutual, (event, both))
    for doer, subjects, doing in doers:
        for target, objects, undergoing in targets:
            pairs = _pairs(scene, subjects, objects) if doer is not target and _near(doer, target) else []
            if pairs:
                pair = _weighed(_pair_words(attempt, doer, target), weights)
                yield Candidate(attempt, doer, target, pairs, (event, doing, undergoing, pair))


def _text(attempt: Attempt) -> str:
    return attempt.situation.scene.arguments.sentence.text


def _weighed(words: Sequence[str], weights: Weights) -> Evidence:
    return Evidence(words, weights.total(words))


def _near(doer: Standing, target: Standing) -> bool:
    """One of the two at least stands in the sentence, or is what the sentence before was about."""
    return not (doer.where and target.where) or "carried" in (doer.where, target.where)


def _pairs(scene: Scene, subjects: Sequence[Name], objects: Sequence[Name]) -> list[tuple[int, int]]:
    return [(s.mention, o.mention) for s in subjects for o in objects if not scene.known.same(s.mention, o.mention)]


def _mutual(group: Names) -> list[tuple[int, int]]:
    """Each with each of names that do something together; one anaphor or group with itself."""
    if len(group.runs) > 1:
        return [(a.mention, b.mention) for run in group.runs for a, b in combinations(run, 2)]
    parties = [m for m in group.members if m.type not in _THINGS]
    if len(parties) == 1 and (parties[0].type == "GROUP" or (parties[0].is_anaphor and parties[0].type is None)):
        return [(parties[0].mention, parties[0].mention)]
    return [(a.mention, b.mention) for a, b in combinations(parties, 2)]


def _subjects(group: Names | None, frame: Frame, text: str) -> list[Name]:
    subjects = [m for m in _members(group, frame.subject_types) if m.type in ACTOR_TYPES]
    if frame.type not in ("AFFILIATED_WITH", "LEGISLATE") and any(_is_company(m, text) for m in subjects):
        return []
    return subjects


def _objects(group: Names | None, frame: Frame, text: str) -> list[Name]:
    objects = _members(group, frame.object_types)
    if frame.type == "LEGISLATE":
        return [o for o in objects if not _INTERNATIONAL.search(text[o.start : o.end])]
    if frame.id == "agree.sign":
        return [o for o in objects if o.type != "LAW" or o.is_anaphor or _is_international(text[o.start : o.end])]
    return objects


def _members(group: Names | None, types: Sequence[str]) -> list[Name]:
    if group is None:
        return []
    return [
        m
        for m in group.members
        if m.type not in _THINGS or m.type in types or (not types and m.type in ("LAW", "WEAPON", "FAC", "EVENT"))
    ]


def _is_company(name: Name, text: str) -> bool:
    """What only companies do is no relation between states and their bodies."""
    return name.type == "ORG" and re.sub(r"社$", "", text[name.start : name.end]) in gazetteer.companies()


def _is_international(surface: str) -> bool:
    return bool(_INTERNATIONAL.search(surface)) or not _DOMESTIC.search(surface)


# --- words of evidence ----------------------------------------------------------------------------------------


def _event_words(attempt: Attempt) -> list[str]:
    """What speaks for the event itself, whoever takes part."""
    situation, text = attempt.situation, _text(attempt)
    start, end = situation.trigger.start, situation.trigger.end
    return [
        f"word:{text[start:end]}",
        f"then:{situation.letter}:{text[end : end + 2]}",
        f"type:{attempt.type}",
        f"stands:{situation.letter}",
        f"rank:{min(2, attempt.rank)}",
    ]


def _role_words(attempt: Attempt, standing: Standing, words: Sequence[str], role: str) -> list[str]:
    """What speaks for names as subject (S) or object (O) of an attempt."""
    kind, frame, group = attempt.frame.type, attempt.frame, standing.names
    found = [f"{role}.{word}" for word in words]
    found += (f"{kind}:{role}.{word}" for word in words if word.startswith(("sort:", "out:")) or ":modifier:" in word)
    slot, filled = _slot(attempt.slots, group, role)
    found.append(f"{role}.rule:{slot}:{filled}")
    if standing.where:
        found += (f"{role}.{standing.where}:{filled}:{standing.sort}", f"{role}.names:{_count(attempt)}")
    if role == "O":
        found += (f"{kind}:O.{word}" for word in words if ":case:" in word)
        found += (
            f"{frame.id}:O.{word}" for word in words if ":case:" in word or ":modifier:" in word or word[:5] == "sort:"
        )
        found += (f"O.{situated}" for situated in _frame_cases(attempt, words))
        found.append(f"O.fits:{fits(group, frame.object_types)}")
        if frame.reciprocal:
            found += (
                f"mutual:O.{word}" for word in words if ":case:" in word or ":modifier:" in word or ":governor:" in word
            )
    return found


def _slot(slots: Slots, group: Names, role: str) -> tuple[bool, bool]:
    """Whether the rules put the names in this slot, and whether they put any there."""
    if role == "S":
        return group is slots.subject or group is slots.added, slots.subject is not None
    return group is slots.object, slots.object is not None


def _count(attempt: Attempt) -> int:
    return min(4, len(attempt.situation.scene.inside))


def _frame_cases(attempt: Attempt, words: Sequence[str]) -> Iterator[str]:
    """Which of its frame's cases for the object the names stand in."""
    wanted = attempt.frame.object
    for word in words:
        letter, _, case = word.partition(":case:")
        if case:
            yield f"frame:{letter}:{wanted.index(case) if case in wanted else 'none'}"


def _mutual_words(attempt: Attempt, standing: Standing) -> list[str]:
    slots, group = attempt.slots, standing.names
    many = "many" if len(group.members) > 1 else "one"
    is_rule = group is slots.parties
    return [
        f"mutual:{many}",
        f"mutual:rule:{is_rule}:{slots.parties is not None}:{slots.object is not None}",
        f"{attempt.frame.type}:mutual:{standing.sort}",
    ]


def _pair_words(attempt: Attempt, doer: Standing, target: Standing) -> list[str]:
    """What speaks for two names as the pair, beside what speaks for each."""
    situation, kind, slots = attempt.situation, attempt.frame.type, attempt.slots
    subject = _slot(slots, doer.names, "S")[0]
    object_ = _slot(slots, target.names, "O")[0]
    words = [f"rule:{subject}:{object_}", f"{kind}:sorts:{doer.sort}:{target.sort}"]
    if slots.parties is not None:
        words.append(
            f"parties:{doer.names is slots.parties}:{target.names is slots.parties}:{attempt.frame.reciprocal}"
        )
    if doer.where or target.where:
        words.append(f"{kind}:{situation.letter}:{doer.where or 'in'}|{target.where or 'in'}")
    else:
        at = situation.trigger.start
        order = "SO" if doer.names.start < target.names.start else "OS"
        words.append(f"order:{situation.letter}:{order}:{doer.names.start < at}:{target.names.start < at}")
    return words
