"""Names by case: at a predicate, before an event noun, as what a relative clause says something of."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from report_extract.analysis.bunsetsu import Bunsetsu, Sentence
from report_extract.analysis.names import ACTOR_TYPES, Names
from report_extract.analysis.predicates import Predicates, kept

_CONTENT_NOUN = re.compile(
    r"(?:こと|方針|計画|意向|考え|必要|可能性|見込み|見通し|予定|用意|姿勢|目的|構え|動き|立場|能力|余地|権利|意思|意図|狙い|ため|の|もの|ところ|とき|際|場合|中|ほか|上|一方|結果|たび|うえ|以上|限り|まで|だけ|よう|点|事態|形|恐れ|おそれ|懸念|背景|理由|兆し|気配|傾向)"
)
_CLOSE_CASES = ("ヲ", "ニ", "ヘ", "ト", "カラ", "ニタイシ", "ニヨッテ", "トトモニ")
_CLAUSE_CASES = ("ガ", "ハ", "モ", "デ", "カラ", "ニタイシ", "ニヨッテ", "トトモニ")
_COORDINATING = ("と", "や", "及び", "および", "並びに", "・", "とともに")


class Cases(Predicates):
    """The names of a sentence, by the predicate or event noun that they depend on."""

    def __init__(self, sentence: Sentence, names: Sequence[Names]) -> None:
        super().__init__(sentence, names)
        self._by_bunsetsu: dict[int, list[Names]] = {}
        for group in self.names:
            self._by_bunsetsu.setdefault(group.bunsetsu, []).append(group)

    @kept
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

    @kept
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

    @kept
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
