"""The list of claims as a file."""

from collections.abc import Sequence
from dataclasses import astuple
from pathlib import Path

from report_extract.export.spreadsheet import replace_file
from report_extract.ledger.delimited import write_csv
from report_extract.ledger.rows import COLUMNS, ClaimRow


def claims_csv(rows: Sequence[ClaimRow]) -> str:
    """Give the list as CSV."""
    return write_csv(COLUMNS, (astuple(row) for row in rows))


def write_claims_csv(rows: Sequence[ClaimRow], path: Path) -> None:
    """Write the list as CSV, whole or not at all."""
    replace_file(path, claims_csv(rows).encode("utf-8"))


def write_claims_workbook(rows: Sequence[ClaimRow], path: Path) -> None:
    """Write the list as an Excel workbook."""
    from report_extract.ledger.workbook import write_workbook

    write_workbook(path, "claims", COLUMNS, (astuple(row) for row in rows))
