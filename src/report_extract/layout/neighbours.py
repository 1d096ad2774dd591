"""What stands before and after a line, and whether the wrap has cut it."""

import re

from report_extract.layout.lines import Line

# A line this near to the full width is one that the wrap has cut.
FULL = 0.86


def runs_on(lines: list[Line], at: int, kinds: dict[int, str], full: int) -> bool:
    """The line is cut by the wrap: it is full, or the next line goes on with its sentence."""
    line = lines[at]
    if at + 1 >= len(lines) or lines[at + 1].is_blank or kinds[lines[at + 1].number] != "text":
        return False
    following = lines[at + 1]
    if line.is_set_right:
        return False
    if line.width >= FULL * full:
        return True
    return line.text.endswith("、") or bool(
        re.match(r"^[をにはがのでともへや、。」）ぁ-ん]", following.text) and following.width < FULL * full
    )


def line_before(lines: list[Line], at: int, kinds: dict[int, str]) -> Line | None:
    """The last line before this one that is no break in running text."""
    for line in reversed(lines[:at]):
        if kinds[line.number] not in ("blank", "furniture", "caption", "table"):
            return line
    return None


def next_filled(lines: list[Line], at: int, step: int) -> int | None:
    """The position of the nearest line that is not blank, ahead or behind."""
    at += step
    while 0 <= at < len(lines):
        if not lines[at].is_blank:
            return at
        at += step
    return None


def opens_paragraph(lines: list[Line], at: int, kinds: dict[int, str]) -> bool:
    """An indented line with a comma, and below it a line at the margin: the first line of a paragraph, cut short."""
    line = lines[at]
    if line.indent != 2 or "、" not in line.text or at + 1 == len(lines):
        return False
    below = lines[at + 1]
    return not below.is_blank and below.indent == 0 and kinds[below.number] == "text"
