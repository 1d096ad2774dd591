"""``report-extract explain`` and ``why-not``: which rule made a record, and what the rules lacked where there is none."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

if TYPE_CHECKING:
    from report_extract.records import RelationType


def explain(
    reports: Annotated[Path, typer.Argument(help="The reports.jsonl of a run.", show_default=False)],
    record: Annotated[str, typer.Argument(help="The id of a mention, relation or claim: m7, r12, c3.", metavar="ID")],
    report_id: Annotated[
        str | None, typer.Option("--report", help="The id of the report, where several have ID.")
    ] = None,
) -> None:
    """Show why a record is there: its sentence, the tree path, the arguments found, the rule with its definition.

    The record stands in brackets in its sentence: [S:…] subject, [O:…] object, [T:…] theme.
    """
    from report_extract.errors import ReportExtractError
    from report_extract.evaluation.outputs import read_reports
    from report_extract.explain.record import explain as lines
    from report_extract.explain.record import find_record

    try:
        typer.echo("\n".join(lines(*find_record(read_reports(reports), record, report_id))))
    except ReportExtractError as error:
        _fail(error)


def why_not(
    source: Annotated[Path, typer.Argument(help="A report, of any format that is read.", metavar="FILE")],
    subject: Annotated[str, typer.Argument(help="Who should be the subject, by any of its names.")],
    obj: Annotated[str, typer.Argument(help="Who should be the object.", metavar="OBJECT")],
    kind: Annotated[str | None, typer.Option("--type", help="Only this type of relation: AID, SANCTION, …")] = None,
) -> None:
    """Show for each sentence with both names which rules came near a relation, and what they lacked."""
    chosen = _type(kind)
    from report_extract.errors import ReportExtractError
    from report_extract.explain.why_not import why_not as lines
    from report_extract.pipeline import extract

    try:
        typer.echo("\n".join(lines(extract(source), subject, obj, kind=chosen)))
    except ReportExtractError as error:
        _fail(error)


def _type(name: str | None) -> "RelationType | None":
    from report_extract.records import RELATION_TYPES

    found = next((kind for kind in RELATION_TYPES if kind == name), None)
    if name is not None and found is None:
        raise typer.BadParameter(f"{name!r}; allowed: {', '.join(RELATION_TYPES)}", param_hint="--type")
    return found


def _fail(error: Exception) -> NoReturn:
    typer.echo(f"error: {error}", err=True)
    raise typer.Exit(2) from error
