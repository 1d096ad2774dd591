"""The blocks of a web page in its order: what a reader sees, each with what it is and where it belongs."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from report_extract.ingest.markup import marked, note_number, soft_lines, squeeze

_HIDDEN = {
    "script", "style", "noscript", "template", "head", "svg", "iframe", "object", "rt", "rp", "rtc", "select", "button",
    "textarea", "canvas", "audio", "video",
}  # fmt: skip
_AROUND = {"nav", "header", "footer", "aside", "form", "menu", "dialog"}
_INSIDE = {"article", "main"}
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_BLOCKS = {
    "html", "body", "p", "div", "section", "ul", "ol", "li", "dl", "dt", "dd", "table", "caption", "thead", "tbody",
    "tfoot", "tr", "td", "th", "blockquote", "pre", "figure", "figcaption", "address", "details", "summary", "hr",
    "center", "fieldset", *_AROUND, *_INSIDE, *_HEADINGS,
}  # fmt: skip
_TELLING = {"li", "figcaption", "caption", *_HEADINGS}
# Stand in the text being gathered for where raised text begins and where a line is broken; no characters of any text.
_RAISED, _BREAK = "\ufdd0", "\ufdd1"


@dataclass(frozen=True, slots=True)
class Piece:
    """The text of one block: ``kind`` is its tag, ``item``, ``row`` or ``end of list`` (which has no text).

    ``is_around``: in a menu, head or foot of the page; ``is_inside``: in what the page itself marks as the article.
    """

    text: str
    kind: str
    is_around: bool = False
    is_inside: bool = False


def read_pieces(root: etree._Element) -> list[Piece]:
    """All pieces of a page; without recursion, however deep it is nested."""
    return list(_Walk().over(root))


class _Walk:
    """Goes through a page once, gathering the text of one block after the other."""

    def __init__(self) -> None:
        self.buffer: list[str] = []
        self.open: list[str] = []
        self.cell: list[str] = []
        self.row: list[str] = []
        self.counters: list[int | None] = []
        self.mark = ""

    def over(self, root: etree._Element) -> Iterator[Piece]:
        """All pieces, in the order of the page."""
        hidden = 0
        for event, element in etree.iterwalk(root, events=("start", "end")):
            tag = element.tag if isinstance(element.tag, str) else ""
            if event == "start":
                if hidden or tag in _HIDDEN or not tag or _is_hidden(element):
                    hidden += 1
                else:
                    yield from self._begin(element, tag)
                continue
            if hidden:
                hidden -= 1
            else:
                yield from self._end(tag)
            if not hidden and element.tail:
                self.buffer.append(element.tail)
        yield from self._flush()

    def _begin(self, element: etree._Element, tag: str) -> Iterator[Piece]:
        if tag in _BLOCKS:
            yield from self._flush()
            self.open.append(tag)
        if tag in ("ul", "ol"):
            self.counters.append(0 if tag == "ol" else None)
        elif tag == "li":
            self.mark = self._list_mark()
        elif tag == "br":
            self.buffer.append(_BREAK)
        elif tag == "sup":
            self.buffer.append(_RAISED)
        if element.text:
            self.buffer.append(element.text)

    def _end(self, tag: str) -> Iterator[Piece]:
        if tag == "sup":
            self._raise_number()
        if tag not in _BLOCKS:
            return
        yield from self._flush()
        if tag in ("td", "th"):
            self.row.append(" ".join(self.cell))
            self.cell.clear()
        elif tag == "tr":
            row, self.row = "\t".join(self.row), []
            if row.strip():
                yield self._piece(row, "row")
        elif tag in ("table", "ul", "ol"):
            yield Piece("", "end of list")
        if tag in ("ul", "ol") and self.counters:
            self.counters.pop()
        if tag in self.open:
            while self.open.pop() != tag:
                pass

    def _flush(self) -> Iterator[Piece]:
        lines = "".join(self.buffer).replace(_RAISED, "").split(_BREAK)
        text = soft_lines([squeeze(line) for line in lines])
        self.buffer.clear()
        if not text:
            return
        if ("td" in self.open or "th" in self.open) and not ("。" in text and len(text) > 60):
            self.cell.append(text.replace("\n", " "))
            return
        tag = next((tag for tag in reversed(self.open) if tag in _TELLING), "p")
        if tag == "li":
            mark, self.mark = self.mark, ""
            yield self._piece(marked(mark, text), "item")
        else:
            yield self._piece(text, tag)

    def _piece(self, text: str, kind: str) -> Piece:
        around = {tag for tag in self.open if tag in _AROUND}
        inside = any(tag in _INSIDE for tag in self.open)
        # A header inside the article holds its title and author, not the site's.
        is_around = bool(around - {"header"} if inside else around)
        return Piece(text, kind, is_around, inside and not is_around)

    def _list_mark(self) -> str:
        counter = self.counters[-1] if self.counters else None
        if counter is None:
            return "・"
        self.counters[-1] = counter + 1
        return f"{counter + 1}. "

    def _raise_number(self) -> None:
        if _RAISED in self.buffer:
            at = len(self.buffer) - 1 - self.buffer[::-1].index(_RAISED)
            self.buffer[at:] = [note_number("".join(self.buffer[at + 1 :]))]


def _is_hidden(element: etree._Element) -> bool:
    style = re.sub(r"\s", "", element.get("style") or "").lower()
    return element.get("hidden") is not None or "display:none" in style or "visibility:hidden" in style
