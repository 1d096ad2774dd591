"""Which mentions are one entity, what it is called, and what an anaphor stands for."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from report_extract.entities import anaphora, calendar, quantities, wikidata
from report_extract.entities.candidates import Candidate
from report_extract.entities.gazetteer import countries
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


def link(
    passages: Sequence[Passage],
    found: Sequence[Sequence[Candidate]],
    completed: tuple[int, int | None, int | None] | None,
    author: str | None,
) -> tuple[list[LinkedEntity], list[LinkedMention]]:
    """Entities in the order of their first mention, and all mentions in the order of the text."""
    table = _Table()
    persons = _full_names(passages, found)
    resolver = calendar.Resolver(completed)
    mentions: list[LinkedMention] = []
    history: list[anaphora.Antecedent] = []
    shift = 0
    for number, (passage, candidates) in enumerate(zip(passages, found, strict=True)):
        at_sentence = -1
        rows = _merge_anaphors(passage, candidates)
        previous: tuple[Candidate, LinkedEntity] | None = None
        for row in rows:
            sentence = passage.sentence_at(row.start)
            if sentence != at_sentence:
                resolver.new_sentence()
                at_sentence = sentence
            if isinstance(row, anaphora.Expression):
                mention = _anaphor(table, passage, number, sentence, row, history, shift, author)
                if mention is None:
                    continue
                mentions.append(mention)
                for target in mention.entities:
                    history.append(_antecedent(table.entities[target], passage, row, sentence, shift, history))
                continue
            entity = _entity(table, passage, row, sentence, persons, resolver, previous)
            previous = row, entity
            mentions.append(
                LinkedMention(number, row.start, row.end, sentence, row.type, row.rule, False, (entity.number,))
            )
            if row.type not in ("DATE", "QUANTITY", "ROLE"):
                history.append(_antecedent(entity, passage, row, sentence, shift, history))
        shift += len(passage.content) + 1
    return _named(table, passages, mentions), mentions


def _merge_anaphors(passage: Passage, candidates: Sequence[Candidate]) -> list[Candidate | anaphora.Expression]:
    """Named mentions and anaphors in the order of the text; inside an anaphor nothing else stands."""
    text = passage.content.text
    dates = [(c.start, c.end) for c in candidates if c.type == "DATE" or c.end - c.start > 6]
    pointers = list(anaphora.find(text, dates))
    names = [c for c in candidates if all(c.end <= p.start or p.end <= c.start for p in pointers)]
    return sorted([*names, *pointers], key=lambda row: row.start)


_COORDINATED = re.compile(r"(?:と|や|・|、|及び|および|並びに|、及び|か|)$")
_OWNER = re.compile(
    r"(?:政府|側|軍|政権|大統領|首相|外相|国家主席|氏|当局|[\u3400-\u9fff]{0,6}(?:長官|大臣|相|主席|総統|書記|代表|議長|司令官|委員長|報道官))?(?:ら|など|双方|両国|自身)?"
)


def _antecedent(
    entity: LinkedEntity,
    passage: Passage,
    row: Candidate | anaphora.Expression,
    sentence: int,
    shift: int,
    history: Sequence[anaphora.Antecedent],
) -> anaphora.Antecedent:
    text = passage.content.text
    after = text[row.end : passage.sentences[sentence][1]][:24]
    marked = text[row.end : row.end + 40]
    for other in re.finditer(
        r"^(?:[^、。はがをもに]{0,14}(?:と|や|・|、|及び|および|並びに))+(?=[^、。はがをもに]{1,16}[はがも])", marked
    ):
        marked = marked[other.end() :]
        marked = re.sub(r"^[^はがも]{1,16}(?=[はがも])", "", marked)
    owner = _OWNER.match(marked)
    particle = marked[owner.end() if owner else 0 :]
    last = history[-1] if history else None
    joined = last is not None and last.end <= shift + row.start and last.sentence == passage.first_sentence + sentence
    between = text[last.end - shift : row.start] if joined and last else "。"
    group = last.group if last and joined and _COORDINATED.fullmatch(between) else shift + row.start
    return anaphora.Antecedent(
        entity.number,
        entity.type,
        text[row.start : row.end],
        entity.name,
        shift + row.start,
        shift + row.end,
        passage.first_sentence + sentence,
        group,
        bool(re.match(r"(?:に?は|も|では)(?!、?や)", particle)),
        particle.startswith("が"),
        entity.type == "GPE" and entity.iso is not None and "-" not in entity.iso,
        after,
        _clause(passage, sentence, row.start),
    )


_CLAUSE_END = re.compile(r"(?:[うるたいだ]が|ものの|あって|一方で?|おり)、")


def _clause(passage: Passage, sentence: int, offset: int) -> int:
    """How many coordinate clauses of the sentence end before an offset."""
    return len(_CLAUSE_END.findall(passage.content.text[passage.sentences[sentence][0] : offset]))


def _anaphor(
    table: _Table,
    passage: Passage,
    number: int,
    sentence: int,
    row: anaphora.Expression,
    history: Sequence[anaphora.Antecedent],
    shift: int,
    author: str | None,
) -> LinkedMention | None:
    surface = passage.content.text[row.start : row.end]
    if row.rule.by == "home":
        home = table.get("GPE", "iso:JP", countries().names["JP"][0])
        home.iso, home.wikidata = "JP", wikidata.of_code("JP")
        targets = [home.number]
    elif row.rule.by == "author":
        if author is None:
            return None
        targets = [table.get("PERSON", author, author).number]
    else:
        targets = anaphora.resolve(
            row, surface, passage.first_sentence + sentence, _clause(passage, sentence, row.start), history
        )
    if not targets:
        return None
    kind = table.entities[targets[0]].type if len(targets) == 1 else None
    return LinkedMention(number, row.start, row.end, sentence, kind, f"anaphor:{row.rule.id}", True, tuple(targets))


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
        if candidate.name and candidate.name in table_names(persons):
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


def table_names(persons: Mapping[str, str]) -> frozenset[str]:
    """The full names that stand in the report."""
    return frozenset(persons.values())


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


def _full_names(passages: Sequence[Passage], found: Sequence[Sequence[Candidate]]) -> dict[str, str]:
    """Each surface of a person → the fullest name of the report that it belongs to."""
    surfaces: list[str] = []
    canonical: dict[str, str] = {}
    for passage, candidates in zip(passages, found, strict=True):
        for candidate in candidates:
            if candidate.type == "PERSON":
                surface = passage.content.text[candidate.start : candidate.end]
                if surface not in surfaces:
                    surfaces.append(surface)
                if candidate.name:
                    canonical.setdefault(surface, candidate.name)
    full: dict[str, str] = {}
    for surface in surfaces:
        longer = [s for s in surfaces if s != surface and _is_part(surface, s)]
        same = [s for s in surfaces if s != surface and surface in canonical and canonical.get(s) == canonical[surface]]
        full[surface] = max([*longer, *same, surface], key=len)
    return full


def _is_part(short: str, long: str) -> bool:
    parts = re.split(r"[・= ]", long)
    if len(parts) > 1:
        return short in parts
    return len(long) > len(short) and long.startswith(short) and not re.search(r"[ァ-ヴー]", long)


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
