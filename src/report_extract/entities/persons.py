"""Persons by the analyser's name tags: 姓 and 名 side by side, or a name before an office."""

from collections.abc import Iterator

from spacy.attrs import TAG
from spacy.tokens import Doc

from report_extract.entities.candidates import Candidate

_NAME = "名詞-固有名詞-人名"


def find(doc: Doc) -> Iterator[Candidate]:
    """Runs of two or more name tokens in kanji (family and given name) as full names, with low trust."""
    tags = doc.to_array([TAG]).reshape(-1).tolist()
    names = {tag for tag in set(tags) if doc.vocab.strings[int(tag)].startswith(_NAME)}
    start = None
    for at, is_name in enumerate([*(tag in names for tag in tags), False]):
        if is_name and start is None:
            start = at
        elif not is_name and start is not None:
            first, last = doc[start], doc[at - 1]
            end = last.idx + len(last)
            if at - start >= 2 or (first.tag_.endswith("人名-一般") and len(first) >= 3):
                yield Candidate(first.idx, end, "PERSON", "tag:person", 1)
            start = None
