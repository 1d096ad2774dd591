"""The weights of what speaks for and against arguments, learned from annotated reports (``report-extract train-relations``)."""

from collections.abc import Iterable, Mapping
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

    def total(self, words: Iterable[str]) -> float:
        """The sum of the weights of words."""
        get = self._numbers.get
        return sum(get(word, 0.0) for word in words)


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
