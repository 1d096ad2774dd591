"""Whose country a person, body or force acts for: インド of モディ首相, ロシア of ロシア軍, 米国 of トランプ政権."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise

from report_extract.entities.gazetteer import countries, country_of
from report_extract.records import EntityType
from report_extract.rulefile import RuleModel, packaged

_ACTORS: frozenset[EntityType] = frozenset(("PERSON", "ORG", "MIL"))
_OWNS = re.compile(r"(?:政府|側)?の?|の[\u3400-\u9fffァ-ヴー]{1,8}党の|の[\u3400-\u9fff]{1,4}を率いる")
_ADMINISTRATION = re.compile(r"(?:第[0-9一二三]次)?(?P<name>.+?)(?:大統領|首相)?(?:政権|内閣)")


class Bloc(RuleModel):
    """A body of few states: its names, its members by ISO 3166-1."""

    names: list[str]
    members: list[str]


class BlocFile(RuleModel):
    """The bodies in the order of their names."""

    bloc: list[Bloc]


@dataclass(frozen=True, slots=True)
class Mention:
    """An entity at ``start:end`` of a passage."""

    entity: int
    type: EntityType
    surface: str
    start: int
    end: int
    country: str | None = None


@dataclass(slots=True)
class Proxies:
    """Entity → votes for the country, as an entity, that it acts for; bloc → its members that the report names."""

    votes: dict[int, Counter[int]] = field(default_factory=dict)
    members: dict[int, tuple[int, ...]] = field(default_factory=dict)

    def country(self, entity: int) -> int | None:
        """The country with most votes."""
        return self.votes[entity].most_common(1)[0][0] if entity in self.votes else None

    def vote(self, entity: int, country: int, weight: int = 1) -> None:
        """One more sign that an entity acts for a country."""
        self.votes.setdefault(entity, Counter())[country] += weight

    def look_at(self, text: str, first: Mention, second: Mention) -> None:
        """スペインのサンチェス首相, 比外務省, トランプ米大統領: a country beside who acts for it."""
        between = text[first.end : second.start]
        if first.country and second.type in _ACTORS and _OWNS.fullmatch(between):
            self.vote(second.entity, first.entity, 2)
        office = re.match(
            r"[^、。のはがをに]{0,6}(?:大統領|首相|外相|国防相|主席|長官|大臣|相)", text[second.end :][:12]
        )
        if second.country and first.type == "PERSON" and not between and office:
            self.vote(first.entity, second.entity, 2)


def gather(texts: Sequence[tuple[str, Sequence[Mention]]]) -> Proxies:
    """What names, their neighbours and the lists tell of a report's entities."""
    proxies = Proxies()
    known = {m.country: m.entity for _, mentions in texts for m in mentions if m.country}
    persons = {m.surface: m.entity for _, mentions in texts for m in mentions if m.type == "PERSON"}
    for text, mentions in texts:
        for first, second in pairwise(mentions):
            proxies.look_at(text, first, second)
    for _, mentions in texts:
        for mention in mentions:
            _look_in(mention, proxies, known, persons)
            if states := _blocs().get(mention.surface):
                proxies.members[mention.entity] = tuple(known[code] for code in states if code in known)
    return proxies


def _look_in(mention: Mention, proxies: Proxies, known: Mapping[str, int], persons: Mapping[str, int]) -> None:
    """What a name tells by itself."""
    listed = known.get(country_of(mention.surface) or "") if mention.type == "PERSON" else None
    if listed is not None:
        proxies.vote(mention.entity, listed)
    owner = known.get(_leading_country(mention.surface, mention.type) or "") if mention.type in ("ORG", "MIL") else None
    if owner is not None:
        proxies.vote(mention.entity, owner, 3)
    ruling = _ADMINISTRATION.fullmatch(mention.surface) if mention.type == "ORG" else None
    if ruling is not None:
        head = persons.get(ruling["name"])
        country = proxies.country(head) if head is not None else known.get(country_of(ruling["name"]) or "")
        if country is not None:
            proxies.vote(mention.entity, country)


def _leading_country(surface: str, kind: EntityType) -> str | None:
    """The code of the country that a name begins with: RU of ロシア軍, US of 米軍."""
    for length in range(min(len(surface) - 1, 12), 1, -1):
        if code := _codes().get(surface[:length]):
            return code
    return countries().abbreviations.get(surface[0]) if kind == "MIL" and surface[1] in "軍海空陸艦" else None


@cache
def _blocs() -> Mapping[str, Sequence[str]]:
    listed = packaged("report_extract.entities", "blocs.toml", BlocFile).bloc
    return {name: bloc.members for bloc in listed for name in bloc.names}


@cache
def _codes() -> Mapping[str, str]:
    return {form: code for code, forms in countries().names.items() for form in forms}
