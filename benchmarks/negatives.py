"""How often mere neighbourhood is taken for a relation: the hand-written hard negatives, by kind.

    .venv/bin/python benchmarks/negatives.py [TABLE] [--errors]

TABLE is by default ``tests/relations/data/negatives.json``: sentences with names that have nothing, or nothing but what is
listed, to do with each other (lists, rivalries, comparisons, topics, suppositions), written by somebody who had not seen
the code. A false relation is one between two actors that is not listed by type and pair; the order of the pair counts but
in AGREE, CONSULT and COOPERATE, which both do. HAS_ROLE, AFFILIATED_WITH and LOCATED_IN are not counted. Prints a Markdown table; ``--errors`` lists each
false relation with its rule instead.
"""

import argparse
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from report_extract import extract
from report_extract.analysis.arguments import ACTOR_TYPES
from report_extract.evaluation.table import Grid
from report_extract.records import Relation, Report

TABLE = Path(__file__).parents[1] / "tests" / "relations" / "data" / "negatives.json"
NOT_COUNTED = ("HAS_ROLE", "AFFILIATED_WITH", "LOCATED_IN")
MUTUAL = ("AGREE", "CONSULT", "COOPERATE")


@dataclass(frozen=True, slots=True)
class Judged:
    """A sentence with the relations found in it: how many are counted, which of them are false, which listed are found."""

    kind: str
    given: int
    false: Sequence[str]
    listed: int
    found: int


def judge(rows: Iterable[Mapping[str, Any]]) -> list[Judged]:
    """Judge the relations of every sentence of the table."""
    return [_judged(row, extract(row["text"])) for row in rows]


def _judged(row: Mapping[str, Any], report: Report) -> Judged:
    texts = {mention.id: mention.text for mention in report.mentions}
    listed = {_key(kind, subject, obj) for kind, subject, obj, *_ in row["relations"] if kind not in NOT_COUNTED}
    relations = [relation for relation in report.relations if _is_counted(relation, report)]
    keys = [_key(r.type, texts[r.subject], texts[r.object]) for r in relations]
    false = [
        f"{row['id']} {row['kind']}: {r.type} {texts[r.subject]} → {texts[r.object]} ({r.rule}): {row['text']}"
        for r, key in zip(relations, keys, strict=True)
        if key not in listed
    ]
    return Judged(row["kind"], len(relations), false, len(listed), len(listed & set(keys)))


def _is_counted(relation: Relation, report: Report) -> bool:
    types = {mention.id: mention.type for mention in report.mentions}
    actors = types[relation.subject] in ACTOR_TYPES and types[relation.object] in ACTOR_TYPES
    return actors and relation.type not in NOT_COUNTED


def _key(kind: str, subject: str, obj: str) -> tuple[str, ...]:
    return (kind, *sorted((subject, obj))) if kind in MUTUAL else (kind, subject, obj)


def share_of_sentences(judged: Sequence[Judged]) -> float:
    """The share of sentences with a false relation."""
    return sum(bool(one.false) for one in judged) / len(judged)


def share_of_relations(judged: Sequence[Judged]) -> float:
    """The share of the relations that are false."""
    return sum(len(one.false) for one in judged) / max(sum(one.given for one in judged), 1)


def rows_of(judged: Sequence[Judged]) -> Iterator[tuple[str, ...]]:
    """A row for each kind and one for all."""
    kinds = list(dict.fromkeys(one.kind for one in judged))
    for kind in (*kinds, "all"):
        some = [one for one in judged if kind in ("all", one.kind)]
        yield (
            kind,
            str(len(some)),
            str(sum(bool(one.false) for one in some)),
            f"{share_of_sentences(some):.3f}",
            str(sum(one.given for one in some)),
            str(sum(len(one.false) for one in some)),
            f"{share_of_relations(some):.3f}",
            str(sum(one.listed for one in some)),
            str(sum(one.found for one in some)),
        )


def main() -> None:
    """Print the table, or the false relations."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("table", nargs="?", type=Path, default=TABLE)
    parser.add_argument("--errors", action="store_true", help="list each false relation")
    options = parser.parse_args()
    judged = judge(json.loads(options.table.read_text(encoding="utf-8")))
    if options.errors:
        print("\n".join(line for one in judged for line in one.false))
        return
    header = ("kind", "sentences", "with a false one", "share", "relations", "false", "share", "listed", "found")
    print(Grid("False relations in hard negatives", header, tuple(rows_of(judged))).markdown())


if __name__ == "__main__":
    main()
