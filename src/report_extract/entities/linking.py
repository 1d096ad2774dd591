"""Which mentions are one entity, what it is called, and what an anaphor stands for."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from report_extract.entities import anaphora, calendar, proxies, quantities, standing, wikidata
from report_extract.entities.candidates import Candidate
from report_extract.entities.full_names import full_names
from report_extract.entities.gazetteer import countries
from report_extract.entities.story import Chapter, Story
from report_extract.passages import Passage
from report_extract.records import EntityType


@dataclass(slots=True)
class LinkedEntity:
    """An entity of the report; ``number`` is its place among them."""

    number: int
    type: EntityType
    name: str
    iso: str | None = None
    value: str | None = None
    wikidata: str | None = None


@dataclass(slots=True)
class LinkedMention:
    """A mention at ``start:end`` of passage ``passage``; a name has one entity, an anaphor those it stands for."""

    passage: int
    start: int
    end: int
    sentence: int
    type: EntityType | None
    rule: str
    is_anaphor: bool
    entities: tuple[int, ...]


@dataclass(slots=True)
class _Table:
    """Entities by key, joined as evidence comes."""

    entities: list[LinkedEntity] = field(default_factory=list)
    by_key: dict[tuple[str, str], int] = field(default_factory=dict)

    def get(self, kind: EntityType, key: str, name: str) -> LinkedEntity:
        number = self.by_key.get((_family(kind), key))
        if number is None:
            number = len(self.entities)
            self.entities.append(LinkedEntity(number, kind, name))
            self.by_key[(_family(kind), key)] = number
        return self.entities[number]

    def alias(self, kind: EntityType, key: str, entity: LinkedEntity) -> None:
        self.by_key.setdefault((_family(kind), key), entity.number)


def _family(kind: EntityType) -> str:
    return "PLACE" if kind in ("GPE", "LOC") else kind


@dataclass(slots=True)
class _Row:
    """A candidate with the entity that it names, or an expression that points back."""

    at: Candidate | anaphora.Expression
    sentence: int
    entity: LinkedEntity | None


def link(
    passages: Sequence[Passage],
    found: Sequence[Sequence[Candidate]],
    completed: tuple[int, int | None, int | None] | None,
    author: str | None,
    *,
    surveyed: tuple[int, int] | None = None,
) -> tuple[list[LinkedEntity], list[LinkedMention]]:
    """Entities in the order of their first mention, and all mentions in the order of the text."""
    table = _Table()
    persons = full_names(passages, found)
    resolver = calendar.Resolver(completed, surveyed=surveyed)
    rows = [
        _read(table, passage, candidates, persons, resolver, author)
        for passage, candidates in zip(passages, found, strict=True)
    ]
    mentions = _mentions(table, passages, rows)
    return _named(table, passages, mentions), mentions


def _read(
    table: _Table,
    passage: Passage,
    candidates: Sequence[Candidate],
    persons: Mapping[str, str],
    resolver: calendar.Resolver,
    author: str | None,
) -> list[_Row]:
    """The names of a passage with their entities, and the expressions between them."""
    rows: list[_Row] = []
    at_sentence = -1
    previous: tuple[Candidate, LinkedEntity] | None = None
    for at in _merge_anaphors(passage, candidates):
        sentence = passage.sentence_at(at.start)
        if sentence != at_sentence:
            resolver.new_sentence()
            at_sentence = sentence
        if isinstance(at, anaphora.Expression):
            rows.append(_Row(at, sentence, _always(table, at, author)))
            continue
        entity = _entity(table, passage, at, sentence, persons, resolver, previous)
        previous = at, entity
        rows.append(_Row(at, sentence, entity))
    return rows


def _always(table: _Table, expression: anaphora.Expression, author: str | None) -> LinkedEntity | None:
    """What an expression stands for in any report of Japan: 我が国, 筆者."""
    if expression.rule.by == "home":
        home = table.get("GPE", "iso:JP", countries().names["JP"][0])
        home.iso, home.wikidata = "JP", wikidata.of_code("JP")
        return home
    if expression.rule.by == "author" and author is not None:
        return table.get("PERSON", author, author)
    return None


def _mentions(table: _Table, passages: Sequence[Passage], rows: Sequence[Sequence[_Row]]) -> list[LinkedMention]:
    """All mentions; each expression stands for what the text up to it makes of it."""
    told = [
        (
            passage.content.text,
            [_actor(passage, row, row.entity) for row in own if row.entity is not None and _acts(row)],
        )
        for passage, own in zip(passages, rows, strict=True)
    ]
    story = Story(proxies.gather(told), home=table.by_key.get(("PLACE", "iso:JP")))
    mentions: list[LinkedMention] = []
    for number, (passage, own) in enumerate(zip(passages, rows, strict=True)):
        chapter = story.read(passage)
        mentions += _tell(table, passage, number, own, chapter)
        story.close(chapter)
    return mentions


def _tell(
    table: _Table, passage: Passage, number: int, rows: Sequence[_Row], chapter: Chapter
) -> Iterator[LinkedMention]:
    standings = standing.read(passage, [(row.at.start, row.at.end, _kind(row)) for row in rows])
    for n, (row, stands) in enumerate(zip(rows, standings, strict=True)):
        targets = [row.entity.number] if row.entity else []
        if isinstance(row.at, anaphora.Expression) and row.entity is None and row.at.rule.by != "author":
            ahead = [
                (_actor(passage, other, other.entity), standings[n + 1 + at])
                for at, other in enumerate(rows[n + 1 :])
                if other.sentence == row.sentence and other.entity is not None and _acts(other)
            ]
            targets = chapter.resolve(row.at, stands, ahead)
        if targets:
            yield _mention(table, number, row, targets)
        if _acts(row):
            for target in targets:
                entity = table.entities[target]
                is_anaphor = isinstance(row.at, anaphora.Expression)
                chapter.add(_actor(passage, row, entity), entity.name, stands, is_anaphor=is_anaphor)


def _kind(row: _Row) -> EntityType:
    return row.at.rule.types[0] if isinstance(row.at, anaphora.Expression) else row.at.type


def _acts(row: _Row) -> bool:
    return _kind(row) not in ("DATE", "QUANTITY", "ROLE")


def _actor(passage: Passage, row: _Row, entity: LinkedEntity) -> proxies.Mention:
    surface = passage.content.text[row.at.start : row.at.end]
    is_country = entity.type == "GPE" and entity.iso is not None and "-" not in entity.iso
    return proxies.Mention(
        entity.number, entity.type, surface, row.at.start, row.at.end, entity.iso if is_country else None
    )


def _mention(table: _Table, passage: int, row: _Row, targets: Sequence[int]) -> LinkedMention:
    at = row.at
    if isinstance(at, Candidate):
        return LinkedMention(passage, at.start, at.end, row.sentence, at.type, at.rule, False, tuple(targets))
    kind = table.entities[targets[0]].type if len(targets) == 1 else None
    rule = f"anaphor:{at.rule.id}"
    return LinkedMention(passage, at.start, at.end, row.sentence, kind, rule, True, tuple(targets))


def _merge_anaphors(passage: Passage, candidates: Sequence[Candidate]) -> list[Candidate | anaphora.Expression]:
    """Named mentions and anaphors in the order of the text; inside an anaphor nothing else stands."""
    text = passage.content.text
    dates = [(c.start, c.end) for c in candidates if c.type == "DATE" or c.end - c.start > 6]
    pointers = list(anaphora.find(text, dates))
    names = [c for c in candidates if all(c.end <= p.start or p.end <= c.start for p in pointers)]
    return sorted([*names, *pointers], key=lambda row: row.start)


def _entity(
    table: _Table,
    passage: Passage,
    candidate: Candidate,
    sentence: int,
    persons: Mapping[str, str],
    resolver: calendar.Resolver,
    previous: tuple[Candidate, LinkedEntity] | None,
) -> LinkedEntity:
    text = passage.content.text
    surface = text[candidate.start : candidate.end]
    if candidate.type == "DATE":
        return _date(table, passage, candidate, sentence, resolver)
    if candidate.type == "QUANTITY":
        entity = table.get("QUANTITY", surface, surface)
        entity.value = next((q.value for q in quantities.find(surface)), None)
        return entity
    if candidate.iso and candidate.type == "GPE":
        key = f"iso:{candidate.iso}"
    elif candidate.type == "PERSON":
        key = persons.get(surface, surface)
        if candidate.name and candidate.name in persons.values():
            key = candidate.name
    else:
        key = candidate.name or surface
    if previous and _same_thing(text, previous[0], candidate):
        table.alias(candidate.type, key, previous[1])
        table.alias(candidate.type, surface, previous[1])
        entity = previous[1]
    else:
        entity = table.get(candidate.type, key, candidate.name or surface)
    if candidate.iso:
        entity.iso, entity.wikidata = candidate.iso, wikidata.of_code(candidate.iso)
    elif candidate.type == "ORG" and candidate.name:
        entity.wikidata = wikidata.of_body(candidate.name)
    return entity


def _same_thing(text: str, first: Candidate, second: Candidate) -> bool:
    """A(B) of one type is one thing; so is a weapon's class and the name it bears."""
    if first.type != second.type or first.type in ("DATE", "QUANTITY", "ROLE", "PERSON", "GPE", "LOC"):
        return False
    between, after = text[first.end : second.start], text[second.end : second.end + 1]
    if re.fullmatch(r"」?\((?:以下、?|通称:?|略称:?)?「?", between) and after in (")", "」", "、"):
        return True
    return first.type in ("WEAPON", "EVENT", "LAW") and between in ("「", "である", "である「", "の「", "『")


def _date(
    table: _Table, passage: Passage, candidate: Candidate, sentence: int, resolver: calendar.Resolver
) -> LinkedEntity:
    text = passage.content.text
    rest = text[candidate.end : passage.sentences[sentence][1]]
    value = None
    for expression in calendar.find(text[candidate.start : candidate.end]):
        value = resolver.value(expression, rest=rest)
    surface = text[candidate.start : candidate.end]
    entity = table.get("DATE", value or surface, surface)
    entity.value = value
    return entity


def _named(table: _Table, passages: Sequence[Passage], mentions: Sequence[LinkedMention]) -> list[LinkedEntity]:
    """Give each entity its fullest form in the report; a country keeps its usual name."""
    longest: dict[int, str] = {}
    for mention in mentions:
        if not mention.is_anaphor:
            surface = passages[mention.passage].content.text[mention.start : mention.end]
            number = mention.entities[0]
            if len(surface) > len(longest.get(number, "")):
                longest[number] = surface
    for entity in table.entities:
        if entity.type == "GPE" and entity.iso and "-" not in entity.iso:
            entity.name = countries().names[entity.iso][0]
        elif entity.type != "DATE":
            entity.name = longest.get(entity.number, entity.name)
    return table.entities


def ahead(
    entities: Sequence[LinkedEntity],
    mentions: Sequence[LinkedMention],
    completed: tuple[int, int | None, int | None] | None,
) -> frozenset[int]:
    """The mentions, by number, of dates that begin after the report was completed."""
    if completed is None:
        return frozenset()
    now = "-".join(f"{part:02}" for part in completed if part is not None)
    later = {
        e.number
        for e in entities
        if e.type == "DATE" and e.value and re.match(r"\d{4}", e.value) and e.value[: len(now)] > now[: len(e.value)]
    }
    return frozenset(n for n, m in enumerate(mentions) if later.intersection(m.entities))
