"""``report-extract run``: reports in, reports.jsonl out."""

import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from report_extract.batch import Outcome


def run(
    inputs: Annotated[
        list[Path],
        typer.Argument(help="Files (.txt, .md, .pdf, .html, .docx) and folders, which are searched for them.", metavar="INPUT..."),
    ],
    output: Annotated[Path, typer.Option("--output", "-o", help="Folder for reports.jsonl.", metavar="DIR")],
    entities_from: Annotated[
        Path | None,
        typer.Option(help="Folder of gold: take entities from it, to score the rules apart.", metavar="GOLD"),
    ] = None,
) -> None:
    """Extract entities, relations and claims of all reports into DIR/reports.jsonl.

    Exit status 0 when every input was read, 1 when one was left out, 2 when the run could not be made at all.
    """
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    from report_extract.batch import find_inputs, process, write
    from report_extract.errors import ReportExtractError

    errors = Console(stderr=True, highlight=False, soft_wrap=True)
    began = time.monotonic()
    try:
        found, missing = find_inputs(inputs)
        for line in missing:
            errors.print(f"error: {line}", style="red", markup=False)
        outcomes = []
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
        with Progress(*columns, console=errors, transient=True, disable=not errors.is_terminal) as progress:
            task = progress.add_task("extracting", total=len(found))
            for outcome in process(found, entities_from=entities_from):
                progress.update(task, advance=1, description=outcome.doc_id)
                outcomes.append(outcome)
        path = write(outcomes, output)
    except ReportExtractError as error:
        errors.print(f"error: {error}", style="red", markup=False)
        raise typer.Exit(2) from error
    for outcome in outcomes:
        if outcome.error:
            errors.print(f"error: {outcome.error}", style="red", markup=False)
        for warning in outcome.warnings:
            errors.print(f"warning: {outcome.source}: {warning}", style="yellow", markup=False)
    _summary(outcomes, len(missing), time.monotonic() - began, path)
    if missing or any(outcome.error for outcome in outcomes):
        raise typer.Exit(1)


def _summary(outcomes: "Sequence[Outcome]", missing: int, seconds: float, path: Path) -> None:
    from rich.console import Console
    from rich.table import Table

    done = [outcome for outcome in outcomes if not outcome.error]
    table = Table(title=str(path), title_justify="left")
    for name in ("reports", "left out", "mentions", "relations", "claims", "warnings", "seconds"):
        table.add_column(name, justify="right")
    table.add_row(
        str(len(done)),
        str(len(outcomes) - len(done) + missing),
        str(sum(outcome.mentions for outcome in done)),
        str(sum(outcome.relations for outcome in done)),
        str(sum(outcome.claims for outcome in done)),
        str(sum(len(outcome.warnings) for outcome in done)),
        f"{seconds:.1f}",
    )
    Console().print(table)
