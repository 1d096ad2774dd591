"""Bunsetsu of a sentence, the particle each ends in, and what each depends on.

GiNZA gives tokens and heads; this layer groups them as Japanese grammar does: content words with the function words
behind them, one particle that says the case, one bunsetsu that it depends on.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from report_extract.analysis.surface import edges, text_of

_FUNCTION_POS = frozenset(("ADP", "AUX", "SCONJ", "PART"))
_OPEN, _CLOSE = "「『(【〈《", "」』)】〉》"
_ADVERBIAL = re.compile(r"(?:など|だけ|のみ|さえ|すら|こそ|ら|等|自体|自身|自ら)")

# Surface of the function words → the case it stands for; a form in 連体 goes to a noun, the others to a predicate.
_CASES = {
    "が": "ガ", "を": "ヲ", "に": "ニ", "へ": "ヘ", "と": "ト", "から": "カラ", "より": "カラ", "で": "デ", "にて": "デ", "まで": "マデ",
    "は": "ハ", "も": "モ", "には": "ニ", "にも": "ニ", "へは": "ヘ", "へも": "ヘ", "では": "デ", "でも": "デ", "とは": "ト", "とも": "ト", "からは": "カラ", "からも": "カラ", "をも": "ヲ",
    "に対し": "ニタイシ", "に対して": "ニタイシ", "に対しては": "ニタイシ", "に対しても": "ニタイシ", "に向け": "ニタイシ", "に向けて": "ニタイシ", "宛てに": "ニタイシ", "へ向け": "ニタイシ", "へ向けて": "ニタイシ",
    "によって": "ニヨッテ", "により": "ニヨッテ", "によっては": "ニヨッテ", "とともに": "トトモニ", "と共に": "トトモニ", "と並び": "トトモニ", "と並んで": "トトモニ", "に続き": "トトモニ", "に続いて": "トトモニ",
    "との間で": "ト", "との間に": "ト", "と共同で": "トトモニ", "と合同で": "トトモニ",
    "をめぐり": "メグリ", "をめぐって": "メグリ", "を巡り": "メグリ", "を巡って": "メグリ", "について": "ツイテ", "に関し": "ツイテ", "に関して": "ツイテ", "としては": "トシテ", "として": "トシテ", "とし": "トシテ", "において": "デ", "においては": "デ", "においても": "デ",
    "を通じ": "ツウジ", "を通じて": "ツウジ", "を通して": "ツウジ", "にとって": "トッテ", "にとっては": "トッテ", "に代わって": "カワリ", "に代わり": "カワリ",
}  # fmt: skip
_ADNOMINAL = {
    "の": "ノ", "による": "ニヨル", "によるの": "ニヨル", "への": "ヘノ", "に対する": "ヘノ", "に対しての": "ヘノ", "向けの": "ヘノ", "に向けた": "ヘノ", "との": "トノ", "との間の": "トノ", "とのの": "トノ",
    "からの": "カラノ", "での": "デノ", "における": "デノ", "をめぐる": "メグル", "を巡る": "メグル", "に関する": "メグル", "についての": "メグル", "としての": "トシテノ", "までの": "マデノ",
    "にとっての": "トッテノ", "を通じた": "ツウジタ", "に基づく": "モトヅク", "に代わる": "カワル", "をはじめとする": "ハジメ", "を含む": "ハジメ", "といった": "ハジメ", "などの": "ノ", "という": "トイウ", "である": "デアル",
}  # fmt: skip


@dataclass(slots=True)
class Bunsetsu:
    """Content tokens ``first..last`` and function tokens up to ``end`` (exclusive), all as indices of the Doc."""

    number: int
    first: int
    last: int
    end: int
    particle: str = ""
    case: str = ""
    is_adnominal: bool = False
    has_comma: bool = False
    parent: int | None = None
    children: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Sentence:
    """The bunsetsu of one sentence of a Doc.

    ``text`` is the whole Doc's, ``begins`` and ``ends`` are the offsets of all its tokens: spaCy makes them anew at each call.
    """

    doc: Doc
    text: str
    start: int
    end: int
    begins: Sequence[int]
    ends: Sequence[int]
    bunsetsu: list[Bunsetsu]

    def at_token(self, index: int) -> Bunsetsu:
        """The bunsetsu that holds a token."""
        return self.bunsetsu[bisect_right(self.bunsetsu, index, key=lambda b: b.first) - 1]

    def at_offset(self, offset: int) -> Bunsetsu | None:
        """The bunsetsu that holds a character of the Doc's text."""
        at = bisect_right(self.bunsetsu, offset, key=lambda b: self.begins[b.first]) - 1
        return self.bunsetsu[at] if at >= 0 and offset < self.span(self.bunsetsu[at])[1] else None

    def span(self, b: Bunsetsu) -> tuple[int, int]:
        """Characters of a bunsetsu, function words included."""
        return self.begins[b.first], self.ends[b.end - 1]

    def content(self, b: Bunsetsu) -> tuple[int, int]:
        """Characters of the content words of a bunsetsu."""
        return self.begins[b.first], self.ends[b.last]

    def tail(self, b: Bunsetsu) -> str:
        """The function words of a bunsetsu as they stand."""
        return self.text[self.ends[b.last] : self.ends[b.end - 1]]


def read_sentences(doc: Doc, names: Sequence[tuple[int, int]]) -> list[Sentence]:
    """The sentences of a Doc; ``names`` are character spans that are never cut (mentions)."""
    begins, ends = edges(doc)
    inside = _inside(begins, names)
    text = text_of(doc)
    sentences = []
    for sent in doc.sents:
        groups = _group(doc, text, sent.start, sent.end, inside)
        sentence = Sentence(doc, text, sent.start, sent.end, begins, ends, groups)
        _attach(sentence)
        sentences.append(sentence)
    return sentences


def _inside(begins: Sequence[int], names: Sequence[tuple[int, int]]) -> frozenset[int]:
    """Tokens that continue a name begun by the token before."""
    inside = set()
    spans = iter(sorted(names))
    span = next(spans, None)
    for number, begin in enumerate(begins):
        while span is not None and span[1] <= begin:
            span = next(spans, None)
        if span is not None and span[0] < begin < span[1]:
            inside.add(number)
    return frozenset(inside)


def _is_function(token: Token) -> bool:
    if token.text in "、。，" or token.text in ("!", "?"):
        return True
    if token.pos_ in _FUNCTION_POS:
        return True
    if token.dep_ in ("fixed", "aux", "case", "mark", "cop") and not token.text[0].isdigit():
        return True
    return (
        token.lemma_ in ("する", "できる", "いる", "ある", "なる", "おる", "くる", "いく", "ゆく", "しまう", "みる")
        and token.tag_.startswith("動詞-非自立")
        and token.i > 0
        and token.nbor(-1).pos_ in ("VERB", "AUX", "SCONJ", "NOUN")
    )


_PARTICLE_VERBS = {
    "へ": ("向ける",),
    "に": ("向ける", "対する", "よる", "続く", "関する", "つく", "於く", "おく", "代わる", "伴う", "際する", "加える", "基づく", "当たる", "かける", "とる", "至る", "先立つ"),
    "を": ("巡る", "めぐる", "通じる", "通ずる", "通す", "はじめ", "始める", "含む", "除く", "もって"),
    "と": ("並ぶ", "共に", "ともに", "いう", "する"),
}  # fmt: skip
_PARTICLE_FORM = re.compile(
    r"へ向けて?|に(?:向け|対し|よっ|より|続い|続き|関し|つい|おい|代わっ|代わり|伴っ|伴い|際し|加え|基づき|当たり|当たっ|かけ|とっ|先立ち)て?|を(?:巡っ|めぐっ|巡り|めぐり|通じ|通し|もっ|除い)て?|を(?:はじめ|始め)|と(?:並ん|並び|とも|共)[でに]?|"
    r"に(?:よる|対する|向けた|関する|おける|基づく|代わる)|を(?:めぐる|巡る|通じた|含む)|をはじめとする"
)


def _ends_in_particle_verb(doc: Doc, text: str, at: int) -> bool:
    """The token at ``at`` is the verb of a compound particle: 向け in に向けて."""
    before = doc[at - 1].text[-1:]
    if (
        before not in _PARTICLE_VERBS
        or doc[at].lemma_ not in _PARTICLE_VERBS[before]
        or doc[at].pos_ not in ("VERB", "AUX", "ADV", "NOUN")
    ):
        return False
    return bool(_PARTICLE_FORM.match(text, doc[at - 1].idx + len(doc[at - 1]) - 1))


def _says_of_next(token: Token) -> bool:
    """A verb or adjective in 連体形 before a noun: 定める in 定める法案, which is a bunsetsu of its own."""
    return token.tag_.startswith(("動詞", "形容詞")) and any(
        form.startswith(("連体形", "終止形")) for form in token.morph.get("Inflection", [""])[0].split(";")
    )


def _group(doc: Doc, text: str, start: int, end: int, inside: frozenset[int]) -> list[Bunsetsu]:
    groups: list[Bunsetsu] = []
    at = start
    while at < end:
        first = at
        while at < end and (at in inside or at == first or not _is_function(doc[at])):
            if at > first and at not in inside and (doc[at].text in _OPEN[:2] or _says_of_next(doc[at - 1])):
                break
            at += 1
        last = at - 1
        while (
            at < end
            and at not in inside
            and (_is_function(doc[at]) or (at > last + 1 and _ends_in_particle_verb(doc, text, at)))
        ):
            at += 1
            if doc[at - 1].text in "、，" and at < end:
                break
        groups.append(_described(doc, text, Bunsetsu(len(groups), first, last, at)))
    return groups


def _described(doc: Doc, text: str, b: Bunsetsu) -> Bunsetsu:
    last = doc[b.last]
    tail = text[last.idx + len(last) : doc[b.end - 1].idx + len(doc[b.end - 1])]
    b.has_comma = tail.endswith(("、", "，"))
    tail = tail.strip("、，。 ")
    plain = _ADVERBIAL.sub("", tail)
    b.particle = tail
    forms = (tail, plain, plain.rstrip("はも"))
    b.case = next((case for form in forms if (case := _CASES.get(form) or _ADNOMINAL.get(form))), "")
    b.is_adnominal = plain in _ADNOMINAL or tail in _ADNOMINAL
    return b


def _attach(sentence: Sentence) -> None:
    """Each bunsetsu's parent: the bunsetsu of its head's head, always to the right; an adnominal goes to a noun near."""
    for b in sentence.bunsetsu[:-1]:
        parent = _parent_by_tree(sentence, b)
        if parent is None or parent <= b.number:
            parent = b.number + 1
        b.parent = parent
    for b in sentence.bunsetsu:
        if b.parent is not None:
            sentence.bunsetsu[b.parent].children.append(b.number)


def _parent_by_tree(sentence: Sentence, b: Bunsetsu) -> int | None:
    for index in range(b.last, b.first - 1, -1):
        head = sentence.doc[index].head.i
        if head >= b.end and head < sentence.end:
            return sentence.at_token(head).number
    return None
