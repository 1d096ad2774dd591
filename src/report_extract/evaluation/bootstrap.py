"""How sure a score is: percentile bootstrap over units of text, seeded, so that the same input gives the same interval.

Counts come as one row a unit; a statistic takes their sum. Rows are drawn with replacement by multinomial weights,
which is the same as drawing unit by unit and much faster.
"""

from collections.abc import Callable
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

Counts = NDArray[np.float64]
Statistic = Callable[[Counts], Counts]
Interval = tuple[float, float]

DRAWS = 2000
SEED = 20240229
LEVEL = 0.95


def draw(counts: Counts, *, draws: int = DRAWS, seed: int = SEED) -> Counts:
    """Sum the rows of redrawn samples: one row a sample. The same number of rows gives the same samples."""
    return np.asarray(_weights(len(counts), draws, seed) @ counts, dtype=np.float64)


@lru_cache(maxsize=4)
def _weights(units: int, draws: int, seed: int) -> Counts:
    """Say how often each sample holds each unit."""
    drawn = np.random.default_rng(seed).multinomial(units, np.full(units, 1 / units), size=draws)
    return drawn.astype(np.float64)


def interval(counts: Counts, statistic: Statistic) -> Interval:
    """Bound a statistic of the summed counts."""
    return bounds(statistic(draw(counts))) if len(counts) else (0.0, 0.0)


def difference(mine: Counts, other: Counts, statistic: Statistic) -> Interval:
    """Bound the difference of a statistic between two outputs on the same units, drawn together."""
    return bounds(statistic(draw(mine)) - statistic(draw(other))) if len(mine) else (0.0, 0.0)


def bounds(values: Counts) -> Interval:
    """Cut the middle out of a sample; draws that hold nothing to measure do not count."""
    measured = values[np.isfinite(values)]
    if not len(measured):
        return 0.0, 0.0
    low, high = np.quantile(measured, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return float(low), float(high)


def point(values: Counts) -> float:
    """Give a statistic as a number: 0 where there was nothing to measure."""
    return float(np.nan_to_num(values))


def divide(part: Counts, whole: Counts) -> Counts:
    """Divide where there is something to divide by; not a number elsewhere."""
    return np.divide(part, whole, out=np.full_like(part, np.nan, dtype=np.float64), where=whole > 0)


def precision(counts: Counts) -> Counts:
    """Give precision from columns tp, fp, fn."""
    return divide(counts[..., 0], counts[..., 0] + counts[..., 1])


def recall(counts: Counts) -> Counts:
    """Give recall from columns tp, fp, fn."""
    return divide(counts[..., 0], counts[..., 0] + counts[..., 2])


def f1(counts: Counts) -> Counts:
    """Give F1 from columns tp, fp, fn."""
    return divide(2 * counts[..., 0], 2 * counts[..., 0] + counts[..., 1] + counts[..., 2])


def accuracy(counts: Counts) -> Counts:
    """Give accuracy from columns correct, total."""
    return divide(counts[..., 0], counts[..., 1])


def b_cubed(counts: Counts) -> Counts:
    """Give the F1 of B-cubed from columns sum of precisions, sum of recalls, mentions."""
    mean_precision, mean_recall = divide(counts[..., 0], counts[..., 2]), divide(counts[..., 1], counts[..., 2])
    return divide(2 * mean_precision * mean_recall, mean_precision + mean_recall)


def macro_f1(counts: Counts) -> Counts:
    """Give the mean F1 of the classes that occur, from columns tp, fp, fn of one class after the other."""
    classes = counts.reshape((*counts.shape[:-1], -1, 3))
    occurs = (classes.sum(axis=-1) > 0).sum(axis=-1)
    return divide(np.nansum(f1(classes), axis=-1), occurs.astype(np.float64))
