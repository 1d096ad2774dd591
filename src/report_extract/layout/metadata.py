"""What a report says of itself: title, author, affiliation, date of completion."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile

from report_extract.layout import marks
from report_extract.layout.blocks import Block

_ERAS = {"令和": 2018, "平成": 1988}
_LABELS = re.compile(
    r"(?:脱稿日?|擱筆|執筆日|作成日|発行日?|公表日?|発表日?|現在|執筆者?|文責|筆者|著者?|担当|作成者?|報告者?|氏名|所属|記)\s?[:：]?"
)
_SERIES = re.compile(
    r"\s?(?:No\.?|Vol\.?|NO\.?|VOL\.?|第)\s?\d+.*$|\s(?:ブリーフ|コメンタリー|レポート|リサーチ|研究メモ|ディスカッション|ワーキング|ポリシー|Report|Brief).*$"
)
_NOT_NAME = re.compile(
    r"研究|国際|政策|戦略|安全|年|月|日|号|版|展望|特集|論考|分析|報告|情勢|会議|対応|協会|財団|機構|新聞"
)
# A report of the events of one month: 2026年1月分, 2026年3月の動き, 月例動向(2026年3月).
_SURVEY = re.compile(
    r"(?P<named>(?:動向|情勢|月報|月例|月次|月間|概況|日誌|動き|マンスリー)[^()]{0,12}\()?"
    r"(?P<date>(?:(?:19|20)\d\d|(?:令和|平成)(?:元|\d{1,2}))年(?:1[0-2]|0?[1-9])月)"
    r"(?(named)(?:分|号)?\)|(?:分|中?の(?:主な|主要な?)?(?:動き|動向|情勢|出来事|日誌|概況)))"
)


@dataclass(frozen=True, slots=True)
class Metadata:
    """Each is None where the report does not say it; ``completed`` is (year, month or None, day or None).

    ``surveyed`` is the year and month whose events a monthly report tells.
    """

    title: str | None
    author: str | None
    affiliation: str | None
    completed: tuple[int, int | None, int | None] | None
    surveyed: tuple[int, int] | None = None


def read_metadata(blocks: Sequence[Block]) -> Metadata:
    """Read headings and bylines."""
    bylines = [block.content.text for block in blocks if block.kind == "byline"]
    author, affiliation = None, None
    for text in bylines:
        name, institute = person_and_institute(text)
        author, affiliation = author or name, affiliation or institute
    return Metadata(_title(blocks), author, affiliation, _completed(blocks, bylines), _surveyed(blocks))


def iso_date(completed: tuple[int, int | None, int | None] | None) -> str | None:
    """ISO 8601 of a date, as exact as it is."""
    if completed is None:
        return None
    year, month, day = completed
    return "-".join([f"{year:04}", *(f"{part:02}" for part in (month, day) if part is not None)])


def person_and_institute(byline: str) -> tuple[str | None, str | None]:
    """The person's name and the institute of a byline, each as it stands there."""
    text = _LABELS.sub(" ", marks.CALENDAR_DATE.sub(" ", byline))
    parts = [part for part in re.split(r"[()（）/／|｜、,\s\u3000]+|(?<=員)(?=[\u3400-\u9fff]{2,5}$)", text) if part]
    institute = None
    for part in parts:
        match = re.match(r"(.{2,30}?" + marks.INSTITUTE + r")(?![\u3400-\u9fffァ-ヴー]*" + marks.INSTITUTE + ")", part)
        if match:
            institute = _SERIES.sub("", match.group(1))
            break
    for first, second in pairwise(parts):
        joined = first + second
        if (
            len(first) <= 3
            and len(second) <= 4
            and _is_name(joined)
            and f"{first} {second}" in byline
            and not _is_name(second)
        ):
            return f"{first} {second}", institute
    latin = re.search(r"[A-Z][a-z]+(?: [A-Z]\.)?(?: [A-Z][a-z'-]+){1,2}", byline)
    names = [part for part in parts if _is_name(part)]
    if names:
        return names[0], institute
    if latin and not marks.LATIN_OFFICE.search(latin.group()) and not marks.LATIN_DATE.search(latin.group()):
        return latin.group(), institute
    return None, institute


def _is_name(part: str) -> bool:
    return bool(
        re.fullmatch(
            r"[\u3400-\u9fff々]{1,4}[\u3040-\u309fァ-ヴー\u3400-\u9fff々]{1,4}|[ァ-ヴー]+[・=][ァ-ヴー・=]+", part
        )
        and 3 <= len(part) <= 16
        and not marks.AFFILIATION.search(part)
        and not _NOT_NAME.search(part)
        and not re.search(r"[をはがのにへとで]$", part)
    )


def _title(blocks: Sequence[Block]) -> str | None:
    titles = []
    for block in blocks:
        if block.kind in ("paragraph", "bullet"):
            break
        if block.kind == "heading":
            titles.append(block.content.text)
    for number, title in enumerate(titles):
        if number + 1 < len(titles) and re.match(r"[-‐–—―ー〜]", titles[number + 1]):
            title += titles[number + 1]
        if not re.search(r"(?:No|Vol|NO|VOL)\.?\s?\d|第\d+号|週報|月報", title) and not marks.HEADING_WORD.match(title):
            return marks.HEADING_MARK.sub("", title).strip() or title
    return titles[0] if titles else None


def _completed(blocks: Sequence[Block], bylines: Sequence[str]) -> tuple[int, int | None, int | None] | None:
    """The date of the byline; else one in headings or furniture; else the latest day named in the text."""
    edges = [block.content.text for block in blocks if block.kind in ("heading", "furniture")]
    told = [[date for text in texts for date in _dates(text)] for texts in (bylines, edges)]
    for dates in ([date for date in (*told[0], *told[1]) if date[1] is not None], told[0]):
        if dates:
            return max(dates, key=lambda date: (date[1] is not None, date[2] is not None))
    named = [date for block in blocks for date in _dates(block.content.text) if date[2] is not None]
    return max(named, key=lambda date: (date[0], date[1] or 0, date[2] or 0)) if named else None


def _surveyed(blocks: Sequence[Block]) -> tuple[int, int] | None:
    """The month that the lines above the text name as that of the report's events."""
    for block in takewhile(lambda one: one.kind not in ("paragraph", "bullet"), blocks):
        found = _SURVEY.search(block.content.text)
        if found:
            ((year, month, _),) = _dates(found["date"])
            return (year, month) if month else None
    return None


def _dates(text: str) -> list[tuple[int, int | None, int | None]]:
    found: list[tuple[int, int | None, int | None]] = []
    for match in marks.LATIN_DATE.finditer(text):
        number = marks.LATIN_MONTHS.index(match["month"]) + 1
        found.append((int(match["year"]), number, int(match["day"]) if match["day"] else None))
    for match in marks.CALENDAR_DATE.finditer(text):
        era = match["era_year"]
        year = int(match["year"]) if match["year"] else _ERAS[match["era"]] + (1 if era == "元" else int(era))
        month = int(match["month"]) if match["month"] and 1 <= int(match["month"]) <= 12 else None
        day = int(match["day"]) if month and match["day"] and 1 <= int(match["day"]) <= 31 else None
        found.append((year, month, day))
    return found
