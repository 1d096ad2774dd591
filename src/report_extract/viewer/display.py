"""The original characters of a stretch as they should be read: unwrapped, with what the repair took out set apart."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from report_extract.records import Report, Sentence, Span

LOOK_AHEAD = 60
HALF_WIDTH_MARKS = "ﾞﾟ"


@dataclass(frozen=True, slots=True)
class Shown:
    """One original character at its offset; ``cut`` tells that the sentence was read without it (a note mark)."""

    at: int
    character: str
    cut: bool = False


def shown(raw: str, start: int, end: int, repaired: str, hidden: Sequence[tuple[int, int]] = ()) -> list[Shown]:
    """List the characters of ``raw[start:end]`` to show.

    Line breaks and stray spaces go where the repaired sentence has none; page furniture inside (``hidden``) goes too.
    Everything else stays, as it was written.
    """
    inside = [(first, last) for first, last in hidden if first < end and last > start]
    return list(_walk(raw, start, end, repaired, inside))


class Lines:
    """Gives stretches of a report on one line, without page furniture that stands inside them."""

    def __init__(self, report: Report) -> None:
        self.text = report.text
        self.hidden = furniture(report)

    def __call__(self, span: Span | Sentence) -> str:
        """Give a stretch: breaks between Japanese characters go, others become a space."""
        at, words = span.start, []
        for first, last in self.hidden:
            if span.start < first and last < span.end:
                words += self.text[at:first].split()
                at = last
        return join([*words, *self.text[at : span.end].split()])


def join(words: Sequence[str]) -> str:
    """Put words that stood on several lines on one."""
    text = words[0] if words else ""
    for word in words[1:]:
        text += f" {word}" if text[-1].isascii() and word[0].isascii() else word
    return text


def furniture(report: Report) -> list[tuple[int, int]]:
    """List where running heads and page numbers stand."""
    return [(block.start, block.end) for block in report.blocks if block.kind == "furniture"]


def _walk(raw: str, start: int, end: int, repaired: str, hidden: Sequence[tuple[int, int]]) -> Iterator[Shown]:
    at, place = start, 0
    while at < end:
        if past := next((last for first, last in hidden if first <= at < last), None):
            at = past
            continue
        character = raw[at]
        form = unicodedata.normalize("NFKC", character)
        if character.isspace():
            if repaired[place : place + 1] == " ":
                place += 1
                yield Shown(at, " ")
        elif repaired.startswith(form, place):
            place += len(form)
            yield Shown(at, character)
        elif unicodedata.combining(character) or character in HALF_WIDTH_MARKS:
            yield Shown(at, character)
        elif _is_cut(raw, at, end, repaired, place):
            yield Shown(at, character, cut=True)
        else:
            place += 1
            yield Shown(at, character)
        at += 1


def _is_cut(raw: str, at: int, end: int, repaired: str, place: int) -> bool:
    """Tell whether the reading goes on later in the raw text, so that this character was left out."""
    if repaired[place : place + 1] == " ":
        return False
    following = repaired[place : place + 2].strip()
    return not following or following in "".join(raw[at + 1 : min(end, at + LOOK_AHEAD)].split())
