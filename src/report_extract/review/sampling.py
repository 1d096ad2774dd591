"""Draws rows stratum by stratum: the same seed and the same run give the same sample."""

import random
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from report_extract.review.population import Row, Stratum

PER_RULE = 5


@dataclass(frozen=True, slots=True)
class Frame:
    """How many records a stratum has, and how many of them were drawn."""

    stratum: Stratum
    population: int
    drawn: int


@dataclass(frozen=True, slots=True)
class Sample:
    """The rows that were drawn, in the order of the population, and where they come from."""

    rows: tuple[Row, ...]
    frame: tuple[Frame, ...]
    seed: int


def draw(rows: Sequence[Row], *, per_rule: int | None = None, size: int | None = None, seed: int = 0) -> Sample:
    """Draw at most ``per_rule`` rows of each stratum and at most ``size`` in all.

    A size is spread over the strata in proportion to their population, each stratum getting one row first, the
    largest strata before the others. Without either, each stratum gives up to 5 rows.
    """
    strata: dict[Stratum, list[Row]] = defaultdict(list)
    for row in rows:
        strata[row.stratum].append(row)
    cap = PER_RULE if per_rule is None and size is None else per_rule
    limits = {stratum: len(found) if cap is None else min(cap, len(found)) for stratum, found in strata.items()}
    counts = limits if size is None else allocate({key: len(found) for key, found in strata.items()}, limits, size)
    chosen = {row.id for stratum, found in strata.items() for row in _choose(found, counts[stratum], stratum, seed)}
    frame = tuple(Frame(stratum, len(strata[stratum]), counts[stratum]) for stratum in sorted(strata))
    return Sample(tuple(row for row in rows if row.id in chosen), frame, seed)


def _choose(rows: Sequence[Row], count: int, stratum: Stratum, seed: int) -> list[Row]:
    """Choose by a generator of the stratum's own, so that a new rule does not change what the others give."""
    generator = random.Random(f"{seed}\t{stratum.kind}\t{stratum.type}\t{stratum.rule}")
    return generator.sample(sorted(rows, key=lambda row: row.id), count)


def allocate(population: Mapping[Stratum, int], limits: Mapping[Stratum, int], size: int) -> dict[Stratum, int]:
    """Spread a size over strata: one each, then by the most under-represented; never above a limit."""
    order = sorted(population, key=lambda stratum: (-population[stratum], stratum))
    counts = dict.fromkeys(order, 0)
    for _ in range(min(size, sum(limits.values()))):
        open_strata = [stratum for stratum in order if counts[stratum] < limits[stratum]]
        counts[min(open_strata, key=lambda stratum: _share(counts[stratum], population[stratum]))] += 1
    return counts


def _share(count: int, population: int) -> tuple[bool, float]:
    return count > 0, (count + 0.5) / population
