"""Which of two names side by side lies in the other: ロシア領クルスク州, カタールに所在するウデイド空軍基地."""

import re
from collections.abc import Iterator, Sequence

from report_extract.records import EntityType
from report_extract.relations.events import Event, by_rule
from report_extract.relations.known import Known

# A mention: number, start, end, type, whether it is an anaphor.
Row = tuple[int, int, int, EntityType | None, bool]

_PLACES = ("GPE", "LOC")
_KIND_OF_PLACE = re.compile(
    r"領|の(?:首都|州都|省都|古都|都市|港湾都市|拠点都市|中心都市|主要都市|港町|要衝|要所|飛び地|国境地帯の|中部の|[東西南北]の要衝)(?:である|・)?|沿岸の港(?:湾都市)?|にある|(?:湖)?畔の|沿いの|沖の|岸の"
)
_LIES = re.compile(
    r"(?:に|で)(?:ある|位置する|位置した|所在する|立地する|面する|面した|広がる|浮かぶ|築かれた|建設された|建設中の|着工された|設けられた|新設された|開設された|置かれた)"
)
_LARGER = re.compile(r"(?:州|省|県|部|地方|半島|道|地区|自治区|島)$")
_PART_OF_COUNTRY = re.compile(
    r"(?:沖|沿岸|諸島|半島|島|山脈|高原|盆地|川|河|湾|水域|海域|回廊|地帯|砂漠|渓谷|極東|[東西南北中]部)$"
)
_OWN = re.compile(r"(?:自国|自領|同国|同州|同地|同市|同島|同県)")
_AND = re.compile(r"(?:と|や|、|及び|および|・|ならびに|並びに)")
_CAPITAL = re.compile(r"(?:首都|州都|省都|県都)$")
# Behind a name, what makes it the aim of an act: ウクライナのクルスク州への攻撃, クルスク州侵攻.
_AIMED_AT = re.compile(r"[\u3400-\u9fff]|への|での|に対する|における|からの|へ|を")


def between(text: str, first: Row, second: Row, known: Known) -> tuple[tuple[int, int], str] | None:
    """What says that the second of two names lies in the first, and the pattern that found it."""
    words = text[first[2] : second[1]]
    if first[4] and second[3] == "FAC" and words == "の" and _OWN.fullmatch(text[first[1] : first[2]]):
        return (second[1], second[2]), "genitive"
    if first[3] not in _PLACES or second[3] not in (*_PLACES, "FAC") or first[4] or second[4]:
        return None
    if _KIND_OF_PLACE.fullmatch(words) or _LIES.fullmatch(words):
        return (first[2], second[1]), "of"
    if words == "":
        return ((second[1], second[2]), "glued") if _is_glued(first, second, known) else None
    if words == "の" and _is_in(text, first, second, known):
        return (second[1], second[2]), "genitive"
    return None


def _is_glued(first: Row, second: Row, known: Known) -> bool:
    """A country in one character only stands before a name that goes on: 露クルスク州, not 日米."""
    if first[2] - first[1] > 1:
        return second[3] == "GPE"
    return second[3] == "FAC" or (second[3] == "GPE" and second[2] - second[1] > 2 and known.is_in_a_country(second[0]))


def _is_in(text: str, first: Row, second: Row, known: Known) -> bool:
    surface, behind = text[second[1] : second[2]], text[second[2] : second[2] + 5]
    if second[3] == "FAC":
        return True
    if second[3] == "GPE":
        is_town = bool(_LARGER.search(text[first[1] : first[2]]))
        return is_town or (known.is_in_a_country(second[0]) and not _AIMED_AT.match(behind))
    return bool(_PART_OF_COUNTRY.search(surface)) and not re.match(r"[\u3400-\u9fff]", behind)


def in_sequence(text: str, rows: Sequence[Row], known: Known) -> Iterator[Event]:
    """Places of one country in a row (パキスタンのパンジャーブ州およびアーザード・カシミール), and the capital of a province before."""
    for at, row in enumerate(rows):
        if row[3] != "GPE" or row[4] or not known.is_in_a_country(row[0]):
            continue
        if at > 1 and _AND.fullmatch(text[rows[at - 1][2] : row[1]]):
            larger, beside = rows[at - 2], rows[at - 1]
            if beside[3] == "GPE" and known.is_in_a_country(beside[0]) and between(text, larger, beside, known):
                yield by_rule("LOCATED_IN", row[0], larger[0], (row[1], row[2]), "place.sequence")
        if _CAPITAL.search(text, max(0, row[1] - 2), row[1]) and text[row[1] - 3 : row[1] - 2] != "の":
            provinces = [r for r in rows[:at] if r[3] == "GPE" and re.search(r"[州省県]$", text[r[1] : r[2]])]
            if provinces and text[row[1] - 2 : row[1]] != "首都":
                yield by_rule("LOCATED_IN", row[0], provinces[-1][0], (row[1] - 2, row[1]), "place.capital")
