"""Which of two names side by side lies in the other: ロシア領クルスク州, カタールに所在するウデイド空軍基地."""

import re

from report_extract.records import EntityType
from report_extract.relations.known import Known

# A mention: number, start, end, type, whether it is an anaphor.
Row = tuple[int, int, int, EntityType | None, bool]

_PLACES = ("GPE", "LOC")
_KIND_OF_PLACE = re.compile(
    r"領|の(?:首都|州都|省都|古都|都市|港湾都市|拠点都市|中心都市|主要都市|港町|要衝|要所|飛び地|国境地帯の|中部の|[東西南北]の要衝)(?:である|・)?|沿岸の港(?:湾都市)?|にある"
)
_LIES = re.compile(
    r"(?:に|で)(?:ある|位置する|位置した|所在する|立地する|面する|面した|広がる|浮かぶ|築かれた|建設された|建設中の|着工された|設けられた|新設された|開設された|置かれた)"
)
_LARGER = re.compile(r"(?:州|省|県|部|地方|半島|道|地区|自治区|島)$")
_PART_OF_COUNTRY = re.compile(
    r"(?:沖|沿岸|諸島|半島|島|山脈|高原|盆地|川|河|湾|回廊|地帯|砂漠|渓谷|極東|[東西南北中]部)$"
)
# Behind a name, what makes it the aim of an act: ウクライナのクルスク州への攻撃, クルスク州侵攻.
_AIMED_AT = re.compile(r"[\u3400-\u9fff]|への|での|に対する|における|からの|へ|を")


def between(text: str, first: Row, second: Row, known: Known) -> tuple[tuple[int, int], str] | None:
    """What says that the second of two names lies in the first, and the pattern that found it."""
    words = text[first[2] : second[1]]
    if first[3] not in _PLACES or second[3] not in (*_PLACES, "FAC") or first[4] or second[4]:
        return None
    if _KIND_OF_PLACE.fullmatch(words) or _LIES.fullmatch(words):
        return (first[2], second[1]), "of"
    if words == "":
        return ((second[1], second[2]), "glued") if _is_glued(first, second) else None
    if words == "の" and _is_in(text, first, second, known):
        return (second[1], second[2]), "genitive"
    return None


def _is_glued(first: Row, second: Row) -> bool:
    """A country in one character only stands before a name that goes on: 露クルスク州, not 日米."""
    if first[2] - first[1] > 1:
        return second[3] == "GPE"
    return second[3] in ("GPE", "FAC") and second[2] - second[1] > 2


def _is_in(text: str, first: Row, second: Row, known: Known) -> bool:
    surface, behind = text[second[1] : second[2]], text[second[2] : second[2] + 5]
    if second[3] == "FAC":
        return True
    if second[3] == "GPE":
        is_town = bool(_LARGER.search(text[first[1] : first[2]]))
        return is_town or (known.is_in_a_country(second[0]) and not _AIMED_AT.match(behind))
    return bool(_PART_OF_COUNTRY.search(surface)) and not re.match(r"[\u3400-\u9fff]", behind)
