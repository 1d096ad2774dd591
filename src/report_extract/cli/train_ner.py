"""``report-extract train-ner``: makes the recogniser of names anew."""

from pathlib import Path
from typing import Annotated

import typer


def train_ner(
    marked: Annotated[
        list[Path], typer.Argument(help="Files of marked sentences: gold/ner/*.txt.", metavar="MARKED...")
    ],
    output: Annotated[Path, typer.Option("--output", "-o", help="Folder for the model.", metavar="DIR")],
    wikipedia: Annotated[Path | None, typer.Option(help="Wikipedia sentences with spans, as JSON lines.")] = None,
    epochs: Annotated[int, typer.Option(min=1, help="Passes over the data.")] = 12,
    seed: Annotated[int, typer.Option(help="Same data and seed: same model.")] = 0,
    hold_out: Annotated[
        int, typer.Option(min=0, help="Keep every Nth marked sentence for scoring; 0: train on all.")
    ] = 0,
) -> None:
    """Train the name recogniser (about 15 minutes on one core) and score it on the sentences held out."""
    import spacy

    from report_extract.entities import training

    sentences = list(training.read_marked(sorted(marked)))
    held = sentences[::hold_out] if hold_out else []
    kept = [s for n, s in enumerate(sentences) if not hold_out or n % hold_out]
    other = list(training.read_wikipedia(wikipedia)) if wikipedia else []
    nlp = training.train(kept, other, epochs=epochs, seed=seed, say=typer.echo)
    nlp.get_pipe("ner").to_disk(output, exclude=["vocab"])  # type: ignore[attr-defined]
    if held:
        right, predicted, gold = training.score(nlp, spacy.load("ja_ginza"), held)
        typer.echo(f"held out: precision {right / predicted:.3f}, recall {right / gold:.3f}, {gold} names")
