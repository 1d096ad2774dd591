"""What ``--to`` names: a database, a folder of tables, a graph."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args
from urllib.parse import quote, quote_plus

import sqlalchemy as sa

from report_extract.errors import InputError

Tables = Literal["parquet", "csv"]
Graph = Literal["graphml", "nq", "trig", "ttl"]
_FILES = {".db": "sqlite", ".sqlite": "sqlite", ".sqlite3": "sqlite", ".duckdb": "duckdb"}
_DRIVERS = {
    "sqlite": "sqlite",
    "postgresql": "postgresql+psycopg",
    "postgres": "postgresql+psycopg",
    "duckdb": "duckdb",
}
ALLOWED = (
    "FILE.db, sqlite:///FILE, postgresql://USER@HOST/DATABASE, duckdb:///FILE, FILE.duckdb, "
    "DIR/*.parquet, DIR/*.csv, FILE.graphml, FILE.nq, FILE.trig, FILE.ttl"
)


@dataclass(frozen=True, slots=True)
class Target:
    """A place to load into; ``name`` is fit to be shown: without a password."""

    name: str
    url: sa.URL | None = None
    path: Path = Path()
    tables: Tables | None = None
    graph: Graph | None = None

    def hidden(self, message: str) -> str:
        """Take the passwords of the URL out of a message of the driver."""
        for secret in _secrets(self.url) if self.url else ():
            message = message.replace(secret, "***")
        return message


def parse_target(text: str) -> Target:
    """Read what the user wrote.

    Raises:
        InputError: it is none of what is allowed; the message shows no URL, since it may have a password.
    """
    if "://" in text:
        return _database(text)
    path = Path(text)
    suffix = path.suffix.lower().removeprefix(".")
    if path.suffix.lower() in _FILES:
        return Target(text, url=sa.URL.create(_FILES[path.suffix.lower()], database=text))
    for kind in get_args(Tables):
        if path.name == f"*.{kind}":
            return Target(text, path=path.parent, tables=kind)
    for form in get_args(Graph):
        if suffix == form:
            return Target(text, path=path, graph=form)
    raise InputError(f"{text!r} is nothing to load into; allowed: {ALLOWED}")


def _database(text: str) -> Target:
    try:
        url = sa.make_url(text)
    except (sa.exc.ArgumentError, ValueError):
        raise InputError(f"the URL after --to cannot be read; allowed: {ALLOWED}") from None
    backend = url.drivername.partition("+")[0]
    if backend not in _DRIVERS:
        raise InputError(f"{backend}: is no database to load into; allowed: {ALLOWED}")
    if backend != "sqlite" and "+" in url.drivername and url.drivername != _DRIVERS[backend]:
        raise InputError(f"{url.drivername}: is no driver that is used here; write {backend}://")
    if not backend.startswith("postgres") and not url.database:
        raise InputError(f"{backend}: the file is missing; write {backend}:///FILE")
    url = url.set(drivername=_DRIVERS[backend])
    return Target(_shown(url), url=url)


def _shown(url: sa.URL) -> str:
    plain = {key: value for key, value in url.query.items() if "password" not in key.lower()}
    return url.set(query=plain, drivername=url.get_backend_name()).render_as_string(hide_password=True)


def _secrets(url: sa.URL) -> list[str]:
    """Give every spelling of every password in a URL, the longest first."""
    found = {url.password} if url.password else set()
    for key, value in url.query.items():
        if "password" in key.lower():
            found |= {value} if isinstance(value, str) else set(value)
    plain = [str(secret) for secret in found if secret]
    spellings = {*plain, *(quote(secret, safe="") for secret in plain), *map(quote, plain), *map(quote_plus, plain)}
    return sorted(spellings, key=lambda secret: (-len(secret), secret))
