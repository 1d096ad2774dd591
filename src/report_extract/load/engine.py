"""Connections, and the fastest way into each database."""

from collections.abc import Callable, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import registry

from report_extract.errors import InputError
from report_extract.export.columns import Row
from report_extract.load.target import Target

registry.register("duckdb", "report_extract.load.duckdb_dialect", "DuckDBDialect")
_WAIT_SECONDS = 600
_LOCK = 7_041_776_903  # any number: the loaders of a PostgreSQL database take turns by it


def open_engine(target: Target, *, foreign_keys: bool = True) -> sa.Engine:
    """Prepare to connect; SQLite checks foreign keys unless told not to.

    Raises:
        InputError: the driver is not installed.
    """
    assert target.url is not None
    backend = target.url.get_backend_name()
    options: dict[str, Any] = {"connect_args": {"timeout": _WAIT_SECONDS}} if backend == "sqlite" else {}
    try:
        engine = sa.create_engine(target.url, poolclass=sa.NullPool, hide_parameters=True, **options)
    except ImportError as error:
        raise InputError(f"{target.name}: needs: pip install 'report-extract[load]' ({error})") from None
    if backend == "sqlite":
        sa.event.listen(engine, "connect", _connect_sqlite(foreign_keys))
        sa.event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    return engine


def _connect_sqlite(foreign_keys: bool) -> Callable[[Any, Any], None]:
    def connect(connection: Any, _: Any) -> None:
        connection.isolation_level = None  # transactions begin by the statement above, not by the driver
        connection.execute(f"PRAGMA foreign_keys = {'ON' if foreign_keys else 'OFF'}")

    return connect


def take_turns(connection: sa.Connection) -> None:
    """Wait until no other loader writes; SQLite has done so at BEGIN, DuckDB lets only one in."""
    if connection.dialect.name == "postgresql":
        connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_LOCK)))


def insert_rows(connection: sa.Connection, table: sa.Table, rows: Sequence[Row]) -> None:
    """Insert rows that have all columns of a table, in their order; values are never part of a statement."""
    if rows:
        _WAYS[connection.dialect.name](connection, table, rows)


def _names(connection: sa.Connection, table: sa.Table) -> tuple[str, str]:
    quote = connection.dialect.identifier_preparer
    return quote.format_table(table), ", ".join(quote.quote(column.name) for column in table.columns)


def _driver(connection: sa.Connection) -> Any:
    """Give the driver's own connection, inside the same transaction: it keeps no rows for later, as SQLAlchemy does."""
    return connection.connection.dbapi_connection


def _execute_many(connection: sa.Connection, table: sa.Table, rows: Sequence[Row]) -> None:
    name, columns = _names(connection, table)
    marks = ", ".join("?" * len(table.columns))
    _driver(connection).executemany(f"INSERT INTO {name} ({columns}) VALUES ({marks})", rows)


def _copy(connection: sa.Connection, table: sa.Table, rows: Sequence[Row]) -> None:
    name, columns = _names(connection, table)
    with _driver(connection).cursor() as cursor, cursor.copy(f"COPY {name} ({columns}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


def _scan_frame(connection: sa.Connection, table: sa.Table, rows: Sequence[Row]) -> None:
    import pandas as pd

    kinds = {str(c.name): _frame_kind(c.type) for c in table.columns}
    frame = pd.DataFrame(rows, columns=list(kinds), dtype=object).astype(kinds)
    name, columns = _names(connection, table)
    database = _driver(connection).raw
    database.register("incoming_rows", frame)
    try:
        database.execute(f"INSERT INTO {name} ({columns}) SELECT * FROM incoming_rows")
    finally:
        database.unregister("incoming_rows")


def _frame_kind(kind: sa.types.TypeEngine[Any]) -> str:
    if isinstance(kind, sa.Integer):
        return "Int64"
    return "Float64" if isinstance(kind, sa.Double) else "string"


_WAYS: dict[str, Callable[[sa.Connection, sa.Table, Sequence[Row]], None]] = {
    "sqlite": _execute_many,
    "postgresql": _copy,
    "duckdb": _scan_frame,
}
