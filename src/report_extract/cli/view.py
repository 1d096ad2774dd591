"""``report-extract view``: reports as pages to read."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from report_extract.records import Report
    from report_extract.viewer.site import Comparison

_PAGES = (".html", ".htm")


def view(
    reports: Annotated[Path, typer.Argument(help="The reports.jsonl of a run.", show_default=False)],
    output: Annotated[
        Path, typer.Option("--output", "-o", help="A file (.html) for one report, or a folder for many.")
    ],
    report_id: Annotated[str | None, typer.Option("--report", help="The id of the report to show.")] = None,
    gold: Annotated[
        list[Path] | None, typer.Option(help="A gold file (.ann) or a folder of them, to compare with; repeatable.")
    ] = None,
    against: Annotated[
        Path | None, typer.Option(help="Another reports.jsonl, to compare with the report of the same id in it.")
    ] = None,
    against_report: Annotated[
        str | None, typer.Option(help="The id of the report to compare with: in --against, or in REPORTS itself.")
    ] = None,
    language: Annotated[str, typer.Option(help="Labels to begin with: ja or en; the page switches.")] = "ja",
) -> None:
    """Make a page of a report, or a folder of pages with an index: self-contained files that work without a network."""
    from report_extract.errors import ReportExtractError
    from report_extract.evaluation.outputs import read_reports
    from report_extract.viewer.site import Site, choose, write_folder, write_page

    if language not in ("ja", "en"):
        raise typer.BadParameter(f"{language!r}; allowed: ja, en", param_hint="--language")
    try:
        found = read_reports(reports)
        comparisons = _comparisons(gold, found, against, reports, against_report)
        site = Site(language="ja" if language == "ja" else "en", comparisons=comparisons)
        if output.suffix.lower() in _PAGES:
            write_page(site, choose(found, report_id, reports), output)
        else:
            chosen = found if report_id is None else [choose(found, report_id, reports)]
            write_folder(site, chosen, output)
    except ReportExtractError as error:
        typer.echo(f"error: {error}", err=True)
        raise typer.Exit(2) from error
    typer.echo(str(output))


def _comparisons(
    gold: list[Path] | None, found: "list[Report]", against: Path | None, reports: Path, against_report: str | None
) -> "dict[str, Comparison]":
    """Say what to compare each report with, by the tab that shows it."""
    from report_extract.evaluation.outputs import read_reports
    from report_extract.viewer.editions import edition_beside
    from report_extract.viewer.gold import gold_beside
    from report_extract.viewer.site import choose

    comparisons: dict[str, Comparison] = {}
    if gold:
        comparisons["gold"] = gold_beside(gold)
    if against or against_report:
        others = read_reports(against) if against else found
        is_only = len(others) == 1 and len(found) == 1
        chosen = choose(others, against_report, against or reports) if against_report or is_only else None
        comparisons["editions"] = edition_beside(others, chosen)
    return comparisons
