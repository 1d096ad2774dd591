"""What has been read so far of a report: who was named, how, and for which country; and what an anaphor stands for there."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from report_extract.entities.anaphora import Expression
from report_extract.entities.proxies import Mention, Proxies
from report_extract.entities.salience import ACTING, Antecedent, Scene, choose
from report_extract.entities.standing import Standing, Tree
from report_extract.passages import Passage

_STATE_BODY = re.compile(
    r"(?:省|庁|院|部|党|議会|国会|委員会|理事会|政権|政府|NATO|EU|国連|G7|機関|機構|連合|裁判所|会議|研究所)$"
)
_MEDIATES = re.compile(r"[^、。]{0,6}の(?:仲介|仲裁|主導|斡旋|あっせん|仲立ち|呼びかけ|提案|保証)")
_CONTRAST = re.compile(r"(?:[うるたいだ]が|ものの|あって|一方で?|おり)、")
# 中国には, 日本では: a topic that does not act.
_ABOUT = re.compile(r"[^、。はがを]{0,8}?(?:に|で|と|から|へ|について|にとって|に対して)(?:は|も)")
_ATTRIBUTIVE = tuple("領産製籍系発")
_OF = re.compile(r"[」』)】]*(?:政府|側|軍|政権)?の?")
_BOTH_OF = re.compile(r"と[^、。はがをに]{1,12}の$")
_OWNING = re.compile(r"の[^、。はがをに「]{0,10}")
_SHAPES = ("海峡", "半島", "諸島", "島", "礁", "湾")
_DIVISIONS = ("州", "県", "省", "市", "区")
_POINTER = re.compile(r"^(?:同|本|この|その|当該|両)")
_REMEMBERED = 200
_READ_ON = frozenset(("paragraph", "bullet", "heading"))


@dataclass(slots=True)
class Story:
    """The mentions of a report in order, up to the passage that is being read; notes and tables do not go on in the text."""

    proxies: Proxies
    history: list[Antecedent] = field(default_factory=list)
    title: frozenset[int] = frozenset()
    section: frozenset[int] = frozenset()
    home: int | None = None
    place: int = 0
    shift: int = 0

    def read(self, passage: Passage) -> "Chapter":
        """Begin a passage."""
        return Chapter(self, passage, Tree(passage.doc), list(self.history), self.place, self.shift)

    def close(self, chapter: "Chapter") -> None:
        """Take over what a passage told."""
        passage = chapter.passage
        self.shift += len(passage.content) + 1
        if passage.kind in _READ_ON:
            if passage.kind == "heading":
                self.section = frozenset(a.entity for a in chapter.history if a.start >= chapter.shift)
                if not self.history:
                    self.title = self.section
            self.history = chapter.history[-_REMEMBERED:]
            self.place += len(passage.sentences)


@dataclass(slots=True)
class Chapter:
    """A passage that is being read."""

    story: Story
    passage: Passage
    tree: Tree
    history: list[Antecedent]
    place: int
    shift: int
    last: Mention | None = None

    def add(self, mention: Mention, name: str, standing: Standing, *, is_anaphor: bool = False) -> None:
        """Take in a mention, and the country it acts for."""
        if self.last is not None:
            self.story.proxies.look_at(self.passage.content.text, self.last, mention)
        self.last = mention if is_anaphor else None
        antecedent = self._antecedent(mention, name, standing, is_anaphor=is_anaphor)
        self.history.append(antecedent)
        proxies = self.story.proxies
        country = proxies.country(mention.entity) if mention.type != "GPE" else None
        if country is not None:
            self.history.append(_proxy(antecedent, country))
        for member in proxies.members.get(mention.entity, ()):
            self.history.append(replace(_proxy(antecedent, member), role="other"))

    def _antecedent(self, mention: Mention, name: str, standing: Standing, *, is_anaphor: bool) -> Antecedent:
        return Antecedent(
            entity=mention.entity,
            type=mention.type,
            surface=mention.surface,
            name=name,
            start=self.shift + mention.start,
            end=self.shift + mention.end,
            place=self.place + standing.sentence,
            group=self.shift + standing.group,
            role=standing.role,
            is_country=mention.country is not None,
            follower=standing.follower,
            is_anaphor=is_anaphor,
            is_partner=standing.is_partner,
            is_attribute=standing.follower.startswith(_ATTRIBUTIVE),
            leads=self._leads(standing),
            leader=self.passage.content.text[max(0, mention.start - 12) : mention.start].rstrip("「『"),
            is_acted_on=standing.follower.startswith(("に対する", "への", "に対し")),
            mediates=bool(_MEDIATES.match(standing.follower)),
        )

    def _leads(self, standing: Standing) -> bool:
        """The first to act in its sentence."""
        place = self.place + standing.sentence
        return standing.role in ACTING and not any(
            a.place == place and a.role in ACTING and a.start >= self.shift for a in self.history
        )

    def resolve(
        self, expression: Expression, standing: Standing, ahead: Sequence[tuple[Mention, Standing]]
    ) -> list[int]:
        """The entities an expression stands for, in the order of the text; empty when none fits.

        ``ahead`` are the names behind it in its sentence.
        """
        rule = expression.rule
        scene = self._scene(expression, standing, ahead, is_own=rule.by == "subject")
        fitting = self._fitting(expression)
        if rule.by == "subject":
            return choose("own", 1, [*fitting, *self._described(expression, ahead)], scene)
        if rule.number == "2" and not self._is_of_names(expression):
            return []
        if rule.by in ("former", "latter"):
            pair = choose("group", 2, fitting, scene)
            return pair[:1] if rule.by == "former" else pair[1:]
        return choose("back" if expression.number == 1 else "group", expression.number or 2, fitting, scene)

    def _fitting(self, expression: Expression) -> list[Antecedent]:
        rule = expression.rule
        head = _POINTER.sub("", self.passage.content.text[expression.start : expression.end])
        proxies = "GPE" in rule.types
        typed = [a for a in self.history if a.type in rule.types and (proxies or not a.by_proxy)]
        fitting = [a for a in typed if suits(rule.by, head, a)]
        if not fitting and rule.by in ("head", "region", "company", "place", "spot"):
            return [a for a in typed if not a.by_proxy]
        return fitting

    def _scene(
        self, expression: Expression, standing: Standing, ahead: Sequence[tuple[Mention, Standing]], *, is_own: bool
    ) -> Scene:
        place = self.place + standing.sentence
        above = self.tree.above(expression.start, expression.end)
        acting = [a for a in self.history if a.place == place and a.role in ACTING and a.start >= self.shift]
        speaking = [a for a in acting if a.by_proxy and self._predicate(a) in above]
        if not is_own:
            text = self.passage.content.text
            ended = [m.end() + self.shift for m in _CONTRAST.finditer(text, 0, expression.start)]
            acting = [a for a in acting if not a.by_proxy and all(end <= a.start for end in ended)]
            acting = [a for a in acting if not _ABOUT.match(a.follower)]
        topics = [a for a in acting if a.role == "topic"]
        governing = [a for a in acting if self._predicate(a) in above or (topics and a.group == topics[-1].group)]
        if not is_own and standing.role in ("topic", "owner"):
            governing = []
        nearest = [a for a in governing if a.group == governing[-1].group]
        return Scene(
            place,
            standing.role,
            governors=frozenset(a.entity for a in governing),
            nearest=frozenset(a.entity for a in nearest),
            described=frozenset(a.entity for a in self._described(expression, ahead)) if is_own else frozenset(),
            title=self.story.title,
            by_proxy=frozenset(a.entity for a in speaking),
            section=self.story.section,
            opening=self._opening(),
            beside=self._beside(expression),
            together=tuple(dict.fromkeys(a.entity for a in nearest if is_own and a.is_country and not a.by_proxy)),
            owner=self._owner_of_next(expression, ahead),
            home=self.story.home,
        )

    def _opening(self) -> frozenset[int]:
        """Who first acts in the passage."""
        first = next((a for a in self.history if a.start >= self.shift and a.role in ACTING), None)
        return frozenset(a.entity for a in self.history if first is not None and a.group == first.group)

    def _beside(self, expression: Expression) -> frozenset[int]:
        """Those named together right before an expression: 日米 of 日米両国, イスラエル and ハマス of イスラエルとハマスの双方."""
        last = next((a for a in reversed(self.history) if not a.by_proxy and a.start >= self.shift), None)
        if last is None or not _OF.fullmatch(self.passage.content.text[last.end - self.shift : expression.start]):
            return frozenset()
        return frozenset(a.entity for a in self.history if a.group == last.group and not a.by_proxy)

    def _is_of_names(self, expression: Expression) -> bool:
        """Not 双方 of two things that are no names: 軍政と抵抗勢力の双方."""
        of_two = _BOTH_OF.search(self.passage.content.text, 0, expression.start)
        return of_two is None or bool(self._beside(expression))

    def _owner_of_next(self, expression: Expression, ahead: Sequence[tuple[Mention, Standing]]) -> int | None:
        """The country of the name that an expression stands before: 北朝鮮 in 同国の金正恩国務委員長."""
        if not ahead or expression.rule.by != "country" or expression.number != 1:
            return None
        after = ahead[0][0]
        between = self.passage.content.text[expression.end : after.start]
        owned = _OWNING.fullmatch(between) and after.type in ("PERSON", "ORG", "MIL")
        return self.story.proxies.country(after.entity) if owned else None

    def _predicate(self, a: Antecedent) -> int | None:
        return self.tree.predicate(a.start - self.shift, a.end - self.shift)

    def _described(self, expression: Expression, ahead: Sequence[tuple[Mention, Standing]]) -> list[Antecedent]:
        """The names that the clause around an expression describes, or the countries they act for."""
        offsets = self.tree.described(expression.start, expression.end)
        found = []
        for mention, standing in ahead:
            if any(mention.start <= offset < mention.end for offset in offsets):
                country = mention.entity if mention.country else self.story.proxies.country(mention.entity)
                one = self._antecedent(mention, "", standing, is_anaphor=False)
                if country is not None:
                    found.append(replace(one, entity=country, type="GPE", is_country=True, role="other"))
                elif mention.type in ("GPE", "GROUP"):
                    found.append(replace(one, role="other"))
        return found


def _proxy(antecedent: Antecedent, country: int) -> Antecedent:
    return replace(antecedent, entity=country, type="GPE", is_country=True, by_proxy=True, name="")


def _is_called(head: str, candidate: Antecedent) -> bool:
    """The name, or the word beside it, says what it is: 日米安保条約, 決議2803号, 計画「FCAS」, 「東方の歩哨」作戦, マクロン大統領."""
    names = (candidate.surface, candidate.name)
    if any(text.endswith(head) for text in names) or (candidate.type == "LAW" and head in candidate.surface):
        return True
    return candidate.leader.endswith(head) or candidate.follower.lstrip("」』").startswith(head)


def suits(by: str, head: str, candidate: Antecedent) -> bool:
    """The candidate agrees with what the expression says of it: ``head`` is 条約 in 同条約."""
    match by:
        case "country":
            return candidate.is_country
        case "head":
            return _is_called(head, candidate)
        case "company":
            return not _STATE_BODY.search(candidate.surface)
        case "region":
            return candidate.surface.endswith(head) or (candidate.type == "LOC" and not head.endswith(_SHAPES))
        case "place":
            is_other = candidate.surface.endswith(_DIVISIONS) or candidate.is_country
            return candidate.surface.endswith(head) or (head in ("市", "都市") and not is_other)
        case "power":
            return candidate.is_country or candidate.type != "GPE"
        case "spot":
            return candidate.type != "FAC" and not candidate.is_country
        case _:
            return True
