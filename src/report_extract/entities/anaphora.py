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
    """A named mention that an anaphor may stand for, in the order of the text."""

    entity: int
    type: EntityType
    surface: str
    start: int
    end: int
    sentence: int
    is_topic: bool
    is_subject: bool
    is_country: bool
    follower: str


def find(text: str, taken: Sequence[tuple[int, int]]) -> Iterator[Expression]:
    """Anaphoric expressions of a text that do not overlap a date or quantity in ``taken``."""
    at = 0
    while at < len(text):
        best: tuple[re.Match[str], AnaphorRule] | None = None
        for rule, regex in rules():
            match = regex.match(text, at)
            if match and match.end() > match.start() and (best is None or match.end() > best[0].end()):
                best = match, rule
        if best and all(best[0].end() <= start or end <= best[0].start() for start, end in taken):
            yield Expression(best[0].start(), best[0].end(), best[1], _count(best[0], best[1]))
            at = best[0].end()
        else:
            at += 1


def _count(match: re.Match[str], rule: AnaphorRule) -> int | None:
    if rule.number != "n":
        return int(rule.number) if rule.number.isdigit() else None
    digits = match.group("n")
    return int(digits) if digits.isdigit() else "〇一二三四五六七八九".index(digits)


def resolve(expression: Expression, surface: str, start: int, before: Sequence[Antecedent]) -> list[int]:
    """The entities an expression stands for, in the order of the text; empty when none fits.

    ``before`` are the mentions named before it, in order; ``start`` is its offset on the same scale as theirs.
    """
    rule = expression.rule
    fitting = [a for a in before if a.type in rule.types and _suits(rule, surface, a)]
    if not fitting:
        return []
    if expression.number == 1:
        return [_single(rule, surface, start, fitting, before)]
    return _several(rule, start, fitting, expression.number)


def _suits(rule: AnaphorRule, surface: str, candidate: Antecedent) -> bool:
    if rule.by == "country":
        return candidate.is_country or candidate.type == "GROUP"
    if rule.by == "head":
        return candidate.surface.endswith(_head(surface)) or candidate.follower.startswith(_head(surface))
    return True


def _head(surface: str) -> str:
    return re.sub(r"^(?:同|本|この|その|当該|両)", "", surface)


def _single(
    rule: AnaphorRule, surface: str, start: int, fitting: Sequence[Antecedent], before: Sequence[Antecedent]
) -> int:
    last_sentence = fitting[-1].sentence
    if rule.by == "subject":
        subjects = [a for a in fitting if a.is_topic or a.is_subject]
        return (subjects or fitting)[-1].entity
    if rule.by == "former":
        return fitting[-2].entity if len(fitting) > 1 else fitting[-1].entity
    if rule.by == "country":
        near = [a for a in fitting if a.sentence == last_sentence]
        topics = [a for a in near if a.is_topic]
        return (topics or near)[-1].entity if start - near[-1].start > 60 and topics else near[-1].entity
    return fitting[-1].entity


def _several(rule: AnaphorRule, start: int, fitting: Sequence[Antecedent], number: int | None) -> list[int]:
    wanted = number or 2
    chosen: list[Antecedent] = []
    sentences = sorted({a.sentence for a in fitting}, reverse=True)
    for sentence in sentences:
        inside = [a for a in fitting if a.sentence == sentence]
        distinct = list({a.entity: a for a in inside}.values())
        if not chosen and len(distinct) > wanted:
            side_by_side = _neighbours(inside, wanted)
            if side_by_side:
                return side_by_side
            distinct = list({a.entity: a for a in reversed(inside)}.values())[:wanted]
        for a in reversed(distinct) if len(distinct) <= wanted else distinct:
            if len(chosen) < wanted and a.entity not in {c.entity for c in chosen}:
                chosen.append(a)
        if len(chosen) >= wanted:
            break
    first: dict[int, int] = {}
    for a in fitting:
        first.setdefault(a.entity, a.start)
    return [a.entity for a in sorted(chosen, key=lambda a: (a.sentence, a.start))]


def _neighbours(inside: Sequence[Antecedent], wanted: int) -> list[int]:
    """The last run of ``wanted`` names that stand side by side (露朝, 日本と米国, A・B)."""
    for at in range(len(inside) - wanted, -1, -1):
        run = inside[at : at + wanted]
        if len({a.entity for a in run}) == wanted and all(b.start - a.end <= 2 for a, b in pairwise(run)):
            return [a.entity for a in run]
    return []
