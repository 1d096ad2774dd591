"""ja-timex's date expressions: found whole and read as it reads them, wherever our guidelines see a date in them.

The cases are a copy from yagays/ja-timex (MIT); ``tests/data/dates-ja-timex-README.md`` says more.
"""

import json
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from report_extract.entities import calendar

DATA = Path(__file__).parent / "data"
REFERENCE = (2021, 7, 18)  # ja-timex's own, for relative expressions of cases that have none
SHARE = 0.95

KNOWN_FAILURES = {
    "12月30日": "ja-timex takes the reference date's year; a report of July looks back to the December before",
    "12月": "the same: December before July",
    "20世紀12月30日 #2": "the same: December before July",
    "7/8": "reads as a fraction",
    "(月)": "one character in brackets is a day of the week only behind a date: (月) alone is a unit, (日) a country",
    "（月）": "the same",
    "大化1年": "eras before 明治 are not in the table",
    "500年は古墳時代だ": "a year of three digits reads as a length of time",
}


@dataclass(frozen=True, slots=True)
class Case:
    """One expression that ja-timex finds in a text, with the value that our guidelines give it."""

    name: str
    text: str
    surface: str
    value: str | None
    completed: tuple[int, int | None, int | None] | None
    reading: str

    def among(self, table: dict[str, str]) -> str | None:
        """The entry of this reading of the text, or of the text."""
        return table.get(self.reading) or table.get(self.name)


@cache
def tables() -> dict[str, dict[str, str]]:
    excluded = tomllib.loads((DATA / "dates-ja-timex-excluded.toml").read_text("utf-8"))
    return tomllib.loads((DATA / "dates-ja-timex-values.toml").read_text("utf-8")) | {"excluded": excluded}


@cache
def cases() -> list[Case]:
    lines = (DATA / "dates-ja-timex.jsonl").read_text("utf-8").splitlines()
    return [case for line in lines for case in _cases(json.loads(line))]


def _cases(record: dict) -> Iterator[Case]:
    text, results = record["text"], record["results"]
    given = record["reference"] and tuple(int(part) for part in record["reference"].split("-"))
    for number, result in enumerate(results, start=1):
        name = f"{text} #{number}" if len(results) > 1 else text
        surface = tables()["surfaces"].get(name) or result.get("text") or text
        relative = tables()["relative"].get(name)
        stated = _in_our_notation(result.get("value") or result.get("to_datetime") or "")
        value = relative or tables()["values"].get(name) or stated
        completed = given or (REFERENCE if relative else None)
        yield Case(name, text, surface, value, completed, f"{name} = {result.get('value')}")


def _in_our_notation(value: str) -> str | None:
    """2021-07-XX is our 2021-07 and the century 20XX our 20; a distance, a length and a time of day are no date."""
    if value.startswith(("P", "T")) or "T" in value:
        return None
    return re.sub(r"(-XX)+$", "", value) if "-" in value else value.removesuffix("XX")


def found(case: Case) -> list[tuple[str, str | None]]:
    resolver = calendar.Resolver(case.completed)
    expressions = [(e, resolver.value(e, rest=case.text[e.end :])) for e in calendar.find(case.text)]
    return [(case.text[e.start : e.end], value) for e, value in expressions]


def is_right(case: Case) -> bool:
    """Found whole with its value; 1901年 is the beginning of 1901年〜2000年, and 30日木曜日 is one date."""
    return any(
        (surface == case.surface and value == case.value)
        or (surface != case.surface and case.surface in surface and case.value in (value or "").split("/"))
        for surface, value in found(case)
    )


def dates() -> list[Case]:
    return [case for case in cases() if not case.among(tables()["excluded"])]


def is_excluded(case: Case) -> bool:
    """No date in its text, that is, neither a second reading of one nor a part of one."""
    reason = case.among(tables()["excluded"])
    return reason is not None and "we read" not in reason and "is part of the date" not in reason


def test_the_share_of_dates_that_are_found_and_read() -> None:
    right = [case for case in dates() if is_right(case)]
    assert len(right) / len(dates()) >= SHARE, f"{len(right)} of {len(dates())}"


@pytest.mark.parametrize("case", dates(), ids=lambda case: case.name)
def test_a_date_is_right_or_a_known_failure(case: Case) -> None:
    assert is_right(case) != bool(case.among(KNOWN_FAILURES)), (case, found(case))


@pytest.mark.parametrize("case", [case for case in cases() if is_excluded(case)], ids=lambda case: case.name)
def test_what_is_excluded_is_not_found(case: Case) -> None:
    assert not any(case.surface in surface for surface, _ in found(case))


@pytest.mark.parametrize("table", ["excluded", "values", "relative", "surfaces"])
def test_every_entry_of_a_table_names_a_case(table: str) -> None:
    assert set(tables()[table]) <= {name for case in cases() for name in (case.name, case.reading)}


def test_every_known_failure_names_a_date() -> None:
    assert set(KNOWN_FAILURES) <= {case.name for case in dates()}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("議席の2/3を得た。", id="fraction"),
        pytest.param("国連文書A/RES/2021/7による。", id="number-of-a-document"),
        pytest.param("https://example.org/2021/07/18.html", id="address"),
        pytest.param("1日100万バレルを輸出した。", id="rate-a-day"),
        pytest.param("週3日働く。", id="days-a-week"),
        pytest.param("3日後に会った。", id="distance"),
        pytest.param("1世紀近く続いた。", id="nearly-a-century"),
        pytest.param("2000年近く続いた。", id="nearly-two-thousand-years"),
        pytest.param("血の日曜日事件が起きた。", id="name-with-a-day-of-the-week"),
        pytest.param("Q1. なぜか。", id="question"),
        pytest.param("今日の国際社会を見る。", id="nowadays"),
        pytest.param("T72型を撃った。", id="tank"),
    ],
)
def test_what_looks_like_a_notation_of_dates_but_is_none(text: str) -> None:
    assert list(calendar.find(text)) == []


@pytest.mark.parametrize(
    ("text", "surface", "value"),
    [
        pytest.param("12月6日(金)以降に会う。", "12月6日(金)", "2024-12-06", id="day-of-the-week-in-brackets"),
        pytest.param("12月6日金曜日に会う。", "12月6日金曜日", "2024-12-06", id="day-of-the-week"),
        pytest.param("2024年Q3に伸びた。", "2024年Q3", "2024-Q3", id="quarter-of-a-year"),
        pytest.param("第3四半期に伸びた。", "第3四半期", "2024-Q3", id="quarter-of-the-report's-year"),
        pytest.param("5日に会った。", "5日", "2024-12-05", id="day-of-the-report's-month"),
        pytest.param("先週に会った。", "先週", "2024-W48", id="week"),
        pytest.param("19世紀後半以降に広がった。", "19世紀後半", "18", id="century-and-after"),
        pytest.param("平成三十一年四月三十日に退位した。", "平成三十一年四月三十日", "2019-04-30", id="kanji-era"),
        pytest.param("2024.12.6.", "2024.12.6", "2024-12-06", id="full-stop-behind"),
        pytest.param("7/18に会った。", "7/18", "2024-07-18", id="month-and-day"),
    ],
)
def test_a_notation_in_a_report_of_december_2024(text: str, surface: str, value: str) -> None:
    resolver = calendar.Resolver((2024, 12, 6))
    assert [(text[e.start : e.end], resolver.value(e)) for e in calendar.find(text)] == [(surface, value)]
