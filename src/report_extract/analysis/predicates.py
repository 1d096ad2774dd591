"""The predicates of a sentence: which bunsetsu are any, in what form, and where each leads."""

import re
from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any, TypeVar

from report_extract.analysis.bunsetsu import Bunsetsu, Sentence
from report_extract.analysis.names import Names

_VERBAL_TAIL = re.compile(r"^(?:[」』)])?(?:を)?(?:し|す|さ|せ|でき|いたし|なさ)")
_PASSIVE = re.compile(r"^(?:さ)?(?:れ|られ)(?!ば)")
_PASSIVE_IN_TAIL = re.compile(r"(?:^|[さかがたなばまらわ])(?:れ|られ)(?:る|た|て|、|$|な|ず|つ|よ|う|ま)")
# 臨んだ後に, 訪れた際: the clause before such a noun is a link of the chain, and describes nothing.
_LINK_NOUN = re.compile(
    r"(?:後|のち|前|直前|直後|以降|以後|以来|際|折|途端|矢先|機会|場合|上|うえ|中|なか|最中|途中|間|ため|目的|結果|ほか|他|一方|反面|代わり|たび|度|とき|時|ところ)(?!国|側)"
)
_COPULA = re.compile(r"(?:で(?:ある|あり|あっ|なく|は)|だ|です|な[のら])")

T = TypeVar("T")
S = TypeVar("S", bound="Predicates")


def kept(method: Callable[[S, Bunsetsu], T]) -> Callable[[S, Bunsetsu], T]:
    """What a method says of a bunsetsu, found out once: every frame of every trigger asks again."""
    name = method.__name__

    @wraps(method)
    def asked(self: S, b: Bunsetsu) -> T:
        known: dict[int, T] = self._answers.setdefault(name, {})
        if b.number not in known:
            known[b.number] = method(self, b)
        return known[b.number]

    return asked


class Predicates:
    """What can be told of the bunsetsu of a sentence as predicates; ``names`` are none."""

    def __init__(self, sentence: Sentence, names: Sequence[Names]) -> None:
        self.sentence = sentence
        self.names = list(names)
        self._answers: dict[str, dict[int, Any]] = {}

    @kept
    def is_predicate(self, b: Bunsetsu) -> bool:
        """A verb, an adjective, a サ変 noun with する or before a comma with an object of its own, a noun with である."""
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

    @kept
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

    @kept
    def is_passive(self, b: Bunsetsu) -> bool:
        """The predicate is in れる or られる."""
        tail = self.sentence.tail(b)
        return bool(_PASSIVE.match(tail) or _PASSIVE_IN_TAIL.search(tail))

    def _surface(self, b: Bunsetsu) -> str:
        start, end = self.sentence.content(b)
        return self.sentence.text[start:end]

    def _nominal(self, b: Bunsetsu) -> bool:
        return self.sentence.doc[b.last].pos_ in ("NOUN", "PROPN", "PRON", "NUM") or b.case != ""

    @kept
    def next_predicate(self, b: Bunsetsu) -> Bunsetsu | None:
        """The predicate that a clause in 連用 leads to."""
        parent = b.parent
        while parent is not None:
            candidate = self.sentence.bunsetsu[parent]
            if self.is_predicate(candidate):
                return candidate
            parent = candidate.parent
        return None

    def is_link(self, b: Bunsetsu) -> bool:
        """The predicate stands before a noun that only says when or why (後, 際, ため), and so goes on to the next one."""
        return self._is_link_of(_LINK_NOUN, b)

    def _is_link_of(self, nouns: re.Pattern[str], b: Bunsetsu) -> bool:
        return self.is_relative(b) and bool(nouns.fullmatch(self._surface(self.sentence.bunsetsu[b.number + 1])))
