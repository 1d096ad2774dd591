"""A folder of pages with its index: search, filters, counts, and that many reports stay fluent."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from typer.testing import Result

from report_extract.records import Report
from report_extract.viewer.index import index_model

if TYPE_CHECKING:
    from playwright.sync_api import Page

Visit = Callable[..., Any]
MANY = 200


def variant(report: Report, doc_id: str, **about: Any) -> Report:
    metadata = report.metadata.model_copy(update=about)
    return report.model_copy(update={"doc_id": doc_id, "metadata": metadata})


@pytest.fixture
def reports(report: Report, data: dict[str, Any]) -> list[Report]:
    """Three reports: of two institutes, of three dates, one without Japan."""
    data["entities"][6] |= {"ids": {"iso3166": "UA-30", "wikidata": None}, "name": "キーウ"}
    return [
        report,
        variant(report, "日本 2", title="第二の報告", completed="2025-11", affiliation="東都研究所"),
        variant(Report.model_validate(data), "third", title=None, completed=None),
    ]


@pytest.fixture
def folder(
    reports: list[Report], view: Callable[..., Result], reports_file: Callable[..., Path], tmp_path: Path
) -> Path:
    """The folder of their pages."""
    result = view(reports_file(*reports), "-o", tmp_path / "site")
    assert result.exit_code == 0, result.output
    return tmp_path / "site"


def listed(page: "Page") -> list[str]:
    return page.locator("li[data-report]").evaluate_all("nodes => nodes.map(node => node.dataset.report)")


def test_what_the_index_knows_of_each_report(reports: list[Report]) -> None:
    model = index_model(reports)
    first, second, third = model["reports"]
    assert first["countries"] == {"RU": 3, "KP": 2, "US": 2, "CN": 1, "JP": 1}
    assert third["countries"]["UA"] == 1
    assert model["countries"]["RU"] == "ロシア"
    assert model["countries"]["UA"] == "UA"
    assert second["file"] == "reports/%E6%97%A5%E6%9C%AC%202.html"
    assert first["relations"] == {"AID": 1, "COOPERATE": 1, "ACCUSE": 1}
    assert first["sentences"][1] == ["s2", "ロシアは2024年3月に北朝鮮に武器を供与した1)。"]


def test_the_files_of_a_folder(folder: Path) -> None:
    names = sorted(str(path.relative_to(folder)) for path in folder.rglob("*.html"))
    assert names == ["index.html", "reports/small.html", "reports/third.html", "reports/日本 2.html"]


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        ("affiliation", "東都研究所", ["日本 2"]),
        ("country", "JP", ["small", "日本 2"]),
        ("since", "2025-01", ["日本 2"]),
        ("until", "2025-01", ["small"]),
        ("words", "第二", ["日本 2"]),
        ("words", "武器を供与", ["small", "日本 2", "third"]),
        ("words", "ない言葉", []),
    ],
)
def test_reports_are_filtered(field: str, value: str, expected: list[str], folder: Path, visit: Visit) -> None:
    with visit(folder / "index.html") as page:
        control = page.locator(f"[data-filter={field}]")
        control.select_option(value) if field in ("affiliation", "country") else control.fill(value)
        assert listed(page) == expected
        page.get_by_role("button", name="条件を解く").click()
        assert len(listed(page)) == 3


def test_search_leads_to_the_sentence_and_back(folder: Path, visit: Visit) -> None:
    with visit(folder / "index.html") as page:
        page.locator("[data-filter=words]").fill("中国と協力　２０２７年")
        hit = page.locator("li[data-report='日本 2'] .hits a")
        assert hit.locator("mark").all_inner_texts() == ["中国と協力", "2027年"]
        hit.click()
        page.locator("article.report").wait_for()
        assert page.locator('[aria-pressed="true"][data-s]').get_attribute("data-s") == "s3"
        page.locator("a.home").click()
        page.locator("li[data-report]").first.wait_for()


def test_counts_by_country_and_type_over_time(folder: Path, visit: Visit) -> None:
    def table(page: "Page") -> list[list[str]]:
        return page.locator(".heat tr").evaluate_all(
            "rows => rows.map(row => [...row.cells].map(cell => cell.innerText))"
        )

    with visit(folder / "index.html", "#counts") as page:
        rows = table(page)
        assert rows[0] == ["国", "日付なし", "2024-12", "2025-11", "計"]
        assert rows[1] == ["ロシア", "3", "3", "3", "9"]
        page.locator("[data-count]").select_option("claims")
        assert ["予測", "1", "1", "1", "3"] in table(page)
        page.locator("[data-count]").select_option("relations")
        assert ["支援", "1", "1", "1", "3"] in table(page)


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (1440, "dark"), (390, "light")])
def test_axe_finds_nothing_in_the_index(
    folder: Path, visit: Visit, violations: Callable[..., list[str]], width: int, scheme: str
) -> None:
    for view in ("reports", "counts"):
        with visit(folder / "index.html", f"#{view}", width=width, scheme=scheme) as page:
            if view == "reports":
                page.locator("[data-filter=words]").fill("停戦")
            assert violations(page) == [], view
            assert page.evaluate("document.scrollingElement.scrollWidth") <= width


def test_an_id_that_is_no_file_name_is_refused(
    report: Report, view: Callable[..., Result], reports_file: Callable[..., Path], tmp_path: Path
) -> None:
    result = view(reports_file(variant(report, "../x")), "-o", tmp_path / "site")
    assert result.exit_code == 2
    assert result.stderr == "error: the report id '../x' cannot be the name of a file\n"
    assert not (tmp_path / "x.html").exists()


@pytest.mark.parametrize("text", ["</script><script>bad()</script>", "<img src=x onerror=bad()>", "\u202e__proto__"])
def test_hostile_titles_do_nothing(
    text: str,
    report: Report,
    view: Callable[..., Result],
    reports_file: Callable[..., Path],
    tmp_path: Path,
    visit: Visit,
) -> None:
    hostile = variant(report, "__proto__", title=text, author=text, affiliation=text, completed=text)
    assert view(reports_file(hostile), "-o", tmp_path / "site").exit_code == 0
    for page_view in ("reports", "counts"):
        with visit(tmp_path / "site" / "index.html", f"#{page_view}") as page:
            assert page.evaluate("typeof bad") == "undefined"
            assert page.locator("main img, main script").count() == 0


def test_many_reports_stay_fluent(report: Report, tmp_path: Path, visit: Visit) -> None:
    from report_extract.viewer.page import render

    many = [
        variant(report, f"r{number}", completed=f"20{10 + number % 15}-{1 + number % 12:02}") for number in range(MANY)
    ]
    model = index_model(many)
    for row in model["reports"]:
        row["sentences"] = [[f"s{number}", f"{text}{number}"] for number in range(100) for _, text in row["sentences"]]
    path = tmp_path / "index.html"
    path.write_text(render("index", title="一覧", data=model), encoding="utf-8")
    with visit(path) as page:
        assert len(listed(page)) == MANY
        for words in ("停", "停戦", "停戦すれば2027年に米国も動くであろう。99"):
            page.locator("[data-filter=words]").fill(words)
        spent = page.evaluate(
            "() => { const box = document.querySelector('[data-filter=words]'); const began = performance.now(); "
            "box.value = '武器'; box.dispatchEvent(new Event('input')); return performance.now() - began; }"
        )
        assert spent < 500
