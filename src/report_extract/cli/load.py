"""``report-extract load``: reports.jsonl into a database, tables or a graph."""

import gc
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from report_extract.load.loading import Loaded


def load(
    inputs: Annotated[list[Path], typer.Argument(help="reports.jsonl of one or more runs.", metavar="JSONL...")],
    to: Annotated[
        str | None,
        typer.Option(
            help="FILE.db, postgresql://…, duckdb:///FILE, DIR/*.parquet, DIR/*.csv, FILE.graphml, FILE.nq, FILE.trig "
            "or FILE.ttl; by default the first JSONL's name with .db.",
            metavar="TARGET",
        ),
    ] = None,
    delete_missing: Annotated[
        bool, typer.Option("--delete-missing", help="Remove the reports that are in none of the files.")
    ] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Stop at the first line that cannot be loaded.")] = False,
) -> None:
    """Load reports into a database, again and again: what is there is replaced when it has changed.

    Exit status 0 when every line was loaded, 1 when one was left out, 2 when the load stopped.
    """
    from rich.console import Console
    from rich.progress import Progress

    from report_extract.errors import ReportExtractError
    from report_extract.load.loading import load as load_all
    from report_extract.load.target import parse_target

    gc.freeze()  # what is imported by now stays: the collector need not look at it again with every report
    errors = Console(stderr=True, highlight=False, soft_wrap=True)
    began = time.monotonic()
    try:
        target = parse_target(to or str(inputs[0].with_suffix(".db")))
        with Progress(console=errors, transient=True, disable=not errors.is_terminal) as progress:
            task = progress.add_task(target.name, total=sum(path.stat().st_size for path in inputs if path.is_file()))
            loaded = load_all(
                inputs,
                target,
                delete_missing=delete_missing,
                strict=strict,
                tell=lambda message: errors.print(f"error: {message}", style="red", markup=False),
                advance=lambda size: progress.advance(task, size),
            )
    except ReportExtractError as error:
        errors.print(f"error: {error}", style="red", markup=False)
        raise typer.Exit(2) from error
    finally:
        gc.unfreeze()
    _summary(loaded, target.name, time.monotonic() - began)
    if loaded.left_out:
        raise typer.Exit(1)


def _summary(loaded: "Loaded", name: str, seconds: float) -> None:
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    table = Table(title=escape(name), title_justify="left")
    figures = {
        "new": loaded.stored.new,
        "replaced": loaded.stored.replaced,
        "unchanged": loaded.stored.unchanged,
        "removed": loaded.removed,
        "left out": loaded.left_out,
    }
    for column in (*figures, "seconds"):
        table.add_column(column, justify="right")
    table.add_row(*(str(figure) for figure in figures.values()), f"{seconds:.1f}")
    Console().print(table)
