"""Makes the tables and views, or brings those of an older version up to date: wholly, in one transaction, or not."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from alembic.ddl.impl import DefaultImpl
from alembic.migration import MigrationContext
from alembic.operations import Operations

from report_extract.errors import LoadError
from report_extract.export.columns import TABLES_VERSION, Table
from report_extract.export.tables import TABLES
from report_extract.load.engine import open_engine, take_turns
from report_extract.load.schema import VERSION_TABLE, make_metadata
from report_extract.load.target import Target
from report_extract.load.views import VIEWS, create_views, drop_views

_NAMES = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type IN ('table', 'view')",
    "postgresql": "SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema()",
    "duckdb": "SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema()",
}


def prepare(target: Target, *, tables: Sequence[Table] = TABLES, version: int = TABLES_VERSION) -> None:
    """Make what is missing; a database that is up to date is left as it is.

    Raises:
        LoadError: the database is of a newer version, or has tables or views of these names that are not ours.
    """
    engine = open_engine(target, foreign_keys=False)  # SQLite alters a table by making it anew
    with engine.begin() as connection:
        take_turns(connection)
        found = _version(connection, target)
        if found == version:
            return
        if found is not None and found > version:
            raise LoadError(
                f"{target.name}: made by a newer report-extract (tables {found}, this one writes {version}): upgrade it"
            )
        metadata = make_metadata(tables, constraints=connection.dialect.name != "duckdb")
        if found is None:
            _refuse_strangers(connection, target, {*metadata.tables, *VIEWS})
            metadata.create_all(connection, checkfirst=False)
        else:
            drop_views(connection)
            _migrate(connection, metadata, tables, found)
            connection.execute(sa.delete(metadata.tables[VERSION_TABLE]))
        connection.execute(sa.insert(metadata.tables[VERSION_TABLE]).values(version=version))
        create_views(connection)


def _names(connection: sa.Connection) -> set[str]:
    return set(connection.exec_driver_sql(_NAMES[connection.dialect.name]).scalars())


def _version(connection: sa.Connection, target: Target) -> int | None:
    if VERSION_TABLE not in _names(connection):
        return None
    versions = connection.execute(sa.select(sa.column("version", sa.Integer)).select_from(sa.table(VERSION_TABLE)))
    found = versions.scalars().all()
    if len(found) != 1:
        raise LoadError(f"{target.name}: the table {VERSION_TABLE} tells no version: this is no database of ours")
    return int(found[0])


def _refuse_strangers(connection: sa.Connection, target: Target, wanted: set[str]) -> None:
    if taken := sorted(wanted & _names(connection)):
        raise LoadError(
            f"{target.name}: has already {', '.join(taken)}, which report-extract did not make: load into a database or "
            "schema of its own"
        )


class DuckDBImpl(DefaultImpl):
    """Alembic for DuckDB: it alters tables in place, as standard SQL has it."""

    __dialect__ = "duckdb"


def _migrate(connection: sa.Connection, metadata: sa.MetaData, tables: Sequence[Table], found: int) -> None:
    """Add the tables, columns, foreign keys and indexes that are newer than the version that was found.

    Some databases of versions 1 and 2 have columns of version 3 already: these came without a version of their own.
    """
    operations = Operations(MigrationContext.configure(connection))
    for table in tables:
        drawn = metadata.tables[table.name]
        newer = [column.name for column in table.columns if column.since > found]
        if table.since > found:
            drawn.create(connection, checkfirst=False)
        elif newer:
            there = connection.execute(sa.select(sa.text("*")).select_from(sa.table(table.name)).limit(0)).keys()
            if new := {drawn.c[name] for name in newer if name not in there}:
                _alter(operations, drawn, new)


def _alter(operations: Operations, table: sa.Table, new: set[sa.Column[Any]]) -> None:
    with operations.batch_alter_table(table.name) as batch:
        for column in table.columns:
            if column in new:
                batch.add_column(sa.Column(column.name, column.type, nullable=column.nullable, comment=column.comment))
        for key in table.foreign_key_constraints:
            if new & set(key.columns):
                there = [element.column.name for element in key.elements]
                batch.create_foreign_key(str(key.name), key.referred_table.name, list(key.column_keys), there)
    for index in table.indexes:
        if new & set(index.columns):
            index.create(operations.get_bind(), checkfirst=False)
