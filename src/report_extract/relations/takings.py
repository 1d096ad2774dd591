"""Who takes or holds an office, wins an election or joins a body, by the verbs that say so."""

import re
from collections.abc import Iterator, Sequence

from report_extract.analysis import mood
from report_extract.analysis.arguments import Arguments, Name
from report_extract.analysis.bunsetsu import Bunsetsu
from report_extract.records import RelationType
from report_extract.relations.events import Event
from report_extract.relations.places import Row

_APPOINT = re.compile(
    r"(?:となっ|になっ|返り咲|就任|就[いか](?=[たてれ])|任命|任じ|指名|起用|登用|再任|昇格|昇進|抜擢|復帰|選任)"
)
_ELECT = re.compile(
    r"(?:(?:過半数|議席|第1党|第一党|過半)[^、。]{0,8}(?:獲得|奪還|確保|維持)|勝利|当選|再選|圧勝|辛勝|制し|制す|勝利し|選出|(?:第1党|第一党)とな[らりるっ])"
)
_JOIN = re.compile(r"(?:非?加盟|加入|参加|復帰|編入|加わ[らりるれっ]|入[らりるれっ](?=[るたり]))")


# Holding an office beside others: 大使を兼ねる.
_HOLD = re.compile(r"(?:務め|兼ね|兼任|兼務|歴任)")
_STATES_JOIN = ("加盟", "非加盟", "参加", "加入", "復帰")


def find(text: str, rows: Sequence[Row], arguments: Arguments) -> Iterator[Event]:
    """Offices taken and held, elections won and bodies joined, as the verbs of one sentence tell."""
    yield from _into_office(text, rows, arguments)
    sentence = arguments.sentence
    low, high = sentence.doc[sentence.start].idx, sentence.span(sentence.bunsetsu[-1])[1]
    words: tuple[tuple[re.Pattern[str], RelationType, tuple[str, ...], str], ...] = (
        (_APPOINT, "APPOINT", ("ROLE",), "appoint"),
        (_ELECT, "ELECT", ("EVENT", "ROLE"), "elect"),
        (_JOIN, "AFFILIATED_WITH", ("ORG", "GROUP", "MIL"), "join"),
        (_HOLD, "HAS_ROLE", ("ROLE",), "hold"),
    )
    for pattern, kind, targets, rule in words:
        for match in pattern.finditer(text, low, high):
            near = [
                r
                for r in rows
                if r[3] in targets
                and r[2] <= match.start()
                and re.fullmatch(
                    r"」?(?:に|へ|で|への|として|を|にも|への?正式|への早期|候補に)?", text[r[2] : match.start()]
                )
            ]
            b = sentence.at_offset(match.start())
            if not near and kind == "ELECT":
                near = [r for r in rows if r[3] == "EVENT" and r[2] <= match.start() and "選" in text[r[1] : r[2]]]
            if (
                not near
                or b is None
                or _within(match.start(), rows)
                or (kind == "HAS_ROLE" and arguments.is_relative(b))
            ):
                continue
            if kind == "APPOINT" and text[near[-1][2] : match.start()] == "を" and _is_title(near[-1], rows):
                continue
            subject = _agent(arguments, b, match.start(), near[-1])
            if subject is None:
                continue
            status, polarity = (
                mood.of_predicate(arguments, b) if arguments.is_predicate(b) else mood.of_event_noun(arguments, b)
            )
            for member in subject:
                if member.mention != near[-1][0] and _can_take(kind, member, match.group()):
                    yield Event(
                        kind,
                        member.mention,
                        near[-1][0],
                        (match.start(), match.end()),
                        None,
                        status,
                        polarity,
                        b.number,
                        f"static:{rule}",
                    )


def _can_take(kind: RelationType, name: Name, word: str) -> bool:
    """Persons and parties take offices, persons hold them; states and bodies, not persons, join what states join."""
    if kind == "AFFILIATED_WITH":
        return name.type != "PERSON" or word not in _STATES_JOIN
    return name.type == "PERSON" if kind == "HAS_ROLE" else name.type in ("PERSON", "ORG", None)


def _is_title(role: Row, rows: Sequence[Row]) -> bool:
    """An office that is only somebody's title: 田中知事を任命."""
    return any(row[3] == "PERSON" and row[2] == role[1] for row in rows)


_ENTER = re.compile(r"(?:就任|再任|就[いく](?=[たて])|指名|任命)")


def _into_office(text: str, rows: Sequence[Row], arguments: Arguments) -> Iterator[Event]:
    """Who takes office where the office is no phrase of the verb: 頼清徳総統が就任, 初代の司令官に南雲が就いた, 後任に外相が指名された."""
    sentence = arguments.sentence
    low, high = sentence.doc[sentence.start].idx, sentence.span(sentence.bunsetsu[-1])[1]
    for match in _ENTER.finditer(text, low, high):
        b = sentence.at_offset(match.start())
        if b is None or _within(match.start(), rows) or not arguments.is_predicate(b):
            continue
        told = [group for case in ("ガ", "ヲ") for group in arguments.cases(b).get(case, [])]
        group = told[-1] if told else arguments.subject(b)
        person = group.members[-1] if group else None
        role = _office_of(text, rows, arguments, match, person) if person and person.type == "PERSON" else None
        if person and role:
            status, polarity = mood.of_predicate(arguments, b)
            yield Event(
                "APPOINT", person.mention, role[0], match.span(), None, status, polarity, b.number, "static:enter"
            )


def _office_of(text: str, rows: Sequence[Row], arguments: Arguments, match: re.Match[str], person: Name) -> Row | None:
    """The office in に further before the verb, that of the predecessor, or the title of who takes it."""
    offices = [row for row in rows if row[3] == "ROLE"]
    successor = re.search(r"後任(?:に|として)", text[: match.start()])
    if successor is not None:
        before = [row for row in offices if row[2] <= successor.start()]
        return before[-1] if before else None
    for row in reversed(offices):
        if row[2] <= match.start() and re.match(r"に", text[row[2] :]) and row[1] < person.start:
            between = text[row[2] + 1 : match.start()]
            return row if re.fullmatch(r"[^、。]{1,12}が", between) else None
    titles = [row for row in offices if person.start < row[1] <= person.end + 1 and _is_title(row, rows)]
    return titles[0] if titles and match.group() in ("就任", "再任") else None


def _within(offset: int, rows: Sequence[Row]) -> bool:
    return any(start <= offset < end for _, start, end, _, _ in rows)


def _agent(arguments: Arguments, b: Bunsetsu, start: int, target: Row) -> tuple[Name, ...] | None:
    if not arguments.is_predicate(b):
        found = arguments.modifiers(b, target[1])
        for case in ("ニヨル", "ノ"):
            if found.get(case):
                return found[case][-1].members
    chosen = arguments.cases(b).get("ヲ", []) if not arguments.is_passive(b) else []
    named = [group for group in chosen if group.members[-1].type == "PERSON"]
    subject = named[-1] if named else arguments.subject(b)
    return subject.members if subject else None
