"""``report-extract review``: a sample for people to judge, and the precision their verdicts show."""

import json
import math
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

if TYPE_CHECKING:
    from report_extract.records import Report
    from report_extract.review.population import Kind

app = typer.Typer(help="Have people judge a sample of the output, and score it.", no_args_is_help=True)


@app.command()
def sample(
    reports: Annotated[Path, typer.Argument(help="The reports.jsonl of a run.", show_default=False)],
    output: Annotated[Path, typer.Option("--output", "-o", help="The workbook to write (.xlsx).")],
    per_rule: Annotated[
        int | None, typer.Option(min=1, help="At most so many rows of each kind, type and rule.")
    ] = None,
    size: Annotated[int | None, typer.Option(min=1, help="At most so many rows in all.")] = None,
    kinds: Annotated[str, typer.Option(help="What to judge.")] = "mentions,relations,claims",
    seed: Annotated[int, typer.Option(help="Another seed draws other rows.")] = 0,
    confidence_from: Annotated[
        float | None, typer.Option(min=0, max=1, help="Only relations with this confidence or more.")
    ] = None,
    confidence_below: Annotated[
        float | None, typer.Option(min=0, max=1, help="Only relations with less confidence.")
    ] = None,
) -> None:
    """Draw a sample stratified by kind, type and rule: 5 rows of each unless --per-rule or --size is given."""
    from report_extract.errors import ReportExtractError
    from report_extract.evaluation.outputs import read_reports
    from report_extract.review.population import population
    from report_extract.review.sampling import draw
    from report_extract.review.workbook import write_workbook

    wanted = _kinds(kinds)
    try:
        found = read_reports(reports)
        if confidence_from is not None or confidence_below is not None:
            found, wanted = _of_confidence(reports, found, confidence_from, confidence_below), ["relations"]
        rows = population(found, wanted)
        drawn = draw(rows, per_rule=per_rule, size=size, seed=seed)
        write_workbook(drawn, output)
    except ReportExtractError as error:
        _fail(error)
    typer.echo(f"{output}: {len(drawn.rows)} of {len(rows)} records, {len(drawn.frame)} strata")
    if skipped := sum(not part.drawn for part in drawn.frame):
        typer.echo(f"{skipped} strata have no row: a larger --size covers them", err=True)


@app.command()
def score(
    workbook: Annotated[Path, typer.Argument(help="A judged workbook of 'review sample'.", show_default=False)],
    json_file: Annotated[Path | None, typer.Option("--json", help="Write all figures, by rule too, as JSON.")] = None,
    lenient: Annotated[bool, typer.Option("--lenient", help="Leave wrong rows out instead of stopping.")] = False,
) -> None:
    """Score a judged workbook: precision with 95 % intervals; exit 2 if rows were changed, doubled or lost."""
    from rich.console import Console

    from report_extract.errors import ReportExtractError
    from report_extract.review.judged import read_workbook
    from report_extract.review.precision import score as score_rows
    from report_extract.review.results import as_json, table

    try:
        judged = read_workbook(workbook)
    except ReportExtractError as error:
        _fail(error)
    for complaint in judged.complaints:
        typer.echo(f"{'left out' if lenient else 'error'}: {complaint}", err=True)
    if judged.complaints and not lenient:
        raise typer.Exit(2)
    scores = score_rows(judged.rows, judged.frame)
    Console(highlight=False).print(table(scores))
    if scores.overall.covered < 1:
        typer.echo(f"the judged strata hold {scores.overall.covered:.0%} of the records; the others weigh nothing")
    if json_file:
        _write(json_file, json.dumps(as_json(scores, judged.complaints), ensure_ascii=False, indent=1) + "\n")


def _of_confidence(path: Path, reports: "list[Report]", least: float | None, below: float | None) -> "list[Report]":
    from report_extract.errors import InputError
    from report_extract.review.population import of_confidence

    found = of_confidence(reports, least=least or 0.0, below=math.inf if below is None else below)
    if not any(report.relations for report in found):
        raise InputError(f"{path}: no relation has a confidence in this range")
    return found


def _kinds(text: str) -> "list[Kind]":
    from report_extract.review.population import KINDS

    names = [name.strip() for name in text.split(",")]
    if wrong := [name for name in names if name not in KINDS]:
        raise typer.BadParameter(f"{wrong[0]!r} is no kind; allowed: {', '.join(KINDS)}", param_hint="--kinds")
    return [kind for kind in KINDS if kind in names]


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        typer.echo(f"error: {path}: cannot be written: {error.strerror}", err=True)
        raise typer.Exit(2) from error


def _fail(error: Exception) -> NoReturn:
    typer.echo(f"error: {error}", err=True)
    raise typer.Exit(2) from error
