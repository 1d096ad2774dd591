"""A folder of Parquet or CSV files, one a table: written anew by each load, all or none."""

import csv
import sqlite3
from contextlib import closing
from pathlib import Path

from report_extract.export.tables import TABLES
from report_extract.load.database import Stored
from report_extract.load.scratch import fill, whole_files
from report_extract.load.storing import Reading
from report_extract.load.target import Tables


def write_tables(reading: Reading, folder: Path, kind: Tables) -> Stored:
    """Write ``reports.parquet``, ``claims.parquet`` … or the same as CSV, rows in the order of the input."""
    names = [f"{table.name}.{kind}" for table in TABLES]
    with whole_files(folder, names) as paths:
        database = paths[0].with_name("all")
        stored = fill(database, "duckdb" if kind == "parquet" else "sqlite", reading)
        for table, path in zip(TABLES, paths, strict=True):
            _WRITERS[kind](database, table.name, path)
        return stored


def _write_parquet(database: Path, table: str, path: Path) -> None:
    import duckdb

    with duckdb.connect(str(database), read_only=True) as connection:
        connection.table(table).write_parquet(str(path), compression="zstd")


def _write_csv(database: Path, table: str, path: Path) -> None:
    """Write UTF-8; what is null is empty."""
    with closing(sqlite3.connect(database)) as connection, path.open("w", encoding="utf-8", newline="") as file:
        rows = connection.execute(f"SELECT * FROM {table} ORDER BY rowid")
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(column[0] for column in rows.description)
        writer.writerows(rows)


_WRITERS = {"parquet": _write_parquet, "csv": _write_csv}
