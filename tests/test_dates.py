"""Date expressions: where they are, what they are worth, and what is none."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report_extract.entities import calendar

DECEMBER = (2024, 12, 6)


def read(text: str, completed: tuple[int, int | None, int | None] | None = DECEMBER) -> list[tuple[str, str | None]]:
    resolver = calendar.Resolver(completed)
    return [(text[e.start : e.end], resolver.value(e, rest=text[e.end :])) for e in calendar.find(text)]


@pytest.mark.parametrize(
    ("surface", "value"),
    [
        pytest.param("2024年", "2024", id="year"),
        pytest.param("2024年3月", "2024-03", id="month"),
        pytest.param("2024年2月24日", "2024-02-24", id="day"),
        pytest.param("2024年の3月", "2024-03", id="no"),
        pytest.param("二〇二四年十一月", "2024-11", id="kanji-digits"),
        pytest.param("2024/12/06", "2024-12-06", id="slashes"),
        pytest.param("令和6年", "2024", id="reiwa"),
        pytest.param("令和元年", "2019", id="reiwa-first"),
        pytest.param("令和6年12月6日", "2024-12-06", id="reiwa-day"),
        pytest.param("平成31年4月", "2019-04", id="heisei"),
        pytest.param("昭和20年8月15日", "1945-08-15", id="showa"),
        pytest.param("令和9年度", "FY2027", id="fiscal-reiwa"),
        pytest.param("2023年度", "FY2023", id="fiscal"),
        pytest.param("2025年度上半期", "FY2025", id="half-of-a-fiscal-year"),
        pytest.param("今年度", "FY2024", id="this-fiscal-year"),
        pytest.param("来年度", "FY2025", id="next-fiscal-year"),
        pytest.param("前年度", "FY2023", id="last-fiscal-year"),
        pytest.param("2024年前半", "2024-H1", id="first-half"),
        pytest.param("2024年後半", "2024-H2", id="second-half"),
        pytest.param("2024年下半期", "2024-H2", id="second-half-year"),
        pytest.param("2024年第3四半期", "2024-Q3", id="quarter"),
        pytest.param("2024年春", "2024-SP", id="spring"),
        pytest.param("2023年夏", "2023-SU", id="summer"),
        pytest.param("2024年末", "2024", id="end-of-a-year"),
        pytest.param("2025年初頭", "2025", id="beginning-of-a-year"),
        pytest.param("5月中旬", "2024-05", id="part-of-a-month"),
        pytest.param("1990年代", "199X", id="decade"),
        pytest.param("2020年代後半", "202X", id="half-of-a-decade"),
        pytest.param("21世紀", "20", id="century"),
        pytest.param("2022〜24年", "2022/2024", id="range-short"),
        pytest.param("2022〜2024年度", "FY2022/FY2024", id="range-fiscal"),
        pytest.param("3〜5月", "2024-03/2024-05", id="range-of-months"),
        pytest.param("昨年", "2023", id="last-year"),
        pytest.param("今年", "2024", id="this-year"),
        pytest.param("来年", "2025", id="next-year"),
        pytest.param("一昨年", "2022", id="year-before-last"),
        pytest.param("昨年末", "2023", id="end-of-last-year"),
        pytest.param("年内", "2024", id="within-the-year"),
        pytest.param("今春", "2024-SP", id="this-spring"),
        pytest.param("昨秋", "2023-FA", id="last-autumn"),
        pytest.param("先月", "2024-11", id="last-month"),
        pytest.param("来月", "2025-01", id="next-month-over-the-year"),
        pytest.param("8月", "2024-08", id="month-by-the-report"),
        pytest.param("2013年ごろ", "2013", id="about"),
        pytest.param("11月5日以前", "2024-11-05", id="day-and-before"),
        pytest.param("冷戦後", "PAST_REF", id="after-the-cold-war"),
        pytest.param("第2次世界大戦後", "PAST_REF", id="after-the-war"),
        pytest.param("停戦後", "PAST_REF", id="after-a-ceasefire"),
    ],
)
def test_a_date(surface: str, value: str) -> None:
    assert read(f"{surface}、ロシアは動いた。") == [(surface, value)]


@pytest.mark.parametrize(
    "text",
    [
        "F16戦闘機を供与した。",
        "第2次トランプ政権が発足した。",
        "今後の動きを見る。",
        "近年の動きを見る。",
        "当初は混乱した。",
        "その後は続いた。",
        "この間も続いた。",
        "長期的に続く。",
        "10日間続いた。",
        "3年間続いた。",
        "3か月続いた。",
        "2週間続いた。",
        "5年ぶりに会った。",
        "2日連続で撃った。",
        "2024年間を通す。",
        "1,2024年",
        "100年目の節目だ。",
        "10月号に載った。",
        "日米の協力が進む。",
        "数日後に会った。",
        "5か年計画を立てた。",
        "第1回会合を開いた。",
        "2024人が集まった。",
        "決議2231号を採択した。",
        "1,500キロを飛んだ。",
        "月面に着いた。",
        "日中関係は冷えた。",
        "毎月末に開く。",
        "数か月内に開く。",
    ],
)
def test_no_date(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "values"),
    [
        pytest.param("2022年2月に始まり、同月に広がった。", ["2022-02", "2022-02"], id="same-month"),
        pytest.param("2022年2月に始まり、同年5月に広がった。", ["2022-02", "2022-05"], id="same-year"),
        pytest.param("2022年2月に始まり、翌年に広がった。", ["2022-02", "2023"], id="following-year"),
        pytest.param("2022年2月に始まり、翌月に広がった。", ["2022-02", "2022-03"], id="following-month"),
        pytest.param("2022年12月に始まり、翌月に広がった。", ["2022-12", "2023-01"], id="following-month-new-year"),
        pytest.param("2022年1月に始まったが、前月に兆しがあった。", ["2022-01", "2021-12"], id="month-before"),
        pytest.param("2022年2月に始まったが、前年に兆しがあった。", ["2022-02", "2021"], id="year-before"),
        pytest.param("2022年2月24日に始まり、翌日に広がった。", ["2022-02-24", "2022-02-25"], id="following-day"),
        pytest.param("2022年2月28日に始まり、翌日に広がった。", ["2022-02-28", "2022-03-01"], id="day-over-the-month"),
        pytest.param("2022年2月24日に始まり、同日に広がった。", ["2022-02-24", "2022-02-24"], id="same-day"),
        pytest.param("2022年2月に始まり、11月に広がった。", ["2022-02", "2022-11"], id="month-of-the-story"),
        pytest.param("2022年2月27日に始まり、翌28日に広がった。", ["2022-02-27", "2022-02-28"], id="next-28th"),
        pytest.param("2022年2月28日に始まり、翌1日に広がった。", ["2022-02-28", "2022-03-01"], id="next-1st"),
        pytest.param("2022年12月に始まり、翌1月に広がった。", ["2022-12", "2023-01"], id="next-january"),
        pytest.param("2022年2月27日に始まり、その2日後に終わった。", ["2022-02-27", "2022-03-01"], id="two-days-later"),
        pytest.param("2022年2月の量は前年同月の半分だった。", ["2022-02", "2021-02"], id="same-month-a-year-before"),
        pytest.param("2026年上半期の量は前年同期を上回った。", ["2026-H1", "2025-H1"], id="same-half-a-year-before"),
        pytest.param(
            "2026年4月から6月までの量は前年同期を下回った。",
            ["2026-04", "2026-06", "2025-Q2"],
            id="same-quarter-by-months",
        ),
        pytest.param("2024年4月の量は前年同期を下回った。", ["2024-04", "2023"], id="same-time-of-no-quarter"),
        pytest.param(
            "4月22日の事件は5月7日から10日まで続いた。翌23日に非難した。",
            ["2024-04-22", "2024-05-07", "2024-05-10", "2024-04-23"],
            id="next-23rd-after-the-22nd",
        ),
        pytest.param(
            "昨年10月の会議が2024年開催を決め、翌月に続いた。",
            ["2023-10", "2024", "2023-11"],
            id="month-after-that-told",
        ),
        pytest.param("6月16日に始まり、月末に終わった。", ["2024-06-16", "2024-06"], id="end-of-the-month-told"),
        pytest.param("月末に終わった。", ["2024-12"], id="end-of-the-report's-month"),
        pytest.param("令和 6年 3月5 日に始まった。", ["2024-03-05"], id="spaces-inside"),
        pytest.param("1974年の協定を基に、11月に合意した。", ["1974", "2024-11"], id="year-of-an-old-accord"),
        pytest.param("2025年度の次は翌26年度である。", ["FY2025", "FY2026"], id="next-fiscal-year-of-two-digits"),
        pytest.param("2022年に始まったが、昨年は弱まった。", ["2022", "2023"], id="last-year-is-the-report's"),
    ],
)
def test_a_date_that_hangs_on_the_one_before(text: str, values: list[str]) -> None:
    assert [value for _, value in read(text)] == values


@pytest.mark.parametrize(
    ("text", "completed", "value"),
    [
        pytest.param("8月に始まった。", (2024, 12, 6), "2024-08", id="past-month"),
        pytest.param("12月に始まった。", (2024, 2, 1), "2023-12", id="month-of-the-year-before"),
        pytest.param("1月に行われる予定である。", (2024, 12, 6), "2025-01", id="month-to-come"),
        pytest.param("12月に公表された計画は必要である。", (2024, 2, 1), "2023-12", id="done-before-the-future"),
        pytest.param("6月の選挙を見据えた動きだ。", (2024, 2, 1), "2024-06", id="in-sight"),
        pytest.param("1月に予定されていた会談は流れた。", (2024, 12, 6), "2024-01", id="was-planned"),
        pytest.param("4月に会議が開催される。", (2024, 2, 1), "2024-04", id="takes-place"),
        pytest.param("年末に公開された艦だ。", (2024, 2, 1), "2023", id="end-of-the-year-before"),
        pytest.param("今年度の予算だ。", (2024, 2, None), "FY2023", id="fiscal-year-before-april"),
        pytest.param("来年度の予算だ。", (2024, 2, None), "FY2024", id="next-fiscal-year-before-april"),
        pytest.param("今年度の予算だ。", (2024, 4, None), "FY2024", id="fiscal-year-from-april"),
        pytest.param("昨年の選挙だ。", (2025, None, None), "2024", id="report-of-a-year-only"),
        pytest.param("先月の選挙だ。", (2025, 1, 10), "2024-12", id="last-month-over-the-year"),
        pytest.param("昨年の選挙だ。", None, None, id="nothing-known"),
        pytest.param("8月に始まった。", None, "XXXX-08", id="month-of-an-unknown-year"),
        pytest.param("令和6年の選挙だ。", None, "2024", id="a-full-date-needs-no-report"),
    ],
)
def test_a_date_by_the_date_of_the_report(
    text: str, completed: tuple[int, int | None, int | None] | None, value: str | None
) -> None:
    assert [found for _, found in read(text, completed)] == [value]


@pytest.mark.parametrize(
    ("sentences", "values"),
    [
        pytest.param(["2日に奪還した。"], ["2026-01-02"], id="day"),
        pytest.param(["前年10月の停戦以降は静かだった。", "11日に撃墜した。"], ["2025-10", None, "2026-01-11"], id="past-the-background"),
        pytest.param(["2023年の6割にとどまる。", "前年12月30日に空爆した。"], ["2023", "2025-12-30"], id="year-before-it"),
        pytest.param(["2023年に始まり、前年の倍になった。"], ["2023", "2022"], id="year-before-one-told-in-the-sentence"),
        pytest.param(["前年12月26日に承認し、1月6日に派遣した。", "12日に破棄した。"], ["2025-12-26", "2026-01-06", "2026-01-12"], id="turn-of-the-year"),
        pytest.param(["前年12月26日に承認し、30日に祝った。"], ["2025-12-26", "2025-12-30"], id="day-of-a-month-of-the-sentence"),
        pytest.param(["会談は月内に開かれず、組閣は月末も終わらない。"], ["2026-01", "2026-01"], id="within-the-month"),
        pytest.param(["前月に制圧した。", "先月から続く。"], ["2025-12", "2025-12"], id="month-before-it"),
        pytest.param(["7日に逃れた。", "同日に告発した。"], ["2026-01-07", "2026-01-07"], id="same-day"),
    ],
)  # fmt: skip
def test_a_date_in_a_survey_of_one_month(sentences: list[str], values: list[str | None]) -> None:
    resolver = calendar.Resolver((2026, 2, 10), surveyed=(2026, 1))
    found = []
    for text in sentences:
        resolver.new_sentence()
        found += [(e.kind, resolver.value(e, rest=text[e.end :])) for e in calendar.find(text)]
    assert [None if kind == "past" else value for kind, value in found] == values


def test_a_date_to_come_is_no_anchor_for_the_next_sentence() -> None:
    resolver = calendar.Resolver(DECEMBER)

    def value(text: str) -> str | None:
        (expression,) = calendar.find(text)
        return resolver.value(expression)

    assert [value("2022年2月"), value("2030年"), value("同年")] == ["2022-02", "2030", "2030"]
    resolver.new_sentence()
    assert value("同年") == "2022"


@given(st.text("2024年度月日3〜十令和元昨同翌前後第次間半期四.,/- 冷戦", max_size=30))
def test_expressions_are_in_order_and_apart_and_each_has_a_value_or_none(text: str) -> None:
    found = list(calendar.find(text))
    assert all(first.end <= second.start for first, second in itertools.pairwise(found))
    assert all(0 <= e.start < e.end <= len(text) for e in found)
    resolver = calendar.Resolver(DECEMBER)
    for expression in found:
        value = resolver.value(expression)
        assert value is None or value
