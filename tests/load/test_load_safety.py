"""Killed loads, two loaders at once, databases of other versions and of other people."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from report_extract import Report
from report_extract.errors import LoadError
from report_extract.export.columns import TABLES_VERSION, Column, Table
from report_extract.export.tables import CLAIMS, TABLES
from report_extract.load import migration, storing
from report_extract.load.database import Database, Stored
from report_extract.load.loading import load
from report_extract.load.migration import prepare
from report_extract.load.target import Target, parse_target
from report_extract.load.views import VIEWS

MakeReport = Callable[..., Report]
Write = Callable[..., Path]
Ask = Callable[..., list[tuple[Any, ...]]]
# A loader of its own process that stores report by report and tells when it has begun.
LOADER = """
import sys
from pathlib import Path
from report_extract.load import storing
from report_extract.load.loading import load
from report_extract.load.target import parse_target
storing.ROWS_AT_ONCE = int(sys.argv[3])
print(load([Path(sys.argv[1])], parse_target(sys.argv[2]), advance=lambda _: print("read", flush=True)).stored)
"""


def start(path: Path, target: Target, rows_at_once: int = 1) -> subprocess.Popen[str]:
    assert target.url
    url = target.url.set(drivername=target.url.get_backend_name()).render_as_string(hide_password=False)
    command = [sys.executable, "-c", LOADER, str(path), url, str(rows_at_once)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def whole(ask: Ask, target: Target, report: Report) -> bool:
    """Whether all the rows of reports like this one are there."""
    (reports,) = ask(target, "SELECT count(*) FROM reports")[0]
    counts = {
        name: ask(target, f"SELECT count(*) FROM {name}")[0][0]
        for name in ("mentions", "relations", "claims", "warnings")
    }
    return counts == {name: reports * len(getattr(report, name)) for name in counts}


@pytest.mark.parametrize("delay", [0.0, 0.05])
def test_a_killed_load_leaves_whole_reports(
    delay: float, target: Target, ask: Ask, write: Write, make_report: MakeReport
) -> None:
    reports = [make_report(f"r{number}") for number in range(120)]
    load([write(*reports[:60])], target)
    newer = [report.model_copy(update={"warnings": ("neu",)}) for report in reports]
    path = write(*newer)
    loader = start(path, target)
    assert loader.stdout
    assert loader.stdout.readline() == "read\n"
    time.sleep(delay)
    loader.send_signal(signal.SIGKILL)
    loader.communicate()
    assert loader.returncode == -signal.SIGKILL, "it was not killed in time"
    assert whole(ask, target, reports[0])
    assert ask(target, "SELECT count(*) FROM reports")[0][0] < 120
    after = load([path], target).stored
    assert (after.new + after.replaced + after.unchanged, after.unchanged < 120) == (120, True)
    assert ask(target, "SELECT count(*), min(warning), max(warning) FROM warnings") == [(120, "neu", "neu")]


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_two_loaders_at_once(
    kind: str, request: pytest.FixtureRequest, tmp_path: Path, ask: Ask, write: Write, make_report: MakeReport
) -> None:
    target = request.getfixturevalue("postgresql") if kind == "postgresql" else parse_target(str(tmp_path / "x.db"))
    ids = [f"r{number}" for number in range(40)]
    first = write(*(make_report(name) for name in ids), name="1.jsonl")
    second = write(*(make_report(name, warnings=("neu",)) for name in reversed(ids)), name="2.jsonl")
    loaders = [start(path, target, 50) for path in (first, second, first)]
    for loader in loaders:
        _, errors = loader.communicate(timeout=60)
        assert (loader.returncode, errors) == (0, "")
    assert ask(target, "SELECT count(*) FROM reports") == [(40,)]
    assert whole(ask, target, make_report())
    assert ask(target, "SELECT count(*) FROM canonical_entities") == [(5,)]


def test_a_second_loader_of_a_duckdb_file_is_told_that_it_is_in_use(
    tmp_path: Path, write: Write, make_report: MakeReport
) -> None:
    import duckdb

    holder = "import duckdb, sys; file = duckdb.connect(sys.argv[1]); print('open', flush=True); sys.stdin.read()"
    command = [sys.executable, "-c", holder, str(tmp_path / "x.duckdb")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout
        assert other.stdout.readline() == "open\n"
        with pytest.raises(LoadError, match=r"x\.duckdb: .*lock"):
            load([write(make_report())], parse_target(str(tmp_path / "x.duckdb")))
        other.communicate("")
    assert duckdb.connect(str(tmp_path / "x.duckdb")).sql("SHOW TABLES").fetchall() == []


def test_reports_of_one_transaction_are_all_there_or_none(
    target: Target, ask: Ask, write: Write, make_report: MakeReport, monkeypatch: pytest.MonkeyPatch
) -> None:
    load([write(make_report("a"))], target)

    def fail(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Database, "_delete_loose", fail)
    with pytest.raises(KeyboardInterrupt):
        load([write(make_report("a", warnings=()), make_report("b"))], target)
    assert ask(target, "SELECT doc_id FROM warnings") == [("a",)]


# --- other versions -------------------------------------------------------------------------------------------------

NEW = (
    Column("strength", "a grade", nullable=True, since=TABLES_VERSION + 1),
    Column("audience", "whom", nullable=True, refers="entities", since=TABLES_VERSION + 1),
    Column("page", "where", kind="integer", nullable=True, since=TABLES_VERSION + 1),
)


def newer_tables() -> tuple[Table, ...]:
    """Our tables with three more columns, an index and a table, as a later version may have them."""
    claims = replace(CLAIMS, columns=(*CLAIMS.columns, *NEW), indexes=(*CLAIMS.indexes, ("doc_id", "audience")))
    notes = Table(
        "notes",
        "more",
        ("doc_id", "note"),
        lambda _: (),
        (CLAIMS.columns[0], Column("note", "a note")),
        since=TABLES_VERSION + 1,
    )
    return (*(claims if table is CLAIMS else table for table in TABLES), notes)


def test_a_database_of_an_older_version_gets_what_is_new(
    target: Target, ask: Ask, write: Write, make_report: MakeReport
) -> None:
    load([write(make_report("a"), make_report("b"))], target)
    before = ask(target, "SELECT doc_id, claim, text FROM claims ORDER BY doc_id, claim")
    prepare(target, tables=newer_tables(), version=TABLES_VERSION + 1)
    assert ask(target, "SELECT version FROM report_extract_schema") == [(TABLES_VERSION + 1,)]
    assert ask(target, "SELECT doc_id, claim, text FROM claims ORDER BY doc_id, claim") == before
    assert ask(target, "SELECT DISTINCT strength, audience, page FROM claims") == [(None, None, None)]
    assert ask(target, "SELECT * FROM notes") == []
    for view in VIEWS:
        ask(target, f"SELECT * FROM {view}")
    ask(target, "UPDATE claims SET audience = 'e1', page = 3 WHERE doc_id = 'a'")
    if target.url and target.url.get_backend_name() == "sqlite":
        assert ask(target, "PRAGMA foreign_key_check") == []
        ask(target, "UPDATE claims SET audience = 'e99'")
        assert {row[0] for row in ask(target, "PRAGMA foreign_key_check")} == {"claims"}
    if target.url and target.url.get_backend_name() == "postgresql":
        with pytest.raises(sa.exc.IntegrityError):
            ask(target, "UPDATE claims SET audience = 'e99'")


LATE = ("likelihood", "addressee", "horizon")
OLDER = [
    pytest.param(1, (), id="the-first"),
    pytest.param(1, LATE, id="the-first-with-columns-that-came-without-a-version"),
    pytest.param(2, ("confidence",), id="the-second-made-of-the-first"),
    pytest.param(2, (*LATE, "confidence"), id="the-second"),
]


@pytest.mark.parametrize(("version", "more"), OLDER)
def test_a_database_of_any_older_version_gets_the_columns_that_it_lacks(
    version: int,
    more: tuple[str, ...],
    target: Target,
    ask: Ask,
    write: Write,
    make_report: MakeReport,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tables = [replace(t, columns=tuple(c for c in t.columns if c.since == 1 or c.name in more)) for t in TABLES]
    with monkeypatch.context() as before:
        before.setattr(migration, "create_views", lambda _: None)
        prepare(target, tables=[t for t in tables if t.since == 1], version=version)
    assert load([write(make_report())], target).stored == Stored(new=1)
    assert ask(target, "SELECT relation, confidence FROM relations ORDER BY relation") == [("r1", 0.62), ("r2", None)]
    assert ask(target, "SELECT count(*) FROM relation_entities WHERE confidence IS NULL") == [(2,)]
    assert ask(target, "SELECT claim, horizon FROM claims WHERE likelihood IS NOT NULL ORDER BY claim") == [
        (claim.id, claim.horizon) for claim in make_report().claims if claim.likelihood
    ]


def test_a_migration_that_fails_changes_nothing(
    target: Target, ask: Ask, write: Write, make_report: MakeReport
) -> None:
    load([write(make_report())], target)
    twice = Table(
        "notes",
        "more",
        ("doc_id",),
        lambda _: (),
        (Column("doc_id", "a"), Column("doc_id", "b")),
        since=TABLES_VERSION + 1,
    )
    with pytest.raises(Exception, match=r"doc_id|twice"):
        prepare(target, tables=(*newer_tables()[:-1], twice), version=TABLES_VERSION + 1)
    assert ask(target, "SELECT version FROM report_extract_schema") == [(TABLES_VERSION,)]
    assert load([write(make_report())], target).stored == Stored(unchanged=1)
    for view in VIEWS:
        ask(target, f"SELECT * FROM {view}")


def test_a_database_of_a_newer_version_is_refused(
    target: Target, ask: Ask, write: Write, make_report: MakeReport
) -> None:
    load([write(make_report("a"))], target)
    ask(target, f"UPDATE report_extract_schema SET version = {TABLES_VERSION + 1}")
    with pytest.raises(LoadError, match="made by a newer report-extract"):
        load([write(make_report("b"))], target)
    assert ask(target, "SELECT doc_id FROM reports") == [("a",)]


def test_tables_of_other_people_are_left_alone(target: Target, ask: Ask, write: Write, make_report: MakeReport) -> None:
    ask(target, "CREATE TABLE reports (mine TEXT)")
    with pytest.raises(LoadError, match="has already reports, which report-extract did not make"):
        load([write(make_report())], target)
    assert ask(target, "SELECT * FROM reports") == []
    with pytest.raises(sa.exc.DBAPIError):
        ask(target, "SELECT * FROM claims")


def test_a_file_that_is_no_database_is_left_alone(tmp_path: Path, write: Write, make_report: MakeReport) -> None:
    for name in ("x.db", "x.duckdb"):
        path = tmp_path / name
        path.write_text("a letter to a friend\n" * 100)
        with pytest.raises(LoadError, match=name):
            load([write(make_report())], parse_target(str(path)))
        assert path.read_text() == "a letter to a friend\n" * 100


def test_columns_of_later_versions_may_be_null() -> None:
    """Rows that an older version wrote have nothing there."""
    late = [column for table in TABLES for column in table.columns if column.since > table.since]
    assert all(column.nullable for column in late)
    assert (
        max([TABLES_VERSION, *(column.since for column in late), *(table.since for table in TABLES)]) == TABLES_VERSION
    )


def test_the_columns_of_the_first_version_are_these() -> None:
    """A column that is added must say since when, or databases of the first version never get it."""
    first = {table.name: [c.name for c in table.columns if c.since == 1] for table in TABLES if table.since == 1}
    assert {name: len(columns) for name, columns in first.items()} == {
        "canonical_entities": 5, "reports": 17, "blocks": 6, "sentences": 7, "entities": 8, "mentions": 10, "referents": 4,
        "relations": 19, "claims": 18, "warnings": 3,
    }  # fmt: skip


def test_batches_are_of_whole_reports(
    tmp_path: Path, write: Write, make_report: MakeReport, monkeypatch: pytest.MonkeyPatch
) -> None:
    sizes: list[int] = []
    store = Database.store
    monkeypatch.setattr(storing, "ROWS_AT_ONCE", 100)
    monkeypatch.setattr(Database, "store", lambda self, lines: sizes.append(len(lines)) or store(self, lines))  # type: ignore[func-returns-value]
    load([write(*(make_report(str(number)) for number in range(10)))], parse_target(str(tmp_path / "x.db")))
    assert sum(sizes) == 10
    assert max(sizes) < 6
    assert os.path.getsize(tmp_path / "x.db") > 0
