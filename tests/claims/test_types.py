"""What each sentence claims by the guidelines: type, certainty, polarity, condition. No sentence is of a gold report."""

import pytest

from report_extract import extract

pytestmark = pytest.mark.model

FACT = {
    "count of states": "駐留の延長を表明したのは、周辺の3か国にとどまった。",
    "not yet": "両軍は停戦線からの撤収をいまだ終えていない。",
    "stance not given up": "政府は、人質が全員解放されない限り交渉に戻らないとの立場を崩していない。",
    "paper itself": "本稿は、海峡の通航をめぐる国際法上の争点を整理し、沿岸国の対応を論じるものである。",
    "clause of a treaty": "同協定は、締約国の一方に対する攻撃を双方に対する攻撃とみなすものである。",
    "past compulsion": "首相は連立の瓦解を受けて辞任を表明せざるを得なかった。",
    "narrated to": "議会が予算を否決すると、大統領は非常事態を宣言した。",
    "turn to a field": "経済に目を移せば、中央銀行は3月に政策金利を据え置いた。",
    "apart from": "首都の空港を除けば、同国の主要な空港は閉鎖されている。",
    "failed to": "国連の仲介は当事者の合意を引き出すには至らなかった。",
    "author's list": "以上を踏まえ、日本が取り組むべき課題として次の三点を挙げておきたい。",
    "condemned": "外務省は領空の侵犯を国際法に反する挑発であると批判した。",
}
ASSESSMENT = {
    "past compulsion judged": "仲介国としての信用は地に落ちたと言わざるを得ない。",
    "compelled now": "資源に乏しい同国は輸入に頼らざるを得ない。",
    "lack": "両国の間には信頼の蓄積に乏しいと考えられる。",
    "impossible without": "海上輸送の防護は、沿岸国の協力なしには成り立たない。",
    "technically hard": "同国が独力で衛星を打ち上げることは技術的に困難である。",
    "seen from": "財政の面から見れば、この増額は象徴的な意味しか持たない。",
    "as to": "制裁について言えば、効果は限られている。",
    "counterfactual of evidence": "報道が事実であれば、供与は射程300キロのミサイルにも及んでいることになる。",
    "cause": "交渉の停滞は、検証の手段をめぐる対立に根差すものと思われる。",
    "calculus": "この譲歩は、拒めば支援を失うとの計算に基づくものと考えられる。",
    "beyond doubt": "軍政が選挙を正統性の演出に用いたことは疑いを容れない。",
    "no basis": "判例に照らせば、この主張に法的な根拠は認められない。",
    "no longer": "輸出の拡大はもはや成長の原動力ではなくなりつつある。",
    "no intention seen": "指導部に妥協を図る意思はうかがえない。",
    "proper view": "今回の合意は休戦というより時間稼ぎとみるのが妥当である。",
    "not even": "地域機構の調停は当事者の関心すら引いていないと言える。",
}
FORECAST = {
    "fear grows": "干ばつを機に、食料の不足が国境を越えて広がるおそれが強まっている。",
    "fear strong": "審査の遅れから納入が翌年度にずれ込むおそれが強い。",
    "never will": "国境の画定が終わるまで、両国の不信が消えることはない。",
    "view of time": "艦艇の修理は来年の夏まで続くとの見方がある。",
    "result": "拙速な撤収は、力の空白を広げる結果を招こう。",
    "situation": "待っているのは、停戦線が国境に変わる事態であろう。",
    "scheduled": "来月3日にはハノイで首脳会議が開催される。",
    "prospect poor": "対立する両派が統一政府を樹立する見通しは乏しい。",
    "chance small": "年内に議会が批准に応じる公算は小さい。",
    "hopeless": "協定の早期の発効は望み薄である。",
    "hard to imagine": "大国同士が直接に交戦する事態は想定し難い。",
    "may delay": "需要の急増は、装備の納入を遅らせかねない。",
    "delayed view": "最初の艦が就役するのは早くとも2031年とみられる。",
    "will weaken": "支援が細れば、前線の部隊は弾薬の不足に苦しむこととなろう。",
}
RECOMMENDATION = {
    "might": "政府には、同盟国と情報を分かち合う工夫があってよい。",
    "idea": "周辺国を交えた対話の場を設けることも一案である。",
    "needed": "資金の流れを断つための国際的な連携が欠かせない。",
    "not wait": "議会の審議を待たずに支援に踏み切ることが望まれる。",
    "ought": "海上保安機関は救難の訓練を共同で重ねておくべきであろう。",
    "wish": "事務局の機能が早期に回復することを期待したい。",
    "urgent": "港湾の防護の強化を急ぐ必要がある。",
    "not relax": "日本は監視の手を緩めてはならない。",
}
NEGATIVE = {
    "not to be hoped": FORECAST["hopeless"],
    "small": FORECAST["chance small"],
    "failed to": FACT["failed to"],
    "has not come to": "周辺国は共同で対処するには至っていない。",
    "no longer": ASSESSMENT["no longer"],
    "never will": FORECAST["never will"],
    "stance": FACT["stance not given up"],
}
POSITIVE = {
    "beyond doubt": ASSESSMENT["beyond doubt"],
    "past compulsion": FACT["past compulsion"],
    "agreed": "両国の利害はこの点で一致しており、交渉は順調である。",
    "stays": "赤字は国内の起債で賄いうる規模にとどまっており、財政は当面もちこたえている。",
}
CONDITIONS = {
    "if": ("停戦が崩れれば、避難民は再び増えるであろう。", "停戦が崩れれば"),
    "after a stretch": (
        "来年を展望すれば、野党が議席を伸ばす場合、政府は増税を見送るであろう。",
        "野党が議席を伸ばす場合",
    ),
    "as long as": ("首脳の不信が続くかぎり、妥結は見込めない。", "首脳の不信が続くかぎり"),
    "depends": ("裁判の帰趨によっては、候補が入れ替わることもありうる。", "裁判の帰趨によっては"),
    "turns on": ("原油価格の推移次第では、増産に転じると予想される。", "原油価格の推移次第では"),
    "without": (
        "ロシア政府は、領土の返還が実現しないまま講和に進むことはあり得ないと主張した。",
        "領土の返還が実現しないまま",
    ),
    "even if": ("停戦が成立するとしても、復興は長引くであろう。", "停戦が成立するとしても"),
    "should": ("米国が関与を弱めるようなことがあれば、同盟は揺らぎかねない。", "米国が関与を弱めるようなことがあれば"),
    "in a view": ("停戦が崩れれば避難民は再び増えるとの見方がある。", "停戦が崩れれば"),
    "given that": ("主要な政党が排除されている以上、選挙後の安定は見込めない。", None),
    "turn to": ("外交に目を転じれば、両国の溝は深まる公算が大きい。", None),
    "as to": ("経済について言えば、成長は鈍化するであろう。", None),
    "in case": ("供給が途絶える場合に備え、備蓄を積み増すべきである。", None),
    "compared": ("前政権と比べれば、対話の余地は広がるであろう。", None),
    "apart": ("首都を除けば、治安は悪化する公算が大きい。", None),
    "read": ("声明を読む限り、両国の隔たりは縮まりそうにない。", None),
    "of a noun": ("拒めば制裁を科すとの警告は、加盟国の反発を招きかねない。", None),
}
BY_TYPE = {"FACT": FACT, "ASSESSMENT": ASSESSMENT, "FORECAST": FORECAST, "RECOMMENDATION": RECOMMENDATION}
TYPES = [
    pytest.param(kind, text, id=f"{kind}: {name}") for kind, rows in BY_TYPE.items() for name, text in rows.items()
]
SIGNS = {"negative": NEGATIVE, "positive": POSITIVE}
POLARITIES = [
    pytest.param(sign, text, id=f"{sign}: {name}") for sign, rows in SIGNS.items() for name, text in rows.items()
]


@pytest.mark.parametrize(("kind", "text"), TYPES)
def test_type(kind: str, text: str) -> None:
    assert [claim.type for claim in extract(text).claims] == [kind]


@pytest.mark.parametrize(("polarity", "text"), POLARITIES)
def test_polarity(polarity: str, text: str) -> None:
    assert extract(text).claims[0].polarity == polarity


@pytest.mark.parametrize(("text", "condition"), CONDITIONS.values(), ids=CONDITIONS.keys())
def test_condition(text: str, condition: str | None) -> None:
    found = [claim.condition.text for claim in extract(text).claims if claim.condition]
    assert found == ([condition] if condition else [])
