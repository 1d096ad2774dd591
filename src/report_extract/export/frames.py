"""Reports as pandas tables that join on their ids."""

from collections.abc import Iterable, Sequence

import pandas as pd

from report_extract.export.canonical import CanonicalEntity, merge
from report_extract.export.columns import Row, Source, Table
from report_extract.export.tables import CANONICAL, TABLES
from report_extract.records import Report


def to_frames(reports: Iterable[Report]) -> dict[str, pd.DataFrame]:
    """The tables of all reports, with the columns that ``report-extract load`` gives them in a database.

    Ids join within a report, so with ``doc_id``: ``mentions.entity`` on ``entities.entity``, ``relations.subject`` on
    ``mentions.mention``; ``entities.canonical`` joins across reports. Offsets are code points into ``reports.text``. A
    table without rows keeps its columns; a column of numbers that may be missing is ``Int64`` or ``Float64``.
    """
    rows: dict[str, list[Row]] = {table.name: [] for table in TABLES}
    for report in reports:
        source = Source(report)
        for table in TABLES:
            rows[table.name] += table.rows(source)
    rows[CANONICAL.name] = list(merge(CanonicalEntity._make(row) for row in rows[CANONICAL.name]))
    return {table.name: _frame(table, rows[table.name]) for table in TABLES}


def _frame(table: Table, rows: Sequence[Row]) -> pd.DataFrame:
    kinds = {"integer": "Int64", "real": "Float64"}
    numbers = {column.name: kinds[column.kind] for column in table.columns if column.kind in kinds and column.nullable}
    return pd.DataFrame(rows, columns=list(table.names)).astype(numbers)
