"""Reports as pandas tables that join on their ids."""

from collections.abc import Iterable, Sequence
from typing import Any

import pandas as pd

from report_extract.records import Report, Span

_COLUMNS = {
    "entities": ("doc_id", "entity", "type", "name", "iso3166", "wikidata", "value"),
    "mentions": ("doc_id", "mention", "entity", "type", "form", "refers_to", "start", "end", "text", "sentence", "rule"),
    "relations": ("doc_id", "relation", "type", "subject", "object", "subject_entity", "object_entity", "trigger", "theme", "time", "place", "status", "polarity", "sentence", "rule"),
    "claims": ("doc_id", "claim", "type", "certainty", "polarity", "condition", "holder", "cue", "start", "end", "text", "sentence", "rule"),
    "sentences": ("doc_id", "sentence", "block", "kind", "start", "end", "text"),
}  # fmt: skip


def to_frames(reports: Iterable[Report]) -> dict[str, pd.DataFrame]:
    """Tables ``entities``, ``mentions``, ``relations``, ``claims``, ``sentences`` of all reports.

    Every table has ``doc_id``; ids join within a report: ``mentions.entity`` on ``entities.entity``,
    ``relations.subject`` on ``mentions.mention``, ``claims.holder`` on ``entities.entity`` or ``author``. Offsets are
    code points into the report's text. A table without rows keeps its columns.
    """
    rows: dict[str, list[dict[str, Any]]] = {name: [] for name in _COLUMNS}
    for report in reports:
        for name, found in _rows(report).items():
            rows[name] += found
    return {name: _frame(rows[name], columns) for name, columns in _COLUMNS.items()}


def _frame(rows: Sequence[dict[str, Any]], columns: Sequence[str]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=list(columns))


def _text(span: Span | None) -> str | None:
    return span.text if span else None


def _rows(report: Report) -> dict[str, list[dict[str, Any]]]:
    doc = {"doc_id": report.doc_id}
    kinds = {block.id: block.kind for block in report.blocks}
    entity_of = {m.id: m.entity or (m.refers_to[0] if len(m.refers_to) == 1 else None) for m in report.mentions}
    return {
        "entities": [
            {**doc, "entity": e.id, "type": e.type, "name": e.name, **e.ids.model_dump(), "value": e.value}
            for e in report.entities
        ],
        "mentions": [{**doc, "mention": m.id, **m.model_dump(exclude={"id"})} for m in report.mentions],
        "relations": [
            {
                **doc,
                "relation": r.id,
                **r.model_dump(exclude={"id", "trigger", "theme"}),
                "subject_entity": entity_of[r.subject],
                "object_entity": entity_of[r.object],
                "trigger": r.trigger.text,
                "theme": _text(r.theme),
            }
            for r in report.relations
        ],
        "claims": [
            {
                **doc,
                "claim": c.id,
                **c.model_dump(exclude={"id", "condition", "cue"}),
                "condition": _text(c.condition),
                "cue": _text(c.cue),
            }
            for c in report.claims
        ],
        "sentences": [
            {**doc, "sentence": s.id, "kind": kinds[s.block], **s.model_dump(exclude={"id"})} for s in report.sentences
        ],
    }
