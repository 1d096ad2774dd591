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
    is_page = output.suffix.lower() in _PAGES
    try:
        found = read_reports(reports)
        shown = [choose(found, report_id, reports)] if is_page or report_id else found
        comparisons = _gold(gold, shown)
        if against or against_report:
            others = read_reports(against) if against else found
            comparisons |= _editions(others, against_report, against or reports, shown)
        site = Site(language="ja" if language == "ja" else "en", comparisons=comparisons)
        write_page(site, shown[0], output) if is_page else write_folder(site, shown, output)
    except ReportExtractError as error:
        typer.echo(f"error: {error}", err=True)
        raise typer.Exit(2) from error
    typer.echo(str(output))


def _gold(places: list[Path] | None, shown: "list[Report]") -> "dict[str, Comparison]":
    """Compare with gold, where the reports have any."""
    from report_extract.viewer.gold import find_gold, gold_beside

    if not places:
        return {}
    files = find_gold(places)
    _warn("gold", [report.doc_id for report in shown if report.doc_id not in files])
    return {"gold": gold_beside(files)}


def _editions(
    others: "list[Report]", against_report: str | None, where: Path, shown: "list[Report]"
) -> "dict[str, Comparison]":
    """Compare with the report that is named, with the only one there is, or with the one of the same id."""
    from report_extract.viewer.editions import edition_beside
    from report_extract.viewer.site import choose

    is_only = len(others) == 1 and len(shown) == 1
    chosen = choose(others, against_report, where) if against_report or is_only else None
    known = {other.doc_id for other in others}
    _warn("other report", [report.doc_id for report in shown if not chosen and report.doc_id not in known])
    return {"editions": edition_beside(others, chosen)}


def _warn(what: str, missing: list[str]) -> None:
    if missing:
        typer.echo(f"warning: no {what} to compare with for {', '.join(missing)}", err=True)
