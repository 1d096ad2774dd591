"""A parser run step by step decides as spaCy's own loop does."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from report_extract.analysis.stepping import replace, stepping
from report_extract.analysis.structure import OtherStructureError


def small_parser(seed: int) -> Language:
    nlp = spacy.blank("xx")
    parser: Any = nlp.add_pipe("parser")
    for label in ("nsubj", "obj", "case")[: 1 + seed % 3]:
        parser.add_label(label)
    nlp.initialize()
    chance = np.random.default_rng(seed)
    for node in parser.model.walk():
        for name in node.param_names:
            node.set_param(name, chance.normal(size=node.get_param(name).shape).astype("f"))
    return nlp


def trees(docs: list[Doc]) -> list[list[tuple[int, str, bool]]]:
    return [[(t.head.i, t.dep_, bool(t.is_sent_start)) for t in doc] for doc in docs]


@pytest.mark.parametrize("seed", range(1, 9))
def test_random_weights(seed: int, random_docs: Callable[[Language, int], list[Doc]]) -> None:
    nlp = small_parser(seed)
    parser: Any = nlp.get_pipe("parser")
    expected = trees(list(parser.pipe(random_docs(nlp, seed), batch_size=5)))
    replace(nlp, "parser", stepping(parser))
    own: Any = nlp.get_pipe("parser")
    assert own is not parser
    assert trees(list(own.pipe(random_docs(nlp, seed), batch_size=5))) == expected
    assert any(head != at for tree in expected for at, (head, _, _) in enumerate(tree))


def test_nothing_to_parse() -> None:
    nlp = small_parser(0)
    own = stepping(nlp.get_pipe("parser"))
    assert own.predict([]) == []
    assert len(own(Doc(nlp.vocab))) == 0


def test_another_structure_is_refused() -> None:
    nlp = small_parser(0)
    parser: Any = nlp.get_pipe("parser")
    with pytest.raises(OtherStructureError, match="the kind of the parser"):
        stepping(stepping(parser))
    parser.model.attrs["unseen_classes"] = {1}
    with pytest.raises(OtherStructureError, match="the set of unseen classes"):
        stepping(parser)
    parser.cfg["beam_width"] = 8
    with pytest.raises(OtherStructureError, match="the beam width is 8, not 1"):
        stepping(parser)
