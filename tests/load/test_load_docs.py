"""What docs/databases.md shows is there and runs: on real reports, which need the language model."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from report_extract import Report
from report_extract.export.tables import TABLES
from report_extract.load.loading import load
from report_extract.load.target import parse_target
from report_extract.load.views import VIEWS

Write = Callable[..., Path]
Ask = Callable[..., list[tuple[Any, ...]]]
DOCS = (Path(__file__).parents[2] / "docs" / "databases.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", DOCS, re.DOTALL)


def test_the_diagram_has_every_table_and_foreign_key() -> None:
    (diagram,) = blocks("mermaid")
    drawn = {tuple(ends) for ends in re.findall(r"(\w+) \S+--o\{ (\w+) :", diagram)}
    assert {name for ends in drawn for name in ends} == {table.name for table in TABLES}
    refers = {(column.refers, table.name) for table in TABLES for column in table.columns if column.refers}
    inner = {(name, child) for name, child in refers if name != "reports"}
    assert inner <= drawn
    assert drawn <= refers


def test_every_view_is_named() -> None:
    assert all(f"`{name}`" in DOCS for name in VIEWS)


@pytest.mark.model
def test_the_questions_have_answers(
    main_report: Report,
    dev_reports: Mapping[str, Report],
    tmp_path: Path,
    write: Write,
    ask: Ask,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("MPLBACKEND", "Agg")
    monkeypatch.chdir(tmp_path)
    path = write(*dev_reports.values(), main_report)
    database, graph = parse_target("reports.db"), parse_target("reports.nq")
    load([path], database)
    load([path], graph)
    queries = blocks("sql")
    assert len(queries) == 5
    for query in queries:
        assert ask(database, query), query
    for example in blocks("python"):
        exec(compile(example, "docs/databases.md", "exec"), {})
    assert (tmp_path / "forecasts.png").stat().st_size > 5_000
    store = ox.Store()
    store.bulk_load(path="reports.nq", format=ox.RdfFormat.N_QUADS)
    for query in blocks("sparql"):
        found: Any = store.query(query, use_default_graph_as_union=True)
        assert list(found), query
