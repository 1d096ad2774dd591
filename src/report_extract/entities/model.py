"""Names by statistics: the recogniser that ``training`` makes, used where no list or form decides.

The model lies in ``ner_model/`` (see its card); it works on ja_ginza's tokens, tags and vectors.
"""

from collections.abc import Iterator
from functools import cache
from importlib.resources import as_file, files

import spacy
from confection import Config
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from report_extract.analysis.ginza import multiply_fast
from report_extract.entities.candidates import Candidate
from report_extract.records import EntityType

CONFIG = """
[nlp]
lang = "ja"
pipeline = ["ner"]

[components]

[components.ner]
factory = "ner"

[components.ner.model]
@architectures = "spacy.TransitionBasedParser.v2"
state_type = "ner"
extra_state_tokens = false
hidden_width = 64
maxout_pieces = 2
use_upper = true

[components.ner.model.tok2vec]
@architectures = "spacy.Tok2Vec.v2"

[components.ner.model.tok2vec.embed]
@architectures = "spacy.MultiHashEmbed.v2"
width = 96
attrs = ["NORM", "PREFIX", "SUFFIX", "SHAPE", "TAG"]
rows = [4000, 1000, 2000, 1000, 200]
include_static_vectors = true

[components.ner.model.tok2vec.encode]
@architectures = "spacy.MaxoutWindowEncoder.v2"
width = 96
depth = 4
window_size = 1
maxout_pieces = 3
"""


def blank(vocab: Vocab) -> Language:
    """An untrained recogniser over a vocabulary that holds ja_ginza's vectors."""
    return spacy.util.load_model_from_config(Config().from_str(CONFIG), vocab=vocab, auto_fill=True)


# Of laws, weapons, events and offices the forms and lists know more than the model does.
_TRUSTED: dict[str, EntityType] = {
    "PERSON": "PERSON",
    "GPE": "GPE",
    "LOC": "LOC",
    "ORG": "ORG",
    "MIL": "MIL",
    "FAC": "FAC",
}


@cache
def _recogniser(vocab: Vocab) -> Language:
    nlp = blank(vocab)
    with as_file(files("report_extract.entities") / "ner_model") as folder:
        nlp.get_pipe("ner").from_disk(folder, exclude=["vocab"])  # type: ignore[attr-defined]
    multiply_fast(nlp)
    return nlp


def find(doc: Doc) -> Iterator[Candidate]:
    """Entities that the recogniser sees in a document; the document is left as it is."""
    if not len(doc):
        return
    before = doc.ents
    recogniser = _recogniser(doc.vocab).get_pipe("ner")
    doc.ents = ()
    recogniser(doc)
    found: list[Candidate] = []
    spans: tuple[Span, ...] = doc.ents
    for span in spans:
        if span.label_ in _TRUSTED:
            found.append(Candidate(span.start_char, span.end_char, _TRUSTED[span.label_], "model", 1))
    doc.ents = before
    yield from found
