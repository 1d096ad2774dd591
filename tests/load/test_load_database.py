"""Reports into each database: what is there, once, whole, replaced, removed."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from report_extract import Report, to_frames
from report_extract.errors import LoadError
from report_extract.export.tables import TABLES
from report_extract.load.database import Stored
from report_extract.load.loading import Loaded, load
from report_extract.load.target import Target

MakeReport = Callable[..., Report]
Write = Callable[..., Path]
Ask = Callable[..., list[tuple[Any, ...]]]
HOSTILE = [
    "x'); DROP TABLE reports; --", 'a"b', "%s %(x)s ?", ":name", "\\N", "\\.", "a\tb\nc", "\r\n", "😀𠮷", "NULL", "{}", "../../x",
    "\u202e右", "'",
]  # fmt: skip


def contents(ask: Ask, target: Target) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of all tables."""
    return {table.name: sorted(ask(target, f"SELECT * FROM {table.name}"), key=repr) for table in TABLES}


def test_the_tables_have_the_columns_and_rows_of_the_frames(
    target: Target, ask: Ask, write: Write, make_report: MakeReport
) -> None:
    reports = [make_report("a"), make_report("b", who="米国")]
    load([write(*reports)], target)
    for name, frame in to_frames(reports).items():
        columns = ", ".join(f'"{column}"' for column in frame.columns)
        expected = [tuple(None if value != value or value is None else value for value in row)
                    for row in frame.astype(object).where(frame.notna(), None).itertuples(index=False, name=None)]  # fmt: skip
        assert sorted(ask(target, f"SELECT {columns} FROM {name}"), key=repr) == sorted(expected, key=repr), name
        assert expected, f"{name} has no row to compare"


def test_a_second_load_changes_nothing(target: Target, ask: Ask, write: Write, make_report: MakeReport) -> None:
    path = write(make_report("a"), make_report("b"))
    assert load([path], target) == Loaded(Stored(new=2), 0, 0)
    before = contents(ask, target)
    assert load([path], target) == Loaded(Stored(unchanged=2), 0, 0)
    assert contents(ask, target) == before


def test_a_newer_extraction_replaces_only_its_report(
    target: Target, ask: Ask, write: Write, make_report: MakeReport
) -> None:
    load([write(make_report("a", who="日本"), make_report("b", who="中国"))], target)
    newer = make_report("a", who="日本", claims=())
    assert load([write(newer)], target) == Loaded(Stored(replaced=1), 0, 0)
    assert ask(target, "SELECT doc_id, count(*) FROM claims GROUP BY doc_id") == [("b", 3)]
    assert ask(target, "SELECT doc_id FROM reports ORDER BY doc_id") == [("a",), ("b",)]


def test_what_no_report_names_any_more_is_no_canonical_entity(
    target: Target, ask: Ask, write: Write, make_report: MakeReport
) -> None:
    first = make_report("a")
    load([write(first, make_report("b"))], target)
    things = contents(ask, target)["canonical_entities"]
    assert ("ORG:nato",) in ask(target, "SELECT canonical FROM canonical_entities")
    load([write(first.model_copy(update={"entities": first.entities[:4]}))], target)
    assert contents(ask, target)["canonical_entities"] == things, "b still names it"
    load([write(first)], target, delete_missing=True)
    load([write(first.model_copy(update={"entities": first.entities[:4]}))], target)
    assert ("ORG:nato",) not in ask(target, "SELECT canonical FROM canonical_entities")


def test_entities_of_two_reports_are_one_thing(target: Target, ask: Ask, write: Write, make_report: MakeReport) -> None:
    for names in (("ＮＡＴＯ ", "nato"), ("n a t o", "NATO")):
        for name in names:
            report = make_report(f"doc-{name}")
            entities = (*report.entities[:4], report.entities[4].model_copy(update={"name": name}))
            load([write(report.model_copy(update={"entities": entities}))], target)
    assert ask(target, "SELECT canonical, name FROM canonical_entities WHERE type = 'ORG'") == [("ORG:nato", "NATO")]
    assert ask(target, "SELECT count(*) FROM entities WHERE canonical = 'ORG:nato'") == [(4,)]


def test_delete_missing_removes_what_is_in_no_file(
    target: Target, ask: Ask, write: Write, make_report: MakeReport
) -> None:
    load([write(make_report("a"), make_report("b"), make_report("c"))], target)
    files = [write(make_report("a"), name="1.jsonl"), write(make_report("c"), name="2.jsonl")]
    assert load(files, target).removed == 0
    assert load(files, target, delete_missing=True) == Loaded(Stored(unchanged=2), 1, 0)
    assert ask(target, "SELECT doc_id FROM reports ORDER BY doc_id") == [("a",), ("c",)]
    for table in TABLES:
        if "doc_id" in table.names:
            assert ask(target, f"SELECT count(*) FROM {table.name} WHERE doc_id = 'b'") == [(0,)], table.name


def test_nothing_is_deleted_when_a_line_is_broken(
    target: Target, ask: Ask, write: Write, make_report: MakeReport
) -> None:
    load([write(make_report("a"), make_report("b"))], target)
    told: list[str] = []
    loaded = load([write(make_report("a"), '{"doc_id": "b"')], target, delete_missing=True, tell=told.append)
    assert (loaded.removed, loaded.left_out) == (0, 1)
    assert "nothing was deleted" in told[-1]
    assert ask(target, "SELECT count(*) FROM reports") == [(2,)]


def test_hostile_names_are_values(target: Target, ask: Ask, write: Write, make_report: MakeReport) -> None:
    reports = []
    for name in HOSTILE:
        report = make_report(name)
        entities = (report.entities[0].model_copy(update={"name": name}), *report.entities[1:])
        reports.append(report.model_copy(update={"entities": entities, "warnings": (name,)}))
    path = write(*reports, make_report("other"))
    assert load([path], target).stored == Stored(new=len(HOSTILE) + 1)
    assert load([path], target).stored == Stored(unchanged=len(HOSTILE) + 1)
    assert {row[0] for row in ask(target, "SELECT doc_id FROM reports")} == {*HOSTILE, "other"}
    assert {row[0] for row in ask(target, "SELECT warning FROM warnings")} == {*HOSTILE, "警告"}
    assert {row[0] for row in ask(target, "SELECT name FROM entities WHERE entity = 'e1'")} == {*HOSTILE, "日本"}
    replaced = write(*(make_report(name, warnings=()) for name in HOSTILE), make_report("other"))
    assert load([replaced], target).stored == Stored(replaced=len(HOSTILE), unchanged=1)
    assert load([write(make_report("other"))], target, delete_missing=True).removed == len(HOSTILE)
    assert ask(target, "SELECT doc_id FROM reports") == [("other",)]


def test_what_a_database_cannot_hold_is_named_and_the_rest_goes_on(
    postgresql: Target, ask: Ask, write: Write, make_report: MakeReport
) -> None:
    bad = make_report("b", warnings=("a\0b",))
    far = make_report("c", blocks=({"id": "b1", "kind": "bullet", "level": 2**40, "start": 0, "end": 1},))
    told: list[str] = []
    path = write(make_report("a"), bad, far, make_report("d"))
    loaded = load([path], postgresql, tell=told.append)
    assert (loaded.stored, loaded.left_out) == (Stored(new=2), 2)
    assert [message.split(": ")[0] for message in told] == [f"{path}:2", f"{path}:3"]
    assert ask(postgresql, "SELECT doc_id FROM reports ORDER BY doc_id") == [("a",), ("d",)]


def test_foreign_keys_and_comments_are_there(
    postgresql: Target, ask: Ask, write: Write, make_report: MakeReport
) -> None:
    load([write(make_report())], postgresql)
    with pytest.raises(sa.exc.IntegrityError):
        ask(postgresql, "UPDATE claims SET holder_entity = 'e99'")
    bare = ask(postgresql, "SELECT c.relname, a.attname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 "
               "WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r' "
               "AND (col_description(c.oid, a.attnum) IS NULL OR obj_description(c.oid) IS NULL)")  # fmt: skip
    assert bare == []
    views = ask(postgresql, "SELECT relname FROM pg_class WHERE relkind = 'v' AND relnamespace = current_schema()::regnamespace "
                "AND obj_description(oid) IS NULL")  # fmt: skip
    assert views == []


def test_sqlite_holds_foreign_keys(tmp_path: Path, ask: Ask, write: Write, make_report: MakeReport) -> None:
    from report_extract.load.target import parse_target

    target = parse_target(str(tmp_path / "x.db"))
    load([write(make_report())], target)
    assert ask(target, "PRAGMA foreign_key_check") == []
    assert len(ask(target, "PRAGMA foreign_key_list(claims)")) > 3


def test_an_unreachable_database_says_so_without_the_password(
    postgresql: Target, write: Write, make_report: MakeReport
) -> None:
    assert postgresql.url
    for url in (
        postgresql.url.set(port=1),
        postgresql.url.set(password="wrong-secret"),
        postgresql.url.set(database="nowhere"),
    ):
        wrong = Target(postgresql.name, url=url)
        with pytest.raises(LoadError) as caught:
            load([write(make_report())], wrong)
        assert str(caught.value).startswith("postgresql://tester:***@127.0.0.1")
        assert str(url.password) not in str(caught.value)
