"""Wikidata ids that public data files give for ISO 3166 codes and for bodies of states; no other entity has one."""

from functools import cache

from report_extract.rulefile import RuleModel, packaged


class WikidataIds(RuleModel):
    """ISO 3166 code → id, and canonical name of a body → id; ``.ci/wikidata`` makes the file."""

    source: str
    licence: str
    codes: dict[str, str]
    bodies: dict[str, str]


@cache
def _ids() -> WikidataIds:
    return packaged("report_extract.entities", "wikidata.toml", WikidataIds)


def of_code(code: str) -> str | None:
    """The id of a country or province by its ISO 3166 code."""
    return _ids().codes.get(code)


def of_body(name: str) -> str | None:
    """The id of a body by its canonical name."""
    return _ids().bodies.get(name)
