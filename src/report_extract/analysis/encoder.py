"""The vectors of a spaCy tok2vec (MultiHashEmbed, then MaxoutWindowEncoder), computed by numpy: the same, sooner.

- numpy's BLAS knows newer CPUs; the one that spaCy brings falls back to its generic kernel on them.
- A layer takes half the multiplications; see ``convolution``.
- The embedding of a word does not depend on its neighbours: it is computed once and kept.
- spaCy separates the documents of a batch by rows of zeros and encodes them all. Here a layer has only those margin rows
  that differ from empty text and reach a token; empty text is one row for all.
"""

import re
from collections.abc import Sequence
from typing import Any

import numpy as np
from spacy.attrs import NORM, ORTH, PREFIX, SHAPE, SUFFIX, TAG
from spacy.tokens import Doc
from thinc.api import Model

from report_extract.analysis.convolution import Floats, Layer, Network, first_rows, node_of, tiles
from report_extract.analysis.structure import OtherStructureError, require

_EMBED = re.compile(
    r"extract_features>>list2ragged>>with_array\((?:ints-getitem>>hashembed\|?)+\)\|static_vectors"
    r">>with_array\(maxout>>layernorm>>dropout\)>>ragged2list"
)
_ENCODE = re.compile(r"with_array\((?:residual\(expand_window>>maxout>>layernorm>>dropout\)(?:>>)?)+\)")
_OF_THE_WORD = {"ORTH": ORTH, "PREFIX": PREFIX, "SUFFIX": SUFFIX, "SHAPE": SHAPE}
_OF_THE_TOKEN = {"NORM": NORM, "TAG": TAG}
_BLOCK = 64
_MOST_WORDS = 50_000


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
        self._layers = [Layer.read(residual) for residual in residuals]
        self._words = _Words(embed)

    def __call__(self, docs: Sequence[Doc]) -> list[Floats]:
        """A row for each token of each document."""
        lengths = np.array([len(doc) for doc in docs], np.int64)
        if not lengths.sum():
            return [np.zeros((0, self.width), np.float32) for _ in docs]
        rows = self._words.rows([doc for doc in docs if len(doc)])
        first, wide = 1 + np.cumsum(lengths) - lengths, lengths
        for number, layer in enumerate(self._layers, start=1):
            narrow = lengths + 2 * min(number, len(self._layers) - number)
            rows = layer.apply(rows, tiles(first, wide, narrow))
            first, wide = first_rows(narrow), narrow
        return [rows[at : at + length] for at, length in zip(first.tolist(), lengths.tolist(), strict=True)]

    def as_model(self) -> Network:
        """A model that can stand in a component for the one it was read from; it cannot be trained or saved."""
        return Model("numpy_tok2vec", lambda model, docs, is_train: (self(docs), _no_training), dims={"nO": self.width})


def _no_training(gradients: object) -> None:
    raise NotImplementedError("the vectors of numpy_tok2vec cannot be trained")


class _Words:
    """Embeddings of words, computed when a word is first seen and kept until there are too many."""

    def __init__(self, embed: Network) -> None:
        columns = node_of(embed, "extract_features").attrs["columns"]
        if not set(columns) <= _OF_THE_WORD.keys() | _OF_THE_TOKEN.keys():
            raise OtherStructureError(f"the embedding is of {', '.join(columns)}")
        require("the key of the vectors", node_of(embed, "static_vectors").attrs["key_attr"], "ORTH")
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
