"""Finds the sentence that a place in the text belongs to."""

from bisect import bisect_right
from collections.abc import Sequence

from report_extract.records import Block, Sentence


class Places:
    """The sentences of a report by place."""

    def __init__(self, sentences: Sequence[Sentence]) -> None:
        self.sentences = sorted(sentences, key=lambda sentence: (sentence.start, sentence.end))
        self.starts = [sentence.start for sentence in self.sentences]

    def sentence_at(self, offset: int) -> str:
        """Give the last sentence that begins at or before an offset, or the first."""
        if not self.sentences:
            return ""
        return self.sentences[max(0, bisect_right(self.starts, offset) - 1)].id


def lines_as_sentences(text: str) -> tuple[tuple[Block, ...], tuple[Sentence, ...]]:
    """Call each line that is not empty a paragraph of one sentence: for texts that come without structure."""
    blocks: list[Block] = []
    sentences: list[Sentence] = []
    at = 0
    for line in text.splitlines(keepends=True):
        start, end = at + len(line) - len(line.lstrip()), at + len(line.rstrip())
        at += len(line)
        if start < end:
            number = len(blocks) + 1
            blocks.append(Block(id=f"b{number}", kind="paragraph", level=None, start=start, end=end))
            sentences.append(Sentence(id=f"s{number}", block=f"b{number}", start=start, end=end, text=text[start:end]))
    return tuple(blocks), tuple(sentences)
