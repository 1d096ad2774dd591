"""Whatever is put in: readers give a text or an InputError, places lie in the text, layout and coverage add up."""

import io
import zipfile
from collections import Counter

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from report_extract.errors import InputError
from report_extract.ingest.pdf.glyphs import Glyph
from report_extract.ingest.pdf.lines import page_lines
from report_extract.ingest.reading import read_bytes
from report_extract.ingest.source import Place, place_of
from report_extract.layout.blocks import read_blocks
from report_extract.layout.sentences import sentence_spans

LETTERS = st.sampled_from(
    "ロシアは侵攻を続けている。、「」（）①・■◆1２. \u3000\t\n\r\f\0\u200b\u202e\ufeffA-z％がﾊﾞ⻑\ud800𠮷"
)
TEXTS = st.text(LETTERS, max_size=300)
TAGS = st.sampled_from(["p", "div", "li", "ul", "ol", "table", "tr", "td", "h1", "h2", "br", "sup", "ruby", "rt", "nav", "article", "script", "b", "figure", "figcaption"])  # fmt: skip
MARKUP = st.lists(
    st.one_of(
        TAGS.map(lambda tag: f"<{tag}>"), TAGS.map(lambda tag: f"</{tag}>"), TEXTS.filter(lambda t: "\ud800" not in t)
    ),
    max_size=40,
).map("".join)
FEW = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def read_or_refuse(data: bytes, name: str) -> str:
    refused = ""
    try:
        source = read_bytes(data, name=name, label=f"in/{name}")
    except InputError as error:
        refused = str(error)
    if refused:
        assert refused.startswith(f"in/{name}: ")
        assert "\n" not in refused
        return ""
    assert source.text.strip()
    source.text.encode("utf-8")
    return source.text


@FEW
@given(st.binary(max_size=400), st.sampled_from(["a.txt", "a.html", "a.docx", "a.pdf", "a"]))
def test_any_bytes(data: bytes, name: str) -> None:
    read_or_refuse(data, name)


@FEW
@given(
    st.binary(max_size=300), st.sampled_from([b"%PDF-1.7\n", b"PK\x03\x04", b"<!doctype html>", b"\xff\xfe", b"\x1b$B"])
)
def test_any_bytes_behind_a_known_beginning(data: bytes, beginning: bytes) -> None:
    read_or_refuse(beginning + data, "a")


@FEW
@given(MARKUP)
def test_any_page(markup: str) -> None:
    text = read_or_refuse(f"<html><body><p>ロシアは侵攻を続けている。</p>{markup}".encode(), "a.html")
    assert "ロシアは侵攻を続けている。" in text


@FEW
@given(st.text(st.sampled_from("<>/w:ptr ロシアは。&;\"'="), max_size=200))
def test_any_document_part(xml: str) -> None:
    buffer, like = io.BytesIO(), io.BytesIO()
    docx.Document().save(like)
    with zipfile.ZipFile(like) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            new.writestr(name, xml if name == "word/document.xml" else old.read(name))
    read_or_refuse(buffer.getvalue(), "a.docx")


@pytest.mark.parametrize("encoding", ["utf-8", "cp932", "euc_jp", "iso2022_jp", "utf-16", "utf-16-le", "utf-16-be"])
@FEW
@given(st.text(st.sampled_from("ロシアは侵攻を続けている。、「」（）・1２ \u3000\nAz"), max_size=200))
def test_a_text_comes_back_from_every_encoding(encoding: str, text: str) -> None:
    text = f"ロシアは侵攻をつづけている。{text}日本は支援をつづけている。"
    assert read_or_refuse(text.encode(encoding), "a.txt") == text


@FEW
@given(TEXTS)
def test_layout_loses_and_moves_nothing(text: str) -> None:
    seen: set[int] = set()
    for block in read_blocks(text):
        content = block.content
        assert 0 <= block.start <= block.end <= len(text)
        assert list(content.starts) == sorted(content.starts)
        assert all(
            block.start <= start < end <= block.end for start, end in zip(content.starts, content.ends, strict=True)
        )
        spans = sentence_spans(content.text)
        covered = {at for start, end in spans for at in range(start, end)}
        assert all(content.text[at].isspace() for at in range(len(content.text)) if at not in covered)
        seen.update(content.starts)
    assert len(seen) <= len(text)


BOXES = st.tuples(st.floats(-50, 600), st.floats(-50, 850), st.floats(0, 60), st.floats(0, 60))
GLYPHS = st.builds(
    lambda text, box, size: Glyph(text, (box[0], box[1], box[0] + box[2], box[1] + box[3]), size),
    st.sampled_from("ロシアは。1A \u3000"),
    BOXES,
    st.floats(0, 40),
)


@FEW
@given(st.lists(GLYPHS, max_size=60))
def test_no_glyph_of_a_page_is_lost(glyphs: list[Glyph]) -> None:
    lines, ruby = page_lines(glyphs)
    text = "".join(line.text for line in lines).translate(str.maketrans("¹", "1"))
    shown, drawn = "".join(text.split()), [glyph.text for glyph in glyphs if not glyph.text.isspace()]
    assert len(shown) + ruby == len(drawn)
    assert not Counter(shown) - Counter(drawn)


@FEW
@given(st.lists(st.tuples(st.integers(1, 9), st.integers(1, 3)), min_size=1, max_size=9), st.lists(st.integers(0, 99)))
def test_the_place_of_characters(lines: list[tuple[int, int]], offsets: list[int]) -> None:
    places, at = [], 0
    for length, page in sorted(lines, key=lambda line: line[1]):
        places.append(Place(at, at + length, page, (float(at), 0.0, float(at + length), 1.0)))
        at += length + 1
    found = place_of(tuple(places), sorted(offsets))
    inside = [place for offset in sorted(offsets) for place in places if place.start <= offset < place.end]
    assert (found is None) == (not inside)
    if found is not None:
        assert found[0] == inside[0].page
