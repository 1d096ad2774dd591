"""A report made by hand, its page, and Debian's chromium to open it in."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from typer.testing import CliRunner, Result

from report_extract.cli import app
from report_extract.records import Report
from report_extract.viewer.model import report_model
from report_extract.viewer.page import render

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

BLOCKS = {
    "heading": "ロシアの動向",
    "paragraph": "ロシアは2024年3月に北朝鮮に\n武器を供与した1)。両国は中国と協力し、仮に停戦すれば2027年に米国も動くであろう。",
    "furniture": "3 研究所",
    "bullet": "• 同国は日本を非難すべきではない。",
}
FIRST = "ロシアは2024年3月に北朝鮮に\n武器を供与した1)。"
SECOND = "両国は中国と協力し、仮に停戦すれば2027年に米国も動くであろう。"
THIRD = "同国は日本を非難すべきではない。"
TEXT = "\n".join(BLOCKS.values()) + "\n"
AXE = Path(__file__).parent / "vendor" / "axe.min.js"
BROWSER = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]


def span(surface: str, *, within: str = TEXT) -> dict[str, Any]:
    """Find a surface in the text, or within a part of it."""
    start = TEXT.index(within) + within.index(surface)
    return {"start": start, "end": start + len(surface), "text": surface}


def mention(number: int, surface: str, kind: str | None, sentence: str, within: str, **more: Any) -> dict[str, Any]:
    given = {"entity": f"e{number}", "form": "name", "refers_to": (), "rule": "list:names"}
    return {"id": f"m{number}", "type": kind, "sentence": sentence, **span(surface, within=within), **given, **more}


def entity(number: int, kind: str, name: str, code: str | None = None, value: str | None = None) -> dict[str, Any]:
    return {"id": f"e{number}", "type": kind, "name": name, "ids": {"iso3166": code, "wikidata": None}, "value": value}


def anaphor(number: int, surface: str, sentence: str, within: str, *entities: str) -> dict[str, Any]:
    more = {"entity": None, "form": "anaphor", "refers_to": entities, "rule": "anaphor:country"}
    return mention(number, surface, None, sentence, within, **more)


def relation(
    number: int, kind: str, subject: str, target: str, trigger: str, within: str, **more: Any
) -> dict[str, Any]:
    given = {"theme": None, "time": None, "place": None, "status": "actual", "polarity": "positive", "rule": "frame:x"}
    spans = {"trigger": span(trigger, within=within)}
    return {"id": f"r{number}", "type": kind, "subject": subject, "object": target, **given, **spans, **more}


def claim(number: int, kind: str, surface: str, sentence: str, **more: Any) -> dict[str, Any]:
    given = {"certainty": "certain", "polarity": "positive", "condition": None, "holder": "author", "cue": None}
    return {"id": f"c{number}", "type": kind, "sentence": sentence, "rule": "cue:x", **span(surface), **given, **more}


def report_data(doc_id: str = "small") -> dict[str, Any]:
    """The hand-made report as plain data, for a test to change."""
    return {
        "schema_version": "1.0",
        "doc_id": doc_id,
        "source": {"name": "a.txt", "media_type": "text/plain", "encoding": "utf-8", "sha256": "0", "pages": None},
        "metadata": {
            "title": "ロシアの動向", "author": "田島理博", "affiliation": "外務調査協会", "completed": "2024-12-06",
        },
        "pipeline": {"name": "report-extract", "version": "0", "model": "none", "rules": "0"},
        "text": TEXT,
        "blocks": [
            {"id": f"b{number}", "kind": kind, "level": 1 if kind == "heading" else None,
             "start": TEXT.index(text), "end": TEXT.index(text) + len(text)}
            for number, (kind, text) in enumerate(BLOCKS.items(), start=1)
        ],
        "sentences": [
            {"id": "s1", "block": "b1", **span("ロシアの動向")},
            {"id": "s2", "block": "b2", **span(FIRST), "text": "ロシアは2024年3月に北朝鮮に武器を供与した。"},
            {"id": "s3", "block": "b2", **span(SECOND)},
            {"id": "s4", "block": "b4", **span(THIRD)},
        ],
        "entities": [
            entity(1, "GPE", "ロシア", "RU"), entity(2, "DATE", "2024年3月", value="2024-03"),
            entity(3, "GPE", "北朝鮮", "KP"), entity(4, "GPE", "中国", "CN"), entity(5, "GPE", "米国", "US"),
            entity(6, "DATE", "2027年", value="2027"), entity(7, "GPE", "日本", "JP"),
        ],
        "mentions": [
            mention(8, "ロシア", "GPE", "s1", "ロシアの動向", entity="e1"),
            mention(1, "ロシア", "GPE", "s2", FIRST), mention(2, "2024年3月", "DATE", "s2", FIRST),
            mention(3, "北朝鮮", "GPE", "s2", FIRST), anaphor(9, "両国", "s3", SECOND, "e1", "e3"),
            mention(4, "中国", "GPE", "s3", SECOND), mention(6, "2027年", "DATE", "s3", SECOND),
            mention(5, "米国", "GPE", "s3", SECOND), anaphor(10, "同国", "s4", THIRD, "e5"),
            mention(7, "日本", "GPE", "s4", THIRD),
        ],
        "relations": [
            relation(1, "AID", "m1", "m3", "供与", FIRST, sentence="s2", time="m2", theme=span("武器", within=FIRST),
                     confidence=0.6),
            relation(2, "COOPERATE", "m9", "m4", "協力", SECOND, sentence="s3"),
            relation(3, "ACCUSE", "m10", "m7", "非難", THIRD, sentence="s4", status="desired", polarity="negative"),
        ],
        "claims": [
            claim(1, "FACT", FIRST, "s2"),
            claim(2, "FORECAST", SECOND, "s3", certainty="probable", condition=span("仮に停戦すれば"), cue=span("であろう"),
                  holder="e1"),
            claim(3, "RECOMMENDATION", THIRD, "s4", certainty=None, polarity="negative", cue=span("べきではない")),
        ],
    }  # fmt: skip


@pytest.fixture
def data() -> dict[str, Any]:
    """The report as data to change."""
    return report_data()


@pytest.fixture
def report(data: dict[str, Any]) -> Report:
    """The hand-made report."""
    return Report.model_validate(data)


@pytest.fixture
def view() -> Callable[..., Result]:
    """Runs ``report-extract view``."""

    def call(*arguments: object) -> Result:
        return CliRunner(env={"COLUMNS": "120"}).invoke(app, ["view", *(str(argument) for argument in arguments)])

    return call


@pytest.fixture
def reports_file(tmp_path: Path) -> Callable[..., Path]:
    """Writes reports as a run does."""

    def write(*reports: Report, name: str = "reports.jsonl") -> Path:
        path = tmp_path / name
        path.write_text("".join(one.model_dump_json() + "\n" for one in reports), encoding="utf-8", newline="\n")
        return path

    return write


@pytest.fixture
def page_of(tmp_path: Path) -> Callable[[Report], Path]:
    """Writes the page of a report."""

    def write(report: Report) -> Path:
        path = tmp_path / "page.html"
        path.write_text(render("report", title="題", data=report_model(report)), encoding="utf-8", newline="\n")
        return path

    return write


@dataclass
class Opened:
    """A page and what it did that it should not: console messages, errors, requests."""

    page: "Page"
    complaints: list[str] = field(default_factory=list)


@pytest.fixture(scope="session")
def browser() -> "Iterator[Browser]":
    """Debian's chromium, driven by playwright."""
    found = shutil.which("chromium")
    if found is None:
        if os.environ.get("CI"):
            pytest.fail("chromium is missing: .ci/run installs it")
        pytest.skip("no chromium: apt-get install chromium fonts-noto-cjk")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=found, args=BROWSER)
        yield running
        running.close()


@pytest.fixture
def visit(browser: "Browser") -> Callable[..., Any]:
    """Opens a file in a fresh context; at the end nothing was complained of and nothing was asked for outside."""

    @contextmanager
    def opening(path: Path, fragment: str = "", *, width: int = 1440, scheme: Any = "light") -> "Iterator[Page]":
        context = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme, accept_downloads=True
        )
        opened = Opened(context.new_page())
        opened.page.on("console", lambda message: opened.complaints.append(f"{message.type}: {message.text}"))
        opened.page.on("pageerror", lambda error: opened.complaints.append(f"error: {error}"))
        opened.page.on("request", lambda request: _outside(request.url, path, opened.complaints))
        opened.page.goto(f"{path.as_uri()}{fragment}")
        yield opened.page
        context.close()
        assert opened.complaints == []

    return opening


def _outside(url: str, path: Path, complaints: list[str]) -> None:
    if not url.startswith((path.parent.as_uri(), path.parent.parent.as_uri(), "blob:")):
        complaints.append(f"request: {url}")


@pytest.fixture(scope="session")
def violations() -> "Callable[[Page], list[str]]":
    """Asks axe-core for what breaks WCAG 2.2 A and AA or its best practices."""

    def ask(page: "Page") -> list[str]:
        # The page's own policy would refuse a script element: the debugger puts axe-core in.
        client = page.context.new_cdp_session(page)
        client.send("Runtime.evaluate", {"expression": AXE.read_text(encoding="utf-8")})
        run = "axe.run(document, {resultTypes: ['violations']}).then((result) => result.violations)"
        return [f"{one['impact']} {one['id']}: {one['nodes'][0]['html'][:200]}" for one in page.evaluate(run)]

    return ask
