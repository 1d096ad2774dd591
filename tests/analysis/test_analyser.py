"""The analyser decides as stock ja_ginza does: tokens, sentences, heads, dependencies, morphology."""

from typing import Any

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from report_extract.analysis import ginza
from report_extract.analysis.surface import boundaries, text_of

pytestmark = pytest.mark.model

Texts = list[tuple[str, list[int]]]
Row = tuple[str | int | bool, ...]


@pytest.fixture(scope="module")
def stock() -> Language:
    """What ja_ginza's package brings, without the components that the pipeline does not run."""
    return spacy.load("ja_ginza", exclude=ginza._UNUSED)


def rows(doc: Doc) -> list[Row]:
    """All that the analysis says of each token, by name: a name that the model forgot would fail."""
    return [
        (t.text_with_ws, t.tag_, t.pos_, t.lemma_, t.norm_, str(t.morph), t.head.i, t.dep_, bool(t.is_sent_start))
        for t in doc
    ]


def edges_of_tokens(doc: Doc) -> frozenset[int]:
    return frozenset(offset for token in doc for offset in (token.idx, token.idx + len(token)))


@pytest.mark.parametrize("source", ["corpus_texts", "mixed_texts"])
def test_as_stock_ja_ginza(source: str, stock: Language, request: pytest.FixtureRequest) -> None:
    texts: Texts = request.getfixturevalue(source)
    expected = list(stock.pipe(ginza._with_sentences(stock, *text) for text in texts))
    found = list(ginza.analyse(texts))
    assert [text_of(doc) for doc in found] == [doc.text for doc in found] == [text for text, _ in texts]
    assert [boundaries(doc) for doc in found] == [edges_of_tokens(doc) for doc in found]
    for (text, _), own, stocks in zip(texts, found, expected, strict=True):
        assert rows(own) == rows(stocks), text
    assert found[0].tensor.shape == expected[0].tensor.shape


def test_spacy_takes_over_with_a_warning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("report_extract.analysis.structure._KNOWN_SPACY", "2.")
    with pytest.warns(RuntimeWarning, match="ja_ginza is left to spaCy, which is several times slower"):
        nlp = ginza.load.__wrapped__()
    component: Any = nlp.get_pipe("tok2vec")
    assert component.model.has_ref("encode")
    assert type(nlp.get_pipe("parser")).__name__ == "DependencyParser"
    text = "米国はロシアに対し制裁を科した。"
    assert rows(nlp(text)) == rows(ginza.load()(text))
