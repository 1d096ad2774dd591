"""What the fast paths are proved on: the corpus, random mixes of it, and small networks with random weights."""

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.training import Example

from report_extract.ingest import reading
from report_extract.layout.blocks import read_blocks
from report_extract.layout.sentences import sentence_spans

CORPUS = Path(__file__).parents[2] / "corpus"
WORDS = [
    "米国",
    "は",
    "、",
    "ロシア",
    "に",
    "対し",
    "制裁",
    "を",
    "科し",
    "た",
    "。",
    " ",
    "NATO",
    "2024",
    "オレシュニク",
]

Text = tuple[str, list[int]]


@pytest.fixture(scope="session")
def corpus_texts() -> list[Text]:
    """Every block of the reports and sentences that may be read, with the offsets at which its sentences start."""
    texts = []
    for path in [CORPUS / "jiia-2025-russia.txt", *sorted(CORPUS.glob("dev/*.txt")), *CORPUS.glob("sentences/*.txt")]:
        for block in read_blocks(reading.read(path).text):
            if block.content.text:
                spans = sentence_spans(block.content.text)
                texts.append((block.content.text, [start for start, _ in spans]))
    return texts


@pytest.fixture(scope="session")
def mixed_texts(corpus_texts: list[Text]) -> list[Text]:
    """Pieces of the corpus, cut and joined anywhere, with sentences that start anywhere; also nothing and white space."""
    chance = random.Random(9)
    mixed: list[Text] = [("", []), (" ", [0]), ("\n \n", [0]), ("。", [0])]
    for _ in range(60):
        text = ""
        for _ in range(chance.randint(1, 8)):
            source, _ = chance.choice(corpus_texts)
            at = chance.randrange(len(source))
            text += source[at : at + chance.randint(1, 60)] + chance.choice(["", "", " ", "\n", "　", "。"])
        mixed.append((text, sorted(chance.sample(range(len(text)), min(len(text), chance.randint(0, 3))))))
    return mixed


@pytest.fixture(scope="session")
def random_docs() -> Callable[[Language, int], list[Doc]]:
    """Documents of random words with random tags, norms and sentence starts; some are empty."""

    def make(nlp: Language, seed: int) -> list[Doc]:
        chance = random.Random(seed)
        docs = []
        for length in [0, 1, 2, 3, 0, *(chance.randint(1, 40) for _ in range(6))]:
            words = chance.choices(WORDS, k=length)
            doc = Doc(nlp.vocab, words=words, sent_starts=[chance.random() < 0.1 for _ in words])
            for token in doc:
                token.tag_ = chance.choice(["名詞", "助詞", "動詞"])
                token.norm_ = chance.choice(WORDS)
            docs.append(doc)
        return docs

    return make


@pytest.fixture(scope="session")
def small_recogniser() -> Callable[..., Language]:
    """A recogniser as ours, but small and with random weights, which open and close entities everywhere."""

    def make(seed: int, *, width: int = 16, depth: int = 3, labels: tuple[str, ...] = ("PERSON", "GPE")) -> Language:
        from report_extract.entities import model

        config = model.CONFIG.replace("width = 96", f"width = {width}").replace("depth = 4", f"depth = {depth}")
        nlp = spacy.util.load_model_from_config(spacy.util.Config().from_str(config), auto_fill=True)
        chance = np.random.default_rng(seed)
        for word in WORDS[::2]:
            nlp.vocab.set_vector(word, chance.normal(size=12).astype("f"))
        ner: Any = nlp.get_pipe("ner")
        marked = Doc(nlp.vocab, words=WORDS)
        marked.set_ents([Span(marked, at, at + 1, label) for at, label in enumerate(labels)])
        nlp.initialize(lambda: [Example(Doc(nlp.vocab, words=WORDS), marked)])
        for node in ner.model.walk():
            for name in node.param_names:
                node.set_param(name, chance.normal(size=node.get_param(name).shape).astype("f"))
        return nlp

    return make
