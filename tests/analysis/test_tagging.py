"""Parts of speech are set at once where a morphologizer keeps the morphology; that they are the same, ``test_analyser`` proves."""

from typing import Any

import pytest
import spacy
from spacy.tokens import Doc

from report_extract.analysis.structure import OtherStructureError
from report_extract.analysis.tagging import pos_tagger


def morphologizer(*labels: str, overwrite: bool = True, extend: bool = True) -> Any:
    nlp = spacy.blank("xx")
    component: Any = nlp.add_pipe("morphologizer", config={"overwrite": overwrite, "extend": extend})
    for label in labels:
        component.add_label(label)
    return component


def test_sets_what_belongs_to_the_label() -> None:
    tagger = pos_tagger(morphologizer("POS=NOUN", "POS=VERB"))
    docs = [Doc(tagger.vocab, words=words) for words in (["米国"], [], ["行", "く"])]
    tagger.set_annotations(docs, [[1], [], [0, 1]])
    assert [[token.pos_ for token in doc] for doc in docs] == [["VERB"], [], ["NOUN", "VERB"]]


@pytest.mark.parametrize(
    ("other", "difference"),
    [
        (morphologizer("POS=NOUN|Case=Nom"), "the morphology that it adds"),
        (morphologizer("POS=NOUN", overwrite=False), "whether it overwrites"),
        (morphologizer("POS=NOUN", extend=False), "whether it keeps the morphology"),
        (spacy.blank("xx").add_pipe("parser"), "the kind of the morphologizer"),
    ],
    ids=["adds morphology", "does not overwrite", "does not keep", "no morphologizer"],
)
def test_another_one_is_refused(other: Any, difference: str) -> None:
    with pytest.raises(OtherStructureError, match=difference):
        pos_tagger(other)
