"""A report as it is laid out: blocks of sentences, cut into runs that know the records they belong to."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from report_extract.records import Block, Report, Sentence, Span
from report_extract.viewer.display import Shown, furniture, shown

Run = list[str]
Part = list[Any]


def blocks_model(report: Report) -> list[dict[str, Any]]:
    """List the blocks; each holds gaps (list marks, what is no sentence) and sentences in the order of the text."""
    return _Layout(report).blocks()


class _Layout:
    """Cuts the text of one report."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.hidden = furniture(report)
        self.sentences: dict[str, list[Sentence]] = defaultdict(list)
        for sentence in report.sentences:
            self.sentences[sentence.block].append(sentence)
        self.mentions: dict[str, list[tuple[Span, str]]] = defaultdict(list)
        for mention in sorted(report.mentions, key=lambda one: one.start):
            self.mentions[mention.sentence].append((mention, mention.id))
        self.marks = _marks(report)

    def blocks(self) -> list[dict[str, Any]]:
        """Lay out everything; sentences of no known block stand at the end, so that none is lost."""
        rows = [self._block(block) for block in self.report.blocks]
        known = {block.id for block in self.report.blocks}
        lost = [sentence for name, group in self.sentences.items() if name not in known for sentence in group]
        if lost:
            pieces = [self._sentence(sentence, keep_space=False) for sentence in lost]
            rows.append({"id": "", "kind": "paragraph", "level": None, "pieces": pieces})
        return rows

    def _block(self, block: Block) -> dict[str, Any]:
        pieces: list[dict[str, Any]] = []
        hidden = [] if block.kind == "furniture" else self.hidden
        at = block.start
        for sentence in self.sentences[block.id]:
            pieces += self._gap(at, sentence.start, hidden)
            pieces.append(self._sentence(sentence, keep_space=block.kind == "table"))
            at = max(at, sentence.end)
        pieces += self._gap(at, block.end, hidden)
        return {"id": block.id, "kind": block.kind, "level": block.level, "pieces": pieces}

    def _gap(self, start: int, end: int, hidden: Sequence[tuple[int, int]]) -> list[dict[str, Any]]:
        raw = "".join(
            self.report.text[at] for at in range(start, end) if not any(first <= at < last for first, last in hidden)
        ).strip()
        return [{"gap": raw}] if raw else []

    def _sentence(self, sentence: Sentence, *, keep_space: bool) -> dict[str, Any]:
        raw = self.report.text
        if keep_space:
            characters = [Shown(at, raw[at]) for at in range(sentence.start, min(sentence.end, len(raw)))]
        else:
            characters = shown(raw, sentence.start, min(sentence.end, len(raw)), sentence.text, self.hidden)
        return {"s": sentence.id, "parts": cut(characters, self.mentions[sentence.id], self.marks[sentence.id])}


def cut(
    characters: Sequence[Shown], mentions: Sequence[tuple[Span, str]], marks: Sequence[tuple[Span, str]]
) -> list[Part]:
    """Cut characters into parts, one a mention or what stands between: ``[mention or null, [[text, marks], ...]]``."""
    owner = {at: name for span, name in mentions for at in range(span.start, span.end)}
    names: dict[int, list[str]] = defaultdict(list)
    for span, name in marks:
        for at in range(span.start, span.end):
            names[at].append(name)
    parts: list[Part] = []
    for one in characters:
        mention = owner.get(one.at)
        mark = " ".join([*names[one.at], *(["cut"] if one.cut else [])])
        if not parts or parts[-1][0] != mention:
            parts.append([mention, []])
        runs = parts[-1][1]
        if runs and runs[-1][1] == mark:
            runs[-1][0] += one.character
        else:
            runs.append([one.character, mark])
    return parts


def _marks(report: Report) -> dict[str, list[tuple[Span, str]]]:
    """List the stretches that show a record, by sentence: cue, condition, trigger, theme, a claim less than it."""
    marks: dict[str, list[tuple[Span, str]]] = defaultdict(list)
    whole = {(sentence.id, sentence.start, sentence.end) for sentence in report.sentences}
    for claim in report.claims:
        part = None if (claim.sentence, claim.start, claim.end) in whole else claim
        for name, span in (("claim", part), ("cue", claim.cue), ("condition", claim.condition)):
            if span is not None:
                marks[claim.sentence].append((span, f"{claim.id}.{name}"))
    for relation in report.relations:
        for name, span in (("trigger", relation.trigger), ("theme", relation.theme)):
            if span is not None:
                marks[relation.sentence].append((span, f"{relation.id}.{name}"))
    return marks
