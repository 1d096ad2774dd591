"""Relations that stand in how names stand together: office, membership, leadership, place, election."""

import re
from collections.abc import Iterator, Sequence

from report_extract.analysis.arguments import Arguments
from report_extract.relations import membership, places, takings
from report_extract.relations.events import Event, by_rule
from report_extract.relations.known import Known
from report_extract.relations.places import Row

_OWNERS = ("GPE", "ORG", "MIL", "GROUP")


def find(text: str, rows: Sequence[Row], arguments: Arguments, known: Known, *, byline: bool) -> Iterator[Event]:
    """Static relations among the mentions (number, start, end, type, is_anaphor) of one sentence, in order."""
    for at, row in enumerate(rows):
        yield from _office(text, rows, at)
        if at + 1 < len(rows):
            yield from _place(text, row, rows[at + 1], known)
        yield from _other_office(text, rows, at)
    if byline:
        yield from _byline(rows)
    yield from places.in_sequence(text, rows, known)
    yield from membership.find(text, rows, arguments)
    yield from takings.find(text, rows, arguments)


def _place(text: str, first: Row, second: Row, known: Known) -> Iterator[Event]:
    """ロシア領クルスク州: the smaller place lies in the larger."""
    found = places.between(text, first, second, known)
    if found is not None:
        trigger, rule = found
        yield by_rule("LOCATED_IN", second[0], first[0], trigger, f"place.{rule}")


def _office(text: str, rows: Sequence[Row], at: int) -> Iterator[Event]:
    """プーチン + 大統領; 書記長 + ナスララ; 米国の + トランプ大統領."""
    number, start, end, kind, anaphor = rows[at]
    if kind != "PERSON" or anaphor:
        return
    after = rows[at + 1] if at + 1 < len(rows) else None
    before = rows[at - 1] if at else None
    role: Row | None = None
    if after and after[3] == "ROLE" and text[end : after[1]] in ("", " ", "・"):
        role = after
    elif before and before[3] == "ROLE" and text[before[2] : start] in ("", "の", "である", " "):
        role = before
    elif (
        after
        and after[3] in ("GPE", "ORG")
        and at + 2 < len(rows)
        and rows[at + 2][3] == "ROLE"
        and _READING.fullmatch(text[end : after[1]])
        and text[after[2] : rows[at + 2][1]] == ""
    ):
        role = rows[at + 2]
        yield by_rule("HAS_ROLE", number, role[0], (role[1], role[2]), "has-role")
        yield by_rule("AFFILIATED_WITH", number, after[0], (role[1], role[2]), "affiliation.office")
        return
    elif after and after[3] == "ROLE" and re.fullmatch(r"・?[A-Za-z\u3400-\u9fff]{2,8}", text[end : after[1]]):
        role = after
    if role is None:
        return
    yield by_rule("HAS_ROLE", number, role[0], (role[1], role[2]), "has-role")
    first = min(start, role[1])
    owners = [row for row in rows if row[2] <= first and row[0] != number and (row[3] in _OWNERS or row[4])]
    if role is after:
        inner = [row for row in rows if end <= row[1] and row[2] <= role[1] and row[3] in ("GPE", "ORG", "MIL")]
        if inner:
            yield by_rule("AFFILIATED_WITH", number, inner[-1][0], (role[1], role[2]), "affiliation.office")
            return
    if owners and text[owners[-1][2] : first] in ("の", "", "・", "政府の", "所属の", "軍の", "のトップである"):
        yield by_rule("AFFILIATED_WITH", number, owners[-1][0], (role[1], role[2]), "affiliation.office")


# How the name is read, in brackets, or the bracket that his office stands in: 梶谷修一（かじたに・しゅういち） JICA研究員.
_READING = re.compile(r"(?:[（(][ぁ-ゖァ-ヶー・\s]+[)）])?[\s　]*[（(]?")
_HELD_OFFICE = re.compile(
    r"(?:を(?:務め(?:る|た|ている|ていた|てきた)|兼ねる|兼務する|歴任した)|であった|だった|である|の)"
)


def _other_office(text: str, rows: Sequence[Row], at: int) -> Iterator[Event]:
    """An office told of somebody with a title of his own: クルスク州知事を務めたスタロヴォイト運輸相, 議長を務めるベトナムのヴィエット大使."""
    role = rows[at]
    near = rows[at + 1 : at + 3]
    skipped = near[0] if near and near[0][3] == "GPE" else None
    person = near[1] if skipped and len(near) > 1 else near[0] if near else None
    if role[3] != "ROLE" or person is None or person[3] != "PERSON":
        return
    said = text[role[2] : skipped[1] if skipped else person[1]]
    if not _HELD_OFFICE.fullmatch(said) or said == "の" or (skipped and text[skipped[2] : person[1]] != "の"):
        return
    yield by_rule("HAS_ROLE", person[0], role[0], (role[1], role[2]), "has-role.told")
    owner = rows[at - 1] if at else None
    if owner and owner[3] in _OWNERS and re.fullmatch(r"(?:の(?:事実上の)?)?", text[owner[2] : role[1]]):
        yield by_rule("AFFILIATED_WITH", person[0], owner[0], (role[1], role[2]), "affiliation.office")


def _byline(rows: Sequence[Row]) -> Iterator[Event]:
    persons = [row for row in rows if row[3] == "PERSON"]
    offices = [row for row in rows if row[3] == "ROLE"]
    institutes = [row for row in rows if row[3] == "ORG"]
    if persons and (len(persons) == 1 or len(offices) == 1):
        for office in offices[:1]:
            yield by_rule("HAS_ROLE", persons[0][0], office[0], (office[1], office[2]), "has-role.byline")
        for institute in institutes[:1]:
            yield by_rule(
                "AFFILIATED_WITH", persons[0][0], institute[0], (institute[1], institute[2]), "affiliation.byline"
            )
