"""PDFs printed by a browser: text in reading order, what is left out and said, and where each line stands."""

import io
from collections.abc import Callable

import pikepdf
import pypdfium2
import pytest

from report_extract.errors import InputError
from report_extract.ingest.source import SourceText, place_of, union
from report_extract.layout.blocks import read_blocks

Print = Callable[..., bytes]
Read = Callable[..., SourceText]

EXPECTED = [
    "ロシアは2024年3月に北朝鮮との条約に署名し、砲弾の供給を受けた。ウクライナ軍は8月にロシア領クルスク州へ侵攻し、領土の占領に成功した。しかし占領地は次第に奪還されつつある。",
    "米国をはじめとする西側諸国は軍事支援を継続し、F16戦闘機を供与した。その能力は支援に依存しており、途絶えれば戦線の維持は困難となろう。",
    "日本はウクライナ支援を継続し、NATOとの協力を深めるべきである。提供できる装備には限りがあるため、復興と地雷除去で役割を果たすことが望ましい。",
    "中国軍は台湾周辺の海域で演習を実施し、海警局の船が参加した。演習は総統の就任演説に反発したものとみられ、同様の圧力は今後も続く可能性が高い。",
    "北朝鮮は新型の弾道ミサイルを発射し、国連安保理は非難声明を出した。ただし常任理事国の対立は解けず、制裁の履行を監視する専門家の任期は延長されなかった。",
]
TEXT = "".join(EXPECTED)
PARAGRAPHS = "".join(f"<p>{text}</p>" for text in EXPECTED)


def paragraphs(text: str) -> list[str]:
    return [block.content.text for block in read_blocks(text) if block.kind == "paragraph"]


LAYOUTS = {
    "one-column": (PARAGRAPHS, ""),
    "two-columns": (f'<div class="c">{PARAGRAPHS}</div>', ".c { column-count: 2; column-gap: 2em; text-align: justify }"),
    "narrow-gutter": (f'<div class="c">{PARAGRAPHS}</div>', ".c { column-count: 2; column-gap: 1em }"),
    "three-columns": (f'<div class="c">{PARAGRAPHS}</div>', ".c { column-count: 3; column-gap: 2em }"),
    "vertical": (PARAGRAPHS, "body { writing-mode: vertical-rl }"),
    "vertical-in-tiers": (f'<div class="c">{PARAGRAPHS}</div>', "body { writing-mode: vertical-rl } .c { column-count: 2; column-gap: 2em }"),
    "turned-left": (PARAGRAPHS, "body { writing-mode: sideways-lr }"),
    "turned-right": (PARAGRAPHS, "body { writing-mode: sideways-rl }"),
    "wide-letters": (PARAGRAPHS, "body { letter-spacing: 0.3em }"),
    "landscape": (PARAGRAPHS, "@page { size: A4 landscape }"),
}  # fmt: skip


@pytest.mark.parametrize("layout", LAYOUTS)
def test_paragraphs_in_reading_order(layout: str, printed: Print, read: Read) -> None:
    assert paragraphs(read(printed(*LAYOUTS[layout])).text) == EXPECTED


def test_a_title_above_two_columns_comes_first(printed: Print, read: Read) -> None:
    body = f'<h1>露朝関係の深化と日本の対応</h1><p>田島理博（日本国際問題研究所研究員）</p><div class="c">{PARAGRAPHS}</div>'
    blocks = read_blocks(read(printed(body, LAYOUTS["two-columns"][1])).text)
    assert [block.kind for block in blocks[:3]] == ["heading", "byline", "paragraph"]
    assert [block.content.text for block in blocks[2:]] == EXPECTED


def test_a_heading_on_two_lines_is_one(printed: Print, read: Read) -> None:
    body = f'<div class="c"><h2>例外としてのハンガリーとトルコの対ロシア政策の行方</h2>{PARAGRAPHS}</div>'
    source = read(printed(body, f"{LAYOUTS['two-columns'][1]} h2 {{ font-size: 14pt }}"))
    blocks = read_blocks(source.text)
    assert [block.kind for block in blocks] == ["heading"] + ["paragraph"] * len(EXPECTED)
    assert blocks[0].content.text == "例外としてのハンガリーとトルコの対ロシア政策の行方"
    place = place_of(source.places, blocks[0].content.starts)
    assert place is not None
    assert place[1][3] - place[1][1] > 30


def test_columns_whose_lines_take_turns_in_the_file(printed: Print, read: Read) -> None:
    lines = [TEXT[at : at + 20] for at in range(0, len(TEXT), 20)]
    half = (len(lines) + 1) // 2
    columns = [lines[:half], lines[half:]]
    spans = [
        f'<span style="position:absolute;white-space:nowrap;left:{column * 300}px;top:{row * 22}px">{rows[row]}</span>'
        for row in range(half)
        for column, rows in enumerate(columns)
        if row < len(rows)
    ]
    assert paragraphs(read(printed("".join(spans))).text) == [TEXT]


def test_ruby_is_left_out_and_counted(printed: Print, read: Read) -> None:
    body = "<p>ロシアの<ruby>侵攻<rt>しんこう</rt></ruby>と<ruby>停戦<rt>ていせん</rt></ruby>の交渉を論じる。</p>"
    for style in ("", "body { writing-mode: vertical-rl }"):
        source = read(printed(body, style))
        assert source.text.strip() == "ロシアの侵攻と停戦の交渉を論じる。"
        assert source.skipped == {"ruby": 8}


def test_note_numbers_are_raised_and_no_part_of_the_sentence(printed: Print, read: Read) -> None:
    body = f"<p>ロシアは侵攻を続けている<sup>12)</sup>。停戦は遠い。</p>{PARAGRAPHS}"
    source = read(printed(body))
    assert "続けている¹²)。" in source.text
    assert paragraphs(source.text)[0] == "ロシアは侵攻を続けている。停戦は遠い。"


def test_a_table_and_its_caption(printed: Print, read: Read) -> None:
    rows = [("国名", "兵力", "国防費"), ("ロシア", "110万", "1090億ドル"), ("ウクライナ", "80万", "640億ドル")]
    table = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    body = f"{PARAGRAPHS}<p>表1　国防費の推移</p><table>{table}</table><p>支援は続く。</p>"
    blocks = read_blocks(read(printed(body, "td { padding: 0 3em; border: 1px solid }")).text)
    shown = [(block.kind, block.content.text) for block in blocks if block.kind in ("caption", "table")]
    assert shown == [("caption", "表1 国防費の推移"), ("table", " ".join(" ".join(row) for row in rows))]


def test_page_numbers_and_running_heads_are_furniture(printed: Print, read: Read) -> None:
    style = """@page { margin: 25mm; @top-center { content: "国際情勢研究レポート" } @bottom-center { content: counter(page) } }
    p.new { break-before: page }"""
    body = f'{PARAGRAPHS}<p class="new">日本は協力する。</p><p class="new">米国は同意した。</p>'
    source = read(printed(body, style))
    blocks = read_blocks(source.text)
    assert source.pages == 3
    assert [block.content.text for block in blocks if block.content.text in "123"] == ["1", "2", "3"]
    assert {block.kind for block in blocks if block.content.text in "123"} == {"furniture"}
    assert paragraphs(source.text) == [*EXPECTED, "日本は協力する。", "米国は同意した。"]


def test_radicals_become_ideographs(printed: Print, read: Read) -> None:
    (block,) = read_blocks(read(printed("<p>⻑⻄首相は⺠主主義の連帯を訴えた。</p>")).text)
    assert block.content.text == "長西首相は民主主義の連帯を訴えた。"


def test_spaces_between_latin_words(printed: Print, read: Read) -> None:
    body = "<p>同社は Patriot Advanced Capability を供与した。</p>"
    assert "Patriot Advanced Capability" in read(printed(body)).text


# --- pages and boxes --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_box_surrounds_its_line_on_the_page_as_shown(turn: int, printed: Print, read: Read) -> None:
    document = pypdfium2.PdfDocument(printed(PARAGRAPHS))
    document[0].set_rotation(turn)
    buffer = io.BytesIO()
    document.save(buffer)
    source = read(buffer.getvalue())
    assert paragraphs(source.text) == EXPECTED
    place = source.places[0]
    assert source.text[place.start : place.end].strip() in EXPECTED[0]
    page = pypdfium2.PdfDocument(buffer.getvalue())[0]
    picture = page.render(scale=1, grayscale=True).to_numpy() < 128
    left, top, right, bottom = (round(value) for value in place.box)
    assert picture[top - 2 : bottom + 2, left - 2 : right + 2].any(), "ink inside"
    inked = picture.copy()
    for other in source.places:
        left, top, right, bottom = (round(value) for value in other.box)
        inked[max(0, top - 2) : bottom + 2, max(0, left - 2) : right + 2] = False
    assert not inked.any(), "no ink outside the boxes of all lines"


def test_a_block_over_two_pages_has_the_box_of_its_first(printed: Print, read: Read) -> None:
    source = read(printed(f"<p>{TEXT}</p>", "@page { size: 150mm 75mm }"))
    (block,) = read_blocks(source.text)
    assert source.pages == 3
    place = place_of(source.places, block.content.starts)
    assert place is not None
    first = [other.box for other in source.places if other.page == 1]
    assert place == (1, union(first))


# --- what cannot be read ----------------------------------------------------------------------------------------------

PICTURE = "<canvas id=c width=300 height=300></canvas><script>c.getContext('2d').fillRect(0,0,300,300)</script>"


def test_pages_without_text_are_named(printed: Print, read: Read) -> None:
    source = read(printed(f'{PARAGRAPHS}<div style="break-before:page">{PICTURE}</div>'))
    assert source.pages == 2
    assert source.warnings == ("no text on page 2 (scanned or pictures)",)


def test_a_scanned_document_is_refused(printed: Print, read: Read) -> None:
    with pytest.raises(InputError, match=r"^report\.pdf: no text on any of 1 pages \(scanned\?\)$"):
        read(printed(PICTURE))


@pytest.mark.parametrize(("user", "readable"), [("secret", False), ("", True)], ids=["locked", "owner-only"])
def test_encrypted_documents(user: str, readable: bool, printed: Print, read: Read) -> None:
    buffer = io.BytesIO()
    with pikepdf.open(io.BytesIO(printed(PARAGRAPHS))) as document:
        document.save(buffer, encryption=pikepdf.Encryption(user=user, owner="owner"))
    if readable:
        assert paragraphs(read(buffer.getvalue()).text) == EXPECTED
    else:
        with pytest.raises(InputError, match=r"^report\.pdf: locked by a password$"):
            read(buffer.getvalue())


@pytest.mark.parametrize("cut", [0.1, 0.5, 0.9])
def test_a_truncated_document_is_refused(cut: float, printed: Print, read: Read) -> None:
    data = printed(PARAGRAPHS)
    with pytest.raises(InputError, match=r"^report\.pdf: no PDF that can be read$"):
        read(data[: int(len(data) * cut)])
