"""What the meaning of the words decides, and what it leaves to the rules."""

from pathlib import Path

import numpy as np
import pytest

from report_extract import extract
from report_extract.analysis import ginza
from report_extract.claims import evidence
from report_extract.claims.judge import Judgement

pytestmark = pytest.mark.model

FACTS = {
    "act": "両国の国防相は2月にアンカラで覚書に署名した。",
    "count": "同国の海軍は潜水艦6隻をこの港に配備している。",
    "speech": "外務省の報道官は制裁の強化を強く非難した。",
}
ASSESSMENTS = {
    "figure of speech": "資源に依存する経済は価格の変動に振り回される。",
    "origin": "抑止の失敗は、相手の決意を読み違えたところから始まる。",
    "law-like": "権威主義体制の安定は経済成長への期待に支えられている。",
}


@pytest.mark.parametrize("text", FACTS.values(), ids=FACTS.keys())
def test_facts(text: str) -> None:
    assert [claim.type for claim in extract(text).claims] == ["FACT"]


@pytest.mark.parametrize("text", ASSESSMENTS.values(), ids=ASSESSMENTS.keys())
def test_assessments_by_meaning_alone(text: str) -> None:
    assert [(claim.type, claim.rule) for claim in extract(text).claims] == [("ASSESSMENT", "evidence:assessment")]


@pytest.mark.parametrize("rule", ["said:stance", "form:record", "cue:fact.stance"])
def test_what_a_rule_decides_is_not_weighed(rule: str) -> None:
    text = ASSESSMENTS["origin"]
    doc = next(iter(ginza.analyse([(text, [])])))
    told = Judgement("FACT", "certain", "positive", None, rule)
    assert evidence.weighed(told, doc, (0, len(text))) is told


def test_nothing_weighs_nothing() -> None:
    doc = next(iter(ginza.analyse([("。", [])])))
    words, context = evidence.means(doc, 1, 1)
    assert not words.any()
    assert not context.any()


def test_weights_read_back_as_written(tmp_path: Path) -> None:
    held = evidence.weights()
    held.save(tmp_path / "weights.npz")
    with np.load(tmp_path / "weights.npz") as again:
        assert np.array_equal(again["words"], held.words)
        assert float(again["bias"]) == held.bias
