"""``report-extract train-ner``: makes the recogniser of names anew."""

from pathlib import Path
from typing import Annotated

import typer


def train_ner(
    marked: Annotated[
        list[Path], typer.Argument(help="Files of marked sentences: gold/ner/*.txt.", metavar="MARKED...")
    ],
    output: Annotated[Path, typer.Option("--output", "-o", help="Folder for the model.", metavar="DIR")],
    gold: Annotated[
        list[Path] | None,
        typer.Option(help="Annotated reports to learn from too: .ann files or folders; may be given several times."),
    ] = None,
    corpus: Annotated[
        list[Path] | None, typer.Option(help="Folder of their texts; may be given several times.")
    ] = None,
    wikipedia: Annotated[Path | None, typer.Option(help="Wikipedia sentences with spans, as JSON lines.")] = None,
    epochs: Annotated[int, typer.Option(min=1, help="Passes over the data.")] = 12,
    seed: Annotated[int, typer.Option(help="Same data and seed: same model.")] = 0,
    hold_out: Annotated[
        int, typer.Option(min=0, help="Keep every Nth marked sentence for scoring; 0: train on all.")
    ] = 0,
) -> None:
    """Train the name recogniser (about 15 minutes) and score it on the sentences held out."""
    import spacy

    from report_extract.entities import training
    from report_extract.errors import ReportExtractError
    from report_extract.evaluation.gold import gold_files
    from report_extract.fitting.names import read_sentences

    try:
        sentences = list(training.read_marked(sorted(marked)))
        files = [path for place in gold or () for path in gold_files(place)]
        annotated = [sentence for path in files for sentence in read_sentences(path, corpus or ())]
        other = list(training.read_wikipedia(wikipedia)) if wikipedia else []
    except (ReportExtractError, OSError) as error:
        typer.echo(f"error: {error}", err=True)
        raise typer.Exit(2) from error
    held = sentences[::hold_out] if hold_out else []
    kept = [s for n, s in enumerate(sentences) if not hold_out or n % hold_out]
    nlp = training.train([*kept, *annotated], other, epochs=epochs, seed=seed, say=typer.echo)
    nlp.get_pipe("ner").to_disk(output, exclude=["vocab"])  # type: ignore[attr-defined]
    if held:
        right, predicted, wanted = training.score(nlp, spacy.load("ja_ginza"), held)
        typer.echo(
            f"held out: precision {right / max(predicted, 1):.3f}, recall {right / max(wanted, 1):.3f}, {wanted} names"
        )
