"""Which names stand together as one argument."""

import re
from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from report_extract.analysis.arguments import gather
from report_extract.analysis.bunsetsu import read_sentences

pytestmark = pytest.mark.model


def groups(marked: str, analyse: Callable[[str], Doc]) -> list[list[str]]:
    """The groups of the names in brackets, by their text."""
    text, rows = "", []
    for part in re.split(r"(\[[^\]]*\])", marked):
        name = part.strip("[]")
        if part.startswith("["):
            rows.append((len(rows), len(text), len(text) + len(name), "GPE", False))
        text += name
    (sentence,) = read_sentences(analyse(text), [(start, end) for _, start, end, _, _ in rows])
    return [[text[m.start : m.end] for m in group.members] for group in gather(sentence, rows, ())]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        pytest.param("[日本]と[韓国]は協議した。", [["日本", "韓国"]], id="to"),
        pytest.param("[レバノン]や首都[ベイルート]を空爆した。", [["レバノン", "ベイルート"]], id="capital"),
        pytest.param("2025年1月に[ゴマ]、2月に[ブカブ]を占領した。", [["ゴマ", "ブカブ"]], id="at another time"),
        pytest.param("[英国]が、2月に[ケニア]を訪れた。", [["英国"], ["ケニア"]], id="date of one only"),
        pytest.param("1月に[英国]は、2月に[ケニア]を訪れると述べた。", [["英国"], ["ケニア"]], id="a particle between"),
    ],
)
def test_groups(marked: str, expected: list[list[str]], analyse: Callable[[str], Doc]) -> None:
    assert groups(marked, analyse) == expected
