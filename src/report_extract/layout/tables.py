"""Tables, and the captions and sources of figures."""

import re

from report_extract.layout import marks
from report_extract.layout.lines import Line

_GAP = re.compile(r"\t+|[ \u3000]{3,}|\u3000[ \u3000]+| \u3000")
_NARROW_GAP = re.compile(r"[ \u3000\t]{2,}")
# The end of a caption: day, place or occasion, and whose picture it is.
_PICTURED = re.compile(
    r"[^。]{6,}[(（][^()（）。]*(?:\d日|\d月|\d年|[、\s\u3000])[^()（）。]*(?:通信|時事|共同|AFP|AP|EPA|ロイター|アフロ|新聞社?|撮影|提供|大統領府|官邸|省|軍)[)）]"
)
_MOST_LINES_OF_A_CAPTION = 4
_LONGEST_CAPTION = 200


def _mark_pictures(lines: list[Line], kinds: dict[int, str]) -> None:
    """What a photograph shows, over several lines, when a bracket with date and source ends it."""
    for at, line in enumerate(lines):
        if kinds[line.number] != "text" or not line.text.endswith((")", "）")) or line.ends_sentence:
            continue
        first = at
        while (
            0 < first > at - _MOST_LINES_OF_A_CAPTION
            and kinds[lines[first - 1].number] == "text"
            and not lines[first - 1].ends_sentence
        ):
            first -= 1
        group = lines[first : at + 1]
        text = "".join(one.text for one in group)
        if len(group) <= _MOST_LINES_OF_A_CAPTION and len(text) <= _LONGEST_CAPTION and _PICTURED.fullmatch(text):
            kinds.update(dict.fromkeys((one.number for one in group), "caption"))


def mark_tables(rest: list[Line], kinds: dict[int, str]) -> None:
    """Lines of several cells, set apart by tabs or wide gaps, with their like beside them."""
    cells = {line.number: len(_GAP.split(line.text)) for line in rest}
    narrow = {line.number: len(_NARROW_GAP.split(line.text)) for line in rest}
    for line in rest:
        count = cells[line.number]
        beside = max(cells.get(line.number - 1, 0), cells.get(line.number + 1, 0))
        if marks.CREDIT.search(line.text) or marks.BULLET_MARK.match(line.text) or line.ends_sentence:
            continue
        if (
            (count >= 3 and ("\t" in line.text or beside >= 3))
            or (count == 2 and beside >= 2)
            or (
                narrow[line.number] >= 3
                and narrow[line.number] in (narrow.get(line.number - 1), narrow.get(line.number + 1))
            )
        ):
            kinds[line.number] = "table"


def mark_captions(lines: list[Line], kinds: dict[int, str]) -> None:
    """Titles of figures and tables, their sources, and the lines over the credit of a photograph."""
    _mark_pictures(lines, kinds)
    for at, line in enumerate(lines):
        if kinds[line.number] not in ("text", "table"):
            continue
        if (
            marks.CAPTION.match(line.text)
            and not line.text.endswith("、")
            and (not line.ends_sentence or _names_source(line))
        ):
            if not re.match(r"^図表?\s?\d+(?:-\d+)?[はがにをのとで]", line.text):
                kinds[line.number] = "caption"
                following = lines[at + 1] if at + 1 < len(lines) else line
                if (
                    line.text.count("(") > line.text.count(")")
                    and kinds[following.number] == "text"
                    and ")" in following.text
                ):
                    kinds[following.number] = "caption"
        elif marks.CREDIT.search(line.text) and len(line.text) < 80 and not line.ends_sentence:
            kinds[line.number] = "caption"
            before = at - 1
            while (
                before >= 0
                and kinds[lines[before].number] in ("text", "table")
                and not lines[before].ends_sentence
                and at - before <= 2
            ):
                if not (
                    before == 0
                    or lines[before - 1].is_blank
                    or lines[before - 1].ends_sentence
                    or "\t" in lines[before].text
                ):
                    break
                kinds[lines[before].number] = "caption"
                before -= 1


def _names_source(line: Line) -> bool:
    """（出所）国連の公表資料から筆者作成。"""
    return bool(re.match(r"^[(（\[【]?(?:出典|出所|資料|撮影|提供)[)）\]】:：]", line.text)) and len(line.text) <= 60
