"""Cues of type and certainty, as data, and how they are looked for at the end of a clause."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from report_extract.records import Certainty
from report_extract.rulefile import RuleModel, packaged


class Cue(RuleModel):
    """A pattern for the end of a clause and what it shows.

    ``type`` is a claim type, or ``content…`` where what the cue stands on decides; ``polarity`` is
    ``by-cue`` where a negation inside the cue counts, otherwise only one in what it stands on does. The cue decides each
    clause of ``matches`` and none of ``rejects``.
    """

    id: str
    pattern: str
    type: Literal[
        "FACT", "ASSESSMENT", "FORECAST", "RECOMMENDATION", "content", "content-told", "content-view", "content-unclear"
    ]
    certainty: Certainty | None = None
    polarity: Literal["", "by-cue"] = ""
    matches: list[str] = []
    rejects: list[str] = []


class CueFile(RuleModel):
    """The cues in order."""

    cue: list[Cue]


@dataclass(frozen=True, slots=True)
class Found:
    """A cue at ``start:end`` of the plain clause."""

    cue: Cue
    start: int
    end: int


@cache
def rules() -> tuple[tuple[Cue, re.Pattern[str]], ...]:
    """The cues in order, compiled."""
    return tuple(
        (cue, re.compile(f"(?:{cue.pattern})$")) for cue in packaged("report_extract.claims", "cues.toml", CueFile).cue
    )


def find(plain: str) -> Found | None:
    """The first cue that ends a plain clause."""
    for cue, regex in rules():
        match = regex.search(plain)
        if match:
            return Found(cue, match.start(), match.end())
    return None


_ENDINGS = (
    (re.compile(r"(?<=[ぁ-ん])(?:\d{1,2}|[(\[]注?\d{1,2}[)\]]|[※*]\s?\d{0,2})?[。．、，！!？?\s]+$"), ""),
    (re.compile(r"(?:ものの|が|のに対し(?:て)?|一方で?|けれども?|とともに|うえで|上で|し)$"), ""),
    (re.compile(r"(?:こと)?から$"), ""),
)
_PLAIN = (
    (re.compile(r"ておらず$"), "ていない"),
    (re.compile(r"ており$"), "ている"),
    (re.compile(r"(?<=[かがさたなばまらわ])れ$"), "れる"),
    (re.compile(r"でおり$"), "でいる"),
    (re.compile(r"であり$"), "である"),
    (re.compile(r"(?<=[あな])り$"), "る"),
    (re.compile(r"かねず$"), "かねない"),
    (re.compile(r"(?<=[かさたなまらわばがじきれえせけめべびみげちり得])ず$"), "ない"),
    (re.compile(r"なく$"), "ない"),
    (re.compile(r"がたく$"), "がたい"),
    (re.compile(r"(?<=[\u3400-\u9fff])で$"), "である"),
    (re.compile(r"しく$"), "しい"),
    (re.compile(r"(?<=[大小高低薄強弱深浅近遠長短重軽濃鈍早遅悪良])く$|(?<=大き|小さ|にく|づら|やす)く$"), "い"),
    (re.compile(r"うり$"), "うる"),
    (re.compile(r"(?<=つつあ)り$"), "る"),
    (re.compile(r"とされ$"), "とされる"),
    (re.compile(r"多く$"), "多い"),
    (re.compile(r"少なく$"), "少ない"),
    (re.compile(r"とどまり$"), "とどまる"),
)


def plain(clause: str) -> str:
    """The clause with a plain ending: without conjunction, 連用 forms of である, ている and ない undone."""
    for _ in range(2):
        for regex, replacement in _ENDINGS[:1]:
            clause = regex.sub(replacement, clause)
    stripped = _ENDINGS[1][0].sub("", clause)
    if stripped != clause and re.search(r"(?:[うるたいだ]|ない|ある)$", stripped):
        clause = stripped
    for regex, replacement in _PLAIN:
        changed = regex.sub(replacement, clause)
        if changed != clause:
            return changed
    return clause
