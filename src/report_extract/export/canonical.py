"""Which entities of different reports are one thing."""

import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

from report_extract.records import Entity, Report


class CanonicalEntity(NamedTuple):
    """An entity across reports."""

    canonical: str
    type: str
    name: str
    iso3166: str | None
    wikidata: str | None


def canonical_key(entity: Entity) -> str:
    """Name the thing: by ISO code, else Wikidata id, else type and normalised name.

    A date or quantity goes by its value, since 8月 is another month in another report; PAST_REF and the like tell
    none.
    """
    if entity.ids.iso3166:
        return f"iso3166:{entity.ids.iso3166}"
    if entity.ids.wikidata:
        return f"wikidata:{entity.ids.wikidata}"
    if entity.type in ("DATE", "QUANTITY") and entity.value and not entity.value.endswith("_REF"):
        return f"{entity.type}:{entity.value}"
    return f"{entity.type}:{normalised(entity.name)}"


def normalised(name: str) -> str:
    """Fold width, case, spaces and middle dots, which reports write as they like."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    return "".join(character for character in folded if not character.isspace() and character not in "・·") or name


def canonical_entities(report: Report) -> list[CanonicalEntity]:
    """Give the things of a report in the order of their keys."""
    return merge(
        CanonicalEntity(canonical_key(entity), entity.type, entity.name, entity.ids.iso3166, entity.ids.wikidata)
        for entity in report.entities
    )


def merge(entities: Iterable[CanonicalEntity]) -> list[CanonicalEntity]:
    """Keep one of each key, in the order of the keys: the one whose name is first in code point order."""
    found: dict[str, CanonicalEntity] = {}
    for one in entities:
        if one.canonical not in found or one.name < found[one.canonical].name:
            found[one.canonical] = one
    return [found[key] for key in sorted(found)]
