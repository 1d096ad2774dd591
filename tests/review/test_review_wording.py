"""What a reviewer reads."""

import pytest

from report_extract.records import Report
from report_extract.review.population import KINDS, Kind, population, printable


@pytest.mark.parametrize(
    ("row", "words"),
    [
        pytest.param("one/m1", "「ロシア」は国(GPE)を指す［RU］", id="country"),
        pytest.param("one/m3", "「北朝鮮」は国(GPE)「朝鮮民主主義人民共和国」を指す［KP］", id="other-name"),
        pytest.param("one/m2", "「2024年3月」は日付・期間(DATE)を指す［2024-03］", id="date"),
        pytest.param("one/m6", "「両国」はロシア、朝鮮民主主義人民共和国を指す（照応）", id="anaphor"),
        pytest.param(
            "one/r1",
            "AID: ロシア → 北朝鮮（＝朝鮮民主主義人民共和国） (供与), actual, positive, 内容 「武器」, 時 2024年3月",
            id="relation",
        ),
        pytest.param("one/c1", "FACT, certain, positive, holder author", id="claim-of-the-author"),
        pytest.param(
            "one/c2",
            "FORECAST, probable, positive, holder ロシア, 条件 「仮に停戦すれば」, 手掛かり 「であろう」",
            id="claim-of-another",
        ),
    ],
)
def test_a_record_in_words(report: Report, row: str, words: str) -> None:
    assert {one.id: one.record for one in population([report])}[row] == words


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        pytest.param("one/m1", "「=SUM」と⟦ロシア⟧は2024年3月に北朝鮮に𠮷野家😀の武器を供与した。", id="mention"),
        pytest.param("one/r1", "「=SUM」とロシアは2024年3月に北朝鮮に𠮷野家😀の武器を⟦供与⟧した。", id="relation"),
        pytest.param("one/c2", "⟦両国は中国と協力し、仮に停戦すれば米国も動くであろう。⟧", id="claim"),
    ],
)
def test_the_sentence_is_quoted_with_the_span_marked(report: Report, row: str, sentence: str) -> None:
    assert {one.id: one.sentence for one in population([report])}[row] == sentence


def test_a_record_without_its_sentence_is_quoted_from_the_text_around_it(report: Report) -> None:
    rows = population([report.model_copy(update={"sentences": ()})], ["mentions"])
    assert "⟦ロシア⟧" in rows[0].sentence


@pytest.mark.parametrize("kind", KINDS)
def test_only_the_kinds_asked_for(report: Report, kind: Kind) -> None:
    assert {row.stratum.kind for row in population([report], [kind])} == {kind}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("マ\nリ南部", "マリ南部", id="japanese"),
        pytest.param("United \r\n Nations", "United Nations", id="latin"),
        pytest.param("a\x0cb\x00c\td", "a b�c d", id="control"),
    ],
)
def test_text_is_put_on_one_line(text: str, shown: str) -> None:
    assert printable(text) == shown
