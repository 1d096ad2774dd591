"""Vectors computed by numpy are those that spaCy computes, whatever the batch."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from spacy.language import Language
from spacy.tokens import Doc

from report_extract.analysis.encoder import Encoder
from report_extract.analysis.structure import OtherStructureError


def tok2vec_of(nlp: Language) -> Any:
    ner: Any = nlp.get_pipe("ner")
    return ner.model.get_ref("tok2vec").layers[0]


@pytest.mark.parametrize("depth", [1, 2, 4, 7])
def test_vectors_as_spacy_computes_them(
    depth: int, small_recogniser: Callable[..., Language], random_docs: Callable[[Language, int], list[Doc]]
) -> None:
    nlp = small_recogniser(depth, depth=depth)
    tok2vec = tok2vec_of(nlp)
    encoder = Encoder(tok2vec)
    for seed in range(5):
        docs = random_docs(nlp, seed)
        for own, spacys in zip(encoder(docs), tok2vec.predict(docs), strict=True):
            assert own.shape == spacys.shape
            assert np.allclose(own, spacys, rtol=1e-3, atol=1e-4)


def test_nothing_to_encode(small_recogniser: Callable[..., Language]) -> None:
    nlp = small_recogniser(0)
    encoder = Encoder(tok2vec_of(nlp))
    assert [rows.shape for rows in encoder([Doc(nlp.vocab), Doc(nlp.vocab)])] == [(0, 16), (0, 16)]
    assert encoder([]) == []


def test_a_word_is_embedded_alike_in_any_company(
    small_recogniser: Callable[..., Language],
    random_docs: Callable[[Language, int], list[Doc]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    nlp = small_recogniser(1)
    docs = [doc for seed in range(8) for doc in random_docs(nlp, seed)]
    together = Encoder(tok2vec_of(nlp))._words.rows([doc for doc in docs if len(doc)])[1:]
    monkeypatch.setattr("report_extract.analysis.encoder._MOST_WORDS", 20)
    forgetful = Encoder(tok2vec_of(nlp))._words
    apart = np.concatenate([forgetful.rows([doc])[1:] for doc in docs if len(doc)])
    assert len(forgetful._places) < 100
    assert together.tobytes() == apart.tobytes()


def other_window(model: Any) -> None:
    next(node for node in model.walk() if node.name == "expand_window").attrs["window_size"] = 2


def other_padding(model: Any) -> None:
    model.get_ref("encode").attrs["pad"] = 1


def other_attributes(model: Any) -> None:
    next(node for node in model.walk() if node.name == "extract_features").attrs["columns"] = ["LEMMA"]


def other_layers(model: Any) -> None:
    model.get_ref("encode").name = "with_array(mish)"


@pytest.mark.parametrize("change", [other_window, other_padding, other_attributes, other_layers])
def test_another_structure_is_refused(change: Callable[[Any], None], small_recogniser: Callable[..., Language]) -> None:
    model = tok2vec_of(small_recogniser(0))
    change(model)
    with pytest.raises(OtherStructureError):
        Encoder(model)
