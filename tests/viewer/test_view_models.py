"""The view models: what the page is told."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report_extract.records import Report, Span
from report_extract.viewer.claims import claims_model
from report_extract.viewer.dates import days
from report_extract.viewer.display import Lines, join, shown
from report_extract.viewer.model import report_model
from report_extract.viewer.text import blocks_model
from report_extract.viewer.timeline import timeline_model


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2024-12-06", ("2024-12-06", "2024-12-06")),
        ("2024-02", ("2024-02-01", "2024-02-29")),
        ("2024", ("2024-01-01", "2024-12-31")),
        ("2024-H2", ("2024-07-01", "2024-12-31")),
        ("2024-Q1", ("2024-01-01", "2024-03-31")),
        ("2025-WI", ("2025-12-01", "2026-02-28")),
        ("FY2026", ("2026-04-01", "2027-03-31")),
        ("202X", ("2020-01-01", "2029-12-31")),
        ("19XX", ("1900-01-01", "1999-12-31")),
        ("2022/2024-03", ("2022-01-01", "2024-03-31")),
        ("PAST_REF", None),
        ("2024-13", None),
        ("2024-02-30", None),
        ("0000", None),
        ("", None),
        (None, None),
    ],
)
def test_days_of_a_calendar_value(value: str | None, expected: tuple[str, str] | None) -> None:
    assert days(value) == expected


@pytest.mark.parametrize(
    ("raw", "repaired", "hidden", "expected"),
    [
        pytest.param("国内へ\nの攻撃", "国内への攻撃", [], "国内への攻撃", id="wrapped"),
        pytest.param("2024年 3月", "2024年3月", [], "2024年3月", id="stray-space"),
        pytest.param("the\nUnited States", "the United States", [], "the United States", id="english"),
        pytest.param("連合（ＡＥＳ）と", "連合(AES)と", [], "連合（ＡＥＳ）と", id="as-written"),
        pytest.param("供与した1)。次", "供与した。次", [], "供与した{1)}。次", id="note-mark"),
        pytest.param("停戦(注2)後", "停戦後", [], "停戦{(注2)}後", id="note-mark-in-brackets"),
        pytest.param("停戦\n12\n交渉", "停戦交渉", [(3, 5)], "停戦交渉", id="page-number"),
        pytest.param("⻑い", "長い", [], "⻑い", id="radical"),
        pytest.param("カ\u3099ザ", "ガザ", [], "カ\u3099ザ", id="decomposed"),
    ],
)
def test_a_sentence_is_shown_as_written_but_unwrapped(
    raw: str, repaired: str, hidden: list[tuple[int, int]], expected: str
) -> None:
    found = shown(raw, 0, len(raw), repaired, hidden)
    text = "".join(f"{{{one.character}}}" if one.cut else one.character for one in found)
    assert text.replace("}{", "") == expected


@given(st.text(max_size=60), st.text(max_size=60))
def test_no_character_of_a_sentence_is_lost(raw: str, repaired: str) -> None:
    found = shown(raw, 0, len(raw), repaired)
    assert "".join("".join(one.character for one in found).split()) == "".join(raw.split())


@pytest.mark.parametrize(
    ("raw", "expected"),
    [("ロシア\n軍", "ロシア軍"), ("New\nYork", "New York"), (" \n", ""), ("NATO\n諸国", "NATO諸国")],
)
def test_a_stretch_on_one_line(raw: str, expected: str) -> None:
    assert join(raw.split()) == expected


def test_page_furniture_inside_a_stretch_is_left_out(data: dict[str, Any]) -> None:
    start, end = data["claims"][1]["start"], data["claims"][2]["end"]
    whole = Span(start=start, end=end, text=data["text"][start:end])
    assert "3 研究所" in whole.text
    assert Lines(Report.model_validate(data))(whole) == (
        "両国は中国と協力し、仮に停戦すれば2027年に米国も動くであろう。•同国は日本を非難すべきではない。"
    )


def shown_text(piece: dict[str, Any]) -> str:
    return "".join(text for _, runs in piece["parts"] for text, _ in runs)


def test_blocks_keep_list_marks_furniture_and_records(report: Report) -> None:
    heading, paragraph, furniture, bullet = blocks_model(report)
    assert heading["pieces"] == [{"s": "s1", "parts": [["m8", [["ロシア", ""]]], [None, [["の動向", ""]]]]}]
    assert [shown_text(piece) for piece in paragraph["pieces"]] == [
        "ロシアは2024年3月に北朝鮮に武器を供与した1)。",
        "両国は中国と協力し、仮に停戦すれば2027年に米国も動くであろう。",
    ]
    assert furniture["pieces"] == [{"gap": "3 研究所"}]
    assert bullet["pieces"][0] == {"gap": "•"}
    marks = {text: kinds for _, runs in paragraph["pieces"][0]["parts"] for text, kinds in runs}
    assert marks["供与"] == "r1.trigger"
    assert marks["武器"] == "r1.theme"
    assert marks["1)"] == "cut"


def test_a_claim_that_is_part_of_its_sentence_is_marked(data: dict[str, Any]) -> None:
    data["claims"][1] |= {"text": "両国は中国と協力し、", "end": data["claims"][1]["start"] + 10}
    paragraph = blocks_model(Report.model_validate(data))[1]
    marked = [
        text for _, runs in paragraph["pieces"][1]["parts"] for text, marks in runs if "c2.claim" in marks.split()
    ]
    assert "".join(marked) == "両国は中国と協力し、"


def test_sentences_without_a_block_are_shown_all_the_same(data: dict[str, Any]) -> None:
    data["blocks"] = []
    (block,) = blocks_model(Report.model_validate(data))
    assert [piece["s"] for piece in block["pieces"]] == ["s1", "s2", "s3", "s4"]


def test_claims_are_placed_by_the_latest_date_in_them(report: Report) -> None:
    fact, forecast, recommendation = claims_model(report)
    assert fact["when"] == ("2024-03-01", "2024-03-31")
    assert forecast["when"] == ("2027-01-01", "2027-12-31")
    assert forecast["condition"] == "仮に停戦すれば"
    assert recommendation["when"] is None


def test_likelihood_addressee_and_horizon_come_with_claims(report: Report) -> None:
    gained = {"likelihood": "likely", "addressee": "e7", "horizon": "2030"}
    later = tuple(claim.model_copy(update=gained) for claim in report.claims)
    rows = claims_model(report.model_copy(update={"claims": later}))
    assert {key: rows[1][key] for key in gained} == gained
    assert rows[1]["when"] == ("2030-01-01", "2030-12-31")


def test_relations_name_the_entities_behind_anaphors(report: Report) -> None:
    rows = {row["id"]: row for row in report_model(report)["relations"]}
    assert (rows["r2"]["subjects"], rows["r2"]["objects"]) == (["e1", "e3"], ["e4"])
    assert rows["r1"]["when"] == ("2024-03-01", "2024-03-31")
    assert rows["r2"]["when"] is None


def test_the_timeline_tells_what_happened_from_what_is_expected(report: Report) -> None:
    rows = timeline_model(report)
    assert [(row["value"], row["status"], row["relations"], row["claim"]) for row in rows] == [
        ("2024-03", "actual", ["r1"], "c1"),
        ("2027", "expected", [], "c2"),
    ]


def test_a_fact_about_a_day_to_come_is_expected(data: dict[str, Any]) -> None:
    data["metadata"]["completed"] = "2024-02-01"
    data["relations"] = []
    assert [row["status"] for row in timeline_model(Report.model_validate(data))] == ["expected", "expected"]
