"""The output contract itself: one JSON line per report."""

from pathlib import Path

from report_extract.errors import InputError
from report_extract.evaluation.outputs import read_reports
from report_extract.exchange.files import write_text
from report_extract.exchange.losses import Losses
from report_extract.exchange.units import Unit
from report_extract.records import Report


def read(source: Path, _offsets: Unit | None = None) -> list[Report]:
    """Read reports; what a record refers to must be there."""
    reports = read_reports(source)
    for report in reports:
        _check(source, report)
    return reports


def write(reports: list[Report], target: Path, _offsets: Unit | None = None) -> Losses:
    """Write reports; nothing is lost."""
    write_text(target, "".join(f"{report.model_dump_json()}\n" for report in reports))
    return Losses()


def _check(source: Path, report: Report) -> None:
    """Refuse what the reader of reports lets pass and other formats cannot write."""
    mentions = {mention.id for mention in report.mentions}
    for relation in report.relations:
        for name in (relation.time, relation.place):
            if name is not None and name not in mentions:
                raise InputError(
                    f"{source}: report {report.doc_id}: {relation.id} refers to a missing mention {name!r}"
                )
    for one in (*report.mentions, *report.claims, *(relation.trigger for relation in report.relations)):
        if report.text[one.start : one.end] != one.text or not one.text:
            raise InputError(
                f"{source}: report {report.doc_id}: {one.text!r} is not what stands at {one.start}:{one.end}"
            )
