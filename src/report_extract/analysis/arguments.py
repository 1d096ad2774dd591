"""Who does what to whom: names, their case, and the predicate or event noun they belong to.

``Arguments`` answers, for a predicate or an event noun, which names stand in which case: by particle, as the head
of a relative clause, by a の before the noun, glued to it, or carried on from the clause or sentence before.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property, wraps
from typing import Any, TypeVar

from report_extract.analysis.bunsetsu import Bunsetsu, Sentence
from report_extract.analysis.names import ACTOR_TYPES, Name, Names, gather

__all__ = ["ACTOR_TYPES", "CONTRAST", "Arguments", "Name", "Names", "gather"]

_VERBAL_TAIL = re.compile(r"^(?:[」』)])?(?:を)?(?:し|す|さ|せ|でき|いたし|なさ)")
_PASSIVE = re.compile(r"^(?:さ)?(?:れ|られ)(?!ば)")
_PASSIVE_IN_TAIL = re.compile(r"(?:^|[さかがたなばまらわ])(?:れ|られ)(?:る|た|て|、|$|な|ず|つ|よ|う|ま)")
_CONTENT_NOUN = re.compile(
    r"(?:こと|方針|計画|意向|考え|必要|可能性|見込み|見通し|予定|用意|姿勢|目的|構え|動き|立場|能力|余地|権利|意思|意図|狙い|ため|の|もの|ところ|とき|際|場合|中|ほか|上|一方|結果|たび|うえ|以上|限り|まで|だけ|よう|点|事態|形|恐れ|おそれ|懸念|背景|理由|兆し|気配|傾向)"
)
# 臨んだ後に, 訪れた際: the clause before such a noun is a link of the chain, and describes nothing.
_LINK_NOUN = re.compile(
    r"(?:後|のち|前|直前|直後|以降|以後|以来|際|折|途端|矢先|機会|場合|上|うえ|中|なか|最中|途中|間|ため|目的|結果|ほか|他|一方|反面|代わり|たび|度|とき|時|ところ)(?!国|側)"
)
_ON_THE_WAY = re.compile(r"(?:際|折|上|うえ|途中|途上|機会)(?:に|で|は|、)*$")
_TELLING = re.compile(
    r"(?:伝え|報じ|報道|発表|公表|明らかに|指摘|分析|認定|推定|述べ|言明|主張|説明|確認|評価|みて|見て|みる|見る|批判|警告|強調|示唆)"
)
_ACCUSING = re.compile(r"(?:.{0,3}非難|.{0,3}批判|制裁|提訴|起訴|告発|訴追|糾弾|名指し|逮捕|拘束|処分)")
_CLOSE_CASES = ("ヲ", "ニ", "ヘ", "ト", "カラ", "ニタイシ", "ニヨッテ", "トトモニ")
_CLAUSE_CASES = ("ガ", "ハ", "モ", "デ", "カラ", "ニタイシ", "ニヨッテ", "トトモニ")
_DEONTIC = re.compile(
    r"(?:べき|(?:こと|姿勢|努力|対応|取り組み|判断|備え|工夫)(?:が|も)(?:強く|今後|より一層|一層)?(?:求められ|望まれ|望まし|必要|不可欠|肝要|重要|急務)|必要がある|必要であろう|必要だ|"
    r"求められ(?:る|よう|て)|望まれる|望ましい|急務|不可欠|なければならない|ねばならない|肝要|欠かせない|検討に値する|一案)"
)
_COPULA = re.compile(r"(?:で(?:ある|あり|あっ|なく|は)|だ|です|な[のら])")
_COORDINATING = ("と", "や", "及び", "および", "並びに", "・", "とともに")
CONTRAST = re.compile(r"(?:が|ものの|一方|一方で|けれど|けれども|のに|にもかかわらず|とはいえ)、?$")


T = TypeVar("T")


def _kept(method: "Callable[[Arguments, Bunsetsu], T]") -> "Callable[[Arguments, Bunsetsu], T]":
    """What a method says of a bunsetsu, found out once: every frame of every trigger asks again."""
    name = method.__name__

    @wraps(method)
    def asked(self: "Arguments", b: Bunsetsu) -> T:
        known: dict[int, T] = self._answers.setdefault(name, {})
        if b.number not in known:
            known[b.number] = method(self, b)
        return known[b.number]

    return asked


class Arguments:
    """The names of one sentence by predicate; ``before`` answers for the sentence before it, or None.

    ``home`` is the country that a report is written for, as it was named last: it should do what nobody else is told to.
    """

    def __init__(
        self, sentence: Sentence, names: Sequence[Names], before: "Arguments | None", home: Names | None = None
    ) -> None:
        self.sentence = sentence
        self.names = list(names)
        self._before = before
        self._home = home
        self._predicates: dict[int, bool] = {}
        self._answers: dict[str, dict[int, Any]] = {}
        self._subjects: dict[tuple[int, int], Names | None] = {}
        self._by_bunsetsu: dict[int, list[Names]] = {}
        for group in self.names:
            self._by_bunsetsu.setdefault(group.bunsetsu, []).append(group)

    # --- predicates -------------------------------------------------------------------------------------------

    def is_predicate(self, b: Bunsetsu) -> bool:
        """A verb, an adjective, a サ変 noun with する or before a comma with an object of its own, a noun with である."""
        known = self._predicates.get(b.number)
        if known is None:
            known = self._predicates[b.number] = self._is_predicate(b)
        return known

    def _is_predicate(self, b: Bunsetsu) -> bool:
        if b.case == "" and not _COPULA.match(self.sentence.tail(b)) and self._is_name(b):
            return False
        last = self.sentence.doc[b.last]
        if (
            last.pos_ in ("VERB", "ADJ") and not b.is_adnominal and b.case not in ("ヲ", "ガ", "ニ", "ヘ")
        ) or last.tag_.startswith(("動詞", "形容詞")):
            return True
        tail = self.sentence.tail(b)
        if "サ変" in last.tag_ and _VERBAL_TAIL.match(tail):
            return True
        if (
            "サ変" in last.tag_
            and (b.has_comma or tail.startswith("。") or b.number == len(self.sentence.bunsetsu) - 1)
            and b.case == ""
        ):
            previous = self.sentence.bunsetsu[b.number - 1] if b.number else None
            return (
                previous is not None
                and previous.case in ("ヲ", "ニ", "ヘ", "ト", "ガ", "カラ", "ニタイシ")
                and not previous.has_comma
            )
        return bool(_COPULA.match(tail))

    def _is_name(self, b: Bunsetsu) -> bool:
        start, end = self.sentence.content(b)
        return any(m.start <= start and end <= m.end for g in self.names for m in g.members)

    @_kept
    def is_relative(self, b: Bunsetsu) -> bool:
        """The predicate stands before a noun that it says something of."""
        if b.parent is None or b.has_comma or not self.is_predicate(b):
            return False
        tail = self.sentence.tail(b).rstrip("」』)")
        if b.parent != b.number + 1 and not self._nominal(self.sentence.bunsetsu[b.number + 1]):
            return False
        return bool(
            re.search(r"(?:た|だ|る|う|く|す|つ|ぬ|む|ぶ|ない|い|な|ん)$", tail or self._surface(b))
        ) and self._nominal(self.sentence.bunsetsu[b.number + 1])

    @_kept
    def is_passive(self, b: Bunsetsu) -> bool:
        """The predicate is in れる or られる."""
        tail = self.sentence.tail(b)
        return bool(_PASSIVE.match(tail) or _PASSIVE_IN_TAIL.search(tail))

    def _surface(self, b: Bunsetsu) -> str:
        start, end = self.sentence.content(b)
        return self.sentence.text[start:end]

    def _nominal(self, b: Bunsetsu) -> bool:
        return self.sentence.doc[b.last].pos_ in ("NOUN", "PROPN", "PRON", "NUM") or b.case != ""

    @_kept
    def next_predicate(self, b: Bunsetsu) -> Bunsetsu | None:
        """The predicate that a clause in 連用 leads to."""
        parent = b.parent
        while parent is not None:
            candidate = self.sentence.bunsetsu[parent]
            if self.is_predicate(candidate):
                return candidate
            parent = candidate.parent
        return None

    # --- arguments --------------------------------------------------------------------------------------------

    @_kept
    def cases(self, b: Bunsetsu) -> Mapping[str, list[Names]]:
        """The names that depend on a predicate, by case, nearest last; those inside a longer phrase after its head."""
        found: dict[str, list[Names]] = {}
        for child in self._dependents(b):
            if child.case and not child.is_adnominal:
                for group in self.in_phrase(child):
                    found.setdefault(child.case, []).append(group)
        owner = self._subject_in_no(b) if "ガ" not in found else None
        if owner is not None:
            found["ガ"] = [owner]
        return found

    def _subject_in_no(self, b: Bunsetsu) -> Names | None:
        """イスラエルの求める武装解除: before a clause that describes a noun, の stands for が."""
        before = self.sentence.bunsetsu[b.number - 1] if b.number else None
        if before is None or before.case != "ノ" or before.has_comma or not self.is_relative(b):
            return None
        if not self.sentence.doc[b.first].tag_.startswith("動詞"):
            return None
        own = [g for g in self._by_bunsetsu.get(before.number, []) if g.members[-1].type in ACTOR_TYPES]
        return own[-1] if own else None

    def _dependents(self, b: Bunsetsu) -> list[Bunsetsu]:
        """Children by the tree, and what stands directly before the predicate whatever the tree says."""
        numbers = {n for n in (*b.children, *self._raised.get(b.number, ())) if not self._belongs_to_next(n, b)}
        at = b.number - 1
        while at >= 0:
            near = self.sentence.bunsetsu[at]
            if self.is_predicate(near) and not near.is_adnominal and near.case == "":
                break
            if near.has_comma and near.parent != b.number:
                break
            if near.case in _CLOSE_CASES and not near.is_adnominal:
                numbers.add(at)
            at -= 1
        return [self.sentence.bunsetsu[n] for n in sorted(numbers)]

    @cached_property
    def _raised(self) -> dict[int, list[int]]:
        """Phrases in a case that only predicates have but that the tree gives to a noun, by the predicate above it."""
        found: dict[int, list[int]] = {}
        for child in self.sentence.bunsetsu:
            parent = self.sentence.bunsetsu[child.parent] if child.parent is not None else None
            if child.case in _CLAUSE_CASES and parent is not None and not self.is_predicate(parent):
                above = self.next_predicate(parent)
                if above is not None:
                    found.setdefault(above.number, []).append(child.number)
        return found

    @_kept
    def carrier(self, b: Bunsetsu) -> Bunsetsu:
        """The bunsetsu whose particle tells how an event noun stands: behind its name (演習「…」を), behind one it is coordinated with."""
        while b.number + 1 < len(self.sentence.bunsetsu):
            following = self.sentence.bunsetsu[b.number + 1]
            named = b.case == "" and self._surface(following).startswith(("「", "『")) and b.last + 1 == b.end
            joined = b.particle in _COORDINATING and not b.has_comma and not self.is_predicate(following)
            if not (named or joined):
                break
            b = following
        return b

    def _belongs_to_next(self, number: int, b: Bunsetsu) -> bool:
        """A phrase in を, に, へ, から or と directly before a predicate is that one's, whatever the tree says."""
        child = self.sentence.bunsetsu[number]
        if child.case not in ("ヲ", "ニ", "ヘ", "カラ", "ト") or child.has_comma or number + 1 >= b.number:
            return False
        return self.is_predicate(self.sentence.bunsetsu[number + 1])

    def in_phrase(self, b: Bunsetsu, depth: int = 0) -> list[Names]:
        """Names at the head of a phrase; else those that its head noun is said to belong to."""
        own = self._by_bunsetsu.get(b.number, [])
        heads = [group for group in own if group.is_head]
        if heads:
            return heads[-1:]
        if own:
            return own[-1:]
        if depth < 3 and b.number:
            child = self.owner_phrase(b)
            if child is not None:
                return self.in_phrase(child, depth + 1)
            near = self.sentence.bunsetsu[b.number - 1]
            if near.case in ("トノ", "ヘノ", "カラノ") and depth == 0:
                return self.in_phrase(near, depth + 1)
        return []

    def owner_phrase(self, b: Bunsetsu) -> Bunsetsu | None:
        """The phrase in の or による that a noun belongs to, also across what else is said of it (日本の主体的な取り組み)."""
        child = self.sentence.bunsetsu[b.number - 1]
        if child.case in ("ヘノ", "トノ", "メグル") and not child.has_comma and child.number:
            child = self.sentence.bunsetsu[child.number - 1]
        while child.parent == b.number and child.case == "" and not child.has_comma and child.number:
            child = self.sentence.bunsetsu[child.number - 1]
        return child if child.case in ("ノ", "デノ", "ニヨル") and not child.has_comma else None

    def modifiers(self, b: Bunsetsu, start: int) -> dict[str, list[Names]]:
        """The names that say who and to whom of an event noun that starts at ``start`` in bunsetsu ``b``."""
        found: dict[str, list[Names]] = {}
        for group in self._by_bunsetsu.get(b.number, []):
            if group.end <= start:
                found.setdefault(self._glued(group, start), []).append(group)
        for child in self._adnominals(b):
            for group in self.in_phrase(child):
                found.setdefault(child.case, []).append(group)
        return found

    def _adnominals(self, b: Bunsetsu) -> Iterator[Bunsetsu]:
        """Adnominal phrases before a noun, also those that stand before another adnominal of it."""
        at = b.number - 1
        while at >= 0:
            child = self.sentence.bunsetsu[at]
            if child.case == "カラ" and self.sentence.bunsetsu[at + 1].case == "ヘノ":
                yield child
                break
            if not child.is_adnominal or (child.has_comma and child.case not in ("ニヨル",)):
                if self.is_predicate(child) and child.parent == b.number and not child.has_comma:
                    at -= 1
                    while (
                        at >= 0
                        and self.sentence.bunsetsu[at].parent is not None
                        and (self.sentence.bunsetsu[at].parent or 0) < b.number
                    ):
                        at -= 1
                    continue
                break
            if child.case == "ノ" and at + 1 < b.number and self._has_head_word(self.sentence.bunsetsu[at + 1]):
                break
            yield child
            at -= 1

    def _has_head_word(self, b: Bunsetsu) -> bool:
        """A common noun stands before the name (首都ドーハ): a の before it belongs to that noun."""
        groups = self._by_bunsetsu.get(b.number, [])
        return bool(groups) and groups[0].start > self.sentence.content(b)[0] and not groups[0].members[0].is_anaphor

    def _glued(self, group: Names, start: int) -> str:
        text = self.sentence.text
        before = text[group.start - 1 : group.start]
        if before in ("対", "訪", "駐"):
            return "ヘノ"
        return "COMP" if len(text[group.end : start]) <= 8 else "FAR"

    @_kept
    def relative_head(self, b: Bunsetsu) -> Names | None:
        """The name that a relative clause says something of."""
        if not self.is_relative(b):
            return None
        at = b.number + 1
        while at < len(self.sentence.bunsetsu):
            head = self.sentence.bunsetsu[at]
            if _CONTENT_NOUN.fullmatch(self._surface(head)):
                return None
            groups = self._standing_in(head)
            if groups:
                return groups[-1] if groups[-1].is_head or not head.is_adnominal else groups[0]
            if head.case not in ("ノ",):
                return None
            at += 1
        return None

    def _standing_in(self, b: Bunsetsu) -> list[Names]:
        """The names that a bunsetsu ends or, of coordinated ones, begins."""
        own = self._by_bunsetsu.get(b.number, [])
        start, end = self.sentence.span(b)
        return own or [g for g in self.names if start <= g.start < end]

    def subject(self, b: Bunsetsu, *, depth: int = 0) -> Names | None:
        """Who does what a predicate says: its が, its は, the head it describes, the clause or the sentence around it."""
        key = (b.number, depth)
        if key not in self._subjects:
            self._subjects[key] = self._subject(b, depth)
        return self._subjects[key]

    def _subject(self, b: Bunsetsu, depth: int) -> Names | None:
        cases = self.cases(b)
        accused = self._accused(b) if not cases.get("ガ") else None
        if accused is not None:
            return accused
        above = self.next_predicate(b)
        for case in ("ガ",) if above is not None and self._is_told(b, above) else ("ガ", "ハ", "モ"):
            actor = self.actor(cases.get(case, []))
            if actor is not None:
                return actor
        together = [g for g in cases.get("デ", []) if len(g.members) > 1 and g.members[-1].type in ACTOR_TYPES]
        if together:
            return together[-1]
        head = self.relative_head(b)
        if head is not None and head.members[-1].type in ACTOR_TYPES:
            return head
        if depth < 6:
            shared = self._shared_subject(b, depth)
            if shared is not None:
                return shared
        carried = self._before.last_subject() if self._before else None
        return self.topic_before(b) or self.should_act or carried

    def actor(self, groups: Sequence[Names]) -> Names | None:
        """The last of ``groups`` that can act; of a thing its owner (ロシアの無人機)."""
        for group in reversed(groups):
            if group.members[-1].type in ACTOR_TYPES:
                return group
            home = self.sentence.bunsetsu[group.bunsetsu]
            glued = [
                g
                for g in self._by_bunsetsu.get(home.number, [])
                if g.end <= group.start and g.members[-1].type in ACTOR_TYPES
            ]
            if glued:
                return glued[-1]
            before = self.sentence.bunsetsu[home.number - 1] if home.number else None
            if before is not None and before.case == "ノ":
                owners = [g for g in self.in_phrase(before) if g.members[-1].type in ACTOR_TYPES]
                if owners:
                    return owners[-1]
        return None

    def _accused(self, b: Bunsetsu) -> Names | None:
        """攻撃を行ったとして中国を非難: who did it is whom the verb behind accuses."""
        if not re.search(r"(?:た|いる|ある|ない)として、?$", self.sentence.tail(b)):
            return None
        above = self.next_predicate(b)
        if above is None or not _ACCUSING.match(self._surface(above)):
            return None
        blamed = self.cases(above).get("ヲ", [])
        return self.actor(blamed)

    def _shared_subject(self, b: Bunsetsu, depth: int) -> Names | None:
        """The subject of the clause before in the chain, else of the clause that the chain leads to."""
        for child in self._chained(b):
            cases = self.cases(child)
            for case in ("ガ", "ハ", "モ"):
                actor = self.actor(cases.get(case, []))
                if actor is not None:
                    return actor
        following = self.next_predicate(b) if self.is_link(b) or not self.is_relative(b) else None
        shared = self.subject(following, depth=depth + 1) if following is not None else None
        if following is None or shared is None:
            return None
        if self._is_told(b, following):
            return None
        # A subject that both clauses share stands before the first of them, or is what the second one describes.
        is_before = shared.bunsetsu < b.number or shared not in self.names
        is_on_the_way = self._is_link_of(_ON_THE_WAY, b) or bool(_ON_THE_WAY.search(self.sentence.tail(b)))
        is_shared = is_before or is_on_the_way or shared is self.relative_head(following)
        return shared if is_shared else None

    def _is_told(self, b: Bunsetsu, above: Bunsetsu) -> bool:
        """A clause with a subject of its own that somebody only reports: …が行われたと伝えた."""
        return (
            self.sentence.tail(b).rstrip("、」").endswith("と")
            and bool(_TELLING.match(self._surface(above)))
            and any(self.sentence.bunsetsu[number].case == "ガ" for number in b.children)
        )

    def _chained(self, b: Bunsetsu) -> Iterator[Bunsetsu]:
        """The predicates of the clauses that lead to a predicate, the nearest first."""
        for number in reversed(b.children):
            child = self.sentence.bunsetsu[number]
            if self.is_predicate(child) and not self.is_relative(child) and not child.case:
                yield child
            elif number and self.is_link(self.sentence.bunsetsu[number - 1]):
                yield self.sentence.bunsetsu[number - 1]

    def is_link(self, b: Bunsetsu) -> bool:
        """The predicate stands before a noun that only says when or why (後, 際, ため), and so goes on to the next one."""
        return self._is_link_of(_LINK_NOUN, b)

    def _is_link_of(self, nouns: re.Pattern[str], b: Bunsetsu) -> bool:
        return self.is_relative(b) and bool(nouns.fullmatch(self._surface(self.sentence.bunsetsu[b.number + 1])))

    @_kept
    def topic_before(self, b: Bunsetsu) -> Names | None:
        """The nearest は phrase before a predicate in its sentence, else the nearest が phrase of a clause before it."""
        for case in ("ハ", "モ", "ガ"):
            for number in range(b.number - 1, -1, -1):
                near = self.sentence.bunsetsu[number]
                if near.case == case or (case == "ハ" and self._is_topic(near)):
                    groups = [g for g in self.in_phrase(near) if g.members[-1].type in ACTOR_TYPES]
                    if groups and not self._only_tells(near, b):
                        return groups[-1]
        return None

    def _only_tells(self, topic: Bunsetsu, b: Bunsetsu) -> bool:
        """朝鮮中央通信は…が行われたと伝えた: who reports is not who does what something else is the subject of."""
        above = self.next_predicate(topic)
        outer = self.next_predicate(above) if above is not None and above.number >= b.number else None
        if above is not None and outer is not None and self._is_told(above, outer):
            return True
        if above is None or above.number <= b.number or not _TELLING.match(self._surface(above)):
            return False
        inside = self.sentence.bunsetsu[topic.number + 1 : b.number + 1]
        told = self.sentence.bunsetsu[b.number : above.number]
        return any(near.case == "ガ" for near in inside) and any(
            near.parent == above.number and self.sentence.tail(near).rstrip("、」").endswith("と") for near in told
        )

    def _is_topic(self, b: Bunsetsu) -> bool:
        """日本としては; 日本には in a sentence that says what is asked of it."""
        if b.particle in ("としては", "としても"):
            return True
        return b.particle in ("には", "にも") and self.is_deontic

    def is_topic(self, group: Names) -> bool:
        """The names are who the sentence says something should be done by: 日本としては, 日本政府には."""
        return self._is_topic(self.sentence.bunsetsu[group.bunsetsu])

    @cached_property
    def is_deontic(self) -> bool:
        """The sentence ends by saying what should be done."""
        return bool(_DEONTIC.search(self.sentence.text[: self.sentence.span(self.sentence.bunsetsu[-1])[1]][-24:]))

    @property
    def should_act(self) -> Names | None:
        """Who should do what the sentence says should be done, where it names nobody."""
        return self._home if self.is_deontic else None

    def left_out(self) -> list[tuple[Names, str]]:
        """Names from before the sentence that it may have left out, each with how it stands there.

        What the sentence before is about (``carried``), its other actors by case (``before:ニ``), the topics and subjects of
        the one before that (``earlier:ハ``), and the country that the report is written for (``home``).
        """
        found: dict[int, tuple[Names, str]] = {}
        last, earlier = self._before, self._before._before if self._before else None
        carried = last.last_subject() if last else None
        if carried is not None:
            found[id(carried)] = (carried, "carried")
        for where, arguments, wanted in (("before", last, None), ("earlier", earlier, ("ハ", "ガ", "モ"))):
            for group, case in arguments._actors() if arguments else ():
                if wanted is None or case in wanted:
                    found.setdefault(id(group), (group, f"{where}:{case or 'none'}"))
        if self._home is not None:
            found.setdefault(id(self._home), (self._home, f"home:{'should' if self.is_deontic else 'is'}"))
        return list(found.values())

    def _actors(self) -> list[tuple[Names, str]]:
        homes = self.sentence.bunsetsu
        return [(g, homes[g.bunsetsu].case) for g in self.names if g.members[-1].type in ACTOR_TYPES]

    def last_subject(self) -> Names | None:
        """The topic of the sentence, or the subject of its last predicate, for the sentence after it."""
        arguments: Arguments | None = self
        while arguments is not None and arguments._own_topic is None:
            arguments = arguments._before
        return arguments._own_topic if arguments is not None else None

    @cached_property
    def _own_topic(self) -> Names | None:
        for case in ("ハ", "ガ", "モ"):
            for b in self.sentence.bunsetsu:
                if b.case == case:
                    groups = [g for g in self.in_phrase(b) if g.members[-1].type in ACTOR_TYPES]
                    if groups:
                        return groups[-1]
        return None
