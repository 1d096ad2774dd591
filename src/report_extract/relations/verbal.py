"""Who fills the slots of a frame at a predicate: by case, and who it is done with."""

import re

from report_extract.analysis.arguments import Arguments, Names
from report_extract.analysis.bunsetsu import Bunsetsu
from report_extract.relations.far import far_object
from report_extract.relations.lexicon import Frame
from report_extract.relations.slots import Slots, fits, nearest
from report_extract.relations.triggers import Trigger
from report_extract.relations.turned import passive_slots, receiving_slots

Cases = dict[str, list[Names]]

_VERBAL_TAIL = re.compile(r"^[」』)]?(?:を)?(?:し|す|さ|せ|でき|いたし)")


def verbal_slots(arguments: Arguments, b: Bunsetsu, frame: Frame, trigger: Trigger) -> Slots:
    """Fill the slots of a frame whose word is a predicate."""
    cases = {case: list(groups) for case, groups in arguments.cases(b).items()}
    if frame.receives:
        return receiving_slots(arguments, b, cases)
    _add_glued(cases, arguments, b, frame, trigger)
    if arguments.is_passive(b) and frame.passive:
        return passive_slots(arguments, b, frame, cases)
    if not trigger.is_verb and not _VERBAL_TAIL.match(arguments.sentence.tail(b)):
        for case, groups in arguments.modifiers(b, trigger.start).items():
            cases.setdefault(case, []).extend(g for g in groups if g not in cases.get(case, []))
    slots = Slots(subject=arguments.subject(b))
    slots.object = nearest(cases, [*frame.object, "COMP", "ヘノ"], frame, apart=slots.subject)
    head = arguments.relative_head(b)
    if slots.object is None and head is not None and head is not slots.subject and fits(head, frame.object_types):
        slots.object = head
    _add_partners(slots, cases, arguments, b, frame)
    if slots.object is None:
        slots.object = far_object(arguments, b, slots.subject, frame)
    return slots


def _add_glued(cases: Cases, arguments: Arguments, b: Bunsetsu, frame: Frame, trigger: Trigger) -> None:
    """Names glued to the predicate: 対露制裁する, 日米合意した."""
    for group in arguments.names:
        if group.bunsetsu == b.number and group.end <= trigger.start:
            pointed = arguments.sentence.text[group.start - 1 : group.start] in ("対", "訪", "駐")
            cases.setdefault("COMP_BOTH" if frame.compound == "both" and not pointed else "COMP", []).append(group)


def _add_partners(slots: Slots, cases: Cases, arguments: Arguments, b: Bunsetsu, frame: Frame) -> None:
    """With whom it is done: who signs too, who stands in とともに, who does it with each other."""
    if frame.id == "agree.sign" and slots.object is not None and slots.object.members[-1].type == "LAW":
        partners = cases.get("ト") or cases.get("トノ") or _partners(arguments, b)
        slots.added = partners[-1] if partners else None
    if cases.get("トトモニ"):
        slots.added = cases["トトモニ"][-1]
        if slots.object is None and frame.reciprocal:
            slots.object = slots.added
            slots.added = None
    if frame.reciprocal and slots.object is None:
        both = cases.get("COMP_BOTH")
        slots.parties = both[-1] if both else slots.subject


def _partners(arguments: Arguments, b: Bunsetsu) -> list[Names]:
    """With whom: 比との協定に署名, the names before との of the object's phrase."""
    for child in arguments.sentence.bunsetsu[max(0, b.number - 3) : b.number]:
        if child.case == "トノ":
            return arguments.in_phrase(child)
    return []
