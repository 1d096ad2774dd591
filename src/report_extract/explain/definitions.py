"""Where the rule of a record is defined, and what stands there."""

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

_TABLES = {
    "frame": ("relations/frames", "frame"),
    "cue": ("claims/cues.toml", "cue"),
    "pattern": ("entities/patterns.toml", "pattern"),
    "anaphor": ("entities/anaphora.toml", "rule"),
    "use": ("entities/usage.toml", "use"),
}
_CODE = {
    "frame": "relations/events.py",
    "static": "relations/static.py",
    "static:place": "relations/places.py",
    "static:affiliation": "relations/membership.py",
    "static:affiliation.office": "relations/static.py",
    "static:affiliation.byline": "relations/static.py",
    **dict.fromkeys(
        ("static:appoint", "static:elect", "static:join", "static:hold", "static:enter"), "relations/takings.py"
    ),
    "form": "claims/judge.py",
    "said": "claims/judge.py",
    "date": "entities/calendar.py",
    "quantity": "entities/quantities.py",
    "abbreviation": "entities/abbreviations.py",
    "definition": "entities/recognise.py",
    "byline": "pipeline.py",
    "gold": "given.py",
    "tag": "entities/persons.py",
    "evidence": "claims/evidence.py, the linear model of what words mean",
    "model": "entities/model.py, the trained recogniser of names",
}
_CARRIED = re.compile(r"repeat:|according\+|attribution\+")
_WORD_LISTS = ("nouns", "verbs")
_SHORT_LIST = 6


@dataclass(frozen=True, slots=True)
class Definition:
    """The place of a rule, and its keys with their values, where it is data."""

    place: str
    keys: tuple[tuple[str, str], ...] = ()


def definition(rule: str, surface: str) -> Definition:
    """The definition of a rule; of long word lists only how many there are and which fit ``surface``."""
    name = _CARRIED.sub("", rule)
    family, _, key = name.partition(":")
    if family == "list":
        return _listed(key, surface)
    if family in _TABLES:
        path, table = _TABLES[family]
        for file in _toml_files(path):
            text = file.read_text(encoding="utf-8")
            for row in tomllib.loads(text)[table]:
                if row["id"] == key:
                    line = _line(text, f'id = "{key}"')
                    return Definition(f"{_shown(path, file)}:{line}", tuple(_keys(row, surface)))
    code = next((_CODE[known] for known in (name, name.partition(".")[0], family) if known in _CODE), None)
    return Definition(f"{code} (a rule in code)" if code else "not in this version")


def _toml_files(path: str) -> Iterator[Traversable]:
    place = files("report_extract") / path
    if place.is_dir():
        yield from sorted((file for file in place.iterdir() if file.name.endswith(".toml")), key=lambda f: f.name)
    else:
        yield place


def _shown(path: str, file: Traversable) -> str:
    return path if path.endswith(".toml") else f"{path}/{file.name}"


def _listed(name: str, surface: str) -> Definition:
    """The line of a word list on which a name stands."""
    path = f"entities/lists/{name}.toml"
    text = (files("report_extract") / path).read_text(encoding="utf-8")
    number = _line(text, f'"{surface}"')
    return Definition(f"{path}:{number}", (("entry", text.splitlines()[number - 1].strip(" ,")),))


def _line(text: str, words: str) -> int:
    return text[: max(text.find(words), 0)].count("\n") + 1


def _keys(row: Mapping[str, Any], surface: str) -> Iterator[tuple[str, str]]:
    for key, value in row.items():
        if key in _WORD_LISTS and len(value) > _SHORT_LIST:
            here = [word for word in value if word == surface or (key == "verbs" and re.match(word, surface))]
            shown = f", here {', '.join(here)}" if here else ""
            yield key, f"{len(value)} entries{shown}"
        else:
            yield key, json.dumps(value, ensure_ascii=False) if not isinstance(value, str) else value
