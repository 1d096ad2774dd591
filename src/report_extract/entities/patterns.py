"""Names by their form: what a class word, a title or a designation makes of the characters around it.

Patterns see a masked text in which mentions found before are single letters: ``{G}`` is a whole GPE mention, ``{L}`` a
LOC, ``{O}`` an ORG (``{B}`` one that is a body of state by its last letter), ``{P}`` a PERSON, ``{W}`` a WEAPON (``{V}`` one by its name or designation); dates and quantities are opaque.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from pydantic import field_validator

from report_extract.entities.candidates import Candidate
from report_extract.needing import Needing
from report_extract.records import EntityType
from report_extract.rulefile import RuleModel, packaged

_MASKS = {
    "GPE": "G",
    "LOC": "L",
    "ORG": "O",
    "PERSON": "P",
    "WEAPON": "W",
    "MIL": "M",
    "DATE": "D",
    "QUANTITY": "Q",
    "GROUP": "U",
}
_LETTERS = (*_MASKS.values(), "B", "V")
_NARROWER = {"O": "B", "W": "V"}
_FIRST = {letter: chr(0xE000 + 2 * n) for n, letter in enumerate(_LETTERS)}
_REST = {letter: chr(0xE001 + 2 * n) for n, letter in enumerate(_LETTERS)}
# A weapon that is called by a name or designation, not by its class.
_NAMED_WEAPON = re.compile(
    r"[0-9A-Za-z級型]$|(?<!ミサイル)(?<!ドローン)(?<!システム)(?<!ロケット)(?<!フリゲート)(?<!コルベット)(?<!ヘリ)(?<!ヘリコプター)(?<=[ァ-ヴー])$"
)
_BODY = re.compile(r"[省庁院部局署府]$|(?:委員会|議会|国会|弁公室)$")


class Pattern(RuleModel):
    """A regular expression whose group ``m`` (or whole match) is a mention.

    ``matches`` are sentences with the mention in square brackets; ``rejects`` have no mention by this pattern.
    """

    id: str
    type: EntityType
    pattern: str
    trust: int = 5
    matches: list[str]
    rejects: list[str] = []


class PatternFile(RuleModel):
    """Word classes that patterns share, and the patterns in the order in which they run."""

    classes: dict[str, str]
    pattern: list[Pattern]

    @field_validator("pattern")
    @classmethod
    def _unique(cls, patterns: list[Pattern]) -> list[Pattern]:
        ids = [pattern.id for pattern in patterns]
        twice = {name for name in ids if ids.count(name) > 1}
        if twice:
            raise ValueError(f"ids used twice: {sorted(twice)}")
        return patterns


@cache
def rules() -> tuple[tuple[Pattern, str], ...]:
    """The patterns in running order, each with its regular expression, in which no class is left."""
    file = packaged("report_extract.entities", "patterns.toml", PatternFile)
    return tuple((rule, _expand(rule.pattern, file.classes)) for rule in file.pattern)


@cache
def _needing() -> Needing:
    return Needing(expression for _, expression in rules())


def possible(masked: str) -> set[int]:
    """Which of the ``rules``, by number, may find something in a masked text."""
    return _needing().possible(masked)


@cache
def _compiled(expression: str) -> re.Pattern[str]:
    """Compiled when it is first tried: for many a text that is never."""
    return re.compile(expression)


def _expand(pattern: str, classes: dict[str, str]) -> str:
    for _ in range(4):
        for name, value in classes.items():
            pattern = pattern.replace("{" + name + "}", f"(?:{value})")
    for letter in _LETTERS:
        whole = f"{_FIRST[letter]}{_REST[letter]}*"
        if letter in _NARROWER:
            whole += f"|{_FIRST[_NARROWER[letter]]}{_REST[_NARROWER[letter]]}*"
        pattern = pattern.replace("{" + letter + "}", f"(?:{whole})")
    return pattern


def mask(text: str, mentions: Iterable[Candidate]) -> str:
    """``text`` with each mention of a masked type replaced by its letters, same length."""
    characters = list(text)
    for mention in mentions:
        letter = _MASKS.get(mention.type)
        surface = text[mention.start : mention.end]
        if (letter == "O" and _BODY.search(surface)) or (letter == "W" and _NAMED_WEAPON.search(surface)):
            letter = _NARROWER[letter]
        if letter:
            characters[mention.start] = _FIRST[letter]
            characters[mention.start + 1 : mention.end] = _REST[letter] * (mention.length - 1)
    return "".join(characters)


def find(masked: str, rule: Pattern, expression: str) -> Iterator[Candidate]:
    """Every mention one pattern finds in a masked text."""
    regex = _compiled(expression)
    for match in regex.finditer(masked):
        start, end = match.span("m") if "m" in regex.groupindex else match.span()
        if start < end:
            yield Candidate(start, end, rule.type, f"pattern:{rule.id}", rule.trust)
