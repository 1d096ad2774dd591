"""The weights of what speaks for and against arguments, learned from annotated reports (``report-extract train-relations``)."""

import sys
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from report_extract.errors import RuleError

_NAME = "weights.tsv"


class Weights:
    """A number for each word of evidence; what was never seen weighs nothing."""

    def __init__(self, numbers: Mapping[str, float]) -> None:
        self._numbers = dict(numbers)
        self._sorted = sorted(self._numbers)
        self._after: dict[str, Mapping[str, float]] = {}

    def total(self, words: Iterable[str]) -> float:
        """The sum of the weights of words."""
        get = self._numbers.get
        return sum(get(word, 0.0) for word in words)

    def total_of(self, starts: Iterable[str], ends: Iterable[Sequence[str]]) -> float:
        """The sum of the weights of words in two halves: each start with each of its ends; no word is put together."""
        total = 0.0
        for start, own in zip(starts, ends, strict=True):
            after = self._after.get(start)
            if after is None:
                after = self.after(start)
            for end in own:
                number = after.get(end)
                if number is not None:
                    total += number
        return total

    def after(self, start: str) -> Mapping[str, float]:
        """The weights of all words that begin so, by the rest of the word."""
        if start not in self._after:
            first = bisect_left(self._sorted, start)
            last = bisect_left(self._sorted, start + chr(sys.maxunicode), first)
            self._after[start] = {word[len(start) :]: self._numbers[word] for word in self._sorted[first:last]}
        return self._after[start]


def read_weights(path: Path | Traversable) -> Weights:
    """Read weights: a word and its number a line, separated by a tab; lines that begin with # are remarks.

    Raises:
        RuleError: a line is no word with a number, or a word comes twice.
    """
    numbers: dict[str, float] = {}
    for at, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if line.startswith("#"):
            continue
        word, _, number = line.partition("\t")
        try:
            value = float(number)
        except ValueError:
            raise RuleError(f"{path.name}:{at}: no word with a number: {line!r}") from None
        if word in numbers:
            raise RuleError(f"{path.name}:{at}: {word} comes twice")
        numbers[word] = value
    return Weights(numbers)


@cache
def weights() -> Weights:
    """The weights of the package."""
    return read_weights(files("report_extract.relations") / _NAME)
