"""Events: each trigger word of the lexicon with its frame, its arguments, status and polarity."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from report_extract.analysis import mood
from report_extract.analysis.arguments import ACTOR_TYPES, Arguments, Name, Names
from report_extract.analysis.bunsetsu import Bunsetsu
from report_extract.entities import gazetteer
from report_extract.records import Polarity, RelationType, Status
from report_extract.relations.lexicon import Frame, lexicon
from report_extract.relations.slots import Slots, from_governor, nominal_slots, verbal_slots
from report_extract.relations.triggers import Trigger, triggers

_INTERNATIONAL = re.compile(
    r"(?:条約|協定|議定書|宣言|声明|覚書|合意|決議|規約|憲章|協約|行動規範|文書)(?:案|第?\d+号)?$"
)


@dataclass(frozen=True, slots=True)
class Event:
    """One relation: mention numbers, characters of trigger and theme in the Doc, and how it stands."""

    type: RelationType
    subject: int
    object: int
    trigger: tuple[int, int]
    theme: tuple[int, int] | None
    status: Status
    polarity: Polarity
    bunsetsu: int
    rule: str


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


def find(arguments: Arguments, taken: Sequence[tuple[int, int]]) -> list[Event]:
    """All event relations of a sentence; ``taken`` are spans of mentions, in which no trigger stands."""
    events: list[Event] = list(visits(arguments))
    seen: set[tuple[RelationType, int, int, int]] = set()
    for trigger in triggers(arguments, taken):
        b = arguments.sentence.at_offset(trigger.end - 1)
        if b is None:
            continue
        for frame_id in trigger.frames:
            frame = lexicon().frames[frame_id]
            made = [
                e for e in _events(arguments, b, trigger, frame) if (e.type, e.subject, e.object, b.number) not in seen
            ]
            events += made
            seen |= {(e.type, e.subject, e.object, b.number) for e in made}
            if made:
                break
    return events


# What is only thought about, not told: 侵攻する可能性について分析した, 部隊派遣の是非を話し合った.
_STUDIED = re.compile(
    r"[^、。]{0,14}(?:可能性|是非|有無|確率|条件|当否|法的根拠|か(?:どうか|否か)?)[^、。はがも]{0,6}"
    r"(?:(?:について|に関し|をめぐ)[^。]{0,20}(?:分析|論じ|検討|試算|研究|検証|議論|話し合|考察|討議)|"
    r"を(?:も)?(?:分析|論じ|試算|研究|検証|議論|話し合|考察|問う|討議)|が(?:論点|議題|争点|問われ|議論|検討|論じ))"
)


def _events(arguments: Arguments, b: Bunsetsu, trigger: Trigger, frame: Frame) -> list[Event]:
    text = arguments.sentence.text
    if _STUDIED.match(text, trigger.end):
        return []
    _, end = arguments.sentence.span(b)
    clause = text[max(0, trigger.start - 25) : end + 15]
    if frame.not_with and re.search(frame.not_with, clause):
        return []
    if frame.only_with and not re.search(frame.only_with, clause):
        return []
    verbal = trigger.is_verb or (_closes(arguments, b, trigger) and arguments.is_predicate(b))
    slots = verbal_slots(arguments, b, frame, trigger) if verbal else nominal_slots(arguments, b, trigger, frame)
    status, polarity = mood.of_predicate(arguments, b) if verbal else mood.of_event_noun(arguments, b)
    if slots.demanded and status == "actual":
        status = "desired"
    kind = _turned(arguments, b, frame) if not verbal else frame.type
    if kind is None:
        return []
    pairs = _pairs(slots, frame, text)
    theme = slots.theme
    return [
        Event(kind, s, o, (trigger.start, trigger.end), theme, status, polarity, b.number, f"frame:{frame.id}")
        for s, o in pairs
        if s != o or slots.one_mention
    ]


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


def _pairs(slots: Slots, frame: Frame, text: str) -> list[tuple[int, int]]:
    subjects = [
        m
        for group in (slots.subject, slots.added)
        for m in _members(group, frame.subject_types)
        if m.type in ACTOR_TYPES
    ]
    if any(_is_company(m, text) for m in subjects) and frame.type not in ("AFFILIATED_WITH", "LEGISLATE"):
        return []
    objects = _members(slots.object, frame.object_types)
    if frame.reciprocal and slots.parties is not None and (not objects or len(slots.parties.members) > 1):
        parties = _members(slots.parties, [])
        if len(slots.parties.runs) > 1:
            return [(a.mention, c.mention) for run in slots.parties.runs for a, c in combinations(run, 2)]
        if len(parties) == 1 and (parties[0].type == "GROUP" or (parties[0].is_anaphor and parties[0].type is None)):
            slots.one_mention = True
            return [(parties[0].mention, parties[0].mention)]
        return [(a.mention, c.mention) for a, c in combinations(parties, 2)]
    if frame.type == "LEGISLATE":
        objects = [o for o in objects if not _INTERNATIONAL.search(text[o.start : o.end])]
    elif frame.id == "agree.sign":
        objects = [o for o in objects if o.type != "LAW" or o.is_anaphor or _is_international(text[o.start : o.end])]
    return [(s.mention, o.mention) for s in subjects for o in objects if s.mention != o.mention]


def _is_company(name: Name, text: str) -> bool:
    """What only companies do is no relation between states and their bodies."""
    return name.type == "ORG" and re.sub(r"社$", "", text[name.start : name.end]) in gazetteer.companies()


def _is_international(surface: str) -> bool:
    return bool(_INTERNATIONAL.search(surface)) or not re.search(
        r"(?:法|法案|予算案?|大統領令|政令|憲法|省令|戦略|大綱|白書|改正案)(?:第?\d+号)?$", surface
    )


def _members(group: Names | None, types: Sequence[str]) -> list[Name]:
    if group is None:
        return []
    return [
        m
        for m in group.members
        if m.type not in ("EVENT", "FAC", "WEAPON", "LAW", "DATE")
        or m.type in types
        or (not types and m.type in ("LAW", "WEAPON", "FAC", "EVENT"))
    ]
