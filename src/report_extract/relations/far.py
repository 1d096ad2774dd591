"""What an act is done to where its own cases do not say: inside its object, in the words quoted, in the clause before."""

import re

from report_extract.analysis.arguments import Arguments, Names
from report_extract.analysis.bunsetsu import Bunsetsu
from report_extract.relations.lexicon import Frame
from report_extract.relations.slots import PLACED, fits, nearest

_CHAINED = ("AID", "MOBILIZE", "ASSAULT", "COERCE", "SANCTION", "THREATEN")
_ANSWERS = ("REJECT", "AGREE", "REQUEST")
_AIMED = re.compile(r"(?:狙[いっ]|標的|目標|目がけ|めがけ|照準)")


def far_object(arguments: Arguments, b: Bunsetsu, subject: Names | None, frame: Frame) -> Names | None:
    """What stands further away, by what the type of the act allows."""
    found = _asked_before_content(arguments, b, subject, frame) if frame.type == "REQUEST" else None
    if found is None:
        found = _owner_of_object(arguments, b, subject, frame)
    if found is None and frame.type == "ACCUSE":
        found = _blamed_in_content(arguments, b, subject)
    if found is None and frame.type in PLACED:
        found = _aimed_at(arguments, b, subject, frame)
    if found is None and frame.type in _CHAINED:
        found = _shared_object(arguments, b, subject, frame)
    if found is None and frame.type in _ANSWERS:
        found = _other_party(arguments, b, subject)
    return found


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


def _shared_object(arguments: Arguments, b: Bunsetsu, subject: Names | None, frame: Frame) -> Names | None:
    """What the clause before did it to, when the same subject goes on: イスラエルに配備し、要員も派遣した."""
    for number in range(b.number - 1, -1, -1):
        before = arguments.sentence.bunsetsu[number]
        if not arguments.is_predicate(before) or arguments.is_relative(before):
            continue
        if subject is None or arguments.subject(before) is not subject:
            return None
        cases = arguments.cases(before)
        return nearest(cases, ["ニ", "ヘ", "ニタイシ", "ヲ"], frame, apart=subject)
    return None


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


def _aimed_at(arguments: Arguments, b: Bunsetsu, subject: Names | None, frame: Frame) -> Names | None:
    """What an attack is aimed at: 基地を狙って撃ち込んだ, 幹部を標的に爆撃した."""
    for number in range(b.number - 1, 0, -1):
        aim, aimed = arguments.sentence.bunsetsu[number], arguments.sentence.bunsetsu[number - 1]
        if aimed.case == "ヲ" and _AIMED.match(arguments.sentence.text[slice(*arguments.sentence.span(aim))]):
            fitting = [g for g in arguments.in_phrase(aimed) if g is not subject and fits(g, frame.object_types)]
            if fitting:
                return fitting[-1]
    return None
