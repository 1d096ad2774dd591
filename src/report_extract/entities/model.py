"""Names by statistics: the recogniser that ``training`` makes, used where no list or form decides.

The model lies in ``ner_model/`` (see its card); it works on ja_ginza's tokens, tags and vectors.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache, partial
from importlib.resources import as_file, files
from typing import Any

import spacy
from confection import Config
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from report_extract.analysis.biluo import Biluo
from report_extract.analysis.ginza import multiply_fast
from report_extract.analysis.structure import faster_or_none
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
depth = 3
window_size = 1
maxout_pieces = 2
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


_COMMON = ("名詞-普通名詞", "接尾辞", "接頭辞", "形状詞", "動詞", "助詞", "助動詞", "副詞")
_NAMELIKE = re.compile(r"[ァ-ヴA-Za-z]")


def _is_common(span: Span) -> bool:
    """Ordinary words only, none of them written as a name would be."""
    return len(span.text) < 7 and not _NAMELIKE.search(span.text) and all(t.tag_.startswith(_COMMON) for t in span)


Spans = list[tuple[int, int, str]]
_BATCH = 64


@cache
def _finder(vocab: Vocab) -> Callable[[Sequence[Doc]], list[Spans]]:
    """Gives the spans (first token, token behind the last, label) of each document, faster than spaCy where it can."""
    ner = trained(vocab).get_pipe("ner")
    biluo = faster_or_none("the recogniser of names", lambda: Biluo(ner))
    return biluo.spans if biluo else partial(spans_by_spacy, ner)


def trained(vocab: Vocab) -> Language:
    """The trained recogniser as a pipeline of spaCy's."""
    nlp = blank(vocab)
    with as_file(files("report_extract.entities") / "ner_model") as folder:
        nlp.get_pipe("ner").from_disk(folder, exclude=["vocab"])  # type: ignore[attr-defined]
    multiply_fast(nlp)
    return nlp


def spans_by_spacy(ner: Any, docs: Sequence[Doc]) -> list[Spans]:
    """What spaCy's own component finds in each document; the documents are left as they are."""
    before = [doc.ents for doc in docs]
    for doc in docs:
        doc.ents = ()
    found = []
    for doc, ents in zip(ner.pipe(docs, batch_size=_BATCH), before, strict=True):
        found.append([(span.start, span.end, span.label_) for span in doc.ents])
        doc.ents = ents
    return found


def find(docs: Sequence[Doc]) -> list[list[Candidate]]:
    """What the recogniser sees in each document; the documents are left as they are."""
    if not docs:
        return []
    return [
        [_candidate(span) for span in _trusted(doc, spans) if not _is_common(span)]
        for doc, spans in zip(docs, _finder(docs[0].vocab)(docs), strict=True)
    ]


def _trusted(doc: Doc, spans: Spans) -> Iterator[Span]:
    return (Span(doc, start, end, label) for start, end, label in spans if label in _TRUSTED)


def _candidate(span: Span) -> Candidate:
    return Candidate(span.start_char, span.end_char, _TRUSTED[span.label_], "model", 1)
