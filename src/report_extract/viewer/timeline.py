"""Dated events of a report in the order of time: what happened, what is expected, what is wanted."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from report_extract.records import Claim, Relation, Report, Status
from report_extract.viewer.claims import dated_mentions, dates_within
from report_extract.viewer.dates import days
from report_extract.viewer.entities import stands_for

_OF_CLAIM: dict[str, Status] = {"FORECAST": "expected", "RECOMMENDATION": "desired"}


def timeline_model(report: Report) -> list[dict[str, Any]]:
    """List an event for each date that a relation or a claim names; claims on their own date only where no relation is.

    A claim about a day after the report was completed is expected, whatever its type.
    """
    timed: dict[str, list[Relation]] = defaultdict(list)
    for relation in report.relations:
        if relation.time:
            timed[relation.time].append(relation)
    dated = dated_mentions(report)
    claims: dict[str, Claim] = {}
    for claim in report.claims:
        for mention_id, _ in dates_within(claim, dated):
            claims.setdefault(mention_id, claim)
    values = {entity.id: entity.value for entity in report.entities if entity.type == "DATE"}
    rows = []
    for mention in report.mentions:
        relations, about = timed.get(mention.id, []), claims.get(mention.id)
        value = next((values[name] for name in stands_for(mention) if values.get(name)), None)
        span = days(value)
        if span and (relations or about):
            rows.append(
                {
                    "mention": mention.id,
                    "sentence": mention.sentence,
                    "value": value,
                    "days": span,
                    "status": _status(relations, about, span[0] > (report.metadata.completed or "9999")),
                    "relations": [relation.id for relation in relations],
                    "claim": about.id if about else None,
                }
            )
    return sorted(rows, key=lambda row: (row["days"], row["mention"]))


def _status(relations: Iterable[Relation], claim: Claim | None, is_ahead: bool) -> Status:
    for relation in relations:
        return relation.status
    status = _OF_CLAIM.get(claim.type, "actual") if claim else "actual"
    return "expected" if is_ahead and status == "actual" else status
