"""Tokens are those of spaCy's Japanese tokenizer, however often their words came before."""

import random
from collections.abc import Iterator

import pytest
import spacy
from spacy.tokens import Doc

from report_extract.analysis.structure import OtherStructureError
from report_extract.analysis.tokens import Tokenizer

TEXTS = [
    "",
    " ",
    " \n　 ",
    "米国はロシアに対し制裁を科した。",
    " 米国 は\n\nロシア　　に 対し",
    "オレシュニクを発射し、ｵﾚｼｭﾆｸ…と呼んだ。",
    "Ａ=B|Cは「=」と「|」である。",
    "行われなければならなかったのではないか。",
    "ﾐｻｲﾙーーーをーー",
    "25年の27日、平和共同宣言 2025年12月27日 国境 再停戦に25人と2が",
    "2025年10月26日 クアラルンプール 平和共同宣言 2025年12月27日 国境 再停戦。さに27",
    "制裁を科すことができる。できない。出来る。",
]


@pytest.fixture(scope="module")
def japanese() -> spacy.language.Language:
    return spacy.blank("ja")


def rows(doc: Doc) -> list[tuple[str | int, ...]]:
    return [(t.text_with_ws, t.idx, t.tag_, t.pos_, t.lemma_, t.norm_, str(t.morph)) for t in doc]


def mixes() -> Iterator[str]:
    chance = random.Random(3)
    letters = "".join(TEXTS) + "米国は、。 \n\n　1２a"
    for _ in range(200):
        yield "".join(chance.choices(letters, k=chance.randint(1, 40)))


@pytest.mark.parametrize("texts", [TEXTS, list(mixes())], ids=["texts", "mixes"])
def test_as_spacys(texts: list[str], japanese: spacy.language.Language, monkeypatch: pytest.MonkeyPatch) -> None:
    own = Tokenizer(japanese.tokenizer)
    for _ in range(2):
        for text in texts:
            assert rows(own(text)) == rows(japanese.tokenizer(text)), text
        monkeypatch.setattr("report_extract.analysis.tokens._MOST_WORDS", 5)


def test_another_structure_is_refused() -> None:
    with pytest.raises(OtherStructureError, match="whether it needs subtokens is True, not False"):
        Tokenizer(spacy.blank("ja", config={"nlp": {"tokenizer": {"split_mode": "C"}}}).tokenizer)
    with pytest.raises(OtherStructureError, match="the kind of the tokenizer"):
        Tokenizer(spacy.blank("xx").tokenizer)
