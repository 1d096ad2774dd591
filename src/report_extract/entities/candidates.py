"""Candidates for mentions, and the choice among those that overlap."""

from collections.abc import Iterable
from dataclasses import dataclass

from report_extract.records import EntityType


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stretch ``text[start:end]`` of a passage's repaired text that may be a mention.

    ``trust`` orders sources that disagree about the same characters: a higher one wins over a longer one.
    """

    start: int
    end: int
    type: EntityType
    rule: str
    trust: int = 1
    name: str | None = None
    iso: str | None = None

    @property
    def length(self) -> int:
        """Characters covered."""
        return self.end - self.start


def resolve(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Choose candidates that do not overlap, by trust, then length, then place; in the order of the text."""
    chosen: list[Candidate] = []
    taken: set[int] = set()
    for candidate in sorted(candidates, key=lambda c: (-c.trust, -c.length, c.start, c.type)):
        span = range(candidate.start, candidate.end)
        if taken.isdisjoint(span):
            taken.update(span)
            chosen.append(candidate)
    return sorted(chosen, key=lambda c: c.start)
