"""The text of a Doc and the edges of its tokens, read without making a Token of each."""

import itertools

from spacy.attrs import IDX, LENGTH
from spacy.tokens import Doc

_TEXT = "report_extract text"


def keep_text(doc: Doc, text: str) -> None:
    """Remember the text that a Doc was made of."""
    doc.user_data[_TEXT] = text


def text_of(doc: Doc) -> str:
    """The text of a Doc; spaCy puts it together from the tokens each time that ``doc.text`` is read."""
    text: str | None = doc.user_data.get(_TEXT)
    return doc.text if text is None else text


def edges(doc: Doc) -> tuple[list[int], list[int]]:
    """The offsets at which each token begins and ends."""
    places = doc.to_array([IDX, LENGTH]).reshape(-1, 2)
    return places[:, 0].tolist(), places.sum(axis=1).tolist()


def boundaries(doc: Doc) -> frozenset[int]:
    """The offsets at which tokens begin or end."""
    return frozenset(itertools.chain(*edges(doc)))
