"""Finds where any of many patterns match, in one pass of each over the text instead of a try of each at each character."""

import re
from collections.abc import Iterator, Sequence


class Places:
    """The matches of several patterns by the place where they begin."""

    def __init__(self, text: str, patterns: Sequence[re.Pattern[str]]) -> None:
        self._text = text
        self._patterns = patterns
        self._ahead = [pattern.search(text) for pattern in patterns]

    def next(self, at: int) -> int | None:
        """The first place from ``at`` on where a pattern matches; places are asked for from left to right."""
        first: int | None = None
        for number, match in enumerate(self._ahead):
            if match and match.start() < at:
                match = self._ahead[number] = self._patterns[number].search(self._text, at)
            if match and (first is None or match.start() < first):
                first = match.start()
        return first

    def here(self, at: int) -> Iterator[tuple[int, re.Match[str]]]:
        """The matches that begin at the place that ``next`` gave, each with the number of its pattern."""
        return ((number, match) for number, match in enumerate(self._ahead) if match and match.start() == at)
