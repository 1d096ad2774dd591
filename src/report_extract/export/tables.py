"""The tables that databases, Parquet, CSV and pandas share: each column says where its value stands in a report.

A new field of a record is one more ``Column`` here, with ``since`` the next ``TABLES_VERSION``: databases of older
versions get the column when they are next loaded into, all other targets have it at once.
"""

from report_extract.export.canonical import canonical_entities, canonical_key
from report_extract.export.columns import Column, Get, Table


def _doc() -> Column:
    return Column("doc_id", "the report", lambda _, source: source.report.doc_id, refers="reports")


def _id(name: str) -> Column:
    return Column(name, "the id within the report", "id")


def _number(name: str, comment: str, of: str | None = None, *, nullable: bool = False, since: int = 1) -> Column:
    return Column(name, comment, of, kind="integer", nullable=nullable, since=since)


def _maybe(
    name: str, comment: str, of: str | Get | None = None, *, refers: str | None = None, since: int = 1
) -> Column:
    return Column(name, comment, of, nullable=True, refers=refers, since=since)


def _place() -> tuple[Column, Column]:
    return (
        _number("start", "the offset of its first code point in reports.text"),
        _number("end", "the offset after its last code point"),
    )


def _part(name: str, comment: str, *, nullable: bool = True) -> tuple[Column, Column, Column]:
    """Give the three columns of a part of a record that stands in the text."""
    return (
        Column(name, comment, f"{name}.text", nullable=nullable),
        _number(f"{name}_start", f"where the {name} begins in reports.text", f"{name}.start", nullable=nullable),
        _number(f"{name}_end", f"where the {name} ends", f"{name}.end", nullable=nullable),
    )


def _sentence() -> Column:
    return Column("sentence", "the sentence it stands in", refers="sentences")


_RULE = Column("rule", "what made the record: the id of a rule, a list, a model")
_STANDING = Column("polarity", "positive or negative")
_TEXT = Column("text", "what stands there, as in the source")

CANONICAL = Table(
    "canonical_entities",
    "Entities across reports: same ISO code, else same Wikidata id, else same type and normalised name (dates: value)",
    ("canonical",),
    lambda source: canonical_entities(source.report),
    (
        Column("canonical", "the key: iso3166:RU, wikidata:Q159, PERSON:習近平, DATE:2024-08"),
        Column("type", "the type of the entity"),
        Column("name", "its name; of several the first in code point order"),
        _maybe("iso3166", "ISO 3166 code"),
        _maybe("wikidata", "Wikidata id"),
    ),
    (("type", "name"),),
)

REPORTS = Table(
    "reports",
    "Reports: what they say of themselves, where they came from, what read them",
    ("doc_id",),
    lambda source: (source.report,),
    (
        Column("doc_id", "the id of the report"),
        _maybe("title", "title", "metadata.title"),
        _maybe("author", "author", "metadata.author"),
        _maybe("affiliation", "the institute of the author", "metadata.affiliation"),
        _maybe("completed", "ISO 8601 date, as exact as the report gives it", "metadata.completed"),
        Column("source_name", "the name of the file", "source.name"),
        Column("media_type", "the media type of the file", "source.media_type"),
        _maybe("encoding", "the encoding of the file", "source.encoding"),
        Column("sha256", "SHA-256 of the bytes of the file", "source.sha256"),
        _number("pages", "number of pages", "source.pages", nullable=True),
        Column("pipeline", "the program that read the report", "pipeline.name"),
        Column("pipeline_version", "its version", "pipeline.version"),
        Column("model", "its language model", "pipeline.model"),
        Column("rules", "the hash of its rules and word lists", "pipeline.rules"),
        Column("schema_version", "the version of the record"),
        Column("text", "the whole text as decoded, before any repair: all offsets count its code points"),
        Column("digest", "the hash of the whole extraction: tells whether a report has changed", lambda _, s: s.digest),
    ),
    (("affiliation", "completed"),),
)

BLOCKS = Table(
    "blocks",
    "Stretches of the layout",
    ("doc_id", "block"),
    lambda source: source.report.blocks,
    (
        _doc(),
        _id("block"),
        Column("kind", "heading, paragraph, bullet, caption, byline, footnote, table, furniture"),
        _number("level", "the depth of a heading, 1 the highest", nullable=True),
        *_place(),
    ),
)

SENTENCES = Table(
    "sentences",
    "Sentences as repaired, on one line",
    ("doc_id", "sentence"),
    lambda source: source.report.sentences,
    (
        _doc(),
        _id("sentence"),
        Column("block", "the block it stands in", refers="blocks"),
        Column("kind", "the kind of that block", lambda sentence, source: source.kinds.get(sentence.block)),
        *_place(),
        Column("text", "the sentence as repaired, on one line"),
    ),
)

ENTITIES = Table(
    "entities",
    "Entities of a report: one for all the names that the report has for a thing",
    ("doc_id", "entity"),
    lambda source: source.report.entities,
    (
        _doc(),
        _id("entity"),
        Column("type", "PERSON, GPE, LOC, ORG, MIL, GROUP, FAC, WEAPON, LAW, EVENT, DATE, ROLE, QUANTITY"),
        Column("name", "its name"),
        _maybe("iso3166", "ISO 3166 code", "ids.iso3166"),
        _maybe("wikidata", "Wikidata id", "ids.wikidata"),
        _maybe("value", "TIMEX3 of a DATE, number and unit of a QUANTITY"),
        Column("canonical", "the same thing across reports", lambda e, _: canonical_key(e), refers=CANONICAL.name),
    ),
    (("canonical",), ("type", "name")),
)

MENTIONS = Table(
    "mentions",
    "Places where an entity is named or pointed back to",
    ("doc_id", "mention"),
    lambda source: source.report.mentions,
    (
        _doc(),
        _id("mention"),
        _maybe("entity", "the entity; null where an anaphor stands for several: see referents", refers="entities"),
        _maybe("type", "the type of the entity"),
        Column("form", "name or anaphor"),
        *_place(),
        _TEXT,
        _sentence(),
        _RULE,
    ),
    (("doc_id", "entity"), ("doc_id", "start")),
)

REFERENTS = Table(
    "referents",
    "The entities that an anaphor (両国, 同氏) stands for",
    ("doc_id", "mention", "position"),
    lambda source: source.referents,
    (
        _doc(),
        Column("mention", "the anaphor", refers="mentions"),
        _number("position", "1 for the first"),
        Column("entity", "an entity it stands for", refers="entities"),
    ),
    (("doc_id", "entity"),),
)

RELATIONS = Table(
    "relations",
    "Who did what to whom: one statement that connects two mentions",
    ("doc_id", "relation"),
    lambda source: source.report.relations,
    (
        _doc(),
        _id("relation"),
        Column("type", "one of PLOVER's event types or of the static ones"),
        Column("subject", "the mention of who did it", refers="mentions"),
        Column("object", "the mention of whom it was done to", refers="mentions"),
        _maybe("subject_entity", "the entity of the subject, if one", lambda r, s: s.entity_of.get(r.subject), refers="entities"),
        _maybe("object_entity", "the entity of the object, if one", lambda r, s: s.entity_of.get(r.object), refers="entities"),
        *_part("trigger", "the words that tell it", nullable=False),
        *_part("theme", "what was given, said or done"),
        _maybe("time", "the mention of when", refers="mentions"),
        _maybe("place", "the mention of where", refers="mentions"),
        Column("status", "actual, expected, hypothetical, desired"),
        _STANDING,
        Column("confidence", "the probability that the trigger states just this, 0 to 1; null where a rule alone states it", kind="real", nullable=True, since=2),
        _sentence(),
        _RULE,
    ),
    (("type", "status"), ("doc_id", "subject_entity"), ("doc_id", "object_entity")),
)  # fmt: skip

CLAIMS = Table(
    "claims",
    "Statements that somebody can be held to",
    ("doc_id", "claim"),
    lambda source: source.report.claims,
    (
        _doc(),
        _id("claim"),
        Column("type", "FACT, ASSESSMENT, FORECAST, RECOMMENDATION"),
        _maybe("certainty", "certain, probable, possible; null for a recommendation"),
        _STANDING,
        *_part("condition", "under what condition it holds"),
        Column("holder", "author, or the id of the entity that says it"),
        _maybe("holder_entity", "the entity that says it", lambda c, _: None if c.holder == "author" else c.holder, refers="entities"),
        *_part("cue", "the words that show type and certainty"),
        _maybe("likelihood", "the band of ICD 203 of a forecast: almost_no_chance, very_unlikely, unlikely, roughly_even, likely, very_likely, almost_certain", since=3),
        _maybe("addressee", "the entity that should do what is recommended", refers="entities", since=3),
        _maybe("horizon", "the time that a forecast speaks of, as TIMEX3", since=3),
        *_place(),
        _TEXT,
        _sentence(),
        _RULE,
    ),
    (("type", "certainty"), ("doc_id", "start")),
)  # fmt: skip

WARNINGS = Table(
    "warnings",
    "What the program could not read of a report",
    ("doc_id", "position"),
    lambda source: source.warnings,
    (_doc(), _number("position", "1 for the first"), Column("warning", "the warning")),
)

TABLES = (CANONICAL, REPORTS, BLOCKS, SENTENCES, ENTITIES, MENTIONS, REFERENTS, RELATIONS, CLAIMS, WARNINGS)
