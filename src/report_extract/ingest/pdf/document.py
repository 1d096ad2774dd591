"""A PDF → its text, page by page, with the place of each line."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager

import pypdfium2

from report_extract.errors import InputError
from report_extract.ingest.pdf.glyphs import read_glyphs
from report_extract.ingest.pdf.lines import PageLine, page_lines
from report_extract.ingest.source import Place, SourceText
from report_extract.ingest.text import check

MEDIA_TYPE = "application/pdf"


def read_pdf(data: bytes, *, name: str, label: str) -> SourceText:
    """Read a PDF; ``label`` stands for it in messages.

    Raises:
        InputError: it is broken, locked by a password, has no text on any page, or no Japanese.
    """
    pages: list[list[PageLine]] = []
    ruby, unmapped, broken = 0, 0, []
    with _opened(data, label) as document:
        for number in range(len(document)):
            try:
                page = document[number]
                found = read_glyphs(page)
                page.close()
            except pypdfium2.PdfiumError:
                broken.append(number + 1)
                pages.append([])
                continue
            lines, dropped = page_lines(found.glyphs)
            ruby, unmapped = ruby + dropped, unmapped + found.unmapped
            pages.append(lines)
    empty = [number for number, lines in enumerate(pages, 1) if not lines and number not in broken]
    if not any(pages):
        raise InputError(f"{label}: no text on any of {len(pages)} pages (scanned?)")
    text, places = _put_together(pages)
    check(text, name=label)
    skipped = {"ruby": ruby} if ruby else {}
    return SourceText(
        name,
        MEDIA_TYPE,
        None,
        hashlib.sha256(data).hexdigest(),
        text,
        pages=len(pages),
        places=places,
        skipped=skipped,
        warnings=tuple(_warnings(broken, empty, unmapped)),
    )


@contextmanager
def _opened(data: bytes, label: str) -> Iterator[pypdfium2.PdfDocument]:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).lower()
        cause = "locked by a password" if locked else "no PDF that can be read"
        raise InputError(f"{label}: {cause}") from error
    try:
        yield document
    finally:
        document.close()


def _put_together(pages: list[list[PageLine]]) -> tuple[str, tuple[Place, ...]]:
    """Lines end in a line feed, pages in a form feed."""
    parts: list[str] = []
    places: list[Place] = []
    at = 0
    for number, lines in enumerate(pages, 1):
        while lines and not lines[-1].text:
            lines.pop()
        for line in lines:
            if line.box is not None:
                left, top, right, bottom = (round(value, 1) for value in line.box)
                places.append(Place(at, at + len(line.text), number, (left, top, right, bottom)))
            text = line.text if line.goes_on else line.text + "\n"
            parts.append(text)
            at += len(text)
        if number < len(pages):
            parts.append("\f")
            at += 1
    return "".join(parts), tuple(places)


def _warnings(broken: list[int], empty: list[int], unmapped: int) -> Iterator[str]:
    if empty:
        yield f"no text on {_listed(empty)} (scanned or pictures)"
    if broken:
        yield f"{_listed(broken)} cannot be read"
    if unmapped:
        yield f"{unmapped} characters whose font does not say what they are were left out"


def _listed(pages: list[int]) -> str:
    shown = ", ".join(str(page) for page in pages[:20]) + (f" and {len(pages) - 20} more" if len(pages) > 20 else "")
    return f"page{'s' if len(pages) > 1 else ''} {shown}"
