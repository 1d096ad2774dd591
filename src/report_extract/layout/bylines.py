"""Who wrote the report and when: names, offices and dates at its top or bottom."""

import re

from report_extract.layout import marks
from report_extract.layout.lines import Line
from report_extract.layout.neighbours import runs_on


def mark_bylines(lines: list[Line], kinds: dict[int, str], full: int) -> None:
    """Names, offices and dates at the top (before the first paragraph) or at the bottom (after the last)."""
    for line in lines:
        if kinds[line.number] in ("text", "heading") and re.fullmatch(
            r"[(（][^()（）]*\d日?\s?(?:脱稿|擱筆|稿了|執筆|記)[)）]", line.text
        ):
            kinds[line.number] = "byline"
        if kinds[line.number] == "text" and _DISCLAIMER.match(line.text):
            kinds[line.number] = "footnote"
    for at, line in enumerate(lines):
        if at and not (lines[at - 1].is_blank or lines[at - 1].ends_sentence or kinds[at - 1] == "byline"):
            continue
        if (
            kinds[line.number] == "text"
            and len(line.text) <= 90
            and (_SIGNED.match(line.text) or _COMPLETED.match(line.text))
        ):
            kinds[line.number] = "byline"
    running = [
        line.number
        for at, line in enumerate(lines)
        if (kinds[line.number] == "text" and (line.ends_sentence or runs_on(lines, at, kinds, full)))
        or kinds[line.number] == "bullet"
    ]
    first, last = (running[0], running[-1]) if running else (len(lines), -1)
    for line in lines:
        if kinds[line.number] not in ("text", "heading") or first <= line.number <= last:
            continue
        if line.ends_sentence or len(line.text) > 90 or "「" in line.text:
            continue
        if marks.HEADING_MARK.match(line.text) or marks.HEADING_WORD.match(line.text):
            continue
        if is_byline(line) or marks.AFFILIATION.search(line.text):
            kinds[line.number] = "byline"
    for line in lines:
        beside = [kinds.get(line.number - 1), kinds.get(line.number + 1)]
        if kinds[line.number] in ("text", "heading") and not first <= line.number <= last and "byline" in beside:
            if re.fullmatch(marks.NAME, line.text) and not marks.HEADING_WORD.match(line.text):
                kinds[line.number] = "byline"


_DISCLAIMER = re.compile(
    r"^[※*＊]?\s?(?:本(?:稿|論考|レポート|コラム|コメンタリー)|ここ)(?:の(?:見解|内容|意見)|に(?:示|述べ)|で(?:示|述べ)|は[、]?(?:筆者|執筆者))[^。]{0,30}(?:筆者|執筆者|個人|所属)"
)


# A name with office or institute, or a day of completion, which stand so nowhere in running text.
_SIGNED = re.compile(
    rf"^(?:{marks.NAME})(?:[\s\u3000]*[(（][^()（）。]*(?:{marks.OFFICE})[)）]|(?:[(（][ぁ-んァ-ヴー・\s]+[)）]|[\s\u3000])[\s\u3000]*[^()（）。、をはがに]*(?:{marks.OFFICE}))$"
)
_COMPLETED = re.compile(r"^(?:19|20)\d\d\s?年\s?\d{1,2}\s?月(?:\s?\d{1,2}\s?日)?\s?(?:脱稿|擱筆|稿了|記)(?:。|$)")


def is_byline(line: Line) -> bool:
    """A label, a date of completion, or a date and little else."""
    dated = marks.CALENDAR_DATE.search(line.text)
    return bool(
        marks.BYLINE_LABEL.match(line.text)
        or re.search(r"[(（](?:執筆|文責|筆者|著者?)\s?[:：]", line.text)
        or (dated and (len(dated.group()) >= 0.5 * len(line.text) or marks.COMPLETION.search(line.text)))
        or (re.match(r"[(（]", line.text) and re.search(marks.OFFICE + r"[)）]$", line.text))
    )


def is_name_line(text: str) -> bool:
    """One or more persons' names and nothing else."""
    return all(
        re.fullmatch(marks.NAME, part) for part in re.split(r"[、,・／/]\s?", re.sub(r"[*＊†※\d]+$", "", text)) if part
    )
