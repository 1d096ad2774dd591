"""Regions → lines of text as the layout reads them: indented, blank where the page has a gap, cells apart by tabs."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from report_extract.ingest.pdf.columns import Region, in_reading_order, join_pieces
from report_extract.ingest.pdf.glyphs import Glyph
from report_extract.ingest.pdf.runs import Flow, Run, by_flow, make_runs, overlap, raise_note_numbers, without_ruby
from report_extract.ingest.source import Box, union

_CELL = 1.5  # em between two pieces of one line that are cells of a table
_GAP = 1.7  # times the usual distance of lines: an empty line
_MOST_INDENT = 20  # em written as spaces at most


@dataclass(frozen=True, slots=True)
class PageLine:
    """A line of text and its box on the page; an empty text is an empty line.

    ``goes_on``: the next line belongs to it, as in a heading that the page has on two lines.
    """

    text: str
    box: Box | None
    goes_on: bool = False


def page_lines(glyphs: Sequence[Glyph]) -> tuple[list[PageLine], int]:
    """The lines of a page in reading order, and how many characters of ruby were left out."""
    groups = by_flow(glyphs)
    texts: list[tuple[Box, list[PageLine]]] = []
    ruby = 0
    for flow, own in groups.items():
        lines, dropped = _flow_lines(own, flow)
        ruby += dropped
        boxes = [line.box for line in lines if line.box is not None]
        if boxes:
            texts.append((union(boxes), lines))
    if not texts:
        return [], ruby
    main, *others = texts
    above = [lines for box, lines in others if box[3] <= main[0][1]]
    below = [lines for box, lines in others if box[3] > main[0][1]]
    return [line for lines in (*above, main[1], *below) for line in (*lines, PageLine("", None))], ruby


def _flow_lines(glyphs: Sequence[Glyph], flow: Flow) -> tuple[list[PageLine], int]:
    runs, ruby = without_ruby(make_runs(glyphs, flow))
    raise_note_numbers(runs)
    body = _usual_size(runs)
    lines: list[PageLine] = []
    last: Region | None = None
    for region in in_reading_order(join_pieces(runs)):
        if last is not None and _is_apart(last, region):
            lines.append(PageLine("", None))
        lines += _region_lines(region, body)
        last = region
    return lines, ruby


def _is_apart(above: Region, below: Region) -> bool:
    """The next region does not go on where the last one ended: below a gap, or another size of print."""
    one, two = above.pieces[-1], below.pieces[0]
    if two.top < one.top:
        return False
    return two.top - one.top > 2.2 * max(one.em, two.em) or abs(one.em - two.em) > 0.1 * max(one.em, two.em)


def _usual_size(runs: Sequence[Run]) -> float:
    """The size of print in which most characters stand."""
    sizes: Counter[float] = Counter()
    for run in runs:
        sizes[round(run.em, 1)] += len(run.text)
    return max(sizes, key=lambda size: (sizes[size], size), default=0.0)


def _region_lines(region: Region, body: float) -> list[PageLine]:
    rows = _rows(region.pieces)
    steps = [(below[0].top - above[0].top) / above[0].em for above, below in pairwise(rows)]
    usual = median(steps) if steps else 0.0
    lines: list[PageLine] = []
    for number, row in enumerate(rows):
        if number and _is_gap(rows[number - 1], row, usual):
            lines.append(PageLine("", None))
        elif number and row[0].em > 1.08 * body and _is_full(rows[number - 1], region):
            lines[-1] = replace(lines[-1], goes_on=True)
            lines.append(PageLine(_row_text(row, row[0].left), union(piece.box for piece in row)))
            continue
        lines.append(PageLine(_row_text(row, region.left), union(piece.box for piece in row)))
    return lines


def _is_full(row: Sequence[Run], region: Region) -> bool:
    """Whether a line reaches so far to the right that the next one goes on with it."""
    right = max(piece.right for piece in region.pieces)
    return len(row) == 1 and row[0].right > right - 2 * row[0].em


def _is_gap(above: Sequence[Run], below: Sequence[Run], usual: float) -> bool:
    """Whether two lines are further apart than lines of their size are; ``usual`` is the distance in em."""
    small, large = sorted((above[0].em, below[0].em))
    step = below[0].top - above[0].top
    return large - small > 0.1 * large or step > max(_GAP * usual, 1.2) * large


def _rows(pieces: Sequence[Run]) -> list[list[Run]]:
    """Pieces that stand on one line, from left to right."""
    rows: list[list[Run]] = []
    for piece in sorted(pieces, key=lambda piece: (piece.top + piece.bottom) / 2):
        if rows and overlap(rows[-1][0].top, rows[-1][0].bottom, piece.top, piece.bottom) >= 0.6:
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [sorted(row, key=lambda piece: piece.left) for row in rows]


def _row_text(row: Sequence[Run], left: float) -> str:
    em = row[0].em
    text = "\u3000" * min(_MOST_INDENT, max(0, round((row[0].left - left) / em))) + row[0].text
    for one, two in pairwise(row):
        text += ("\t" if two.left - one.right >= _CELL * em else "\u3000") + two.text
    return text
