"""A passage: a block (or part of a long one) with its sentences, its place in the raw text, and its analysis."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from report_extract.analysis import ginza
from report_extract.layout.blocks import Block
from report_extract.layout.sentences import sentence_spans
from report_extract.offsets import MappedText
from report_extract.records import BlockKind

_LONGEST_SENTENCE = 12_000


@dataclass(frozen=True, slots=True)
class Passage:
    """``sentences`` are spans of ``content.text``; ``first_sentence`` is the number of the first in the report."""

    block: int
    kind: BlockKind
    content: MappedText
    sentences: tuple[tuple[int, int], ...]
    first_sentence: int
    doc: Doc

    def sentence_at(self, offset: int) -> int:
        """The number, within the passage, of the sentence that holds an offset."""
        number = bisect_right(self.sentences, offset, key=lambda span: span[0]) - 1
        if number < 0 or offset >= self.sentences[number][1]:
            raise ValueError(f"no sentence at {offset}")
        return number


@dataclass(frozen=True, slots=True)
class _Part:
    block: int
    kind: BlockKind
    content: MappedText
    sentences: tuple[tuple[int, int], ...]


def make_passages(blocks: Sequence[Block]) -> tuple[list[Passage], list[str]]:
    """Analyse all blocks that are no furniture; also what had to be cut, as warnings."""
    parts: list[_Part] = []
    warnings: list[str] = []
    for number, block in enumerate(blocks):
        if block.kind == "furniture" or not block.content.text:
            continue
        spans = []
        for start, end in sentence_spans(block.content.text):
            if end - start > _LONGEST_SENTENCE:
                warnings.append(
                    f"block b{number + 1}: a sentence of {end - start} characters was analysed in parts of {_LONGEST_SENTENCE}"
                )
            spans += [(at, min(at + _LONGEST_SENTENCE, end)) for at in range(start, end, _LONGEST_SENTENCE)]
        for group in ginza.pieces(block.content.text, spans):
            first, last = group[0][0], group[-1][1]
            sentences = tuple((start - first, end - first) for start, end in group)
            parts.append(_Part(number, block.kind, block.content[first:last], sentences))
    docs = ginza.analyse((part.content.text, [start for start, _ in part.sentences]) for part in parts)
    passages = []
    count = 0
    for part, doc in zip(parts, docs, strict=True):
        passages.append(Passage(part.block, part.kind, part.content, part.sentences, count, doc))
        count += len(part.sentences)
    return passages, warnings
