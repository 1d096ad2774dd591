"""The sentences of a report as the rules see them: its text analysed again, with the mentions that the report has."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from report_extract.entities.linking import LinkedEntity, LinkedMention
from report_extract.errors import InputError
from report_extract.layout.blocks import read_blocks
from report_extract.passages import Passage, make_passages
from report_extract.records import Mention, Report, Sentence
from report_extract.relations.known import Known
from report_extract.relations.relate import LinkedRelation, relate
from report_extract.views import View, read_views

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Reread:
    """Sentences by id; the mention numbers of ``views`` are places in ``mentions``."""

    report: Report
    passages: Sequence[Passage]
    mentions: Sequence[Mention]
    views: Mapping[str, View]
    known: Known

    def raw(self, view: View, span: tuple[int, int]) -> tuple[int, int]:
        """The characters of the report's text that a span of a sentence's passage came from."""
        return self.passages[view.passage].content.raw_span(*span)

    def clean(self, view: View, start: int, end: int) -> tuple[int, int] | None:
        """The characters of a sentence's passage that came from a span of the report's text."""
        return self.passages[view.passage].content.clean_span(start, end)

    def relations(self, sentence: str) -> list[LinkedRelation]:
        """What the rules of now find in a sentence."""
        return relate([self.views[sentence]], self.known)


def reread(report: Report, blocks: Collection[str] | None = None) -> Reread:
    """Analyse the text of some blocks again, or of all.

    The country that a report is written for is carried on from block to block: of all blocks it is known, of some it
    may not be.

    Raises:
        InputError: the text is now divided otherwise than in the report, which another version made.
    """
    read = read_blocks(report.text)
    if [(block.start, block.end) for block in read] != [(block.start, block.end) for block in report.blocks]:
        raise _other_version(report)
    chosen = [block.id for block in report.blocks if blocks is None or block.id in blocks]
    passages, _ = make_passages(
        [block for block, record in zip(read, report.blocks, strict=True) if record.id in chosen]
    )
    sentences = [sentence for sentence in report.sentences if sentence.block in chosen]
    places = [(number, at) for number, passage in enumerate(passages) for at in range(len(passage.sentences))]
    if len(places) != len(sentences):
        raise _other_version(report)
    by_id = {sentence.id: place for sentence, place in zip(sentences, places, strict=True)}
    mentions = [mention for mention in report.mentions if mention.sentence in by_id]
    linked = [_linked(report, mention, passages, by_id[mention.sentence]) for mention in mentions]
    views = {(view.passage, view.number): view for view in read_views(passages, linked)}
    known = Known(_entities(report), linked, Counter(number for m in report.mentions for number in _numbers(report, m)))
    return Reread(report, passages, mentions, {name: views[place] for name, place in by_id.items()}, known)


def _entities(report: Report) -> list[LinkedEntity]:
    return [LinkedEntity(n, e.type, e.name, e.ids.iso3166, e.value) for n, e in enumerate(report.entities)]


def _numbers(report: Report, mention: Mention) -> tuple[int, ...]:
    """What a mention stands for, as numbers of the report's entities."""
    ids = mention.refers_to or ((mention.entity,) if mention.entity else ())
    return tuple(number for number, entity in enumerate(report.entities) if entity.id in ids)


def _linked(report: Report, mention: Mention, passages: Sequence[Passage], place: Place) -> LinkedMention:
    span = passages[place[0]].content.clean_span(mention.start, mention.end)
    if span is None:
        raise _other_version(report)
    numbers = _numbers(report, mention)
    return LinkedMention(place[0], *span, place[1], mention.type, mention.rule, mention.form == "anaphor", numbers)


def sentence_of(report: Report, name: str) -> Sentence:
    """The sentence of an id.

    Raises:
        InputError: the report has none.
    """
    found = next((sentence for sentence in report.sentences if sentence.id == name), None)
    if found is None:
        raise InputError(f"{report.doc_id}: refers to a missing sentence {name!r}")
    return found


def _other_version(report: Report) -> InputError:
    made = f"{report.pipeline.name} {report.pipeline.version}, rules {report.pipeline.rules}"
    return InputError(f"{report.doc_id}: made by {made}, which divides the text otherwise than this version: run again")
