"""Sentences as the later stages see them: bunsetsu, names in their cases, and the mentions inside."""

from collections.abc import Sequence
from dataclasses import dataclass

from report_extract.analysis.arguments import Arguments, Names, gather
from report_extract.analysis.bunsetsu import read_sentences
from report_extract.entities.linking import LinkedMention
from report_extract.passages import Passage
from report_extract.records import BlockKind, EntityType

# A mention of a sentence: its number in the report, its characters in the passage, its type, whether it points back.
Row = tuple[int, int, int, EntityType | None, bool]


@dataclass(frozen=True, slots=True)
class View:
    """Sentence ``number`` of passage ``passage``; ``start:end`` are its characters in the passage's text."""

    passage: int
    number: int
    kind: BlockKind
    text: str
    start: int
    end: int
    rows: tuple[Row, ...]
    arguments: Arguments


def read_views(passages: Sequence[Passage], mentions: Sequence[LinkedMention]) -> list[View]:
    """All sentences of a report; each knows the sentence before it in its block."""
    views: list[View] = []
    before: Arguments | None = None
    home: Names | None = None
    inside: dict[int, list[tuple[int, LinkedMention]]] = {}
    for at, mention in enumerate(mentions):
        inside.setdefault(mention.passage, []).append((at, mention))
    for number, passage in enumerate(passages):
        own = inside.get(number, [])
        before = None
        sentences = read_sentences(passage.doc, [(m.start, m.end) for _, m in own])
        by_sentence: dict[int, list[Row]] = {}
        for n, m in own:
            by_sentence.setdefault(m.sentence, []).append((n, m.start, m.end, m.type, m.is_anaphor))
        for at, sentence in enumerate(sentences):
            rows = tuple(by_sentence.get(at, ()))
            actors = [row for row in rows if row[3] not in ("DATE", "QUANTITY", "ROLE")]
            offices = [(start, end) for _, start, end, kind, _ in rows if kind == "ROLE"]
            names = gather(sentence, actors, offices)
            home = next((group for group in reversed(names) if _is_home(group, sentence.text)), home)
            before = Arguments(sentence, names, before, home)
            start, end = passage.sentences[at]
            views.append(View(number, at, passage.kind, passage.content.text, start, end, rows, before))
    return views


def _is_home(group: Names, text: str) -> bool:
    """Japan, whose institutes these reports are of."""
    return len(group.members) == 1 and text[group.start : group.end].startswith(("日本", "我が国", "わが国"))
