"""Finds where any of many patterns match, in one pass of each over the text instead of a try of each at each character."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from report_extract.needing import Needing


class Places:
    """The matches of several patterns by the place where they begin."""

    def __init__(self, text: str, patterns: Sequence[re.Pattern[str]]) -> None:
        self._text = text
        self._patterns = patterns
        possible = _needing(tuple(pattern.pattern for pattern in patterns)).possible(text)
        asked = ((number, patterns[number].search(text)) for number in sorted(possible))
        self._ahead = {number: match for number, match in asked if match}

    def next(self, at: int) -> int | None:
        """The first place from ``at`` on where a pattern matches; places are asked for from left to right."""
        for number in [number for number, match in self._ahead.items() if match.start() < at]:
            match = self._patterns[number].search(self._text, at)
            if match:
                self._ahead[number] = match
            else:
                del self._ahead[number]
        return min((match.start() for match in self._ahead.values()), default=None)

    def here(self, at: int) -> Iterator[tuple[int, re.Match[str]]]:
        """The matches that begin at the place that ``next`` gave, each with the number of its pattern, in their order."""
        return ((number, match) for number, match in self._ahead.items() if match.start() == at)


@cache
def _needing(patterns: tuple[str, ...]) -> Needing:
    return Needing(patterns)
