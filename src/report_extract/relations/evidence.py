"""What speaks for names as the arguments of a trigger: how they stand to it, as short words that carry weights.

A ``Scene`` is what holds for a sentence whatever the trigger; a ``Situation`` is one trigger in it. The words are of the form
``V:case:ガ``: how the trigger stands (V predicate, P passive predicate, N event noun), what was looked at, what was seen.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from report_extract.analysis.arguments import ACTOR_TYPES, Arguments, Names
from report_extract.analysis.bunsetsu import Bunsetsu, Sentence
from report_extract.relations import slots
from report_extract.relations.known import Known
from report_extract.relations.triggers import Trigger

_REPORTING = re.compile(r"(?:と|との|とする|とした|として)$")
_GOVERNORS = (
    ("receive", slots.RECEIVE),
    ("demand", slots.DEMAND),
    ("judge", slots.OTHERS_ACT),
    ("do", slots.LIGHT),
)


@dataclass(frozen=True, slots=True)
class Standing:
    """Names in their place: ``where`` is empty inside the sentence, else how they stand before it.

    ``above`` is the predicate that they belong to, ``around`` what the words next to them and this predicate tell.
    """

    names: Names
    where: str
    sort: str
    prominence: int
    particle: str = ""
    above: Bunsetsu | None = None
    above_is_relative: bool = False
    owned: str = ""
    around: Sequence[str] = ()


class Scene:
    """The names that a sentence has or may have left out."""

    def __init__(self, arguments: Arguments, known: Known) -> None:
        self.arguments = arguments
        self.known = known

    @cached_property
    def predicates(self) -> list[int]:
        """The numbers of the bunsetsu that are predicates."""
        return [b.number for b in self.arguments.sentence.bunsetsu if self.arguments.is_predicate(b)]

    @cached_property
    def relatives(self) -> list[int]:
        """Those of the predicates that stand before a noun and say something of it."""
        bunsetsu = self.arguments.sentence.bunsetsu
        return [number for number in self.predicates if self.arguments.is_relative(bunsetsu[number])]

    @cached_property
    def commas(self) -> list[int]:
        """The numbers of the bunsetsu that end with a comma."""
        return [b.number for b in self.arguments.sentence.bunsetsu if b.has_comma]

    @cached_property
    def inside(self) -> list[Standing]:
        """The names of the sentence, in order."""
        return [self._standing(group) for group in self.arguments.names]

    @cached_property
    def pool(self) -> list[Standing]:
        """The names that may be arguments here: those of the sentence, then those it may have left out."""
        outside = [
            Standing(group, where, self.known.sort(group), self.known.prominence(group))
            for group, where in self.arguments.left_out()
        ]
        return [*self.inside, *outside]

    def _standing(self, group: Names) -> Standing:
        sentence = self.arguments.sentence
        home = sentence.bunsetsu[group.bunsetsu]
        above = self.arguments.next_predicate(home)
        following = sentence.bunsetsu[home.number + 1] if home.number + 1 < len(sentence.bunsetsu) else None
        return Standing(
            names=group,
            where="",
            sort=self.known.sort(group),
            prominence=self.known.prominence(group),
            particle=_particle(home),
            above=above,
            above_is_relative=above is not None and self.arguments.is_relative(above),
            owned=_particle(following) if home.case == "ノ" and following is not None else "",
            around=_around(sentence, group, home, above),
        )


def _around(sentence: Sentence, group: Names, home: Bunsetsu, above: Bunsetsu | None) -> list[str]:
    """The characters next to names, and the first two of the predicate that they belong to."""
    text, start, end = sentence.text, group.start, group.end
    words = [f"previous:{text[max(0, start - 1) : start]}", *(f"next:{text[end : end + n]}" for n in (1, 2, 3))]
    if above is not None:
        begin, close = sentence.content(above)
        words.append(f"above:{text[begin : min(close, begin + 2)]}:{_particle(home)}")
    return words


def _particle(b: Bunsetsu) -> str:
    return b.case or ("adnominal" if b.is_adnominal else "none")


def between(numbers: Sequence[int], one: int, other: int) -> int:
    """How many of sorted numbers lie between two others, neither included."""
    low, high = min(one, other), max(one, other)
    return max(0, bisect_left(numbers, high) - bisect_left(numbers, low + 1))


class Situation:
    """A trigger in its sentence: what its bunsetsu, and what the predicate above it, has in which case."""

    def __init__(self, scene: Scene, b: Bunsetsu, trigger: Trigger, *, is_verbal: bool) -> None:
        arguments = scene.arguments
        self.scene, self.bunsetsu, self.trigger = scene, b, trigger
        passive = is_verbal and arguments.is_passive(b)
        self.letter = "P" if passive else "V" if is_verbal else "N"
        self.cases = _by_names(arguments.cases(b) if arguments.is_predicate(b) else {})
        self.modifiers = _by_names({} if trigger.is_verb else arguments.modifiers(b, trigger.start))
        carrier = arguments.carrier(b)
        governor = arguments.next_predicate(carrier)
        self.governor_cases = _by_names(arguments.cases(governor) if governor is not None else {})
        self.governor = _governor(arguments, carrier, governor)
        self.head = arguments.relative_head(b) if is_verbal else None
        self.governor_head = arguments.relative_head(governor) if governor is not None else None
        self.topic = arguments.topic_before(b)
        subject_of = b if is_verbal else governor
        self.subject = arguments.subject(subject_of) if subject_of is not None else None
        self.is_relative = is_verbal and b.number in scene.relatives

    @cached_property
    def reporters(self) -> frozenset[int]:
        """The predicates that report what is said of the trigger: those above a と behind it."""
        arguments = self.scene.arguments
        found = set()
        for b in arguments.sentence.bunsetsu[self.bunsetsu.number :]:
            if b.case in ("", "ト") and _REPORTING.search(arguments.sentence.tail(b).rstrip("」』、")):
                above = arguments.next_predicate(b)
                if above is not None:
                    found.add(above.number)
        return frozenset(found)


def _by_names(cases: Mapping[str, Sequence[Names]]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for case, groups in cases.items():
        for group in groups:
            found.setdefault(id(group), []).append(case)
    return found


def _governor(arguments: Arguments, b: Bunsetsu, governor: Bunsetsu | None) -> str:
    """In which case an event noun stands to what kind of predicate."""
    if governor is None:
        return f"{_particle(b)}:none"
    verb = arguments.sentence.text[slice(*arguments.sentence.span(governor))]
    kind = next((name for name, words in _GOVERNORS if words.match(verb)), "other")
    return f"{_particle(b)}:{kind}{'P' if arguments.is_passive(governor) else ''}"


@dataclass(slots=True)
class Seen:
    """How names stand to a trigger: all words that tell it, and those that more is made of, by what they tell."""

    words: list[str]
    sort: str
    outs: Sequence[str] = ()
    cases: Sequence[str] = ()
    modifiers: Sequence[str] = ()
    governors: Sequence[str] = ()


def of_names(situation: Situation, standing: Standing) -> Seen:
    """How names stand to a trigger, as words."""
    sort = f"sort:{standing.sort}"
    words = [sort, "anaphor"] if standing.names.members[-1].is_anaphor else [sort]
    if standing.where:
        outs = (f"out:{standing.where}", f"out:{standing.sort}")
        return Seen([*words, *outs], sort, outs)
    key, letter = id(standing.names), situation.letter
    cases = [f"{letter}:case:{case}" for case in situation.cases.get(key, ())]
    modifiers = [f"{letter}:modifier:{case}" for case in situation.modifiers.get(key, ())]
    is_direct = bool(cases or modifiers)
    governors = [] if is_direct else _governors(situation, key)
    words += (f"prominence:{standing.prominence}", *standing.around, *cases, *modifiers)
    if not is_direct:
        words += (f"{letter}:indirect", *governors)
    words += [f"{letter}:{word}" for word in _inside(situation, standing, is_direct=is_direct)]
    return Seen(words, sort, (), cases, modifiers, governors)


def _governors(situation: Situation, names: int) -> list[str]:
    """In which case names stand to what kind of predicate above the trigger."""
    start = f"{situation.letter}:governor:"
    found = situation.governor_cases.get(names, ())
    return [word for case in found for word in (f"{start}{case}", f"{start}{situation.governor}:{case}")]


def _inside(situation: Situation, standing: Standing, *, is_direct: bool) -> Iterator[str]:
    scene, group, number = situation.scene, standing.names, situation.bunsetsu.number
    side = "before" if group.start < situation.trigger.start else "after"
    predicates = min(3, between(scene.predicates, group.bunsetsu, number))
    yield f"{side}:{standing.particle}:{predicates}{':direct' if is_direct else ''}"
    yield side
    yield f"commas:{min(3, between(scene.commas, min(group.bunsetsu, number) - 1, max(group.bunsetsu, number)))}"
    yield from _roles(situation, group)
    if side == "before" and not is_direct:
        yield from _clauses(situation, standing)
    if not group.is_head and group.bunsetsu != number:
        yield f"inner:{standing.particle}"
    if standing.owned:
        yield f"owns:{'trigger' if group.bunsetsu + 1 == number else standing.owned}"
    if scene.inside[0].names is group:
        yield "first"


def _roles(situation: Situation, group: Names) -> Iterator[str]:
    if group is situation.head:
        yield "head"
    if group is situation.governor_head:
        yield "governor's head"
    if group is situation.topic:
        yield "topic"
    if group is situation.subject:
        yield "subject"


def _clauses(situation: Situation, standing: Standing) -> Iterator[str]:
    """Of what clause names before the trigger are: one that is closed before it, its own, one around it."""
    number, above = situation.bunsetsu.number, standing.above
    if between(situation.scene.relatives, standing.names.bunsetsu, number):
        yield "closed"
    if above is None:
        return
    if above.number in situation.reporters:
        yield f"reporter:{standing.particle}"
    if above.number < number:
        yield f"earlier:{standing.particle}:{'relative' if standing.above_is_relative else 'chain'}"
    elif above.number > number:
        yield f"around:{standing.particle}{':relative' if situation.is_relative else ''}"


def can_act(standing: Standing) -> bool:
    """Whether the names are of somebody."""
    return standing.names.members[-1].type in ACTOR_TYPES
