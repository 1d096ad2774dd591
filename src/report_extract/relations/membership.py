"""Who belongs to which body: by の, 傘下の, 系の, as its member or chair, by what stands in brackets behind a name."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from report_extract.analysis.arguments import Arguments, Names
from report_extract.relations.events import Event, by_rule
from report_extract.relations.places import Row


def find(text: str, rows: Sequence[Row], arguments: Arguments) -> Iterator[Event]:
    """Memberships among the mentions of one sentence."""
    for first, second in pairwise(rows):
        yield from _side_by_side(text, first, second)
    yield from _membership(text, arguments)
    yield from _as_member(text, rows, arguments)
    yield from _chair(text, rows)
    yield from _in_brackets(text, rows)
    yield from _shared_owner(text, rows)


_AS_MEMBER = re.compile(
    r"の?(?:(?:原|創設)?加盟国|一員|構成国|メンバー|議長国|(?:非?常任)?理事国)(?=として|で(?:あり|ある|、|。)|だ)"
)


def _as_member(text: str, rows: Sequence[Row], arguments: Arguments) -> Iterator[Event]:
    """日本もG7の一員として…すべき: the body's member is who the predicate behind it is said of."""
    for body in rows:
        said = _AS_MEMBER.match(text, body[2])
        home = arguments.sentence.at_offset(body[2] - 1)
        if said is None or home is None or body[3] not in ("ORG", "GROUP"):
            continue
        holder = arguments.sentence.at_offset(said.end() - 1) or home
        above = holder if arguments.is_predicate(holder) else arguments.next_predicate(holder)
        member = arguments.subject(above) if above is not None else None
        for name in _members(member):
            if name != body[0]:
                yield by_rule("AFFILIATED_WITH", name, body[0], (said.start(), said.end()), "affiliation.as-member")


def _members(group: Names | None) -> list[int]:
    """The states and bodies among names that can be members."""
    return [m.mention for m in group.members if m.type in ("GPE", "ORG", None)] if group else []


_CHAIR = re.compile(r"(?:議長国|加盟国|非?常任理事国|構成国|理事国)(?:の|である|・)?$")


def _chair(text: str, rows: Sequence[Row]) -> Iterator[Event]:
    """ASEANは…議長国の比: the body stands before, in its sentence."""
    for at, row in enumerate(rows):
        said = _CHAIR.search(text, max(0, row[1] - 9), row[1]) if row[3] == "GPE" else None
        bodies = [body for body in rows[:at] if body[3] == "ORG"]
        if said is None or not bodies or bodies[-1][2] == said.start() or text[said.start() - 1] == "の":
            continue
        yield by_rule("AFFILIATED_WITH", row[0], bodies[-1][0], (said.start(), row[1]), "affiliation.chair")


def _in_brackets(text: str, rows: Sequence[Row]) -> Iterator[Event]:
    """ウィッカー軍事委員長（共和党）."""
    for at, body in enumerate(rows):
        if (
            body[3] != "ORG"
            or text[body[1] - 1 : body[1]] not in ("（", "(")
            or text[body[2] : body[2] + 1] not in ("）", ")")
        ):
            continue
        before = [row for row in rows[:at] if row[2] == body[1] - 1 or row[3] == "PERSON"]
        person = before[-2] if len(before) > 1 and before[-1][3] == "ROLE" else before[-1] if before else None
        last = before[-1] if before else None
        if person and last and person[3] == "PERSON" and last[2] == body[1] - 1:
            yield by_rule("AFFILIATED_WITH", person[0], body[0], (body[1], body[2]), "affiliation.bracket")


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
            yield by_rule("AFFILIATED_WITH", second[0], owner[0], (second[1], second[2]), "affiliation.of")


def _side_by_side(text: str, first: Row, second: Row) -> Iterator[Event]:
    between = text[first[2] : second[1]]
    a, b = first[3], second[3]
    if (
        (a in ("GPE", "ORG", "GROUP") or (a == "MIL" and between in ("系の", "傘下の", "直轄の")))
        and b in ("ORG", "MIL")
        and not second[4]
        and not re.match(r"(?:非?加盟|間|関係|双方|脱退|離脱|参加|入り|復帰|加入|首脳会議|サミット)", text[second[2] :])
    ):
        if between in (
            "の",
            "傘下の",
            "系の",
            "直轄の",
            "出身の",
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
            yield by_rule("AFFILIATED_WITH", second[0], first[0], (second[1], second[2]), "affiliation.of")
    if a == "GPE" and b == "GROUP" and between in ("をはじめとする", "を始めとする", "を含む", "などの", "など"):
        yield by_rule("AFFILIATED_WITH", first[0], second[0], (first[2], second[1]), "affiliation.among")
    if (
        a in ("ORG", "GROUP", "MIL", "GPE")
        and b == "PERSON"
        and between in ("の", "に所属する", "を率いる", "を率いた", "を統括する", "を指揮する")
        and a != "GPE"
    ):
        yield by_rule("AFFILIATED_WITH", second[0], first[0], (first[2], second[1]), "affiliation.person")
    if a in ("ORG", "GROUP", "MIL") and b == "PERSON" and between in (")の", "」の", "」所属の"):
        yield by_rule("AFFILIATED_WITH", second[0], first[0], (second[1], second[2]), "affiliation.person")
    if a in ("ORG", "GROUP") and b == "GPE" and _SEAT.fullmatch(between):
        yield by_rule("AFFILIATED_WITH", second[0], first[0], (first[2], second[1]), "affiliation.seat")
    if a == "MIL" and b in ("MIL", "ORG") and between == "の":
        yield by_rule("AFFILIATED_WITH", second[0], first[0], (second[1], second[2]), "affiliation.of")


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
                    yield by_rule(
                        "AFFILIATED_WITH",
                        member.mention,
                        whole.mention,
                        (first.end, second.start),
                        "affiliation.member",
                    )


_SEAT = re.compile(r"の?(?:議長国|加盟国|一員|構成国|理事国)(?:である|の)?")
