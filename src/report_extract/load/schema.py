"""The tables as SQLAlchemy draws them, with keys, foreign keys, indexes and comments."""

from collections.abc import Iterable

import sqlalchemy as sa

from report_extract.export import columns
from report_extract.export.columns import TABLES_VERSION
from report_extract.export.tables import TABLES

VERSION_TABLE = "report_extract_schema"
_KINDS = {"text": sa.Text, "integer": sa.Integer, "real": sa.Double}


def make_metadata(tables: Iterable[columns.Table] = TABLES, *, constraints: bool = True) -> sa.MetaData:
    """Draw all tables and the one that holds the version of the schema; without constraints only columns."""
    metadata = sa.MetaData(naming_convention={"fk": "fk_%(table_name)s_%(column_0_N_name)s"})
    declared = {table.name: table for table in tables}
    for table in declared.values():
        parts: list[sa.schema.SchemaItem] = [make_column(column) for column in table.columns]
        if constraints:
            parts.append(sa.PrimaryKeyConstraint(*table.key))
            parts += [make_foreign_key(column, declared) for column in table.columns if column.refers]
            parts += [sa.Index(f"ix_{table.name}_{'_'.join(names)}", *names) for names in table.indexes]
        sa.Table(table.name, metadata, *parts, comment=table.comment)
    sa.Table(
        VERSION_TABLE,
        metadata,
        sa.Column("version", sa.Integer, primary_key=True, autoincrement=False, comment="raised when tables change"),
        comment=f"The version of the tables that report-extract made here; this one is {TABLES_VERSION}",
    )
    return metadata


def make_column(column: columns.Column) -> sa.Column[str] | sa.Column[int] | sa.Column[float]:
    """Draw a column."""
    return sa.Column(column.name, _KINDS[column.kind], nullable=column.nullable, comment=column.comment)


def make_foreign_key(column: columns.Column, tables: dict[str, columns.Table]) -> sa.ForeignKeyConstraint:
    """Draw a foreign key: within the report, unless the other table is of all reports."""
    assert column.refers
    key = tables[column.refers].key
    own = [column.name] if len(key) == 1 else ["doc_id", column.name]
    return sa.ForeignKeyConstraint(own, [f"{column.refers}.{name}" for name in key])
