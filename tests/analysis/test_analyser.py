"""The analyser decides as stock ja_ginza does: tokens, sentences, heads, dependencies, morphology."""

from collections.abc import Iterable
from typing import Any

import pytest
import spacy
from spacy.attrs import DEP, HEAD, LEMMA, MORPH, NORM, ORTH, POS, SENT_START, SPACY, TAG
from spacy.language import Language
from spacy.tokens import Doc

from report_extract.analysis import ginza

pytestmark = pytest.mark.model

ANALYSIS = [ORTH, SPACY, TAG, POS, LEMMA, NORM, MORPH, HEAD, DEP, SENT_START]
Texts = list[tuple[str, list[int]]]


@pytest.fixture(scope="module")
def stock() -> Language:
    """What ja_ginza's package brings, without the components that the pipeline does not run."""
    return spacy.load("ja_ginza", exclude=ginza._UNUSED)


def rows(docs: Iterable[Doc]) -> list[list[list[int]]]:
    return [doc.to_array(ANALYSIS).tolist() for doc in docs]


@pytest.mark.parametrize("source", ["corpus_texts", "mixed_texts"])
def test_as_stock_ja_ginza(source: str, stock: Language, request: pytest.FixtureRequest) -> None:
    texts: Texts = request.getfixturevalue(source)
    expected = list(stock.pipe(ginza._with_sentences(stock, *text) for text in texts))
    found = list(ginza.analyse(texts))
    assert [doc.text for doc in found] == [text for text, _ in texts]
    for (text, _), own, stocks in zip(texts, rows(found), rows(expected), strict=True):
        assert own == stocks, text
    assert found[0].tensor.shape == expected[0].tensor.shape


def test_spacy_takes_over_with_a_warning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("report_extract.analysis.structure._KNOWN_SPACY", "2.")
    with pytest.warns(RuntimeWarning, match="ja_ginza's tok2vec is left to spaCy, which is several times slower"):
        nlp = ginza.load.__wrapped__()
    component: Any = nlp.get_pipe("tok2vec")
    assert component.model.has_ref("encode")
    text = "米国はロシアに対し制裁を科した。"
    assert rows([nlp(text)]) == rows([ginza.load()(text)])
