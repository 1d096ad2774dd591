"""Reads the reports of a run back from JSON lines, and makes sure that what they refer to is there."""

from collections.abc import Iterable
from pathlib import Path

from pydantic import ValidationError

from report_extract.errors import InputError
from report_extract.records import Report


def read_reports(path: Path) -> list[Report]:
    """Read a file of reports; a wrong line stops with an ``InputError`` that names it."""
    try:
        rows = path.read_bytes().decode("utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read: {error}") from error
    reports: dict[str, Report] = {}
    for number, row in enumerate(rows, start=1):
        if row.strip():
            report = _report(path, number, row)
            if report.doc_id in reports:
                raise InputError(f"{path}:{number}: the report {report.doc_id} stands there twice")
            reports[report.doc_id] = report
    return list(reports.values())


def _report(path: Path, number: int, row: str) -> Report:
    try:
        report = Report.model_validate_json(row)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise InputError(f"{path}:{number}: not a report: {where}: {first['msg']}") from error
    for name, known, what in _references(report):
        if name not in known:
            raise InputError(f"{path}:{number}: report {report.doc_id} refers to a missing {what} {name!r}")
    return report


def _references(report: Report) -> Iterable[tuple[str, frozenset[str], str]]:
    """List every id that one record gives of another, with the ids that exist."""
    entities = frozenset(entity.id for entity in report.entities)
    mentions = frozenset(mention.id for mention in report.mentions)
    sentences = frozenset(sentence.id for sentence in report.sentences)
    blocks = frozenset(block.id for block in report.blocks)
    for sentence in report.sentences:
        yield sentence.block, blocks, "block"
    for mention in report.mentions:
        for name in (*mention.refers_to, *((mention.entity,) if mention.entity else ())):
            yield name, entities, "entity"
    for relation in report.relations:
        yield relation.sentence, sentences, "sentence"
        for name in (relation.subject, relation.object):
            yield name, mentions, "mention"
    for claim in report.claims:
        if claim.holder != "author":
            yield claim.holder, entities, "entity"
        if claim.addressee is not None:
            yield claim.addressee, entities, "entity"
