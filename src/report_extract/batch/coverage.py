"""How much of a report's text its sentences cover, checked on the record itself, not on the code that made it."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from report_extract.layout import marks
from report_extract.records import Report

_INVISIBLE = {"Cc", "Cf", "Cs", "Zs", "Zl", "Zp"}
_MARKS = [
    marks.BULLET_MARK,
    marks.SYMBOL,
    marks.NOTE_MARK,
    marks.ENUMERATION,
    re.compile(r"\d{1,3}[.．]?|[([（［]?[¹²³⁰⁴-⁹\d]+[)）\]］]?"),
]
_SENTENCE, _FURNITURE = 1, 2


@dataclass(frozen=True, slots=True)
class Coverage:
    """Visible characters: in sentences, in furniture, marks of the layout (bullets, note numbers), and outside all."""

    sentences: int
    furniture: int
    furniture_blocks: int
    layout: int
    outside: int
    dropped: int
    sample: str

    @property
    def share(self) -> float:
        """Of the characters that are neither furniture nor layout, those in a sentence."""
        text = self.sentences + self.outside
        return self.sentences / text if text else 1.0

    def facts(self) -> dict[str, Any]:
        """For the ledger; ``dropped`` are control and other invisible characters that are no white space."""
        return {
            "covered": round(self.share, 6),
            "outside": self.outside,
            "layout": self.layout,
            "furniture": {"blocks": self.furniture_blocks, "characters": self.furniture},
            "dropped": self.dropped,
        }

    def warnings(self) -> Iterator[str]:
        """What a reader would miss."""
        if self.outside:
            yield f"{self.outside} characters of text stand in no sentence, the first at {self.sample!r}"


def measure(report: Report) -> Coverage:
    """Count every visible character of a report once."""
    state = bytearray(len(report.text))
    for sentence in report.sentences:
        state[sentence.start : sentence.end] = bytes([_SENTENCE]) * (sentence.end - sentence.start)
    furniture = [block for block in report.blocks if block.kind == "furniture"]
    for block in furniture:
        state[block.start : block.end] = bytes([_FURNITURE]) * (block.end - block.start)
    visible = [unicodedata.category(character) not in _INVISIBLE for character in report.text]
    layout, outside, sample = 0, 0, ""
    for start, end in _gaps(state, visible):
        count = sum(visible[start:end])
        if _is_mark(report.text[start:end]):
            layout += count
        else:
            sample = sample or report.text[start : min(end, start + 20)]
            outside += count
    return Coverage(
        sum(seen and where == _SENTENCE for seen, where in zip(visible, state, strict=True)),
        sum(seen and where == _FURNITURE for seen, where in zip(visible, state, strict=True)),
        len(furniture),
        layout,
        outside,
        sum(not seen and not character.isspace() for seen, character in zip(visible, report.text, strict=True)),
        sample,
    )


def _gaps(state: bytearray, visible: list[bool]) -> Iterator[tuple[int, int]]:
    """The stretches of visible characters outside sentences and furniture."""
    start = None
    for at in range(len(state) + 1):
        inside = at < len(state) and state[at] == 0 and visible[at]
        if inside and start is None:
            start = at
        elif not inside and start is not None:
            yield start, at
            start = None


def _is_mark(text: str) -> bool:
    """Whether it is a mark of the layout: told by what a line that begins with it would be taken for."""
    forms = (text, unicodedata.normalize("NFKC", text))
    return any(
        (match := pattern.match(f"{form}文")) and match.end() == len(form) for form in forms for pattern in _MARKS
    )
