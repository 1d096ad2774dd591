"""The vectors of a spaCy tok2vec (MultiHashEmbed, then MaxoutWindowEncoder), computed by numpy: the same, sooner.

- numpy's BLAS knows newer CPUs; the one that spaCy brings falls back to its generic kernel on them.
- The embedding of a word does not depend on its neighbours: it is computed once and kept.
- spaCy separates the documents of a batch by rows of zeros and encodes them all. Here a layer has only those margin rows
  that differ from empty text and reach a token; empty text is one row for all.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import NORM, ORTH, PREFIX, SHAPE, SUFFIX, TAG
from spacy.tokens import Doc
from thinc.api import Model

from report_extract.analysis.structure import OtherStructureError, require

Network = Any  # a thinc model; thinc types each parameter as an array of any number of dimensions
Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

_EMBED = re.compile(
    r"extract_features>>list2ragged>>with_array\((?:ints-getitem>>hashembed\|?)+\)\|static_vectors"
    r">>with_array\(maxout>>layernorm>>dropout\)>>ragged2list"
)
_ENCODE = re.compile(r"with_array\((?:residual\(expand_window>>maxout>>layernorm>>dropout\)(?:>>)?)+\)")
_OF_THE_WORD = {"ORTH": ORTH, "PREFIX": PREFIX, "SUFFIX": SUFFIX, "SHAPE": SHAPE}
_OF_THE_TOKEN = {"NORM": NORM, "TAG": TAG}
_BLOCK = 64
_MOST_WORDS = 50_000
_ROWS = 256


@dataclass(frozen=True, slots=True)
class _Layer:
    """Maxout over a window of three rows, normalised: weights (3 widths, pieces x width), piece by piece."""

    weights: Floats
    bias: Floats
    gain: Floats
    shift: Floats
    pieces: int

    @classmethod
    def read(cls, residual: Network) -> "_Layer":
        window, maxout, norm = (_node(residual, name) for name in ("expand_window", "maxout", "layernorm"))
        require("the window of a layer", window.attrs["window_size"], 1)
        weights = maxout.get_param("W")
        width, pieces, inputs = weights.shape
        require("the width of a window", inputs, 3 * width)
        return cls(
            np.ascontiguousarray(weights.transpose(1, 0, 2).reshape(pieces * width, inputs).T),
            np.ascontiguousarray(maxout.get_param("b").T.reshape(-1)),
            norm.get_param("G"),
            norm.get_param("b"),
            pieces,
        )

    def apply(self, rows: Floats, windows: Ints) -> Floats:
        """Each window's own row plus what the layer makes of the window."""
        width = rows.shape[1]
        result = np.empty((len(windows), width), np.float32)
        seen_space = np.empty((3 * _ROWS, width), np.float32)
        sums_space = np.empty((_ROWS, self.pieces * width), np.float32)
        for at in range(0, len(windows), _ROWS):
            best = result[at : at + _ROWS]
            seen = seen_space[: 3 * len(best)]
            rows.take(windows[at : at + _ROWS].ravel(), axis=0, out=seen, mode="clip")
            seen = seen.reshape(len(best), 3 * width)
            sums = np.matmul(seen, self.weights, out=sums_space[: len(best)])
            sums += self.bias
            np.maximum(sums[:, :width], sums[:, width : 2 * width], out=best)
            for piece in range(2, self.pieces):
                np.maximum(best, sums[:, piece * width : (piece + 1) * width], out=best)
            best -= best.mean(axis=1, keepdims=True)
            variance = np.einsum("ij,ij->i", best, best) / np.float32(width) + np.float32(1e-8)
            best *= (variance ** np.float32(-0.5))[:, None]
            best *= self.gain
            best += self.shift
            best += seen[:, width : 2 * width]
        return result


def _node(model: Network, name: str) -> Network:
    """The only layer of that name; the patterns above see to it that there is one."""
    return next(node for node in model.walk() if node.name == name)


class Encoder:
    """Computes what a tok2vec model predicts.

    Raises:
        OtherStructureError, LookupError, ...: the model is built otherwise; see ``faster_or_none``.
    """

    def __init__(self, tok2vec: Network) -> None:
        embed, encode = tok2vec.get_ref("embed"), tok2vec.get_ref("encode")
        for name, model, known in (("embedding", embed, _EMBED), ("encoder", encode, _ENCODE)):
            if not known.fullmatch(model.name):
                raise OtherStructureError(f"the {name} is {model.name}")
        residuals = encode.layers[0].layers
        require("the padding", encode.attrs["pad"], len(residuals))
        self.width: int = encode.get_dim("nO")
        self._layers = [_Layer.read(residual) for residual in residuals]
        self._words = _Words(embed)

    def __call__(self, docs: Sequence[Doc]) -> list[Floats]:
        """A row for each token of each document."""
        lengths = np.array([len(doc) for doc in docs], np.int64)
        if not lengths.sum():
            return [np.zeros((0, self.width), np.float32) for _ in docs]
        rows = self._words.rows([doc for doc in docs if len(doc)])
        depth, before = len(self._layers), 0
        for number, layer in enumerate(self._layers, start=1):
            after = min(number, depth - number)
            rows = layer.apply(rows, windows(lengths, before, after))
            before = after
        return np.split(rows[1:], np.cumsum(lengths)[:-1])

    def as_model(self) -> Network:
        """A model that can stand in a component for the one it was read from; it cannot be trained or saved."""
        return Model("numpy_tok2vec", lambda model, docs, is_train: (self(docs), _no_training), dims={"nO": self.width})


def _no_training(gradients: object) -> None:
    raise NotImplementedError("the vectors of numpy_tok2vec cannot be trained")


def windows(lengths: Ints, before: int, after: int) -> Ints:
    """For each row of a layer the rows of the layer before that it sees: left, own, right.

    Row 0 of a layer is empty text; the documents follow, each with a margin of ``before`` rows on both sides in the
    layer before and of ``after``, at most one more, in this one.
    """
    wide = lengths + 2 * before
    first = 1 + np.cumsum(wide) - wide
    narrow = lengths + 2 * after
    place = np.arange(narrow.sum()) - np.repeat(np.cumsum(narrow) - narrow, narrow) + (before - after)
    seen: Ints = place[:, None] + np.array([-1, 0, 1])
    outside = (seen < 0) | (seen >= np.repeat(wide, narrow)[:, None])
    seen += np.repeat(first, narrow)[:, None]
    seen[outside] = 0
    return np.concatenate([np.zeros((1, 3), np.int64), seen])


class _Words:
    """Embeddings of words, computed when a word is first seen and kept until there are too many."""

    def __init__(self, embed: Network) -> None:
        columns = _node(embed, "extract_features").attrs["columns"]
        if not set(columns) <= _OF_THE_WORD.keys() | _OF_THE_TOKEN.keys():
            raise OtherStructureError(f"the embedding is of {', '.join(columns)}")
        require("the key of the vectors", _node(embed, "static_vectors").attrs["key_attr"], "ORTH")
        self._embed = embed
        self._own = [number for name, number in _OF_THE_TOKEN.items() if name in columns]
        self._table = np.zeros((0, embed.get_dim("nO")), np.float32)
        self._places: dict[tuple[int, ...], int] = {}

    def rows(self, docs: Sequence[Doc]) -> Floats:
        """Row 0 for empty text, then a row for each token."""
        arrays = [doc.to_array([ORTH, *self._own]).reshape(len(doc), -1) for doc in docs]
        keys = list(map(tuple, np.concatenate(arrays).tolist()))
        if len(self._places) > _MOST_WORDS:
            self._places, self._table = {}, self._table[:0]
        new = [key for key in dict.fromkeys(keys) if key not in self._places]
        if new:
            self._table = np.concatenate([self._table, *self._embedded(docs[0], new)])
            self._places.update((key, number) for number, key in enumerate(new, start=len(self._places)))
        result = np.zeros((len(keys) + 1, self._table.shape[1]), np.float32)
        places = np.fromiter(map(self._places.__getitem__, keys), np.int64, len(keys))
        self._table.take(places, axis=0, out=result[1:], mode="clip")
        return result

    def _embedded(self, like: Doc, keys: Sequence[tuple[int, ...]]) -> list[Floats]:
        """In blocks of one size: what a word gets must not depend on the words that come with it."""
        found = []
        for at in range(0, len(keys), _BLOCK):
            block = keys[at : at + _BLOCK]
            filled = [*block, *[block[0]] * (_BLOCK - len(block))]
            doc: Any = Doc(like.vocab, words=[like.vocab.strings[key[0]] for key in filled])
            if self._own:
                doc.from_array(self._own, np.array([key[1:] for key in filled], np.uint64))
            found.append(self._embed.predict([doc])[0][: len(block)])
        return found
