"""The entities decided by numpy are those that spaCy decides."""

import random
from collections.abc import Callable
from typing import Any

import pytest
from spacy.language import Language
from spacy.tokens import Doc, Span

from report_extract.analysis import ginza
from report_extract.analysis.biluo import Biluo
from report_extract.analysis.structure import OtherStructureError
from report_extract.entities import model

Texts = list[tuple[str, list[int]]]


@pytest.mark.parametrize("seed", range(1, 9))
def test_random_weights(
    seed: int, small_recogniser: Callable[..., Language], random_docs: Callable[[Language, int], list[Doc]]
) -> None:
    nlp = small_recogniser(seed, labels=("PERSON", "GPE", "ORG")[: 1 + seed % 3])
    docs = [doc for n in range(10) for doc in random_docs(nlp, 100 * seed + n)]
    found = Biluo(nlp.get_pipe("ner")).spans(docs)
    assert found == model.spans_by_spacy(nlp.get_pipe("ner"), docs)
    assert any(stop - start > 1 for spans in found for start, stop, _ in spans)


def test_memory_is_bounded_by_batches(
    small_recogniser: Callable[..., Language],
    random_docs: Callable[[Language, int], list[Doc]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    nlp = small_recogniser(3)
    docs = random_docs(nlp, 3)
    biluo = Biluo(nlp.get_pipe("ner"))
    at_once = biluo.spans(docs)
    monkeypatch.setattr("report_extract.analysis.biluo._TOKENS", 10)
    assert biluo.spans(docs) == at_once


def beam(ner: Any) -> None:
    ner.cfg["beam_width"] = 8


def unseen_class(ner: Any) -> None:
    ner.model.attrs["unseen_classes"] = {0}


def other_tokens(ner: Any) -> None:
    ner.model.get_ref("lower").set_param("W", ner.model.get_ref("lower").get_param("W")[:2])


def other_layer(ner: Any) -> None:
    ner.model.get_ref("upper").name = "mish"


@pytest.mark.parametrize("change", [beam, unseen_class, other_tokens, other_layer])
def test_another_structure_is_refused(change: Callable[[Any], None], small_recogniser: Callable[..., Language]) -> None:
    ner = small_recogniser(0).get_pipe("ner")
    change(ner)
    with pytest.raises(OtherStructureError):
        Biluo(ner)


@pytest.mark.model
@pytest.mark.parametrize("source", ["corpus_texts", "mixed_texts"])
def test_our_recogniser(source: str, request: pytest.FixtureRequest) -> None:
    texts: Texts = request.getfixturevalue(source)
    docs = list(ginza.analyse(texts))
    random.Random(2).shuffle(docs)
    ner = model.trained(docs[0].vocab).get_pipe("ner")
    found = Biluo(ner).spans(docs)
    assert found == model.spans_by_spacy(ner, docs)
    assert sum(map(len, found)) > 100


@pytest.mark.model
def test_spacy_takes_over_with_a_warning(analyse: Callable[[str], Doc], monkeypatch: pytest.MonkeyPatch) -> None:
    doc = analyse("ゼレンスキー大統領はワシントンでトランプ氏と会談した。")
    expected = model.find([doc])
    assert expected[0]
    model._finder.cache_clear()
    doc.set_ents([Span(doc, 0, 1, "GPE")])
    monkeypatch.setattr("report_extract.analysis.structure._KNOWN_SPACY", "2.")
    with pytest.warns(RuntimeWarning, match="names is left to spaCy, which is several times slower: spaCy is"):
        assert model.find([doc]) == expected
    assert model.find([doc]) == expected  # a second warning would be an error
    assert [(span.start, span.end, span.label_) for span in doc.ents] == [(0, 1, "GPE")]
    model._finder.cache_clear()
