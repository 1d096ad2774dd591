"""Events: each trigger word of the lexicon with its frame, its arguments, status and polarity."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from report_extract.analysis import mood
from report_extract.analysis.arguments import Arguments
from report_extract.analysis.bunsetsu import Bunsetsu
from report_extract.records import Polarity, RelationType, Status
from report_extract.relations.candidates import Candidate, Choice, choose
from report_extract.relations.decision import decide
from report_extract.relations.evidence import Scene, Situation
from report_extract.relations.known import Known
from report_extract.relations.lexicon import Frame, lexicon
from report_extract.relations.nominal import from_governor, nominal_slots
from report_extract.relations.slots import Slots
from report_extract.relations.theme import theme_of
from report_extract.relations.triggers import Trigger, triggers
from report_extract.relations.verbal import verbal_slots
from report_extract.relations.weights import weights
from report_extract.relations.wording import Attempt


@dataclass(frozen=True, slots=True)
class Event:
    """One relation: mention numbers, characters of trigger and theme in the Doc, and how it stands.

    ``confidence`` is how probable the weights make it; None where a rule alone states it.
    """

    type: RelationType
    subject: int
    object: int
    trigger: tuple[int, int]
    theme: tuple[int, int] | None
    status: Status
    polarity: Polarity
    bunsetsu: int
    rule: str
    confidence: float | None = None


def by_rule(kind: RelationType, subject: int, obj: int, trigger: tuple[int, int], rule: str) -> Event:
    """A relation that stands in how names stand together: it holds, and no bunsetsu carries it."""
    return Event(kind, subject, obj, trigger, None, "actual", "positive", -1, f"static:{rule}")


def visits(arguments: Arguments) -> Iterator[Event]:
    """訪 or 来 with the country glued to it: 訪日した李在明大統領, 訪中."""
    text = arguments.sentence.text
    for group in arguments.names:
        name = group.members[0]
        if text[name.start - 1 : name.start] not in ("訪", "来", "渡") or name.type != "GPE" or len(group.members) > 1:
            continue
        b = arguments.sentence.bunsetsu[group.bunsetsu]
        if arguments.is_predicate(b):
            subject = arguments.subject(b)
            status, polarity = mood.of_predicate(arguments, b)
        else:
            slots = Slots(object=group)
            found = arguments.modifiers(b, name.start - 1)
            for case in ("ニヨル", "ノ"):
                if slots.subject is None and found.get(case):
                    slots.subject = found[case][-1]
            if slots.subject is None:
                from_governor(arguments, b, slots, lexicon().frames["consult.visit"])
            subject = slots.subject
            status, polarity = mood.of_event_noun(arguments, b)
        if subject is None or subject is group:
            continue
        for member in subject.members:
            if member.mention != name.mention and member.type in ("PERSON", "GPE", "ORG", "GROUP", None):
                yield Event(
                    "CONSULT",
                    member.mention,
                    name.mention,
                    (name.start - 1, name.start),
                    None,
                    status,
                    polarity,
                    b.number,
                    "frame:consult.visit-glued",
                )


def find(arguments: Arguments, taken: Sequence[tuple[int, int]], known: Known) -> list[Event]:
    """All event relations of a sentence; ``taken`` are spans of mentions, in which no trigger stands."""
    glued = list(visits(arguments))
    seen = {(e.type, e.subject, e.object, e.bunsetsu) for e in glued}
    choices = [choose(attempts, weights()) for attempts in all_attempts(Scene(arguments, known), taken)]
    weighed = [event for own in stated(choices, known) for event in own]
    return [*glued, *(e for e in weighed if (e.type, e.subject, e.object, e.bunsetsu) not in seen)]


Relation = tuple[RelationType, frozenset[int], frozenset[int]]
# Candidates that are less probable change nothing.
_NEGLIGIBLE = 1e-4


def stated(choices: Sequence[Choice], known: Known) -> list[list[Event]]:
    """The relations that each trigger of a sentence states."""
    told = [_told(choice, known) for choice in choices]
    found: list[list[Event]] = [[] for _ in choices]
    for at, relation, probability in decide([{r: one.probability for r, one in own.items()} for own in told]):
        best = told[at][relation]
        found[at].append(_event(best.candidate, best.pair, probability))
    return found


@dataclass(slots=True)
class _Told:
    """How probable a trigger makes a relation, and the likeliest candidate that states it, by which pair of mentions."""

    probability: float
    most: float
    candidate: Candidate
    pair: tuple[int, int]


def _told(choice: Choice, known: Known) -> dict[Relation, _Told]:
    told: dict[Relation, _Told] = {}
    for candidate, probability in zip(choice.candidates, choice.probabilities, strict=True):
        if probability < _NEGLIGIBLE:
            continue
        new = {(candidate.attempt.type, known.behind(s), known.behind(o)): (s, o) for s, o in reversed(candidate.pairs)}
        for relation, pair in new.items():
            one = told.setdefault(relation, _Told(0.0, 0.0, candidate, pair))
            one.probability += probability
            if probability > one.most:
                one.most, one.candidate, one.pair = probability, candidate, pair
    return told


def _event(candidate: Candidate, pair: tuple[int, int], confidence: float) -> Event:
    attempt = candidate.attempt
    trigger = attempt.situation.trigger
    mentions = {mention for one in candidate.pairs for mention in one}
    theme = theme_of(attempt.situation, attempt.frame, attempt.type, mentions)
    b, rule = attempt.situation.bunsetsu.number, f"frame:{attempt.frame.id}"
    return Event(
        attempt.type, *pair, (trigger.start, trigger.end), theme, attempt.status, attempt.polarity, b, rule, confidence
    )


def all_attempts(scene: Scene, taken: Sequence[tuple[int, int]]) -> Iterator[list[Attempt]]:
    """The frames of each trigger of a sentence that nothing in its clause excludes; no trigger without any."""
    for trigger in triggers(scene.arguments, taken):
        b = scene.arguments.sentence.at_offset(trigger.end - 1)
        if b is None:
            continue
        situation = situate(scene, b, trigger)
        if is_studied(situation):
            continue
        frames = [lexicon().frames[name] for name in trigger.frames]
        attempts = [attempt(situation, frame, rank) for rank, frame in enumerate(frames)]
        if found := [attempted for attempted in attempts if attempted is not None]:
            yield found


def situate(scene: Scene, b: Bunsetsu, trigger: Trigger) -> Situation:
    """How a trigger stands in its sentence."""
    arguments = scene.arguments
    return Situation(
        scene, b, trigger, is_verbal=trigger.is_verb or (_closes(arguments, b, trigger) and arguments.is_predicate(b))
    )


# What is only thought about, not told: 侵攻する可能性について分析した, 部隊派遣の是非を話し合った.
_STUDIED = re.compile(
    r"[^、。]{0,14}(?:可能性|是非|有無|確率|条件|当否|法的根拠|か(?:どうか|否か)?)[^、。はがも]{0,6}"
    r"(?:(?:について|に関し|をめぐ)[^。]{0,20}(?:分析|論じ|検討|試算|研究|検証|議論|話し合|考察|討議)|"
    r"を(?:も)?(?:分析|論じ|試算|研究|検証|議論|話し合|考察|問う|討議)|が(?:論点|議題|争点|問われ|議論|検討|論じ))"
)


def is_studied(situation: Situation) -> bool:
    """Whether the trigger's event is only what somebody studies or discusses."""
    return bool(_STUDIED.match(situation.scene.arguments.sentence.text, situation.trigger.end))


def fill(situation: Situation, frame: Frame) -> Slots:
    """Who the rules say the arguments are."""
    arguments, b, trigger = situation.scene.arguments, situation.bunsetsu, situation.trigger
    if situation.letter == "N":
        return nominal_slots(arguments, b, trigger, frame)
    return verbal_slots(arguments, b, frame, trigger)


def attempt(situation: Situation, frame: Frame, rank: int) -> Attempt | None:
    """A frame at a trigger; None where words around it exclude it, or its act is only refused."""
    if excluded(situation, frame):
        return None
    arguments, b = situation.scene.arguments, situation.bunsetsu
    is_verbal = situation.letter != "N"
    slots = fill(situation, frame)
    status, polarity = mood.of_predicate(arguments, b) if is_verbal else mood.of_event_noun(arguments, b)
    if slots.demanded and status == "actual":
        status = "desired"
    kind = frame.type if is_verbal else _turned(arguments, b, frame)
    return None if kind is None else Attempt(situation, frame, rank, kind, status, polarity, slots)


def excluded(situation: Situation, frame: Frame) -> bool:
    """Whether the clause has words that exclude the frame, or lacks those it needs."""
    if not (frame.not_with or frame.only_with):
        return False
    clause = _words_around(situation)
    return bool(
        (frame.not_with and re.search(frame.not_with, clause))
        or (frame.only_with and not re.search(frame.only_with, clause))
    )


_BEFORE = re.compile(r"[^、。]{0,25}$")
_BEHIND = re.compile(r"[^、。]{0,15}")


def _words_around(situation: Situation) -> str:
    """The words of a trigger's clause that are near it: no further than the next comma."""
    sentence, start = situation.scene.arguments.sentence, situation.trigger.start
    _, end = sentence.span(situation.bunsetsu)
    before, behind = _BEFORE.search(sentence.text, max(0, start - 25), start), _BEHIND.match(sentence.text, end)
    assert before is not None
    assert behind is not None
    return before.group() + sentence.text[start:end] + behind.group()


_EASED = re.compile(r"(?:.{0,3}緩和|.{0,3}解除|撤廃|.{0,3}撤回|.{0,3}引き下げ|免除|取り下げ|緩め)")
_CUT = re.compile(r"(?:.{0,3}停止|.{0,3}打ち切|.{0,3}削減|.{0,3}凍結|.{0,3}中断|.{0,3}中止|取りやめ)")
_REFUSED = re.compile(r"(?:.{0,4}拒否|拒[まみむめんも]|断[らりるれっ]|固辞|はねつけ|退け)")


def _turned(arguments: Arguments, b: Bunsetsu, frame: Frame) -> RelationType | None:
    """The act that an event noun becomes with its verb: sanctions eased are a concession, aid cut a refusal.

    None where the act is refused: then only the refusal is told.
    """
    if frame.type == "AID" and b.case == "ノ" and b.number + 1 < len(arguments.sentence.bunsetsu):
        following = arguments.sentence.bunsetsu[b.number + 1]
        return (
            "REJECT" if _CUT.match(arguments.sentence.text[slice(*arguments.sentence.span(following))]) else frame.type
        )
    b = arguments.carrier(b)
    governor = arguments.next_predicate(b)
    if governor is None or b.case not in ("ヲ", "ガ", "ハ", "モ"):
        return frame.type
    verb = arguments.sentence.text[slice(*arguments.sentence.span(governor))]
    if frame.type == "SANCTION" and _EASED.match(verb):
        return "CONCEDE"
    if frame.type == "AID" and _CUT.match(verb):
        return "REJECT"
    if (
        b.case == "ヲ"
        and frame.type in ("CONSULT", "COOPERATE", "AID", "CONCEDE", "REQUEST", "RETREAT")
        and _REFUSED.match(verb)
    ):
        return None
    return frame.type


def _closes(arguments: Arguments, b: Bunsetsu, trigger: Trigger) -> bool:
    return arguments.sentence.content(b)[1] == trigger.end
