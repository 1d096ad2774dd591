"""The decisions of a spaCy entity recogniser (``TransitionBasedParser`` with BILUO moves), made by numpy: the same, sooner.

spaCy asks for every possible move at every token whether it is allowed. While no entity is open, though, the scores
depend on the token alone: they are computed for all tokens at once. In an open entity only I and L of its label are
left. Entities that stand in the documents already are not heeded.
"""

from collections.abc import Iterator, Sequence
from functools import reduce
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import IS_SPACE, SENT_START
from spacy.tokens import Doc

from report_extract.analysis.batches import batches
from report_extract.analysis.convolution import Floats, Network
from report_extract.analysis.encoder import Encoder
from report_extract.analysis.structure import OtherStructureError, require

_ROWS = 1024
_TOKENS = 4096
Bools = NDArray[np.bool_]


class Biluo:
    """Finds the spans that a trained ``ner`` component would set, as (first token, token behind the last, label).

    Raises:
        OtherStructureError, LookupError, ...: the component is built otherwise; see ``faster_or_none``.
    """

    def __init__(self, ner: Any) -> None:
        require("the beam width", ner.cfg["beam_width"], 1)
        model = ner.model
        require("the set of unseen classes", model.attrs["unseen_classes"], set())
        require("the presence of an upper layer", model.attrs["has_upper"], True)
        tok2vec, linear = _taken_apart(model.get_ref("tok2vec"))
        self.encoder = Encoder(tok2vec)
        self._read_weights(linear, model.get_ref("lower"), model.get_ref("upper"))
        self._read_moves([ner.moves.get_class_name(number) for number in range(ner.moves.n_moves)])

    def _read_weights(self, linear: Network, lower: Network, upper: Network) -> None:
        require("the kind of the lower layer", lower.name, "precomputable_affine")
        require("the kind of the upper layer", upper.name, "linear")
        weights = lower.get_param("W")
        self._places, self._hidden, self._pieces, inputs = weights.shape
        require("the number of tokens that a move looks at", self._places, 3)
        self._narrow = np.ascontiguousarray(linear.get_param("W").T)
        self._narrow_bias = linear.get_param("b")
        self._weights = np.ascontiguousarray(weights.reshape(-1, inputs).T)
        self._bias = lower.get_param("b").reshape(-1)
        self._padding = lower.get_param("pad")[0].reshape(self._places, -1)
        self._upper, self._upper_bias = upper.get_param("W"), upper.get_param("b")

    def _read_moves(self, names: Sequence[str]) -> None:
        moves = [(name[:1], name[2:]) for name in names]
        require("the number of moves", len(moves), len(self._upper))
        numbers = {move: number for number, move in enumerate(moves)}
        labels = {label for kind, label in moves if kind == "B"}
        # U without a label is never allowed where no entity was set beforehand.
        expected = {("O", ""), ("U", "")} | {(kind, label) for kind in "BILU" for label in labels}
        require("the set of moves", set(moves) | {("U", "")}, expected)
        closed = [n for n, (kind, label) in enumerate(moves) if kind == "O" or (kind in "BU" and label)]
        self._moves = [moves[n] for n in closed]
        self._begins = np.array([kind == "B" for kind, _ in self._moves])
        self._units = np.array([kind == "U" for kind, _ in self._moves])
        self._closed = np.ascontiguousarray(self._upper[closed].T)
        self._closed_bias = self._upper_bias[closed]
        self._inside = {label: (numbers["I", label], numbers["L", label]) for label in labels}

    def spans(self, docs: Sequence[Doc]) -> list[list[tuple[int, int, str]]]:
        """The spans of each document."""
        return [spans for batch in batches(docs, len, _TOKENS) for spans in self._spans(batch)]

    def _spans(self, docs: Sequence[Doc]) -> list[list[tuple[int, int, str]]]:
        filled = [doc for doc in docs if len(doc)]
        if not filled:
            return [[] for _ in docs]
        vectors = np.concatenate(self.encoder(filled)) @ self._narrow
        vectors += self._narrow_bias
        features = (vectors @ self._weights).reshape(len(vectors), self._places, -1)
        must_end, is_space = _limits(filled)
        moves = self._outside(features, must_end, is_space)
        found: list[list[tuple[int, int, str]]] = []
        begin = 0
        for doc in docs:
            end = begin + len(doc)
            spans = self._walk(features, moves, must_end, begin, end)
            found.append([(start - begin, stop - begin, label) for start, stop, label in spans])
            begin = end
        return found

    def _outside(self, features: Floats, must_end: Bools, is_space: Bools) -> list[int]:
        """The move at each token if no entity is open there."""
        sums = features[:, 0] + self._padding[1]
        sums += self._padding[2]
        sums += self._bias
        pieces = sums.reshape(len(sums), self._hidden, self._pieces)
        hidden = reduce(np.maximum, (pieces[:, :, piece] for piece in range(self._pieces)))
        moves: list[int] = []
        for at in range(0, len(hidden), _ROWS):
            scores = hidden[at : at + _ROWS] @ self._closed + self._closed_bias
            space = is_space[at : at + _ROWS]
            scores[np.ix_(must_end[at : at + _ROWS] | space, self._begins)] = -np.inf
            scores[np.ix_(space, self._units)] = -np.inf
            moves += scores.argmax(axis=1).tolist()
        return moves

    def _walk(
        self, features: Floats, moves: Sequence[int], must_end: Bools, begin: int, end: int
    ) -> Iterator[tuple[int, int, str]]:
        at = begin
        while at < end:
            kind, label = self._moves[moves[at]]
            start = at
            at += 1
            if kind == "B":
                while not must_end[at] and self._goes_on(features, start, at, label):
                    at += 1
                at += 1
            if kind != "O":
                yield start, at, label

    def _goes_on(self, features: Floats, start: int, at: int, label: str) -> bool:
        """I rather than L at a token of an open entity; of equal scores the first move wins."""
        sums = features[at, 0] + features[start, 1]
        sums += features[at - 1, 2]
        sums += self._bias
        moves = list(self._inside[label])
        hidden = sums.reshape(self._hidden, self._pieces).max(axis=1)
        inside, last = (self._upper[moves] @ hidden + self._upper_bias[moves]).tolist()
        return bool(inside > last or (inside == last and moves[0] < moves[1]))


def _taken_apart(model: Network) -> tuple[Network, Network]:
    """The tok2vec and the linear layer behind it."""
    tok2vec, *rest = model.layers
    if [layer.name for layer in rest] != ["list2array", "linear"]:
        raise OtherStructureError(f"the recogniser's encoder is {model.name}")
    return tok2vec, rest[1]


def _limits(docs: Sequence[Doc]) -> tuple[Bools, Bools]:
    """For each token of all documents: whether no entity goes on behind it, and whether it is white space."""
    both = np.concatenate([doc.to_array([SENT_START, IS_SPACE]) for doc in docs]).astype(np.int64)
    must_end = np.zeros(len(both), np.bool_)
    must_end[:-1] = both[1:, 0] == 1
    must_end[np.cumsum([len(doc) for doc in docs]) - 1] = True
    return must_end, both[:, 1] != 0
