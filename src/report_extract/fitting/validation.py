"""How well weights answer for reports that they have not seen."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from report_extract.evaluation.confidence import Calibration, Judged, calibrate
from report_extract.evaluation.scores import Prf, of_counts
from report_extract.fitting.logit import fit
from report_extract.fitting.questions import Lesson, Question, Told
from report_extract.relations.candidates import likeliest
from report_extract.relations.weights import Weights


@dataclass(frozen=True, slots=True)
class Validation:
    """The score of reports left out, and whether the confidence of what was stated is true there."""

    score: Prf
    by_confidence: Calibration


def validate(lessons: Sequence[Lesson], *, folds: int, penalty: float) -> Validation:
    """Score the event relations that are stated of each report by weights from the other folds, entities given.

    Every ``folds``-th report is in the same fold.
    """
    judged = list(_left_out(lessons, folds, penalty))
    counts = [(right := sum(hit for _, hit in own), len(own) - right, len(gold) - right) for gold, own in judged]
    return Validation(of_counts(np.array(counts)), calibrate([one for _, own in judged for one in own]))


def _left_out(
    lessons: Sequence[Lesson], folds: int, penalty: float
) -> Iterator[tuple[Sequence[Told], Sequence[Judged]]]:
    """The relations of each report's gold, and those stated with whether they are right."""
    for fold in range(folds):
        seen = [question for at, lesson in enumerate(lessons) if at % folds != fold for question in lesson.questions]
        weights = Weights(fit(seen, penalty=penalty))
        for lesson in lessons[fold::folds]:
            stated: dict[Told, float] = {}
            for question in lesson.questions:
                told, confidence = _answer(question, weights)
                stated |= {one: max(confidence, stated.get(one, 0.0)) for one in told}
            right = _right(set(stated), lesson.gold)
            yield lesson.gold, [(round(confidence, 2), one in right) for one, confidence in stated.items()]


def _answer(question: Question, weights: Weights) -> tuple[Sequence[Told], float]:
    """What the likeliest answer states, if it is likely enough, and how likely it is."""
    totals = [weights.total(words) for words in question.words]
    most = max(totals)
    powers = [math.exp(total - most) for total in totals]
    probabilities = [power / sum(powers) for power in powers[1:]]
    at = likeliest(probabilities)
    return ((), 0.0) if at is None else (question.told[at + 1], probabilities[at])


def _right(stated: set[Told], gold: Sequence[Told]) -> set[Told]:
    """Which of those stated gold has, each once."""
    left = sorted(stated, key=repr)
    for at, kind, subject, object_ in gold:
        hit = next((t for t in left if t[:2] == (at, kind) and t[2] & subject and t[3] & object_), None)
        if hit is not None:
            left.remove(hit)
    return stated - set(left)
