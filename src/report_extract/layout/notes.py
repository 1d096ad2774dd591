"""Footnotes and endnotes, disclaimers among them."""

import re

from report_extract.layout import marks
from report_extract.layout.lines import Line


def mark_notes(lines: list[Line], kinds: dict[int, str]) -> None:
    """A line that begins with a mark is a note under a heading of notes, or where the text has the mark too."""
    body = "\n".join(line.text for line in lines if kinds[line.number] == "text")
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
