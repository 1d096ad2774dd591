"""The output contract: one ``Report`` is one JSON line.

Offsets are Unicode code points into ``Report.text``, half-open. Ids are unique within a report.
"""

from typing import Literal, get_args

from pydantic import BaseModel, ConfigDict, Field

SCHEMA_VERSION = "1.2"

EntityType = Literal[
    "PERSON", "GPE", "LOC", "ORG", "MIL", "GROUP", "FAC", "WEAPON", "LAW", "EVENT", "DATE", "ROLE", "QUANTITY"
]
RelationType = Literal[
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
    "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
    "HAS_ROLE", "APPOINT", "ELECT", "LEGISLATE", "AFFILIATED_WITH", "LOCATED_IN",
]  # fmt: skip
ClaimType = Literal["FACT", "ASSESSMENT", "FORECAST", "RECOMMENDATION"]
Certainty = Literal["certain", "probable", "possible"]
Polarity = Literal["positive", "negative"]
Likelihood = Literal[
    "almost_no_chance", "very_unlikely", "unlikely", "roughly_even", "likely", "very_likely", "almost_certain"
]
Status = Literal["actual", "expected", "hypothetical", "desired"]
BlockKind = Literal["heading", "paragraph", "bullet", "caption", "byline", "footnote", "table", "furniture"]
MentionForm = Literal["name", "anaphor"]

ENTITY_TYPES: tuple[EntityType, ...] = get_args(EntityType)
RELATION_TYPES: tuple[RelationType, ...] = get_args(RelationType)
CLAIM_TYPES: tuple[ClaimType, ...] = get_args(ClaimType)
CERTAINTIES: tuple[Certainty, ...] = get_args(Certainty)
LIKELIHOODS: tuple[Likelihood, ...] = get_args(Likelihood)
BLOCK_KINDS: tuple[BlockKind, ...] = get_args(BlockKind)


class Record(BaseModel):
    """A part of the contract: immutable, no keys beside the declared ones."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Span(Record):
    """A stretch of the raw text and what stands there."""

    start: int = Field(ge=0)
    end: int = Field(ge=0)
    text: str


class Source(Record):
    """The input as it was read; ``sha256`` is of its bytes."""

    name: str
    media_type: str
    encoding: str | None
    sha256: str
    pages: int | None


class Metadata(Record):
    """What the report says of itself; ``completed`` is an ISO 8601 date, as exact as the report gives it."""

    title: str | None
    author: str | None
    affiliation: str | None
    completed: str | None


class Pipeline(Record):
    """What made the record; ``rules`` is a hash of all rule files and word lists."""

    name: str
    version: str
    model: str
    rules: str


class Block(Record):
    """A stretch of one kind; ``level`` is the depth of a heading, 1 the highest.

    ``page`` (from 1) is where it begins in a PDF, ``bbox`` the box around what of it stands on that page: left, top,
    right, bottom in points from the upper left corner of the page as shown. Both are null for other sources.
    """

    id: str
    kind: BlockKind
    level: int | None
    start: int
    end: int
    page: int | None = None
    bbox: tuple[float, float, float, float] | None = None


class Sentence(Record):
    """``text`` is the sentence as repaired, on one line; the span is its place in the raw text."""

    id: str
    block: str
    start: int
    end: int
    text: str


class EntityIds(Record):
    """Codes of public registers."""

    iso3166: str | None
    wikidata: str | None


class Entity(Record):
    """One thing of the report; ``value`` is TIMEX3 for a DATE, number and unit for a QUANTITY."""

    id: str
    type: EntityType
    name: str
    ids: EntityIds
    value: str | None


class Mention(Span):
    """A place where an entity is named or pointed back to.

    A name has an entity and a type. An anaphor lists the entities it stands for in ``refers_to``; ``entity`` and
    ``type`` are null when they are several.
    """

    id: str
    entity: str | None
    type: EntityType | None
    form: MentionForm
    refers_to: tuple[str, ...]
    sentence: str
    rule: str


class Relation(Record):
    """One statement that connects two mentions; ``subject``, ``object``, ``time``, ``place`` are mention ids.

    ``confidence`` is the probability, to two decimals, that the trigger states just this, as the weights learned from
    annotated reports have it; null where nothing was weighed: a rule alone states the relation, or somebody by hand.
    """

    id: str
    type: RelationType
    subject: str
    object: str
    trigger: Span
    theme: Span | None
    time: str | None
    place: str | None
    status: Status
    polarity: Polarity
    confidence: float | None = Field(default=None, ge=0, le=1, allow_inf_nan=False)
    sentence: str
    rule: str


class Claim(Span):
    """One statement somebody can be held to; ``holder`` is ``author`` or an entity id.

    ``likelihood`` is the band of Intelligence Community Directive 203 (Analytic Standards, 2015) that the words of a
    forecast come nearest to; ``addressee`` the entity that should do what is recommended; ``horizon`` the time a forecast
    speaks of, as TIMEX3. Each is null where the words tell none.
    """

    id: str
    type: ClaimType
    certainty: Certainty | None
    polarity: Polarity
    condition: Span | None
    holder: str
    cue: Span | None
    likelihood: Likelihood | None = None
    addressee: str | None = None
    horizon: str | None = None
    sentence: str
    rule: str


class Report(Record):
    """All that was read in one report. ``text`` is the source as decoded, before any repair."""

    schema_version: str
    doc_id: str
    source: Source
    metadata: Metadata
    pipeline: Pipeline
    text: str
    blocks: tuple[Block, ...]
    sentences: tuple[Sentence, ...]
    entities: tuple[Entity, ...]
    mentions: tuple[Mention, ...]
    relations: tuple[Relation, ...]
    claims: tuple[Claim, ...]
    warnings: tuple[str, ...] = ()
