"""Repaired text that remembers where each of its characters stands in the raw text."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MappedText:
    """A text whose character i came from ``raw[starts[i]:ends[i]]``.

    All offsets are Unicode code points; spans are half-open. Both arrays never decrease.
    """

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def __post_init__(self) -> None:
        if not len(self.text) == len(self.starts) == len(self.ends):
            raise ValueError("text and offsets differ in length")

    def __len__(self) -> int:
        return len(self.text)

    def __getitem__(self, part: slice) -> "MappedText":
        return MappedText(self.text[part], self.starts[part], self.ends[part])

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """The raw span of ``text[start:end]``, which must not be empty."""
        if not 0 <= start < end <= len(self.text):
            raise ValueError(f"no characters in {start}:{end} of {len(self.text)}")
        return self.starts[start], self.ends[end - 1]

    def clean_span(self, start: int, end: int) -> tuple[int, int] | None:
        """The part of this text that came from ``raw[start:end]``, or None."""
        inside = [i for i in range(len(self.text)) if self.starts[i] >= start and self.ends[i] <= end]
        return (inside[0], inside[-1] + 1) if inside else None

    def sub(self, pattern: re.Pattern[str], repl: str) -> "MappedText":
        """Replace each match by ``repl``: empty, or one character that takes the match's place."""
        if len(repl) > 1:
            raise ValueError("a replacement is at most one character")
        parts: list[tuple[str, int, int]] = []
        at = 0
        for match in pattern.finditer(self.text):
            if match.start() == match.end():
                continue
            parts += self.characters(at, match.start())
            if repl:
                parts.append((repl, *self.raw_span(match.start(), match.end())))
            at = match.end()
        if not at:
            return self
        return from_characters([*parts, *self.characters(at, len(self.text))])

    def strip(self, characters: str | None = None) -> "MappedText":
        """Without the white space (or the given characters) at both ends."""
        left = len(self.text) - len(self.text.lstrip(characters))
        return self[left : max(left, len(self.text.rstrip(characters)))]

    def characters(self, start: int, end: int) -> Iterator[tuple[str, int, int]]:
        """Each character of ``text[start:end]`` with its raw start and end."""
        return zip(self.text[start:end], self.starts[start:end], self.ends[start:end], strict=True)


def from_characters(characters: Iterable[tuple[str, int, int]]) -> MappedText:
    """Build a text from (character, raw start, raw end)."""
    rows = list(characters)
    if not rows:
        return MappedText("", (), ())
    text, starts, ends = zip(*rows, strict=True)
    return MappedText("".join(text), starts, ends)


def join(parts: Iterable[MappedText]) -> MappedText:
    """Put texts of the same source one after the other."""
    return from_characters(row for part in parts for row in part.characters(0, len(part)))
