"""DuckDB as SQLAlchemy Core needs it here: its SQL is PostgreSQL's, its catalogue is not asked."""

from types import ModuleType
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql.base import PGDialect


class _Cursor:
    """The connection itself as a cursor: DuckDB's own ``cursor()`` is another connection, outside the transaction."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connection, name)

    def close(self) -> None:
        """Leave the connection open."""


class _Connection:
    """A connection whose cursors share its transaction."""

    def __init__(self, connection: Any) -> None:
        self.raw = connection

    def cursor(self) -> _Cursor:
        """Give a cursor inside the transaction."""
        return _Cursor(self.raw)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.raw, name)


class DuckDBDialect(PGDialect):
    """Statements as for PostgreSQL, with ``?`` for parameters; one transaction is one of DuckDB's own."""

    name = "duckdb"
    driver = "duckdb"
    supports_statement_cache = True
    supports_server_side_cursors = False
    default_paramstyle = "qmark"

    @classmethod
    def import_dbapi(cls) -> ModuleType:
        """Give the driver."""
        import duckdb

        return duckdb

    def initialize(self, connection: sa.Connection) -> None:
        """Ask the server nothing: DuckDB is not PostgreSQL."""

    def create_connect_args(self, url: sa.URL) -> Any:
        """Open the file; what DuckDB would fetch from elsewhere by itself it is not to fetch."""
        settings = {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}
        return (), {"database": url.database or ":memory:", "config": settings}

    def connect(self, *arguments: Any, **options: Any) -> Any:
        """Open a connection."""
        return _Connection(self.loaded_dbapi.connect(*arguments, **options))

    def do_begin(self, dbapi_connection: Any) -> None:
        """Begin: DuckDB does not by itself."""
        dbapi_connection.begin()

    def do_rollback(self, dbapi_connection: Any) -> None:
        """Roll back, if there is a transaction."""
        if dbapi_connection is not None:
            try:
                dbapi_connection.rollback()
            except self.loaded_dbapi.Error:
                return  # none was open
