"""Headings and bullets in the body, told from the lines of running text."""

import re

from report_extract.layout import marks
from report_extract.layout.lines import Line
from report_extract.layout.neighbours import FULL, line_before, next_filled, opens_paragraph, runs_on


def kind_in_body(lines: list[Line], at: int, kinds: dict[int, str], full: int) -> str:
    """Whether a line of the body is a heading, begins a bullet, or is running text."""
    line = lines[at]
    starts = _starts_block(lines, at, kinds, full)
    asks = bool(re.search(r"[？?]$", line.text))
    short = (
        line.width <= 90
        and (asks or not line.ends_sentence)
        and not line.text.endswith(("、", "，"))
        and "。" not in line.text
    )
    if starts and marks.QUESTION.match(line.text) and len(line.text) <= 50:
        return "heading"
    if starts and short and re.fullmatch(r"[-‐–—―ー〜].{2,60}[-‐–—―ー〜]|.{2,60}[^\d\s-][-‐–—―]", line.text):
        return "heading"
    if marks.BULLET_MARK.match(line.text) and (starts or not re.match(r"^[-‐–—―ー・]", line.text)):
        return "heading" if short and _is_marked_heading(lines, at, kinds, full) else "bullet"
    if not starts:
        return "text"
    match = marks.HEADING_MARK.match(line.text)
    if match and short and not runs_on(lines, at, kinds, full):
        return "heading"
    if match and match.lastgroup == "one":
        return "heading" if short and not _is_cut_sentence(lines, at, kinds) else "bullet"
    if marks.HEADING_WORD.match(line.text) or marks.BIOGRAPHY.match(line.text):
        return "heading"
    if marks.ENUMERATION.match(line.text) and (line.ends_sentence or runs_on(lines, at, kinds, full)):
        return "bullet"
    if match and short and line.width >= FULL * full and _next_is_short(lines, at, full):
        return "heading"
    if opens_paragraph(lines, at, kinds):
        return "text"
    if short and line.width < 0.8 * full and len(line.text) <= 40 and not runs_on(lines, at, kinds, full):
        if not marks.AFFILIATION.search(line.text[-12:]) and not re.search(r"[)）]$", line.text):
            return "heading"
    return "text"


def _is_cut_sentence(lines: list[Line], at: int, kinds: dict[int, str]) -> bool:
    """The lines that go on with this one come to a full stop before the block is over."""
    for line in lines[at + 1 :]:
        if kinds[line.number] != "text" or line.indent == 2 or marks.HEADING_MARK.match(line.text):
            return False
        if "。" in line.text:
            return line.ends_sentence
    return False


def _next_is_short(lines: list[Line], at: int, full: int) -> bool:
    """A wrapped heading: its second line is short, without a stop, and the last of its group."""
    if at + 2 >= len(lines):
        return False
    second, third = lines[at + 1], lines[at + 2]
    return (
        not second.is_blank
        and second.width < 0.7 * full
        and "。" not in second.text
        and (third.is_blank or third.indent == 2)
    )


def _is_marked_heading(lines: list[Line], at: int, kinds: dict[int, str], full: int) -> bool:
    """A short line behind ■ or ● with running text below and no other item of its kind beside it."""
    line = lines[at]
    if not re.match(r"^[■□★☆▶●○◎◆◇▼▽▲△]", line.text) or line.width >= 0.7 * full or at + 1 >= len(lines):
        return False
    if re.match(r"^[■□★☆▶◆◇]", line.text):
        return not runs_on(lines, at, kinds, full)
    below = next_filled(lines, at, 1)
    above = next_filled(lines, at, -1)
    if (
        below is None
        or lines[below].text[:1] == line.text[:1]
        or (above is not None and lines[above].text[:1] == line.text[:1] and above == at - 1)
    ):
        return False
    return lines[below].indent >= 2 or below > at + 1 or lines[below].width >= FULL * full


def _starts_block(lines: list[Line], at: int, kinds: dict[int, str], full: int) -> bool:
    """Whatever stood before this line is finished: a sentence end, or a block that is no running text."""
    before = line_before(lines, at, kinds)
    if before is None:
        return True
    kind = kinds[before.number]
    if kind in ("text", "bullet", "footnote"):
        if before.ends_sentence:
            return True
        gap = any(lines[n].is_blank for n in range(before.number + 1, lines[at].number))
        if kind == "footnote":
            return True
        unfilled = before.width < FULL * full
        if unfilled and (marks.HEADING_MARK.match(lines[at].text) or marks.HEADING_WORD.match(lines[at].text)):
            return not before.text.endswith(("、", "，"))
        if marks.BULLET_MARK.match(lines[at].text) and _is_in_list(lines, before.number, kinds):
            return before.width < FULL * full
        return (gap or lines[at].indent > before.indent) and before.width < FULL * full
    return True


def _is_in_list(lines: list[Line], number: int, kinds: dict[int, str]) -> bool:
    """The line belongs to a bullet that began on it or above it."""
    while number >= 0 and kinds[number] in ("text", "furniture"):
        number -= 1
    return number >= 0 and kinds[number] == "bullet"
