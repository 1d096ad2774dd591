"""``report-extract schema``: the JSON Schema of a line of reports.jsonl."""

import json

import typer


def schema() -> None:
    """Print the JSON Schema that every line of reports.jsonl is valid by."""
    from report_extract.records import Report

    typer.echo(json.dumps(Report.model_json_schema(), ensure_ascii=False, indent=2))
