"""Fact or assessment, where no rule sees anything but something told: a linear model over what the words mean.

Its evidence is the mean of ja_ginza's vectors of the content words, and the mean of the vectors that the analysis
computed for each word in its context. The weights lie in ``evidence_model/`` (see its card); ``benchmarks/evidence.py`` makes them.
"""

from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path

import numpy as np
import numpy.typing as npt
from spacy.attrs import IDX, LEMMA, POS
from spacy.symbols import ADJ, ADV, NOUN, SPACE, VERB
from spacy.tokens import Doc

from report_extract.claims.judge import Judgement

Vector = npt.NDArray[np.float64]
# By the number of a part of speech: whether its words have a meaning of their own.
_IS_CONTENT = np.isin(np.arange(SPACE + 1), (NOUN, VERB, ADJ, ADV))
_REACH = 16.0  # words
ENOUGH = 0.6  # log odds from which the words decide


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights of the two means, and the bias: together log odds of an assessment."""

    words: Vector
    context: Vector
    bias: float

    def save(self, path: Path) -> None:
        """Write them as numpy's npz."""
        np.savez(path, words=self.words, context=self.context, bias=self.bias)


@cache
def weights() -> Weights:
    """The weights that the package brings."""
    with as_file(files("report_extract.claims") / "evidence_model" / "weights.npz") as path, np.load(path) as held:
        return Weights(held["words"], held["context"], float(held["bias"]))


def means(doc: Doc, start: int, end: int) -> tuple[Vector, Vector]:
    """The mean of the directions of content words between two characters, and of all words in their context.

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
    context = np.asarray(doc.tensor[first:last], np.float64)
    return _mean(directions, nearness[is_known]), _mean(context, nearness)


def _mean(rows: Vector, shares: Vector) -> Vector:
    mean: Vector = shares @ rows / (shares.sum() + 1e-9)
    return mean


def weighed(judged: Judgement, doc: Doc, content: tuple[int, int]) -> Judgement:
    """What the rules judge, unless they find nothing but a fact told and its words speak for an assessment."""
    if judged.rule != "form:told" or log_odds(doc, content) < ENOUGH:
        return judged
    return replace(judged, type="ASSESSMENT", rule="evidence:assessment")


def log_odds(doc: Doc, content: tuple[int, int]) -> float:
    """How much the meaning of the words speaks for an assessment: positive where more does than not."""
    held = weights()
    words, context = means(doc, *content)
    return float(words @ held.words + context @ held.context) + held.bias
