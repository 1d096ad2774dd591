"""The verbs of the lexicon: hundreds of patterns, of which few are tried at a place and few are ever compiled."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from report_extract.errors import RuleError

_LOOK_BEHIND = re.compile(r"(?:\(\?<[!=][^()]*\))+")
_CLASS = re.compile(r"\[[^\]]*\]")
_GROUP = re.compile(r"\([^()]*\)")
_SPECIAL = frozenset("\\^$.|?*+()[{")
_OPTIONAL = ("?", "*", "{")


@dataclass(frozen=True)
class Verb:
    """A pattern of a frame; ``rank`` is its place in the lexicon, ``place`` where it is written."""

    rank: int
    frame: str
    pattern: str
    place: str

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The pattern, compiled when it is first tried.

        Raises:
            RuleError: it is no regular expression.
        """
        try:
            return re.compile(self.pattern)
        except re.error as error:
            raise RuleError(f"{self.place}: {self.pattern}: {error}") from error


class Verbs:
    """Verbs by the character that they begin with; those of which it cannot be told are looked for together."""

    def __init__(self, verbs: Sequence[Verb]) -> None:
        self._by_first: dict[str, list[Verb]] = {}
        for verb in verbs:
            self._by_first.setdefault(first_character(verb.pattern), []).append(verb)
        self._others = self._by_first.pop("", [])
        self._any_other = re.compile("|".join(f"(?:{verb.compiled.pattern})" for verb in self._others) or r"(?!)")

    def at(self, text: str, at: int, high: int) -> list[tuple[int, str]]:
        """The end and the frame of every match that begins at a place and ends before ``high``, in the order of the lexicon."""
        verbs = self._by_first.get(text[at], [])
        if self._any_other.match(text, at, high):
            verbs = sorted([*verbs, *self._others], key=lambda verb: verb.rank)
        return [(match.end(), verb.frame) for verb in verbs if (match := verb.compiled.match(text, at, high))]


def first_character(pattern: str) -> str:
    """The character that all matches of a pattern begin with; nothing where that cannot be told at a glance."""
    ahead = _LOOK_BEHIND.match(pattern)
    rest = pattern[ahead.end() :] if ahead else pattern
    if not rest or rest[0] in _SPECIAL or rest[1:2] in _OPTIONAL:
        return ""
    outside = _CLASS.sub("", rest)
    while (inner := _GROUP.sub("", outside)) != outside:
        outside = inner
    return "" if "|" in outside or "\\" in rest else rest[0]
