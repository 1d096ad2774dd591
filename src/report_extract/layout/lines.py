"""Lines as the source has them, measured: what every later decision about layout looks at."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property

from report_extract.offsets import MappedText

_SPACES = " \t\u3000"
_SENTENCE_END = re.compile(
    r"[。！？!?][」』）)\]】]*(?:[(（]?(?:注|\*|※)?\d{0,3}[)）]?)?$|[。！？]」?[(（].{1,20}[)）]$"
)


@dataclass(frozen=True)
class Line:
    """One line without its white space at both ends; ``indent`` is what stood before, in half-width columns."""

    number: int
    content: MappedText
    indent: int

    @cached_property
    def text(self) -> str:
        """The repaired text of the line."""
        return self.content.text

    @cached_property
    def width(self) -> int:
        """Columns it takes on the page, in half-width units, indent included."""
        return self.indent + columns(self.text)

    @property
    def is_set_right(self) -> bool:
        """It stands far from the left margin: a byline or a date, no line that the wrap has cut."""
        return self.indent >= 10

    @property
    def is_blank(self) -> bool:
        """Nothing but white space."""
        return not self.text

    @cached_property
    def ends_sentence(self) -> bool:
        """Its last character closes a sentence, with or without a bracket or a note mark after it."""
        return bool(_SENTENCE_END.search(self.text))


def columns(text: str) -> int:
    """Half-width columns of a text: two for a wide character, one for others."""
    return sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in text)


def split_lines(text: MappedText) -> list[Line]:
    """The lines of a repaired text, blank ones too."""
    lines: list[Line] = []
    start = 0
    for end in [i for i, c in enumerate(text.text) if c == "\n"] + [len(text)]:
        whole = text[start:end]
        content = whole.strip(_SPACES)
        lead = whole.text[: len(whole.text) - len(whole.text.lstrip(_SPACES))]
        lines.append(Line(len(lines), content, columns(lead)))
        start = end + 1
    return lines


def full_width(lines: list[Line]) -> int:
    """Columns of a full line of the report: where its text was wrapped.

    The widest width that a good part of the long lines come near; when lines are whole paragraphs it is large and no
    line but a paragraph is full.
    """
    widths = sorted((line.width for line in lines if not line.is_blank), reverse=True)
    if not widths:
        return 0
    long = [width for width in widths if width >= max(24, widths[0] // 4)] or widths
    for width in long:
        near = sum(width - 6 <= other <= width for other in long)
        if near >= max(2, len(long) // 5):
            return width
    return widths[0]
