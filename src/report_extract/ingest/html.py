"""Web pages: the visible text of the report, without menus, and how much was left out.

trafilatura tells the report from what stands around it. What it leaves out is kept all the same where it reads like the
report: sentences outside menus, heads and feet of the page, captions and notes.
"""

import codecs
import hashlib
import logging
import re
from collections.abc import Sequence
from contextlib import suppress

from lxml import etree

from report_extract.errors import InputError
from report_extract.ingest.html_blocks import Piece, read_pieces
from report_extract.ingest.markup import Lines
from report_extract.ingest.source import SourceText
from report_extract.ingest.text import check, decode

MEDIA_TYPE = "text/html"
_DECLARED = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
# What Japanese can be written in. Some other names that Python knows decode any bytes into something, or raise errors of
# their own: a page that declares them is decoded by what it looks like.
_JAPANESE = {"utf-8", "cp932", "euc_jp", "iso2022_jp", "gb18030", "gbk", "big5", "euc_kr"}
_ALIASES = {"shift_jis": "cp932", "shift-jis": "cp932", "sjis": "cp932", "x-sjis": "cp932", "windows-31j": "cp932"}


def read_html(data: bytes, *, name: str, label: str) -> SourceText:
    """Read a web page; ``label`` stands for it in messages.

    Raises:
        InputError: it cannot be decoded or parsed, or has no Japanese in it.
    """
    source, encoding = _decoded(data, label)
    pieces = read_pieces(_parsed(source, label))
    kept = _kept(pieces, _main_text(source))
    lines = Lines()
    for piece in kept:
        lines.item(piece.text) if piece.kind in ("item", "row") else lines.paragraph(piece.text)
        if piece.kind == "end of list":
            lines.gap()
    text = lines.text()
    check(text, name=label)
    dropped = sum(len(piece.text) for piece in pieces) - sum(len(piece.text) for piece in kept)
    digest = hashlib.sha256(data).hexdigest()
    return SourceText(name, MEDIA_TYPE, encoding, digest, text, skipped={"around the text": dropped} if dropped else {})


def _decoded(data: bytes, label: str) -> tuple[str, str]:
    declared = _DECLARED.search(data[:4096])
    if declared:
        encoding = declared.group(1).decode("ascii").lower()
        encoding = _ALIASES.get(encoding, encoding)
        with suppress(UnicodeDecodeError, LookupError):
            if codecs.lookup(encoding).name in _JAPANESE:
                return data.decode(encoding), encoding
    return decode(data, name=label)


def _parsed(source: str, label: str) -> etree._Element:
    parser = etree.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True, encoding="utf-8", no_network=True)
    try:
        clean = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", "", source)
        root = etree.fromstring(clean.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise InputError(f"{label}: no HTML that can be read: {error}") from error
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise InputError(f"{label}: no HTML that can be read: nested too deeply")
    if root is None:
        raise InputError(f"{label}: empty")
    return root


def _main_text(source: str) -> str | None:
    """What trafilatura takes for the report, without white space, or None when it finds nothing."""
    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        text = trafilatura.extract(source, favor_recall=True, include_comments=False, include_tables=True)
    except (RecursionError, ValueError, etree.LxmlError):
        return None
    return _bare(text) if text else None


def _kept(pieces: Sequence[Piece], main: str | None) -> list[Piece]:
    """What belongs to the report, by the page's own marks, by trafilatura, or because it is a sentence."""
    first = next((at for at, piece in enumerate(pieces) if piece.kind == "h1"), len(pieces))
    opening = next((at for at, piece in enumerate(pieces) if at > first and "。" in piece.text), first)
    return [
        piece
        for at, piece in enumerate(pieces)
        if (
            _is_in(piece, main) and "。" in piece.text
            if piece.is_around
            else first < at < opening or _belongs(piece, main)
        )
    ]


def _belongs(piece: Piece, main: str | None) -> bool:
    return (
        piece.is_inside
        or piece.kind in ("h1", "figcaption", "caption", "row", "end of list")
        or "。" in piece.text
        or _is_in(piece, main)
    )


def _is_in(piece: Piece, main: str | None) -> bool:
    return main is None or _bare(piece.text) in main


def _bare(text: str) -> str:
    """Without white space and marks that the two readers write in different ways."""
    return re.sub(r"[\s|•・*⁰¹²³⁴-⁹\d.)）-]", "", text)
