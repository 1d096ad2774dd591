"""Relations that stand in how names stand together: office, membership, leadership, place, election."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from report_extract.analysis import mood
from report_extract.analysis.arguments import Arguments, Name
from report_extract.analysis.bunsetsu import Bunsetsu
from report_extract.records import RelationType
from report_extract.relations import places
from report_extract.relations.events import Event
from report_extract.relations.known import Known
from report_extract.relations.places import Row

_OWNERS = ("GPE", "ORG", "MIL", "GROUP")


def find(text: str, rows: Sequence[Row], arguments: Arguments, known: Known, *, byline: bool) -> Iterator[Event]:
    """Static relations among the mentions (number, start, end, type, is_anaphor) of one sentence, in order."""
    for at, row in enumerate(rows):
        yield from _office(text, rows, at)
        if at + 1 < len(rows):
            yield from _side_by_side(text, row, rows[at + 1])
            yield from _place(text, row, rows[at + 1], known)
    if byline:
        yield from _byline(rows)
    yield from _membership(text, arguments)
    yield from _shared_owner(text, rows)
    yield from _verbs(text, rows, arguments)


def _event(kind: RelationType, subject: int, obj: int, trigger: tuple[int, int], rule: str) -> Event:
    return Event(kind, subject, obj, trigger, None, "actual", "positive", -1, f"static:{rule}")


def _place(text: str, first: Row, second: Row, known: Known) -> Iterator[Event]:
    """ロシア領クルスク州: the smaller place lies in the larger."""
    found = places.between(text, first, second, known)
    if found is not None:
        trigger, rule = found
        yield _event("LOCATED_IN", second[0], first[0], trigger, f"place.{rule}")


def _shared_owner(text: str, rows: Sequence[Row]) -> Iterator[Event]:
    """韓国のサムスン電子とSKハイニックス: the second belongs to the same owner."""
    for owner, first, second in zip(rows, rows[1:], rows[2:], strict=False):
        if (
            owner[3] == "GPE"
            and first[3] == second[3]
            and first[3] in ("ORG", "MIL")
            and text[owner[2] : first[1]] == "の"
            and re.fullmatch(r"(?:[(][^)]*[)])?(?:と|や|、|及び|および|・)", text[first[2] : second[1]])
        ):
            yield _event("AFFILIATED_WITH", second[0], owner[0], (second[1], second[2]), "affiliation.of")


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
        and text[end : after[1]] == ""
        and text[after[2] : rows[at + 2][1]] == ""
    ):
        role = rows[at + 2]
        yield _event("HAS_ROLE", number, role[0], (role[1], role[2]), "has-role")
        yield _event("AFFILIATED_WITH", number, after[0], (role[1], role[2]), "affiliation.office")
        return
    elif after and after[3] == "ROLE" and re.fullmatch(r"・?[A-Za-z\u3400-\u9fff]{2,8}", text[end : after[1]]):
        role = after
    if role is None:
        return
    yield _event("HAS_ROLE", number, role[0], (role[1], role[2]), "has-role")
    first = min(start, role[1])
    owners = [row for row in rows if row[2] <= first and row[0] != number and (row[3] in _OWNERS or row[4])]
    if role is after:
        inner = [row for row in rows if end <= row[1] and row[2] <= role[1] and row[3] in ("GPE", "ORG", "MIL")]
        if inner:
            yield _event("AFFILIATED_WITH", number, inner[-1][0], (role[1], role[2]), "affiliation.office")
            return
    if owners and text[owners[-1][2] : first] in ("の", "", "・", "政府の", "所属の", "軍の", "のトップである"):
        yield _event("AFFILIATED_WITH", number, owners[-1][0], (role[1], role[2]), "affiliation.office")


def _side_by_side(text: str, first: Row, second: Row) -> Iterator[Event]:
    between = text[first[2] : second[1]]
    a, b = first[3], second[3]
    if (
        a in ("GPE", "ORG", "GROUP")
        and b in ("ORG", "MIL")
        and not second[4]
        and not re.match(r"(?:非?加盟|脱退|離脱|参加|入り|復帰|加入|首脳会議|サミット)", text[second[2] :])
    ):
        if between in (
            "の",
            "傘下の",
            "系の",
            "所属の",
            "に本社を置く",
            "の最大野党「",
            "の与党「",
            "の野党「",
            "の最大野党",
            "の与党",
            "の野党",
            "最大野党「",
            "の石油大手",
            "の国営企業",
            "の半導体大手",
            "の防衛大手",
            "の国営石油会社",
            "のシンクタンク「",
            "のシンクタンク",
            "シンクタンクの",
            "のシンクタンク・",
            "の野党・",
            "の与党・",
            "の最大野党・",
        ) or (between == "" and a == "GPE" and b == "ORG" and first[2] - first[1] == 1):
            yield _event("AFFILIATED_WITH", second[0], first[0], (second[1], second[2]), "affiliation.of")
    if a == "GPE" and b == "GROUP" and between in ("をはじめとする", "を始めとする", "を含む", "などの", "など"):
        yield _event("AFFILIATED_WITH", first[0], second[0], (first[2], second[1]), "affiliation.among")
    if (
        a in ("ORG", "GROUP", "MIL", "GPE")
        and b == "PERSON"
        and between in ("の", "に所属する", "を率いる", "を率いた", "を統括する", "を指揮する")
        and a != "GPE"
    ):
        yield _event("AFFILIATED_WITH", second[0], first[0], (first[2], second[1]), "affiliation.person")
    if a in ("ORG", "GROUP", "MIL") and b == "PERSON" and between in (")の", "」の", "」所属の"):
        yield _event("AFFILIATED_WITH", second[0], first[0], (second[1], second[2]), "affiliation.person")
    if a in ("ORG", "GROUP") and b == "GPE" and _SEAT.fullmatch(between):
        yield _event("AFFILIATED_WITH", second[0], first[0], (first[2], second[1]), "affiliation.seat")
    if a == "MIL" and b in ("MIL", "ORG") and between == "の":
        yield _event("AFFILIATED_WITH", second[0], first[0], (second[1], second[2]), "affiliation.of")


# Members before the body that they make up, and the body before its members or its seat.
_MEMBERS_FIRST = re.compile(
    r"(?:など)?(?:から(?:なる|成る|構成される)|で構成する|が(?:名を連ね|加わ[りる]|加わっ|加盟[しす]|参加[しす]|構成[しす]|結成し|設立し|創設し|主導[しす])[^、。]{0,4}|"
    r"を(?:軸|中心|柱|核|盟主)と(?:する|した))[^、。]{0,6}"
)
_BODY_FIRST = re.compile(
    r"の?(?:原?加盟国|議長国|構成国|参加国|一員|メンバー|創設国|創設メンバー|(?:非?常任)?理事国|主要国)(?:の(?:うち|一つ|1つ|一角)|である|たる|を(?:引き受け|務め)[たる]|の|、)*"
)
_OWNED = re.compile(
    r"(?:資本|国営|政府)?の?(?:傘下|影響下|管理下|指揮下|隷下|麾下)(?:に(?:ある|置かれた|置かれる|入った|属する)|の)[^、。]{0,8}"
)


def _membership(text: str, arguments: Arguments) -> Iterator[Event]:
    """日独印とブラジルから成るG4; 議長国ソロモン諸島; 中国資本の傘下にある半導体企業ネクスペリア."""
    for first, second in pairwise(arguments.names):
        between = text[first.end : second.start]
        owned = bool(_OWNED.fullmatch(between))
        if owned or _BODY_FIRST.fullmatch(between):
            members, body = second, first
        elif _MEMBERS_FIRST.fullmatch(between):
            members, body = first, second
        else:
            continue
        kinds = ("ORG", "MIL", "FAC") if owned else ("GPE", "ORG", "MIL", "PERSON")
        bodies = ("GPE", "ORG", "MIL") if owned else ("ORG", "GROUP", "EVENT")
        for member in members.members:
            for whole in body.members:
                if member.type in kinds and (whole.type in bodies or whole.is_anaphor):
                    yield _event(
                        "AFFILIATED_WITH",
                        member.mention,
                        whole.mention,
                        (first.end, second.start),
                        "affiliation.member",
                    )


_SEAT = re.compile(r"の?(?:議長国|加盟国|一員|構成国|理事国)(?:である|の)?")


def _byline(rows: Sequence[Row]) -> Iterator[Event]:
    persons = [row for row in rows if row[3] == "PERSON"]
    offices = [row for row in rows if row[3] == "ROLE"]
    institutes = [row for row in rows if row[3] == "ORG"]
    if persons and (len(persons) == 1 or len(offices) == 1):
        for office in offices[:1]:
            yield _event("HAS_ROLE", persons[0][0], office[0], (office[1], office[2]), "has-role.byline")
        for institute in institutes[:1]:
            yield _event(
                "AFFILIATED_WITH", persons[0][0], institute[0], (institute[1], institute[2]), "affiliation.byline"
            )


_APPOINT = re.compile(
    r"(?:となっ|になっ|返り咲|就任|就[いか](?=[たてれ])|任命|任じ|指名|起用|登用|再任|昇格|昇進|抜擢|復帰|選任)"
)
_ELECT = re.compile(
    r"(?:(?:過半数|議席|第1党|第一党|過半)[^、。]{0,8}(?:獲得|奪還|確保|維持)|勝利|当選|再選|圧勝|辛勝|制し|制す|勝利し)"
)
_JOIN = re.compile(r"(?:非?加盟|加入|参加|復帰|加わ[らりるれっ]|入[らりるれっ](?=[るたり]))")


def _verbs(text: str, rows: Sequence[Row], arguments: Arguments) -> Iterator[Event]:
    sentence = arguments.sentence
    low, high = sentence.doc[sentence.start].idx, sentence.span(sentence.bunsetsu[-1])[1]
    words: tuple[tuple[re.Pattern[str], RelationType, tuple[str, ...], str], ...] = (
        (_APPOINT, "APPOINT", ("ROLE",), "appoint"),
        (_ELECT, "ELECT", ("EVENT", "ROLE"), "elect"),
        (_JOIN, "AFFILIATED_WITH", ("ORG", "GROUP"), "join"),
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
            if not near or b is None or _within(match.start(), rows):
                continue
            subject = _agent(arguments, b, match.start(), near[-1])
            if subject is None:
                continue
            status, polarity = (
                mood.of_predicate(arguments, b) if arguments.is_predicate(b) else mood.of_event_noun(arguments, b)
            )
            for member in subject:
                if member.mention != near[-1][0] and (
                    kind == "AFFILIATED_WITH" or member.type in ("PERSON", "ORG", None)
                ):
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
