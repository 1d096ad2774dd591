"""How well weights answer for reports that they have not seen."""

import math
from collections.abc import Iterator, Sequence

import numpy as np

from report_extract.evaluation.scores import Prf, of_counts
from report_extract.fitting.logit import fit
from report_extract.fitting.questions import Lesson, Question, Told
from report_extract.relations.candidates import likeliest
from report_extract.relations.weights import Weights


def validate(lessons: Sequence[Lesson], *, folds: int, penalty: float) -> Prf:
    """Score the event relations that are stated of each report by weights from the other folds, entities given.

    Every ``folds``-th report is in the same fold.
    """
    counts = np.array(list(_counts(lessons, folds, penalty)))
    return of_counts(counts)


def _counts(lessons: Sequence[Lesson], folds: int, penalty: float) -> Iterator[tuple[int, int, int]]:
    """Those right, wrong and missed of each report."""
    for fold in range(folds):
        seen = [question for at, lesson in enumerate(lessons) if at % folds != fold for question in lesson.questions]
        weights = Weights(fit(seen, penalty=penalty))
        for lesson in lessons[fold::folds]:
            stated = {told for question in lesson.questions for told in _answer(question, weights)}
            right = _right(stated, lesson.gold)
            yield right, len(stated) - right, len(lesson.gold) - right


def _answer(question: Question, weights: Weights) -> Sequence[Told]:
    """What the likeliest answer states, if it is likely enough."""
    totals = [weights.total(words) for words in question.words]
    most = max(totals)
    powers = [math.exp(total - most) for total in totals]
    at = likeliest([power / sum(powers) for power in powers[1:]])
    return () if at is None else question.told[at + 1]


def _right(stated: set[Told], gold: Sequence[Told]) -> int:
    """How many relations of gold are stated, each once."""
    left = set(stated)
    count = 0
    for at, kind, subject, object_ in gold:
        hit = next(
            (t for t in sorted(left, key=repr) if t[:2] == (at, kind) and t[2] & subject and t[3] & object_), None
        )
        if hit is not None:
            left.remove(hit)
            count += 1
    return count
