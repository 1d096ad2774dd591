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
_POINTER = re.compile(r"^(?:同|本|この|その|当該|両)")
_REMEMBERED = 200
_READ_ON = frozenset(("paragraph", "bullet", "heading"))


@dataclass(slots=True)
class Story:
    """The mentions of a report in order, up to the passage that is being read; notes and tables do not go on in the text."""

    proxies: Proxies
    history: list[Antecedent] = field(default_factory=list)
    title: frozenset[int] = frozenset()
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
            if not self.history and passage.kind == "heading":
                self.title = frozenset(a.entity for a in chapter.history)
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
            is_acted_on=standing.follower.startswith(("に対する", "への", "に対し")),
            mediates=bool(_MEDIATES.match(standing.follower)),
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
        if not fitting and rule.by in ("head", "region", "company"):
            return [a for a in typed if not a.by_proxy]
        return fitting

    def _scene(
        self, expression: Expression, standing: Standing, ahead: Sequence[tuple[Mention, Standing]], *, is_own: bool
    ) -> Scene:
        place = self.place + standing.sentence
        above = self.tree.above(expression.start, expression.end)
        acting = [a for a in self.history if a.place == place and a.role in ACTING and a.start >= self.shift]
        if not is_own:
            text = self.passage.content.text
            ended = [m.end() + self.shift for m in _CONTRAST.finditer(text, 0, expression.start)]
            acting = [a for a in acting if not a.by_proxy and all(end <= a.start for end in ended)]
        topics = [a for a in acting if a.role == "topic"]
        governing = [a for a in acting if self._predicate(a) in above or (topics and a.group == topics[-1].group)]
        if not is_own and standing.role in ("topic", "owner"):
            governing = []
        nearest = [a for a in governing if a.group == governing[-1].group]
        return Scene(
            place,
            standing.role,
            frozenset(a.entity for a in governing),
            frozenset(a.entity for a in nearest),
            frozenset(a.entity for a in self._described(expression, ahead)) if is_own else frozenset(),
            self.story.title,
        )

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


def suits(by: str, head: str, candidate: Antecedent) -> bool:
    """The candidate agrees with what the expression says of it: ``head`` is 条約 in 同条約."""
    match by:
        case "country":
            return candidate.is_country
        case "head":
            names = (candidate.surface, candidate.name)
            return any(text.endswith(head) for text in names) or candidate.follower.startswith(head)
        case "company":
            return not _STATE_BODY.search(candidate.surface)
        case "region":
            return candidate.surface.endswith(head) or candidate.type == "LOC"
        case "place":
            return candidate.surface.endswith(head) or (candidate.type == "GPE" and not candidate.is_country)
        case _:
            return True
