"""The words of which a text must have one for a pattern to match in it: quickly looked for, where a match takes long to fail."""

import re
from collections.abc import Iterable, Iterator
from importlib import import_module
from typing import Any

# Python's own parser of regular expressions, which ``re.compile`` uses.
_PARSER: Any = import_module("re._parser")
_MOST_WORDS = 300
Words = frozenset[str]


def words_needed(pattern: str) -> tuple[str, ...]:
    """Words of which every text has one in which a pattern matches; none where there are no such words.

    They may stand beside the match, where the pattern looks ahead or behind. Of several such sets it is the rarest one.
    """
    parsed = _PARSER.parse(pattern)
    words = None if parsed.state.flags & re.IGNORECASE else _of_sequence(parsed)
    return tuple(sorted(_least(words))) if words else ()


class Needing:
    """Of a list of patterns those that may match in a text: each word that any of them needs is looked for once."""

    def __init__(self, patterns: Iterable[str]) -> None:
        needs = [words_needed(pattern) for pattern in patterns]
        self._always = frozenset(number for number, words in enumerate(needs) if not words)
        numbers: dict[str, list[int]] = {}
        for number, words in enumerate(needs):
            for word in words:
                numbers.setdefault(word, []).append(number)
        self._by_first: dict[str, list[tuple[str, list[int]]]] = {}
        for word in sorted(numbers):
            self._by_first.setdefault(word[0], []).append((word, numbers[word]))

    def possible(self, text: str) -> set[int]:
        """The numbers of the patterns that need no word, or of whose words the text has one."""
        found = set(self._always)
        for first in self._by_first.keys() & set(text):
            for word, numbers in self._by_first[first]:
                if word in text:
                    found.update(numbers)
        return found


def _of_sequence(parts: Iterable[tuple[Any, Any]]) -> Words | None:
    """Every part is needed, so the words of any part are: those of the part that has the rarest."""
    found = [words for words in _of_parts(parts) if words and len(words) <= _MOST_WORDS]
    return min(found, key=lambda words: (_frequency(words), sorted(words)), default=None)


def _of_parts(parts: Iterable[tuple[Any, Any]]) -> Iterator[Words | None]:
    """The words of each part; of characters one after the other the word that they make."""
    word = ""
    for kind, value in parts:
        if str(kind) == "LITERAL":
            word += chr(value)
            continue
        if word:
            yield frozenset((word,))
            word = ""
        yield _of_part(str(kind), value)
    if word:
        yield frozenset((word,))


def _of_part(kind: str, value: Any) -> Words | None:
    if kind == "IN":
        return _of_class(value)
    if kind == "SUBPATTERN":
        return None if value[1] & re.IGNORECASE else _of_sequence(value[-1])
    if kind == "BRANCH":
        choices = [_of_sequence(choice) for choice in value[1]]
        return None if None in choices else frozenset(word for words in choices if words for word in words)
    if kind in ("MAX_REPEAT", "MIN_REPEAT") and value[0] > 0:
        return _of_sequence(value[2])
    if kind == "ASSERT":
        return _of_sequence(value[1])
    return None


def _of_class(members: Iterable[tuple[Any, Any]]) -> Words | None:
    found: set[str] = set()
    for kind, value in members:
        first, last = (value, value) if str(kind) == "LITERAL" else value if str(kind) == "RANGE" else (0, _MOST_WORDS)
        if last - first >= _MOST_WORDS:
            return None
        found.update(map(chr, range(first, last + 1)))
    return frozenset(found)


def _frequency(words: Words) -> float:
    """How often one of the words may be found: each further character makes a word eight times as rare."""
    return sum(8.0 ** -len(word) for word in words)


def _least(words: Words) -> Words:
    """Without those that contain another one."""
    least: list[str] = []
    for word in sorted(words, key=len):
        if not any(other in word for other in least):
            least.append(word)
    return frozenset(least)
