"""Word files: paragraphs, headings, lists, tables, notes, text boxes; insertions are read, deletions are not.

python-docx opens the package; what its own text leaves out (content controls, text boxes, tracked insertions,
footnotes) is read here from the XML. Entities are never resolved.
"""

import hashlib
import io
import zipfile
from collections.abc import Callable, Iterator
from typing import Any

from lxml import etree

from report_extract.errors import InputError
from report_extract.ingest.docx_numbering import Numbering
from report_extract.ingest.docx_xml import W, paragraph_text, parse
from report_extract.ingest.markup import SUPERSCRIPTS, Lines, marked
from report_extract.ingest.source import SourceText
from report_extract.ingest.text import check

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_MOST_UNPACKED = 500_000_000
_CONTAINERS = {f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}smartTag", f"{W}ins", f"{W}moveTo"}

Note = tuple[str, str]


def read_docx(data: bytes, *, name: str, label: str) -> SourceText:
    """Read a Word file; ``label`` stands for it in messages.

    Raises:
        InputError: it is no Word file, unpacks to more than 500 MB, or has no Japanese in it.
    """
    package = _opened(data, label)
    try:
        text, skipped = _text(package)
    except etree.XMLSyntaxError as error:
        raise InputError(f"{label}: broken Word file: {error.msg}") from error
    check(text, name=label)
    return SourceText(name, MEDIA_TYPE, None, hashlib.sha256(data).hexdigest(), text, skipped=skipped)


def _opened(data: bytes, label: str) -> Any:
    import docx

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            unpacked = sum(item.file_size for item in archive.infolist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise InputError(f"{label}: no Word file that can be read ({error})") from error
    if unpacked > _MOST_UNPACKED:
        raise InputError(f"{label}: unpacks to {unpacked // 1_000_000} MB, more than {_MOST_UNPACKED // 1_000_000} MB")
    try:
        package = docx.Document(io.BytesIO(data)).part
    except MemoryError:
        raise
    except Exception as error:  # python-docx raises many kinds on broken packages
        raise InputError(f"{label}: no Word file that can be read ({type(error).__name__}: {error})") from error
    if getattr(package.element, "body", None) is None:
        raise InputError(f"{label}: no Word file that can be read (its document has no body)")
    return package


def _text(package: Any) -> tuple[str, dict[str, int]]:
    lines, skipped = Lines(), {"ruby": 0, "hidden": 0, "deleted": 0}
    numbering = Numbering(_part(package, "numbering"), _part(package, "styles"))
    notes = {**_notes(package, "footnote"), **_notes(package, "endnote")}
    order: list[Note] = []

    def number(note: Note) -> str:
        if note not in order:
            order.append(note)
        return str(order.index(note) + 1).translate(SUPERSCRIPTS)

    def write(block: etree._Element) -> None:
        mark = numbering.mark(block)
        text = paragraph_text(block, number, skipped)
        if mark:
            lines.item(marked(mark, text))
        else:
            lines.paragraph(text)

    for block in _blocks(package.element.body):
        if block.tag == f"{W}tbl":
            _write_table(lines, block, write, lambda p: paragraph_text(p, number, skipped))
        else:
            write(block)
        for inner in _boxed(block):
            write(inner)
    for note in [*order, *(note for note in notes if note not in order)]:
        for at, inner in enumerate(notes.get(note, [])):
            text = paragraph_text(inner, number, skipped)
            lines.paragraph(f"{number(note)} {text}" if at == 0 and text else text)
    skipped["heads and feet"] = _edges(package)
    return lines.text(), {what: count for what, count in skipped.items() if count}


def _blocks(body: etree._Element) -> Iterator[etree._Element]:
    """Paragraphs and tables of a container, also those in content controls."""
    waiting = list(reversed(body))
    while waiting:
        element = waiting.pop()
        if element.tag in (f"{W}p", f"{W}tbl"):
            yield element
        elif element.tag in _CONTAINERS:
            waiting += reversed(element)


def _boxed(block: etree._Element) -> Iterator[etree._Element]:
    """The paragraphs of text boxes that hang on a block; their older copy in a Fallback is skipped."""
    for content in block.iter(f"{W}txbxContent"):
        if not any(str(parent.tag).endswith("}Fallback") for parent in content.iterancestors()):
            yield from content.iter(f"{W}p")


def _write_table(
    lines: Lines,
    table: etree._Element,
    write: Callable[[etree._Element], None],
    read: Callable[[etree._Element], str],
) -> None:
    """Rows with tabs between the cells; a table of one cell is a frame around paragraphs."""
    rows = [list(row.iterchildren(f"{W}tc")) for row in table.iterchildren(f"{W}tr")]
    if sum(len(row) for row in rows) == 1:
        for block in rows[0][0].iter(f"{W}p"):
            write(block)
        return
    lines.gap()
    for row in rows:
        cells = [" ".join(filter(None, (read(p).replace("\n", " ") for p in cell.iter(f"{W}p")))) for cell in row]
        if any(cells):
            lines.item("\t".join(cells))
    lines.gap()


def _part(package: Any, kind: str) -> etree._Element | None:
    for relation in package.rels.values():
        if relation.reltype.endswith(f"/{kind}") and not relation.is_external:
            return parse(relation.target_part.blob)
    return None


def _notes(package: Any, kind: str) -> dict[Note, list[etree._Element]]:
    """The paragraphs of each note by kind and id; separators are no notes."""
    root = _part(package, f"{kind}s")
    if root is None:
        return {}
    return {
        (kind, note.get(f"{W}id") or ""): list(note.iter(f"{W}p"))
        for note in root.iterchildren(f"{W}{kind}")
        if note.get(f"{W}type") in (None, "normal")
    }


def _edges(package: Any) -> int:
    """Characters in heads and feet of pages, which are no part of the text."""
    count = 0
    for relation in package.rels.values():
        if relation.reltype.endswith(("/header", "/footer")) and not relation.is_external:
            count += sum(len(element.text or "") for element in parse(relation.target_part.blob).iter(f"{W}t"))
    return count
