"""A layer computed tile by tile is the convolution that it stands for."""

from typing import Any

import numpy as np
import pytest
from thinc.api import Maxout, chain, expand_window, residual

from report_extract.analysis.convolution import Layer, first_rows, node_of, tiles
from report_extract.analysis.structure import OtherStructureError

SEEN = {
    "no margin": ([1], [2], [2], [[0, 1, 2, 0, 0, 0]]),
    "margin grows": ([1], [1], [3], [[0, 0, 1, 0, 0, 0]]),
    "margin shrinks": ([1], [5], [3], [[1, 2, 3, 4, 5, 0]]),
    "documents do not see each other": ([4, 9], [2, 1], [2, 1], [[0, 4, 5, 0, 0, 0], [0, 9, 0, 0, 0, 0]]),
    "two tiles": ([1], [6], [6], [[0, 1, 2, 3, 4, 5], [4, 5, 6, 0, 0, 0]]),
}


@pytest.mark.parametrize(("first", "wide", "narrow", "seen"), SEEN.values(), ids=SEEN)
def test_what_a_tile_sees(first: list[int], wide: list[int], narrow: list[int], seen: list[list[int]]) -> None:
    found = tiles(np.array(first), np.array(wide), np.array(narrow))
    assert found.T.tolist() == [[0] * 6, *seen]


def test_where_documents_begin() -> None:
    assert first_rows(np.array([1, 4, 5, 2])).tolist() == [4, 8, 12, 20]


def random_layer(chance: np.random.Generator, width: int, pieces: int) -> Any:
    maxout = Maxout(nO=width, nI=3 * width, nP=pieces, normalize=True)
    layer = residual(chain(expand_window(window_size=1), maxout))
    layer.initialize()
    for node in layer.walk():
        for name in node.param_names:
            node.set_param(name, chance.normal(size=node.get_param(name).shape).astype("f"))
    return layer


def param(layer: Any, node: str, name: str) -> Any:
    return node_of(layer, node).get_param(name).astype(np.float64)


@pytest.mark.parametrize("rows", [1, 4, 7, 1000])
@pytest.mark.parametrize("pieces", [1, 2, 3])
def test_convolution(rows: int, pieces: int) -> None:
    width = 8
    chance = np.random.default_rng(rows * pieces)
    layer = random_layer(chance, width, pieces)
    before = np.concatenate([np.zeros((1, width)), chance.normal(size=(rows, width))]).astype(np.float32)
    found = Layer.read(layer).apply(before, tiles(np.array([1]), np.array([rows]), np.array([rows])))
    padded = np.concatenate([before, before[:1]]).astype(np.float64)
    windows = np.concatenate([padded[:-2], padded[1:-1], padded[2:]], axis=1)
    best = (np.einsum("opi,ri->rop", param(layer, "maxout", "W"), windows) + param(layer, "maxout", "b")).max(axis=2)
    best = (best - best.mean(axis=1, keepdims=True)) / np.sqrt(best.var(axis=1, keepdims=True) + 1e-8)
    expected = best * param(layer, "layernorm", "G") + param(layer, "layernorm", "b") + before[1:]
    assert np.allclose(found[4 : 4 + rows], expected, atol=1e-4)


def test_another_width_of_the_window() -> None:
    layer = random_layer(np.random.default_rng(0), 8, 2)
    maxout = node_of(layer, "maxout")
    maxout.set_param("W", maxout.get_param("W")[:, :, :-1])
    with pytest.raises(OtherStructureError, match="the width of a window is 23, not 24"):
        Layer.read(layer)
