"""A report with several rules, and the commands."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from report_extract.cli.review import app
from report_extract.records import Report

FIRST = "「=SUM」とロシアは\n2024年3月に北朝鮮に𠮷野家😀の武器を供与した。"
SECOND = "両国は中国と協力し、仮に停戦すれば米国も動くであろう。"
TEXT = f"{FIRST}\n{SECOND}\n"


def _span(surface: str) -> dict[str, Any]:
    start = TEXT.index(surface)
    return {"start": start, "end": start + len(surface), "text": surface}


def _mention(number: int, surface: str, kind: str | None, sentence: str, rule: str, **more: Any) -> dict[str, Any]:
    given = {"entity": f"e{number}", "form": "name", "refers_to": ()}
    return {"id": f"m{number}", "type": kind, "sentence": sentence, "rule": rule, **_span(surface), **given, **more}


def _entity(number: int, kind: str, name: str, code: str | None = None, value: str | None = None) -> dict[str, Any]:
    ids = {"iso3166": code, "wikidata": None}
    return {"id": f"e{number}", "type": kind, "name": name, "ids": ids, "value": value}


def _claim(number: int, kind: str, surface: str, sentence: str, **more: Any) -> dict[str, Any]:
    given = {"certainty": "certain", "polarity": "positive", "condition": None, "holder": "author", "cue": None}
    return {"id": f"c{number}", "type": kind, "sentence": sentence, "rule": "=cue", **_span(surface), **given, **more}


def make_report(doc_id: str) -> Report:
    """Build a report whose text has a line break, astral characters and something like a formula."""
    return Report.model_validate(
        {
            "schema_version": "1.0",
            "doc_id": doc_id,
            "source": {"name": "a.txt", "media_type": "text/plain", "encoding": "utf-8", "sha256": "0", "pages": None},
            "metadata": {"title": None, "author": None, "affiliation": None, "completed": None},
            "pipeline": {"name": "report-extract", "version": "0", "model": "none", "rules": "0"},
            "text": TEXT,
            "blocks": [{"id": "b1", "kind": "paragraph", "level": None, "start": 0, "end": len(TEXT)}],
            "sentences": [
                {"id": "s1", "block": "b1", **_span(FIRST)},
                {"id": "s2", "block": "b1", **_span(SECOND)},
            ],
            "entities": [
                _entity(1, "GPE", "ロシア", "RU"),
                _entity(2, "DATE", "2024年3月", value="2024-03"),
                _entity(3, "GPE", "朝鮮民主主義人民共和国", "KP"),
                _entity(4, "GPE", "中国", "CN"),
                _entity(5, "GPE", "米国", "US"),
            ],
            "mentions": [
                _mention(1, "ロシア", "GPE", "s1", "gazetteer"),
                _mention(2, "2024年3月", "DATE", "s1", "dates"),
                _mention(3, "北朝鮮", "GPE", "s1", "gazetteer"),
                _mention(4, "中国", "GPE", "s2", "ginza"),
                _mention(5, "米国", "GPE", "s2", "gazetteer"),
                _mention(6, "両国", None, "s2", "anaphora", entity=None, form="anaphor", refers_to=("e1", "e3")),
            ],
            "relations": [
                {"id": "r1", "type": "AID", "subject": "m1", "object": "m3", "trigger": _span("供与"),
                 "theme": _span("武器"), "time": "m2", "place": None, "status": "actual", "polarity": "positive",
                 "sentence": "s1", "rule": "aid-1"},
                {"id": "r2", "type": "COOPERATE", "subject": "m6", "object": "m4", "trigger": _span("協力"),
                 "theme": None, "time": None, "place": None, "status": "actual", "polarity": "positive",
                 "sentence": "s2", "rule": "cooperate-1"},
            ],
            "claims": [
                _claim(1, "FACT", FIRST, "s1"),
                _claim(2, "FORECAST", SECOND, "s2", certainty="probable", condition=_span("仮に停戦すれば"),
                       cue=_span("であろう"), holder="e1"),
            ],
        }
    )  # fmt: skip


@pytest.fixture
def report() -> Report:
    """One report."""
    return make_report("one")


@pytest.fixture
def reports_file(tmp_path: Path) -> Path:
    """A run over three reports."""
    path = tmp_path / "reports.jsonl"
    rows = (make_report(name).model_dump_json() + "\n" for name in ("one", "two", "three"))
    path.write_text("".join(rows), encoding="utf-8", newline="\n")
    return path


@pytest.fixture
def review() -> Callable[..., Result]:
    """Runs a command of ``report-extract review``."""

    def call(*arguments: object) -> Result:
        return CliRunner(env={"COLUMNS": "120"}).invoke(app, [str(argument) for argument in arguments])

    return call
