"""Every repaired character knows where it stands in the raw text."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report_extract.layout.repair import repair
from report_extract.offsets import MappedText, from_characters, join

ODD = "⼀⻑⾧⼈がかﾞｶﾞﾊﾟプ゚e\u0301\r\n\t\x00\x07\u200b\u200d\ufeff\u202e\u00ad\ud800\udfff０Ａｱ㍿①⑳Ⅳ㎞…～—\u3000 \u00a0\u2028漢字「」。"
RAW = st.text(st.one_of(st.sampled_from(ODD), st.characters()), max_size=60)


@st.composite
def mapped(draw: st.DrawFn) -> MappedText:
    """A text whose characters stand in order in some raw text, with gaps and shared places."""
    text = draw(st.text("あア漢a1 \n。「", max_size=30))
    at, rows = 0, []
    for character in text:
        start = at + draw(st.integers(0, 2))
        at = start + draw(st.integers(1, 3))
        rows.append((character, start, at))
    return from_characters(rows)


def rows(text: MappedText) -> list[tuple[str, int, int]]:
    return list(text.characters(0, len(text)))


def one_to_one(raw: str) -> MappedText:
    return MappedText(raw, tuple(range(len(raw))), tuple(range(1, len(raw) + 1)))


# --- MappedText -----------------------------------------------------------------------------------------------------


@given(mapped(), st.integers(-35, 35), st.integers(-35, 35))
def test_a_slice_keeps_each_place(text: MappedText, start: int, end: int) -> None:
    assert rows(text[start:end]) == rows(text)[start:end]


@given(mapped(), st.sampled_from([None, "あ", " \n。"]))
def test_strip_is_a_slice(text: MappedText, characters: str | None) -> None:
    stripped = text.strip(characters)
    assert stripped.text == text.text.strip(characters)
    assert any(rows(text)[at : at + len(stripped)] == rows(stripped) for at in range(len(text) + 1))


@given(mapped(), st.sampled_from(["[ \n]+", "あ+", "漢?", "(?<=ア)1", "^", "."]))
def test_sub_that_deletes_leaves_the_others_in_place(text: MappedText, pattern: str) -> None:
    regex = re.compile(pattern, re.DOTALL)
    gone = {at for match in regex.finditer(text.text) for at in range(*match.span())}
    assert rows(text.sub(regex, "")) == [row for at, row in enumerate(rows(text)) if at not in gone]


@given(mapped(), st.sampled_from(["[ \n]+", "あ+", "漢"]))
def test_sub_puts_one_character_over_the_whole_match(text: MappedText, pattern: str) -> None:
    regex = re.compile(pattern)
    result = text.sub(regex, "＿")
    assert result.text == regex.sub("＿", text.text)
    spans = [text.raw_span(*match.span()) for match in regex.finditer(text.text) if match.group()]
    assert [(s, e) for c, s, e in rows(result) if c == "＿"] == spans


@given(st.lists(mapped(), max_size=4))
def test_join_keeps_the_characters_of_all_parts(parts: list[MappedText]) -> None:
    assert rows(join(parts)) == [row for part in parts for row in rows(part)]


@given(mapped(), st.data())
def test_a_cut_text_joins_again(text: MappedText, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(text)))
    assert join([text[:at], text[at:]]) == text


@given(mapped().filter(len), st.data())
def test_raw_span_and_clean_span_undo_each_other(text: MappedText, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    assert text.clean_span(*text.raw_span(start, end)) == (start, end)


@pytest.mark.parametrize(("start", "end"), [(0, 0), (2, 1), (-1, 1), (0, 4), (3, 4)])
def test_raw_span_refuses_what_is_not_there(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="no characters"):
        one_to_one("あいう").raw_span(start, end)


def test_clean_span_of_nothing_is_none() -> None:
    assert from_characters([("あ", 0, 1), ("い", 5, 6)]).clean_span(1, 5) is None


def test_a_replacement_is_at_most_one_character() -> None:
    with pytest.raises(ValueError, match="at most one"):
        one_to_one("あ").sub(re.compile("あ"), "いう")


def test_offsets_and_text_are_of_one_length() -> None:
    with pytest.raises(ValueError, match="differ in length"):
        MappedText("あい", (0,), (1,))


# --- repair ---------------------------------------------------------------------------------------------------------


@given(RAW)
def test_every_repaired_character_stands_in_order_and_inside(raw: str) -> None:
    repaired = repair(raw)
    assert all(0 <= start < end <= len(raw) for _, start, end in rows(repaired))
    for (_, start, end), (_, following, last) in pairwise(rows(repaired)):
        assert end <= following or (start, end) == (following, last)


@given(RAW)
def test_what_is_repaired_is_clean(raw: str) -> None:
    text = repair(raw).text
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060\ufeff]", text)
    text.encode("utf-8")


@given(st.text("ロシアは中国と2024年、。「」\nABC", max_size=40))
def test_a_clean_text_stays_as_it_is(raw: str) -> None:
    assert repair(raw) == one_to_one(raw)


@given(st.text("ロシア漢字が\n", max_size=20), st.text("ロシア漢字\n", max_size=20))
def test_lines_are_repaired_each_by_itself(first: str, second: str) -> None:
    whole, parts = repair(f"{first}\n{second}"), [repair(f"{first}\n"), repair(second)]
    assert whole.text == parts[0].text + parts[1].text
    assert whole.starts[len(parts[0]) :] == tuple(start + len(first) + 1 for start in parts[1].starts)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        pytest.param("⻑期", [("長", 0, 1), ("期", 1, 2)], id="radical"),
        pytest.param("⽇本", [("日", 0, 1), ("本", 1, 2)], id="kangxi-radical"),
        pytest.param("ﾌﾟｰﾁﾝ", [("プ", 0, 2), ("ー", 2, 3), ("チ", 3, 4), ("ン", 4, 5)], id="half-width-kana-marks"),
        pytest.param("か\u3099い", [("が", 0, 2), ("い", 2, 3)], id="nfd-voiced"),
        pytest.param("ハ\u309aリ", [("パ", 0, 2), ("リ", 2, 3)], id="nfd-semi-voiced"),
        pytest.param("e\u0301", [("é", 0, 2)], id="nfd-latin"),
        pytest.param("あ\r\nい", [("あ", 0, 1), ("\n", 1, 3), ("い", 3, 4)], id="crlf"),
        pytest.param("あ\rい", [("あ", 0, 1), ("\n", 1, 2), ("い", 2, 3)], id="cr"),
        pytest.param("あ\fい", [("あ", 0, 1), ("\n", 1, 2), ("い", 2, 3)], id="form-feed"),
        pytest.param("あ\u2028い", [("あ", 0, 1), ("\n", 1, 2), ("い", 2, 3)], id="line-separator"),
        pytest.param("あ\x00\x07い", [("あ", 0, 1), ("い", 3, 4)], id="control"),
        pytest.param("\ufeffあ\u200bい\u200d", [("あ", 1, 2), ("い", 3, 4)], id="zero-width"),
        pytest.param("\u202eあ\u202c", [("あ", 1, 2)], id="bidirectional"),
        pytest.param("あ\ud800い\udfff", [("あ", 0, 1), ("い", 2, 3)], id="lone-surrogates"),
        pytest.param("２０２４", [("2", 0, 1), ("0", 1, 2), ("2", 2, 3), ("4", 3, 4)], id="full-width-digits"),
        pytest.param("ＮＡＴＯ", [("N", 0, 1), ("A", 1, 2), ("T", 2, 3), ("O", 3, 4)], id="full-width-latin"),
        pytest.param("㎞", [("k", 0, 1), ("m", 0, 1)], id="square-unit"),
        pytest.param("①", [("①", 0, 1)], id="circled-number-is-kept"),
        pytest.param("～", [("〜", 0, 1)], id="wave-dash"),
        pytest.param("𠮷野", [("𠮷", 0, 1), ("野", 1, 2)], id="beyond-the-bmp"),
        pytest.param("", [], id="empty"),
    ],
)
def test_repair(raw: str, expected: list[tuple[str, int, int]]) -> None:
    assert rows(repair(raw)) == expected
