"""Precision of a judged sample: by stratum, type and kind, and overall.

A stratum counts as much as it has records, not as many rows as were drawn of it: a row weighs population / judged. The
interval is Wilson's, with Kish's effective number of rows: (sum of weights)² / sum of squared weights. In one
stratum alone that is the number judged. ``unsure`` rows are counted apart and judge nothing.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from report_extract.evaluation.wilson import half_width, wilson
from report_extract.review.judged import Judgement
from report_extract.review.population import KINDS, Stratum
from report_extract.review.sampling import Frame

_Key = TypeVar("_Key")


@dataclass(frozen=True, slots=True)
class Tally:
    """The verdicts on one stratum."""

    population: int
    right: int
    wrong: int
    unsure: int
    open: int

    @property
    def judged(self) -> int:
        """How many rows were found right or wrong."""
        return self.right + self.wrong


@dataclass(frozen=True, slots=True)
class Precision:
    """The precision of a group of strata.

    ``covered`` is the share of the population whose stratum has a judged row; the rest weighs nothing.
    ``more_to_halve`` is how many further rows, drawn in the same proportions, would halve the interval. It is null
    where nothing is judged, and may be more than the ``left`` records that nobody has judged.
    """

    population: int
    judged: int
    right: int
    wrong: int
    unsure: int
    open: int
    precision: float | None
    low: float | None
    high: float | None
    effective: float
    covered: float
    more_to_halve: int | None
    left: int


@dataclass(frozen=True, slots=True)
class Precisions:
    """All groups of one workbook; the keys are names, or kind, type and rule."""

    overall: Precision
    kinds: dict[str, Precision]
    types: dict[tuple[str, str], Precision]
    rules: dict[tuple[str, str, str], Precision]


def score(rows: Iterable[Judgement], frame: Sequence[Frame]) -> Precisions:
    """Score the judged rows against the frame they were drawn from."""
    tallies = tally(rows, frame)
    return Precisions(
        overall=precision(tallies.values()),
        kinds=_grouped(tallies, lambda stratum: stratum.kind),
        types=_grouped(tallies, lambda stratum: (stratum.kind, stratum.type)),
        rules=_grouped(tallies, lambda stratum: (stratum.kind, stratum.type, stratum.rule)),
    )


def tally(rows: Iterable[Judgement], frame: Sequence[Frame]) -> dict[Stratum, Tally]:
    """Count the verdicts of each stratum."""
    counts: dict[Stratum, Counter[str]] = defaultdict(Counter)
    for row in rows:
        counts[row.stratum][row.verdict] += 1
    return {
        part.stratum: Tally(part.population, *(counts[part.stratum][name] for name in ("right", "wrong", "unsure", "")))
        for part in sorted(frame, key=lambda part: (KINDS.index(part.stratum.kind), part.stratum))
    }


def _grouped(tallies: Mapping[Stratum, Tally], key: Callable[[Stratum], _Key]) -> dict[_Key, Precision]:
    groups: dict[_Key, list[Tally]] = defaultdict(list)
    for stratum, one in tallies.items():
        groups[key(stratum)].append(one)
    return {name: precision(group) for name, group in groups.items()}


def precision(tallies: Iterable[Tally]) -> Precision:
    """Weight the strata of a group by their population."""
    group = list(tallies)
    seen = [one for one in group if one.judged]
    judged, population = sum(one.judged for one in seen), sum(one.population for one in group)
    weight = sum(one.population for one in seen)
    share = sum(one.population * one.right / one.judged for one in seen) / weight if weight else None
    effective = weight**2 / sum(one.population**2 / one.judged for one in seen) if weight else 0.0
    low, high = wilson(share, effective) if share is not None else (None, None)
    return Precision(
        population=population,
        judged=judged,
        right=sum(one.right for one in group),
        wrong=sum(one.wrong for one in group),
        unsure=sum(one.unsure for one in group),
        open=sum(one.open for one in group),
        precision=share,
        low=low,
        high=high,
        effective=effective,
        covered=weight / population if population else 0.0,
        more_to_halve=None if share is None else more_to_halve(share, effective, judged),
        left=population - judged,
    )


def more_to_halve(share: float, effective: float, judged: int) -> int:
    """Count the further rows after which the interval is half as wide, the share staying as it is."""
    goal = half_width(share, effective) / 2
    low, high = judged, judged * 2
    while half_width(share, effective * high / judged) > goal:
        low, high = high, high * 2
    while low + 1 < high:
        middle = (low + high) // 2
        if half_width(share, effective * middle / judged) > goal:
            low = middle
        else:
            high = middle
    return high - judged
