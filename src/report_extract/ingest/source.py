"""A source as decoded, whatever it came from: its text, where that stands on pages, and what was left out."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Place:
    """Where ``text[start:end]``, a line or part of one, stands on a page (the first is 1).

    ``box`` is left, top, right, bottom in points from the upper left corner of the page as it is shown.
    """

    start: int
    end: int
    page: int
    box: Box


@dataclass(frozen=True, slots=True)
class SourceText:
    """A source as decoded; ``places`` in the order of the text, for PDFs.

    ``skipped`` counts what was left out on purpose and as it should be (ruby, menus); ``warnings`` say what a reader
    would miss.
    """

    name: str
    media_type: str
    encoding: str | None
    sha256: str
    text: str
    pages: int | None = None
    places: tuple[Place, ...] = ()
    skipped: Mapping[str, int] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()


def place_of(places: Sequence[Place], offsets: Iterable[int]) -> tuple[int, Box] | None:
    """The page on which characters begin, and the box around those of them that stand on it."""
    found: dict[int, Place] = {}
    for offset in offsets if places else ():
        at = bisect_right(places, offset, key=lambda place: place.start) - 1
        if at >= 0 and offset < places[at].end:
            found[at] = places[at]
    if not found:
        return None
    page = next(iter(found.values())).page
    return page, union(place.box for place in found.values() if place.page == page)


def union(boxes: Iterable[Box]) -> Box:
    """The smallest box around all; at least one is given."""
    left, top, right, bottom = zip(*boxes, strict=True)
    return min(left), min(top), max(right), max(bottom)
