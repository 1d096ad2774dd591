"""Type, certainty and polarity of a clause, from its main predicate and what follows it."""

import re
from dataclasses import dataclass

from report_extract.claims import cues
from report_extract.records import Certainty, ClaimType, Polarity

_NEGATIVE = re.compile(
    r"(?:ない|なかった|ぬ|まい|ず(?:に(?:いる|いた|終わった))|がたい|難い|にくい|ていなかった|ません|とは思えない|は暗い|は低い|(?:公算|可能性|見込み|見通し)(?:は|が)(?:極めて|きわめて)?(?:小さい|薄い|乏しい|低い)|望み薄である|なくなった|(?:で|では|が|は)なくなりつつある|はずがない|(?<=[^得え])ない(?:方針|立場|構え|姿勢|意向|考え|計画|予定)(?:である|だ)?)$"
)
_NOT_NEGATIVE = re.compile(
    r"(?:少ない|しかない|だけの(?:もの|こと)ではない|否めない|否定できない|排除できない|排除されない|避けられない|かねない|かもしれない|ざるを得ない|ざるをえない|違いない|ほかならない|他ならない|なければならない|ねばならない|なくてはならない|過ぎない|すぎない|余儀ない|免れない|"
    r"だけではない|のみではない|欠かせない|過言ではない|看過できない|無視できない|軽視できない|不思議ではない|少なくない|小さくない|やむを得ない|ざるを得なかった|ざるをえなかった|疑いを容れない|疑いを入れない|疑いない|疑いはない|相違ない|間違いない|否定し得ない|例外ではない|ゼロではない|切れない糸|計り知れない|変わりはない|変わりない|辞さない(?:構え|姿勢|方針)?(?:である|だ)?)$"
)
_ADJECTIVE = re.compile(
    r"(?:大きい|小さい|高い|低い|強い|弱い|乏しい|厳しい|難しい|多い|少ない|深い|浅い|薄い|重い|軽い|著しい|甚だしい|根強い|等しい|新しい|古い|近い|遠い|長い|短い|早い|遅い|濃い|危うい|心許ない|心もとない|悪い|よい|良い|鈍い|甘い|望み薄|久しい|しやすい|やすい|いびつだ|疑わしい|目覚ましい|目立つ)$"
)
_EVALUATIVE_VERB = re.compile(
    r"(?:転じた|欠く|欠いている|欠ける|伴う|なす|占める(?<!占める)|左右する|依存している(?<!依存している)|連動している|直結する|内包する|はらむ|はらんでいる|抱える|資する|寄与する|値する|限界がある|限界に近い|矛盾する|"
    r"(?:損ね|損なっ|妨げ|阻害し|制約し|形骸化し|空洞化し|限られ|かけ離れ|乖離し|脅かし|阻ん|左右し|揺らい|深刻化し|複雑にし|難しくし|後押しし|助長し|物語っ|支え|規定し|突き付け|突きつけ|投げかけ|際立たせ|浮き彫りにし|色濃くし|帯び)(?:ている|つつある|てきた)|"
    r"追い付いていない|追いついていない|足りない|及ばない|踏み込めていない|活かせていない|生かせていない|働いていない|機能していない|果たしていない|増している|失われた|際立つ|際立っている|浮き彫りになった|浮き彫りにした|露呈した|如実に表れている|表れている|特徴づける|異なる|変質した(?<!変質した)|(?:終わった|転換した)と言える|影を落とす|影を落としている|追い風となる|足かせとなる|足枷となる|鍵を握っている|役割を果たす|支えている要因|"
    r"(?:根拠|必然性|合理性|正当性|整合性|意図|意思|兆候|兆し|気配)(?:は|が|も)(?:認められ|うかがえ|窺え|見いだせ|見出せ|見られ|読み取れ)ない|"
    r"要因となっている|要因である|一因である|背景にある|構図である|状況にある|段階にある|局面にある|岐路にある|岐路に立つ|曲がり角にある|転機にある|試されている|問われている|問われる|迫られている(?<!迫られている))$"
)
_EXPLAINS = re.compile(
    r"(?:のは|主因は|一因は|要因は|原因は|背景には|背景にあるのは|狙いは|理由は|意義は|課題は|問題は|焦点は|鍵は|カギは|本質は|特徴は|強みは|弱みは|弱点は|限界は|教訓は|核心は|意味は|動機は|利点は|真意は|眼目は|懸案は|争点は|違いは)"
    r"[^。]{2,}(?:にある|にあった|がある|があった|である|だ|からだ|ためだ|点だ|ない)$"
)
_RECORD = re.compile(
    r"(?:過去最(?:大|高|多)|史上最(?:大|高|多)|最多|最大級|第?\d+(?:位|番目|回目|度目))[^はが]{0,8}(?:である|だ|であった|だった)$|"
    r"\d[^はが、]{0,12}(?:である|だ|であった|だった)$"
)
_NOMINAL = re.compile(
    r"(?:[\u3400-\u9fffァ-ヴー々]|もの|こと|ところ|わけ|ため|から|の|だけ|ほど|ばかり|次第|通り)(?:である|だ|であった|だった|ではない|でない|でもある|でさえある|でもあった|ではある)$"
)
_FACT_NOMINAL = re.compile(
    r"(?:予定|計画|方針|構え|姿勢|模様|見込み|考え|意向|加盟国|首都|隣国|議長国|一員|初めて|以来|ぶり|(?:\d[^は]{0,6}))(?:である|だ|であった|だった)$|(?:検討|考察|分析|論じ|概観)(?:する|した)?ものである$"
)
_FUTURE_TIME = re.compile(
    r"今後|将来|当面|年内|来年|来年度|来月|中長期|いずれ|やがて|早晩|近い将来|20[3-9]\d年|向こう|これから|次第に"
)
_SOON = re.compile(r"いずれ|早晩|遠からず|まもなく|間もなく|今後|当面|おそらく|恐らく|必ずや|やがて|将来(?:は|的に)")
# A tentative form and its plain one: what is said to be needed, tentatively, is recommended still.
_TENTATIVE = (
    (re.compile(r"(?:である|べき)?(?:であろう|だろう|と言える|といえる|と考えられる|と思われる)$"), "である"),
    (re.compile(r"(?<=[なあ])ろう$"), "る"),
    (re.compile(r"(?<=[れし])よう$"), "る"),
    (re.compile(r"かろう$"), "い"),
)
# An event that has its day and has not been held: 4月27日から…会議が開催される.
_SCHEDULED = re.compile(
    r"^(?!.*(?:毎[年月週]|ごとに|たび))(?=.*(?:\d月|\d\s*日|来[年月週春夏秋冬]|翌[年月週])).*(?:開催される|実施される|施行される|発効する|失効する|開かれる|行われる|開幕する)$",
    re.DOTALL,
)
_PLAIN_VERB = re.compile(r"[うくぐすつぬぶむる]$")
_STATE_VERB = re.compile(
    r"(?:ている|でいる|てある|である|ある|いる|おる|続く|占める|反する|超える|上回る|下回る|異なる|示す|及ぶ|上る|のぼる|できる|言える|見える|みえる|求められる|含む|持つ|属する|相当する|当たる|基づく|目指す|対する|伴う|なす|要する|欠く|欠ける|応じる|加わる|相次ぐ|担う|有する|位置する|接する|とどまる|残る|つつある|際立つ|目立つ|抱える|支える|掲げる|左右する|はらむ|懸かる|かかる(?<!かかる)|意味する|裏付ける|物語る|反映する|象徴する|急ぐ|狙う|図る|誇る|占有する|主張する|述べる|語る|指摘する|強調する|批判する|求める|訴える)$"
)


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a clause claims; ``cue`` is the characters of the clause that show it."""

    type: ClaimType
    certainty: Certainty | None
    polarity: Polarity
    cue: tuple[int, int] | None
    rule: str


def judge(clause: str, *, has_condition: bool, is_ahead: bool = False) -> Judgement:
    """Judge one clause: ``has_condition`` tells that it hangs on a condition, ``is_ahead`` that it names a date to come."""
    text = cues.plain(clause)
    found = cues.find(text)
    if found is None:
        kind, rule = _without_cue(text, has_condition)
        if kind == "FACT" and is_ahead and not re.search(r"(?:た|ている|でいる|てある)$", text):
            kind, rule = "FORECAST", "form:date-to-come"
        return Judgement(kind, "certain", polarity_of(text), None, rule)
    if found.cue.id == "evaluation.firm" and re.fullmatch(r"(?:の|もの|わけ)である", text[found.start :]):
        inner = cues.find(text[: found.start])
        if inner is not None and inner.cue.certainty in ("possible", "probable"):
            found = inner
            text = text[: inner.end]
    if found.cue.id == "evaluation.firm" and re.match(r"と(?:言|い)[えわう]", text[found.start :]):
        said = cues.plain(text[: found.start])
        inner = cues.find(said)
        if inner is not None and inner.cue.type in ("FORECAST", "RECOMMENDATION"):
            found, text = inner, said
    found, text = _recommended(found, text)
    stem = text[: found.start]
    span = (found.start, min(len(clause.rstrip("。、 ")), found.end)) if found.start < len(clause) else None
    kind = _type_of(found.cue, stem, text, has_condition)
    certainty = None if kind == "RECOMMENDATION" else found.cue.certainty or "certain"
    if found.cue.polarity == "by-cue":
        polarity = polarity_of(text)
    else:
        polarity = polarity_of(_stem_predicate(stem, text, found))
    return Judgement(kind, certainty, polarity, span, f"cue:{found.cue.id}")


def _recommended(found: cues.Found, text: str) -> tuple[cues.Found, str]:
    """The recommendation under a tentative form, where there is one: 必要となろう, 見直すべきではなかろう."""
    if found.cue.type == "RECOMMENDATION":
        return found, text
    for tentative, plain in _TENTATIVE:
        firm = tentative.sub(plain, text)
        inner = cues.find(firm) if firm != text else None
        if inner is not None and inner.cue.type == "RECOMMENDATION":
            return inner, firm
    return found, text


def _stem_predicate(stem: str, text: str, found: cues.Found) -> str:
    """What the negation must stand in: the predicate that the cue is put on."""
    tense = re.match(r"(?:た|て(?:い|おら)(?:ない|る))(?=と)", text[found.start :])
    return (
        re.sub(r"(?:もの|の|こと)$", "", re.sub(r"と$", "", stem)) + (tense.group() if tense else "")
        if found.cue.type != "RECOMMENDATION"
        else ""
        if "ない" not in text[found.start :]
        else text
    )


def polarity_of(text: str) -> Polarity:
    """Negative when a plain clause ends in a negated predicate."""
    return "negative" if _NEGATIVE.search(text) and not _NOT_NEGATIVE.search(text) else "positive"


_NOUN_STEM = re.compile(
    r"(?:[\u3400-\u9fffァ-ヴー](?:なの)?|こと|もの|ため|から|[\u3400-\u9fff](?:も|が|で|でも)|のみ|だけ)$"
)
# Compelled now is a judgement of the present, and what a result or situation is said to be is to come.
_COMPELLED = re.compile(r"ざるを(?:得|え)ない$")
_OUTCOME = re.compile(r"(?:事態|結果|結末|末路|展開|局面|運命)$")
_STANCE = re.compile(
    r"(?:支持|尊重|反対|歓迎|容認|懸念|重視|評価|憂慮|非難|遺憾)(?:する|している|だ|である)?$|意図はない$"
)
_JUDGED = re.compile(
    r"(?:(?:根拠|必要|意味|余地|理由|証拠|問題|正当性|疑い)(?:は|が)ない|(?:だ|である|でない|ではない|ている|かかわる|当たる|あたる|反する|すぎない|値する|等しい|なる)|[\u3400-\u9fff々]|」である)$"
)


def judge_said(content: str, *, has_condition: bool, is_ahead: bool = False) -> Judgement:
    """Judge what somebody is quoted with: a vow or plan is a forecast, a verdict an assessment, a stance a fact."""
    judged = judge(content, has_condition=has_condition, is_ahead=is_ahead)
    text = cues.plain(content)
    if judged.rule.startswith("cue:"):
        if (
            judged.type == "ASSESSMENT"
            and judged.certainty == "probable"
            and re.search(r"た(?:とみられる|と考えられる|と思われる|と推定される)$", text)
        ):
            return Judgement("FACT", "probable", judged.polarity, judged.cue, judged.rule)
        return judged
    if _STANCE.search(text):
        return Judgement("FACT", "certain", judged.polarity, None, "said:stance")
    if re.search(
        r"(?:ことはない|しない|さない|らない|わない|かない|めない|せない|樹立はない|つもりはない)(?<!存在しない)$", text
    ) and not re.search(r"てい", text[-6:]):
        return Judgement("FORECAST", "certain", "negative", None, "said:vow")
    if _PLAIN_VERB.search(text) and not _STATE_VERB.search(text) and not _JUDGED.search(text):
        return Judgement("FORECAST", "certain", judged.polarity, None, "said:vow")
    if judged.type == "FACT" and _JUDGED.search(text) and not re.search(r"(?:ている|でいる)$", text):
        return Judgement("ASSESSMENT", "certain", judged.polarity, None, "said:verdict")
    return judged


def _type_of(cue: cues.Cue, stem: str, text: str, has_condition: bool) -> ClaimType:
    if cue.id == "forecast.plan" and _COMPELLED.search(text) and not has_condition and not _FUTURE_TIME.search(text):
        return "ASSESSMENT"
    if cue.type == "content":
        return _content_type(stem, has_condition)
    if cue.type == "content-told":
        return _without_cue(cues.plain(re.sub(r"と$", "", stem)), has_condition)[0]
    if cue.type == "content-view":
        plain = cues.plain(stem)
        return (
            "ASSESSMENT" if _ADJECTIVE.search(plain) or _NOMINAL.search(plain) else _content_type(stem, has_condition)
        )
    if (
        cue.id == "forecast.will-probably"
        and not has_condition
        and _NOUN_STEM.search(stem)
        and not _FUTURE_TIME.search(stem)
        and not _OUTCOME.search(stem)
    ):
        return "ASSESSMENT"
    if cue.id == "unlikely" and re.search(r"(?:た|ている)$", stem):
        return "ASSESSMENT"
    if cue.type == "content-unclear":
        future = _PLAIN_VERB.search(
            re.sub(r"か(?:どうか)?(?:は|も|が)?(?:なお|今なお|いまだ|まだ)?$", "", stem)
        ) is not None and not re.search(r"(?:た|ている|である)か", stem[-8:])
        return "FORECAST" if future or has_condition else "ASSESSMENT"
    return cue.type


def _content_type(stem: str, has_condition: bool) -> ClaimType:
    """Of とみられる and the like: a forecast where the content is still to come, an assessment otherwise."""
    if re.search(r"(?:困難|不可能|確実|必至)(?:である|だ)?$", stem) and re.search(
        r"年中|年内|までの|今後|当面|早期", stem
    ):
        return "FORECAST"
    if (
        re.search(r"(?:もの|こと|ため|から|[\u3400-\u9fff])(?:で(?:も|は)?ある|でもあった|であった)$", stem)
        and not has_condition
    ):
        return "ASSESSMENT"
    inner = cues.find(cues.plain(stem))
    if inner is not None and inner.cue.type in ("FORECAST", "RECOMMENDATION") and inner.cue.id != "recommendation.wish":
        return "FORECAST"
    if re.search(r"(?<=[るたい])もの$", stem) and not has_condition:
        return "ASSESSMENT"
    if re.search(r"(?:まで(?:は)?続く|にとどまる|を要する|にすぎない|に終わる|に至る|が続く)$", stem):
        return "FORECAST"
    if has_condition or _FUTURE_TIME.search(stem):
        return "FORECAST"
    if re.search(r"(?:ていく|てゆく|となる|になる|ようになる|続ける|られる|させる)$", stem) or re.search(
        r"(?:(?<!て)(?<!で)いない|しない|ならない|わらない)$", stem
    ):
        return "FORECAST"
    if _PLAIN_VERB.search(stem) and not _STATE_VERB.search(stem):
        return "FORECAST"
    return "ASSESSMENT"


def _without_cue(text: str, has_condition: bool) -> tuple[ClaimType, str]:
    if _RECORD.search(text):
        return "FACT", "form:record"
    if (
        has_condition
        and re.search(r"(?:[うくぐすつぬぶむる]|ない)$", text)
        and not re.search(r"(?:ている|でいる|である|[がはも]ある|[はもが]ない|なしには[^、]*ない)$", text)
    ):
        return "FORECAST", "form:condition"
    if re.search(r"なしには[^、]*ない$", text):
        return "ASSESSMENT", "form:indispensable"
    if _SCHEDULED.search(text):
        return "FORECAST", "form:scheduled"
    if _ADJECTIVE.search(text) or _EVALUATIVE_VERB.search(text):
        return "ASSESSMENT", "form:evaluative"
    if re.search(
        r"(?:一貫して(?:い)?ない|そろって(?:い)?ない|揃って(?:い)?ない|足りない|及ばない|にならない|とならない|ではない|でない)$",
        text,
    ):
        return "ASSESSMENT", "form:negated-noun"
    if _EXPLAINS.search(text):
        return "ASSESSMENT", "form:explanation"
    if _NOMINAL.search(text) and not _FACT_NOMINAL.search(text):
        return "ASSESSMENT", "form:nominal"
    if re.search(r"(?:続ける|なる|いく|ゆく|向かう)$", text) and not re.search(r"(?:と|に)異なる$", text):
        return "FORECAST", "form:prospective"
    if _SOON.search(text) and _PLAIN_VERB.search(text) and not _STATE_VERB.search(text):
        return "FORECAST", "form:soon"
    return "FACT", "form:told"
