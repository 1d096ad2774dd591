"""Scores are what a count by hand gives."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report_extract.evaluation.gold import GoldMention, GoldReport
from report_extract.evaluation.matching import Case, map_entities
from report_extract.evaluation.scores import Accuracy, Prf, Scores, evaluate
from report_extract.records import (
    ENTITY_TYPES,
    Entity,
    EntityIds,
    Mention,
    Metadata,
    Pipeline,
    Report,
    Source,
    Span,
)


def counts(score: Prf) -> tuple[float, float, float]:
    return score.tp, score.fp, score.fn


def share(score: Accuracy) -> tuple[int, int]:
    return score.correct, score.total


@pytest.fixture
def scores(gold: GoldReport, damaged: Report) -> Scores:
    """The scores of the damaged output."""
    return evaluate([gold], [damaged])


def test_nothing_wrong_scores_full(gold: GoldReport, right: Report) -> None:
    scores = evaluate([gold], [right])
    assert [score.f1 for score in scores.headlines().values()] == [1, 1, 1, 1]
    assert scores.identity.clusters.f1 == 1
    assert scores.errors == ()


def test_entities(scores: Scores) -> None:
    """Five on each side: ロシアは is too long, 中国 has the wrong type, 停戦 is none, 米国 is missed."""
    entities = scores.entities
    assert counts(entities.strict) == (2, 3, 3)
    assert counts(entities.exact) == (3, 2, 2)
    assert counts(entities.partial) == (3.5, 1.5, 1.5)
    assert counts(entities.type) == (3, 2, 2)
    assert counts(entities.own_strict) == (2, 3, 3)
    assert entities.agrees
    assert entities.strict.f1 == pytest.approx(0.4)
    assert counts(entities.per_type["GPE"].strict) == (1, 1, 3)
    assert counts(entities.per_type["ORG"].strict) == (0, 1, 0)


def test_identity(scores: Scores) -> None:
    """Strictly found: 北朝鮮, which lost its code, and the date."""
    assert share(scores.identity.iso3166) == (0, 1)
    assert share(scores.identity.dates) == (1, 1)
    assert scores.identity.clusters.mentions == 2


def test_anaphors(scores: Scores) -> None:
    """同国 is found and points to the wrong country."""
    assert counts(scores.anaphors.found) == (1, 0, 0)
    assert share(scores.anaphors.resolved) == (0, 1)


@pytest.mark.parametrize(
    ("change", "measure", "expected"),
    [
        pytest.param({}, "time", (1, 0, 0), id="time-right"),
        pytest.param({"time": None}, "time", (0, 0, 1), id="time-missed"),
        pytest.param({"time": "m3"}, "time", (0, 1, 1), id="time-wrong"),
        pytest.param({"place": "m3"}, "place", (0, 1, 0), id="place-invented"),
        pytest.param({}, "theme", (1, 0, 0), id="theme-right"),
        pytest.param({"theme": Span(start=0, end=3, text="ロシア")}, "theme", (0, 1, 1), id="theme-elsewhere"),
        pytest.param({"theme": None}, "theme", (0, 0, 1), id="theme-missed"),
    ],
)
def test_what_a_relation_may_have(
    gold: GoldReport, right: Report, change: dict[str, Any], measure: str, expected: tuple[int, int, int]
) -> None:
    """Of the first relation, whose type and arguments are right."""
    changed = right.model_copy(update={"relations": (right.relations[0].model_copy(update=change),)})
    assert counts(getattr(evaluate([gold], [changed]).relations, measure)) == expected


def test_relations(scores: Scores) -> None:
    """AID is called SUPPORT, COOPERATE is right by 北朝鮮 in place of 同国, CONSULT has its arguments swapped."""
    relations = scores.relations
    assert counts(relations.typed) == (1, 2, 1)
    assert counts(relations.untyped) == (2, 1, 0)
    assert share(relations.status) == (0, 1)
    assert share(relations.polarity) == (0, 1)
    assert [counts(one) for one in (relations.time, relations.place, relations.theme)] == [
        (0, 0, 0),
        (0, 0, 1),
        (0, 0, 0),
    ]
    assert relations.confusion == {"AID": {"SUPPORT": 1}, "COOPERATE": {"COOPERATE": 1}}
    assert {kind: counts(score) for kind, score in relations.per_type.items()} == {
        "AID": (0, 0, 1),
        "CONSULT": (0, 1, 0),
        "COOPERATE": (1, 0, 0),
        "SUPPORT": (0, 1, 0),
    }


def test_claims(scores: Scores) -> None:
    """The second claim runs over two of the gold: it goes to the longer one (17 of 28), the other is missed."""
    claims = scores.claims
    assert counts(claims.typed) == (0, 2, 3)
    assert counts(claims.untyped) == (2, 0, 1)
    assert claims.confusion == {"FACT": {"ASSESSMENT": 1}, "FORECAST": {"FACT": 1}}
    assert share(claims.certainty) == (1, 2)
    assert claims.certainty_macro.f1 == pytest.approx(1 / 3)
    assert share(claims.polarity) == (1, 2)
    assert share(claims.holder) == (2, 2)
    assert counts(claims.condition) == (1, 0, 0)


def test_errors_name_what_was_expected_what_came_and_the_rule(scores: Scores) -> None:
    found = {(error.kind, error.expected, error.got, error.rule) for error in scores.errors}
    assert {
        ("entity boundary", "GPE ロシア", "GPE ロシアは", "gazetteer"),
        ("entity type", "GPE 中国", "ORG 中国", "gazetteer"),
        ("entity missed", "GPE 米国", None, None),
        ("entity spurious", None, "EVENT 停戦", "gazetteer"),
        ("country code", "北朝鮮 = KP", None, "gazetteer"),
        ("anaphor resolved", "同国 = 北朝鮮", "同国 = ロシア", "anaphora"),
        ("relation type", "AID(ロシア, 北朝鮮)", "SUPPORT(ロシアは, 北朝鮮)", "aid-1"),
        ("relation spurious", None, "CONSULT(中国, 北朝鮮)", "aid-1"),
        ("relation status", "COOPERATE(同国, 中国): expected", "actual", "aid-1"),
        ("claim missed", "FACT 同国は中国と協力し、", None, None),
        ("claim certainty", "probable", "possible", "fact"),
    } <= found
    assert len(found) == 15
    assert {error.sentence for error in scores.errors if error.kind == "entity spurious"} == {
        "同国は中国と協力し、仮に停戦すれば米国も動くであろう。"
    }


def test_an_empty_output_misses_everything(gold: GoldReport, right: Report) -> None:
    empty = right.model_copy(update={"entities": (), "mentions": (), "relations": (), "claims": ()})
    scores = evaluate([gold], [empty])
    assert [counts(score) for score in scores.headlines().values()] == [(0, 0, 5), (0, 0, 2), (0, 0, 2), (0, 0, 3)]
    assert scores.relations.status.value is None
    assert share(scores.anaphors.resolved) == (0, 1)


def test_a_mention_in_furniture_is_spurious(gold: GoldReport, right: Report) -> None:
    page = gold.mentions[-1]
    extra = right.mentions[0].model_copy(update={"id": "m9", "start": page.start, "end": page.end})
    scores = evaluate([gold], [right.model_copy(update={"mentions": (*right.mentions, extra)})])
    assert counts(scores.entities.strict) == (5, 1, 0)


def test_a_relation_needs_an_overlapping_sentence(gold: GoldReport, right: Report) -> None:
    moved = right.relations[0].model_copy(update={"sentence": "s2"})
    scores = evaluate([gold], [right.model_copy(update={"relations": (moved, right.relations[1])})])
    assert counts(scores.relations.untyped) == (1, 1, 1)


def test_relations_are_matched_one_to_one(gold: GoldReport, right: Report) -> None:
    twice = right.relations[0].model_copy(update={"id": "r9", "type": "SUPPORT"})
    scores = evaluate([gold], [right.model_copy(update={"relations": (twice, *right.relations)})])
    assert counts(scores.relations.typed) == (2, 1, 0)
    assert scores.relations.confusion == {"AID": {"AID": 1}, "COOPERATE": {"COOPERATE": 1}}


def test_an_anaphor_stands_for_any_of_its_entities(gold: GoldReport, right: Report) -> None:
    both = right.mentions[3].model_copy(update={"entity": None, "type": None, "refers_to": ("e1", "e3")})
    scores = evaluate([gold], [right.model_copy(update={"mentions": (*right.mentions[:3], both, *right.mentions[4:])})])
    assert counts(scores.relations.typed) == (2, 0, 0)
    assert share(scores.anaphors.resolved) == (0, 1)


def test_a_holder_that_is_not_the_author_must_be_the_same_entity(gold: GoldReport, right: Report) -> None:
    for holder, correct in (("e1", 3), ("e3", 2), ("author", 2)):
        claims = (right.claims[0], right.claims[1].model_copy(update={"holder": holder}), right.claims[2])
        scores = evaluate([gold], [right.model_copy(update={"claims": claims})])
        assert share(scores.claims.holder) == (correct, 3)


def test_a_recommendation_has_no_certainty_to_get_right(gold: GoldReport, right: Report) -> None:
    claims = tuple(claim.model_copy(update={"certainty": None}) for claim in right.claims)
    scores = evaluate([gold], [right.model_copy(update={"claims": claims})])
    assert share(scores.claims.certainty) == (0, 3)
    assert scores.claims.certainty_macro.f1 == 0


def test_clusters_that_are_merged_or_split_lose(gold: GoldReport, right: Report) -> None:
    """ロシア and 北朝鮮 as one entity: five mentions, of which two have half the precision."""
    merged = right.mentions[2].model_copy(update={"entity": "e1"})
    mentions = (*right.mentions[:2], merged, *right.mentions[3:])
    clusters = evaluate([gold], [right.model_copy(update={"mentions": mentions})]).identity.clusters
    assert clusters.recall == 1
    assert clusters.precision == pytest.approx(4 / 5)
    assert clusters.f1 == pytest.approx(8 / 9)


def test_what_has_no_counterpart_is_named(
    gold_of: Callable[[str], GoldReport], right_of: Callable[[str], Report]
) -> None:
    scores = evaluate([gold_of("a"), gold_of("b")], [right_of("b"), right_of("c")])
    assert (scores.docs, scores.gold_without_report, scores.reports_without_gold) == (("b",), ("a",), ("c",))


def test_ten_reports_are_drawn_as_reports(
    gold_of: Callable[[str], GoldReport], right_of: Callable[[str], Report]
) -> None:
    names = [f"r{number}" for number in range(10)]
    scores = evaluate([gold_of(name) for name in names], [right_of(name) for name in names])
    assert (scores.unit, scores.units, scores.entities.strict.tp) == ("reports", 10, 50)
    nine = evaluate([gold_of(name) for name in names[:9]], [right_of(name) for name in names])
    assert (nine.unit, nine.units, nine.entities.strict.tp) == ("sentences", 27, 45)


def test_the_same_input_gives_the_same_scores(gold: GoldReport, damaged: Report) -> None:
    assert evaluate([gold], [damaged]).model_dump_json() == evaluate([gold], [damaged]).model_dump_json()


def mention(start: int, end: int, kind: str, entity: str = "e1") -> Mention:
    row = {"id": f"m{start}", "entity": entity, "type": kind, "form": "name", "refers_to": (), "sentence": "s1"}
    return Mention.model_validate({"start": start, "end": end, "text": "x" * (end - start), "rule": "r", **row})


def gold_mention(start: int, end: int, name: str = "x", kind: str = "GPE") -> GoldMention:
    found = Span(start=start, end=end, text="x" * (end - start))
    typed = next(one for one in ENTITY_TYPES if one == kind)
    return GoldMention(found.start, found.end, found.text, f"T{start}", typed, name, (f"PLACE:{name}",), value="X")


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        pytest.param([mention(0, 2, "GPE"), mention(4, 6, "GPE"), mention(8, 9, "GPE")], "PLACE:b", id="majority"),
        pytest.param([mention(0, 2, "GPE"), mention(4, 6, "GPE")], "PLACE:a", id="tie-goes-to-the-earliest"),
        pytest.param([mention(1, 6, "GPE")], "PLACE:b", id="largest-overlap"),
        pytest.param([mention(20, 22, "GPE")], None, id="nothing"),
    ],
)
def test_entities_map_to_what_their_mentions_stand_for(found: list[Mention], expected: str | None) -> None:
    names = [gold_mention(0, 2, "a"), gold_mention(4, 6, "b"), gold_mention(8, 10, "b")]
    assert map_entities(names, found).get("e1") == expected


def test_an_unmapped_entity_stays_apart(gold: GoldReport, right: Report) -> None:
    assert Case(gold, right).entity("e99") not in {key for one in gold.mentions for key in one.entities}


flat_spans = st.lists(
    st.tuples(st.integers(0, 3), st.integers(1, 4), st.sampled_from(["GPE", "ORG", "DATE"])), max_size=12
)


def laid_out(rows: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Lay spans one after the other: gap, length, type."""
    at, spans = 0, []
    for gap, length, kind in rows:
        spans.append((at + gap, at + gap + length, kind))
        at += gap + length
    return spans


@given(flat_spans, flat_spans)
def test_nervaluate_and_the_own_count_agree(
    golds: list[tuple[int, int, str]], founds: list[tuple[int, int, str]]
) -> None:
    scores = score_spans(laid_out(golds), laid_out(founds))
    assert scores.entities.agrees
    same = len(set(laid_out(golds)) & set(laid_out(founds)))
    assert counts(scores.entities.own_strict) == (same, len(founds) - same, len(golds) - same)


def test_mentions_that_overlap_are_noticed() -> None:
    assert not score_spans([(4, 6, "GPE")], [(2, 6, "GPE"), (4, 6, "GPE")]).entities.agrees


def score_spans(golds: list[tuple[int, int, str]], founds: list[tuple[int, int, str]]) -> Scores:
    """Score spans of a report that has nothing else."""
    nothing = Metadata(title=None, author=None, affiliation=None, completed=None)
    names = tuple(gold_mention(start, end, "x", kind) for start, end, kind in golds)
    report = Report(
        schema_version="1.0",
        doc_id="one",
        source=Source(name="one.txt", media_type="text/plain", encoding="utf-8", sha256="0", pages=None),
        metadata=nothing,
        pipeline=Pipeline(name="report-extract", version="0", model="none", rules="0"),
        text="x" * 200,
        blocks=(),
        sentences=(),
        entities=(Entity(id="e1", type="GPE", name="x", ids=EntityIds(iso3166=None, wikidata=None), value=None),),
        mentions=tuple(mention(start, end, kind) for start, end, kind in founds),
        relations=(),
        claims=(),
    )
    return evaluate([GoldReport("one", "x" * 200, nothing, (), names, (), ())], [report])
