"""Hostile text cannot run, end the page's elements, hide or turn around what follows it."""

import base64
import hashlib
import json
import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report_extract.records import Report
from report_extract.viewer.model import report_model
from report_extract.viewer.page import render
from report_extract.viewer.safety import script_json, visible

ROOT = Path(__file__).parents[2]
HOSTILE = [
    pytest.param("<script>bad()</script>", id="script"),
    pytest.param("</script><script>bad()</script>", id="end-of-script"),
    pytest.param("<!--<script>", id="comment"),
    pytest.param("]]><img src=x onerror=bad()>", id="image"),
    pytest.param('" onmouseover="bad()" x="', id="attribute"),
    pytest.param("{{ 7 * 7 }}${bad()}`", id="template"),
    pytest.param("javascript:bad()", id="address"),
    pytest.param("__proto__", id="prototype"),
    pytest.param("constructor", id="constructor"),
    pytest.param("\u202eecilam\u2066\u200b\x00\x1b[31m\x85\ufeff", id="invisible"),
    pytest.param("\u2028\u2029", id="line-separators"),
]


@given(
    st.recursive(
        st.text() | st.none() | st.integers(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)
    )
)
def test_json_in_a_script_element_holds_no_markup_and_is_read_back(data: Any) -> None:
    text = script_json(data)
    assert not set(text) & set("<>&\u2028\u2029")
    json.loads(text)
    text.encode("utf-8")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("\u202eabc\u202c", "⟦U+202E⟧abc⟦U+202C⟧"),
        ("a\x00b\x7f\x9b", "a⟦U+0000⟧b⟦U+007F⟧⟦U+009B⟧"),
        ("\u200b\ufeff\xad", "⟦U+200B⟧⟦U+FEFF⟧⟦U+00AD⟧"),
        ("\ud800", "⟦U+D800⟧"),
        ("日本 EU\t😀\n", "日本 EU\t😀\n"),
    ],
)
def test_what_cannot_be_seen_is_named(text: str, expected: str) -> None:
    assert visible(text) == expected


class Elements(HTMLParser):
    """Collects the elements of a page with their text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.is_open = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        self.texts.append("")
        self.is_open = True

    def handle_endtag(self, tag: str) -> None:
        self.is_open = False

    def handle_data(self, data: str) -> None:
        if self.is_open:
            self.texts[-1] += data


def hostile_report(data: dict[str, Any], text: str) -> Report:
    """Put a text everywhere a file of reports may hold one."""
    data["doc_id"] = data["metadata"]["title"] = data["metadata"]["author"] = text
    data["text"] = text * 40 + data["text"][len(text * 40) :]
    for sentence in data["sentences"]:
        sentence["text"] = text
    for row in (*data["entities"], *data["mentions"], *data["relations"], *data["claims"]):
        row["name" if "name" in row else "rule"] = text
    data["warnings"] = [text]
    return Report.model_validate(data)


@pytest.mark.parametrize("text", HOSTILE)
def test_the_page_of_a_hostile_report_has_the_elements_of_any_page(data: dict[str, Any], text: str) -> None:
    calm = Elements(render("report", title="題", data=report_model(Report.model_validate(data))))
    report = hostile_report(data, text)
    page = Elements(render("report", title=text, data=report_model(report)))
    assert [tag for tag, _ in page.found] == [tag for tag, _ in calm.found]


def test_the_policy_allows_exactly_the_scripts_and_styles_of_the_page(report: Report) -> None:
    page = Elements(render("report", title="題", data=report_model(report)))
    policy = next(attrs["content"] for tag, attrs in page.found if attrs.get("http-equiv") == "Content-Security-Policy")
    assert policy is not None
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    assert rules["default-src"] == "'none'"
    assert "unsafe" not in policy
    for kind, rule in (("script", "script-src"), ("style", "style-src")):
        inline = [
            text for (tag, attrs), text in zip(page.found, page.texts, strict=True)
            if tag == kind and attrs.get("type") != "application/json"
        ]  # fmt: skip
        hashes = [base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in inline]
        assert rules[rule].split() == [f"'sha256-{one}'" for one in hashes]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_shown_and_does_nothing(
    data: dict[str, Any], text: str, page_of: Callable[[Report], Path], visit: Callable[..., Any]
) -> None:
    with visit(page_of(hostile_report(data, text))) as page:
        assert page.evaluate("typeof bad") == "undefined"
        assert page.locator("article img, article script").count() == 0
        for name in ("claims", "relations", "timeline"):
            page.locator(f"nav a[data-view={name}]").click()
            page.locator(f"section.view-{name}").wait_for()


@pytest.mark.parametrize(
    "file", [file for package in json.loads((ROOT / ".ci" / "vendor.json").read_text()) for file in package["files"]],
    ids=lambda file: file["from"],
)  # fmt: skip
def test_vendored_files_are_those_of_npm(file: dict[str, str]) -> None:
    assert hashlib.sha256((ROOT / file["to"]).read_bytes()).hexdigest() == file["sha256"]


def test_no_script_of_the_page_makes_markup_of_text() -> None:
    assets = ROOT / "src" / "report_extract" / "viewer" / "assets"
    scripts = sorted(assets.glob("*.js"))
    assert scripts
    for script in scripts:
        assert not re.search(
            r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|fetch\(|XMLHttp", script.read_text()
        )
