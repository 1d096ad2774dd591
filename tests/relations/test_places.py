"""Which place lies in which, told by how the names stand side by side."""

import pytest

from report_extract import extract

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "会談はサウジアラビアのジッダで開かれた。", {("ジッダ", "サウジアラビア")}, id="town of a country"
        ),
        pytest.param(
            "イランはカタールに所在するウデイド空軍基地を攻撃した。", {("ウデイド空軍基地", "カタール")}, id="lies"
        ),
        pytest.param("ロシア領クルスク州が攻撃された。", {("クルスク州", "ロシア")}, id="territory"),
        pytest.param("ウクライナのクルスク州への越境攻撃が続いた。", set(), id="aim of an act"),
        pytest.param("中国の台湾への圧力が続いた。", set(), id="two countries"),
        pytest.param("ウクライナのクルスク州侵攻は8月であった。", set(), id="compound"),
    ],
)
def test_what_lies_in_what(text: str, expected: set[tuple[str, str]]) -> None:
    report = extract(text)
    texts = {mention.id: mention.text for mention in report.mentions}
    found = {(texts[r.subject], texts[r.object]) for r in report.relations if r.type == "LOCATED_IN"}
    assert found == expected
