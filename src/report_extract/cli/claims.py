"""``report-extract claims``: the analyst's list of claims, and the ledger of forecasts."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

if TYPE_CHECKING:
    from report_extract.ledger.choosing import Wanted
    from report_extract.ledger.rows import Listed
    from report_extract.records import Report

Format = Literal["table", "csv", "xlsx"]


def claims(
    reports: Annotated[
        Path | None, typer.Argument(help="The reports.jsonl of a run.", metavar="JSONL", show_default=False)
    ] = None,
    types: Annotated[
        list[str] | None, typer.Option("--type", help="FACT, ASSESSMENT, FORECAST or RECOMMENDATION; may be repeated.")
    ] = None,
    holder: Annotated[
        list[str] | None,
        typer.Option(
            help="Who says it: a name or ISO code as the report has it, or author; * for any part.", metavar="NAME"
        ),
    ] = None,
    certainty: Annotated[list[str] | None, typer.Option(help="certain, probable or possible.")] = None,
    likelihood: Annotated[
        list[str] | None,
        typer.Option(help="A band of ICD 203: almost_certain, very_likely, likely, ….", metavar="BAND"),
    ] = None,
    addressee: Annotated[
        list[str] | None, typer.Option(help="Who should do what is recommended, as for --holder.", metavar="NAME")
    ] = None,
    report: Annotated[list[str] | None, typer.Option(help="The id of a report; * for any part.", metavar="ID")] = None,
    form: Annotated[
        Format | None, typer.Option("--format", help="By default what the name of the output tells, else table.")
    ] = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="A .csv or .xlsx file.", metavar="FILE")] = None,
    ledger: Annotated[
        Path | None,
        typer.Option(
            help="Write the forecasts as a ledger (.xlsx, .csv); what is filled in there stays.", metavar="FILE"
        ),
    ] = None,
    score: Annotated[
        Path | None, typer.Option(help="Score a ledger with outcomes filled in.", metavar="LEDGER")
    ] = None,
) -> None:
    """List claims: who says what, how surely, on what condition, until when, and where it stands.

    With --ledger the forecasts go into a ledger with empty columns for the outcome and a note; --score counts those that came
    true and gives the Brier score.
    """  # fmt: skip
    from report_extract.errors import ReportExtractError

    try:
        if score is not None:
            if reports is not None or ledger is not None or output is not None:
                raise typer.BadParameter("takes no reports and no other file", param_hint="--score")
            _score(score)
            return
        if reports is None:
            raise typer.BadParameter("the reports.jsonl of a run, or --score LEDGER", param_hint="JSONL")
        wanted = _wanted(types, certainty, likelihood, holder, addressee, report)
        if ledger is not None:
            if form is not None or output is not None or set(wanted.types) - {"FORECAST"}:
                raise typer.BadParameter("takes forecasts only, and no --output or --format", param_hint="--ledger")
            _keep(reports, wanted, ledger)
        else:
            _list(reports, wanted, _form(form, output), output)
    except ReportExtractError as error:
        typer.echo(f"error: {error}", err=True)
        raise typer.Exit(2) from error


def _wanted(
    types: list[str] | None,
    certainties: list[str] | None,
    likelihoods: list[str] | None,
    holders: list[str] | None,
    addressees: list[str] | None,
    reports: list[str] | None,
) -> "Wanted":
    from report_extract.ledger.choosing import Wanted
    from report_extract.records import CERTAINTIES, CLAIM_TYPES, LIKELIHOODS

    return Wanted(
        types=_checked("--type", types, CLAIM_TYPES),
        certainties=_checked("--certainty", certainties, CERTAINTIES),
        likelihoods=_checked("--likelihood", likelihoods, LIKELIHOODS),
        holders=holders or (),
        addressees=addressees or (),
        reports=reports or (),
    )


def _checked(option: str, given: list[str] | None, allowed: Sequence[str]) -> list[str]:
    names = {name.casefold(): name for name in allowed}
    for name in given or ():
        if name.casefold() not in names:
            raise typer.BadParameter(f"{name!r}; allowed: {', '.join(allowed)}", param_hint=option)
    return [names[name.casefold()] for name in given or ()]


def _form(form: "Format | None", output: Path | None) -> "Format":
    """Settle the format: as asked for, else as the name of the file tells, else a table."""
    suffix = output.suffix.casefold() if output else None
    by_name: dict[str | None, Format] = {None: "table", ".csv": "csv", ".xlsx": "xlsx"}
    if form is None and suffix not in by_name:
        raise typer.BadParameter(f"{output}: .csv or .xlsx, or say --format", param_hint="--output")
    chosen = form or by_name[suffix]
    if chosen == "table" and output:
        raise typer.BadParameter("a table is for the terminal; files are csv or xlsx", param_hint="--format")
    if chosen == "xlsx" and not output:
        raise typer.BadParameter("xlsx needs --output FILE", param_hint="--format")
    return chosen


def _chosen(reports: Path, wanted: "Wanted") -> "tuple[list[Report], list[Listed]]":
    """Read the reports, and list the claims that are wanted."""
    from report_extract.errors import InputError
    from report_extract.evaluation.outputs import read_reports
    from report_extract.ledger.rows import list_claims

    read = read_reports(reports)
    if missing := wanted.unknown_reports(report.doc_id for report in read):
        raise InputError(f"{reports}: there is no report {missing[0]!r}")
    return read, [listed for listed in list_claims(read) if wanted(listed)]


def _list(reports: Path, wanted: "Wanted", form: "Format", output: Path | None) -> None:
    from report_extract.ledger.files import claims_csv, write_claims_csv, write_claims_workbook

    read, chosen = _chosen(reports, wanted)
    rows = [listed.row for listed in chosen]
    said = f"{len(rows)} of {sum(len(report.claims) for report in read)} claims in {len(read)} reports"
    if form == "table":
        from rich.console import Console

        from report_extract.ledger.terminal import claims_table

        if rows:
            console = Console(highlight=False)
            console.print(claims_table(rows, console.width))
        typer.echo(said)
    elif output is None:
        typer.echo(claims_csv(rows).encode("utf-8"), nl=False)
    else:
        (write_claims_csv if form == "csv" else write_claims_workbook)(rows, output)
        typer.echo(f"{output}: {said}")


def _keep(reports: Path, wanted: "Wanted", ledger: Path) -> None:
    from report_extract.ledger.keeping import update

    read, chosen = _chosen(reports, wanted)
    forecasts = [listed for listed in chosen if listed.row.type == "FORECAST"]
    kept = update(ledger, read, forecasts)
    typer.echo(f"{ledger}: {kept.rows} forecasts: {kept.new} new, {kept.filled} filled in, {kept.dropped} dropped")
    if kept.lost:
        typer.echo(
            f"warning: {kept.lost} filled in are no longer among the forecasts of their report: found is no", err=True
        )


def _score(ledger: Path) -> None:
    from rich.console import Console

    from report_extract.ledger.book import read_ledger
    from report_extract.ledger.results import tables, words
    from report_extract.ledger.scoring import score

    scored = score(ledger, read_ledger(ledger))
    console = Console(highlight=False)
    for table in tables(scored):
        console.print(table)
    console.print(words(scored), markup=False)
