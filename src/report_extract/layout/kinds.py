"""The kind of each line, from its own characters and its neighbours: furniture, heading, bullet, note, caption …"""

from report_extract.layout.bylines import mark_bylines
from report_extract.layout.furniture import mark_furniture
from report_extract.layout.headings import kind_in_body
from report_extract.layout.lines import Line, full_width
from report_extract.layout.notes import mark_notes
from report_extract.layout.tables import mark_captions, mark_tables
from report_extract.layout.top import mark_title, mark_top


def classify(lines: list[Line]) -> dict[int, str]:
    """The kind of each line by number; ``text`` is what belongs to a paragraph or goes on with the block before."""
    kinds = {line.number: "blank" if line.is_blank else "text" for line in lines}
    mark_furniture(lines, kinds)
    mark_top(lines, kinds)
    full = full_width([line for line in lines if kinds[line.number] == "text"] or lines)
    rest = [line for line in lines if kinds[line.number] == "text"]
    mark_tables(rest, kinds)
    mark_captions(lines, kinds)
    mark_notes(lines, kinds)
    for at, line in enumerate(lines):
        if kinds[line.number] == "text":
            kinds[line.number] = kind_in_body(lines, at, kinds, full)
    mark_bylines(lines, kinds, full)
    mark_title(lines, kinds, full)
    return kinds
