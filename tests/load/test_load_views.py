"""The views answer what analysts ask, alike in every database."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from report_extract import Report
from report_extract.load.loading import load
from report_extract.load.target import Target
from report_extract.load.views import VIEWS, read_view

MakeReport = Callable[..., Report]
Write = Callable[..., Path]
Ask = Callable[..., list[tuple[Any, ...]]]


@pytest.fixture
def loaded(target: Target, write: Write, make_report: MakeReport) -> Target:
    """Two reports: of the same institute, of which the second denies what the first says."""
    first = make_report("a")
    denied = first.relations[0].model_copy(update={"polarity": "negative"})
    claims = (first.claims[0].model_copy(update={"polarity": "negative"}), first.claims[1])
    second = make_report("b").model_copy(update={"relations": (denied,), "claims": claims})
    load([write(first, second)], target)
    return target


QUESTIONS = {
    "who did what to whom by month": (
        "SELECT month, subject, type, object, status, polarity, times, reports FROM events_by_month ORDER BY 3, 2, 6",
        [
            (None, "日本", "ACCUSE", "中国", "expected", "negative", 1, 1),
            (None, "米国", "ACCUSE", "中国", "expected", "negative", 1, 1),
            ("2026-08", "日本", "CONSULT", "米国", "actual", "negative", 1, 1),
            ("2026-08", "日本", "CONSULT", "米国", "actual", "positive", 1, 1),
        ],
    ),
    "forecasts by institute, certainty and horizon": (
        "SELECT * FROM forecasts_by_institute",
        [("研究所", "possible", "2026", 2, 2, 2)],
    ),
    "the horizon and likelihood of the record": (
        "SELECT doc_id, horizon, likelihood, holder_name FROM forecasts ORDER BY 1",
        [("a", "2026-08", "likely", None), ("b", "2026-08", "likely", None)],
    ),
    "what is surely told": (
        "SELECT doc_id, type, object, confidence FROM events WHERE confidence > 0.5 ORDER BY 1",
        [("a", "CONSULT", "米国", 0.62), ("b", "CONSULT", "米国", 0.62)],
    ),
    "recommendations by addressee": (
        "SELECT * FROM recommendations_by_addressee",
        [("日本", "GPE", 1, 1, 1)],
    ),
    "statements about a country over time": (
        "SELECT country, month, type, polarity, claims FROM country_statements_by_month WHERE iso3166 = 'CN'",
        [("中国", "2026-05", "ASSESSMENT", "negative", 2)],
    ),
    "one says that, another that not": (
        "SELECT subject, type, object, positive_doc_id, negative_doc_id FROM contradictions",
        [("日本", "CONSULT", "米国", "a", "b")],
    ),
    "claims that may contradict": (
        "SELECT positive_doc_id, positive_claim, negative_doc_id, negative_claim, shared, overlap FROM opposed_claims",
        [("a", "c1", "b", "c1", 2, 1.0), ("a", "c1", "b", "c2", 2, 0.667)],
    ),
    "several entities of an anaphor": (
        "SELECT doc_id, name FROM mention_entities WHERE mention = 'm4' AND doc_id = 'a' ORDER BY name",
        [("a", "日本"), ("a", "米国")],
    ),
}


def test_questions(loaded: Target, ask: Ask) -> None:
    for name, (query, expected) in QUESTIONS.items():
        found = [
            tuple(round(float(v), 3) if type(v) in (float, Decimal) else v for v in row) for row in ask(loaded, query)
        ]
        assert sorted(found, key=repr) == sorted(expected, key=repr), name


def test_every_view_gives_rows(loaded: Target, ask: Ask) -> None:
    for name in VIEWS:
        assert ask(loaded, f"SELECT * FROM {name}"), name


@pytest.mark.parametrize("name", VIEWS)
def test_a_view_says_what_it_gives(name: str) -> None:
    comment, select = read_view(name)
    assert len(comment) > 30
    assert select.startswith(("SELECT", "WITH"))
    assert "%" not in select
    assert ":" not in select


def test_no_file_of_a_view_is_forgotten() -> None:
    import report_extract.load.views as package

    assert package.__file__
    assert sorted(path.stem for path in Path(package.__file__).parent.glob("*.sql")) == sorted(VIEWS)
