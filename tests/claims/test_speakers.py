"""Who is the holder of a claim, and which polarity what is said has. No sentence is of a gold report."""

import pytest

from report_extract import extract
from report_extract.records import Claim, Report

pytestmark = pytest.mark.model

HELD = {
    "unnamed minister": ("ドイツの国防相は、NATOは弾薬の備蓄を急ぐべきだと述べた。", "ドイツ"),
    "several experts": ("米国の専門家の多くは、中国の輸出は減少すると見ている。", "米国"),
    "told to parliament": ("フィンランド軍は、越境した兵士は拘束されたと議会に説明した。", "フィンランド軍"),
    "speaker behind": ("複数の部隊が国境を越えたと、ウクライナ国防省が発表した。", "ウクライナ国防省"),
    "view shown": ("トルコ外務省は、交渉の再開は困難だとの見方を示した。", "トルコ外務省"),
    "that it does": ("カナダ政府は、支援の規模が変わらないことを明言した。", "カナダ"),
    "share published": ("ウクライナ空軍は迎撃率を86%と発表した。", "ウクライナ空軍"),
    "losses denied": ("米中央軍は損失を否定した。", "米中央軍"),
}
AUTHOR = {
    "goes on to act": "中国外交部は拘束を国際法の違反であると断じてその即時釈放を迫った。",
    "makes one thing another": "インドネシアは非同盟を外交の基本原則としている。",
    "author himself": "両国の接近が背景にあると筆者は推測する。",
    "stance handed over": "ベトナムは、いかなる条項も受け入れないとの立場を伝達した。",
    "on the ground that": "豪州は、通告が不十分だったとして中国側に説明を求めた。",
}
NEGATIVE = {
    "denied": "米中央軍は損失を否定した。",
    "fact denied": "イラン外務省は、無人機を供与した事実はないと否定している。",
    "no longer seen": "国境を越える車両は見られなくなった。",
    "policy not to": "湾岸諸国は、自国の領空の使用を認めない方針である。",
    "slim prospect": "待機軍が年内に編成される見込みは乏しい。",
    "thought of the past": "首相の譲歩は大きくなかったと考えられる。",
}
POSITIVE = {
    "few": "制裁の強化から得るものは少ない。",
    "nothing but": "監視団の任務はもはや形式的なものでしかない。",
    "does not shrink from": "政府は協定の打ち切りも辞さない構えである。",
}

CONDITION = {
    "the more": ("消耗戦が長引くほど、両軍の補給は細るであろう。", "消耗戦が長引くほど"),
    "mere": ("封鎖が一週間続くだけでも、港湾は機能を失いかねない。", "封鎖が一週間続くだけでも"),
    "only then": ("査察が再開されてはじめて、制裁は緩和されるであろう。", "査察が再開されてはじめて"),
    "in view of": ("兵力の不足に鑑みれば、攻勢は長続きしないであろう。", None),
    "as far as": ("この点に関する限り、両党の立場に隔たりはない。", None),
    "comparison": ("被害は報じられているほど大きくないとみられる。", None),
    "without": ("海上輸送の防護は、沿岸国の協力なしには成り立たない。", None),
}


def _only(text: str) -> tuple[Claim, Report]:
    report = extract(text)
    (claim,) = report.claims
    return claim, report


@pytest.mark.parametrize(("text", "name"), HELD.values(), ids=HELD.keys())
def test_holder(text: str, name: str) -> None:
    claim, report = _only(text)
    assert {entity.id: entity.name for entity in report.entities}.get(claim.holder) == name


@pytest.mark.parametrize("text", AUTHOR.values(), ids=AUTHOR.keys())
def test_the_author_holds_what_nobody_else_says(text: str) -> None:
    assert _only(text)[0].holder == "author"


@pytest.mark.parametrize("text", NEGATIVE.values(), ids=NEGATIVE.keys())
def test_negative(text: str) -> None:
    assert _only(text)[0].polarity == "negative"


@pytest.mark.parametrize("text", POSITIVE.values(), ids=POSITIVE.keys())
def test_positive(text: str) -> None:
    assert _only(text)[0].polarity == "positive"


@pytest.mark.parametrize(("text", "span"), CONDITION.values(), ids=CONDITION.keys())
def test_condition(text: str, span: str | None) -> None:
    condition = _only(text)[0].condition
    assert (condition.text if condition else None) == span


def test_a_footnote_mark_hides_no_cue() -> None:
    assert _only("攻撃の重心は民間の施設へ移ったように見える1。")[0].certainty == "probable"


def test_what_is_said_before_another_act_has_its_speaker_and_the_act_the_author() -> None:
    report = extract("カンボジア国防省は、兵を動かした事実はないと否定したうえで、合同の調査を求めた。")
    names = {entity.id: entity.name for entity in report.entities}
    assert [names.get(claim.holder) for claim in report.claims] == ["カンボジア国防省", None]


def test_a_speaker_before_a_comma_holds_the_clauses_up_to_the_verb_of_saying() -> None:
    report = extract("韓国国防部は、兵士の数が3,000人を超え、補給は途絶えていないと説明した。")
    names = {entity.id: entity.name for entity in report.entities}
    assert {names.get(claim.holder) for claim in report.claims} == {"韓国国防部"}
