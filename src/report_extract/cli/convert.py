"""``report-extract convert``: reports from one format into another."""

from pathlib import Path
from typing import Annotated

import typer


def convert(
    source: Annotated[Path, typer.Argument(help="A file; a folder for brat and cas.", show_default=False)],
    target: Annotated[Path, typer.Argument(help="A file; a folder for brat and cas.", show_default=False)],
    source_format: Annotated[str, typer.Option("--from", help="jsonl, brat, doccano, labelstudio or cas.")],
    target_format: Annotated[str, typer.Option("--to", help="jsonl, brat, doccano, labelstudio or cas.")],
    offsets: Annotated[
        str | None,
        typer.Option(help="How doccano and labelstudio count: code-points or utf-16; else as the tool itself does."),
    ] = None,
) -> None:
    """Convert reports; what the new format cannot hold is named on the error stream."""
    from report_extract.errors import ReportExtractError
    from report_extract.exchange.formats import FORMATS
    from report_extract.exchange.units import UNITS

    for option, name in (("--from", source_format), ("--to", target_format)):
        if name not in FORMATS:
            raise typer.BadParameter(f"{name!r} is no format; allowed: {', '.join(FORMATS)}", param_hint=option)
    reader, writer = FORMATS[source_format], FORMATS[target_format]
    unit = next((unit for unit in UNITS if unit == offsets), None)
    if offsets and (unit is None or not (reader.has_units or writer.has_units)):
        message = f"{offsets!r}; allowed: {', '.join(UNITS)}, with doccano or labelstudio only"
        raise typer.BadParameter(message, param_hint="--offsets")
    try:
        reports = reader.read(source, unit)
        losses = writer.write(reports, target, unit)
    except ReportExtractError as error:
        typer.echo(f"error: {error}", err=True)
        raise typer.Exit(2) from error
    for line in losses.lines(target_format):
        typer.echo(f"warning: {line}", err=True)
    typer.echo(f"{target}: {len(reports)} reports")
