"""Label Studio JSON: a list of tasks, our records as their predictions; the labelling configuration beside it as XML.

Label Studio's text tag stores code points (its editor's tests: "Should calculate offsets by code points in text");
early versions stored UTF-16 code units. Both are read: the unit is found by the quoted text of the regions.
"""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from report_extract.errors import InputError
from report_extract.exchange.drawing import draw
from report_extract.exchange.files import parse_json, read_text, write_text
from report_extract.exchange.graph import Arc, Graph, Node
from report_extract.exchange.labelstudio_config import CHOICES, LABEL, TEXT, TEXT_AREAS, labelling_config
from report_extract.exchange.losses import Losses
from report_extract.exchange.reading import read_graph
from report_extract.exchange.shell import KEY, bare, pack, unpack
from report_extract.exchange.units import UNITS, Unit, Units
from report_extract.records import Report

NAME = "labelstudio"
DEFAULT_UNIT: Unit = "code-points"


class _Value(BaseModel):
    start: int | None = None
    end: int | None = None
    text: str | list[str] | None = None
    labels: list[str] = []
    choices: list[str] = []


class _Result(BaseModel):
    type: str
    id: str = ""
    from_name: str = ""
    value: _Value = _Value()
    from_id: str = ""
    to_id: str = ""
    labels: list[str] | None = None


class _Results(BaseModel):
    result: list[_Result]
    was_cancelled: bool = False


class _Task(BaseModel):
    data: dict[str, Any]
    id: int | str | None = None
    annotations: list[_Results] = []
    predictions: list[_Results] = []


def write(reports: list[Report], target: Path, offsets: Unit | None = None) -> Losses:
    """Write one task a report, and the configuration next to the tasks."""
    losses, tasks = Losses(), []
    for report in reports:
        graph, lost = draw(report)
        losses.merge(lost)
        tasks.append(_task(graph, Units(report.text, offsets or DEFAULT_UNIT)))
    write_text(target, json.dumps(tasks, ensure_ascii=False, indent=1) + "\n")
    write_text(target.with_suffix(".config.xml"), labelling_config())
    return losses


def _task(graph: Graph, units: Units) -> dict[str, Any]:
    shell = graph.shell
    results = [result for node in graph.nodes for result in _regions(shell, node, units)]
    relations = [
        {"type": "relation", "from_id": _key(shell, arc.source), "to_id": _key(shell, arc.target),
         "direction": "right", "labels": [arc.label]}
        for arc in graph.arcs
    ]  # fmt: skip
    version = f"{shell.pipeline.name} {shell.pipeline.version}".strip()
    return {
        "data": {TEXT: shell.text, KEY: pack(shell)},
        "predictions": [{"model_version": version, "result": [*results, *relations]}],
    }


def _key(shell: Report, name: str) -> str:
    return f"{shell.doc_id}:{name}"


def _regions(shell: Report, node: Node, units: Units) -> Iterable[dict[str, Any]]:
    """Write the region of a span and, under the same id, what is chosen or written for it."""
    place = {"start": units.out(node.start), "end": units.out(node.end)}
    quote = shell.text[node.start : node.end]
    yield _result(shell, node, LABEL, "labels", {**place, "text": quote, "labels": [node.label]})
    for name, value in node.attributes.items():
        if name in CHOICES:
            yield _result(shell, node, name, "choices", {**place, "text": quote, "choices": [value]})
        else:
            yield _result(shell, node, name, "textarea", {**place, "text": [value]})


def _result(shell: Report, node: Node, control: str, kind: str, value: dict[str, Any]) -> dict[str, Any]:
    return {"id": _key(shell, node.id), "from_name": control, "to_name": TEXT, "type": kind, "value": value}


def read(source: Path, offsets: Unit | None = None) -> list[Report]:
    """Read tasks: of each its last annotation that was not cancelled, otherwise its first prediction."""
    tasks = parse_json(read_text(source), str(source))
    reports: dict[str, Report] = {}
    for number, task in enumerate(tasks if isinstance(tasks, list) else [tasks], start=1):
        report = _report(source, number, task, offsets)
        if report.doc_id in reports:
            raise InputError(f"{source}: task {number}: the report {report.doc_id} stands there twice")
        reports[report.doc_id] = report
    return list(reports.values())


def _report(source: Path, number: int, data: object, offsets: Unit | None) -> Report:
    where = f"{source}: task {number}"
    try:
        task = _Task.model_validate(data)
    except ValidationError as error:
        first = error.errors()[0]
        raise InputError(f"{where}: {'.'.join(str(part) for part in first['loc'])}: {first['msg']}") from error
    text = task.data.get(TEXT)
    if not isinstance(text, str):
        raise InputError(f"{where}: data.{TEXT} is no text")
    default = bare(f"{source.stem}-{number}", text, name=source.name, made_by=NAME)
    shell = unpack(task.data.get(KEY), text, where, default)
    kept = [one for one in task.annotations if not one.was_cancelled][-1:] or task.predictions[:1]
    results = kept[0].result if kept else []
    units = Units(text, offsets or _unit(text, results))
    arcs = tuple(Arc(label, one.from_id, one.to_id) for one in results for label in _arc_labels(where, one))
    return read_graph(Graph(shell, tuple(_nodes(where, results, units)), arcs), where, NAME)


def _unit(text: str, results: Iterable[_Result]) -> Unit:
    """Find the unit in which more regions quote what stands there."""
    quotes = [one.value for one in results if one.type == "labels" and isinstance(one.value.text, str)]

    def fitting(unit: Unit) -> int:
        units = Units(text, unit)
        return sum(_quotes(text, units, value) for value in quotes)

    return max(UNITS, key=fitting)


def _quotes(text: str, units: Units, value: _Value) -> bool:
    try:
        start, end = units.back(value.start or 0), units.back(value.end or 0)
    except ValueError:
        return False
    return text[start:end] == value.text


def _arc_labels(where: str, result: _Result) -> list[str]:
    if result.type != "relation":
        return []
    if not result.labels:
        raise InputError(f"{where}: the relation from {result.from_id} to {result.to_id} has no label")
    return result.labels


def _nodes(where: str, results: Iterable[_Result], units: Units) -> Iterable[Node]:
    """Put each region and what was chosen or written for it together."""
    regions: dict[str, _Value] = {}
    attributes: dict[str, dict[str, str]] = {}
    for one in results:
        if one.type == "labels":
            if one.id in regions:
                raise InputError(f"{where}: two regions have the id {one.id}")
            regions[one.id] = one.value
        elif one.from_name in CHOICES and one.value.choices:
            attributes.setdefault(one.id, {})[one.from_name] = one.value.choices[0]
        elif one.from_name in TEXT_AREAS and one.value.text:
            text = one.value.text
            attributes.setdefault(one.id, {})[one.from_name] = text if isinstance(text, str) else text[0]
    for name, value in regions.items():
        if len(value.labels) != 1:
            raise InputError(f"{where}: the region {name} has {len(value.labels)} labels; allowed: one")
        try:
            start, end = units.back(value.start or 0), units.back(value.end or 0)
        except ValueError as error:
            raise InputError(f"{where}: the region {name}: {error}") from error
        yield Node(name, value.labels[0], start, end, attributes.get(name, {}))
