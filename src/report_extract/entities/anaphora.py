"""Expressions that point back: 同国, 両国, 同氏, 双方, 自国, この国, 3か国, 筆者.

Each carries a demonstrative, 同, 両, 自, 双, 前, 後 or a count, and stands for entities named before it; what fits in
type and number, and was named last as a subject or at all, is what it stands for.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from report_extract.records import EntityType
from report_extract.rulefile import RuleModel, packaged
from report_extract.scanning import Places

_BEFORE_BOTH = tuple("米露中英朝韓独仏印豪加伊日比越台国側軍者府欧パ土尼宇")


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
    return "\u3400" <= before <= "\u9fff" and not (
        (match.group()[0] in "両双" or "n" in match.groupdict()) and before in _BEFORE_BOTH
    )


def _count(match: re.Match[str], rule: AnaphorRule) -> int | None:
    if rule.number != "n":
        return int(rule.number) if rule.number.isdigit() else None
    digits = match.group("n")
    return int(digits) if digits.isdigit() else "〇一二三四五六七八九".index(digits)
