"""What an act is about: what is given, done, said or demanded, as a phrase around its trigger or as the clause quoted."""

import re
from collections.abc import Collection, Iterator, Sequence

from report_extract.analysis.arguments import Arguments
from report_extract.analysis.bunsetsu import Bunsetsu
from report_extract.records import RelationType
from report_extract.relations.evidence import Situation
from report_extract.relations.lexicon import Frame

# The cases of what an act is about, at a predicate.
_CASES: dict[str, tuple[str, ...]] = {
    "ACCUSE": ("ト", "ヲ", "ツイテ", "メグリ"),
    "AGREE": ("ヲ", "デ", "ニ", "ツイテ"),
    "ASSAULT": (),
    "LEGISLATE": (),
    "AFFILIATED_WITH": (),
    "CONSULT": ("ヲ", "ツイテ", "メグリ"),
    "COOPERATE": ("ヲ", "デ", "ツイテ"),
    "REJECT": ("ヲ", "ニ", "ト"),
    "THREATEN": ("ヲ",),
    "PROTEST": ("ニ", "ニタイシ", "ツイテ"),
    "SUPPORT": ("ヲ",),
}
_WHERE = ("GPE", "LOC", "FAC", "EVENT", "DATE")
_ACTORS = ("PERSON", "GPE", "ORG", "GROUP", "LOC", "DATE", "EVENT")
_QUOTING = ("ACCUSE", "THREATEN", "REQUEST", "PROTEST")
_STANCES = ("SUPPORT", "REJECT", "PROTEST", "ACCUSE", "AGREE")
_QUOTED = re.compile(r"(?:よう(?:に)?|と|として)、?$")
_CONDITION = re.compile(r"(?:ば|たら|なら|場合|限り)(?:は|に|、)*$")
_IS = re.compile(r"(?:もの)?(?:である|だ)$|もの$")
# What a trigger that holds its own object names: 部隊を引き, 資金を拠出; and idioms, which name nothing.
_OWN_OBJECT = re.compile(r"[^をがに]{2,}(?=を)")
_IDIOM = re.compile(
    r"(?:の|歩調|足並み|責任|圧力|代償|手|背中?|編隊|共同|関係|コンセンサス|プレッシャー|.{0,2}措置|歩み|門戸|損害|打撃|信頼|抗議|.*懸念|謝意|不満|拒否権|合意|協議|握手|昼食|砲火|安全|中間線|進路|失効|連立|間|関税|欠席|態勢|条文|死刑)"
)
# Acts of which what they give or move is often one word with them.
_MOVING = ("AID", "MOBILIZE", "RETREAT", "CONCEDE", "REJECT")
# What an event noun that is one word with it gives, sends or shares: 武器供与.
_GIVEN = re.compile(
    r"(?:武器|兵器|弾薬|砲弾|火薬|装備品?|資金|部隊|ミサイル|戦闘機|戦車|機材|資機材|物資|食[料糧]|燃料|艦艇|巡視船|情報|領土|水文情報|部品)"
)
# A noun that says when, how or how far, not what.
_NO_THEME = re.compile(
    r".*(?:[初次間際中下上前後頃]|今後|近年|当面|当初|仮|とも|実際|一連|多く|最大|最初|最後|複数|双方|相互|互い|自ら|自国|すべて|全て|事実上|以来|以降|以内|早期|"
    r"ため|形|名目|目的|理由|(?<=[\d数両])(?:回目?|度目?|年|月|日|か月|週間|時間|%)|年内|過去|年[前後]半|段階|水準|レベル|場|席|契機|背景|見返り|枠組み|観点|面|うち|つ|一致|の賛成|報復)"
)
# What is no more than the act itself: 関税を課す, 制裁の発動, 抗議を申し入れる.
_THE_ACT = re.compile(r".*(?:関税|制裁|対抗措置|代償|懸念|抗議|合意|協議|交渉|会談|協力|関係|攻撃|打撃|謝意|不満)")
# A noun that a clause describes and that nobody gives or signs: 供与する方針.
_FORMAL = re.compile(
    r".*(?:気配|考え|はず|意向|方針|予定|計画|事態|可能性|ところ|体制|仕組み|こと|もの|の|場合|とき|際|動き|姿勢|用意|構え|見込み|見通し|公算|余地|恐れ|おそれ|能力|ほか|うえ|関係|機会|覚書|契約|取り?決め|条約|協定)"
)
_CLOSING = "」』）)"
_POINTING = re.compile(r"(?:これ|それ|こ|そ|あれ|同|その|この)(?:ら)?")


def theme_of(
    situation: Situation, frame: Frame, kind: RelationType, mentions: Collection[int]
) -> tuple[int, int] | None:
    """The characters of what an act is about; ``mentions`` are its arguments, which are no part of it."""
    arguments, b = situation.scene.arguments, situation.bunsetsu
    reader = _Reader(arguments, mentions)
    if not _CASES.get(kind, ("ヲ",)) and not frame.theme:
        return None
    own = reader.own_object(situation.trigger.start, situation.trigger.end, kind)
    if own is not None:
        return own
    if situation.letter == "N":
        return reader.before_noun(b, situation.trigger.start, kind)
    quoted = reader.quoted(b) if kind in _QUOTING else None
    cases = frame.theme or _CASES.get(kind, ("ヲ",))
    if frame.id == "agree.sign":
        cases = ("ヲ", "ニ")
    return quoted or reader.in_case(b, cases, situation.trigger.start) or reader.described(b, kind)


class _Reader:
    """Reads themes in one sentence, around the arguments of one act."""

    def __init__(self, arguments: Arguments, mentions: Collection[int]) -> None:
        self.arguments = arguments
        self.sentence = arguments.sentence
        self.taken = [name for g in arguments.names for name in g.members if name.mention in mentions]

    def own_object(self, start: int, end: int, kind: RelationType) -> tuple[int, int] | None:
        """The noun that the trigger begins with: 部隊を引く, 武器供与."""
        words = self.sentence.text[start:end]
        found = _OWN_OBJECT.match(words)
        if found is None or _IDIOM.match(words):
            found = _GIVEN.match(words) if kind in _MOVING else None
        home = self.sentence.at_offset(start)
        if found is None or found.end() == len(words) or home is None:
            return None
        return (self._start(home) if "を" in words else start), start + found.end()

    def before_noun(self, b: Bunsetsu, trigger: int, kind: RelationType) -> tuple[int, int] | None:
        """What belongs to an event noun by の or に関する: 武器の供与, 停戦に関する合意."""
        first = self.sentence.content(b)[0]
        names = [g.end for g in self.arguments.names if g.bunsetsu == b.number and g.end <= trigger]
        glued = max([first, *names])
        if kind in _MOVING and _GIVEN.fullmatch(self.sentence.text, glued, trigger):
            return glued, trigger
        cases = ("メグル",) if kind == "CONSULT" else ("ノ", "メグル", *(("ヘノ",) if kind in _STANCES else ()))
        for number in range(b.number - 1, max(-1, b.number - 4), -1):
            left = self.sentence.bunsetsu[number]
            if not left.is_adnominal or left.has_comma:
                return None
            if left.case in cases and self._can_be(left):
                return self._phrase(left)
        return None

    def in_case(self, b: Bunsetsu, cases: Sequence[str], trigger: int) -> tuple[int, int] | None:
        """The phrase in the case of what is done, in が where the predicate is passive."""
        if self.arguments.is_passive(b):
            cases = ("ガ", "モ", "ヲ")
        for case in cases:
            for child in self._children(b):
                placed = case in ("デ", "ニ") and any(
                    g.members[-1].type in _WHERE for g in self.arguments.in_phrase(child)
                )
                inside = self.sentence.span(child)[1] > trigger
                if child.case == case and not placed and not inside and self._can_be(child):
                    return self._phrase(child)
        return None

    def described(self, b: Bunsetsu, kind: RelationType) -> tuple[int, int] | None:
        """The noun that a clause describes: 北朝鮮が供与した砲弾."""
        if kind not in ("AID", "AGREE", "MOBILIZE") or not self.arguments.is_relative(b):
            return None
        if b.number + 1 >= len(self.sentence.bunsetsu):
            return None
        head = first = self.sentence.bunsetsu[b.number + 1]
        if head.case == "メグル":
            head = self.sentence.bunsetsu[min(head.number + 1, len(self.sentence.bunsetsu) - 1)]
        if self._names(head) or not self._can_be(head) or _FORMAL.fullmatch(self._surface(first)):
            return None
        return self.sentence.content(first)[0], self.sentence.content(head)[1]

    def quoted(self, b: Bunsetsu) -> tuple[int, int] | None:
        """The clause in よう or と before a verb of asking or blaming, without who is asked or who is blamed."""
        for number in range(b.number - 1, max(-1, b.number - 5), -1):
            clause = self.sentence.bunsetsu[number]
            start, end = self.sentence.span(clause)
            mark = _QUOTED.search(self.sentence.text[start:end])
            if mark is not None and self.arguments.is_predicate(clause):
                first = self.sentence.content(self._first_of_clause(clause))[0]
                stop = start + mark.start()
                nominal = _IS.search(self.sentence.text[start:stop])
                return first, (start + nominal.start() if nominal else stop)
            if clause.parent != b.number:
                return None
        return None

    def _children(self, b: Bunsetsu) -> Iterator[Bunsetsu]:
        """What depends on a predicate, and what stands directly before it whatever the tree says, nearest first."""
        for number in sorted({*b.children, *([b.number - 1] if b.number else [])}, reverse=True):
            yield self.sentence.bunsetsu[number]

    def _names(self, b: Bunsetsu) -> list[int]:
        """Where the arguments end that a bunsetsu ends in; those glued to a noun are part of what it names (日本産水産物)."""
        start, end = self.sentence.content(b)
        end = start + len(self.sentence.text[start:end].rstrip(_CLOSING))
        return [name.end for name in self.taken if start <= name.start < end <= name.end]

    def _can_be(self, b: Bunsetsu) -> bool:
        """Whether a phrase can be what an act is about: no argument, no actor, no adverb."""
        words, last = self.sentence.text[self._start_in(b) : self.sentence.content(b)[1]], self.sentence.doc[b.last]
        if not words or self._names(b) or any(no.fullmatch(words) for no in (_NO_THEME, _THE_ACT, _POINTING)):
            return False
        if b.case in ("ノ", "ニ") and ("形状詞" in last.tag_ or "副詞" in last.tag_):
            return False
        heads = [g for g in self.arguments.names if g.bunsetsu == b.number and g.is_head]
        return not any(g.members[-1].type in _ACTORS or g.members[-1].is_anaphor for g in heads)

    def _phrase(self, head: Bunsetsu) -> tuple[int, int]:
        return self._start(head), self.sentence.content(head)[1]

    def _start_in(self, b: Bunsetsu) -> int:
        """Where a theme in a bunsetsu begins: behind the adverbs in it."""
        doc, first = self.sentence.doc, b.first
        while first < b.last and ("副詞" in doc[first].tag_ or doc[first].text == "ほか"):
            first += 1
        return self.sentence.begins[first]

    def _start(self, head: Bunsetsu) -> int:
        """Where a phrase begins: with what belongs to its noun or is coordinated with it, directly before it."""
        at = head
        while at.number and not self._names(at):
            left = self.sentence.bunsetsu[at.number - 1]
            if left.has_comma or self._names(left) or not self._goes_on(left, at):
                break
            at = left
        before = self.sentence.bunsetsu[at.number - 1] if at.number else None
        if before is not None and self.arguments.is_relative(before) and self._surface(at) == "こと":
            at = self._first_of_clause(before)
        return self._start_in(at)

    def _goes_on(self, left: Bunsetsu, b: Bunsetsu) -> bool:
        """Whether a bunsetsu belongs to the noun behind it: adnominal, coordinated, な, or what a name in 「」 is of."""
        if left.is_adnominal and not self.arguments.is_relative(left):
            return True
        text = self.sentence.text[slice(*self.sentence.span(left))]
        of_name = left.case == "" and not self.sentence.tail(left) and self._surface(b).startswith(("「", "『"))
        return left.particle in ("や", "及び", "および", "と", "・") or text.endswith("な") or of_name

    def _surface(self, b: Bunsetsu) -> str:
        return self.sentence.text[slice(*self.sentence.content(b))]

    def _first_of_clause(self, clause: Bunsetsu) -> Bunsetsu:
        """The first bunsetsu of a clause that is told of: not who tells it, not to whom, not on what condition."""
        first = clause
        while first.number:
            left = self.sentence.bunsetsu[first.number - 1]
            tail = self.sentence.text[slice(*self.sentence.span(left))]
            outside = left.case in ("ハ", "ニタイシ") or self._names(left) or _CONDITION.search(tail)
            if (
                outside
                or left.has_comma
                or (left.parent or 0) > clause.number
                or _POINTING.fullmatch(self._surface(left))
            ):
                break
            first = left
        return first
