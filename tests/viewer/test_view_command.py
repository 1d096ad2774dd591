"""``report-extract view``: what it writes, what it refuses."""

from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

from report_extract.records import Report

View = Callable[..., Result]


@pytest.fixture
def other(report: Report) -> Report:
    """The same report under another id."""
    return report.model_copy(update={"doc_id": "other"})


def test_a_page_is_written_and_named(
    view: View, report: Report, reports_file: Callable[..., Path], tmp_path: Path
) -> None:
    target = tmp_path / "new" / "page.html"
    result = view(reports_file(report), "-o", target)
    assert (result.exit_code, result.stdout) == (0, f"{target}\n")
    assert target.read_text(encoding="utf-8").startswith("<!doctype html>")


def test_the_same_report_gives_the_same_bytes(
    view: View, report: Report, other: Report, reports_file: Callable[..., Path], tmp_path: Path
) -> None:
    one, two = tmp_path / "one.html", tmp_path / "two.html"
    view(reports_file(report), "-o", one)
    view(reports_file(other, report), "-o", two, "--report", "small")
    assert one.read_bytes() == two.read_bytes()


def test_of_several_reports_one_is_named(
    view: View, report: Report, other: Report, reports_file: Callable[..., Path], tmp_path: Path
) -> None:
    path = reports_file(other, report)
    result = view(path, "-o", tmp_path / "page.html")
    assert result.exit_code == 2
    assert result.stderr.startswith(f"error: {path}: 2 reports (other, small); name one with --report")
    result = view(path, "-o", tmp_path / "page.html", "--report", "none")
    assert result.stderr == f"error: {path}: no report 'none'; there are: other, small\n"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "no report in it"),
        ("{}", "1: not a report: schema_version: Field required"),
        ("no json", "1: not a report"),
    ],
    ids=["empty", "no-report", "no-json"],
)
def test_what_is_no_report_is_named(content: str, message: str, view: View, tmp_path: Path) -> None:
    path = tmp_path / "reports.jsonl"
    path.write_text(content)
    result = view(path, "-o", tmp_path / "page.html")
    assert result.exit_code == 2
    assert result.stderr.startswith(f"error: {path}:")
    assert message in result.stderr


def test_what_cannot_be_written_is_named(
    view: View, report: Report, reports_file: Callable[..., Path], tmp_path: Path
) -> None:
    (tmp_path / "page.html").mkdir()
    result = view(reports_file(report), "-o", tmp_path / "page.html")
    assert result.exit_code == 2
    assert result.stderr.startswith(f"error: {tmp_path / 'page.html'}: cannot be written: ")


def test_a_language_that_is_not_spoken(
    view: View, report: Report, reports_file: Callable[..., Path], tmp_path: Path
) -> None:
    result = view(reports_file(report), "-o", tmp_path / "page.html", "--language", "fr")
    assert result.exit_code == 2
    assert "allowed: ja, en" in result.stderr
