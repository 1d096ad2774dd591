"""Web pages: what is read, in which order, and what is left out."""

from collections.abc import Callable

import pytest

from report_extract.errors import InputError
from report_extract.ingest.source import SourceText
from report_extract.layout.blocks import read_blocks

Read = Callable[..., SourceText]

ARTICLE = """
<h1>露朝関係の深化</h1><p class="author">田島理博（日本国際問題研究所研究員）</p><p>2024年12月6日</p>
<p>ロシアは<ruby>侵攻<rp>（</rp><rt>しんこう</rt><rp>）</rp></ruby>を続けている<sup>1</sup>。支援は
続く。</p>
<h2>背景</h2>
<ul><li>日本は支援を続けるべきである。</li><li>露中の連携は<br>望ましくない。</li></ul>
<ol><li>第一の提言を<b>実行</b>する。</li><li>第二の提言を実行する。</li></ol>
<table><caption>表1　国防費</caption><tr><th>国名</th><th>兵力</th><th>国防費</th></tr>
<tr><td>ロシア</td><td>110万</td><td>1090億ドル</td></tr></table>
<figure><img src="a.png"><figcaption>（写真：AFP／アフロ）</figcaption></figure>
<p>停戦交渉は進んでいない。<script>alert("罠である。")</script><span style="display: none">隠し文字である。</span></p>
"""
BLOCKS = [
    ("heading", "露朝関係の深化"),
    ("byline", "田島理博(日本国際問題研究所研究員)"),
    ("byline", "2024年12月6日"),
    ("paragraph", "ロシアは侵攻を続けている。支援は続く。"),
    ("heading", "背景"),
    ("bullet", "日本は支援を続けるべきである。"),
    ("bullet", "露中の連携は望ましくない。"),
    ("bullet", "第一の提言を実行する。"),
    ("bullet", "第二の提言を実行する。"),
    ("caption", "表1 国防費"),
    ("table", "国名 兵力 国防費 ロシア 110万 1090億ドル"),
    ("caption", "(写真:AFP/アフロ)"),
    ("paragraph", "停戦交渉は進んでいない。"),
]
AROUND = """<header><nav><ul><li><a href="/">ホーム</a></li><li><a href="/r">研究成果</a></li></ul></nav></header>{}
<aside><h3>関連記事</h3><p>台湾海峡の緊張が高まっている。</p></aside><footer><p>無断転載を禁じます。</p></footer>"""


def page(body: str, charset: str = "utf-8") -> str:
    return f'<!DOCTYPE html><html lang="ja"><head><meta charset="{charset}"><title>国問研</title></head><body>{body}</body></html>'


def blocks(source: SourceText) -> list[tuple[str, str]]:
    return [(block.kind, block.content.text) for block in read_blocks(source.text)]


@pytest.mark.parametrize("container", ["article", "main", 'div class="post"'])
def test_the_report_without_what_stands_around_it(container: str, read: Read) -> None:
    body = AROUND.format(f"<{container}>{ARTICLE}</{container.split()[0]}>")
    source = read(page(body).encode(), "a.html")
    assert blocks(source) == BLOCKS
    assert source.skipped["around the text"] >= len(
        "ホーム研究成果関連記事台湾海峡の緊張が高まっている。無断転載を禁じます。"
    )


@pytest.mark.parametrize(
    ("charset", "encoding"),
    [("Shift_JIS", "cp932"), ("euc-jp", "euc-jp"), ("utf-8", "utf-8"), ("iso-2022-jp", "iso-2022-jp")],
)
def test_the_encoding_a_page_declares(charset: str, encoding: str, read: Read) -> None:
    source = read(page(ARTICLE, charset).encode(encoding), "a.html")
    assert source.encoding == encoding
    assert blocks(source) == BLOCKS


def test_a_wrong_declaration_is_not_believed(read: Read) -> None:
    source = read(page(ARTICLE, "us-ascii").encode(), "a.html")
    assert source.encoding == "utf-8"
    assert blocks(source) == BLOCKS


@pytest.mark.parametrize("charset", ["undefined", "unicode_escape", "charmap", "utf-7", "utf-16", "..", "x" * 40])
def test_a_declared_codec_of_no_page_is_not_used(charset: str, read: Read) -> None:
    assert blocks(read(page(ARTICLE, charset).encode(), "a.html")) == BLOCKS


def test_a_page_is_known_by_its_beginning(read: Read) -> None:
    assert read(page(ARTICLE).encode(), "download").media_type == "text/html"


def test_paragraphs_set_apart_by_breaks(read: Read) -> None:
    body = "<div>ロシアは侵攻を<br>続けている。<br><br>停戦は遠い。<br>支援は続く。</div>"
    assert read(page(body).encode(), "a.html").text == "ロシアは侵攻を続けている。\n\n停戦は遠い。\n支援は続く。\n"


def test_a_page_laid_out_by_a_table(read: Read) -> None:
    long = "ロシアは2024年3月に北朝鮮との条約に署名し、砲弾の供給を受けた。ウクライナ軍は8月にクルスク州へ侵攻し、領土を占領した。"
    body = f"<table><tr><td>メニュー</td><td><h1>露朝関係</h1><p>{long}</p></td></tr></table>"
    assert ("paragraph", long) in blocks(read(page(body).encode(), "a.html"))


def test_sentences_are_kept_that_the_article_finder_drops(read: Read) -> None:
    body = f"<article>{ARTICLE}</article><div class='sidebar'><p>これは別の囲みにある文である。</p></div>"
    assert ("paragraph", "これは別の囲みにある文である。") in blocks(read(page(body).encode(), "a.html"))


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("<div>" * 1500 + "ロシアは侵攻を続けている。" + "</div>" * 1500, id="deep"),
        pytest.param("<p>ロシアは侵攻を続けている。" + "<b>" * 1500, id="unclosed"),
        pytest.param("<p>ロシアは侵攻を続けている。</p>" + "<td></tr></table></ul>" * 100, id="unopened"),
        pytest.param("<p>ロシアは侵攻を続けている。\0\x1b\ufdd0\ufdd1</p>", id="control-characters"),
    ],
)
def test_broken_pages(body: str, read: Read) -> None:
    assert "ロシアは侵攻を続けている。" in read(page(body).encode(), "a.html").text


def test_a_page_nested_deeper_than_any_is_refused(read: Read) -> None:
    with pytest.raises(InputError, match=r"^a\.html: .*nested too deeply$"):
        read(page("<div>" * 100_000 + "ロシアは侵攻を続けている。").encode(), "a.html")


def test_entities_are_not_expanded(read: Read) -> None:
    bomb = '<!DOCTYPE html [<!ENTITY a "爆弾である。"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>'
    source = read(f"{bomb}<html><body><p>ロシアは&b;&f;侵攻を続けている。</p></body></html>".encode(), "a.html")
    assert "爆弾である。爆弾" not in source.text
    assert "root:" not in source.text


def test_a_page_without_a_report_is_refused(read: Read) -> None:
    with pytest.raises(InputError, match=r"^a\.html: "):
        read(page("<script>document.write('日本語です。')</script>").encode(), "a.html")
