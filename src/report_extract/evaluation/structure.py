"""How blocks and sentences were read: the kind of block at each gold sentence, and the sentences of running text."""

from report_extract.evaluation.gold import GoldSentence
from report_extract.evaluation.matching import Case, Matched, overlap
from report_extract.records import BlockKind, Sentence

# The kinds that are cut into sentences at full stops; a line of the others is what its layout makes it.
RUNNING: tuple[BlockKind, ...] = ("paragraph", "bullet", "footnote")


def block_kinds(case: Case) -> list[tuple[GoldSentence, BlockKind | None]]:
    """Each gold sentence with the kind of block that the output has at its place, null where it has none."""
    return [(gold, _kind_at(case, gold)) for gold in case.gold.sentences]


def _kind_at(case: Case, gold: GoldSentence) -> BlockKind | None:
    """Of the blocks that cover most of the sentence the smallest, for a caption may stand amid a paragraph."""
    there = [block for block in case.report.blocks if overlap(block, gold)]
    best = max(there, key=lambda block: (overlap(block, gold), block.start - block.end), default=None)
    return best.kind if best else None


def match_sentences(case: Case) -> Matched[GoldSentence, Sentence]:
    """Pair the sentences of running text that begin and end alike, a mark of a list or a note before them aside."""
    kinds = {block.id: block.kind for block in case.report.blocks}
    left = {sentence.end: sentence for sentence in case.report.sentences if kinds.get(sentence.block) in RUNNING}
    pairs, missed = [], []
    for gold in (sentence for sentence in case.gold.sentences if sentence.block in RUNNING):
        found = left.get(gold.end)
        if found and _is_mark(case.report.text[min(gold.start, found.start) : max(gold.start, found.start)]):
            pairs.append((gold, left.pop(gold.end)))
        else:
            missed.append(gold)
    return Matched(tuple(pairs), tuple(missed), tuple(left.values()))


def _is_mark(text: str) -> bool:
    return not any(character.isalpha() and character != "注" for character in text)
