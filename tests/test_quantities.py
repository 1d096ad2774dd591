"""Numbers with their units, what they are worth, and what is none."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report_extract.entities import quantities


def read(text: str) -> list[tuple[str, str]]:
    return [(text[q.start : q.end], q.value) for q in quantities.find(text)]


@pytest.mark.parametrize(
    ("surface", "value"),
    [
        ("約3万人", "~30000 人"),
        ("3万人近く", "~30000 人"),
        ("3,000人余り", ">3000 人"),
        ("2万5000人", "25000 人"),
        ("12億4000万人", "1240000000 人"),
        ("1.5万人", "15000 人"),
        ("数百人", "数百 人"),
        ("数千人", "数千 人"),
        ("5期目", "5 期目"),
        ("10回目", "10 回目"),
        ("120億ドル", "12000000000 ドル"),
        ("約120億ドル", "~12000000000 ドル"),
        ("1兆2000億円", "1200000000000 円"),
        ("1.2兆円", "1200000000000 円"),
        ("30%", "30 %"),
        ("5.5%", "5.5 %"),
        ("70%超", ">70 %"),
        ("90パーセント", "90 パーセント"),
        ("1,500キロ", "1500 キロ"),
        ("3年間", "3 年間"),
        ("10日間", "10 日間"),
        ("100隻以上", ">=100 隻"),
        ("四半世紀余り", ">四半 世紀"),
        ("半年近く", "~半 年"),
        ("27年3か月", "27年3 か月"),
        ("3か月間", "3 か月間"),
        ("1バレル50ドル", "50 ドル"),
        ("五割台後半", "五 割"),
        ("40歳未満", "<40 歳"),
        ("30日以内", "<=30 日"),
        ("50〜60機", "50〜60 機"),
        ("2州", "2 州"),
        ("3か国", "3 か国"),
        ("三か国", "三 か国"),
        ("2倍", "2 倍"),
        ("3分の2", "2/3"),
        ("半数以上", ">=半 数"),
        ("約半数", "~半 数"),
    ],
)
def test_a_quantity(surface: str, value: str) -> None:
    assert read(f"これは{surface}である。") == [(surface, value)]


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        pytest.param("少なくとも100人が死亡した。", "100人", id="adverb-stays-outside"),
        pytest.param("崩壊から1年半余りを経た。", "1年半余り", id="year-and-a-half"),
        pytest.param("約100分にわたり会談した。", "約100分", id="minutes"),
        pytest.param("付近の3集落を制圧した。", "3集落", id="settlements"),
        pytest.param("4月5,120 機 ", "5,120 機", id="in-a-column"),
        pytest.param("GDP比2%を目指す。", "2%", id="share-of-gdp"),
        pytest.param("総額120億ドルを供与した。", "120億ドル", id="total-stays-outside"),
        pytest.param("最大50機を供与した。", "50機", id="most-stays-outside"),
        pytest.param("20年ぶりに訪れた。", "20年", id="since-how-long-stays-outside"),
        pytest.param("約5,000人規模の旅団を置いた。", "約5,000人", id="size-stays-outside"),
    ],
)
def test_what_stays_outside(text: str, surface: str) -> None:
    assert [found for found, _ in read(text)] == [surface]


@pytest.mark.parametrize(
    "text",
    [
        "F16戦闘機を供与した。",
        "B2爆撃機が飛んだ。",
        "G7が声明を出した。",
        "COP28が開かれた。",
        "5G通信網を築いた。",
        "第2次世界大戦が終わった。",
        "第7艦隊が動いた。",
        "第5条を発動した。",
        "国連安保理決議2231号を採択した。",
        "2プラス2を開いた。",
        "二国間で合意した。",
        "一国では難しい。",
        "一人ひとりが考える。",
        "数多くの国が加わった。",
        "数値を示した。",
        "一方で、反対した。",
        "一部が離れた。",
        "十分ではない。",
        "万一に備える。",
        "千葉で開かれた。",
        "兆候がある。",
        "億劫である。",
        "百科に載った。",
        "半島を占領した。",
        "半導体を輸出した。",
        "国際社会は動いた。",
    ],
)
def test_no_quantity(text: str) -> None:
    assert read(text) == []


@given(st.text("0123456789,.万億兆千百数約三十人ドル%年間以上近く第分の半〜G", max_size=30))
def test_quantities_are_in_order_and_apart(text: str) -> None:
    found = list(quantities.find(text))
    assert all(first.end <= second.start for first, second in itertools.pairwise(found))
    assert all(0 <= q.start < q.end <= len(text) and q.value for q in found)
