"""Names that only stand side by side: the share that is taken for a relation does not grow."""

from collections.abc import Callable
from typing import Any, get_args

import pytest

from report_extract.records import ENTITY_TYPES, RELATION_TYPES, Polarity, Status

Rows = list[dict[str, Any]]

# A little above, and for the listed ones below, what benchmarks/negatives.py measures; the aim is 0.05 of the sentences.
SENTENCES, RELATIONS, LISTED_FOUND = 0.05, 0.25, 0.85
CLEAN = ("enumeration", "event_words", "topics", "rivalry", "proper_name", "crossed", "geography_economy", "capabilities")  # fmt: skip


def test_the_table_is_whole(negatives_table: Rows) -> None:
    assert len(negatives_table) == 140
    assert len({row["id"] for row in negatives_table}) == 140
    for row in negatives_table:
        assert all(kind in ENTITY_TYPES and name in row["text"] for kind, name in row["entities"]), row["id"]
        for kind, subject, obj, status, polarity in row["relations"]:
            assert kind in RELATION_TYPES
            assert {subject, obj} <= {name for _, name in row["entities"]}, row["id"]
            assert status in get_args(Status)
            assert polarity in get_args(Polarity)


@pytest.fixture(scope="module")
def script(benchmark_script: Callable[[str], dict[str, Any]]) -> dict[str, Any]:
    return benchmark_script("negatives.py")


@pytest.fixture(scope="module")
def judged(negatives_table: Rows, script: dict[str, Any]) -> list[Any]:
    return script["judge"](negatives_table)


@pytest.mark.model
def test_false_relations(judged: list[Any], script: dict[str, Any]) -> None:
    assert script["share_of_sentences"](judged) <= SENTENCES
    assert script["share_of_relations"](judged) <= RELATIONS


@pytest.mark.model
@pytest.mark.parametrize("kind", CLEAN)
def test_kinds_without_a_false_relation(kind: str, judged: list[Any]) -> None:
    some = [one for one in judged if one.kind == kind]
    assert some
    assert [line for one in some for line in one.false] == []


@pytest.mark.model
def test_the_listed_relations_are_not_lost_with_the_false_ones(judged: list[Any]) -> None:
    assert sum(one.found for one in judged) >= LISTED_FOUND * sum(one.listed for one in judged)


@pytest.mark.model
def test_what_is_false(script: dict[str, Any]) -> None:
    text = "中国のトラック部隊はロシアと会談し、米国は日本を非難した。"
    listed = [["CONSULT", "ロシア", "中国", "actual", "positive"]]
    (one,) = script["judge"]([{"id": "x", "kind": "k", "text": text, "relations": listed}])
    assert one.given == one.found + len(one.false)
    assert [line.partition(" (")[0] for line in one.false] == ["x k: ACCUSE 米国 → 日本"]
