"""Runs → pieces of lines → columns in reading order: side by side, in any order of the content, below full-width heads."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from report_extract.ingest.pdf.runs import NEAR, Run, overlap
from report_extract.ingest.source import union

_FEWEST_LINES = 3  # a column has at least so many
_MOST_COLUMNS = 4
_MOST_CANDIDATES = 12  # places tried for the space between two columns
_FEWEST_CHARACTERS = 7  # and its lines, in the middle, so many characters
_FILLED = 0.6  # the share of the column's width that the middle line fills; cells of tables do not


@dataclass(frozen=True, slots=True)
class Region:
    """Pieces of lines that are read from top to bottom; ``left`` is where the column's lines begin."""

    pieces: tuple[Run, ...]
    left: float


def join_pieces(runs: Sequence[Run]) -> list[Run]:
    """Put runs together that stand on one line no further apart than glyphs of a run."""
    pieces: list[Run] = []
    for run in sorted(runs, key=lambda run: run.left):
        best = next((piece for piece in reversed(pieces) if _touches(piece, run)), None)
        if best is None:
            pieces.append(run)
        else:
            pieces[pieces.index(best)] = _joined(best, run)
    return pieces


def _touches(one: Run, two: Run) -> bool:
    em = max(one.em, two.em)
    return -0.6 * em <= two.left - one.right <= NEAR * em and overlap(one.top, one.bottom, two.top, two.bottom) >= 0.5


def _joined(one: Run, two: Run) -> Run:
    left, top, right, bottom = union([(r.left, r.top, r.right, r.bottom) for r in (one, two)])
    em = max(one, two, key=lambda run: len(run.text)).em
    space = " " if two.left - one.right > 0.5 * em or _are_words(one, two, em) else ""
    return Run(one.text + space + two.text, left, top, right, bottom, em, union([one.box, two.box]))


def _are_words(one: Run, two: Run, em: float) -> bool:
    return (one.text[-1] + two.text[0]).isascii() and two.left - one.right > 0.2 * em


def in_reading_order(pieces: Sequence[Run]) -> list[Region]:
    """Split pieces of lines into regions, columns one after the other."""
    return _split(sorted(pieces, key=lambda piece: (piece.top, piece.left)), _left_edge(pieces), depth=0)


def _split(pieces: list[Run], left_edge: float, depth: int) -> list[Region]:
    gutter = _gutter(pieces, depth)
    if gutter is None:
        return [Region(tuple(pieces), left_edge)] if pieces else []
    left = [piece for piece in pieces if piece.right <= gutter]
    right = [piece for piece in pieces if piece.left >= gutter]
    edges = _left_edge(left), _left_edge(right)
    regions: list[Region] = []
    for crossing, band in _bands(pieces, gutter):
        regions += [Region(tuple(crossing), left_edge)] if crossing else []
        for side, edge in zip((left, right), edges, strict=True):
            inside = {id(piece) for piece in band}
            regions += _split([piece for piece in side if id(piece) in inside], edge, depth + 1)
    return regions


def _bands(pieces: Sequence[Run], gutter: float) -> Iterable[tuple[list[Run], list[Run]]]:
    """Full-width lines and the pieces in columns below them, again and again from the top."""
    bands: list[tuple[list[Run], list[Run]]] = [([], [])]
    for piece in pieces:
        if piece.left < gutter < piece.right:
            if bands[-1][1]:
                bands.append(([], []))
            bands[-1][0].append(piece)
        else:
            bands[-1][1].append(piece)
    return bands


def _gutter(pieces: Sequence[Run], depth: int) -> float | None:
    """The x between two columns that most lines stand beside, or None when there is one column."""
    if depth >= _MOST_COLUMNS:
        return None
    for at in _candidates(pieces):
        left = [piece for piece in pieces if piece.right <= at]
        right = [piece for piece in pieces if piece.left >= at]
        if _is_column(left) and _side_by_side(left, right) and (_is_column(right) or _gutter(right, depth + 1)):
            return (max(piece.right for piece in left) + at) / 2
    return None


def _candidates(pieces: Sequence[Run]) -> list[float]:
    """Where lines begin that have enough others at their left, those that most lines stand beside first."""
    lefts, rights = sorted(piece.left for piece in pieces), sorted(piece.right for piece in pieces)
    found: list[tuple[int, float]] = []
    for x in sorted({round(left, 1) - 0.05 for left in lefts}):
        before, after = bisect_right(rights, x), len(lefts) - bisect_left(lefts, x)
        beside, crossing = min(before, after), len(pieces) - before - after
        if beside >= _FEWEST_LINES and crossing <= beside:
            found.append((-beside, x))
    return [x for _, x in sorted(found)[:_MOST_CANDIDATES]]


def _is_column(pieces: Sequence[Run]) -> bool:
    width = max(piece.right for piece in pieces) - min(piece.left for piece in pieces)
    lengths = [piece.right - piece.left for piece in pieces]
    return median(lengths) >= _FILLED * width and median(len(piece.text) for piece in pieces) >= _FEWEST_CHARACTERS


def _side_by_side(left: Sequence[Run], right: Sequence[Run]) -> bool:
    low = max(min(piece.top for piece in left), min(piece.top for piece in right))
    high = min(max(piece.bottom for piece in left), max(piece.bottom for piece in right))
    return high - low >= _FEWEST_LINES * median(piece.em for piece in left)


def _left_edge(pieces: Sequence[Run]) -> float:
    """Where lines begin: the leftmost place at which a good part of them do, or at least two."""
    lefts = sorted(piece.left for piece in pieces)
    em = median(piece.em for piece in pieces) if pieces else 0.0
    for left in lefts:
        near = sum(left <= other <= left + 0.4 * em for other in lefts)
        if near >= max(2, len(lefts) // 6):
            return left
    return lefts[0] if lefts else 0.0
