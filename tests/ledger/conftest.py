"""Reports made by hand: of each type a claim, over broken lines, on a page, by the author and by a country."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from report_extract.cli import app
from report_extract.records import Report

FIRST = "仮に停戦すれば、2027年に米国も\n動く可能性が高いと、中国は述べた。"
SECOND = "両国は合意しないであろう。"
THIRD = "日本は備えるべきである。"
TEXT = f"{FIRST}\n{SECOND}\n{THIRD}\n"

MakeReport = Callable[..., Report]
Write = Callable[..., Path]
Call = Callable[..., Result]


def at(text: str, surface: str) -> dict[str, Any]:
    start = text.index(surface)
    return {"start": start, "end": start + len(surface), "text": surface}


def _claims(text: str) -> list[dict[str, Any]]:
    quoted = FIRST[: FIRST.index("と、中国")]
    none = {"condition": None, "cue": None, "polarity": "positive", "holder": "author"}
    return [
        {"id": "c1", "type": "FORECAST", **none, **at(text, quoted), "certainty": "probable", "likelihood": "very_likely",
         "condition": at(text, "仮に停戦すれば"), "cue": at(text, "可能性が高い"), "holder": "e3", "horizon": "2027",
         "sentence": "s1", "rule": "cue:probable"},
        {"id": "c2", "type": "FORECAST", **none, **at(text, SECOND), "certainty": "probable", "polarity": "negative",
         "cue": at(text, "であろう"), "sentence": "s2", "rule": "cue:will"},
        {"id": "c3", "type": "RECOMMENDATION", **none, **at(text, THIRD), "certainty": None, "addressee": "e1",
         "cue": at(text, "べき"), "sentence": "s3", "rule": "cue:should"},
    ]  # fmt: skip


def _make(doc_id: str = "a", **changes: Any) -> Report:
    text = changes.pop("text", TEXT)
    none = {"iso3166": None, "wikidata": None}
    mention = {"form": "name", "refers_to": (), "rule": "list"}
    return Report.model_validate({
        "schema_version": "1.1", "doc_id": doc_id, "text": text,
        "source": {"name": "a.pdf", "media_type": "application/pdf", "encoding": None, "sha256": "0", "pages": 3},
        "metadata": {"title": "題", "author": "田島理博", "affiliation": "研究所", "completed": "2026-05"},
        "pipeline": {"name": "report-extract", "version": "0", "model": "none", "rules": "0"},
        "blocks": [{"id": "b1", "kind": "paragraph", "level": None, "start": 0, "end": len(text), "page": 3}],
        "sentences": [
            {"id": f"s{number}", "block": "b1", **at(text, one), "text": one.replace("\n", "")}
            for number, one in enumerate((FIRST, SECOND, THIRD), start=1)
        ],
        "entities": [
            {"id": "e1", "type": "GPE", "name": "日本", "ids": {**none, "iso3166": "JP"}, "value": None},
            {"id": "e3", "type": "GPE", "name": "中華人民共和国", "ids": {**none, "iso3166": "CN"}, "value": None},
        ],
        "mentions": [
            {"id": "m1", "entity": "e3", "type": "GPE", **at(text, "中国"), **mention, "sentence": "s1"},
            {"id": "m2", "entity": "e1", "type": "GPE", **at(text, "日本"), **mention, "sentence": "s3"},
        ],
        "relations": [],
        "claims": _claims(text),
        **changes,
    })  # fmt: skip


@pytest.fixture
def make_report() -> MakeReport:
    """Makes a report of three claims."""
    return _make


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes reports.jsonl."""

    def lines(*reports: Report) -> Path:
        path = tmp_path / "reports.jsonl"
        path.write_text("".join(f"{report.model_dump_json()}\n" for report in reports), encoding="utf-8")
        return path

    return lines


@pytest.fixture
def call() -> Call:
    """Runs ``report-extract claims``."""

    def run(*arguments: object, columns: int = 100) -> Result:
        return CliRunner(env={"COLUMNS": str(columns)}).invoke(app, ["claims", *map(str, arguments)])

    return run
