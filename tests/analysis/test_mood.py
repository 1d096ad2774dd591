"""Status and polarity of the word marked in each sentence of a hand-written table."""

import re
from pathlib import Path

import pytest

from report_extract.analysis import mood
from report_extract.analysis.arguments import Arguments
from report_extract.layout.blocks import read_blocks
from report_extract.passages import make_passages
from report_extract.records import Polarity, Status
from report_extract.views import read_views

TABLE = Path(__file__).parent / "data" / "moods.txt"
Row = tuple[str, str, str, int]


def rows() -> list[Row]:
    """Status, polarity, the sentence without its marks, and where the marked word ends."""
    found = []
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            status, polarity, text = line.split(" ")
            found.append((status, polarity, re.sub("[【】]", "", text), text.index("】") - 1))
    return found


@pytest.fixture(scope="module")
def moods() -> dict[str, tuple[Status, Polarity]]:
    """What the rules say of each sentence, all read at once."""
    found = {}
    texts = [text for _, _, text, _ in rows()]
    passages, _ = make_passages(read_blocks("\n\n".join(f"・{text}" for text in texts)))
    views = {view.text: view.arguments for view in read_views(passages, [])}
    for _, _, text, end in rows():
        found[text] = _mood(views[text], end)
    return found


def _mood(arguments: Arguments, end: int) -> tuple[Status, Polarity]:
    b = arguments.sentence.at_offset(end - 1)
    assert b is not None
    verbal = arguments.sentence.content(b)[1] == end and arguments.is_predicate(b)
    return mood.of_predicate(arguments, b) if verbal else mood.of_event_noun(arguments, b)


@pytest.mark.model
@pytest.mark.parametrize(("status", "polarity", "text", "end"), [pytest.param(*row, id=row[2][:24]) for row in rows()])
def test_mood(status: str, polarity: str, text: str, end: int, moods: dict[str, tuple[Status, Polarity]]) -> None:
    assert moods[text] == (status, polarity)
