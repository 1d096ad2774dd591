"""Pairs of names that a trigger may relate, each with its evidence, and the likeliest of them."""

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from report_extract.analysis.arguments import ACTOR_TYPES, Name, Names
from report_extract.entities import gazetteer
from report_extract.relations.evidence import Standing, can_act, of_names
from report_extract.relations.lexicon import Frame
from report_extract.relations.slots import fits
from report_extract.relations.weights import Weights
from report_extract.relations.wording import (
    OBJECT_FIRST,
    OUT,
    SUBJECT_FIRST,
    Attempt,
    Words,
    event_words,
    mutual_words,
    pair_ends,
    pair_starts,
    role_words,
    text_of,
)

_INTERNATIONAL = re.compile(
    r"(?:条約|協定|議定書|宣言|声明|覚書|合意|決議|規約|憲章|協約|行動規範|文書)(?:案|第?\d+号)?$"
)
_DOMESTIC = re.compile(r"(?:法|法案|予算案?|大統領令|政令|憲法|省令|戦略|大綱|白書|改正案)(?:第?\d+号)?$")
_THINGS = ("EVENT", "FAC", "WEAPON", "LAW", "DATE")


@dataclass(slots=True)
class Evidence:
    """Words of evidence, each start with each of its ends, and what they weigh together."""

    starts: Sequence[str]
    ends: Sequence[Sequence[str]]
    weight: float

    @property
    def words(self) -> list[str]:
        """The words, put together: only who reads them needs them so."""
        return [start + end for start, ends in zip(self.starts, self.ends, strict=True) for end in ends]


@dataclass(slots=True)
class Candidate:
    """Two arguments for an attempt, or names that do it with each other; ``pairs`` are mention numbers.

    ``weight`` is how much speaks for it: what its evidence weighs.
    """

    attempt: Attempt
    subject: Standing
    object: Standing
    pairs: Sequence[tuple[int, int]]
    weight: float
    evidence: tuple[Evidence, ...]


@dataclass(slots=True)
class _Side:
    """Names as subject or object of an attempt: their mentions, each with the entities behind it, and what speaks for them."""

    names: Standing
    mentions: Sequence[tuple[int, frozenset[int]]]
    evidence: Evidence


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
    slots, frame, text = attempt.slots, attempt.frame, text_of(attempt)
    subjects = [m for group in (slots.subject, slots.added) for m in _subjects(group, frame, text)]
    objects = _objects(slots.object, frame, text)
    if frame.reciprocal and slots.parties is not None and (not objects or len(slots.parties.members) > 1):
        return _mutual(slots.parties)
    return [(s.mention, o.mention) for s in subjects for o in objects if s.mention != o.mention]


def of_attempt(attempt: Attempt, weights: Weights) -> Iterator[Candidate]:
    """All pairs of names that an attempt could relate."""
    situation, text, frame = attempt.situation, text_of(attempt), attempt.frame
    behind = situation.scene.known.behind
    event = _weighed(event_words(attempt), weights)
    doers, targets = [], []
    for standing in situation.scene.pool:
        seen = of_names(situation, standing)
        is_actor = can_act(standing)
        if is_actor and (subjects := _acting(standing.names, attempt)):
            evidence = _weighed(role_words(attempt, standing, seen, "S"), weights)
            doers.append(_Side(standing, [(m.mention, behind(m.mention)) for m in subjects], evidence))
        if fits(standing.names, frame.object_types) and (objects := _objects(standing.names, frame, text)):
            evidence = _weighed(role_words(attempt, standing, seen, "O"), weights)
            targets.append(_Side(standing, [(m.mention, behind(m.mention)) for m in objects], evidence))
        mutual = _mutual(standing.names) if frame.reciprocal and is_actor else []
        if mutual and (not standing.where or len(standing.names.members) > 1):
            both = _weighed([("X.", seen.words), *mutual_words(attempt, standing)], weights)
            yield Candidate(attempt, standing, standing, mutual, event.weight + both.weight, (event, both))
    yield from _of_two(attempt, event, doers, targets, weights)


def _of_two(
    attempt: Attempt, event: Evidence, doers: Sequence[_Side], targets: Sequence[_Side], weights: Weights
) -> Iterator[Candidate]:
    """Each doer with each target that may go with it; what depends on one of them alone is looked up before."""
    ends = [pair_ends(attempt, target.names) for target in targets]
    for doer in doers:
        subject, starts = doer.names, pair_starts(attempt, doer.names)
        tables = [[weights.after(start) for start in own] for own in starts]
        for target, own_ends in zip(targets, ends, strict=True):
            object_ = target.names
            if subject is object_ or not _near(subject, object_):
                continue
            pairs = [(s, o) for s, one in doer.mentions for o, other in target.mentions if one.isdisjoint(other)]
            if not pairs:
                continue
            way = _way(subject, object_)
            weight = 0.0
            for table, (end,) in zip(tables[way], own_ends[way], strict=True):
                weight += table.get(end, 0.0)
            evidence = (event, doer.evidence, target.evidence, Evidence(starts[way], own_ends[way], weight))
            weight = event.weight + doer.evidence.weight + target.evidence.weight + weight
            yield Candidate(attempt, subject, object_, pairs, weight, evidence)


def _way(subject: Standing, object_: Standing) -> int:
    if subject.where or object_.where:
        return OUT
    return SUBJECT_FIRST if subject.names.start < object_.names.start else OBJECT_FIRST


def _weighed(words: Words, weights: Weights) -> Evidence:
    starts, ends = zip(*words, strict=True)
    return Evidence(starts, ends, weights.total_of(starts, ends))


def _near(doer: Standing, target: Standing) -> bool:
    """One of the two at least stands in the sentence, or is what the sentence before was about."""
    return not (doer.where and target.where) or "carried" in (doer.where, target.where)


def _mutual(group: Names) -> list[tuple[int, int]]:
    """Each with each of names that do something together; one anaphor or group with itself."""
    if len(group.runs) > 1:
        return [(a.mention, b.mention) for run in group.runs for a, b in combinations(run, 2)]
    parties = [m for m in group.members if m.type not in _THINGS]
    if len(parties) == 1 and (parties[0].type == "GROUP" or (parties[0].is_anaphor and parties[0].type is None)):
        return [(parties[0].mention, parties[0].mention)]
    return [(a.mention, b.mention) for a, b in combinations(parties, 2)]


def _acting(group: Names, attempt: Attempt) -> list[Name]:
    """Names as subjects, and those that the rules say act together with them (とともに)."""
    slots, frame, text = attempt.slots, attempt.frame, text_of(attempt)
    subjects = _subjects(group, frame, text)
    return [*subjects, *_subjects(slots.added, frame, text)] if subjects and group is slots.subject else subjects


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
