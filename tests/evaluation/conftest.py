"""A report of two sentences, its gold, and outputs: one right, one damaged on purpose."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from report_extract.evaluation.brat import write_gold
from report_extract.evaluation.gold import (
    GoldClaim,
    GoldMention,
    GoldRelation,
    GoldReport,
    GoldSentence,
    GoldSpan,
    entity_key,
)
from report_extract.records import (
    Block,
    Claim,
    Entity,
    EntityIds,
    Mention,
    Metadata,
    Pipeline,
    Relation,
    Report,
    Sentence,
    Source,
    Span,
)

FIRST = "ロシアは2024年3月に北朝鮮に武器を供与した。"
SECOND = "同国は\n中国と協力し、仮に停戦すれば米国も動くであろう。"
PAGE = "3 ロシア研究所\n"
TEXT = f"{FIRST}\n{SECOND}\n{PAGE}"
METADATA = Metadata(title="題", author="田島理博", affiliation=None, completed="2024-12-06")
NO_IDS = EntityIds(iso3166=None, wikidata=None)
CODES = {"ロシア": "RU", "北朝鮮": "KP", "中国": "CN", "米国": "US"}


def at(surface: str, *, after: int = 0) -> tuple[int, int, str]:
    """Find a surface in the text."""
    start = TEXT.index(surface, after)
    return start, start + len(surface), surface


def gold_span(surface: str) -> GoldSpan:
    return GoldSpan(*at(surface))


def country(name: str, surface: str, *, after: int = 0) -> GoldMention:
    return GoldMention(*at(surface, after=after), name, "GPE", surface, (entity_key("GPE", surface),), CODES[surface])


def gold_report(doc_id: str = "small") -> GoldReport:
    """Annotate the text; ids are those that the writer gives."""
    page = TEXT.index(PAGE)
    date = GoldMention(*at("2024年3月"), "T2", "DATE", "2024年3月", ("DATE:2024年3月",), value="2024-03")
    anaphor = GoldMention(*at("同国"), "T4", None, "同国", (entity_key("GPE", "北朝鮮"),))
    return GoldReport(
        doc_id=doc_id,
        text=TEXT,
        metadata=METADATA,
        sentences=(
            GoldSentence(*at(FIRST), "T8", "paragraph"),
            GoldSentence(*at(SECOND), "T9", "paragraph"),
            GoldSentence(*at(PAGE.strip()), "T10", "furniture"),
        ),
        mentions=(
            country("T1", "ロシア"),
            date,
            country("T3", "北朝鮮"),
            anaphor,
            country("T5", "中国"),
            country("T6", "米国"),
            country("T7", "ロシア", after=page),
        ),
        relations=(
            GoldRelation(
                "E1", "AID", "T1", "T3", gold_span("供与"), gold_span("武器"), "T2", None, "actual", "positive", "T8"
            ),
            GoldRelation("E2", "COOPERATE", "T4", "T5", None, None, None, "T6", "expected", "negative", "T9"),
        ),
        claims=(
            GoldClaim(*at(FIRST), "T14", "FACT", "certain", "positive", None, None, None),
            GoldClaim(
                *at("同国は\n中国と協力し、"), "T15", "FACT", "certain", "positive", None, gold_span("協力し"), "T1"
            ),
            GoldClaim(
                *at("仮に停戦すれば米国も動くであろう。"),
                "T17",
                "FORECAST",
                "probable",
                "positive",
                gold_span("仮に停戦すれば"),
                gold_span("であろう"),
                None,
            ),
        ),
    )


def name(mention: str, entity: str, surface: str, kind: str = "GPE", sentence: str = "s1") -> Mention:
    start, end, text = at(surface)
    return Mention.model_validate(
        {"start": start, "end": end, "text": text, "id": mention, "entity": entity, "type": kind, "form": "name",
         "refers_to": (), "sentence": sentence, "rule": "gazetteer"}
    )  # fmt: skip


def span(surface: str) -> Span:
    start, end, text = at(surface)
    return Span(start=start, end=end, text=text)


def entity(key: str, surface: str, kind: str = "GPE", value: str | None = None) -> Entity:
    ids = EntityIds(iso3166=CODES.get(surface), wikidata=None)
    return Entity.model_validate({"id": key, "type": kind, "name": surface, "ids": ids, "value": value})


def relation(key: str, kind: str, subject: str, target: str, sentence: str, **more: Any) -> Relation:
    given = {"trigger": span("供与"), "theme": None, "time": None, "place": None, "status": "actual",
             "polarity": "positive", "rule": "aid-1"}  # fmt: skip
    parts = {"id": key, "type": kind, "subject": subject, "object": target, "sentence": sentence}
    return Relation.model_validate({**given, **parts, **more})


def claim(key: str, kind: str, surface: str, sentence: str, **more: Any) -> Claim:
    start, end, text = at(surface)
    given = {"certainty": "certain", "polarity": "positive", "condition": None, "holder": "author", "cue": None,
             "rule": "fact"}  # fmt: skip
    parts = {"id": key, "type": kind, "start": start, "end": end, "text": text, "sentence": sentence}
    return Claim.model_validate({**given, **parts, **more})


def right_report(doc_id: str = "small") -> Report:
    """An output with nothing wrong."""
    anaphor = name("m4", "e3", "同国", sentence="s2").model_copy(
        update={"form": "anaphor", "refers_to": ("e3",), "rule": "anaphora"}
    )
    return Report(
        schema_version="1.0",
        doc_id=doc_id,
        source=Source(name="small.txt", media_type="text/plain", encoding="utf-8", sha256="0", pages=None),
        metadata=METADATA,
        pipeline=Pipeline(name="report-extract", version="0", model="none", rules="0"),
        text=TEXT,
        blocks=(
            Block(id="b1", kind="paragraph", level=None, start=0, end=TEXT.index(PAGE) - 1),
            Block(id="b2", kind="furniture", level=None, start=TEXT.index(PAGE), end=len(TEXT) - 1),
        ),
        sentences=tuple(
            Sentence(id=key, block=block, start=at(text)[0], end=at(text)[1], text=text.replace("\n", ""))
            for key, text, block in (("s1", FIRST, "b1"), ("s2", SECOND, "b1"), ("s3", PAGE.strip(), "b2"))
        ),
        entities=(
            entity("e1", "ロシア"),
            entity("e2", "2024年3月", "DATE", "2024-03"),
            entity("e3", "北朝鮮"),
            entity("e4", "中国"),
            entity("e5", "米国"),
        ),
        mentions=(
            name("m1", "e1", "ロシア"),
            name("m2", "e2", "2024年3月", "DATE"),
            name("m3", "e3", "北朝鮮"),
            anaphor,
            name("m5", "e4", "中国", sentence="s2"),
            name("m6", "e5", "米国", sentence="s2"),
        ),
        relations=(
            relation("r1", "AID", "m1", "m3", "s1", theme=span("武器"), time="m2"),
            relation("r2", "COOPERATE", "m4", "m5", "s2", trigger=span("協力"), status="expected", polarity="negative"),
        ),
        claims=(
            claim("c1", "FACT", FIRST, "s1"),
            claim("c2", "FACT", "同国は\n中国と協力し、", "s2", holder="e1"),
            claim(
                "c3", "FORECAST", "仮に停戦すれば米国も動くであろう。", "s2", certainty="probable",
                condition=span("仮に停戦すれば"),
            ),
        ),
    )  # fmt: skip


def damaged_report(doc_id: str = "small") -> Report:
    """An output with one error of nearly every kind; the tests count by hand what it costs."""
    report = right_report(doc_id)
    anaphor = report.mentions[3].model_copy(update={"entity": "e1", "refers_to": ("e1",)})
    return report.model_copy(
        update={
            "entities": (
                *report.entities[:2],
                entity("e3", "北朝鮮").model_copy(update={"ids": NO_IDS}),
                *report.entities[3:],
                entity("e6", "停戦", "EVENT"),
            ),
            "mentions": (
                name("m1", "e1", "ロシアは"),
                name("m2", "e2", "2024年3月", "DATE"),
                name("m3", "e3", "北朝鮮"),
                anaphor,
                name("m5", "e4", "中国", "ORG", sentence="s2"),
                name("m7", "e6", "停戦", "EVENT", sentence="s2"),
            ),
            "relations": (
                relation("r1", "SUPPORT", "m1", "m3", "s1"),
                relation("r2", "COOPERATE", "m3", "m5", "s2", trigger=span("協力")),
                relation("r3", "CONSULT", "m5", "m3", "s2", trigger=span("協力")),
            ),
            "claims": (
                claim("c1", "ASSESSMENT", FIRST, "s1", polarity="negative"),
                claim("c2", "FACT", SECOND, "s2", certainty="possible", condition=span("停戦すれば")),
            ),
        }
    )


@pytest.fixture
def gold() -> GoldReport:
    """The gold of the small report."""
    return gold_report()


@pytest.fixture
def gold_of() -> Callable[[str], GoldReport]:
    """Makes the gold of a report of any name."""
    return gold_report


@pytest.fixture
def right() -> Report:
    """An output with nothing wrong."""
    return right_report()


@pytest.fixture
def right_of() -> Callable[[str], Report]:
    """Makes a right output of any name."""
    return right_report


@pytest.fixture
def damaged() -> Report:
    """An output with one error of nearly every kind."""
    return damaged_report()


@pytest.fixture
def damaged_of() -> Callable[[str], Report]:
    """Makes a damaged output of any name."""
    return damaged_report


@pytest.fixture
def gold_file(tmp_path: Path, gold: GoldReport) -> Path:
    """The gold of the small report as a brat file."""
    path = tmp_path / "gold" / "small.ann"
    path.parent.mkdir()
    path.write_text(write_gold(gold), encoding="utf-8")
    return path
