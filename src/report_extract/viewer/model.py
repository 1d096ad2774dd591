"""The view model of a report: plain data, all that its page shows."""

from typing import Any

from report_extract.records import Report
from report_extract.viewer.claims import claims_model
from report_extract.viewer.entities import entities_model, mentions_model
from report_extract.viewer.relations import relations_model
from report_extract.viewer.text import blocks_model
from report_extract.viewer.timeline import timeline_model


def report_model(report: Report) -> dict[str, Any]:
    """Put together what the page of one report shows."""
    return {
        "doc": {
            "id": report.doc_id,
            **report.metadata.model_dump(),
            "source": report.source.name,
            "sha256": report.source.sha256,
            "schema": report.schema_version,
            "pipeline": report.pipeline.model_dump(),
            "warnings": list(report.warnings),
        },
        "blocks": blocks_model(report),
        "entities": entities_model(report),
        "mentions": mentions_model(report),
        "relations": relations_model(report),
        "claims": claims_model(report),
        "timeline": timeline_model(report),
    }
