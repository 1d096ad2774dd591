"""Word files, made by python-docx and by what it has no call for."""

import io
import zipfile
from collections.abc import Callable

import docx
import pytest
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from report_extract.errors import InputError
from report_extract.ingest.source import SourceText
from report_extract.layout.blocks import read_blocks

Read = Callable[..., SourceText]
BODY = "ロシアは侵攻を続けている。"


def saved(document: Document) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def report() -> Document:
    document = docx.Document()
    document.add_heading("露朝関係の深化", 0)
    document.add_paragraph("田島理博（日本国際問題研究所研究員）")
    document.add_heading("背景", 1)
    document.add_paragraph("ロシアは侵攻を続けている。支援は続く。")
    for text in ("日本は支援を続けるべきである。", "露中の連携は望ましくない。"):
        document.add_paragraph(text, style="List Bullet")
    for text in ("第一の提言を実行する。", "第二の提言を実行する。"):
        document.add_paragraph(text, style="List Number")
    document.add_paragraph("表1　国防費")
    table = document.add_table(2, 3)
    for row, texts in enumerate([("国名", "兵力", "国防費"), ("ロシア", "110万", "1090億ドル")]):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    paragraph = document.add_paragraph("停戦交渉は進んでいない")
    paragraph.add_run("12)").font.superscript = True
    paragraph.add_run("。")
    document.sections[0].header.paragraphs[0].text = "国問研"
    return document


def test_a_report(read: Read) -> None:
    source = read(saved(report()), "a.docx")
    assert [(block.kind, block.content.text) for block in read_blocks(source.text)] == [
        ("heading", "露朝関係の深化"),
        ("byline", "田島理博(日本国際問題研究所研究員)"),
        ("heading", "背景"),
        ("paragraph", "ロシアは侵攻を続けている。支援は続く。"),
        ("bullet", "日本は支援を続けるべきである。"),
        ("bullet", "露中の連携は望ましくない。"),
        ("bullet", "第一の提言を実行する。"),
        ("bullet", "第二の提言を実行する。"),
        ("caption", "表1 国防費"),
        ("table", "国名 兵力 国防費 ロシア 110万 1090億ドル"),
        ("paragraph", "停戦交渉は進んでいない。"),
    ]
    assert source.skipped == {"heads and feet": 3}


RUNS = {
    "insertion": ('<w:ins w:id="1" w:author="a"><w:r><w:t>長く</w:t></w:r></w:ins>', "長く", {}),
    "deletion": ('<w:del w:id="1" w:author="a"><w:r><w:delText>短く</w:delText></w:r></w:del>', "", {"deleted": 2}),
    "hidden": ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>秘密</w:t></w:r>", "", {"hidden": 2}),
    "control": ("<w:sdt><w:sdtContent><w:r><w:t>長く</w:t></w:r></w:sdtContent></w:sdt>", "長く", {}),
    "ruby": (
        "<w:r><w:ruby><w:rt><w:r><w:t>なが</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>長</w:t></w:r></w:rubyBase></w:ruby></w:r>",
        "長",
        {"ruby": 2},
    ),
}


@pytest.mark.parametrize("name", RUNS)
def test_what_a_reader_sees_of_a_paragraph(name: str, read: Read) -> None:
    xml, shown, skipped = RUNS[name]
    document = docx.Document()
    paragraph = parse_xml(
        f"<w:p {nsdecls('w')}><w:r><w:t>ロシアは</w:t></w:r>{xml}<w:r><w:t>侵攻を続けている。</w:t></w:r></w:p>"
    )
    document.element.body.insert(0, paragraph)
    source = read(saved(document), "a.docx")
    assert source.text == f"ロシアは{shown}侵攻を続けている。\n"
    assert source.skipped == skipped


def test_a_frame_of_one_cell_holds_paragraphs(read: Read) -> None:
    document = docx.Document()
    document.add_table(1, 1).cell(0, 0).text = BODY
    assert read(saved(document), "a.docx").text == f"{BODY}\n"


def packed(parts: dict[str, str | bytes], like: bytes) -> bytes:
    """A copy of a Word file with other parts."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(like)) as old,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as new,
    ):
        for name in old.namelist():
            new.writestr(name, parts.pop(name, old.read(name)))
        for name, content in parts.items():
            new.writestr(name, content)
    return buffer.getvalue()


def part(data: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name).decode()


def test_footnotes_stand_after_the_text_behind_their_numbers(read: Read) -> None:
    document = docx.Document()
    text = f'<w:p {nsdecls("w")}><w:r><w:t>侵攻は続く</w:t></w:r><w:r><w:footnoteReference w:id="7"/></w:r><w:r><w:t>。</w:t></w:r></w:p>'
    document.element.body.insert(0, parse_xml(text))
    data = saved(document)
    notes = f'<w:footnotes {nsdecls("w")}><w:footnote w:type="separator" w:id="0"><w:p><w:r><w:t>線</w:t></w:r></w:p></w:footnote><w:footnote w:id="7"><w:p><w:r><w:t>国防省の発表による。</w:t></w:r></w:p></w:footnote></w:footnotes>'
    relation = '<Relationship Id="rIdN" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes" Target="footnotes.xml"/></Relationships>'
    kind = '<Override PartName="/word/footnotes.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"/></Types>'
    rels, types = "word/_rels/document.xml.rels", "[Content_Types].xml"
    parts: dict[str, str | bytes] = {
        "word/footnotes.xml": notes,
        rels: part(data, rels).replace("</Relationships>", relation),
        types: part(data, types).replace("</Types>", kind),
    }
    source = read(packed(parts, data), "a.docx")
    assert source.text == "侵攻は続く¹。\n\n¹ 国防省の発表による。\n"
    assert [(block.kind, block.content.text) for block in read_blocks(source.text)] == [
        ("paragraph", "侵攻は続く。"),
        ("footnote", "国防省の発表による。"),
    ]


# --- hostile --------------------------------------------------------------------------------------------------------


def document_with(xml: str) -> bytes:
    return packed({"word/document.xml": xml}, saved(docx.Document()))


def test_external_entities_are_not_read(read: Read) -> None:
    xml = f'<!DOCTYPE w [<!ENTITY f SYSTEM "file:///etc/passwd">]><w:document {nsdecls("w")}><w:body><w:p><w:r><w:t>{BODY}&f;</w:t></w:r></w:p></w:body></w:document>'
    assert read(document_with(xml), "a.docx").text == f"{BODY}\n"


def test_entities_that_grow_are_refused(read: Read) -> None:
    grow = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(9))
    xml = f'<!DOCTYPE w [<!ENTITY e0 "爆弾である。">{grow}]><w:document {nsdecls("w")}><w:body><w:p><w:r><w:t>{BODY}&e9;</w:t></w:r></w:p></w:body></w:document>'
    with pytest.raises(InputError, match=r"^a\.docx: .*amplification"):
        read(document_with(xml), "a.docx")


def test_a_zip_bomb_is_refused_before_it_is_unpacked(read: Read) -> None:
    with pytest.raises(InputError, match=r"^a\.docx: unpacks to \d+ MB, more than 500 MB$"):
        read(packed({"word/media/zeros.bin": b"\0" * 600_000_000}, saved(report())), "a.docx")


def test_deep_nesting_is_refused(read: Read) -> None:
    deep = "<w:tbl><w:tr><w:tc>" * 1000 + "</w:tc></w:tr></w:tbl>" * 1000
    with pytest.raises(InputError, match=r"^a\.docx: no Word file that can be read \(XMLSyntaxError"):
        read(document_with(f"<w:document {nsdecls('w')}><w:body>{deep}</w:body></w:document>"), "a.docx")


@pytest.mark.parametrize("part", ["<a/>", f"<w:document {nsdecls('w')}/>"], ids=["other-root", "no-body"])
def test_a_document_without_a_body_is_refused(part: str, read: Read) -> None:
    with pytest.raises(InputError, match=r"^a\.docx: no Word file that can be read \(its document has no body\)$"):
        read(document_with(part), "a.docx")


@pytest.mark.parametrize("start", ["y", "²", "9" * 5000, "1.5"], ids=["letter", "superscript", "long", "fraction"])
@pytest.mark.parametrize("depth", ["0", "²", "x"])
def test_a_list_whose_numbers_are_none_counts_from_one(start: str, depth: str, read: Read) -> None:
    level = f'<w:lvl w:ilvl="0"><w:start w:val="{start}"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
    shape = f'<w:abstractNum w:abstractNumId="1">{level}</w:abstractNum>'
    lists = f'{shape}<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    marked = f'<w:pPr><w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="1"/></w:numPr></w:pPr>'
    body = f"<w:body><w:p>{marked}<w:r><w:t>{BODY}</w:t></w:r></w:p></w:body>"
    parts = {
        "word/numbering.xml": f"<w:numbering {nsdecls('w')}>{lists}</w:numbering>",
        "word/document.xml": f"<w:document {nsdecls('w')}>{body}</w:document>",
    }
    assert read(packed(parts, saved(docx.Document())), "a.docx").text == f"1. {BODY}\n"


@pytest.mark.parametrize(
    "data",
    [b"PK\x03\x04", b"", "ロシアは".encode(), packed({}, saved(docx.Document()))[:2000], packed({"word/document.xml": "x"}, saved(docx.Document()))],
    ids=["head", "empty", "text", "cut", "no-xml"],
)  # fmt: skip
def test_what_is_no_word_file_is_refused(data: bytes, read: Read) -> None:
    with pytest.raises(InputError, match=r"^a\.docx: "):
        read(data, "a.docx")
