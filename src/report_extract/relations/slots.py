"""Who fills the slots of a frame: at verbs by case, at event nouns by what stands before them and what governs them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from report_extract.analysis.arguments import ACTOR_TYPES, Arguments, Names
from report_extract.analysis.bunsetsu import Bunsetsu
from report_extract.relations.lexicon import Frame
from report_extract.relations.theme import theme_of
from report_extract.relations.triggers import Trigger

_VERBAL_TAIL = re.compile(r"^[」』)]?(?:を)?(?:し|す|さ|せ|でき|いたし)")
RECEIVE = re.compile(r"(?:受け(?!持|入|継|止|身)|得[るた]|得て|得、|もら[わいうえおっ]|浴び|被[らりるれっ]|取り付け)")
LIGHT = re.compile(
    r"(?:行[わいうえおっ]|実施|続け|継続|開始|進め|推進|踏み切|強化|拡大|深め|深化|加速|重ね|強め|繰り返|検討|約束|表明|発表|打ち出|目指|図[らりるれっ]|模索|再開|急[がぎぐげい]|展開|加え|仕掛け|本格化|決定|決め|計画|準備|維持|成功|着手|試み|狙[わいうえっ]|"
    r"停止|打ち切|見送|控え|避け|中断|放棄|断念|乗り出|踏み込|取り付け|終え|積み増|増や|減ら|縮小|絶や|怠|示|主導|かけ|掛け|及[ばびぶん]|働[かき]|公表|承認|保留|延期|定例化|支え|発動|解除|緩和|撤回|務め|担[わいうっ]|果た|努め|合意|進展|一致|期待)"
)
OTHERS_ACT = re.compile(
    r"(?:非難|批判|支持|歓迎|警戒|懸念|反対|要求|求め|容認|黙認|認め|拒[否ま]|阻止|抑止|促|懸念|承認|評価|糾弾|称賛|招[かきい]|呼び|指摘|主張)"
)
DEMAND = re.compile(r"(?:要求|求め|要請|促|呼びかけ|呼び掛け|迫[らりっ]|働きかけ|働き掛け|訴え)")


@dataclass(slots=True)
class Slots:
    """The names found for a frame; ``parties`` do it with each other."""

    subject: Names | None = None
    object: Names | None = None
    parties: Names | None = None
    added: Names | None = None
    theme: tuple[int, int] | None = None
    demanded: bool = False
    one_mention: bool = False


def verbal_slots(arguments: Arguments, b: Bunsetsu, frame: Frame, trigger: Trigger) -> Slots:
    """Fill the slots of a frame whose word is a predicate."""
    cases = {case: list(groups) for case, groups in arguments.cases(b).items()}
    slots = Slots()
    if frame.receives:
        return _with_theme(_receiving_slots(arguments, b, cases), arguments, b, frame, trigger)
    for group in arguments.names:
        if group.bunsetsu == b.number and group.end <= trigger.start:
            pointed = arguments.sentence.text[group.start - 1 : group.start] in ("対", "訪", "駐")
            cases.setdefault("COMP_BOTH" if frame.compound == "both" and not pointed else "COMP", []).append(group)
    if arguments.is_passive(b) and frame.passive:
        return _passive_slots(arguments, b, frame, cases)
    if not trigger.is_verb and not _VERBAL_TAIL.match(arguments.sentence.tail(b)):
        for case, groups in arguments.modifiers(b, trigger.start).items():
            cases.setdefault(case, []).extend(g for g in groups if g not in cases.get(case, []))
    slots.subject = arguments.subject(b)
    slots.object = _nearest(cases, [*frame.object, "COMP", "ヘノ"], frame, apart=slots.subject)
    head = arguments.relative_head(b)
    if slots.object is None and head is not None and head is not slots.subject and fits(head, frame.object_types):
        slots.object = head
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
    if slots.object is None and frame.type == "REQUEST":
        slots.object = _asked_before_content(arguments, b, slots.subject, frame)
    if slots.object is None:
        slots.object = _owner_of_object(arguments, b, slots.subject, frame)
    if slots.object is None and frame.type == "ACCUSE":
        slots.object = _blamed_in_content(arguments, b, slots.subject)
    if slots.object is None and frame.type in _PLACED:
        slots.object = _aimed_at(arguments, b, slots.subject, frame)
    if slots.object is None and frame.type in _CHAINED:
        slots.object = _shared_object(arguments, b, slots.subject, frame)
    if slots.object is None and frame.type in _ANSWERS:
        slots.object = _other_party(arguments, b, slots.subject)
    return _with_theme(slots, arguments, b, frame, trigger)


def _with_theme(slots: Slots, arguments: Arguments, b: Bunsetsu, frame: Frame, trigger: Trigger) -> Slots:
    taken = {group.bunsetsu for group in (slots.subject, slots.object, slots.parties) if group is not None}
    slots.theme = theme_of(arguments, b, frame, trigger, taken)
    return slots


def _asked_before_content(arguments: Arguments, b: Bunsetsu, subject: Names | None, frame: Frame) -> Names | None:
    """Xに対し…するよう求めた: the tree gives who is asked to the words that are asked."""
    content = arguments.sentence.bunsetsu[b.number - 1] if b.number else None
    if content is None or not re.search(
        r"よう(?:に)?、?$", arguments.sentence.text[slice(*arguments.sentence.span(content))]
    ):
        return None
    for number in range(content.number - 1, -1, -1):
        phrase = arguments.sentence.bunsetsu[number]
        if phrase.case in ("ニタイシ", "ニ"):
            asked = [g for g in arguments.in_phrase(phrase) if g is not subject and fits(g, frame.object_types)]
            if asked:
                return asked[-1]
    return None


def _owner_of_object(arguments: Arguments, b: Bunsetsu, subject: Names | None, frame: Frame) -> Names | None:
    """Whose thing it is that the act is done to: 韓国の潜水艦建造を承認, where the thing itself is no object of the frame."""
    for number in reversed(b.children):
        child = arguments.sentence.bunsetsu[number]
        phrase = arguments.owner_phrase(child) if child.case in frame.object and child.number else None
        if phrase is not None:
            owners = [g for g in arguments.in_phrase(phrase) if g is not subject and fits(g, frame.object_types)]
            if owners:
                return owners[-1]
    return None


def _blamed_in_content(arguments: Arguments, b: Bunsetsu, subject: Names | None) -> Names | None:
    """Xが…したと非難: who is blamed is who acts in the words quoted."""
    previous = arguments.sentence.bunsetsu[b.number - 1] if b.number else None
    if previous is None or not arguments.sentence.tail(previous).rstrip("」").endswith(("と", "として", "として、")):
        return None
    for number in range(b.number - 1, -1, -1):
        phrase = arguments.sentence.bunsetsu[number]
        if phrase.case == "ガ":
            actor = arguments.actor(arguments.in_phrase(phrase))
            return actor if actor is not subject else None
    return None


_CHAINED = ("AID", "MOBILIZE", "ASSAULT", "COERCE", "SANCTION", "THREATEN")


def _shared_object(arguments: Arguments, b: Bunsetsu, subject: Names | None, frame: Frame) -> Names | None:
    """What the clause before did it to, when the same subject goes on: イスラエルに配備し、要員も派遣した."""
    for number in range(b.number - 1, -1, -1):
        before = arguments.sentence.bunsetsu[number]
        if not arguments.is_predicate(before) or arguments.is_relative(before):
            continue
        if subject is None or arguments.subject(before) is not subject:
            return None
        cases = arguments.cases(before)
        return _nearest(cases, ["ニ", "ヘ", "ニタイシ", "ヲ"], frame, apart=subject)
    return None


_ANSWERS = ("REJECT", "AGREE", "REQUEST")


def _other_party(arguments: Arguments, b: Bunsetsu, subject: Names | None) -> Names | None:
    """Whom an answer or demand without an object is addressed to: who was met or acted in the clause before."""
    for number in range(b.number - 1, -1, -1):
        before = arguments.sentence.bunsetsu[number]
        if not arguments.is_predicate(before) or arguments.is_relative(before):
            continue
        cases = arguments.cases(before)
        for case in ("ト", "ニ", "ニタイシ", "ガ", "ハ"):
            for group in reversed(cases.get(case, [])):
                if group is not subject and group.members[-1].type in ("PERSON", "GPE", "ORG", "MIL", "GROUP", None):
                    return group
    return None


def _passive_slots(arguments: Arguments, b: Bunsetsu, frame: Frame, cases: dict[str, list[Names]]) -> Slots:
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
        slots.object = _first(rest, [c for c in frame.object if c != "ヲ"], frame, arguments)
    elif patients and patients[-1].members[-1].type == "WEAPON" and frame.type in _PLACED:
        slots.object = _nearest(rest, ["ニ", "ヘ", "ニタイシ", "デ"], frame, apart=slots.subject)
    if slots.object is None and patients:
        slots.object = patients[-1]
    elif slots.object is None and head is not None and head is not slots.subject:
        slots.object = head
    if slots.object is None:
        slots.object = _first(
            rest, [*frame.object, *(["デ"] if frame.type in ("ASSAULT", "COERCE") else [])], frame, arguments
        )
    return slots


def _owner_of_weapon(arguments: Arguments, frame: Frame, cases: dict[str, list[Names]]) -> Names | None:
    """Who shoots or deploys what is shot or deployed: インド軍のミサイルが基地に撃ち込まれた."""
    if frame.type not in _PLACED:
        return None
    weapons = [g for case in ("ガ", "ハ", "モ") for g in cases.get(case, []) if g.members[-1].type == "WEAPON"]
    return arguments.actor(weapons)


_AIMED = re.compile(r"(?:狙[いっ]|標的|目標|目がけ|めがけ|照準)")


def _aimed_at(arguments: Arguments, b: Bunsetsu, subject: Names | None, frame: Frame) -> Names | None:
    """What an attack is aimed at: 基地を狙って撃ち込んだ, 幹部を標的に爆撃した."""
    for number in range(b.number - 1, 0, -1):
        aim, aimed = arguments.sentence.bunsetsu[number], arguments.sentence.bunsetsu[number - 1]
        if aimed.case == "ヲ" and _AIMED.match(arguments.sentence.text[slice(*arguments.sentence.span(aim))]):
            fitting = [g for g in arguments.in_phrase(aimed) if g is not subject and fits(g, frame.object_types)]
            if fitting:
                return fitting[-1]
    return None


def _receiving_slots(arguments: Arguments, b: Bunsetsu, cases: dict[str, list[Names]]) -> Slots:
    """Who gives stands in から, who receives is the subject of the predicate: パキスタンは中国から戦闘機を導入した."""
    giver = arguments.actor(cases.get("カラ", []))
    receiver = arguments.subject(b)
    return Slots(subject=giver, object=receiver if receiver is not giver else None)


def _partners(arguments: Arguments, b: Bunsetsu) -> list[Names]:
    """With whom: 比との協定に署名, the names before との of the object's phrase."""
    for child in arguments.sentence.bunsetsu[max(0, b.number - 3) : b.number]:
        if child.case == "トノ":
            return arguments.in_phrase(child)
    return []


def nominal_slots(arguments: Arguments, b: Bunsetsu, trigger: Trigger, frame: Frame) -> Slots:
    """Fill the slots of a frame whose word is an event noun."""
    found = arguments.modifiers(b, trigger.start)
    slots = Slots()
    agents = [g for case in ("ニヨル", "カラ") for g in found.get(case, []) if can_act(g)]
    if agents:
        slots.subject = agents[0]
    slots.object = _first(
        found, ["ヘノ", "カラノ", "トノ"] if frame.object[0] != "ト" else ["トノ", "ヘノ"], frame, arguments
    )
    compound = found.get("COMP")
    if compound:
        _place(slots, compound[-1], frame.compound, frame)
    between = [
        g for g in found.get("ノ", []) if arguments.sentence.text[g.end : g.end + 1] == "間" and frame.reciprocal
    ]
    if between:
        slots.parties = between[-1]
        return slots
    genitive = [g for g in found.get("ノ", []) if g.members[-1].type in ACTOR_TYPES or _fits_well(g, frame)]
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
        place = _first(found, ["デノ", "FAR"], frame, arguments, apart=slots.subject)
        slots.object = (
            place
            if place is not None and frame.type in ("MOBILIZE", "ASSAULT", "COERCE", "RETREAT", "THREATEN")
            else None
        )
    return slots


def can_act(group: Names) -> bool:
    """Whether the names are of somebody, and of no thing that is only used (無人機攻撃)."""
    return group.members[-1].type in ACTOR_TYPES


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
    cases = arguments.cases(governor)
    if b.case == "ヲ" and RECEIVE.match(verb) and not arguments.is_passive(governor):
        receiver = arguments.subject(governor)
        if slots.object is None and receiver is not slots.subject:
            slots.object = receiver
        if slots.subject is None:
            slots.subject = next((cases[c][-1] for c in ("カラ", "ニヨッテ") if cases.get(c)), None)
        return
    if b.case in ("ヲ", "ニ") and DEMAND.match(verb):
        asked = cases.get("ニ") or cases.get("ニタイシ") or cases.get("カラ")
        if slots.subject is None and asked and asked[-1] is not slots.object:
            slots.subject = asked[-1]
        slots.demanded = True
        asking = arguments.subject(governor)
        if (
            slots.object is None
            and frame.type in ("AID", "CONSULT", "COOPERATE", "SUPPORT", "CONCEDE")
            and asking is not slots.subject
        ):
            slots.object = asking
        return
    same = (b.case in ("ヲ", "ニ", "デ", "") and not (OTHERS_ACT.match(verb) and b.case == "ヲ")) or (
        b.is_adnominal and LIGHT.match(verb)
    )
    if same and not arguments.is_passive(governor):
        if slots.subject is None:
            subject = arguments.subject(governor)
            slots.subject = subject if subject is not slots.object else None
        if slots.object is None:
            order = ["ト", "ニタイシ", "ヘ", "トトモニ", "ニ"] if b.case != "ニ" else ["ト", "ニタイシ", "トトモニ"]
            slots.object = _first(cases, order, frame, arguments, apart=slots.subject)
            if slots.object is None and frame.type == "THREATEN":
                slots.object = _first(cases, ["トッテ", "デ"], frame, arguments, apart=slots.subject)
    elif slots.subject is None:
        agents = cases.get("ニヨッテ")
        slots.subject = agents[-1] if agents else None
        if slots.object is None and b.case in ("ガ", "ハ", "モ") and arguments.is_passive(governor):
            slots.object = _first(cases, ["ニ", "ニタイシ", "ヘ"], frame, arguments, apart=slots.subject)
        if slots.subject is None:
            _from_topic(arguments, b, slots)
    if slots.object is None and frame.type in ("MOBILIZE", "COERCE", "ASSAULT"):
        slots.object = _first(cases, ["デ"], frame, arguments, apart=slots.subject)
    if frame.reciprocal and slots.parties is None and slots.object is None:
        slots.parties = slots.subject


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
        order = ["ト", "ニタイシ", "ヘ", "ニ", "デ"] if frame.type in _PLACED else ["ト", "ニタイシ", "ヘ", "ニ"]
        slots.object = _first(cases, order, frame, arguments, apart=slots.subject)


_PLACED = ("MOBILIZE", "COERCE", "ASSAULT")
_DONE = re.compile(
    r"(?:行[わいうえおっ]|実施|続け|重ね|繰り返|仕掛け|開始|始め|展開|加え|進め|強め|発動|科[しす]|課[しす]|交わ|結[んばび]|約束|表明|公表|発表|決め|決定|開[いか]|催)"
)


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


def _first(
    cases: Mapping[str, list[Names]],
    order: Sequence[str],
    frame: Frame,
    arguments: Arguments,
    apart: Names | None = None,
) -> Names | None:
    for case in order:
        for group in reversed(cases.get(case, [])):
            if group is not apart and fits(group, frame.object_types):
                return group
    return None


def _nearest(cases: Mapping[str, list[Names]], order: Sequence[str], frame: Frame, apart: Names | None) -> Names | None:
    """The object: in を if there is one that fits, else the one nearest to the predicate in any of its cases."""
    fitting = [g for c in order for g in cases.get(c, []) if g is not apart and fits(g, frame.object_types)]
    preferred = [g for g in fitting if g.members[-1].type in frame.prefer]
    if preferred:
        return max(preferred, key=lambda g: g.end)
    groups = [g for g in cases.get("ヲ", []) if g is not apart and fits(g, frame.object_types)] if "ヲ" in order else []
    if not groups:
        groups = fitting
    return max(groups, key=lambda g: g.end, default=None)


def fits(group: Names, types: Sequence[str]) -> bool:
    """Whether one of the names may stand in a slot for these types; no types allow all."""
    return not types or any(m.type is None or m.type in types for m in group.members)


def _fits_well(group: Names, frame: Frame) -> bool:
    """A thing that the frame names among its objects (空母の就役, 条約の批准)."""
    return group.members[-1].type in frame.object_types
