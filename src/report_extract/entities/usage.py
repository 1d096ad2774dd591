"""Names and words that are something else, or no mention, where they stand as they do: ホワイトハウスを訪れる, 地雷除去, 次官級."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache

from report_extract.entities.candidates import Candidate
from report_extract.records import EntityType
from report_extract.rulefile import RuleModel, packaged


class Use(RuleModel):
    """A use of a word by what it is and what stands beside it; without ``becomes`` it is no mention.

    ``matches`` are sentences with the word in square brackets where it is so used, ``rejects`` where it is not.
    """

    id: str
    types: list[EntityType]
    surface: str
    before: str = ""
    after: str = ""
    becomes: EntityType | None = None
    matches: list[str]
    rejects: list[str] = []


class UseFile(RuleModel):
    """The rules in order; the first that fits counts."""

    use: list[Use]


@cache
def rules() -> tuple[tuple[Use, re.Pattern[str], re.Pattern[str], re.Pattern[str]], ...]:
    """The compiled rules in order."""
    return tuple(
        (use, re.compile(use.surface), re.compile(f"(?:{use.before})$"), re.compile(use.after))
        for use in packaged("report_extract.entities", "usage.toml", UseFile).use
    )


def use_of(mention: Candidate, text: str) -> Use | None:
    """The rule that a mention falls under where it stands."""
    for use, surface, before, after in rules():
        if (
            mention.type in use.types
            and surface.fullmatch(text, mention.start, mention.end)
            and after.match(text, mention.end)
            and before.search(text, max(0, mention.start - 6), mention.start)
        ):
            return use
    return None


def read(mentions: Iterable[Candidate], text: str) -> Iterator[Candidate]:
    """The mentions as they are used."""
    for mention in mentions:
        use = use_of(mention, text)
        if use is None:
            yield mention
        elif use.becomes is not None:
            yield replace(mention, type=use.becomes, rule=f"use:{use.id}")
