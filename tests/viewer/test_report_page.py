"""The page of a report in a real browser: what is pressed does what it should, for eyes, keyboard and screen readers."""

import csv
import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from report_extract.records import Report

if TYPE_CHECKING:
    from playwright.sync_api import Page

Visit = Callable[..., Any]
VIEWS = ["text", "claims", "relations", "timeline"]


@pytest.fixture
def path(report: Report, page_of: Callable[[Report], Path]) -> Path:
    """The page of the hand-made report."""
    return page_of(report)


# --- the report -----------------------------------------------------------------------------------------------------


def test_the_legend_switches_the_marks_of_a_type(path: Path, visit: Visit) -> None:
    with visit(path) as page:
        mark = page.locator("article .m-GPE").first
        button = page.locator(".legend [data-type=GPE]")
        before = mark.evaluate("node => getComputedStyle(node).textDecorationLine")
        button.click()
        assert button.get_attribute("aria-pressed") == "false"
        assert (before, mark.evaluate("node => getComputedStyle(node).textDecorationLine")) == ("underline", "none")
        button.click()
        assert mark.evaluate("node => getComputedStyle(node).textDecorationLine") == "underline"


def test_a_click_on_a_sentence_shows_its_claim_and_relations(path: Path, visit: Visit) -> None:
    with visit(path) as page:
        page.locator("[data-s=s3] .cue").click()
        panel = page.locator("#panel")
        card = panel.locator(".card").inner_text()
        for word in ("予測", "蓋然", "ロシア", "仮に停戦すれば", "であろう", "cue:x"):
            assert word in card
        relation = panel.locator(".relation").inner_text()
        for word in ("両国（＝ロシア・北朝鮮）", "中国", "協力", "実際", "frame:x"):
            assert word in relation
        assert panel.locator(".arcs .arc").count() == 1
        cue = page.locator("[data-s=s3] .cue")
        assert cue.inner_text() == "であろう"
        assert cue.evaluate("node => getComputedStyle(node).textDecorationLine") == "underline"
        assert page.url.endswith("#text/s3")


def test_hovering_over_an_anaphor_tells_what_it_stands_for(path: Path, visit: Visit) -> None:
    with visit(path) as page:
        page.hover("[data-m=m9]")
        tip = page.locator("#tip")
        assert tip.is_visible()
        assert "両国 → ロシア・北朝鮮" in tip.inner_text()
        assert "anaphor:country" in tip.inner_text()
        page.keyboard.press("Escape")
        assert not tip.is_visible()


def test_the_keyboard_reads_sentence_by_sentence(path: Path, visit: Visit) -> None:
    with visit(path) as page:
        page.locator("[data-s=s1]").focus()
        for key, expected in (
            ("ArrowDown", "s2"),
            ("ArrowDown", "s3"),
            ("ArrowUp", "s2"),
            ("End", "s4"),
            ("Home", "s1"),
        ):
            page.keyboard.press(key)
            assert page.evaluate("document.activeElement.dataset.s") == expected
            assert page.locator("#panel h2").inner_text().endswith(expected)
        assert page.locator('.s[tabindex="0"]').count() == 1
        page.keyboard.press("Escape")
        assert page.locator('.s[aria-pressed="true"]').count() == 0


def test_the_focus_goes_through_the_page_in_the_order_of_reading(path: Path, visit: Visit) -> None:
    with visit(path) as page:
        seen = []
        for _ in range(40):
            page.keyboard.press("Tab")
            place = "document.activeElement.closest('.skip, .tools, .top, .contents, .side, article, .panel')?.classList.value"
            seen.append(page.evaluate(f"{place} || document.activeElement.tagName"))
        order = [name for at, name in enumerate(seen) if at == 0 or seen[at - 1] != name]
        assert order[:5] == ["skip", "tools", "top", "side", "contents"]
        assert "report" in order[5:7]


def test_an_entity_of_the_panel_shows_all_places_it_is_named(path: Path, visit: Visit) -> None:
    with visit(path, "#text/s2") as page:
        page.locator("#panel .mentions button", has_text="ロシア").click()
        assert page.locator("article .m.same").evaluate_all("nodes => nodes.map(node => node.dataset.m)") == [
            "m8",
            "m1",
            "m9",
        ]


def test_page_furniture_is_shown_on_demand(path: Path, visit: Visit) -> None:
    with visit(path) as page:
        furniture = page.locator(".block.furniture")
        assert not furniture.is_visible()
        page.get_by_label("柱・ページ番号を表示").check()
        furniture.wait_for(state="visible")
        assert furniture.inner_text() == "3 研究所"


def test_labels_are_in_japanese_and_english(path: Path, visit: Visit) -> None:
    with visit(path) as page:
        assert page.locator("nav a[data-view]").all_inner_texts() == ["本文", "主張", "関係", "年表"]
        page.get_by_role("button", name="English").click()
        assert page.locator("nav a[data-view]").all_inner_texts() == ["Report", "Claims", "Relations", "Timeline"]
        page.locator("nav a[data-view=claims]").click()
        assert page.locator("section.view-claims th[scope=col]").first.is_visible()
        assert page.evaluate("document.documentElement.lang") == "en"
        shown = page.locator("body").evaluate("node => node.innerText")
        assert not re.findall(r"\b(?:ui|nav|kind|verdict)\.[a-z.]+", shown)


# --- claims ---------------------------------------------------------------------------------------------------------


def rows(page: "Page") -> list[str]:
    return page.locator("tr[data-claim]").evaluate_all("nodes => nodes.map(node => node.dataset.claim)")


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        ("type", "FORECAST", ["c2"]),
        ("certainty", "certain", ["c1"]),
        ("holder", "ロシア", ["c2"]),
        ("when", "2024", ["c1"]),
        ("when", "none", ["c3"]),
        ("words", "停戦", ["c2"]),
        ("words", "日本 非難", ["c3"]),
        ("words", "ない言葉", []),
    ],
)
def test_claims_are_filtered(field: str, value: str, expected: list[str], path: Path, visit: Visit) -> None:
    with visit(path, "#claims") as page:
        control = page.locator(f"[data-filter={field}]")
        control.fill(value) if field == "words" else control.select_option(value)
        assert rows(page) == expected
        page.get_by_role("button", name="条件を解く").click()
        assert rows(page) == ["c1", "c2", "c3"]


def test_what_is_filtered_is_saved_as_csv(
    data: dict[str, Any], page_of: Callable[[Report], Path], visit: Visit
) -> None:
    data["claims"][1]["rule"] = '=HYPERLINK("x")'
    with visit(page_of(Report.model_validate(data)), "#claims") as page:
        page.locator("[data-filter=type]").select_option("FORECAST")
        with page.expect_download() as download:
            page.get_by_role("button", name="CSVで保存").click()
        assert download.value.suggested_filename == "small-claims.csv"
        text = Path(download.value.path()).read_bytes().decode("utf-8-sig")
    header, row = csv.reader(io.StringIO(text))
    saved = dict(zip(header, row, strict=True))
    assert saved["claim"] == "c2"
    assert saved["text"] == "両国は中国と協力し、仮に停戦すれば2027年に米国も動くであろう。"
    assert saved["when"] == "2027-01-01/2027-12-31"
    assert saved["rule"].startswith("'=")


def test_a_forecast_dot_stands_in_its_year_and_leads_to_its_sentence(path: Path, visit: Visit) -> None:
    with visit(path, "#claims") as page:
        assert page.locator(".matrix th[scope=col]").all_inner_texts() == ["2027"]
        page.locator(".matrix .dot").click()
        assert page.url.endswith("#text/s3")
        assert page.locator("[data-s=s3]").get_attribute("aria-pressed") == "true"


def test_columns_come_with_the_fields_that_claims_gain(report: Report, tmp_path: Path, visit: Visit) -> None:
    from report_extract.viewer.model import report_model
    from report_extract.viewer.page import render

    model = report_model(report)
    for claim, likelihood in zip(model["claims"], (None, "likely", None), strict=True):
        claim |= {"likelihood": likelihood, "addressee": "e7", "horizon": "2027"}
    path = tmp_path / "page.html"
    path.write_text(render("report", title="題", data=model), encoding="utf-8")
    with visit(path, "#claims") as page:
        headers = page.locator("section.view-claims .rows th").all_inner_texts()
        assert [name for name in ("見込み", "名宛て", "期限") if name in headers] == ["見込み", "名宛て", "期限"]
        page.locator("[data-filter=addressee]").select_option("日本")
        assert rows(page) == ["c1", "c2", "c3"]
        assert page.locator(".matrix th[scope=row]").all_inner_texts() == ["可能性が高い"]
        page.locator(".matrix .dot").click()
        card = page.locator("#panel .card").inner_text().split("\n")
        assert {"可能性が高い", "日本", "2027"} <= set(card)


def test_columns_that_no_claim_fills_are_left_out(path: Path, visit: Visit) -> None:
    with visit(path, "#claims") as page:
        headers = page.locator("section.view-claims .rows th").all_inner_texts()
        assert "時期" in headers
        assert not {"見込み", "名宛て", "期限"} & set(headers)


# --- relations and timeline -------------------------------------------------------------------------------------------


def relations(page: "Page") -> list[str]:
    return page.locator("li[data-relation]").evaluate_all("nodes => nodes.map(node => node.dataset.relation)")


def test_the_slider_narrows_the_relations_to_a_time(path: Path, visit: Visit) -> None:
    with visit(path, "#relations") as page:
        assert relations(page) == ["r1", "r2", "r3"]
        page.locator("[data-period=undated]").uncheck()
        assert relations(page) == ["r1"]
        page.locator("[data-filter=status]").select_option("desired")
        assert relations(page) == []


def test_the_confidence_stands_with_a_relation_that_was_weighed(path: Path, visit: Visit) -> None:
    with visit(path, "#relations") as page:
        weighed, stated = (page.locator(f"li[data-relation={name}]").inner_text() for name in ("r1", "r2"))
        assert re.search(r"抽出の確からしさ\s+0\.60", weighed)
        assert "抽出の確からしさ" not in stated
        with page.expect_download() as download:
            page.get_by_role("button", name="CSVで保存").click()
        text = Path(download.value.path()).read_bytes().decode("utf-8-sig")
    saved = {row["relation"]: row["confidence"] for row in csv.DictReader(io.StringIO(text))}
    assert saved == {"r1": "0.6", "r2": "", "r3": ""}


def test_a_click_on_an_edge_and_a_node_leads_to_the_sentences(path: Path, visit: Visit) -> None:
    with visit(path, "#relations") as page:
        box = page.locator("#graph").bounding_box()
        graph = page.evaluate_handle("document.getElementById('graph')._cyreg.cy")
        for what, expected in (("edge[type='ACCUSE']", ["r3"]), ("node[label='中国']", ["r2"])):
            at = graph.evaluate(
                "(cy, what) => { const one = cy.$(what)[0]; return one.isEdge() ? "
                "{x: one.renderedMidpoint().x, y: one.renderedMidpoint().y} : one.renderedPosition(); }",
                what,
            )
            page.mouse.click(box["x"] + at["x"], box["y"] + at["y"])
            page.wait_for_function(f"document.querySelectorAll('li[data-relation]').length === {len(expected)}")
            assert relations(page) == expected
        page.locator("li[data-relation=r2] a").click()
        assert page.url.endswith("#text/s3")


def test_edges_tell_type_and_status(path: Path, visit: Visit) -> None:
    with visit(path, "#relations") as page:
        edges = page.evaluate(
            "document.getElementById('graph')._cyreg.cy.edges().map(edge => "
            "[edge.data('label'), edge.data('status'), edge.data('family')].join(' '))"
        )
        assert sorted(edges) == [
            "協力 actual cooperation",
            "協力 actual cooperation",
            "支援 actual cooperation",
            "非難 desired conflict",
        ]


def test_the_timeline_marks_the_day_of_the_report(path: Path, visit: Visit) -> None:
    with visit(path, "#timeline") as page:
        assert page.locator(".timeline h3").all_inner_texts() == ["2024", "2027"]
        assert page.locator(".timeline .now").inner_text() == "脱稿 2024-12-06"
        assert page.locator(".event.expected").count() == 1
        page.locator(".event.expected .quote").click()
        assert page.url.endswith("#text/s3")


# --- all views ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (1440, "dark"), (390, "light")])
def test_axe_finds_nothing(
    path: Path, visit: Visit, violations: Callable[..., list[str]], width: int, scheme: str
) -> None:
    for view in VIEWS:
        with visit(path, f"#{view}/s3", width=width, scheme=scheme) as page:
            page.locator(f"section.view-{view}").wait_for()
            assert violations(page) == [], view


@pytest.mark.parametrize("view", VIEWS)
def test_a_narrow_screen_is_not_scrolled_sideways(path: Path, visit: Visit, view: str) -> None:
    with visit(path, f"#{view}/s3", width=390) as page:
        assert page.evaluate("document.scrollingElement.scrollWidth") <= 390


def test_the_theme_is_switched(path: Path, visit: Visit) -> None:
    with visit(path) as page:
        colours = []
        for _ in range(2):
            colours.append(page.evaluate("getComputedStyle(document.body).backgroundColor"))
            page.get_by_role("button", name="明暗").click()
        assert len(set(colours)) == 2


def test_the_report_prints(path: Path, visit: Visit) -> None:
    with visit(path) as page:
        assert page.pdf().startswith(b"%PDF-")
        page.emulate_media(media="print")
        assert not page.locator(".top").is_visible()
        assert page.locator("[data-s=s4]").is_visible()


def test_a_report_of_100000_characters_opens_in_two_seconds(
    data: dict[str, Any], page_of: Callable[[Report], Path], visit: Visit
) -> None:
    with visit(page_of(repeated(data, 100_000))) as page:
        page.locator("article .s").last.wait_for(state="attached")
        assert seconds_of_work(page) < 2


def seconds_of_work(page: "Page") -> float:
    """What the page's main thread has worked so far: other work on the machine adds nothing to it."""
    client = page.context.new_cdp_session(page)
    client.send("Performance.enable")
    metrics = {one["name"]: one["value"] for one in client.send("Performance.getMetrics")["metrics"]}
    return float(metrics["ThreadTime"])


def repeated(data: dict[str, Any], length: int) -> Report:
    """The report over and over, until it is so long; entities stay, all other records are there each time."""
    text, whole = data["text"], {name: [] for name in ("blocks", "sentences", "mentions", "relations", "claims")}
    for turn in range(length // len(text) + 1):
        shift = turn * len(text)
        for name, found in whole.items():
            found += [moved(row, turn, shift) for row in data[name]]
    return Report.model_validate({**data, **whole, "text": text * (length // len(text) + 1)})


def moved(row: dict[str, Any], turn: int, shift: int) -> dict[str, Any]:
    """A record of another turn: its places and the ids it names."""
    new: dict[str, Any] = {}
    for key, value in row.items():
        if key in ("start", "end"):
            new[key] = value + shift
        elif isinstance(value, dict):
            new[key] = moved(value, turn, shift)
        elif key in ("id", "block", "sentence", "subject", "object", "time", "place") and value:
            new[key] = f"{value}-{turn}"
        else:
            new[key] = value
    return new


def test_a_report_in_which_nothing_was_found(
    data: dict[str, Any], page_of: Callable[[Report], Path], visit: Visit, violations: Callable[..., list[str]]
) -> None:
    nothing = {name: [] for name in ("entities", "mentions", "relations", "claims")}
    unknown = dict.fromkeys(data["metadata"])
    with visit(page_of(Report.model_validate({**data, **nothing, "metadata": unknown}))) as page:
        assert page.locator("h1").inner_text() == "small"
        assert page.locator("nav a[data-view]").count() == 0
        page.locator("[data-s=s4]").click()
        assert "何も抽出されていません" in page.locator("#panel").inner_text()
        assert violations(page) == []


def test_relations_without_any_date(data: dict[str, Any], page_of: Callable[[Report], Path], visit: Visit) -> None:
    data["relations"][0]["time"] = None
    with visit(page_of(Report.model_validate(data)), "#relations") as page:
        assert relations(page) == ["r1", "r2", "r3"]
        assert page.locator("input[type=range]").count() == 0


@pytest.mark.model
def test_the_page_of_the_main_report(
    main_report: Report, page_of: Callable[[Report], Path], visit: Visit, violations: Callable[..., list[str]]
) -> None:
    with visit(page_of(main_report)) as page:
        shown = page.locator("article.report").evaluate("node => node.textContent")
        for sentence in main_report.sentences:
            assert sentence.text[-4:-2] in shown
        for view in VIEWS:
            page.locator(f"nav a[data-view={view}]").click()
            assert violations(page) == [], view
