"""The verbs of the lexicon: hundreds of patterns, of which few are tried at a place and few are ever compiled."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from report_extract.errors import RuleError

_LOOK_BEHIND = re.compile(r"(?:\(\?<[!=][^()]*\))+")
_CLASS = re.compile(r"\[[^\]]*\]")
_GROUP = re.compile(r"\([^()]*\)")
# What a pattern begins with: a character, one of a class, one of several words.
_FIRST = re.compile(r"[^\\^$.|?*+()\[{]|\[(?P<class>[^\]^-]+)\]|\(\?:(?P<choices>[^()\[\]]+)\)")
_OPTIONAL = ("?", "*", "{")
# Its first characters that are not optional.
_OPENING = re.compile(r"(?:[^\\^$.|?*+()\[{](?![?*{]))*")


@dataclass(frozen=True)
class Verb:
    """A pattern of a frame; ``rank`` is its place in the lexicon, ``place`` where it is written."""

    rank: int
    frame: str
    pattern: str
    place: str

    @cached_property
    def opening(self) -> str:
        """The word that all matches begin with; empty where there is none or it cannot be told at a glance."""
        rest = _behind_look_behind(self.pattern)
        opening = _OPENING.match(rest)
        return opening.group() if opening and not _is_choice(rest) else ""

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
    """Verbs by the characters that they may begin with; those of which it cannot be told are looked for together."""

    def __init__(self, verbs: Sequence[Verb]) -> None:
        self._by_first: dict[str, list[Verb]] = {}
        self._others = []
        for verb in verbs:
            characters = first_characters(verb.pattern)
            for character in characters:
                self._by_first.setdefault(character, []).append(verb)
            if not characters:
                self._others.append(verb)
        self._any_other = re.compile("|".join(f"(?:{verb.compiled.pattern})" for verb in self._others) or r"(?!)")

    def at(self, text: str, at: int, high: int) -> list[tuple[int, str]]:
        """The end and the frame of every match that begins at a place and ends before ``high``, in the order of the lexicon."""
        verbs = self._by_first.get(text[at], [])
        if self._any_other.match(text, at, high):
            verbs = sorted([*verbs, *self._others], key=lambda verb: verb.rank)
        return [
            (match.end(), verb.frame)
            for verb in verbs
            if text.startswith(verb.opening, at, high) and (match := verb.compiled.match(text, at, high))
        ]


def first_characters(pattern: str) -> frozenset[str]:
    """The characters of which all matches of a pattern begin with one; none where that cannot be told at a glance."""
    rest = _behind_look_behind(pattern)
    first = _FIRST.match(rest)
    if first is None or "\\" in rest or rest[first.end() : first.end() + 1] in _OPTIONAL or _is_choice(rest):
        return frozenset()
    if first["class"]:
        return frozenset(first["class"])
    if first["choices"]:
        found = [first_characters(choice) for choice in first["choices"].split("|")]
        return frozenset().union(*found) if all(found) else frozenset()
    return frozenset(first.group())


def _behind_look_behind(pattern: str) -> str:
    ahead = _LOOK_BEHIND.match(pattern)
    return pattern[ahead.end() :] if ahead else pattern


def _is_choice(pattern: str) -> bool:
    """Whether it has choices outside all groups."""
    outside = _CLASS.sub("", pattern)
    while (inner := _GROUP.sub("", outside)) != outside:
        outside = inner
    return "|" in outside
