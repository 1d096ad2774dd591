"""The head of a report: title, author, date and series before its first sentence."""

import re

from report_extract.layout import marks
from report_extract.layout.bylines import is_byline, is_name_line
from report_extract.layout.lines import Line
from report_extract.layout.neighbours import FULL, next_filled, opens_paragraph


def mark_top(lines: list[Line], kinds: dict[int, str]) -> None:
    """Title, author, date and series: the groups of lines before the first that has a sentence in it."""
    at = 0
    titled = False
    while at < len(lines):
        if kinds[lines[at].number] != "text":
            at += 1
            continue
        end = at
        while end < len(lines) and not lines[end].is_blank:
            end += 1
        group = [line for line in lines[at:end] if kinds[line.number] == "text"]
        cut = next((n for n, line in enumerate(group) if _is_body(line)), len(group))
        if any("。" in line.text for line in group[cut:]) and not any("。" in line.text for line in group[:cut]):
            # The body follows without a blank line: what stands before its indented first line may be the head.
            head = group[:cut] if group[cut:] and group[cut].indent == 2 else []
        else:
            head = group if not any("。" in line.text for line in group) else []
        for line in head:
            kinds[line.number] = _kind_at_top(line, titled)
            titled = titled or kinds[line.number] == "heading"
        if len(head) < len(group):
            return
        at = end


def _is_body(line: Line) -> bool:
    return (
        "。" in line.text
        or line.indent == 2
        or bool(
            marks.HEADING_MARK.match(line.text)
            or marks.HEADING_WORD.match(line.text)
            or marks.BULLET_MARK.match(line.text)
        )
    )


def _kind_at_top(line: Line, titled: bool) -> str:
    text = line.text
    if marks.HEADING_WORD.match(text) or (marks.BULLET_MARK.match(text) and not re.match(r"^[-‐–—―ー■◆□◇★☆]", text)):
        return "text" if not marks.HEADING_WORD.match(text) else "heading"
    if marks.SERIES.search(text) and len(text) <= 50 and not re.search(r"(?:脱稿|擱筆|稿了)[)）]?$", text):
        return "furniture"
    if is_byline(line) or marks.LATIN_DATE.search(text) or re.match(r"^キーワード|^Key ?words", text):
        return "byline"
    if titled and ((marks.AFFILIATION.search(text) and not marks.HEADING_MARK.match(text)) or is_name_line(text)):
        return "byline"
    if marks.LATIN_NAME.match(text) or marks.LATIN_OFFICE.search(text):
        return "byline"
    return "heading"


def mark_title(lines: list[Line], kinds: dict[int, str], full: int) -> None:
    """What is left before the first paragraph, at the very top, is the title."""
    for at, line in enumerate(lines):
        kind = kinds[line.number]
        if kind in ("blank", "furniture", "byline", "heading", "caption"):
            continue
        if kind != "text" or line.ends_sentence or line.text.endswith("、") or len(line.text) > 60:
            return
        if opens_paragraph(lines, at, kinds):
            return
        following = next_filled(lines, at, 1)
        if (
            following is not None
            and kinds[lines[following].number] == "text"
            and following == at + 1
            and line.width >= FULL * full
        ):
            return
        kinds[line.number] = "heading"
