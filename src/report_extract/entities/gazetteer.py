"""Names from reviewed lists: countries, places, organisations, forces, weapons, laws, events, persons, offices."""

import operator
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from report_extract.entities.candidates import Candidate
from report_extract.errors import RuleError
from report_extract.records import EntityType
from report_extract.rulefile import RuleModel, packaged, read

_KATAKANA = re.compile(r"[ァ-ヴー]")
_LATIN = re.compile(r"[A-Za-z0-9]")
_KANJI = re.compile(r"[\u3400-\u9fff々]")
# 米国 and the like end a word only if what follows is not the rest of another one: 米国防総省 is 米 + 国防総省.
# ノルウェー海軍 is the navy of Norway, no sea.
_SEA_FORCE = re.compile(r"軍(?!事)|上(?:自衛隊|保安|警察)|兵隊|警局")
_TAIL_OF_WORD = re.compile(r"防|務|債|土安全|連(?!合|邦)|営|策|歌|旗")
_SUFFIX = re.compile(r"[製産系側人軍籍領発内外初企型]|政府|国内")


class NameTable(RuleModel):
    """Names of one type: each entry is the canonical name, its other names, and an ``iso:`` code if it has one.

    ``companies`` tells that they are no bodies of states, ``country`` (ISO 3166-1) for which state persons act.
    """

    type: EntityType
    companies: bool = False
    country: str | None = None
    entries: list[list[str]]


class NameList(RuleModel):
    """One word list with its source."""

    source: str
    licence: str
    names: list[NameTable]


class CountryList(RuleModel):
    """ISO 3166-1 code → names; one-character abbreviation → code."""

    source: str
    licence: str
    names: dict[str, list[str]]
    abbreviations: dict[str, str]


@dataclass(frozen=True, slots=True)
class Name:
    """What a surface stands for."""

    type: EntityType
    canonical: str
    iso: str | None
    rule: str


@cache
def countries() -> CountryList:
    """The table of countries."""
    return packaged("report_extract.entities.lists", "countries.toml", CountryList)


@cache
def names() -> Mapping[str, Name]:
    """Every listed surface; an earlier file or line wins over a later one."""
    table: dict[str, Name] = {}
    for code, forms in countries().names.items():
        for form in forms:
            table.setdefault(form, Name("GPE", forms[0], code, "list:countries"))
    for file, listed in _lists().items():
        for group in listed.names:
            for entry in group.entries:
                forms = [form for form in entry if not form.startswith("iso:")]
                codes = [form[4:] for form in entry if form.startswith("iso:")]
                if not forms or len(codes) > 1:
                    raise RuleError(f"{file}: {entry}: an entry is names and at most one iso: code")
                if min(map(len, forms)) < 2:
                    raise RuleError(f"{file}: {entry}: a name has at least two characters")
                name = Name(group.type, forms[0], codes[0] if codes else None, f"list:{file.removesuffix('.toml')}")
                for form in forms:
                    table.setdefault(form, name)
    return table


@cache
def _lists() -> Mapping[str, NameList]:
    """The lists of names by file, in the order of the files' names."""
    folder = files("report_extract.entities.lists")
    paths = sorted((path for path in folder.iterdir() if path.name.endswith(".toml")), key=lambda path: path.name)
    return {path.name: read(path, NameList) for path in paths if path.name != "countries.toml"}


@cache
def companies() -> frozenset[str]:
    """Every listed surface of a company."""
    listed = _lists()["organisations.toml"].names
    return frozenset(form for group in listed if group.companies for entry in group.entries for form in entry)


@cache
def _countries_of_persons() -> Mapping[str, str]:
    listed = _lists()["persons.toml"].names
    return {form: group.country for group in listed if group.country for entry in group.entries for form in entry}


def country_of(person: str) -> str | None:
    """The code of the state that a listed person acts or acted for."""
    return _countries_of_persons().get(person)


@cache
def _index() -> Mapping[str, tuple[str, ...]]:
    """First two characters → the surfaces that begin so, longest first."""
    index: dict[str, list[str]] = {}
    for surface in names():
        index.setdefault(surface[:2], []).append(surface)
    return {key: tuple(sorted(found, key=lambda s: (-len(s), s))) for key, found in index.items()}


def find(text: str, boundaries: frozenset[int]) -> Iterator[Candidate]:
    """Listed names in ``text``; ``boundaries`` are the offsets at which tokens begin or end."""
    index = _index()
    for at, two in enumerate(map(operator.add, text, text[1:])):
        if two not in index:
            continue
        for surface in index[two]:
            if not text.startswith(surface, at):
                continue
            name = names()[surface]
            # A full name of three characters is never a piece of a word, whatever the analyser makes of it.
            edges = boundaries | {at, at + len(surface)} if name.type == "PERSON" and len(surface) >= 3 else boundaries
            if is_whole(text, at, at + len(surface), edges):
                yield Candidate(at, at + len(surface), name.type, name.rule, 5, name.canonical, name.iso)


def is_whole(text: str, start: int, end: int, boundaries: frozenset[int]) -> bool:
    """The stretch is not a piece of a longer word."""
    before, after = text[start - 1 : start], text[end : end + 1]
    for edge, outside, offset in ((text[start], before, start), (text[end - 1], after, end)):
        if not outside:
            continue
        if _KATAKANA.match(edge) and _KATAKANA.match(outside):
            return False
        if _LATIN.match(edge) and _LATIN.match(outside):
            return False
        if _KANJI.match(edge) and _KANJI.match(outside) and offset not in boundaries:
            if (offset == start and end - start < 4) or (offset == end and not _SUFFIX.match(text, end)):
                return False
    if text[end - 1] == "海" and _SEA_FORCE.match(text, end):
        return False
    return not (text[end - 1] == "国" and end - start == 2 and _TAIL_OF_WORD.match(text, end))
