"""``report-extract run``: reports in, reports.jsonl and ledger.jsonl out."""

import signal
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from rich.console import Console

    from report_extract.batch.inputs import Found
    from report_extract.batch.run import Options, Result


def run(
    inputs: Annotated[
        list[Path],
        typer.Argument(
            help="Files (.txt, .md, .pdf, .html, .docx), folders, which are searched for them, .jsonl files with an id "
            "and a text a line, and - for standard input.",
            metavar="INPUT...",
        ),
    ],
    output: Annotated[
        Path, typer.Option("--output", "-o", help="Folder for reports.jsonl and ledger.jsonl.", metavar="DIR")
    ],
    entities_from: Annotated[
        Path | None,
        typer.Option(help="Folder of gold: take entities from it, to score the rules apart.", metavar="GOLD"),
    ] = None,
    workers: Annotated[
        int | None,
        typer.Option(
            help="Processes that read reports; 0: this one, without --max-seconds and --max-memory.",
            show_default="the cores at hand",
            min=0,
            max=256,
        ),
    ] = None,
    cluster: Annotated[
        str | None,
        typer.Option(
            help="Read on a Dask cluster: the address of its scheduler (tcp://HOST:8786), or local for one of this "
            "machine with --workers.",
            metavar="ADDRESS",
        ),
    ] = None,
    max_seconds: Annotated[float, typer.Option(help="Give up a report that takes longer.", min=0.1)] = 600,
    max_memory: Annotated[int, typer.Option(help="Give up a report that needs more memory, in MB.", min=256)] = 4096,
    max_size: Annotated[int, typer.Option(help="Do not read larger files, in MB.", min=1)] = 200,
    max_characters: Annotated[int, typer.Option(help="Do not analyse longer texts.", min=1)] = 1_000_000,
) -> None:
    """Extract entities, relations and claims of all reports into DIR/reports.jsonl.

    DIR/ledger.jsonl says of every input what became of it. A run that was stopped, in whatever way, goes on where it
    was when it is started again; what has not changed is not done again.

    Exit status 0 when every input was read, 1 when one was left out, 2 when the run could not be made at all, 3 when
    every input was read but there is a warning.
    """
    from rich.console import Console

    from report_extract.batch.inputs import find_inputs
    from report_extract.batch.limits import Limits
    from report_extract.batch.run import Options, default_workers
    from report_extract.errors import ReportExtractError

    errors = Console(stderr=True, highlight=False, soft_wrap=True)
    limits = Limits(seconds=max_seconds, memory=max_memory, size=max_size, characters=max_characters)
    if cluster is not None and (complaint := _cluster_complaint(cluster, workers, entities_from)):
        raise typer.BadParameter(complaint, param_hint="--cluster")
    options = Options(default_workers() if workers is None else workers, cluster, limits, entities_from)
    began = time.monotonic()
    try:
        signal.signal(signal.SIGTERM, _stop)
        found = find_inputs(inputs, limits=limits)
        result = _run(found, output, options, errors)
    except ReportExtractError as error:
        errors.print(f"error: {error}", style="red", markup=False)
        raise typer.Exit(2) from error
    except KeyboardInterrupt as stop:
        errors.print("stopped: the same command goes on from here", style="yellow", markup=False)
        raise typer.Exit(143 if isinstance(stop, _Terminated) else 130) from stop
    finally:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
    _report(found, result, errors)
    _summary(result, time.monotonic() - began)
    if any(outcome.error for outcome in result.outcomes):
        raise typer.Exit(1)
    if any(outcome.warnings for outcome in result.outcomes):
        raise typer.Exit(3)


def _cluster_complaint(cluster: str, workers: int | None, entities_from: Path | None) -> str | None:
    """What does not go together with a cluster."""
    if cluster != "local" and "://" not in cluster:
        return f"{cluster!r} is no address like tcp://host:8786, nor 'local'"
    if cluster != "local" and workers is not None:
        return "the cluster has the workers it has: --workers is for this machine"
    if entities_from is not None:
        return "--entities-from is for this machine"
    return None


class _Terminated(KeyboardInterrupt):
    """SIGTERM came."""


def _stop(signum: int, frame: object) -> None:
    raise _Terminated


def _run(found: "Found", output: Path, options: "Options", errors: "Console") -> "Result":
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    from report_extract.batch.run import run as run_batch

    columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=errors, transient=True, disable=not errors.is_terminal) as progress:
        task = progress.add_task("extracting", total=len(found.inputs))
        return run_batch(
            found.inputs,
            output,
            options=options,
            progress=lambda outcome: progress.update(task, advance=1, description=outcome.doc_id),
        )


def _report(found: "Found", result: "Result", errors: "Console") -> None:
    for outcome in result.outcomes:
        if outcome.error:
            errors.print(f"error: {_plain(outcome.error)}", style="red", markup=False)
        for warning in outcome.warnings:
            errors.print(f"warning: {_plain(outcome.source)}: {warning}", style="yellow", markup=False)
    if found.passed_over:
        kinds = ", ".join(f"{suffix} {count}" for suffix, count in sorted(found.passed_over.items()))
        errors.print(f"note: files of other kinds were passed over: {kinds}", markup=False)


def _plain(text: str) -> str:
    """Without characters that would act on the terminal."""
    return "".join(character if character.isprintable() else "\ufffd" for character in text)


def _summary(result: "Result", seconds: float) -> None:
    from rich.console import Console
    from rich.table import Table

    done = [outcome for outcome in result.outcomes if not outcome.error]
    before = f" ({result.reused} done by an earlier run)" if result.reused else ""
    table = Table(title=f"{result.path}{before}", title_justify="left")
    for name in ("reports", "left out", "mentions", "relations", "claims", "warnings", "seconds"):
        table.add_column(name, justify="right")
    table.add_row(
        str(len(done)),
        str(len(result.outcomes) - len(done)),
        str(sum(outcome.mentions for outcome in done)),
        str(sum(outcome.relations for outcome in done)),
        str(sum(outcome.claims for outcome in done)),
        str(sum(len(outcome.warnings) for outcome in done)),
        f"{seconds:.1f}",
    )
    Console().print(table)
