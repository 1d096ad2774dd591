"""What became of an input."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from report_extract.records import Report


@dataclass(frozen=True, slots=True)
class Outcome:
    """A line of JSON with its counts, or an error that names the input and the cause.

    ``facts`` go into the ledger as they are: what the source was, what was skipped, how much of it sentences cover.
    """

    doc_id: str
    source: str
    line: str | None
    error: str | None = None
    warnings: tuple[str, ...] = ()
    mentions: int = 0
    relations: int = 0
    claims: int = 0
    facts: dict[str, Any] = field(default_factory=dict)


def done(report: "Report", *, source: str, skipped: dict[str, int]) -> Outcome:
    """The outcome of a report that was read; text outside all sentences is a warning."""
    from report_extract.batch.coverage import measure  # not needed where outcomes are only passed on

    covered = measure(report)
    facts = {
        "media_type": report.source.media_type,
        "encoding": report.source.encoding,
        "sha256": report.source.sha256,
        "pages": report.source.pages,
        "characters": len(report.text),
        "skipped": skipped,
        **covered.facts(),
    }
    return Outcome(
        report.doc_id,
        source,
        report.model_dump_json(),
        warnings=(*report.warnings, *covered.warnings()),
        mentions=len(report.mentions),
        relations=len(report.relations),
        claims=len(report.claims),
        facts=facts,
    )


def failed(doc_id: str, source: str, cause: str) -> Outcome:
    """The outcome of an input that could not be read; ``cause`` without the input's name."""
    return Outcome(doc_id, source, None, error=f"{source}: {cause}")
