"""Offsets in code points, as Python counts, and in UTF-16 code units, as browsers count."""

from bisect import bisect_left
from itertools import accumulate
from typing import Literal, get_args

Unit = Literal["code-points", "utf-16"]
UNITS: tuple[Unit, ...] = get_args(Unit)


class Units:
    """Turns the code point offsets of one text into offsets of a unit, and back."""

    def __init__(self, text: str, unit: Unit) -> None:
        widths = (2 if ord(character) > 0xFFFF else 1 for character in text)
        self.places = range(len(text) + 1) if unit == "code-points" else list(accumulate(widths, initial=0))

    def out(self, point: int) -> int:
        """Give the offset that the format writes."""
        return self.places[point]

    def back(self, place: int) -> int:
        """Give the code point offset; a place outside the text or inside a character is a ``ValueError``."""
        point = bisect_left(self.places, place)
        if point == len(self.places) or self.places[point] != place:
            raise ValueError(f"the offset {place} lies outside the text or inside a character")
        return point
