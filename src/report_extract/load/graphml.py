"""Who did what to whom across reports as GraphML, which Gephi and yEd draw."""

import re
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path
from xml.sax.saxutils import escape

from report_extract.load.database import Stored
from report_extract.load.scratch import fill, whole_files
from report_extract.load.storing import Reading

_NODES = """
SELECT t.canonical, t.name AS label, t.type, t.iso3166, t.wikidata,
    (SELECT count(DISTINCT e.doc_id) FROM entities e WHERE e.canonical = t.canonical) AS reports
FROM canonical_entities t
WHERE t.canonical IN (SELECT subject_canonical FROM relation_entities UNION SELECT object_canonical FROM relation_entities)
ORDER BY t.canonical
"""
_EDGES = """
SELECT subject_canonical, object_canonical, type AS label, status, polarity, confidence, date, "trigger", theme, sentence, doc_id,
    relation
FROM relation_entities
ORDER BY subject_canonical, object_canonical, doc_id, relation, subject, object
"""
_SORTS = {"reports": "int", "confidence": "double"}
_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:y="http://www.yworks.com/xml/graphml">
"""
_YED = {
    "node": "<y:ShapeNode><y:NodeLabel>{}</y:NodeLabel></y:ShapeNode>",
    "edge": '<y:PolyLineEdge><y:Arrows source="none" target="standard"/><y:EdgeLabel>{}</y:EdgeLabel></y:PolyLineEdge>',
}
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write_graphml(reading: Reading, path: Path) -> Stored:
    """Write a node a canonical entity that does or suffers anything, an edge a relation: several between two nodes."""
    with whole_files(path.parent, [path.name]) as (part,):
        database = part.with_name(f"{path.name}.db")
        stored = fill(database, "sqlite", reading)
        with closing(sqlite3.connect(database)) as connection, part.open("w", encoding="utf-8", newline="\n") as file:
            connection.row_factory = sqlite3.Row
            file.writelines(_document(connection))
        return stored


def _document(connection: sqlite3.Connection) -> Iterator[str]:
    numbers: dict[str, int] = {}
    nodes, edges = connection.execute(_NODES), connection.execute(_EDGES)
    yield _HEAD
    yield from _keys("node", nodes)
    yield from _keys("edge", edges)
    yield '<graph id="reports" edgedefault="directed">\n'
    for node in nodes:
        number = numbers[node["canonical"]] = len(numbers)
        yield f'<node id="n{number}">{_data("node", dict(node))}</node>\n'
    for number, edge in enumerate(edges):
        ends = f'source="n{numbers[edge["subject_canonical"]]}" target="n{numbers[edge["object_canonical"]]}"'
        yield f'<edge id="e{number}" {ends}>{_data("edge", dict(edge))}</edge>\n'
    yield "</graph>\n</graphml>\n"


def _keys(kind: str, rows: sqlite3.Cursor) -> Iterator[str]:
    for column, *_ in rows.description:
        sort = _SORTS.get(column, "string")
        yield f'<key id="{kind}_{column}" for="{kind}" attr.name="{column}" attr.type="{sort}"/>\n'
    yield f'<key id="{kind}_drawn" for="{kind}" yfiles.type="{kind}graphics"/>\n'


def _data(kind: str, values: Mapping[str, str | int | float | None]) -> str:
    given = {column: _escape(str(value)) for column, value in values.items() if value is not None}
    data = "".join(f'<data key="{kind}_{column}">{value}</data>' for column, value in given.items())
    return f'{data}<data key="{kind}_drawn">{_YED[kind].format(given["label"])}</data>'


def _escape(text: str) -> str:
    """Write text into XML; what XML cannot hold becomes U+FFFD."""
    return escape(_NOT_IN_XML.sub("\ufffd", text))
