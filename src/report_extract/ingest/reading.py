"""One way in for every format: bytes or a path → ``SourceText``."""

import re
from pathlib import Path, PurePath

from report_extract.errors import InputError
from report_extract.ingest import text as plain
from report_extract.ingest.source import SourceText
from report_extract.ingest.suffixes import SUFFIXES

_HTML = re.compile(rb"^(?:\xef\xbb\xbf)?\s{0,200}(?:<\?xml[^>]{0,200}>\s{0,200})?(?:<!--.{0,2000}?-->\s{0,200})?<(?:!doctype\s+html|html[\s>])", re.IGNORECASE | re.DOTALL)  # fmt: skip


def read(path: Path) -> SourceText:
    """Read one report of any format.

    Raises:
        InputError: it cannot be opened or read, or has nothing to read.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(f"{path}: {error.strerror or error}") from error
    return read_bytes(data, name=path.name, label=str(path))


def read_bytes(data: bytes, *, name: str, label: str) -> SourceText:
    """Read the bytes of a report; its format is told by its first bytes, then by the suffix of ``name``.

    ``label`` stands for it in messages. Readers are imported when their format is met.

    Raises:
        InputError: it cannot be read, or has nothing to read.
    """
    suffix = PurePath(name).suffix.lower()
    if data.startswith(b"%PDF-") or (suffix == ".pdf" and b"%PDF-" in data[:1024]):
        from report_extract.ingest.pdf.document import read_pdf

        return read_pdf(data, name=name, label=label)
    if data.startswith(b"PK\x03\x04"):
        from report_extract.ingest.docx import read_docx

        return read_docx(data, name=name, label=label)
    if suffix in (".pdf", ".docx"):
        raise InputError(f"{label}: {'empty' if not data else f'no {suffix[1:].upper()} file'}")
    if SUFFIXES.get(suffix) == "text/html" or _HTML.match(data):
        from report_extract.ingest.html import read_html

        return read_html(data, name=name, label=label)
    return plain.read_bytes(data, name=name, label=label)
