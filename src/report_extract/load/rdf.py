"""Reports as RDF: every record a resource with its columns, its place in the text a Web Annotation, its origin PROV."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from report_extract.errors import InputError
from report_extract.export.columns import Row, Table
from report_extract.export.tables import CANONICAL, REPORTS, TABLES
from report_extract.load.database import Stored
from report_extract.load.reading import Line
from report_extract.load.scratch import whole_files
from report_extract.load.storing import Reading

if TYPE_CHECKING:
    from pyoxigraph import Quad, Triple

RESOURCES = "urn:report-extract:"
TERMS = "urn:report-extract:terms#"
OA = "http://www.w3.org/ns/oa#"
PROV = "http://www.w3.org/ns/prov#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
DCTERMS = "http://purl.org/dc/terms/"
PREFIXES = {"re": TERMS, "oa": OA, "prov": PROV, "rdf": RDF, "rdfs": RDFS, "dcterms": DCTERMS}
_DCTERMS = {"title": "title", "author": "creator", "affiliation": "publisher", "completed": "date"}
_LABELS = ("name", "title", "text", "trigger")
_AROUND = 32


def write_rdf(reading: Reading, path: Path) -> Stored:
    """Write N-Quads or TriG, where each report is a graph, or Turtle, by the suffix of ``path``."""
    try:
        import pyoxigraph as ox
    except ImportError as error:
        raise InputError(f"{path}: needs: pip install 'report-extract[load]' ({error})") from None
    form = ox.RdfFormat.from_extension(path.suffix.lower().removeprefix("."))
    assert form
    with whole_files(path.parent, [path.name]) as (part,):
        data = _quads(reading) if form.supports_datasets else _triples(reading)
        ox.serialize(data, str(part), form, prefixes=PREFIXES)
    return Stored(new=reading.used)


def _triples(reading: Reading) -> "Iterator[Triple]":
    return (triple for line in reading.lines() for triple in _statements(line))


def _quads(reading: Reading) -> "Iterator[Quad]":
    import pyoxigraph as ox

    for line in reading.lines():
        graph = ox.NamedNode(_name(line.doc_id))
        for one in _statements(line):
            yield ox.Quad(one.subject, one.predicate, one.object, graph)


def _name(doc_id: str, *parts: str) -> str:
    return RESOURCES + "/".join(quote(part, safe="") for part in ("report", doc_id, *parts))


def _thing(canonical: str) -> str:
    return f"{RESOURCES}thing/{quote(canonical, safe='')}"


def _statements(line: Line) -> "Iterator[Triple]":
    """Say all that the rows of a report say."""
    assert line.rows
    run = _name(line.doc_id, "extraction")
    yield from _origin(line, run)
    for table in TABLES:
        for row in line.rows[table.name]:
            subject = _subject(table, line.doc_id, row)
            yield _triple(subject, f"{RDF}type", iri=f"{TERMS}{_class(table)}")
            yield from _columns(table, line.doc_id, row, subject)
            if table not in (CANONICAL, REPORTS):
                yield _triple(subject, f"{PROV}wasGeneratedBy", iri=run)
                yield from _annotation(table, line, row, subject)


def _subject(table: Table, doc_id: str, row: Row) -> str:
    key = [str(row[table.at(name)]) for name in table.key]
    if table is CANONICAL:
        return _thing(key[0])
    return _name(doc_id) if table is REPORTS else _name(doc_id, table.name, *key[1:])


def _class(table: Table) -> str:
    """Name the class of a row: Claim, Entity, CanonicalEntity."""
    name = "".join(word.capitalize() for word in table.name.split("_"))
    return f"{name.removesuffix('ies')}y" if name.endswith("ies") else name.removesuffix("s")


def _columns(table: Table, doc_id: str, row: Row, subject: str) -> "Iterator[Triple]":
    labelled = False
    for column, value in zip(table.columns, row, strict=True):
        if value is None:
            continue
        if column.refers == CANONICAL.name:
            yield _triple(subject, TERMS + column.name, iri=_thing(str(value)))
        elif column.refers == REPORTS.name:
            yield _triple(subject, f"{TERMS}report", iri=_name(doc_id))
        elif column.refers:
            yield _triple(subject, TERMS + column.name, iri=_name(doc_id, column.refers, str(value)))
        else:
            yield _triple(subject, TERMS + column.name, value=value)
        if table is REPORTS and column.name in _DCTERMS:
            yield _triple(subject, DCTERMS + _DCTERMS[column.name], value=value)
        if column.name == "wikidata":
            yield _triple(subject, f"{RDFS}seeAlso", iri=f"http://www.wikidata.org/entity/{quote(str(value))}")
        if column.name in _LABELS and not labelled:
            labelled = True
            yield _triple(subject, f"{RDFS}label", value=value)


def _origin(line: Line, run: str) -> "Iterator[Triple]":
    """Say what read which source, and how."""
    assert line.report
    source, text, agent = (_name(line.doc_id, part) for part in ("source", "text", "pipeline"))
    for node, kind in ((run, "Activity"), (source, "Entity"), (text, "Entity"), (agent, "SoftwareAgent")):
        yield _triple(node, f"{RDF}type", iri=PROV + kind)
    yield _triple(run, f"{PROV}used", iri=source)
    yield _triple(run, f"{PROV}wasAssociatedWith", iri=agent)
    yield _triple(text, f"{PROV}wasDerivedFrom", iri=source)
    yield _triple(_name(line.doc_id), f"{PROV}wasDerivedFrom", iri=source)
    yield _triple(source, f"{RDFS}label", value=line.report.source.name)
    yield _triple(source, f"{TERMS}sha256", value=line.report.source.sha256)
    made_by = line.report.pipeline
    yield _triple(
        agent, f"{RDFS}label", value=f"{made_by.name} {made_by.version}, {made_by.model}, rules {made_by.rules}"
    )


def _annotation(table: Table, line: Line, row: Row, subject: str) -> "Iterator[Triple]":
    """Say where a record stands, by offsets and by quotation; of a relation, where its trigger stands."""
    assert line.report
    ends = next((ends for ends in (("start", "end"), ("trigger_start", "trigger_end")) if ends[0] in table.names), None)
    if ends is None:
        return
    start, end = (int(row[table.at(name)] or 0) for name in ends)
    text = line.report.text
    note, target, position, quotation = (
        f"{subject}#{part}" for part in ("annotation", "target", "position", "quotation")
    )
    kinds = ("Annotation", "SpecificResource", "TextPositionSelector", "TextQuoteSelector")
    for node, kind in zip((note, target, position, quotation), kinds, strict=True):
        yield _triple(node, f"{RDF}type", iri=OA + kind)
    yield _triple(note, f"{OA}hasBody", iri=subject)
    yield _triple(note, f"{OA}hasTarget", iri=target)
    yield _triple(target, f"{OA}hasSource", iri=_name(line.doc_id, "text"))
    yield _triple(target, f"{OA}hasSelector", iri=position)
    yield _triple(target, f"{OA}hasSelector", iri=quotation)
    yield _triple(position, f"{OA}start", value=start)
    yield _triple(position, f"{OA}end", value=end)
    yield _triple(quotation, f"{OA}exact", value=text[start:end])
    yield _triple(quotation, f"{OA}prefix", value=text[max(0, start - _AROUND) : start])
    yield _triple(quotation, f"{OA}suffix", value=text[end : end + _AROUND])


def _triple(subject: str, predicate: str, *, iri: str = "", value: str | int | float = "") -> "Triple":
    import pyoxigraph as ox

    return ox.Triple(ox.NamedNode(subject), ox.NamedNode(predicate), ox.NamedNode(iri) if iri else ox.Literal(value))
