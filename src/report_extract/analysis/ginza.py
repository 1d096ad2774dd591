"""Loads ja_ginza and analyses texts whose sentence boundaries are known.

SudachiPy refuses a text of more than 49,149 bytes; ``pieces`` cuts before that.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.metadata import version
from typing import Any, cast

import numpy as np
import spacy
from spacy.attrs import IDX, SENT_START
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import NumpyOps

from report_extract.analysis.batches import batches
from report_extract.analysis.encoder import Encoder
from report_extract.analysis.stepping import replace, stepping
from report_extract.analysis.structure import faster_or_none
from report_extract.analysis.surface import keep_text
from report_extract.analysis.tagging import pos_tagger
from report_extract.analysis.tokens import Tokenizer

_MAX_CHARACTERS = 12_000
_MOST_AT_ONCE = 6_000
_UNUSED = ["ner", "compound_splitter", "bunsetu_recognizer"]
# Words are entered as they come; the tokenizer's one setting stands in the configuration too, and to read it again is to
# open the dictionary again.
_NOT_NEEDED = ["strings", "tokenizer"]


@cache
def load() -> Language:
    """The analyser, loaded once a process: ja_ginza without what is not used, its vectors computed by numpy."""
    nlp = spacy.load("ja_ginza", exclude=[*_UNUSED, *_NOT_NEEDED])
    nlp.tokenizer.need_subtokens = False  # type: ignore[union-attr]
    multiply_fast(nlp)
    decide_fast(nlp)
    return nlp


def decide_fast(nlp: Language) -> None:
    """Let our own code look up words, compute vectors and move the parser: the same decisions in a third of the time."""
    tok2vec: Any = nlp.get_pipe("tok2vec")
    fast = faster_or_none(
        "ja_ginza",
        lambda: (
            Tokenizer(nlp.tokenizer),
            Encoder(tok2vec.model).as_model(),
            stepping(nlp.get_pipe("parser")),
            pos_tagger(nlp.get_pipe("morphologizer")),
        ),
    )
    if fast:
        nlp.tokenizer, tok2vec.model, parser, tagger = fast
        replace(nlp, "parser", parser)
        replace(nlp, "morphologizer", tagger)


def multiply_fast(nlp: Language) -> None:
    """Let numpy multiply matrices: the same results, twice as fast as the library that spaCy brings on newer CPUs."""
    ops = NumpyOps(use_blis=False)
    for _, component in nlp.pipeline:
        model: Any = getattr(component, "model", None)
        for node in model.walk() if model is not None else ():
            node.ops = ops


@cache
def model_name() -> str:
    """Name and version of the model, for the record."""
    return f"ja_ginza {version('ja-ginza')}"


def analyse(texts: Iterable[tuple[str, Sequence[int]]]) -> Iterator[Doc]:
    """A Doc for each (text, offsets at which sentences start); no other sentence boundary is made."""
    nlp = load()
    for batch in batches(texts, lambda text: len(text[0]), _MOST_AT_ONCE):
        yield from nlp.pipe((_with_sentences(nlp, *text) for text in batch), batch_size=len(batch))


def _with_sentences(nlp: Language, text: str, starts: Sequence[int]) -> Doc:
    doc = nlp.make_doc(text)
    keep_text(doc, text)
    if len(doc):
        begins = np.searchsorted(doc.to_array([IDX]).reshape(-1), [0, *starts])
        marks = np.full(len(doc), -1, np.int64)
        marks[begins[begins < len(doc)]] = 1
        # In one go: spaCy looks through the whole Doc each time that a token's sentence start is set.
        doc.from_array([SENT_START], cast(Any, marks.astype(np.uint64)))
    return doc


def pieces(text: str, sentences: Sequence[tuple[int, int]]) -> list[list[tuple[int, int]]]:
    """Group the sentences of a text so that each group can be analysed as one Doc."""
    groups: list[list[tuple[int, int]]] = []
    for start, end in sentences:
        if not groups or end - groups[-1][0][0] > _MAX_CHARACTERS:
            groups.append([])
        groups[-1].append((start, end))
    return groups
