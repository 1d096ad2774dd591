"""doccano JSON lines with spans and relations: ``{"text", "entities", "relations", ...}``.

doccano keeps every other key of a line as metadata and gives it back, so what a report says of itself travels in
``report``. Spans have a label and no attributes. Its browser side counts UTF-16 code units (doccano issue 2290), so
offsets are written so. The project must allow relations and overlapping spans.
"""

import json
from itertools import count
from pathlib import Path
from typing import Any

from pydantic import AliasChoices, BaseModel, Field, ValidationError

from report_extract.errors import InputError
from report_extract.exchange.drawing import draw
from report_extract.exchange.files import parse_json, read_text, write_text
from report_extract.exchange.graph import Arc, Graph, Node, records_of
from report_extract.exchange.losses import Losses
from report_extract.exchange.reading import read_graph
from report_extract.exchange.shell import KEY, bare, pack, unpack
from report_extract.exchange.units import Unit, Units
from report_extract.records import Report

NAME = "doccano"
DEFAULT_UNIT: Unit = "utf-16"


class _Entity(BaseModel):
    id: int
    label: str
    start_offset: int
    end_offset: int


class _Relation(BaseModel):
    from_id: int
    to_id: int
    type: str


class _Line(BaseModel):
    text: str = Field(validation_alias=AliasChoices("text", "data"))
    id: int | str | None = None
    report: dict[str, Any] | None = None
    entities: list[_Entity] = []
    relations: list[_Relation] = []


def write(reports: list[Report], target: Path, offsets: Unit | None = None) -> Losses:
    """Write a line a report; ids of spans are unique in the file."""
    losses = Losses()
    numbers, lines = count(1), []
    for report in reports:
        graph, lost = draw(report)
        losses.merge(lost)
        for node in graph.nodes:
            for attribute in node.attributes:
                losses.add(records_of(node.label), attribute)
        lines.append(json.dumps(_line(graph, numbers, offsets or DEFAULT_UNIT), ensure_ascii=False))
    write_text(target, "".join(f"{line}\n" for line in lines))
    return losses


def _line(graph: Graph, numbers: "count[int]", unit: Unit) -> dict[str, Any]:
    units = Units(graph.shell.text, unit)
    ids = {node.id: next(numbers) for node in graph.nodes}
    return {
        "text": graph.shell.text,
        "entities": [
            {"id": ids[node.id], "label": node.label, "start_offset": units.out(node.start),
             "end_offset": units.out(node.end)}
            for node in graph.nodes
        ],
        "relations": [
            {"id": number, "from_id": ids[arc.source], "to_id": ids[arc.target], "type": arc.label}
            for number, arc in zip(numbers, graph.arcs, strict=False)
        ],
        KEY: pack(graph.shell),
    }  # fmt: skip


def read(source: Path, offsets: Unit | None = None) -> list[Report]:
    """Read lines of this module, or an export of doccano."""
    reports: dict[str, Report] = {}
    for number, row in enumerate(read_text(source).split("\n"), start=1):
        if row.strip():
            report = _report(source, number, row, offsets or DEFAULT_UNIT)
            if report.doc_id in reports:
                raise InputError(f"{source}:{number}: the report {report.doc_id} stands there twice")
            reports[report.doc_id] = report
    return list(reports.values())


def _report(source: Path, number: int, row: str, unit: Unit) -> Report:
    where = f"{source}:{number}"
    try:
        line = _Line.model_validate(parse_json(row, where))
    except ValidationError as error:
        first = error.errors()[0]
        raise InputError(f"{where}: {'.'.join(str(part) for part in first['loc'])}: {first['msg']}") from error
    default = bare(f"{source.stem}-{number}", line.text, name=source.name, made_by=NAME)
    shell = unpack(line.report, line.text, where, default)
    units = Units(line.text, unit)
    try:
        nodes = [
            Node(str(one.id), one.label, units.back(one.start_offset), units.back(one.end_offset))
            for one in line.entities
        ]
    except ValueError as error:
        raise InputError(f"{where}: {error}; are its offsets {unit}?") from error
    arcs = [Arc(one.type, str(one.from_id), str(one.to_id)) for one in line.relations]
    return read_graph(Graph(shell, tuple(nodes), tuple(arcs)), where, NAME)
