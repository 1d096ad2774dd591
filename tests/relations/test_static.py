"""Offices, memberships, elections and places, by the forms that say so and by forms that look like them."""

import pytest

from report_extract.pipeline import extract

pytestmark = pytest.mark.model

STATES = {
    "as-member": ("日本もG7の一員として制裁に加わった。", ("AFFILIATED_WITH", "日本", "G7")),
    "is-member": ("トルコはロシアと友好関係を保つNATOの一員である。", ("AFFILIATED_WITH", "トルコ", "NATO")),
    "chair-before": ("ASEANは行動規範を急ぐが、議長国のフィリピンは慎重である。", ("AFFILIATED_WITH", "フィリピン", "ASEAN")),
    "bracket": ("ウィッカー委員長（共和党）は反対した。", ("AFFILIATED_WITH", "ウィッカー", "共和党")),
    "lineage": ("アルカイダ系のJNIMが輸送車列を襲った。", ("AFFILIATED_WITH", "JNIM", "アルカイダ")),
    "merged-into": ("シリア民主軍はシリア軍への編入を受け入れた。", ("AFFILIATED_WITH", "シリア民主軍", "シリア軍")),
    "office-told": ("議長を務めるベトナムのファム・ミン・チン大使が発言した。", ("HAS_ROLE", "ファム・ミン・チン", "議長")),
    "office-held": ("バラック氏は駐トルコ大使を兼ねる。", ("HAS_ROLE", "バラック", "駐トルコ大使")),
    "enters": ("2024年5月に頼清徳総統が就任した。", ("APPOINT", "頼清徳", "総統")),
    "office-first": ("初代の司令官に南雲憲一郎が就いた。", ("APPOINT", "南雲憲一郎", "司令官")),
    "successor": ("岸田首相が辞任し、後任に石破幹事長が指名された。", ("APPOINT", "石破", "首相")),
    "chosen": ("アヌティン党首は下院本会議で首相に選出された。", ("ELECT", "アヌティン", "首相")),
    "own-base": ("カタールは自国のウデイド空軍基地を守った。", ("LOCATED_IN", "ウデイド空軍基地", "自国")),
    "in-sequence": ("インド軍はパキスタンのラホールおよびカラチを攻撃した。", ("LOCATED_IN", "カラチ", "パキスタン")),
}  # fmt: skip
STATES_NOT = {
    "member-of-topic": ("日本はG7の一員ではないトルコと会談した。", ("AFFILIATED_WITH", "トルコ", "G7")),
    "bracket-of-date": ("石破首相とトランプ大統領（2025年5月14日、NHK）が会談した。", ("AFFILIATED_WITH", "トランプ", "NHK")),
    "between-bodies": ("日EU間では協議が続いた。", ("AFFILIATED_WITH", "EU", "日")),
    "title-only": ("議会はハンバシー知事を任命した。", ("APPOINT", "ハンバシー", "知事")),
    "office-of-another": ("頼清徳総統は就任した石破茂と会談した。", ("APPOINT", "石破茂", "総統")),
    "two-states": ("露アゼルバイジャン関係は冷え込んだ。", ("LOCATED_IN", "アゼルバイジャン", "露")),
    "aim-in-sequence": ("パキスタンとラホールやカラチは離れている。", ("LOCATED_IN", "カラチ", "パキスタン")),
}  # fmt: skip


def stated(text: str) -> set[tuple[str, str, str]]:
    """Type, subject and object of the relations in a text."""
    report = extract(text)
    texts = {mention.id: mention.text for mention in report.mentions}
    return {(r.type, texts[r.subject], texts[r.object]) for r in report.relations}


@pytest.mark.parametrize(("text", "expected"), STATES.values(), ids=STATES)
def test_states(text: str, expected: tuple[str, str, str]) -> None:
    assert expected in stated(text)


@pytest.mark.parametrize(("text", "unwanted"), STATES_NOT.values(), ids=STATES_NOT)
def test_states_not(text: str, unwanted: tuple[str, str, str]) -> None:
    assert unwanted not in stated(text)
