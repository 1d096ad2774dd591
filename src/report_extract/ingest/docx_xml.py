"""The text of a paragraph of a Word file, from its XML."""

from collections.abc import Callable

from lxml import etree

from report_extract.ingest.markup import note_number, soft_lines

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SKIPPED = {f"{W}del": "deleted", f"{W}moveFrom": "deleted", f"{W}rt": "ruby"}
_SILENT = {f"{W}txbxContent", f"{W}instrText", "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}
_MARKS = {f"{W}tab": "\u3000", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}


def parse(data: bytes) -> etree._Element:
    """Parse a part of the package; entities stay unresolved and nothing is fetched."""
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))


def paragraph_text(paragraph: etree._Element, number: Callable[[tuple[str, str]], str], skipped: dict[str, int]) -> str:
    """What a reader sees of a paragraph, without the text boxes that hang on it.

    ``number`` gives the mark of a note by its kind and id; ``skipped`` counts what is left out.
    """
    parts: list[str] = []
    waiting = list(reversed(paragraph))
    while waiting:
        element = waiting.pop()
        tag = element.tag
        if tag in _SKIPPED:
            skipped[_SKIPPED[tag]] += _length(element)
        elif tag in _SILENT or not isinstance(tag, str):
            continue
        elif tag == f"{W}t":
            parts.append(_raised(element))
        elif tag in _MARKS:
            parts.append("" if element.get(f"{W}type") in ("page", "column") else _MARKS[tag])
        elif tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
            parts.append(number((tag[len(W) : -len("Reference")], element.get(f"{W}id") or "")))
        elif tag == f"{W}r" and element.find(f"{W}rPr/{W}vanish") is not None:
            skipped["hidden"] += _length(element)
        elif tag != f"{W}pPr":
            waiting += reversed(element)
    return soft_lines("".join(parts).strip(" \t\n\u3000").split("\n"))


def _raised(element: etree._Element) -> str:
    run = element.getparent()
    raised = run.find(f"{W}rPr/{W}vertAlign") if run is not None else None
    text = element.text or ""
    return note_number(text) if raised is not None and raised.get(f"{W}val") == "superscript" else text


def _length(element: etree._Element) -> int:
    return sum(len(text.text or "") for text in element.iter(f"{W}t", f"{W}delText"))
