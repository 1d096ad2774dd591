"""Who fills the slots of a frame at an event noun: by what stands before it, and by what governs it."""

import re

from report_extract.analysis.arguments import ACTOR_TYPES, Arguments, Names
from report_extract.analysis.bunsetsu import Bunsetsu
from report_extract.relations.lexicon import Frame
from report_extract.relations.slots import (
    DEMAND,
    LIGHT,
    OTHERS_ACT,
    PLACED,
    RECEIVE,
    Slots,
    can_act,
    first,
    fits,
    fits_well,
)
from report_extract.relations.triggers import Trigger

_DONE = re.compile(
    r"(?:行[わいうえおっ]|実施|続け|重ね|繰り返|仕掛け|開始|始め|展開|加え|進め|強め|発動|科[しす]|課[しす]|交わ|結[んばび]|約束|表明|公表|発表|決め|決定|開[いか]|催)"
)


_DONE_FOR_WHO_ASKS = ("AID", "CONSULT", "COOPERATE", "SUPPORT", "CONCEDE")


def nominal_slots(arguments: Arguments, b: Bunsetsu, trigger: Trigger, frame: Frame) -> Slots:
    """Fill the slots of a frame whose word is an event noun."""
    found = arguments.modifiers(b, trigger.start)
    slots = Slots()
    agents = [g for case in ("ニヨル", "カラ") for g in found.get(case, []) if can_act(g)]
    if agents:
        slots.subject = agents[0]
    slots.object = first(found, ["ヘノ", "カラノ", "トノ"] if frame.object[0] != "ト" else ["トノ", "ヘノ"], frame)
    compound = found.get("COMP")
    if compound:
        _place(slots, compound[-1], frame.compound, frame)
    between = [
        g for g in found.get("ノ", []) if arguments.sentence.text[g.end : g.end + 1] == "間" and frame.reciprocal
    ]
    if between:
        slots.parties = between[-1]
        return slots
    genitive = [g for g in found.get("ノ", []) if g.members[-1].type in ACTOR_TYPES or fits_well(g, frame)]
    if genitive:
        _place(slots, genitive[0], frame.no, frame)
    if slots.parties is None or (len(slots.parties.members) < 2 and not slots.parties.members[0].is_anaphor):
        from_governor(arguments, b, slots, frame)
    if slots.parties is not None and len(slots.parties.members) == 1 and not slots.parties.members[0].is_anaphor:
        if slots.subject is None and slots.object is not None and slots.parties is not slots.object:
            slots.subject = slots.parties
        elif slots.object is None and slots.subject is not None and slots.parties is not slots.subject:
            slots.object = slots.parties
    if frame.id == "consult.mediate" and slots.object is None:
        slots.object = _mediated(arguments, b, slots.subject)
    if slots.object is None:
        place = first(found, ["デノ", "FAR"], frame, apart=slots.subject)
        slots.object = (
            place
            if place is not None and frame.type in ("MOBILIZE", "ASSAULT", "COERCE", "RETREAT", "THREATEN")
            else None
        )
    return slots


def _place(slots: Slots, group: Names, role: str, frame: Frame) -> None:
    """Put a name before an event noun where the frame says; several names of a reciprocal act are its parties."""
    if role == "both":
        if slots.parties is None:
            slots.parties = group
    elif (
        role == "object"
        and group.members[-1].type == "MIL"
        and frame.type in ("ASSAULT", "RETREAT", "MOBILIZE")
        and slots.subject is None
    ):
        slots.subject = group
    elif role == "object" and slots.object is None and fits(group, frame.object_types):
        slots.object = group
    elif slots.subject is None and slots.object is not group and can_act(group):
        slots.subject = group
    elif slots.object is None and slots.subject is not group and fits(group, frame.object_types):
        slots.object = group


def from_governor(arguments: Arguments, b: Bunsetsu, slots: Slots, frame: Frame) -> None:
    """What the predicate that an event noun depends on tells of who does it and to whom."""
    _from_light_clause(arguments, b, slots, frame)
    b = arguments.carrier(b)
    governor = arguments.next_predicate(b)
    if governor is None:
        _from_topic(arguments, b, slots)
        return
    verb = arguments.sentence.text[slice(*arguments.sentence.span(governor))]
    passive = arguments.is_passive(governor)
    if b.case == "ヲ" and RECEIVE.match(verb) and not passive:
        _received(arguments, governor, slots)
        return
    if b.case in ("ヲ", "ニ") and DEMAND.match(verb):
        _demanded(arguments, governor, slots, frame)
        return
    is_same_act = b.case in ("ヲ", "ニ", "デ", "") and not (OTHERS_ACT.match(verb) and b.case == "ヲ")
    if (is_same_act or (b.is_adnominal and LIGHT.match(verb))) and not passive:
        _done(arguments, b, governor, slots, frame)
    elif slots.subject is None:
        _told_of(arguments, b, governor, slots, frame)
    if slots.object is None and frame.type in PLACED:
        slots.object = first(arguments.cases(governor), ["デ"], frame, apart=slots.subject)
    if frame.reciprocal and slots.parties is None and slots.object is None:
        slots.parties = slots.subject


def _received(arguments: Arguments, governor: Bunsetsu, slots: Slots) -> None:
    """支援を受ける: who receives is the predicate's subject."""
    cases = arguments.cases(governor)
    receiver = arguments.subject(governor)
    if slots.object is None and receiver is not slots.subject:
        slots.object = receiver
    if slots.subject is None:
        slots.subject = next((cases[c][-1] for c in ("カラ", "ニヨッテ") if cases.get(c)), None)


def _demanded(arguments: Arguments, governor: Bunsetsu, slots: Slots, frame: Frame) -> None:
    """支援を求める: who is asked should do it, for who asks."""
    cases = arguments.cases(governor)
    asked = cases.get("ニ") or cases.get("ニタイシ") or cases.get("カラ")
    if slots.subject is None and asked and asked[-1] is not slots.object:
        slots.subject = asked[-1]
    slots.demanded = True
    asking = arguments.subject(governor)
    if slots.object is None and frame.type in _DONE_FOR_WHO_ASKS and asking is not slots.subject:
        slots.object = asking


def _done(arguments: Arguments, b: Bunsetsu, governor: Bunsetsu, slots: Slots, frame: Frame) -> None:
    """支援を行う, 演習に踏み切る: the predicate's arguments are the noun's."""
    cases = arguments.cases(governor)
    if slots.subject is None:
        subject = arguments.subject(governor)
        slots.subject = subject if subject is not slots.object else None
    if slots.object is None:
        order = ["ト", "ニタイシ", "ヘ", "トトモニ", "ニ"] if b.case != "ニ" else ["ト", "ニタイシ", "トトモニ"]
        slots.object = first(cases, order, frame, apart=slots.subject)
        if slots.object is None and frame.type == "THREATEN":
            slots.object = first(cases, ["トッテ", "デ"], frame, apart=slots.subject)


def _told_of(arguments: Arguments, b: Bunsetsu, governor: Bunsetsu, slots: Slots, frame: Frame) -> None:
    """支援が続く, 支援が約束された: by whom in によって, to whom in に of a passive, else the topic does it."""
    cases = arguments.cases(governor)
    agents = cases.get("ニヨッテ")
    slots.subject = agents[-1] if agents else None
    if slots.object is None and b.case in ("ガ", "ハ", "モ") and arguments.is_passive(governor):
        slots.object = first(cases, ["ニ", "ニタイシ", "ヘ"], frame, apart=slots.subject)
    if slots.subject is None:
        _from_topic(arguments, b, slots)


def _from_light_clause(arguments: Arguments, b: Bunsetsu, slots: Slots, frame: Frame) -> None:
    """日本海へ向けて行った発射: who does an event noun, and where, stands in the clause before it that says it was done."""
    clause = arguments.sentence.bunsetsu[b.number - 1] if b.number else None
    if clause is None or not arguments.is_relative(clause):
        return
    if not _DONE.match(arguments.sentence.text[slice(*arguments.sentence.span(clause))]):
        return
    cases = arguments.cases(clause)
    passive = arguments.is_passive(clause)
    if slots.subject is None:
        doer = arguments.actor(cases.get("ニヨッテ", []) if passive else cases.get("ガ", []))
        slots.subject = doer or (None if passive else arguments.subject(clause))
    if slots.object is None:
        order = ["ト", "ニタイシ", "ヘ", "ニ", "デ"] if frame.type in PLACED else ["ト", "ニタイシ", "ヘ", "ニ"]
        slots.object = first(cases, order, frame, apart=slots.subject)


def _mediated(arguments: Arguments, b: Bunsetsu, mediator: Names | None) -> Names | None:
    """Between whom: the parties named next in the sentence, or the subject of its clause."""
    pairs = [g for g in arguments.names if g is not mediator and len(g.members) > 1]
    after = [g for g in pairs if g.bunsetsu > b.number]
    if pairs:
        return after[0] if after else pairs[-1]
    governor = arguments.next_predicate(b)
    subject = arguments.subject(governor) if governor is not None else None
    return subject if subject is not mediator else None


def _from_topic(arguments: Arguments, b: Bunsetsu, slots: Slots) -> None:
    topic = arguments.topic_before(b) or arguments.should_act
    if slots.subject is None and topic is not slots.object:
        slots.subject = topic
