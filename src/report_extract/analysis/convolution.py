"""One layer of a spaCy ``MaxoutWindowEncoder``, a convolution over windows of three rows, in half the multiplications.

Four rows that stand side by side are computed by six products instead of twelve: Winograd's minimal filtering F(4,3)
(Lavin and Gray 2015, https://arxiv.org/abs/1509.09308). Rounding errors stay in the order of those of plain float32.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from report_extract.analysis.structure import require

Network = Any  # a thinc model; thinc types each parameter as an array of any number of dimensions
Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

TILE = 4  # rows that are computed together; they see two more
_AT_ONCE = 384  # tiles
# B of the paper, for the rows that a tile sees, and G, for the three parts of the weights.
_ROWS = np.array(
    [
        [4, 0, -5, 0, 1, 0],
        [0, -4, -4, 1, 1, 0],
        [0, 4, -4, -1, 1, 0],
        [0, -2, -1, 2, 1, 0],
        [0, 2, -1, -2, 1, 0],
        [0, 4, 0, -5, 0, 1],
    ],
    np.float32,
)
_WEIGHTS = np.array([[6, 0, 0], [-4, -4, -4], [-4, 4, -4], [1, 2, 4], [1, -2, 4], [0, 0, 24]]) / 24


@dataclass(frozen=True, slots=True)
class Layer:
    """Maxout over a window of three rows, normalised, added to the row: weights (6, width, pieces x width), piece by piece."""

    weights: Floats
    bias: Floats
    gain: Floats
    shift: Floats

    @classmethod
    def read(cls, residual: Network) -> "Layer":
        """Take the weights of a layer of spaCy's.

        Raises:
            OtherStructureError, LookupError, ...: it is built otherwise.
        """
        window, maxout, norm = (node_of(residual, name) for name in ("expand_window", "maxout", "layernorm"))
        require("the window of a layer", window.attrs["window_size"], 1)
        weights = maxout.get_param("W")
        width, pieces, inputs = weights.shape
        require("the width of a window", inputs, 3 * width)
        parts = weights.transpose(1, 0, 2).reshape(pieces * width, 3, width).transpose(1, 2, 0)
        return cls(
            np.tensordot(_WEIGHTS, parts, 1).astype(np.float32),
            np.ascontiguousarray(maxout.get_param("b").T.reshape(-1)),
            norm.get_param("G"),
            norm.get_param("b"),
        )

    def apply(self, rows: Floats, seen: Ints) -> Floats:
        """The rows of each tile, of which ``seen`` (6, tiles) gives the rows of ``rows`` that it sees."""
        width, tiles = rows.shape[1], seen.shape[1]
        result = np.empty((tiles, TILE, width), np.float32)
        most = min(tiles, _AT_ONCE)
        spaces = np.empty((2, 6 * most * width), np.float32), np.empty((5, most, len(self.bias)), np.float32)
        for at in range(0, tiles, _AT_ONCE):
            self._apply(rows, seen[:, at : at + _AT_ONCE], result[at : at + _AT_ONCE], *spaces)
        return result.reshape(-1, width)

    def _apply(self, rows: Floats, seen: Ints, result: Floats, narrow: Floats, wide: Floats) -> None:
        tiles, _, width = result.shape
        own, mixed = (space[: 6 * tiles * width].reshape(6, tiles, width) for space in narrow)
        rows.take(seen, axis=0, out=own, mode="clip")
        np.matmul(_ROWS, own.reshape(6, -1), out=mixed.reshape(6, -1))

        def product(number: int, out: Floats) -> Floats:
            return np.matmul(mixed[number], self.weights[number], out=out)

        def finish(place: int, sums: Floats) -> None:
            self._finish(sums, own[place + 1], result[:, place])

        # The paper's A, in an order in which five buffers do: the first row of a tile is in e, the third in b,
        # the second in c, the fourth in d.
        a, b, c, d, e = wide[:, :tiles]
        product(1, a)
        product(2, b)
        a += self.bias
        np.add(a, b, out=c)
        a -= b
        product(3, d)
        product(4, e)
        np.add(d, e, out=b)
        d -= e
        product(0, e)
        e += c
        e += b
        finish(0, e)
        b *= 4
        b += c
        finish(2, b)
        d *= 2
        np.add(a, d, out=c)
        finish(1, c)
        product(5, e)
        d *= 4
        d += a
        d += e
        finish(3, d)

    def _finish(self, sums: Floats, own: Floats, result: Floats) -> None:
        """The greatest piece, normalised, and the row itself."""
        width = result.shape[1]
        best = sums[:, :width]
        for begin in range(width, sums.shape[1], width):
            np.maximum(best, sums[:, begin : begin + width], out=best)
        best -= best.mean(axis=1, keepdims=True)
        variance = np.einsum("ij,ij->i", best, best) / np.float32(width) + np.float32(1e-8)
        best *= (variance ** np.float32(-0.5))[:, None]
        best *= self.gain
        best += self.shift
        np.add(best, own, out=result)


def node_of(model: Network, name: str) -> Network:
    """The first layer of that name."""
    return next(node for node in model.walk() if node.name == name)


def tiles(first: Ints, wide: Ints, narrow: Ints) -> Ints:
    """For each tile of a layer the rows of the layer before that it sees, (6, tiles).

    In the layer before, a document has ``wide`` rows from row ``first`` on; in this one the ``narrow`` in their middle
    (or around them, where there are more), filled up to whole tiles. Row 0 of the layer before is empty text, which
    stands on both sides of a document; the first tile of this layer is empty text again.
    """
    count = -(-narrow // TILE)
    begin = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
    place = TILE * begin + np.repeat((wide - narrow) // 2, count) - 1
    seen: Ints = place + np.arange(TILE + 2)[:, None]
    outside = (seen < 0) | (seen >= np.repeat(wide, count))
    seen += np.repeat(first, count)
    seen[outside] = 0
    return np.concatenate([np.zeros((TILE + 2, 1), np.int64), seen], axis=1)


def first_rows(narrow: Ints) -> Ints:
    """Where the rows of each document begin in a layer made of ``tiles``."""
    count = -(-narrow // TILE)
    return TILE * (1 + np.cumsum(count) - count)
