"""Blocks, sentences and metadata of texts as they come out of a PDF."""

import re

import pytest

from report_extract.layout.blocks import Block, read_blocks
from report_extract.layout.metadata import iso_date, read_metadata
from report_extract.layout.sentences import sentence_spans

BEFORE = "ロシアは侵攻を続けている。支援は続く。"
AFTER = "停戦交渉は進んでいない。双方の主張は離れている。"
BODY = f"{BEFORE}{AFTER}"


def shown(raw: str) -> list[tuple[str, str]]:
    return [(block.kind, block.content.text) for block in read_blocks(raw)]


def kinds(raw: str) -> list[str]:
    return [kind for kind, _ in shown(raw)]


def place_of(block: Block, raw: str) -> str:
    return raw[block.start : block.end]


# --- unwrapping -----------------------------------------------------------------------------------------------------

WRAPPED = """ロシアは昨年二月にウクライナへの全面侵攻を開始し、首都キーウの制圧をめざしたが失
敗した。その後は東部に兵力を集め、消耗戦を続けている。西側諸国は支援をつづけている
が、その先行きは不透明である。
"""
UNWRAPPED = (
    "ロシアは昨年二月にウクライナへの全面侵攻を開始し、首都キーウの制圧をめざしたが失敗した。"
    "その後は東部に兵力を集め、消耗戦を続けている。西側諸国は支援をつづけているが、その先行きは不透明である。"
)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028"], ids=["lf", "crlf", "cr", "line-separator"])
def test_a_hard_wrap_in_mid_word_is_undone(end: str) -> None:
    assert shown(WRAPPED.replace("\n", end)) == [("paragraph", UNWRAPPED)]


@pytest.mark.parametrize("width", [12, 20, 31, 40, 60])
def test_a_paragraph_is_the_same_at_every_width(width: int) -> None:
    raw = "\n".join(UNWRAPPED[at : at + width] for at in range(0, len(UNWRAPPED), width))
    assert "".join(text for _, text in shown(raw)) == UNWRAPPED
    assert set(kinds(raw)) == {"paragraph"}


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        pytest.param("ロシアは 2024年 3月に動員した。", "ロシアは2024年3月に動員した。", id="around-digits"),
        pytest.param("約 3万 人を動員した。", "約3万人を動員した。", id="before-a-counter"),
        pytest.param("第 2次世界大戦後初となる。", "第2次世界大戦後初となる。", id="ordinal"),
        pytest.param("NATO 加盟国は EU と協議した。", "NATO加盟国はEUと協議した。", id="around-latin"),
        pytest.param("これは New York で行われた。", "これはNew Yorkで行われた。", id="between-latin-words-stays"),
        pytest.param(
            "首脳会談は昨年二月に開かれ、その後の協議は New\nYork で行われた。",
            "首脳会談は昨年二月に開かれ、その後の協議はNew Yorkで行われた。",
            id="latin-words-over-a-break",
        ),
        pytest.param("距離は１，５００キロである。", "距離は1,500キロである。", id="full-width-number"),
        pytest.param("成長率は３．５％であった。", "成長率は3.5%であった。", id="full-width-point"),
        pytest.param("ロシア\u3000は動員した。", "ロシアは動員した。", id="ideographic-space"),
        pytest.param("ロシア\u200bは\u00ad動員した。", "ロシアは動員した。", id="invisible"),
    ],
)
def test_stray_spaces(raw: str, expected: str) -> None:
    assert shown(raw + "\n") == [("paragraph", expected)]


def test_every_character_of_a_block_keeps_its_place() -> None:
    (block,) = read_blocks(WRAPPED)
    for character, start, end in block.content.characters(0, len(block.content)):
        assert WRAPPED[start:end] == character
    assert place_of(block, WRAPPED) == WRAPPED.strip()


def test_a_blank_line_after_a_full_stop_ends_a_paragraph() -> None:
    assert shown(f"{BEFORE}\n\n{AFTER}\n") == [("paragraph", BEFORE), ("paragraph", AFTER)]


# --- headings -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("gap", ["\n\n", "\n"], ids=["blank-lines", "no-blank-lines"])
@pytest.mark.parametrize(
    ("line", "level"),
    [
        ("◆◆停戦交渉の行方", 1),
        ("■ 停戦交渉の行方", 1),
        ("【停戦交渉の行方】", 1),
        ("１．停戦交渉の行方", 1),
        ("２ 停戦交渉の行方", 1),
        ("Ⅱ．停戦交渉の行方", 1),
        ("一、停戦交渉の行方", 1),
        ("(1) 停戦交渉の行方", 2),
        ("（２）停戦交渉の行方", 2),
        ("1-1 停戦交渉の行方", 2),
        ("第1章　停戦交渉の行方", 1),
        ("第二章 停戦交渉の行方", 1),
        ("第2節 停戦交渉の行方", 2),
        ("はじめに", 1),
        ("おわりに", 1),
        ("今後の展望", 1),
    ],
)
def test_a_heading(line: str, level: int, gap: str) -> None:
    blocks = read_blocks(f"{BEFORE}{gap}{line}{gap}{AFTER}\n")
    assert [block.kind for block in blocks] == ["paragraph", "heading", "paragraph"]
    assert blocks[1].level == level
    assert re.sub(r"\s", "", blocks[1].content.text)[-4:] == re.sub(r"\s", "", line)[-4:]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("第1章では停戦交渉の行方を論じる。", id="sentence-that-begins-with-a-chapter"),
        pytest.param("2024年は停戦交渉の年であった。", id="sentence-that-begins-with-a-number"),
        pytest.param("はじめに、停戦交渉の行方を論じる。", id="sentence-that-begins-with-a-heading-word"),
        pytest.param("「停戦交渉の行方」は不透明である。", id="sentence-that-begins-with-a-quotation"),
    ],
)
def test_no_heading(text: str) -> None:
    assert kinds(f"{BEFORE}\n\n{text}\n\n{AFTER}\n") == ["paragraph"] * 3


# --- bullets --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("mark", ["• ", "•\t", "・", "● ", "○", "－ ", "- ", "◦ ", "①", "(1) ", "１）"])
def test_bullets_with_a_continuation_line(mark: str) -> None:
    raw = (
        f"提言は次のとおりである。\n\n{mark}日本はウクライナへの支援を続けるべきである。停戦交渉が行われる場合に\n"
        f"も、その主権を守る必要がある。\n{mark}露中の連携は望ましくない。\n"
    )
    assert shown(raw) == [
        ("paragraph", "提言は次のとおりである。"),
        (
            "bullet",
            "日本はウクライナへの支援を続けるべきである。停戦交渉が行われる場合にも、その主権を守る必要がある。",
        ),
        ("bullet", "露中の連携は望ましくない。"),
    ]


def test_a_middle_dot_within_a_wrapped_name_is_no_bullet() -> None:
    raw = (
        "ロシアは昨年二月に全面侵攻を開始し、制圧をめざしたが失敗した。双方は中国海警局\n"
        "・ロシア国境警備隊の合同訓練に対抗した。停戦交渉は進んでおらず、支援は続いている。\n"
    )
    assert kinds(raw) == ["paragraph"]


# --- bylines, captions, notes, tables ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        pytest.param(
            f"ロシアの行方\n田島理博（日本国際問題研究所研究員）\n2024年12月6日\n\n{BODY}\n",
            ("ロシアの行方", "田島理博", "日本国際問題研究所", "2024-12-06"),
            id="top",
        ),
        pytest.param(
            f"ロシアの行方\n\n{BODY}\n\n（脱稿日2024年 12月6日　田島理博／日本国際問題研究所研究員）\n",
            ("ロシアの行方", "田島理博", "日本国際問題研究所", "2024-12-06"),
            id="bottom",
        ),
        pytest.param(
            f"ロシアの行方\n執筆者：田島 理博\n所属：防衛研究所\n発行日：令和6年12月6日\n\n{BODY}\n",
            ("ロシアの行方", "田島 理博", "防衛研究所", "2024-12-06"),
            id="labels-and-era",
        ),
        pytest.param(
            f"◆◆ロシアの行方\n2024年12月\n\n{BODY}\n", ("ロシアの行方", None, None, "2024-12"), id="month-only"
        ),
        pytest.param(
            f"ロシアの行方\n\n{BODY}2024年11月5日に選挙が行われた。\n",
            ("ロシアの行方", None, None, "2024-11-05"),
            id="latest-day-of-the-text",
        ),
        pytest.param(f"{BODY}\n", (None, None, None, None), id="nothing"),
    ],
)
def test_metadata(raw: str, expected: tuple[str | None, ...]) -> None:
    about = read_metadata(read_blocks(raw))
    assert (about.title, about.author, about.affiliation, iso_date(about.completed)) == expected


@pytest.mark.parametrize(
    ("title", "surveyed"),
    [
        pytest.param("紅海情勢月報（2026年1月分）", (2026, 1), id="share"),
        pytest.param("東南アジアの動向（2026 年 3 月）", (2026, 3), id="in-brackets"),
        pytest.param("令和8年3月の主な動き", (2026, 3), id="era"),
        pytest.param("ロシアの行方（2026年3月）", None, id="month-of-completion"),
        pytest.param("ユーラシア情勢月報　2026年3月5日", None, id="day-of-issue"),
        pytest.param("2026年3月の停戦とロシアの行方", None, id="month-of-an-event"),
    ],
)
def test_the_month_that_a_report_surveys(title: str, surveyed: tuple[int, int] | None) -> None:
    assert read_metadata(read_blocks(f"{title}\n\n{BODY}\n")).surveyed == surveyed


def test_bylines_stand_apart() -> None:
    top = f"ロシアの行方\n田島理博（日本国際問題研究所研究員）\n2024年12月6日\n\n{BODY}\n"
    bottom = f"ロシアの行方\n\n{BODY}\n\n（脱稿日2024年 12月6日　田島理博／日本国際問題研究所研究員）\n"
    assert kinds(top) == ["heading", "byline", "paragraph"]
    assert kinds(bottom) == ["heading", "paragraph", "byline"]


@pytest.mark.parametrize(
    "line",
    [
        "図1　ロシアの国防費の推移",
        "図表 2 ロシアの国防費の推移",
        "表1 ロシアの国防費の推移",
        "（写真：AFP／アフロ）",
        "出典：国防省の資料を基に筆者作成",
        "写真：ロイター",
    ],
)
def test_a_caption(line: str) -> None:
    assert kinds(f"{BEFORE}\n\n{line}\n\n{AFTER}\n") == ["paragraph", "caption", "paragraph"]


@pytest.mark.parametrize("line", ["図1はロシアの国防費の推移を示す。", "表1に見るとおり、国防費は増えている。"])
def test_a_sentence_about_a_figure_is_no_caption(line: str) -> None:
    assert kinds(f"{BEFORE}\n\n{line}\n\n{AFTER}\n") == ["paragraph"] * 3


@pytest.mark.parametrize(
    ("mark", "line"),
    [
        pytest.param("（注1）", "注1 国防省の発表による。", id="chu"),
        pytest.param("[2]", "[2] 国防省の発表による。", id="brackets"),
        pytest.param("1)", "1) 国防省の発表による。", id="closing-bracket"),
        pytest.param("※1", "※1 国防省の発表による。", id="kome"),
        pytest.param("*1", "*1 国防省の発表による。", id="asterisk"),
    ],
)
def test_a_footnote_and_its_mark_in_the_text(mark: str, line: str) -> None:
    assert shown(f"ロシアは侵攻を続けている{mark}。停戦交渉は進んでいない。\n\n{line}\n") == [
        ("paragraph", "ロシアは侵攻を続けている。停戦交渉は進んでいない。"),
        ("footnote", "国防省の発表による。"),
    ]


def test_notes_under_their_heading() -> None:
    assert kinds(f"{BEFORE}\n\n【注】\n1) 国防省の発表による。\n2) 外務省の発表による。\n") == [
        "paragraph",
        "heading",
        "footnote",
        "footnote",
    ]


def test_a_table_with_tabs() -> None:
    raw = f"{BEFORE}\n\n国名\t兵力\t国防費\nロシア\t110万\t1090億ドル\nウクライナ\t80万\t640億ドル\n\n{AFTER}\n"
    assert kinds(raw) == ["paragraph", "table", "paragraph"]


# --- furniture ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("line", ["3", "- 3 -", "― 12 ―", "3/12", "３ページ", "p. 3", "P.3", "＊＊＊", "――――"])
def test_page_numbers_and_rulers_between_paragraphs(line: str) -> None:
    assert kinds(f"{BEFORE}\n\n{line}\n\n{AFTER}\n") == ["paragraph", "furniture", "paragraph"]


def test_a_page_number_and_a_running_head_in_mid_paragraph() -> None:
    first, second, third = WRAPPED.splitlines()
    head = "国問研戦略コメント"
    raw = f"{first}\n{second}\n\n- 3 -\n{head}\n\n{third}\n\n{AFTER}\n\n- 4 -\n{head}\n"
    blocks = shown(raw)
    assert [text for kind, text in blocks if kind == "paragraph"] == [UNWRAPPED, AFTER]
    assert {text for kind, text in blocks if kind != "paragraph"} == {"- 3 -", "- 4 -", head}
    assert set(kinds(raw)) == {"paragraph", "furniture"}


def test_the_first_of_repeated_heads_is_the_title() -> None:
    head = "露朝関係の深化"
    assert kinds(f"{head}\n\n{BEFORE}\n\n{head}\n\n{AFTER}\n\n{head}\n\n支援は続く。\n") == [
        "heading",
        "paragraph",
        "furniture",
        "paragraph",
        "furniture",
        "paragraph",
    ]


# --- sentences ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("侵攻は続く。停戦は遠い。", ["侵攻は続く。", "停戦は遠い。"], id="two"),
        pytest.param(
            "彼は「戦う。負けない。」と述べた。次だ。",
            ["彼は「戦う。負けない。」と述べた。", "次だ。"],
            id="quotation",
        ),
        pytest.param("『戦う。』と書いた。次だ。", ["『戦う。』と書いた。", "次だ。"], id="double-quotation"),
        pytest.param("戦争(侵略。)は続く。次だ。", ["戦争(侵略。)は続く。", "次だ。"], id="brackets"),
        pytest.param("「彼は『戦う。』と言う。」と聞く。", ["「彼は『戦う。』と言う。」と聞く。"], id="nested"),
        pytest.param("閉じない「括弧がある。次だ。", ["閉じない「括弧がある。", "次だ。"], id="unclosed"),
        pytest.param("開かない」括弧がある。次だ。", ["開かない」括弧がある。", "次だ。"], id="unopened"),
        pytest.param("本当か？違う！次だ。", ["本当か？", "違う！", "次だ。"], id="question-and-exclamation"),
        pytest.param("えっ！？違う。", ["えっ！？", "違う。"], id="run-of-marks"),
        pytest.param("続くのか？と問う声がある。", ["続くのか？と問う声がある。"], id="question-inside-a-sentence"),
        pytest.param("侵攻は続く．停戦は遠い．", ["侵攻は続く．", "停戦は遠い．"], id="wide-stop"),
        pytest.param("成長率は3.5%である。", ["成長率は3.5%である。"], id="decimal-point"),
        pytest.param("侵攻は続く", ["侵攻は続く"], id="no-stop"),
        pytest.param(" 侵攻は続く。 停戦は遠い。 ", ["侵攻は続く。", "停戦は遠い。"], id="white-space"),
        pytest.param("", [], id="empty"),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in sentence_spans(text)] == expected
