"""What holds of every text that was read and of every block of it."""

from collections.abc import Sequence
from functools import lru_cache
from math import isfinite

from report_extract.ingest.source import SourceText, place_of
from report_extract.layout.blocks import Block
from report_extract.layout.repair import repair
from report_extract.layout.sentences import sentence_spans

# Marks that stand for others only inside a number.
_IN_NUMBERS = {".": "．", ",": "、"}


def of_source(source: SourceText) -> None:
    """There is a text, it can be written, and the places of its lines lie in it, in order, on its pages."""
    assert source.text.strip()
    source.text.encode("utf-8")
    before = 0
    for place in source.places:
        assert before <= place.start < place.end <= len(source.text), place
        assert 1 <= place.page <= (source.pages or 0), place
        _is_box(place.box)
        before = place.end


def of_blocks(source: SourceText, blocks: Sequence[Block]) -> None:
    """Blocks stand in the order of the text, share no character, and are what is cut from it."""
    raw, owner, begun = source.text, [-1] * len(source.text), 0
    for number, block in enumerate(blocks):
        assert begun <= block.start < block.end <= len(raw), f"block {number} out of order or of the text: {block}"
        begun = block.start
        _is_cut(raw, block)
        for start, end in zip(block.content.starts, block.content.ends, strict=True):
            for at in range(start, end):
                assert owner[at] in (-1, number), f"character {at} stands in blocks {owner[at]} and {number}"
                owner[at] = number
        _has_sentences(raw, block)
        place = place_of(source.places, block.content.starts)
        if place is not None:
            _is_box(place[1])
    _are_nested(blocks)


def _are_nested(blocks: Sequence[Block]) -> None:
    """Of two blocks, one ends before the other begins, or lies in a gap of it (a page's foot inside a paragraph)."""
    open_ends: list[int] = []
    for block in blocks:
        while open_ends and open_ends[-1] <= block.start:
            open_ends.pop()
        assert not open_ends or block.end <= open_ends[-1], f"{block} overlaps the one before it"
        open_ends.append(block.end)


def _is_cut(raw: str, block: Block) -> None:
    """Each character of a block is the repaired form of the piece of text that it points to."""
    content, before = block.content, (block.start, block.start)
    for character, start, end in content.characters(0, len(content)):
        assert before[0] <= start <= end <= block.end, f"offsets go back or leave the block: {block}"
        assert before[1] <= end, f"offsets go back: {block}"
        form = _repaired(raw[start:end])
        is_made = character == " " and not form.strip()
        assert is_made or character in form or _IN_NUMBERS.get(character, "?") in form, (character, raw[start:end])
        before = start, end


@lru_cache(10_000)
def _repaired(piece: str) -> str:
    return repair(piece).text


def _has_sentences(raw: str, block: Block) -> None:
    """Sentences follow each other, leave nothing out but white space, and begin and end where they say in the text."""
    text, at, raw_at = block.content.text, 0, block.start
    for start, end in sentence_spans(text):
        assert at <= start < end, f"sentences overlap: {text!r}"
        assert not text[at:start].strip(), f"no sentence has {text[at:start]!r}"
        raw_start, raw_end = block.content.raw_span(start, end)
        assert raw_at <= raw_start, f"sentences overlap in the text: {text!r}"
        _is_sentence(text[start:end], _repaired(raw[raw_start:raw_end]).strip())
        at, raw_at = end, raw_end
    assert not text[at:].strip(), f"no sentence has {text[at:]!r}"


def _is_sentence(sentence: str, cut: str) -> None:
    """What is cut has the sentence's characters in their order, between them what layout takes out of a sentence."""
    rest = iter(cut)
    for character in sentence:
        wanted = {character, _IN_NUMBERS.get(character, character)}
        assert character == " " or any(other in wanted for other in rest), (sentence, cut)


def _is_box(box: tuple[float, float, float, float]) -> None:
    left, top, right, bottom = box
    assert all(isfinite(side) for side in box), box
    assert left <= right, box
    assert top <= bottom, box
