"""When and where an event was: the date and the place of its clause, or of one that leads on to it."""

import re
from collections.abc import Iterator

from report_extract.analysis.arguments import Arguments, Name, Names
from report_extract.analysis.bunsetsu import Bunsetsu
from report_extract.relations.events import Event
from report_extract.views import View


def time_of(event: Event, view: View) -> int | None:
    """The date of the event: the nearest one before its trigger, unless it is of a clause that only describes a noun.

    A caption gives it behind, in brackets.
    """
    if event.bunsetsu < 0:
        return None
    dates = [row for row in view.rows if row[3] == "DATE"]
    for number, start, end, _, _ in reversed(dates):
        home = view.arguments.sentence.at_offset(start)
        if home is not None and end <= event.trigger[0] and _dates_clause(view.arguments, home, event):
            return number
    return dates[-1][0] if dates and _in_caption(view, event, dates[-1][1]) else None


def _in_caption(view: View, event: Event, date: int) -> bool:
    """The bracket behind a caption begins with it or a place: (2025年8月), (北京、2025年9月)."""
    opened = max(view.text.rfind("(", event.trigger[1], date), view.text.rfind("（", event.trigger[1], date))
    return view.kind == "caption" and opened >= 0 and "～" not in view.text[opened:] and "~" not in view.text[opened:]


def _dates_clause(arguments: Arguments, home: Bunsetsu, event: Event) -> bool:
    """The date stands in the event's clause, or in one before it that leads on to it."""
    if home.parent is None or home.parent >= event.bunsetsu or event.bunsetsu - home.number <= 3:
        return True
    home = _occasion(arguments, home)
    clause = arguments.next_predicate(home)
    if clause is None or home.is_adnominal or home.case in ("マデ", "カラ"):
        return False
    to = arguments.sentence.bunsetsu[event.bunsetsu]
    return clause.number >= to.number or _leads_on(arguments, clause, to) or _came(arguments, clause, event)


def _occasion(arguments: Arguments, home: Bunsetsu) -> Bunsetsu:
    """The phrase in で of what a date dates, which dates what happened there: 5月の広島サミットで."""
    at = home
    while at.case in ("ノ", "デノ") and not at.has_comma and at.number - home.number < 3:
        at = arguments.sentence.bunsetsu[at.number + 1]
    return at if at.case == "デ" else home


def _came(arguments: Arguments, clause: Bunsetsu, event: Event) -> bool:
    """Who acts is described by having come there: 8月に訪日した李在明大統領は会談した."""
    words = arguments.sentence.text[slice(*arguments.sentence.span(clause))]
    head = arguments.relative_head(clause) if _VISITED.match(words) else None
    return head is not None and any(name.mention == event.subject for name in head.members)


def _leads_on(arguments: Arguments, clause: Bunsetsu, to: Bunsetsu) -> bool:
    """A clause goes on in a later one: it describes no noun, and nobody else begins to act between the two."""
    between = arguments.sentence.bunsetsu[clause.number + 1 : to.number]
    return not arguments.is_relative(clause) and not any(b.case in ("ガ", "ハ", "モ") for b in between)


_VISITED = re.compile(r"(?:訪|来[日訪台韓中米]|.*入りし|.*の[土地]を踏)")
# What is done where one came to.
_MET = ("AGREE", "CONSULT")
_HELD = re.compile(r"(?:開[いかく]|行[わっい]|催[しさ]|持た|実施)")


def place_of(event: Event, view: View) -> int | None:
    """Where: the place in で or での that belongs to the event or to its predicate, and is neither subject nor object."""
    if event.bunsetsu < 0:
        return None
    home = view.arguments.sentence.bunsetsu[event.bunsetsu]
    found = _places(view.arguments, home, event.trigger[0])
    for group in [*found, *(_visited(view.arguments, home) if event.type in _MET else ())]:
        name: Name = group.members[-1]
        if name.type in ("GPE", "LOC", "FAC") and name.mention not in (event.subject, event.object):
            return name.mention
    return None


def _places(arguments: Arguments, home: Bunsetsu, trigger: int) -> Iterator[Names]:
    """Names in で: at the predicate, before the event noun, where it was held, in the clauses that lead to it."""
    predicate = home if arguments.is_predicate(home) else arguments.next_predicate(home)
    if predicate is not home:
        yield from reversed(arguments.modifiers(home, trigger).get("デノ", []))
        for clause in arguments.sentence.bunsetsu[max(0, home.number - 4) : home.number]:
            held = _HELD.match(arguments.sentence.text[slice(*arguments.sentence.span(clause))])
            if held and arguments.is_relative(clause):
                yield from reversed(arguments.cases(clause).get("デ", []))
    if predicate is None:
        return
    yield from reversed(arguments.cases(predicate).get("デ", []))
    for number in reversed(predicate.children):
        clause = arguments.sentence.bunsetsu[number]
        if clause.number < home.number and arguments.is_predicate(clause) and _leads_on(arguments, clause, home):
            yield from reversed(arguments.cases(clause).get("デ", []))
    for number in predicate.children:
        yield from _held_at(arguments, arguments.sentence.bunsetsu[number])


def _held_at(arguments: Arguments, phrase: Bunsetsu) -> Iterator[Names]:
    """Where the meeting was held in which something was done: ワシントンで催された会談において."""
    clause = arguments.sentence.bunsetsu[phrase.number - 1] if phrase.number and phrase.case == "デ" else None
    if clause is None or not arguments.is_relative(clause):
        return
    if _HELD.match(arguments.sentence.text[slice(*arguments.sentence.span(clause))]):
        yield from reversed(arguments.cases(clause).get("デ", []))


def _visited(arguments: Arguments, home: Bunsetsu) -> Iterator[Names]:
    """Where somebody came to in a clause before, to do it: 天津を訪れ、合意した."""
    for clause in reversed(arguments.sentence.bunsetsu[: home.number]):
        words = arguments.sentence.text[slice(*arguments.sentence.span(clause))]
        if _VISITED.match(words) and arguments.is_predicate(clause) and _leads_on(arguments, clause, home):
            yield from reversed(arguments.cases(clause).get("ヲ", []))
