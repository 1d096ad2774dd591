"""What `report-extract load` costs beside the database's own bulk path, on the same rows and the same tables.

    .venv/bin/python benchmarks/load.py out/reports.jsonl [--copies 50] [--rounds 3] [--to TARGET ...]

TARGET is an empty database: a file that is not there yet (.db, .duckdb) or postgresql://…; it is emptied again. The
reports are taken ``copies`` times under other ids. The bulk path gets rows made beforehand, all in one transaction into
tables with the same keys, indexes and foreign keys: executemany for SQLite, COPY of text made beforehand for PostgreSQL,
the scan of a frame for DuckDB. The load reads JSON, checks it, makes rows, compares digests and stores; it is made into
empty tables, again with nothing changed, and again with every report changed. Prints a Markdown table: rows a second in
the middle round, and the least, middle and greatest ratio of load to bulk path of all rounds.
"""

import argparse
import gc
import statistics
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter
from typing import Any

from report_extract.evaluation.outputs import read_reports
from report_extract.evaluation.table import Grid
from report_extract.export.canonical import CanonicalEntity, merge
from report_extract.export.columns import Row, Source
from report_extract.export.tables import CANONICAL, TABLES
from report_extract.load.engine import insert_rows, open_engine
from report_extract.load.loading import load
from report_extract.load.migration import prepare
from report_extract.load.schema import make_metadata
from report_extract.load.target import Target, parse_target
from report_extract.load.views import drop_views
from report_extract.records import Report

Rows = dict[str, list[Row]]


def copies_of(reports: Sequence[Report], copies: int, **changes: Any) -> Iterator[Report]:
    """Give the reports under other ids."""
    for number in range(copies):
        for report in reports:
            yield report.model_copy(update={"doc_id": f"{number}-{report.doc_id}", **changes})


def write_lines(path: Path, reports: Iterator[Report]) -> None:
    """Write JSON lines."""
    with path.open("w", encoding="utf-8") as file:
        file.writelines(f"{report.model_dump_json()}\n" for report in reports)


def rows_of(reports: Iterator[Report]) -> Rows:
    """Make all rows."""
    rows: Rows = {table.name: [] for table in TABLES}
    for report in reports:
        source = Source(report)
        for table in TABLES:
            rows[table.name] += table.rows(source)
    rows[CANONICAL.name] = list(merge(CanonicalEntity._make(row) for row in rows[CANONICAL.name]))
    return rows


@contextmanager
def emptied(target: Target) -> Iterator[None]:
    """Make the tables; drop them afterwards."""
    prepare(target)
    yield
    with open_engine(target).begin() as connection:
        drop_views(connection)
        make_metadata(constraints=connection.dialect.name != "duckdb").drop_all(connection, checkfirst=False)


def copy_text(rows: Sequence[Row]) -> bytes:
    """Write rows as PostgreSQL's COPY reads them."""
    escapes = str.maketrans({"\\": r"\\", "\t": r"\t", "\n": r"\n", "\r": r"\r"})
    lines = ("\t".join(r"\N" if v is None else str(v).translate(escapes) for v in row) for row in rows)
    return "".join(f"{line}\n" for line in lines).encode("utf-8")


def bulk(target: Target, rows: Rows) -> Callable[[], None]:
    """Give the database's own bulk path; what can be made beforehand is."""
    engine, tables = open_engine(target), make_metadata().tables
    texts = {name: copy_text(own) for name, own in rows.items()} if engine.name == "postgresql" else {}

    def store() -> None:
        with engine.begin() as connection:
            for name, own in rows.items():
                if not texts:
                    insert_rows(connection, tables[name], own)
                    continue
                driver: Any = connection.connection.dbapi_connection
                with driver.cursor() as cursor, cursor.copy(f"COPY {name} FROM STDIN") as copy:
                    copy.write(texts[name])

    return store


def seconds(work: Callable[[], object]) -> float:
    """Time a piece of work."""
    began = perf_counter()
    work()
    return perf_counter() - began


def one_round(target: Target, rows: Rows, lines: Path, changed: Path) -> dict[str, float]:
    """Take the time of the bulk path and of three loads."""
    store = bulk(target, rows)
    with emptied(target):
        times = {"bulk path": seconds(store)}
    with emptied(target):
        for name, path in (("into empty tables", lines), ("nothing changed", lines), ("all replaced", changed)):
            times[name] = seconds(lambda path=path: load([path], target))  # type: ignore[misc]
    return times


def table(reports: Sequence[Report], targets: Sequence[Target], copies: int, rounds: int) -> Grid:
    """Measure."""
    rows = rows_of(copies_of(reports, copies))
    total = sum(map(len, rows.values()))
    lines: list[tuple[str, ...]] = []
    with tempfile.TemporaryDirectory() as folder:
        first, changed = Path(folder, "first.jsonl"), Path(folder, "changed.jsonl")
        write_lines(first, copies_of(reports, copies))
        write_lines(changed, copies_of(reports, copies, warnings=("changed",)))
        for target in targets:
            measured = [one_round(target, rows, first, changed) for _ in range(rounds)]
            for name in measured[0]:
                speed = statistics.median(total / times[name] for times in measured)
                ratios = [times["bulk path"] / times[name] for times in measured]
                figures = (min(ratios), statistics.median(ratios), max(ratios))
                kind = target.url.get_backend_name() if target.url else ""
                lines.append((f"{kind}: {name}", f"{speed:,.0f}", *(f"{figure:.2f}" for figure in figures)))
    title = f"Loading {len(reports) * copies:,} reports, {total:,} rows, {rounds} rounds"
    return Grid(title, ("load", "rows a second", "min", "median", "max"), tuple(lines))


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("reports", type=Path)
    parser.add_argument("--copies", type=int, default=50)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--to", action="append", default=[])
    options = parser.parse_args()
    gc.freeze()  # as the command does
    with tempfile.TemporaryDirectory() as folder:
        targets = options.to or [f"{folder}/bench.db", f"{folder}/bench.duckdb"]
        reports = read_reports(options.reports)
        print(table(reports, [parse_target(to) for to in targets], options.copies, options.rounds).markdown())


if __name__ == "__main__":
    main()
