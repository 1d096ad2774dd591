"""Who acts in a clause that is chained to another, reported by somebody, or describes a noun."""

import re
from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from report_extract.analysis.arguments import Arguments, gather
from report_extract.analysis.bunsetsu import read_sentences

pytestmark = pytest.mark.model

Analyse = Callable[[str], Doc]


def subject(marked: str, predicate: str, analyse: Analyse) -> str | None:
    """The subject of a predicate among the names in brackets (``[プーチン]``)."""
    text, rows = "", []
    for part in re.split(r"(\[[^\]]*\])", marked):
        name = part.strip("[]")
        if part.startswith("["):
            rows.append((len(rows), len(text), len(text) + len(name), "GPE", False))
        text += name
    (sentence,) = read_sentences(analyse(text), [(start, end) for _, start, end, _, _ in rows])
    arguments = Arguments(sentence, gather(sentence, rows, ()), None)
    b = sentence.at_offset(text.index(predicate))
    assert b is not None
    found = arguments.subject(b)
    return None if found is None else text[found.members[-1].start : found.members[-1].end]


@pytest.mark.parametrize(
    ("marked", "predicate", "expected"),
    [
        pytest.param("天津での会議に臨んだ後に[北京]へ移った[ロシア]は協議した。", "臨んだ", "ロシア", id="after"),
        pytest.param("[米国]を訪れた際に[韓国]は合意した。", "訪れた", "韓国", id="on the occasion"),
        pytest.param("[韓国]は[北朝鮮]の求める制裁の緩和に応じなかった。", "求める", "北朝鮮", id="no for ga"),
        pytest.param("[中国]が批判する[米国]の政策は変わらない。", "批判する", "中国", id="ga stays"),
        pytest.param("[英国]は発射訓練が行われたと伝えた。", "行われた", None, id="only reports"),
        pytest.param("[英国]は発射訓練を行うと発表した。", "行う", "英国", id="announces its own act"),
    ],
)
def test_who_acts(marked: str, predicate: str, expected: str | None, analyse: Analyse) -> None:
    assert subject(marked, predicate, analyse) == expected
