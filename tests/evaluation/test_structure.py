"""Kinds of blocks and sentences of running text are scored as a count by hand gives."""

from collections.abc import Sequence

import pytest

from report_extract.evaluation.findings import find
from report_extract.evaluation.gold import GoldReport, GoldSentence
from report_extract.evaluation.matching import Case
from report_extract.evaluation.scores import StructureScores, evaluate
from report_extract.records import Block, BlockKind, Metadata, Report, Sentence

# A paragraph that a caption and a page number interrupt, then a bullet and a note.
TEXT = """ロシアは侵攻を
写真：会談する両首脳
12
続けている。支援は続く。
・停戦は遠い。
注1 報道による。
"""
PARAGRAPH, SECOND = "ロシアは侵攻を\n写真：会談する両首脳\n12\n続けている。", "支援は続く。"
CAPTION, PAGE, BULLET, NOTE = "写真：会談する両首脳", "12", "停戦は遠い。", "注1 報道による。"
BLOCKS: dict[str, BlockKind] = {
    PARAGRAPH + SECOND: "paragraph",
    CAPTION: "caption",
    PAGE: "furniture",
    f"・{BULLET}": "bullet",
    NOTE: "footnote",
}
GOLD: dict[str, BlockKind] = {
    PARAGRAPH: "paragraph",
    CAPTION: "caption",
    PAGE: "furniture",
    SECOND: "paragraph",
    BULLET: "bullet",
    NOTE: "footnote",
}
Parts = Sequence[tuple[str, str]]
RIGHT: Parts = (
    (PARAGRAPH, "paragraph"), (CAPTION, "caption"), (SECOND, "paragraph"), (BULLET, "bullet"), (NOTE, "footnote"),
)  # fmt: skip


def place(part: str) -> tuple[int, int]:
    start = TEXT.index(part)
    return start, start + len(part)


@pytest.fixture
def laid_out(gold: GoldReport) -> GoldReport:
    """The gold of the text: its sentences alone."""
    sentences = tuple(
        GoldSentence(*place(part), part, f"T{number}", kind) for number, (part, kind) in enumerate(GOLD.items())
    )
    return GoldReport(
        "small", TEXT, Metadata(title=None, author=None, affiliation=None, completed=None), sentences, (), (), ()
    )


def output(right: Report, sentences: Parts, **kinds: BlockKind) -> Report:
    """An output of the text with its blocks, some of another kind, and these sentences."""
    spans = [(kinds.get(kind, kind), *place(part)) for part, kind in BLOCKS.items()]
    blocks = tuple(
        Block(id=f"b{number}", kind=kind, level=None, start=start, end=end)
        for number, (kind, start, end) in enumerate(spans)
    )
    ids = {kind: f"b{number}" for number, kind in enumerate(BLOCKS.values())}
    found = tuple(
        Sentence(id=f"s{number}", block=ids[kind], start=place(part)[0], end=place(part)[1], text=part)
        for number, (part, kind) in enumerate(sentences)
    )
    empty = {"entities": (), "mentions": (), "relations": (), "claims": ()}
    return right.model_copy(update={"text": TEXT, "blocks": blocks, "sentences": found, **empty})


def structure(gold: GoldReport, report: Report) -> StructureScores:
    return evaluate([gold], [report]).structure


def test_a_caption_amid_a_paragraph_is_a_caption(laid_out: GoldReport, right: Report) -> None:
    scores = structure(laid_out, output(right, RIGHT))
    assert (scores.blocks.correct, scores.blocks.total) == (6, 6)
    assert set(scores.confusion) == set(GOLD.values())


def test_a_note_read_as_a_paragraph_is_missed_there_and_spurious_here(laid_out: GoldReport, right: Report) -> None:
    scores = structure(laid_out, output(right, RIGHT, footnote="paragraph"))
    assert (scores.blocks.correct, scores.blocks.total) == (5, 6)
    assert scores.confusion["footnote"] == {"paragraph": 1}
    counts = {kind: (one.tp, one.fp, one.fn) for kind, one in scores.per_kind.items()}
    assert (counts["footnote"], counts["paragraph"], counts["bullet"]) == ((0, 0, 1), (2, 1, 0), (1, 0, 0))


def test_a_place_without_a_block_is_wrong(laid_out: GoldReport, right: Report) -> None:
    report = output(right, RIGHT)
    scores = structure(laid_out, report.model_copy(update={"blocks": report.blocks[:-1]}))
    assert scores.confusion["footnote"] == {"nothing": 1}


@pytest.mark.parametrize(
    ("sentences", "expected"),
    [
        pytest.param(RIGHT, (4, 0, 0), id="right"),
        pytest.param(
            [*RIGHT[:3], (f"・{BULLET}", "bullet"), ("報道による。", "footnote")], (4, 0, 0), id="a-mark-in-or-out"
        ),
        pytest.param([*RIGHT[:3], ("遠い。", "bullet"), RIGHT[4]], (3, 1, 1), id="a-word-is-no-mark"),
        pytest.param([(PARAGRAPH + SECOND, "paragraph"), *RIGHT[3:]], (2, 1, 2), id="joined"),
        pytest.param([("ロシアは侵攻を", "paragraph"), *RIGHT[2:]], (3, 1, 1), id="cut"),
        pytest.param([*RIGHT, (PAGE, "furniture")], (4, 0, 0), id="a-page-number-is-no-running-text"),
        pytest.param([], (0, 0, 4), id="none"),
    ],
)
def test_sentences_of_running_text(
    laid_out: GoldReport, right: Report, sentences: Parts, expected: tuple[int, int, int]
) -> None:
    scores = structure(laid_out, output(right, sentences)).sentences
    assert (scores.tp, scores.fp, scores.fn) == expected


def test_every_error_is_listed(laid_out: GoldReport, right: Report) -> None:
    report = output(right, [(PARAGRAPH + SECOND, "paragraph"), *RIGHT[3:]], caption="heading")
    found = [(error.kind, error.expected, error.got) for error in find(Case(laid_out, report))]
    assert found == [
        ("block kind", "caption", "heading"),
        ("sentence missed", "ロシアは侵攻を写真：会談する両首脳12続けている。", None),
        ("sentence missed", SECOND, None),
        ("sentence spurious", None, PARAGRAPH + SECOND),
    ]
