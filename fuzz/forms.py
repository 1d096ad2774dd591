"""What fuzzed bytes are made into: files of every format, raw or with the bytes where a format keeps its text."""

import io
import zipfile
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path

import docx
import pikepdf
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from lxml import etree

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PARTS = ("document", "numbering", "footnotes", "styles")
# What layout and sentences decide by, and what a text should not have.
_TOKENS = [
    *"。、．，！？「」『』（）()【】[]〈〉①⑳・■◆●※＊*-－—〜…：:;/｜|",
    *" \u3000\t\n\r\f\v\x01\u0085\u2028\u200b\u202e\ufeff\u00ad\U00020bb7\U0001f1ef",
    *"0１二十¹₂½㍿㈱ⅷ⑴⻑⾧ﾊﾞｶﾞか\u3099e\u0301ﷺ㌖",
    *"はがをにのとで日月年章節A",
    "\n\n", "\r\n", "　　　　　　　　　　　　", "ロシアは侵攻を続けている。", "日本国際問題研究所", "（研究員）", "第１章", "1．", "（1）", "図1　", "表２　",
    "出所：", "注1", "はじめに", "おわりに", "2025年3月", "1,000", "３．５", "- 12 -", "https://example.org/a", "U.S.", "the ", "国問研戦略コメント", "12)",
]  # fmt: skip


def file_of(data: bytes) -> tuple[str, bytes]:
    """The name and the content of the file that an input stands for."""
    name, make = FORMS[data[0] % len(FORMS) if data else 0]
    return name, make(data[1:])


def seeds() -> Iterator[bytes]:
    """Inputs to begin with: the openings of the development reports in every form."""
    reports = sorted((Path(__file__).parents[1] / "corpus" / "dev").glob("*.txt"))
    encodings = ("utf-8", "utf-8-sig", "cp932", "euc_jp", "iso2022_jp", "utf-16", "utf-16-le")
    for number, path in enumerate(reports):
        text = path.read_text(encoding="utf-8")[:250]
        yield _input("a.txt", 0, text.encode(encodings[number % len(encodings)], "replace"))
        yield _input("a.txt", 1, _tokens_of(text))
        yield _input("a.html", 0, f"<h1>{text[:20]}</h1><ul><li>{text[20:60]}</ul><p>{text[60:]}<sup>1</sup>".encode())
        yield _input("a.docx", 0, f"{_paragraphs(text)}\0\0{_note(text[:30])}\0".encode())
        yield _input("a.pdf", 0, bytes([number]) + _shown(text.splitlines()).encode())
    for encoding in encodings:
        page = f'<html><meta charset="{encoding}"><p>{text}</p></html>'
        yield _input("a.html", 1, page.encode(encoding, "replace"))
    part = f'<w:document xmlns:w="{_W}"><w:body>{_paragraphs(text)}</w:body></w:document>'
    yield _input("a.docx", 1, part.encode())
    like = io.BytesIO()
    docx.Document().save(like)
    yield _input("a.docx", 2, like.getvalue()[:1500])
    yield _input("a.pdf", 1, _page(b"\0" + _shown(["ロシアは侵攻を続けている。"]).encode()))


def _input(name: str, number: int, payload: bytes) -> bytes:
    """The bytes that ``file_of`` makes into the ``number``th form of a name."""
    return bytes([[at for at, (other, _) in enumerate(FORMS) if other == name][number]]) + payload


def _text(payload: bytes) -> bytes:
    return "".join(_TOKENS[byte % len(_TOKENS)] for byte in payload).encode()


def _tokens_of(text: str) -> bytes:
    """The payload of a text, as far as the tokens have its characters."""
    return bytes(_TOKENS.index(character) for character in text if character in _TOKENS)


def _web_page(payload: bytes) -> bytes:
    return b"<!doctype html><html><body><p>" + "ロシアは侵攻を続けている。".encode() + payload


def _document(payload: bytes) -> bytes:
    """A Word file of four parts, split at NUL; each is made well-formed, so that it is read and not refused."""
    fragments = [*payload.split(b"\0"), b"", b"", b""]
    parts = {f"word/{name}.xml": _well_formed(name, fragments[at]) for at, name in enumerate(_PARTS)}
    return _package_with(parts)


def _package_with(parts: Mapping[str, bytes]) -> bytes:
    """An empty Word file with these parts in place of its own."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(_package())) as old, zipfile.ZipFile(buffer, "w") as new:
        for entry in old.namelist():
            new.writestr(entry, parts.get(entry, old.read(entry)))
    return buffer.getvalue()


def _well_formed(name: str, fragment: bytes) -> bytes:
    body = b"<w:body>" + fragment if name == "document" else fragment
    source = f'<w:{name} xmlns:w="{_W}">'.encode() + body
    root = etree.fromstring(source, etree.XMLParser(recover=True, no_network=True, resolve_entities=False))
    return etree.tostring(root, encoding="utf-8", xml_declaration=True)


@cache
def _package() -> bytes:
    """An empty Word file that has notes."""
    document, buffer = docx.Document(), io.BytesIO()
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    notes = Part(PackURI("/word/footnotes.xml"), kind, f'<w:footnotes xmlns:w="{_W}"/>'.encode(), document.part.package)
    document.part.relate_to(notes, f"{_RELATIONS}/footnotes")
    document.save(buffer)
    return buffer.getvalue()


def _paragraphs(text: str) -> str:
    runs = [f"<w:r><w:t>{line}</w:t></w:r>" for line in text.splitlines() if line]
    plain = "".join(f"<w:p>{run}</w:p>" for run in runs)
    marked = '<w:pPr><w:pStyle w:val="ListBullet"/></w:pPr>'
    cells = f"<w:tbl><w:tr><w:tc><w:p>{runs[0]}</w:p></w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl>"
    return f'{plain}<w:p>{marked}{runs[-1]}<w:r><w:footnoteReference w:id="2"/></w:r></w:p>{cells}'


def _note(text: str) -> str:
    return f'<w:footnote w:id="2"><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:footnote>'


def _page(payload: bytes) -> bytes:
    """A PDF of one page with horizontal and vertical Japanese type; the first byte turns it, the rest is its content."""
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(595, 842))
        page.obj.Rotate = 90 * ((payload or b"\0")[0] % 4)
        page.obj.Contents = pdf.make_stream(payload[1:])
        page.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(H=_font("H"), V=_font("V")))
        buffer = io.BytesIO()
        pdf.save(buffer, deterministic_id=True)
    return buffer.getvalue()


def _font(direction: str) -> pikepdf.Dictionary:
    system = pikepdf.Dictionary(Registry=pikepdf.String("Adobe"), Ordering=pikepdf.String("Japan1"), Supplement=4)
    face = pikepdf.Name("/HeiseiMin-W3")
    glyphs = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.CIDFontType0, BaseFont=face, CIDSystemInfo=system)  # fmt: skip
    encoding = pikepdf.Name(f"/UniJIS-UTF16-{direction}")
    return pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type0, BaseFont=face, Encoding=encoding, DescendantFonts=pikepdf.Array([glyphs]))  # fmt: skip


def _shown(lines: list[str]) -> str:
    """The content of a page that shows lines one below the other."""
    rows = [f"1 0 0 1 60 {780 - 16 * at} Tm <{line.encode('utf-16-be').hex()}> Tj" for at, line in enumerate(lines)]
    return f"BT /H 10 Tf {' '.join(rows)} ET"


FORMS: list[tuple[str, Callable[[bytes], bytes]]] = [
    ("a.txt", lambda payload: payload),
    ("a.txt", _text),
    ("a.html", _web_page),
    ("a.html", lambda payload: payload),
    ("a.docx", _document),
    ("a.docx", lambda payload: _package_with({"word/document.xml": payload})),
    ("a.docx", lambda payload: payload),
    ("a.pdf", _page),
    ("a.pdf", lambda payload: payload),
]
