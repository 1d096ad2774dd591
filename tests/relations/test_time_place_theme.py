"""When and where an act was, and what it is about: from its own clause, or from one that leads on to it."""

import pytest

from report_extract.pipeline import extract
from report_extract.records import Relation, Report

pytestmark = pytest.mark.model

TIMES = {
    "own": ("ロシアは2024年3月に北朝鮮に武器を供与した。", "AID", "2024年3月"),
    "chain": ("ブリンケン国務長官は2024年3月に中国を訪問し、習近平国家主席と率直に意見を交わして会談した。", "CONSULT", "2024年3月"),
    "other-subject": ("2023年5月に英国が声明を発表した後も議論は続き、ロシアは北朝鮮に武器を供与した。", "AID", None),
    "relative": ("2022年に発足した新政権が長く反対してきた経緯もあるなか、米国はウクライナに戦車を供与した。", "AID", None),
    "occasion": ("2024年6月の日米豪首脳会議では日本が豪州との共同訓練の再開で豪州と合意した。", "AGREE", "2024年6月"),
    "came": ("2024年8月に訪日した李在明大統領は石破茂首相と率直に会談した。", "CONSULT", "2024年8月"),
    "left": ("2024年8月に退任した文在寅前大統領は長い休養の後に石破茂首相と会談した。", "CONSULT", None),
    "none": ("ロシアは北朝鮮に武器を供与した。", "AID", None),
}  # fmt: skip
PLACES = {
    "own": ("ブリンケン国務長官は東京で中国の王毅外相と会談した。", "CONSULT", "東京"),
    "noun": ("日本は南シナ海での米国との共同訓練を実施した。", "COOPERATE", "南シナ海"),
    "visited": ("アルバニージー首相は東京を訪れ、石破茂首相と演習の拡大で合意した。", "AGREE", "東京"),
    "held-meeting": ("東京で開かれた会合において日本と豪州は演習の拡大で合意した。", "AGREE", "東京"),
    "held": ("釜山で開かれた米国と中国の会談は短かった。", "CONSULT", "釜山"),
    "none": ("ブリンケン国務長官は中国の王毅外相と会談した。", "CONSULT", None),
}
THEMES = {
    "given": ("ロシアは北朝鮮に武器を供与した。", "AID", "武器"),
    "asked": ("米国は日本に防衛費の増額を要求した。", "REQUEST", "防衛費の増額"),
    "asked-clause": ("米国は中国に対し、軍備を減らすよう求めた。", "REQUEST", "軍備を減らす"),
    "blamed": ("米国は、中国が合意に違反していると非難した。", "ACCUSE", "合意に違反している"),
    "agreed": ("日本と豪州は演習の拡大で合意した。", "AGREE", "演習の拡大"),
    "event-noun": ("ロシアによる北朝鮮への武器の供与が続いた。", "AID", "武器"),
    "one-word": ("米国はウクライナへの武器供与を再開した。", "AID", "武器"),
    "about": ("両国は停戦に関する協議を始め、日本と豪州は供給網に関する協力で合意した。", "COOPERATE", "供給網"),
    "passive": ("砲弾が北朝鮮によってロシアに供与された。", "AID", "砲弾"),
    "passive-agent-is-none": ("ウクライナは米国によって支援された。", "AID", None),
    "described": ("北朝鮮がロシアに供与した砲弾は多い。", "AID", "砲弾"),
    "described-plan-is-none": ("北朝鮮がロシアを支援する方針は変わらない。", "AID", None),
    "inside-trigger": ("フランス軍はニジェールから約1,000人の部隊を引いた。", "RETREAT", "約1,000人の部隊"),
    "said": ("中国は米国の措置を「茶番」と批判した。", "ACCUSE", "「茶番」"),
    "asked-without-condition": ("米国は、停戦が成立すれば軍備を減らすよう中国に求めた。", "REQUEST", "軍備を減らす"),
    "the-act-is-none": ("米国は中国に関税を課した。", "SANCTION", None),
    "adverb-is-none": ("マリはECOWASから正式に脱退した。", "REJECT", None),
    "name-glued": ("中国は日本産水産物の輸入を止めた。", "SANCTION", "日本産水産物の輸入"),
    "place-is-none": ("日本と豪州は東京で日豪円滑化協定に署名した。", "AGREE", None),
}


def first(text: str, kind: str) -> tuple[Report, Relation]:
    """The first relation of a type in a sentence."""
    report = extract(text)
    found = [one for one in report.relations if one.type == kind]
    assert found, [one.type for one in report.relations]
    return report, found[0]


@pytest.mark.parametrize(("text", "kind", "expected"), TIMES.values(), ids=TIMES)
def test_time(text: str, kind: str, expected: str | None) -> None:
    report, found = first(text, kind)
    assert next((one.text for one in report.mentions if one.id == found.time), None) == expected


@pytest.mark.parametrize(("text", "kind", "expected"), PLACES.values(), ids=PLACES)
def test_place(text: str, kind: str, expected: str | None) -> None:
    report, found = first(text, kind)
    assert next((one.text for one in report.mentions if one.id == found.place), None) == expected


@pytest.mark.parametrize(("text", "kind", "expected"), THEMES.values(), ids=THEMES)
def test_theme(text: str, kind: str, expected: str | None) -> None:
    found = first(text, kind)[1]
    assert (found.theme.text if found.theme else None) == expected
