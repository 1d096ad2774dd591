"""Who does what to whom: names, their case, and the predicate or event noun they belong to.

``Arguments`` answers, for a predicate or an event noun, which names stand in which case: by particle, as the head
of a relative clause, by a の before the noun, glued to it, or carried on from the clause or sentence before.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cached_property

from report_extract.analysis.bunsetsu import Bunsetsu, Sentence
from report_extract.analysis.cases import Cases
from report_extract.analysis.names import ACTOR_TYPES, Name, Names, gather
from report_extract.analysis.predicates import kept

__all__ = ["ACTOR_TYPES", "CONTRAST", "Arguments", "Name", "Names", "gather"]

_ON_THE_WAY = re.compile(r"(?:際|折|上|うえ|途中|途上|機会)(?:に|で|は|、)*$")
_TELLING = re.compile(
    r"(?:伝え|報じ|報道|発表|公表|明らかに|指摘|分析|認定|推定|述べ|言明|主張|説明|確認|評価|みて|見て|みる|見る|批判|警告|強調|示唆)"
)
_ACCUSING = re.compile(r"(?:.{0,3}非難|.{0,3}批判|制裁|提訴|起訴|告発|訴追|糾弾|名指し|逮捕|拘束|処分)")
_DEONTIC = re.compile(
    r"(?:べき|(?:こと|姿勢|努力|対応|取り組み|判断|備え|工夫)(?:が|も)(?:強く|今後|より一層|一層)?(?:求められ|望まれ|望まし|必要|不可欠|肝要|重要|急務)|必要がある|必要であろう|必要だ|"
    r"求められ(?:る|よう|て)|望まれる|望ましい|急務|不可欠|なければならない|ねばならない|肝要|欠かせない|検討に値する|一案)"
)
CONTRAST = re.compile(r"(?:が|ものの|一方|一方で|けれど|けれども|のに|にもかかわらず|とはいえ)、?$")


class Arguments(Cases):
    """The names of one sentence by predicate; ``before`` answers for the sentence before it, or None.

    ``home`` is the country that a report is written for, as it was named last: it should do what nobody else is told to.
    """

    def __init__(
        self, sentence: Sentence, names: Sequence[Names], before: "Arguments | None", home: Names | None = None
    ) -> None:
        super().__init__(sentence, names)
        self._before = before
        self._home = home
        self._subjects: dict[tuple[int, int], Names | None] = {}

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

    @kept
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
