"""Graphs, asked by a real SPARQL engine and read by a real GraphML reader."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import networkx as nx
import pyoxigraph as ox
import pytest

from report_extract import Report
from report_extract.load.loading import load
from report_extract.load.target import parse_target

MakeReport = Callable[..., Report]
Write = Callable[..., Path]
QUOTATIONS = """
PREFIX re: <urn:report-extract:terms#> PREFIX oa: <http://www.w3.org/ns/oa#> PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?class ?start ?end ?exact ?prefix ?suffix ?file ?rules WHERE {
  ?note a oa:Annotation ; oa:hasBody ?record ; oa:hasTarget ?target .
  ?target oa:hasSource/prov:wasDerivedFrom/rdfs:label ?file ; oa:hasSelector ?at, ?quote .
  ?at a oa:TextPositionSelector ; oa:start ?start ; oa:end ?end .
  ?quote a oa:TextQuoteSelector ; oa:exact ?exact ; oa:prefix ?prefix ; oa:suffix ?suffix .
  ?record a ?class ; prov:wasGeneratedBy/prov:wasAssociatedWith/rdfs:label ?rules .
}"""
WHO = """
PREFIX re: <urn:report-extract:terms#>
SELECT ?who ?type ?whom ?holder ?confidence WHERE {
  ?r a re:Relation ; re:confidence ?confidence ; re:type ?type ; re:subject_entity/re:canonical/re:name ?who ; re:object_entity/re:canonical/re:name ?whom .
  OPTIONAL { ?c a re:Claim ; re:sentence ?s ; re:holder ?holder } ?r re:sentence ?s .
}"""


def ask(path: Path, query: str) -> list[tuple[str | None, ...]]:
    """Ask a file; all its graphs are one."""
    store = ox.Store()
    store.bulk_load(path=str(path), format=ox.RdfFormat.from_extension(path.suffix[1:]))
    found: Any = store.query(query, use_default_graph_as_union=True)
    return sorted(tuple(value and value.value for value in row) for row in found)


@pytest.mark.parametrize("suffix", ["nq", "trig", "ttl"])
def test_every_record_stands_where_its_selectors_say(
    suffix: str, tmp_path: Path, write: Write, make_report: MakeReport
) -> None:
    reports = [make_report("a"), make_report("b/题 %22<>")]
    path = tmp_path / f"out.{suffix}"
    load([write(*reports)], parse_target(str(path)))
    found = ask(path, QUOTATIONS)
    places = {
        "Block": "blocks",
        "Sentence": "sentences",
        "Mention": "mentions",
        "Claim": "claims",
        "Relation": "relations",
    }
    for name, records in places.items():
        rows = [row for row in found if row[0] == f"urn:report-extract:terms#{name}"]
        assert len(rows) == 2 * len(getattr(reports[0], records)) > 0, name
    for _, start, end, exact, prefix, suffix_text, file, rules in found:
        text = reports[0].text
        at = slice(int(start or ""), int(end or ""))
        assert (exact, file) in {(text[at], f"{report.doc_id}.txt") for report in reports}
        assert text[: at.start].endswith(prefix or "")
        assert text[at.stop :].startswith(suffix_text or "")
        assert rules == "report-extract 0, none, rules 0"


@pytest.mark.parametrize("suffix", ["nq", "ttl"])
def test_relations_and_claims_are_asked_in_sparql(
    suffix: str, tmp_path: Path, write: Write, make_report: MakeReport
) -> None:
    path = tmp_path / f"out.{suffix}"
    load([write(make_report())], parse_target(str(path)))
    assert ask(path, WHO) == [("日本", "CONSULT", "米国", "author", "0.62")]


def test_each_report_is_a_graph_that_can_be_replaced(tmp_path: Path, write: Write, make_report: MakeReport) -> None:
    path = tmp_path / "out.nq"
    load([write(make_report("a"), make_report("b"))], parse_target(str(path)))
    graphs = ask(path, "SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }")
    assert graphs == [("urn:report-extract:report/a",), ("urn:report-extract:report/b",)]


def test_graphml_has_a_node_a_thing_and_an_edge_a_pair(tmp_path: Path, write: Write, make_report: MakeReport) -> None:
    path = tmp_path / "out.graphml"
    load([write(make_report("a"), make_report("b", warnings=()))], parse_target(str(path)))
    graph = nx.read_graphml(path)
    names = {node: data["canonical"] for node, data in graph.nodes(data=True)}
    assert sorted(names.values()) == ["iso3166:CN", "iso3166:JP", "iso3166:US"]
    edges = sorted(
        (names[u], names[v], data["label"], data["polarity"], data.get("date"), data.get("confidence"))
        for u, v, data in graph.edges(data=True)
    )
    assert edges == sorted(2 * [
        ("iso3166:JP", "iso3166:US", "CONSULT", "positive", "2026-08", 0.62),
        ("iso3166:JP", "iso3166:CN", "ACCUSE", "negative", None, None),
        ("iso3166:US", "iso3166:CN", "ACCUSE", "negative", None, None),
    ], key=lambda edge: edge[:4])  # fmt: skip


@pytest.mark.parametrize("name", ["<&\"'>", "a\x01b", "{x}", "]]>", "\ufffe"], ids=ascii)
def test_hostile_names_in_graphml(name: str, tmp_path: Path, write: Write, make_report: MakeReport) -> None:
    report = make_report()
    entities = (report.entities[0].model_copy(update={"name": name}), *report.entities[1:])
    path = tmp_path / "out.graphml"
    load([write(report.model_copy(update={"entities": entities}))], parse_target(str(path)))
    labels = {data["label"] for _, data in nx.read_graphml(path).nodes(data=True)}
    assert name.replace("\x01", "\ufffd").replace("\ufffe", "\ufffd") in labels


@pytest.mark.parametrize("suffix", ["nq", "trig", "ttl", "graphml"])
def test_the_same_input_gives_the_same_bytes(
    suffix: str, tmp_path: Path, write: Write, make_report: MakeReport
) -> None:
    source = write(make_report("a"), make_report("b"))
    for name in ("one", "two"):
        load([source], parse_target(str(tmp_path / f"{name}.{suffix}")))
    assert (tmp_path / f"one.{suffix}").read_bytes() == (tmp_path / f"two.{suffix}").read_bytes()
