"""What an act is about: the phrase in a case that its frame names, or the words that are quoted."""

import re

from report_extract.analysis.arguments import Arguments
from report_extract.analysis.bunsetsu import Bunsetsu
from report_extract.relations.lexicon import Frame
from report_extract.relations.triggers import Trigger

# The case of what an act is about where the frame names none: 情報を共有する, 継続で一致する.
_THEME_CASES = {
    "COOPERATE": ("ヲ",),
    "MOBILIZE": ("ヲ",),
    "AGREE": ("デ", "ヲ"),
    "SANCTION": ("ヲ",),
    "SUPPORT": ("ヲ",),
}
_WHERE = ("GPE", "LOC", "FAC", "EVENT")
_QUOTING = ("ACCUSE", "THREATEN", "REQUEST")
_QUOTED = re.compile(r"(?:よう(?:に)?|と|として)、?$")


def theme_of(
    arguments: Arguments, b: Bunsetsu, frame: Frame, trigger: Trigger, taken: set[int]
) -> tuple[int, int] | None:
    """What is given, asked or agreed: the phrase in the frame's case, or the clause that is quoted.

    ``taken`` are the bunsetsu that the arguments of the act stand in.
    """
    for case in frame.theme or _THEME_CASES.get(frame.type, ()):
        for number in reversed(b.children):
            child = arguments.sentence.bunsetsu[number]
            placed = case == "デ" and any(g.members[-1].type in _WHERE for g in arguments.in_phrase(child))
            inside = arguments.sentence.span(child)[1] > trigger.start
            if child.case == case and number not in taken and not placed and not inside:
                return _from_first(arguments, child, taken), arguments.sentence.content(child)[1]
    return _quoted(arguments, b, taken) if frame.type in _QUOTING else None


def _from_first(arguments: Arguments, head: Bunsetsu, taken: set[int]) -> int:
    """Where a phrase begins: with what belongs to its noun by の or is coordinated with it, directly before it."""
    while head.number and head.number - 1 not in taken:
        left = arguments.sentence.bunsetsu[head.number - 1]
        belongs = left.case in ("ノ", "ヘノ", "カラノ", "トノ", "ニヨル", "メグル") or left.particle in (
            "や",
            "及び",
            "と",
            "・",
        )
        if left.has_comma or not belongs:
            break
        head = left
    clause = arguments.sentence.bunsetsu[head.number - 1] if head.number else None
    if clause is not None and arguments.is_relative(clause) and _surface(arguments, head) == "こと":
        head = _first_of_clause(arguments, clause, taken)
    return arguments.sentence.content(head)[0]


def _surface(arguments: Arguments, b: Bunsetsu) -> str:
    return arguments.sentence.text[slice(*arguments.sentence.content(b))]


def _first_of_clause(arguments: Arguments, clause: Bunsetsu, taken: set[int]) -> Bunsetsu:
    """The first bunsetsu of a clause that is told of: not who tells it, not to whom."""
    first = clause
    while first.number and first.number - 1 not in taken:
        left = arguments.sentence.bunsetsu[first.number - 1]
        if left.case in ("ハ", "ニタイシ") or left.has_comma or (left.parent or 0) > clause.number:
            break
        first = left
    return first


def _quoted(arguments: Arguments, b: Bunsetsu, taken: set[int]) -> tuple[int, int] | None:
    """The clause in よう or と before a verb of asking or blaming, without who is asked."""
    clause = arguments.sentence.bunsetsu[b.number - 1] if b.number else None
    if clause is None or not arguments.is_predicate(clause):
        return None
    start, end = arguments.sentence.span(clause)
    mark = _QUOTED.search(arguments.sentence.text[start:end])
    if mark is None:
        return None
    first = _first_of_clause(arguments, clause, taken)
    return arguments.sentence.content(first)[0], start + mark.start()
