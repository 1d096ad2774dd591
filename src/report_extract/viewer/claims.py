"""Claims as rows of a table, each with the dates it can be placed by."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from report_extract.records import Claim, Mention, Report
from report_extract.viewer.dates import Days, days
from report_extract.viewer.display import Lines

Dated = Mapping[str, Sequence[tuple[Mention, Days]]]


def claims_model(report: Report) -> list[dict[str, Any]]:
    """List the claims with every field of the record, so that a field the contract gains comes with them.

    ``when`` are the days a claim speaks of: those of its ``horizon``, or else of the latest date named in it.
    """
    lines, dated = Lines(report), dated_mentions(report)
    return [_row(claim, lines, dated) for claim in report.claims]


def dated_mentions(report: Report) -> Dated:
    """Find the mentions of dates that have a place on the calendar, by sentence."""
    values = {entity.id: entity.value for entity in report.entities if entity.type == "DATE"}
    found: dict[str, list[tuple[Mention, Days]]] = defaultdict(list)
    for mention in report.mentions:
        if span := days(values.get(mention.entity or "")):
            found[mention.sentence].append((mention, span))
    return found


def dates_within(claim: Claim, dated: Dated) -> list[tuple[str, Days]]:
    """Find the dates named inside a claim: the mention and its days."""
    near = dated.get(claim.sentence, ())
    return [(one.id, span) for one, span in near if claim.start <= one.start and one.end <= claim.end]


def _row(claim: Claim, lines: Lines, dated: Dated) -> dict[str, Any]:
    fields = claim.model_dump(mode="json", exclude={"start", "end", "text", "condition", "cue"})
    dates = [span for _, span in dates_within(claim, dated)]
    return {
        **fields,
        "text": lines(claim),
        "condition": lines(claim.condition) if claim.condition else None,
        "cue": lines(claim.cue) if claim.cue else None,
        "when": days(fields.get("horizon")) or max(dates, key=lambda span: span[1], default=None),
    }
