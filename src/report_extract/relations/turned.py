"""Who fills the slots of a frame at a predicate that turns them: in the passive, or said of who receives."""

from report_extract.analysis.arguments import Arguments, Names
from report_extract.analysis.bunsetsu import Bunsetsu
from report_extract.relations.lexicon import Frame
from report_extract.relations.slots import PLACED, Slots, first, fits, nearest


def passive_slots(arguments: Arguments, b: Bunsetsu, frame: Frame, cases: dict[str, list[Names]]) -> Slots:
    """By whom in によって, から or に; to whom what is in が or は, or the noun that the clause describes."""
    agents = (
        cases.get("ニヨッテ")
        or cases.get("カラ")
        or (cases.get("ニ") if frame.object[0] == "ヲ" or frame.theme else None)
    )
    slots = Slots(subject=arguments.actor(agents or []) or _owner_of_weapon(arguments, frame, cases))
    rest = {case: [g for g in groups if g is not slots.subject] for case, groups in cases.items()}
    patients = [g for case in ("ガ", "ハ", "モ") for g in rest.get(case, []) if fits(g, frame.object_types)]
    head = arguments.relative_head(b)
    if frame.theme == ["ヲ"]:
        slots.object = first(rest, [c for c in frame.object if c != "ヲ"], frame)
    elif patients and patients[-1].members[-1].type == "WEAPON" and frame.type in PLACED:
        slots.object = nearest(rest, ["ニ", "ヘ", "ニタイシ", "デ"], frame, apart=slots.subject)
    if slots.object is None and patients:
        slots.object = patients[-1]
    elif slots.object is None and head is not None and head is not slots.subject:
        slots.object = head
    if slots.object is None:
        slots.object = first(rest, [*frame.object, *(["デ"] if frame.type in ("ASSAULT", "COERCE") else [])], frame)
    return slots


def _owner_of_weapon(arguments: Arguments, frame: Frame, cases: dict[str, list[Names]]) -> Names | None:
    """Who shoots or deploys what is shot or deployed: インド軍のミサイルが基地に撃ち込まれた."""
    if frame.type not in PLACED:
        return None
    weapons = [g for case in ("ガ", "ハ", "モ") for g in cases.get(case, []) if g.members[-1].type == "WEAPON"]
    return arguments.actor(weapons)


def receiving_slots(arguments: Arguments, b: Bunsetsu, cases: dict[str, list[Names]]) -> Slots:
    """Who gives stands in から, who receives is the subject of the predicate: パキスタンは中国から戦闘機を導入した."""
    giver = arguments.actor(cases.get("カラ", []))
    receiver = arguments.subject(b)
    return Slots(subject=giver, object=receiver if receiver is not giver else None)
