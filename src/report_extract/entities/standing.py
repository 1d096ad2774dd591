"""How mentions stand in their sentence: as topic, subject or otherwise, joined with others, under which predicate."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

from spacy.attrs import IDX
from spacy.tokens import Doc, Token

from report_extract.passages import Passage
from report_extract.records import EntityType

Role = Literal["topic", "subject", "owner", "object", "oblique", "other", "heading"]

_OFFICE = r"[\u3400-\u9fff]{0,6}(?:長官|大臣|相|主席|総統|書記|書記長|代表|議長|司令官|委員長|報道官|大使|特使|補佐官)"
# What belongs to a name and does not change how it stands: プーチン大統領, 日本政府, 米国側.
_BELONGING = re.compile(
    rf"[」』)】 ]*(?:\([^)]*\))?(?:政府|側|軍|政権|暫定大統領|副?大統領|首相|外相|国家主席|総書記|氏|当局|皇太子|国王|{_OFFICE})?"
    r"(?:ら|など|双方|両国|自身|自体)?[」』)】 ]*(?:\([^)]*\))?"
)
_PARTICLE = re.compile(
    r"(?P<topic>(?:に|で|と|から|へ)?は|(?:に|で|と)?も(?:また)?(?!の|し)|について(?:は|も)|としては|に(?:とって|対して)は)"
    r"|(?P<subject>が)|(?P<object>を)|(?P<oblique>に|へ|と|から|で|より)"
)
# The name owns who acts: クック諸島のブラウン首相は, 比漁業水産資源局は.
_OF_ACTOR = re.compile(r"の?[^、。はがをにへも「」]{1,18}(?<!と)(?:に?は|が|も)(?!、?や)")
_JOINED = re.compile(
    r"(?:と|や|・|、|及び|および|並びに|ならびに|、及び|か|あるいは|または|)(?:[^、。はがをにとや]{1,10}の)?"
)
_CLEFT_BEFORE, _CLEFT_AFTER = re.compile(r"の(?:は|が)、?$"), re.compile(r"で(?:、|ある|あり|あっ)|だ")
_NO_ACTORS = frozenset(("DATE", "QUANTITY", "ROLE"))
_INSIDE_PHRASE = frozenset(("compound", "nmod", "flat", "fixed", "appos", "nummod"))


@dataclass(frozen=True, slots=True)
class Standing:
    """How a mention stands; ``group`` is shared by those named together (AとB, A・B, 日米韓)."""

    sentence: int
    role: Role
    group: int
    follower: str
    is_partner: bool = False


def read(passage: Passage, rows: Sequence[tuple[int, int, EntityType]]) -> list[Standing]:
    """How each mention (start, end, type) of a passage stands; of those named together all stand as the last."""
    text = passage.content.text
    standings: list[Standing] = []
    for at, (start, end, _) in enumerate(rows):
        sentence = passage.sentence_at(start)
        stop = passage.sentences[sentence][1]
        role: Role = "heading" if passage.kind == "heading" else role_of(text, start, end, stop)
        group = _group(text, rows, standings, at, sentence)
        partner = role == "oblique" and _is_partner(text, end, stop)
        standings.append(Standing(sentence, role, group, text[end : min(stop, end + 24)], partner))
    return _alike(standings)


def _group(
    text: str, rows: Sequence[tuple[int, int, EntityType]], before: Sequence[Standing], at: int, sentence: int
) -> int:
    """The group of the name before that this one is joined to: the last one, or the last of its type."""
    start, _, kind = rows[at]
    actors = [n for n in range(at) if before[n].sentence == sentence and rows[n][2] not in _NO_ACTORS]
    alike = [n for n in actors if rows[n][2] == kind]
    for n in (*actors[-1:], *alike[-1:]):
        if _is_joined(text[rows[n][1] : start]):
            return before[n].group
    return start


def _is_partner(text: str, end: int, stop: int) -> bool:
    """With whom something is done: 習近平国家主席と."""
    belonging = _BELONGING.match(text, end, stop)
    return text.startswith("と", belonging.end() if belonging else end)


def _is_joined(between: str) -> bool:
    owner = _BELONGING.match(between)
    return bool(_JOINED.fullmatch(between[owner.end() if owner else 0 :]))


def _alike(standings: Sequence[Standing]) -> list[Standing]:
    last = {(one.sentence, one.group): one for one in standings}
    ends = [last[one.sentence, one.group] for one in standings]
    return [
        one if one is end else replace(one, role=end.role, is_partner=end.is_partner)
        for one, end in zip(standings, ends, strict=True)
    ]


def role_of(text: str, start: int, end: int, sentence_end: int) -> Role:
    """The role of ``text[start:end]`` by what stands behind it in its sentence."""
    behind = text[end : min(sentence_end, end + 48)]
    belonging = _BELONGING.match(behind)
    rest = behind[belonging.end() if belonging else 0 :]
    if _CLEFT_AFTER.match(rest) and _CLEFT_BEFORE.search(text, max(0, start - 4), start):
        return "topic"
    particle = _PARTICLE.match(rest)
    if particle is not None:
        for role in ("topic", "subject", "object"):
            if particle[role]:
                return role
        return "oblique"
    return "owner" if _OF_ACTOR.match(rest) else "other"


class Tree:
    """The dependencies of a passage, asked by characters."""

    def __init__(self, doc: Doc) -> None:
        self._doc = doc

    @cached_property
    def _starts(self) -> list[int]:
        return [int(offset) for offset in self._doc.to_array([IDX])]

    def token(self, offset: int) -> Token:
        """The token that holds a character."""
        return self._doc[max(0, bisect_right(self._starts, offset) - 1)]

    def predicate(self, start: int, end: int) -> int | None:
        """The predicate that the mention at ``start:end`` is an argument of."""
        token = self.token(end - 1)
        while _relation(token) in _INSIDE_PHRASE and token.head.i != token.i:
            token = token.head
        return token.head.i if token.head.i != token.i else None

    def above(self, start: int, end: int) -> frozenset[int]:
        """All tokens that the mention at ``start:end`` depends on, near or far."""
        return frozenset(token.i for token in self.token(end - 1).ancestors)

    def described(self, start: int, end: int) -> list[int]:
        """The nouns that the clauses around a mention describe, as offsets: ロシア in 自国の需要を優先するロシア."""
        token = self.token(end - 1)
        return [one.head.idx for one in (token, *token.ancestors) if _relation(one) == "acl" and one.head.idx >= end]


def _relation(token: Token) -> str:
    """The relation to the head, which GiNZA marks where it goes to another bunsetsu."""
    return token.dep_.removesuffix("_bunsetu")
