"""Expressions that point back: 同国, 両国, 同氏, 双方, 自国, この国, 3か国, 筆者.

Each carries a demonstrative, 同, 両, 自, 双, 前, 後 or a count, and stands for entities named before it; what fits in
type and number, and was named last as a subject or at all, is what it stands for.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from report_extract.records import EntityType
from report_extract.rulefile import RuleModel, packaged
from report_extract.scanning import Places

_BEFORE_BOTH = tuple("米露中英朝韓独仏印豪加伊日比越台国側軍者府")


class AnaphorRule(RuleModel):
    """A pattern of expressions, the types they stand for, how many, and how the antecedent is chosen."""

    id: str
    pattern: str
    types: list[EntityType]
    number: str = "1"
    by: str = "recency"
    matches: list[str]
    rejects: list[str] = []


class AnaphorFile(RuleModel):
    """The rules in order: at one place the longest match of the earliest rule counts."""

    rule: list[AnaphorRule]


@cache
def rules() -> tuple[tuple[AnaphorRule, re.Pattern[str]], ...]:
    """The compiled rules in order."""
    return tuple(
        (rule, re.compile(rule.pattern))
        for rule in packaged("report_extract.entities", "anaphora.toml", AnaphorFile).rule
    )


@dataclass(frozen=True, slots=True)
class Expression:
    """An anaphoric expression at ``text[start:end]``."""

    start: int
    end: int
    rule: AnaphorRule
    number: int | None


@dataclass(frozen=True, slots=True)
class Antecedent:
    """A mention that an anaphor may stand for: its entity, how it stands, and what it is called.

    ``group`` is the number of the coordination it belongs to (AとB, A・B), ``clause`` that of its clause in the sentence; ``start`` and ``end`` run through the report.
    """

    entity: int
    type: EntityType
    surface: str
    name: str
    start: int
    end: int
    sentence: int
    group: int
    is_topic: bool
    is_subject: bool
    is_country: bool
    follower: str
    clause: int

    @property
    def is_actor(self) -> bool:
        """It stands as topic or subject."""
        return self.is_topic or self.is_subject


def find(text: str, taken: Sequence[tuple[int, int]]) -> Iterator[Expression]:
    """Anaphoric expressions of a text that do not overlap a date or quantity in ``taken``."""
    places = Places(text, [regex for _, regex in rules()])
    at = 0
    while (begin := places.next(at)) is not None:
        best: tuple[re.Match[str], AnaphorRule] | None = None
        for number, match in places.here(begin):
            if match.end() > (best[0].end() if best else begin) and not _cut(text, match):
                best = match, rules()[number][0]
        at = begin + 1
        if best and all(best[0].end() <= start or end <= begin for start, end in taken):
            at = best[0].end()
            yield Expression(begin, at, best[1], _count(*best))


def _cut(text: str, match: re.Match[str]) -> bool:
    """同 and the like inside a longer word: 共同声明; behind the names of countries they may stand (日米両国)."""
    before = text[match.start() - 1 : match.start()]
    return "\u3400" <= before <= "\u9fff" and not (match.group()[0] in "両双" and before in _BEFORE_BOTH)


def _count(match: re.Match[str], rule: AnaphorRule) -> int | None:
    if rule.number != "n":
        return int(rule.number) if rule.number.isdigit() else None
    digits = match.group("n")
    return int(digits) if digits.isdigit() else "〇一二三四五六七八九".index(digits)


_STATE_BODY = re.compile(
    r"(?:省|庁|院|部|党|議会|国会|委員会|理事会|政権|政府|NATO|EU|国連|G7|機関|機構|連合|裁判所|会議|研究所)$"
)


def resolve(
    expression: Expression, surface: str, sentence: int, clause: int, before: Sequence[Antecedent]
) -> list[int]:
    """The entities an expression stands for, in the order of the text; empty when none fits.

    ``before`` are the mentions before it, in order; ``sentence`` and ``clause`` are the numbers of its
    sentence and, in it, of its clause.
    """
    rule = expression.rule
    if rule.by == "subject" and (country := _country_of_actor(sentence, before)) is not None:
        return [country]
    fitting = [a for a in before if a.type in rule.types and _suits(rule, surface, a)]
    if not fitting and rule.by in ("head", "region", "company"):
        fitting = [a for a in before if a.type in rule.types]
    if not fitting:
        return []
    if expression.number == 1:
        return [_single(rule, sentence, clause, fitting)]
    return _several(sentence, fitting, expression.number or 2)


def _country_of_actor(sentence: int, before: Sequence[Antecedent]) -> int | None:
    """Of who acts in the sentence the country: スペイン for サンチェス首相, when the report has said スペインのサンチェス首相."""
    actors = [
        a
        for a in before
        if a.sentence == sentence and a.is_actor and a.type in ("PERSON", "ORG", "GPE", "GROUP", "MIL")
    ]
    topics = [a for a in actors if a.is_topic]
    if not actors:
        return None
    actor = (topics or actors)[-1]
    if actor.type in ("GPE", "GROUP"):
        return actor.entity
    owners = [
        first.entity
        for first, second in pairwise(before)
        if second.entity == actor.entity and first.is_country and 0 <= second.start - first.end <= 1
    ]
    return owners[-1] if owners else None


def _suits(rule: AnaphorRule, surface: str, candidate: Antecedent) -> bool:
    head = re.sub(r"^(?:同|本|この|その|当該|両)", "", surface)
    match rule.by:
        case "country":
            return candidate.is_country
        case "head":
            return any(
                text.endswith(head) for text in (candidate.surface, candidate.name)
            ) or candidate.follower.startswith(head)
        case "company":
            return not _STATE_BODY.search(candidate.surface)
        case "region":
            return candidate.surface.endswith(head) or candidate.type == "LOC"
        case "place":
            return candidate.surface.endswith(head) or (candidate.type == "GPE" and not candidate.is_country)
        case _:
            return True


def _single(rule: AnaphorRule, sentence: int, clause: int, fitting: Sequence[Antecedent]) -> int:
    """The nearest one of the sentence that is not its subject; else the topic of the sentence before; else the nearest."""
    inside = [a for a in fitting if a.sentence == sentence]
    if rule.by == "subject":
        actors = [a for a in inside if a.is_actor] or [a for a in fitting if a.is_actor]
        return (actors or fitting)[-1].entity
    if rule.by == "former":
        return fitting[-2].entity if len(fitting) > 1 else fitting[-1].entity
    spoken_of = [a for a in inside if a.is_topic and a.clause < clause]
    if spoken_of and rule.by in ("country", "recency"):
        return spoken_of[-1].entity
    acted_on = [a for a in inside if re.match(r"に対する|への|に対し", a.follower)]
    if acted_on and rule.by == "country":
        return acted_on[-1].entity
    others = inside[:-1] if inside and inside[-1].is_actor else inside
    if others:
        return others[-1].entity
    earlier = [a for a in fitting if a.sentence < sentence]
    if not earlier:
        return fitting[-1].entity
    if rule.by in ("country", "recency") and not inside:
        last = [a for a in earlier if a.sentence == earlier[-1].sentence]
        topics = [a for a in last if a.is_topic] or [a for a in last if a.is_subject]
        return (topics or last)[-1].entity
    return earlier[-1].entity


def _several(sentence: int, fitting: Sequence[Antecedent], wanted: int) -> list[int]:
    """So many as are wanted, all of a kind: those named together last, else those that act or stand in one sentence."""
    found: list[tuple[float, list[int]]] = []
    for family in _FAMILIES:
        kin = [a for a in fitting if a.type in family]
        for back in range(9):
            there = [a for a in kin if a.sentence == sentence - back]
            actors = _distinct([a for a in there if a.is_actor])
            if together := _together(there, wanted):
                found.append((back, together))
            if back < 3 and len(actors) == wanted:
                found.append((back + 0.4, actors))
            if back < 3 and len(_distinct(there)) == wanted:
                found.append((back + 0.2 if back == 0 else back + 0.6, _distinct(there)))
    if found:
        return min(found, key=lambda pair: pair[0])[1]
    return _salient(fitting, wanted)


_FAMILIES: tuple[tuple[EntityType, ...], ...] = (
    ("GPE",),
    ("MIL", "ORG", "GROUP"),
    ("PERSON",),
    ("GPE", "MIL", "ORG", "GROUP"),
)


def _distinct(mentions: Sequence[Antecedent]) -> list[int]:
    return list(dict.fromkeys(a.entity for a in mentions))


def _together(mentions: Sequence[Antecedent], wanted: int) -> list[int]:
    """The last coordination of exactly so many."""
    groups: dict[int, list[Antecedent]] = {}
    for a in mentions:
        groups.setdefault(a.group, []).append(a)
    for members in reversed(list(groups.values())):
        if len(_distinct(members)) == wanted:
            return _distinct(members)
    return []


def _salient(mentions: Sequence[Antecedent], wanted: int) -> list[int]:
    """Those named or acting most often in what was read last."""
    recent = [a for a in mentions if a.sentence >= mentions[-1].sentence - 6]
    weight: dict[int, int] = {}
    for a in recent:
        weight[a.entity] = weight.get(a.entity, 0) + (2 if a.is_actor else 1)
    return sorted(sorted(weight, key=lambda e: -weight[e])[:wanted], key=_distinct(recent).index)
