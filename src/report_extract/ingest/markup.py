"""Lines of text from marked-up documents (HTML, DOCX), written as the layout reads them.

A paragraph is one line between empty ones, a list item a line behind its mark, a table row a line with tabs between
the cells.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_SPACE = re.compile(r"[ \t\r\n\f\v\u00a0]+")
_SEAM = re.compile(r"(?<=[^\x00-\x7f]) ?\n ?(?=[^\x00-\x7f])")
_SOFT = re.compile(r"(?<=[^。！？!?」』）)\n])\n(?=[^\n・•●○◆■□※*0-9①-⑳（(【])")
_OWN_MARK = re.compile(r"[・•●○◆◇■□▪▫※*＊－–—―①-⑳❶-❿-]|[(（]?[\d一二三四五六七八九十ァ-ンa-zA-Z]{1,2}[)）.．、]")
_NOTE = re.compile(r"^\s*\d{1,3}[)）]?\s*$")


@dataclass(slots=True)
class Lines:
    """Text as it grows, line by line."""

    rows: list[str] = field(default_factory=list)

    def paragraph(self, text: str) -> None:
        """Write a line that stands alone."""
        if text:
            self.gap()
            self.rows += [text, ""]

    def item(self, text: str) -> None:
        """Write a line that stands right below the one before."""
        if text:
            self.rows.append(text)

    def gap(self) -> None:
        """Leave one empty line, unless there is one."""
        if self.rows and self.rows[-1]:
            self.rows.append("")

    def text(self) -> str:
        """All lines, each ended by a line feed."""
        rows = [*self.rows]
        while rows and not rows[-1]:
            rows.pop()
        return "".join(f"{row}\n" for row in rows)


def squeeze(text: str) -> str:
    """White space as a reader sees it: a break of the source between Japanese characters is none, others are a space."""
    return _SPACE.sub(" ", _SEAM.sub("", text)).strip(" ")


def marked(mark: str, text: str) -> str:
    """A list item behind its mark, unless it brings its own."""
    return text if not text or _OWN_MARK.match(text) else mark + text


def soft_lines(lines: Sequence[str]) -> str:
    """Lines of one paragraph: where it has sentences, a break inside a sentence is only where the line was broken."""
    text = "\n".join(line.strip(" ") for line in lines).strip("\n")
    return _SOFT.sub("", text) if "。" in text else text


def note_number(text: str) -> str:
    """A raised number as the superscript it is; other raised text as it stands."""
    return text.strip().translate(SUPERSCRIPTS) if _NOTE.match(text) else text
