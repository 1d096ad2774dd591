"""Conditional logit: of the answers to a question one is right, and the weights make it the likeliest.

After McFadden (1974), "Conditional logit analysis of qualitative choice behavior"; where several answers are right, it is
their sum that is made likely.
"""

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_array

from report_extract.fitting.questions import Question

_SEEN = 5
_SMALL = 0.02


def fit(questions: Sequence[Question], *, penalty: float) -> dict[str, float]:
    """Weights of all words that come in at least five answers; ``penalty`` is that of their squares (L2).

    Small weights are left out. The same questions in the same order give the same weights.
    """
    words = _vocabulary(questions)
    design = _design(questions, words)
    owner = np.repeat(np.arange(len(questions)), [len(q.words) for q in questions])
    right = np.array([is_right for q in questions for is_right in q.right], dtype=float)

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        totals = design @ weights
        most = np.full(len(questions), -np.inf)
        np.maximum.at(most, owner, totals)
        powers = np.exp(totals - most[owner])
        whole = np.bincount(owner, powers)
        good = np.maximum(np.bincount(owner, powers * right), 1e-300)
        slope = design.T @ (powers / whole[owner] - powers * right / good[owner])
        return float(np.log(whole / good).sum() + penalty / 2 * weights @ weights), slope + penalty * weights

    found = minimize(loss, np.zeros(len(words)), jac=True, method="L-BFGS-B", options={"maxiter": 300}).x
    return {word: round(float(found[at]), 3) for word, at in words.items() if abs(found[at]) >= _SMALL}


def _vocabulary(questions: Sequence[Question]) -> dict[str, int]:
    seen = Counter(word for q in questions for answer in q.words for word in set(answer))
    return {word: at for at, word in enumerate(sorted(word for word, times in seen.items() if times >= _SEEN))}


def _design(questions: Sequence[Question], words: dict[str, int]) -> csr_array:
    """A row for each answer, a column for each word: 1 where the answer has it."""
    answers = [sorted({words[word] for word in answer if word in words}) for q in questions for answer in q.words]
    ends = np.cumsum([0, *(len(columns) for columns in answers)])
    columns = np.fromiter((column for row in answers for column in row), dtype=np.int64, count=int(ends[-1]))
    return csr_array((np.ones(len(columns)), columns, ends), shape=(len(answers), len(words)))
