"""Relations as rows, with the entities their arguments stand for and the days they are dated by."""

from typing import Any

from report_extract.records import Relation, Report
from report_extract.viewer.dates import days
from report_extract.viewer.display import Lines
from report_extract.viewer.entities import stands_for


def relations_model(report: Report) -> list[dict[str, Any]]:
    """List the relations; an anaphor as an argument stands for its entities."""
    lines = Lines(report)
    mentions = {mention.id: stands_for(mention) for mention in report.mentions}
    values = {entity.id: entity.value for entity in report.entities if entity.type == "DATE"}

    def row(relation: Relation) -> dict[str, Any]:
        dated = mentions.get(relation.time or "", ())
        return {
            **relation.model_dump(mode="json", exclude={"trigger", "theme"}),
            "subjects": list(mentions[relation.subject]),
            "objects": list(mentions[relation.object]),
            "trigger": lines(relation.trigger),
            "theme": lines(relation.theme) if relation.theme else None,
            "when": next((span for name in dated if (span := days(values.get(name)))), None),
        }

    return [row(relation) for relation in report.relations]
