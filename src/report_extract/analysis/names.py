"""Names as arguments: mentions with what belongs to them (プーチン + 大統領, 中国 + 政府), coordinated ones together.

AとB, A・B and 日米韓 are one argument of several actors.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from report_extract.analysis.bunsetsu import Sentence

ACTOR_TYPES = frozenset(("PERSON", "GPE", "ORG", "MIL", "GROUP", "LOC", None))

_JOINT = re.compile(
    r"(?:と|や|・|、|及び|および|並びに|ならびに|、及び|、および|か|または|又は|/|とその同盟国である|)(?:同じく|首都|州都|要衝)?$"
)
# 1月にゴマ、2月にブカブを: what happened to the second at another time.
_LATER = re.compile(r"、(?:翌|同)?\d{0,4}[年月日](?:\d{1,2}[月日])?に(?:は)?$")
_DATED = re.compile(r"[年月日]に(?:は)?$")
_BELONGS = re.compile(
    r"(?:政府(?:高官|当局|首脳|代表団)?|側|当局|軍(?!事)|首脳(?:部)?(?!会)|両政府|両首脳|両軍|国内|領内|領|国民|国境|本土|企業|系企業|製品|高官|指導部|外交団|社会|代表団|議会|情勢|主導|自身|自ら|ら|などの?国々|"
    r"幹部|兵|部隊|艦船|艦艇|船舶|国籍|籍|氏|夫人|全土|全域|各国|拠点|沿岸|方面|地域|近郊|周辺|付近|国家|船|人|の3か国)"
)


@dataclass(frozen=True, slots=True)
class Name:
    """A mention that can be an argument: characters ``start:end`` of the Doc, ``end`` with what belongs to it."""

    mention: int
    start: int
    end: int
    type: str | None
    is_anaphor: bool


@dataclass(slots=True)
class Names:
    """Coordinated names: one argument of several actors. ``surface_end`` is where the last name itself ends."""

    members: tuple[Name, ...]
    start: int
    end: int
    bunsetsu: int
    is_head: bool
    runs: tuple[tuple[Name, ...], ...] = ()


def gather(
    sentence: Sentence, rows: Sequence[tuple[int, int, int, str | None, bool]], roles: Sequence[tuple[int, int]]
) -> list[Names]:
    """Group the mentions (number, start, end, type, is_anaphor) of a sentence, in order; ``roles`` are spans of offices."""
    text = sentence.text
    names = [Name(n, start, _belonging(text, end, roles), kind, anaphor) for n, start, end, kind, anaphor in rows]
    result = []
    for members in _coordinated(text, names):
        end = members[-1].end
        home = sentence.at_offset(end - 1)
        if home is not None:
            content_end = sentence.content(home)[1]
            is_head = _closes(text[end:content_end])
            result.append(Names(tuple(members), members[0].start, end, home.number, is_head, _runs(members)))
    return result


def _coordinated(text: str, names: Sequence[Name]) -> list[list[Name]]:
    """Names that stand together as one argument; an acronym in brackets belongs to the name before it."""
    groups: list[list[Name]] = []
    open_group: list[Name] | None = None
    for at, name in enumerate(names):
        following = names[at + 1] if at + 1 < len(names) else None
        if open_group and _is_alias(text, open_group[-1], name):
            last = open_group[-1]
            open_group[-1] = Name(last.mention, last.start, name.end + 1, last.type, last.is_anaphor)
        elif open_group and following and _owns(text, open_group, name, following):
            groups.append([name])
        elif open_group and _joins(text, open_group, name, groups[-1]):
            if name.is_anaphor and len(open_group) >= 2:
                last = open_group[-1]
                open_group[-1] = Name(last.mention, last.start, name.end, last.type, last.is_anaphor)
            else:
                open_group.append(name)
        else:
            open_group = [name]
            groups.append(open_group)
    return sorted(groups, key=lambda group: group[-1].end)


def _is_alias(text: str, name: Name, acronym: Name) -> bool:
    return text[name.end : acronym.start] == "(" and text[acronym.end : acronym.end + 1] == ")"


def _owns(text: str, group: Sequence[Name], owner: Name, name: Name) -> bool:
    """アルメニア in アゼルバイジャンのアリエフ大統領とアルメニアのパシニャン首相: it belongs to the name behind it, which goes on."""
    return (
        owner.type in ("GPE", "ORG", "GROUP")
        and name.type == group[-1].type
        and name.type in ("PERSON", "MIL", "ORG")
        and owner.type != name.type
        and text[owner.end : name.start] == "の"
        and bool(_JOINT.fullmatch(text[group[-1].end : owner.start]))
        and text[group[-1].end : owner.start] not in ("", "・")
    )


def _runs(members: Sequence[Name]) -> tuple[tuple[Name, ...], ...]:
    """Abbreviated countries written without a break (露中・露朝 is two runs); one run where there are none."""
    runs: list[list[Name]] = []
    for name in members:
        if runs and runs[-1][-1].end == name.start:
            runs[-1].append(name)
        else:
            runs.append([name])
    glued = [tuple(run) for run in runs if len(run) > 1]
    return tuple(glued) if len(glued) > 1 and len(glued) == len(runs) else (tuple(members),)


def _closes(rest: str) -> bool:
    """Nothing but brackets, a counter or 等 is left of the bunsetsu behind a name."""
    return bool(re.fullmatch(r"[」』)】]*(?:など|等|ら|双方|両国|両者|自身|間|[0-9]か国|\([^)]*\))?[」』)】]*", rest))


def _belonging(text: str, end: int, roles: Sequence[tuple[int, int]]) -> int:
    for start, stop in roles:
        if start == end:
            end = stop
    match = _BELONGS.match(text, end)
    return match.end() if match else end


def _joins(text: str, group: Sequence[Name], name: Name, last: Sequence[Name]) -> bool:
    """``last`` is the group that was begun last: another one than ``group`` is an owner of ``name``."""
    if last is not group:
        return last[-1].end + 1 == name.start and name.type == group[-1].type
    between = text[group[-1].end : name.start]
    if name.is_anaphor and len(group) >= 2 and between in ("", "の"):
        return True
    if _LATER.fullmatch(between) and _DATED.search(text, max(0, group[0].start - 3), group[0].start):
        return group[-1].type == name.type
    if not _JOINT.fullmatch(between):
        return False
    if between == "" and (
        text[name.start - 1] not in "米露中英朝韓独仏印豪加伊日比越台欧波蘭南"
        or (name.end - name.start > 1 and not name.is_anaphor)
    ):
        return False
    return _kind(group[-1].type) == _kind(name.type)


def _kind(kind: str | None) -> str:
    return "actor" if kind in ("GPE", "ORG", "MIL", "GROUP", "PERSON", "LOC", None) else str(kind)
