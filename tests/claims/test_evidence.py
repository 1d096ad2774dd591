"""What the meaning of the words decides, and what it leaves to the rules."""

from pathlib import Path

import numpy as np
import pytest

from report_extract import extract
from report_extract.analysis import ginza
from report_extract.claims import evidence
from report_extract.claims.judge import Judgement
from report_extract.errors import RuleError
from report_extract.records import Certainty, ClaimType

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


@pytest.mark.parametrize(
    ("kind", "odds", "rule"),
    [
        pytest.param("FACT", 0.1, "evidence:assessment", id="overruled to an assessment"),
        pytest.param("FACT", -0.1, "form:told", id="a fact stays"),
        pytest.param("ASSESSMENT", -0.1, "evidence:fact", id="overruled to a fact"),
        pytest.param("ASSESSMENT", 0.1, "form:told", id="an assessment stays"),
    ],
)
def test_more_evidence_for_the_other_type_overrules(kind: ClaimType, odds: float, rule: str) -> None:
    told = Judgement(kind, "certain", "positive", None, "form:told")
    assert evidence.weighed(told, odds).rule == rule


@pytest.mark.parametrize(
    ("kind", "certainty", "is_open"),
    [("FACT", "certain", True), ("ASSESSMENT", "probable", False), ("FORECAST", "certain", False)],
)
def test_only_what_is_told_without_a_hedge_is_weighed(kind: ClaimType, certainty: Certainty, is_open: bool) -> None:
    assert evidence.is_open(Judgement(kind, certainty, "positive", None, "form:told")) is is_open


def test_clauses_differ_when_the_evidence_points_both_ways() -> None:
    assert evidence.differ(3.0, -3.0) > 0.5 > evidence.differ(3.0, 0.2)


def test_nothing_means_nothing() -> None:
    doc = next(iter(ginza.analyse([("。", [])])))
    assert not evidence.meaning(doc, 1, 1).any()


def test_weights_read_back_as_written(tmp_path: Path) -> None:
    held = evidence.weights()
    held.save(tmp_path)
    again = evidence.read_weights(tmp_path)
    assert again.traits == held.traits
    assert np.array_equal(again.meaning, held.meaning)
    assert again.bias == held.bias


def test_a_table_that_is_none_is_refused(tmp_path: Path) -> None:
    evidence.weights().save(tmp_path)
    (tmp_path / "traits.tsv").write_text("said\tmuch\n", encoding="utf-8")
    with pytest.raises(RuleError, match=r"traits\.tsv:1"):
        evidence.read_weights(tmp_path)
