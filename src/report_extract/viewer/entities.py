"""Entities and mentions as the page needs them."""

from typing import Any

from report_extract.records import Mention, Report
from report_extract.viewer.dates import days
from report_extract.viewer.display import Lines


def entities_model(report: Report) -> list[dict[str, Any]]:
    """List the entities with their codes; a date also with its days."""
    return [
        {"id": e.id, "type": e.type, "name": e.name, "value": e.value, "days": _days(e.type, e.value), **e.ids.model_dump()}
        for e in report.entities
    ]  # fmt: skip


def mentions_model(report: Report) -> list[dict[str, Any]]:
    """List the mentions with the entities each stands for, names and anaphors alike."""
    lines = Lines(report)
    return [
        {
            "id": mention.id,
            "type": mention.type,
            "form": mention.form,
            "entities": list(stands_for(mention)),
            "text": lines(mention),
            "sentence": mention.sentence,
            "rule": mention.rule,
        }
        for mention in report.mentions
    ]


def stands_for(mention: Mention) -> tuple[str, ...]:
    """Name the entities that a mention stands for."""
    return mention.refers_to or ((mention.entity,) if mention.entity else ())


def _days(kind: str, value: str | None) -> tuple[str, str] | None:
    return days(value) if kind == "DATE" else None
