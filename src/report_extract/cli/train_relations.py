"""``report-extract train-relations``: learns anew what speaks for and against the arguments of a trigger."""

from pathlib import Path
from typing import Annotated

import typer


def train_relations(
    gold: Annotated[
        list[Path], typer.Argument(help="Gold files (.ann) or folders of them.", metavar="GOLD...", show_default=False)
    ],
    output: Annotated[Path, typer.Option("--output", "-o", help="File for the weights.", metavar="FILE")],
    corpus: Annotated[list[Path] | None, typer.Option(help="Folder of the texts; may be given several times.")] = None,
    folds: Annotated[
        int, typer.Option(min=0, help="Score on reports left out, in this many turns; 0: do not score.")
    ] = 7,
    penalty: Annotated[float, typer.Option(min=0.0, help="The penalty of the weights' squares.")] = 2.0,
) -> None:
    """Learn the weights of relations from gold, entities given, and score them on reports left out."""
    from rich.console import Console

    from report_extract.errors import ReportExtractError
    from report_extract.evaluation.gold import gold_files
    from report_extract.evaluation.table import confidence_grid
    from report_extract.fitting import logit, validation
    from report_extract.fitting.questions import read_lesson

    try:
        lessons = [read_lesson(path, corpus or ()) for place in gold for path in gold_files(place)]
        questions = [question for lesson in lessons for question in lesson.questions]
        if not questions:
            raise ReportExtractError("no sentence of this gold has a trigger with two names")
        remark = f"# learned from {len(lessons)} reports, {len(questions)} triggers; penalty {penalty}\n"
        rows = sorted(logit.fit(questions, penalty=penalty).items())
        output.write_text(remark + "".join(f"{word}\t{weight}\n" for word, weight in rows), encoding="utf-8")
    except (ReportExtractError, OSError) as error:
        typer.echo(f"error: {error}", err=True)
        raise typer.Exit(2) from error
    typer.echo(f"{len(rows)} weights from {len(questions)} triggers of {len(lessons)} reports")
    if folds > 1:
        validated = validation.validate(lessons, folds=folds, penalty=penalty)
        found = validated.score
        typer.echo(
            f"event relations of reports left out: precision {found.precision:.3f}, recall {found.recall:.3f}, "
            f"F1 {found.f1:.3f} ({found.tp:.0f} right, {found.fp:.0f} wrong, {found.fn:.0f} missed)"
        )
        grid = confidence_grid("By confidence, reports left out", validated.by_confidence)
        Console(highlight=False).print(grid.table())
