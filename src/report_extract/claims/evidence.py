"""Fact or assessment, where no hedge decides: a linear model over what a clause is like and what its words mean.

The first are the words of ``traits``, each with a weight in ``evidence_model/traits.tsv``: what the rules judge is one of
them among others. The second is the mean of ja_ginza's vectors of the content words, with the weights of
``evidence_model/meaning.npz``. See its card; ``benchmarks/evidence.py`` makes both.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import as_file, files
from importlib.resources.abc import Traversable
from pathlib import Path

import numpy as np
import numpy.typing as npt
from spacy.attrs import IDX, LEMMA, POS
from spacy.symbols import ADJ, ADV, NOUN, SPACE, VERB
from spacy.tokens import Doc

from report_extract.claims.judge import Judgement
from report_extract.errors import RuleError

Vector = npt.NDArray[np.float64]
# By the number of a part of speech: whether its words have a meaning of their own.
_IS_CONTENT = np.isin(np.arange(SPACE + 1), (NOUN, VERB, ADJ, ADV))
_REACH = 16.0  # words
_TRAITS, _MEANING = "traits.tsv", "meaning.npz"


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights of traits and of the mean of meanings, and the bias: together log odds of an assessment."""

    traits: Mapping[str, float]
    meaning: Vector
    bias: float

    def log_odds(self, traits: Sequence[str], meaning: Vector) -> float:
        """How much speaks for an assessment: positive where more does than for a fact."""
        return sum(self.traits.get(trait, 0.0) for trait in traits) + float(meaning @ self.meaning) + self.bias

    def save(self, folder: Path) -> None:
        """Write the traits as a table, the meaning and the bias as numpy's npz."""
        rows = "".join(f"{trait}\t{weight}\n" for trait, weight in sorted(self.traits.items()))
        (folder / _TRAITS).write_text(rows, encoding="utf-8")
        np.savez(folder / _MEANING, meaning=self.meaning, bias=self.bias)


def read_weights(folder: Path | Traversable) -> Weights:
    """Read what ``Weights.save`` wrote.

    Raises:
        RuleError: a line of the table is no trait with a number.
    """
    traits = {}
    for at, line in enumerate((folder / _TRAITS).read_text(encoding="utf-8").splitlines(), start=1):
        trait, _, number = line.partition("\t")
        try:
            traits[trait] = float(number)
        except ValueError:
            raise RuleError(f"{_TRAITS}:{at}: no trait with a number: {line!r}") from None
    with as_file(folder / _MEANING) as path, np.load(path) as held:
        return Weights(traits, held["meaning"], float(held["bias"]))


@cache
def weights() -> Weights:
    """The weights that the package brings."""
    return read_weights(files("report_extract.claims") / "evidence_model")


def meaning(doc: Doc, start: int, end: int) -> Vector:
    """The mean of the directions of the content words between two characters.

    A word counts the less the farther it stands from the end, where the predicate is.
    """
    rows = doc.to_array([IDX, POS, LEMMA])
    first, last = np.searchsorted(rows[:, 0], [start, end])
    nearness = np.exp(-np.arange(last - first)[::-1] / _REACH)
    vectors = doc.vocab.vectors
    found = vectors.find(keys=rows[first:last, 2]) if last > first else np.empty(0, np.int64)
    is_known = _IS_CONTENT[rows[first:last, 1]] & (found >= 0)
    directions = np.asarray(vectors.data[found[is_known]], np.float64)
    directions /= np.linalg.norm(directions, axis=1, keepdims=True) + 1e-9
    shares = nearness[is_known]
    mean: Vector = shares @ directions / (shares.sum() + 1e-9)
    return mean


def is_open(judged: Judgement) -> bool:
    """Neither a hedge nor a cue of facts (本稿は…するものである) decides whether a clause is a fact or an assessment."""
    if judged.type not in ("FACT", "ASSESSMENT") or judged.certainty != "certain":
        return False
    return judged.type == "ASSESSMENT" or not judged.rule.startswith("cue:")


def weighed(judged: Judgement, log_odds: float) -> Judgement:
    """What the rules judge of an open clause, or the opposite where more speaks for it."""
    if judged.type == "FACT" and log_odds > 0:
        return replace(judged, type="ASSESSMENT", rule="evidence:assessment")
    if judged.type == "ASSESSMENT" and log_odds <= 0:
        return replace(judged, type="FACT", cue=None, rule="evidence:fact")
    return judged


def differ(first: float, second: float) -> float:
    """How probable it is that of two clauses with these log odds one is a fact and the other an assessment."""
    one, other = 1 / (1 + np.exp(-first)), 1 / (1 + np.exp(-second))
    return float(one * (1 - other) + other * (1 - one))
