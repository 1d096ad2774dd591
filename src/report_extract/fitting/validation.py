"""How well weights answer for reports that they have not seen."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from report_extract.evaluation.confidence import Calibration, Judged, calibrate
from report_extract.evaluation.scores import Prf, of_counts
from report_extract.fitting.logit import fit
from report_extract.fitting.questions import Lesson, Question, Told
from report_extract.relations.decision import decide
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
            stated = list(_stated(lesson, weights))
            right = _right([told for told, _ in stated], lesson.gold)
            judged = [(round(confidence, 2), at in right) for at, (_, confidence) in enumerate(stated)]
            yield lesson.gold, judged


def _stated(lesson: Lesson, weights: Weights) -> Iterator[tuple[Told, float]]:
    """What is stated of each sentence of a report, and how probable it is."""
    sentences: dict[int, list[dict[Told, float]]] = {}
    for question in lesson.questions:
        told = _probabilities(question, weights)
        if told:
            sentences.setdefault(next(iter(told))[0], []).append(told)
    for triggers in sentences.values():
        yield from ((told, confidence) for _, told, confidence in decide(triggers))


def _probabilities(question: Question, weights: Weights) -> dict[Told, float]:
    """How probable a trigger makes each relation that one of its answers states."""
    totals = [weights.total(words) for words in question.words]
    most = max(totals)
    powers = [math.exp(total - most) for total in totals]
    whole = sum(powers)
    told: dict[Told, float] = {}
    for power, answer in zip(powers, question.told, strict=True):
        for one in dict.fromkeys(answer):
            told[one] = told.get(one, 0.0) + power / whole
    return told


def _right(stated: Sequence[Told], gold: Sequence[Told]) -> set[int]:
    """Which of those stated, by number, gold has, each once."""
    left = sorted(range(len(stated)), key=lambda number: repr(stated[number]))
    right = set()
    for at, kind, subject, object_ in gold:
        hits = (n for n in left if stated[n][:2] == (at, kind) and stated[n][2] & subject and stated[n][3] & object_)
        hit = next(hits, None)
        if hit is not None:
            left.remove(hit)
            right.add(hit)
    return right
