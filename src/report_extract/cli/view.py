"""``report-extract view``: a report as a page to read."""

from pathlib import Path
from typing import Annotated

import typer


def view(
    reports: Annotated[Path, typer.Argument(help="The reports.jsonl of a run.", show_default=False)],
    output: Annotated[Path, typer.Option("--output", "-o", help="The page to write (.html).")],
    report_id: Annotated[str | None, typer.Option("--report", help="The id of the report to show.")] = None,
    language: Annotated[str, typer.Option(help="Labels to begin with: ja or en; the page switches.")] = "ja",
) -> None:
    """Make a page of a report: one self-contained file that works without a network."""
    from report_extract.errors import ReportExtractError
    from report_extract.evaluation.outputs import read_reports
    from report_extract.viewer.site import Site, choose, write_page

    if language not in ("ja", "en"):
        raise typer.BadParameter(f"{language!r}; allowed: ja, en", param_hint="--language")
    site = Site(language="ja" if language == "ja" else "en")
    try:
        found = read_reports(reports)
        write_page(site, choose(found, report_id, reports), output)
    except ReportExtractError as error:
        typer.echo(f"error: {error}", err=True)
        raise typer.Exit(2) from error
    typer.echo(str(output))
