"""Footnotes and endnotes, disclaimers among them."""

import re

from report_extract.layout import marks
from report_extract.layout.lines import Line
from report_extract.layout.neighbours import next_filled


def mark_notes(lines: list[Line], kinds: dict[int, str]) -> None:
    """A line that begins with a mark is a note under a heading of notes, or where the text has the mark too."""
    body = "\n".join(line.text for line in lines if kinds[line.number] == "text")
    _mark_foot(lines, kinds)
    in_notes = False
    for at, line in enumerate(lines):
        kind = kinds[line.number]
        if marks.NOTES_HEADING.match(line.text):
            kinds[line.number] = "heading"
            in_notes = True
            continue
        if kind != "text":
            continue
        match = marks.NOTE_MARK.match(line.text)
        if (match and (in_notes or _is_note(match.group().strip(), body, lines, at))) or (
            in_notes and re.match(r"^\d{1,3}[\s\u3000.．]", line.text) and line.ends_sentence
        ):
            kinds[line.number] = "footnote"
        elif in_notes and (marks.HEADING_MARK.match(line.text) or marks.HEADING_WORD.match(line.text)):
            in_notes = False


_FOOT_MARK = re.compile(
    r"^(?:(?P<number>\d{1,2})(?:[)）]|[\s\u3000]+(?![年月日%]))|\[(?P<bracketed>\d{1,2})\]|[*＊][\s\u3000])"
)
# What a note speaks of and a list of proposals or findings does not: publications, sources, the report itself.
_OF_NOTES = re.compile(
    r"『.+』|\d日?付|本(?:稿|論考|資料)|(?:資料|報道|統計|データ|試算)(?:に|を)|による。|に?よれば|時点|参照|の?略称|https?://"
)
_OF_PROPOSALS = re.compile(r"(?:べき|必要)(?:で|が)|求められる|望まし|望まれる|すること。")
_LONGEST_FOOT = 30


def _mark_foot(lines: list[Line], kinds: dict[int, str]) -> None:
    """Notes at the foot of a page whose marks the text has lost, as superscript digits often are."""
    for at, line in enumerate(lines):
        if kinds[line.number] != "text" or not _FOOT_MARK.match(line.text):
            continue
        before = _ruled_off(lines, kinds, at)
        group = _foot(lines, kinds, at)
        if before and group and _reads_as_notes(group, ruled=before == "ruler"):
            for one in group:
                if _FOOT_MARK.match(one.text):
                    kinds[one.number] = "footnote"


def _ruled_off(lines: list[Line], kinds: dict[int, str], at: int) -> str:
    """What sets a foot apart from the text above that has ended: a ruler, a gap; nothing is empty."""
    above = next_filled(lines, at, -1)
    if above is None:
        return ""
    if marks.RULER.match(lines[above].text):
        return "ruler"
    ended = lines[above].ends_sentence and (above < at - 1 or lines[at].indent > 0)
    return "gap" if ended or kinds[lines[above].number] == "caption" else ""


def _foot(lines: list[Line], kinds: dict[int, str], at: int) -> list[Line]:
    """The lines from here to the end of the page or the report; empty when running text follows on the page."""
    end = at
    while end < len(lines) and kinds[lines[end].number] == "text" and end - at < _LONGEST_FOOT:
        end += 1
    after = next_filled(lines, end - 1, 1)
    is_last = after is None or kinds[lines[after].number] == "furniture" or lines[after].is_set_right
    return lines[at:end] if is_last else []


def _reads_as_notes(group: list[Line], *, ruled: bool) -> bool:
    """Notes are numbered from one and end as sentences; without a ruler their words must be those of notes."""
    items = [match for match in map(_FOOT_MARK.match, (line.text for line in group)) if match]
    numbers = [int(item["number"] or item["bracketed"] or 0) for item in items]
    if numbers != list(range(numbers[0], numbers[0] + len(numbers))) or not any(
        "。" in line.text for line in group[-2:]
    ):
        return False
    longest = max(line.width for line in group)
    if any(not line.ends_sentence and line.width < 0.7 * longest for line in group if _FOOT_MARK.match(line.text)):
        return False
    text = "".join(line.text for line in group)
    return ruled or (not _OF_PROPOSALS.search(text) and (len(items) == 1 or bool(_OF_NOTES.search(text))))


def _is_note(mark: str, body: str, lines: list[Line], at: int) -> bool:
    """A line that starts with a mark is a note when the text before it carries the same mark."""
    if re.match(r"^[\[［(（]?注|^[*＊※†‡]", mark) and not re.match(r"^[*＊※]$", mark):
        return True
    if re.fullmatch(r"[⁰¹²³⁴-⁹]+", mark):
        return True
    digits = re.sub(r"\D", "", mark)
    if mark == "※":
        return True
    if mark in "*＊":
        return bool(re.search(rf"(?<=[^\s\n]){re.escape(mark)}", body))
    return bool(digits) and bool(re.search(rf"(?<=[^\d\s\n(（第]){re.escape(mark)}", body))
