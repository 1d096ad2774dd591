"""Glyphs → runs: glyphs that follow one another closely, along a line or down a vertical one."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Literal

from report_extract.ingest.pdf.glyphs import Glyph
from report_extract.ingest.source import Box, union

# The way the glyphs of a line follow one another on the page as shown; vertical text runs down, as does a line that
# is turned a quarter clockwise.
Flow = Literal["right", "down", "up", "back"]

_NOTE_NUMBER = re.compile(r"^\d{1,3}[)）]?$")
_KANA = re.compile(r"[\u3041-\u30ff・]+")
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
NEAR = 0.75  # em between two glyphs of a run at most: the space between columns is wider


@dataclass(slots=True)
class Run:
    """A stretch of a line in *reading* space: ``x`` along the line, ``y`` across it, whatever way the page is written.

    ``box`` stands on the page as shown; ``em`` is its size in points.
    """

    text: str
    left: float
    top: float
    right: float
    bottom: float
    em: float
    box: Box

    @property
    def height(self) -> float:
        """Across the line."""
        return self.bottom - self.top


def overlap(a_low: float, a_high: float, b_low: float, b_high: float) -> float:
    """How much of the shorter interval lies in the other, 0 to 1."""
    shorter = min(a_high - a_low, b_high - b_low)
    shared = min(a_high, b_high) - max(a_low, b_low)
    return max(0.0, shared) / shorter if shorter > 0 else float(a_low <= b_low <= a_high or b_low <= a_low <= b_high)


def by_flow(glyphs: Sequence[Glyph]) -> dict[Flow, list[Glyph]]:
    """The glyphs of a page by the way they follow one another, that of most glyphs first.

    A line that runs another way than the page (a running head above vertical text, a note in the margin) has at least
    three glyphs; whatever is shorter goes with the page.
    """
    chunks: list[list[Glyph]] = []
    for glyph in glyphs:
        if chunks and _step(chunks[-1][-1], glyph) is not None:
            chunks[-1].append(glyph)
        else:
            chunks.append([glyph])
    flows = [_flow(chunk) for chunk in chunks]
    weights: Counter[Flow] = Counter()
    for chunk, flow in zip(chunks, flows, strict=True):
        if flow is not None:
            weights[flow] += len(chunk)
    main: Flow = weights.most_common(1)[0][0] if weights else "right"
    groups: dict[Flow, list[Glyph]] = {main: []}
    for chunk, flow in zip(chunks, flows, strict=True):
        groups.setdefault(flow or main, []).extend(chunk)
    return groups


def _flow(chunk: Sequence[Glyph]) -> Flow | None:
    steps = Counter(_step(one, two) for one, two in pairwise(chunk))
    (flow, count), *_ = steps.most_common(1) or [(None, 0)]
    return flow if count >= 2 and count >= 0.7 * (len(chunk) - 1) else None


def _step(one: Glyph, two: Glyph) -> Flow | None:
    """The way from one glyph to the next, or None where they do not touch."""
    x = (two.box[0] + two.box[2] - one.box[0] - one.box[2]) / 2
    y = (two.box[1] + two.box[3] - one.box[1] - one.box[3]) / 2
    em = max(one.size, two.size)
    if max(abs(x), abs(y)) > 1.7 * em:
        return None
    if abs(x) >= abs(y):
        return "right" if x > 0 else "back"
    return "down" if y > 0 else "up"


def make_runs(glyphs: Sequence[Glyph], flow: Flow) -> list[Run]:
    """Chain glyphs in the order of the content; white space at the ends of a run is dropped."""
    runs: list[list[Glyph]] = []
    extent = (0.0, 0.0, 0.0, 0.0)
    for glyph in glyphs:
        box = reading_box(glyph.box, flow)
        if runs and _follows(extent, runs[-1][-1], box, glyph):
            runs[-1].append(glyph)
            extent = union([extent, box])
        else:
            runs.append([glyph])
            extent = box
    return [run for chain in runs if (run := _run(chain, flow)) is not None]


def reading_box(box: Box, flow: Flow) -> Box:
    """A box of the page in reading space: turned so that lines run right and follow one another downward."""
    left, top, right, bottom = box
    turned = {
        "right": (left, top, right, bottom),
        "down": (top, -right, bottom, -left),
        "up": (-bottom, left, -top, right),
        "back": (-right, -bottom, -left, -top),
    }
    return turned[flow]


def _follows(extent: Box, last: Glyph, box: Box, glyph: Glyph) -> bool:
    em = max(last.size, glyph.size)
    gap = box[0] - extent[2]
    return (
        -0.6 * em <= gap <= NEAR * em
        and overlap(extent[1], extent[3], box[1], box[3]) >= 0.5
        and (min(last.size, glyph.size) > 0.85 * em or not glyph.text.strip())
    )


def _run(chain: list[Glyph], flow: Flow) -> Run | None:
    while chain and not chain[0].text.strip():
        chain = chain[1:]
    while chain and not chain[-1].text.strip():
        chain = chain[:-1]
    if not chain:
        return None
    box = union(glyph.box for glyph in chain)
    left, top, right, bottom = reading_box(box, flow)
    em = max(0.5, median(glyph.size for glyph in chain))
    return Run(_spaced(chain, flow), left, top, right, bottom, em, box)


def _spaced(chain: Sequence[Glyph], flow: Flow) -> str:
    """The text, with a space where Latin words stand apart and the document has none."""
    gaps = [reading_box(two.box, flow)[0] - reading_box(one.box, flow)[2] for one, two in pairwise(chain)]
    usual = median(gaps) if gaps else 0.0
    text = chain[0].text
    for gap, (one, two) in zip(gaps, pairwise(chain), strict=True):
        both = one.text + two.text
        if both.isascii() and " " not in both and gap - max(0.0, usual) > 0.2 * two.size:
            text += " "
        text += two.text
    return text


def without_ruby(runs: Sequence[Run]) -> tuple[list[Run], int]:
    """Take out kana in small print right above a line they explain; also how many characters that was."""
    kept, dropped = [], 0
    for run in runs:
        if _KANA.fullmatch(run.text) and any(_is_ruby(run, base) for base in runs):
            dropped += len(run.text)
        else:
            kept.append(run)
    return kept, dropped


def _is_ruby(run: Run, base: Run) -> bool:
    return (
        run.em <= 0.62 * base.em
        and -0.7 * base.em <= base.top - run.bottom <= 0.35 * base.em
        and run.top < base.top + 0.1 * base.em
        and run.left >= base.left - base.em
        and run.right <= base.right + 2 * base.em
    )


def raise_note_numbers(runs: Sequence[Run]) -> None:
    """Write small raised numbers beside a line as superscripts, which they are."""
    for run in runs:
        if _NOTE_NUMBER.match(run.text) and any(_is_raised(run, base) for base in runs):
            run.text = run.text.translate(_SUPERSCRIPTS)


def _is_raised(run: Run, base: Run) -> bool:
    beside = -0.3 * base.em <= run.left - base.right <= base.em
    higher = (base.top + base.bottom) / 2 - (run.top + run.bottom) / 2
    return run.em <= 0.85 * base.em and beside and 0.1 * base.em <= higher <= base.em
