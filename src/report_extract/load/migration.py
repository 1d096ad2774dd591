"""Makes the tables and views, or brings those of an older version up to date: wholly, in one transaction, or not."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic.migration import MigrationContext
from alembic.operations import Operations

from report_extract.errors import LoadError
from report_extract.export.columns import TABLES_VERSION, Column, Table
from report_extract.export.tables import TABLES
from report_extract.load.engine import open_engine, take_turns
from report_extract.load.schema import VERSION_TABLE, make_column, make_foreign_key, make_metadata
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


def _migrate(connection: sa.Connection, metadata: sa.MetaData, tables: Sequence[Table], found: int) -> None:
    """Add the tables, columns, foreign keys and indexes that are newer than the version that was found."""
    operations = Operations(MigrationContext.configure(connection))
    declared = {table.name: table for table in tables}
    for table in tables:
        drawn = metadata.tables[table.name]
        added = [column for column in table.columns if column.since > found]
        if table.since > found:
            drawn.create(connection, checkfirst=False)
        elif added:
            if connection.dialect.name == "duckdb":
                _add_columns(connection, drawn, added)
                continue
            with operations.batch_alter_table(table.name) as batch:
                for column in added:
                    batch.add_column(make_column(column))
                    if column.refers:
                        key = make_foreign_key(column, declared)
                        own = [str(name) for name in key.column_keys]
                        names = list(declared[column.refers].key)
                        batch.create_foreign_key(f"fk_{table.name}_{'_'.join(own)}", column.refers, own, names)
            new = {drawn.c[column.name] for column in added}
            for index in sorted(drawn.indexes, key=lambda index: str(index.name)):
                if new & set(index.columns):
                    index.create(connection, checkfirst=False)


def _add_columns(connection: sa.Connection, table: sa.Table, added: Sequence[Column]) -> None:
    quote = connection.dialect.identifier_preparer
    for column in added:
        kind = connection.dialect.type_compiler_instance.process(table.c[column.name].type)
        connection.exec_driver_sql(
            f"ALTER TABLE {quote.format_table(table)} ADD COLUMN {quote.quote(column.name)} {kind}"
        )
