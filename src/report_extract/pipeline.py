"""The whole run: a source in, a Report out."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path

from report_extract import given, records, rulefile
from report_extract.analysis import ginza
from report_extract.claims.claim import LinkedClaim, claim
from report_extract.claims.horizon import dates_of
from report_extract.entities import linking, recognise
from report_extract.entities.candidates import Candidate, resolve
from report_extract.entities.linking import LinkedEntity, LinkedMention
from report_extract.ingest import reading
from report_extract.ingest import text as text_files
from report_extract.ingest.source import SourceText, place_of
from report_extract.layout import metadata
from report_extract.layout.blocks import Block, read_blocks
from report_extract.passages import Passage, make_passages
from report_extract.records import EntityType
from report_extract.relations.known import Known
from report_extract.relations.relate import LinkedRelation, relate
from report_extract.views import read_views

_version = cache(version)


def extract(source: Path | str, *, doc_id: str | None = None, entities_from: Path | None = None) -> records.Report:
    """Read one report: a path, or a text (a ``str`` is always the text itself).

    ``entities_from`` is a folder of gold: where it has the report, entities are taken from there, not found.

    Raises:
        InputError: the source cannot be read or has nothing to read.
        GoldError: the report's gold is wrong.
    """
    if isinstance(source, Path):
        read = reading.read(source)
        return extract_source(read, doc_id=doc_id or source.stem, entities_from=entities_from)
    read = text_files.from_string(source, name=doc_id or "text")
    return extract_source(read, doc_id=doc_id or "text", entities_from=entities_from)


def extract_source(source: SourceText, *, doc_id: str, entities_from: Path | None = None) -> records.Report:
    """Everything that is found in a decoded source; see ``extract``."""
    blocks = read_blocks(source.text)
    about = metadata.read_metadata(blocks)
    passages, warnings = make_passages(blocks)
    gold = given.find_gold(entities_from, doc_id, source.text) if entities_from else None
    entities, mentions = given.given_entities(passages, gold) if gold else _find_entities(passages, about)
    views = read_views(passages, mentions)
    relations = relate(views, Known(entities, mentions))
    ahead = linking.ahead(entities, mentions, about.completed)
    claims = claim(views, mentions, ahead, dates_of(entities, mentions, about.completed))
    return _Assembly(source, doc_id, blocks, about, passages, entities, mentions, relations, claims, warnings).report()


def _find_entities(
    passages: Sequence[Passage], about: metadata.Metadata
) -> tuple[list[LinkedEntity], list[LinkedMention]]:
    found = recognise.recognise([passage.doc for passage in passages])
    found = _byline_names(passages, found, about)
    found = recognise.repeat([(passage.doc, mentions) for passage, mentions in zip(passages, found, strict=True)])
    return linking.link(passages, found, about.completed, about.author, surveyed=about.surveyed)


def _byline_names(
    passages: Sequence[Passage], found: list[list[Candidate]], about: metadata.Metadata
) -> list[list[Candidate]]:
    """The author and the institute that the byline names, where they stand in it."""
    result = []
    for passage, mentions in zip(passages, found, strict=True):
        more = []
        if passage.kind == "byline":
            named: tuple[tuple[str | None, EntityType], ...] = ((about.author, "PERSON"), (about.affiliation, "ORG"))
            for name, kind in named:
                spaced = r"[ \u3000]?".join(map(re.escape, re.sub(r"\s", "", name))) if name else ""
                place = re.search(spaced, passage.content.text) if spaced else None
                if place is not None:
                    more.append(Candidate(place.start(), place.end(), kind, "byline", 8))
        result.append(resolve([*mentions, *more]) if more else mentions)
    return result


@dataclass(slots=True)
class _Assembly:
    """Puts ids and raw offsets on what was found."""

    source: SourceText
    doc_id: str
    blocks: Sequence[Block]
    about: metadata.Metadata
    passages: Sequence[Passage]
    entities: Sequence[LinkedEntity]
    mentions: Sequence[LinkedMention]
    relations: Sequence[LinkedRelation]
    claims: Sequence[LinkedClaim]
    warnings: Sequence[str]

    def report(self) -> records.Report:
        """The record of the report."""
        return records.Report(
            schema_version=records.SCHEMA_VERSION,
            doc_id=self.doc_id,
            source=records.Source(
                name=self.source.name,
                media_type=self.source.media_type,
                encoding=self.source.encoding,
                sha256=self.source.sha256,
                pages=self.source.pages,
            ),
            metadata=records.Metadata(
                title=self.about.title,
                author=self.about.author,
                affiliation=self.about.affiliation,
                completed=metadata.iso_date(self.about.completed),
            ),
            pipeline=records.Pipeline(
                name="report-extract",
                version=_version("report-extract"),
                model=ginza.model_name(),
                rules=rulefile.rules_hash(),
            ),
            text=self.source.text,
            blocks=tuple(self._block(n, block) for n, block in enumerate(self.blocks)),
            sentences=tuple(self._sentences()),
            entities=tuple(
                records.Entity(
                    id=f"e{entity.number + 1}",
                    type=entity.type,
                    name=entity.name,
                    ids=records.EntityIds(iso3166=entity.iso, wikidata=entity.wikidata),
                    value=entity.value,
                )
                for entity in self.entities
            ),
            mentions=tuple(self._mention(n, mention) for n, mention in enumerate(self.mentions)),
            relations=tuple(self._relation(n, relation) for n, relation in enumerate(self.relations)),
            claims=tuple(self._claim(n, found) for n, found in enumerate(self.claims)),
            warnings=(*self.source.warnings, *self.warnings),
        )

    def _block(self, number: int, block: Block) -> records.Block:
        place = place_of(self.source.places, block.content.starts)
        return records.Block(
            id=f"b{number + 1}",
            kind=block.kind,
            level=block.level,
            start=block.start,
            end=block.end,
            page=place[0] if place else None,
            bbox=place[1] if place else None,
        )

    def _sentences(self) -> list[records.Sentence]:
        rows = []
        for passage in self.passages:
            for number, (start, end) in enumerate(passage.sentences):
                raw_start, raw_end = passage.content.raw_span(start, end)
                text = passage.content.text[start:end]
                rows.append(
                    records.Sentence(
                        id=f"s{passage.first_sentence + number + 1}",
                        block=f"b{passage.block + 1}",
                        start=raw_start,
                        end=raw_end,
                        text=text,
                    )
                )
        return rows

    def _mention(self, number: int, mention: LinkedMention) -> records.Mention:
        passage = self.passages[mention.passage]
        start, end = passage.content.raw_span(mention.start, mention.end)
        ids = tuple(f"e{entity + 1}" for entity in mention.entities)
        return records.Mention(
            id=f"m{number + 1}",
            entity=ids[0] if len(ids) == 1 and not mention.is_anaphor else None,
            type=mention.type,
            form="anaphor" if mention.is_anaphor else "name",
            refers_to=ids if mention.is_anaphor else (),
            start=start,
            end=end,
            text=self.source.text[start:end],
            sentence=f"s{passage.first_sentence + mention.sentence + 1}",
            rule=mention.rule,
        )

    def _relation(self, number: int, relation: LinkedRelation) -> records.Relation:
        event = relation.event
        passage = self.passages[relation.passage]
        return records.Relation(
            id=f"r{number + 1}",
            type=event.type,
            subject=f"m{event.subject + 1}",
            object=f"m{event.object + 1}",
            trigger=self._span(passage, event.trigger),
            theme=self._span(passage, event.theme) if event.theme else None,
            time=f"m{relation.time + 1}" if relation.time is not None else None,
            place=f"m{relation.place + 1}" if relation.place is not None else None,
            status=event.status,
            polarity=event.polarity,
            confidence=None if event.confidence is None else round(event.confidence, 2),
            sentence=f"s{passage.first_sentence + relation.sentence + 1}",
            rule=event.rule,
        )

    def _span(self, passage: Passage, span: tuple[int, int]) -> records.Span:
        start, end = passage.content.raw_span(*span)
        return records.Span(start=start, end=end, text=self.source.text[start:end])

    def _claim(self, number: int, found: LinkedClaim) -> records.Claim:
        passage = self.passages[found.passage]
        span = self._span(passage, (found.start, found.end))
        return records.Claim(
            id=f"c{number + 1}",
            start=span.start,
            end=span.end,
            text=span.text,
            type=found.type,
            certainty=found.certainty,
            polarity=found.polarity,
            condition=self._span(passage, found.condition) if found.condition else None,
            holder="author" if found.holder is None else f"e{found.holder + 1}",
            cue=self._span(passage, found.cue) if found.cue else None,
            likelihood=found.likelihood,
            addressee=f"e{found.addressee + 1}" if found.addressee is not None else None,
            horizon=found.horizon,
            sentence=f"s{passage.first_sentence + found.sentence + 1}",
            rule=found.rule,
        )
