"""Parquet and CSV: the same rows as in a database, whole or not at all."""

import csv
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from report_extract import Report, to_frames
from report_extract.errors import LoadError
from report_extract.export.tables import TABLES
from report_extract.load.loading import load
from report_extract.load.target import parse_target

MakeReport = Callable[..., Report]
Write = Callable[..., Path]


def test_parquet_holds_the_frames(tmp_path: Path, write: Write, make_report: MakeReport) -> None:
    reports = [make_report("a"), make_report("b")]
    load([write(*reports)], parse_target(f"{tmp_path}/out/*.parquet"))
    frames = to_frames(reports)
    for table in TABLES:
        found = duckdb.sql(f"SELECT * FROM '{tmp_path}/out/{table.name}.parquet'")
        assert found.columns == list(table.names)
        kinds = {"text": "VARCHAR", "integer": "INTEGER", "real": "DOUBLE"}
        assert [str(kind) for kind in found.types] == [kinds[column.kind] for column in table.columns]
        frame = frames[table.name].astype(object)
        expected = [tuple(row) for row in frame.where(frame.notna(), None).itertuples(index=False, name=None)]
        assert found.fetchall() == expected, table.name


def test_csv_holds_the_frames(tmp_path: Path, write: Write, make_report: MakeReport) -> None:
    reports = [make_report('a,"\n;'), make_report("=1+1")]
    load([write(*reports)], parse_target(f"{tmp_path}/out/*.csv"))
    for name, frame in to_frames(reports).items():
        with (tmp_path / "out" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            header, *rows = csv.reader(file)
        assert header == list(frame.columns)
        frame = frame.astype(object)
        expected = [[str(value) for value in row] for row in frame.where(frame.notna(), "").itertuples(index=False)]
        assert rows == expected, name


@pytest.mark.parametrize("kind", ["parquet", "csv"])
def test_a_load_that_stops_leaves_the_files_as_they_were(
    kind: str, tmp_path: Path, write: Write, make_report: MakeReport
) -> None:
    target = parse_target(f"{tmp_path}/out/*.{kind}")
    load([write(make_report("a"))], target)
    before = {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()}
    assert sorted(before) == sorted(f"{table.name}.{kind}" for table in TABLES)
    with pytest.raises(LoadError, match=r"jsonl:2: not a report"):
        load([write(make_report("b"), "{")], target, strict=True)
    assert {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()} == before
    load([write(make_report("a"))], target)
    assert {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()} == before


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path, write: Write, make_report: MakeReport) -> None:
    (tmp_path / "out").write_text("a file")
    with pytest.raises(LoadError, match="out: cannot be written to"):
        load([write(make_report())], parse_target(f"{tmp_path}/out/*.csv"))
