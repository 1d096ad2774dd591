"""What annotated reports teach the recogniser of names: their sentences, with the names that gold marks in them."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from report_extract.entities.training import TYPES, Marked
from report_extract.evaluation.gold import find_text, read_gold
from report_extract.given import given_entities
from report_extract.layout.blocks import read_blocks
from report_extract.passages import make_passages


def read_sentences(gold_file: Path, corpora: Sequence[Path] = ()) -> Iterator[Marked]:
    """Each sentence of the report of a gold file, its text beside it or in the corpus folders; anaphors are no names.

    Raises:
        GoldError: the text is missing, or the gold is wrong or of another text.
    """
    text = find_text(gold_file, corpora)
    passages, _ = make_passages(read_blocks(text))
    _, mentions = given_entities(passages, read_gold(gold_file, text))
    for number, passage in enumerate(passages):
        own = [m for m in mentions if m.passage == number and m.type in TYPES]
        for start, end in passage.sentences:
            spans = [(m.start - start, m.end - start, str(m.type)) for m in own if start <= m.start and m.end <= end]
            yield passage.content.text[start:end], spans
