"""A report written by hand, and a database of each kind: PostgreSQL is a server of its own, started here."""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from typer.testing import CliRunner, Result

from report_extract.cli import app
from report_extract.load.target import Target, parse_target
from report_extract.records import Report

PASSWORD = "geheim @:/%'1"
TEXT = "日本は2026年8月に米国と協議した。両国は中国を非難しないであろう。日本は備えるべきである。\n"

MakeReport = Callable[..., Report]
Write = Callable[..., Path]
Ask = Callable[..., list[tuple[Any, ...]]]


def at(text: str, surface: str, **more: Any) -> dict[str, Any]:
    start = text.index(surface)
    return {"start": start, "end": start + len(surface), "text": surface, **more}


def _make(doc_id: str = "a", **changes: Any) -> Report:
    text = changes.pop("text", TEXT)
    parts = text.replace("\n", "").split("。")[:3]
    first, second, third = (f"{part}。" for part in parts)
    in_first, in_second = ({"sentence": name, "rule": "list"} for name in ("s1", "s2"))
    name = {"form": "name", "refers_to": ()}
    none = {"iso3166": None, "wikidata": None}
    who = changes.pop("who", "日本")
    return Report.model_validate({
        "schema_version": "1.0", "doc_id": doc_id, "text": text, "warnings": ("警告",),
        "source": {"name": f"{doc_id}.txt", "media_type": "text/plain", "encoding": "utf-8", "sha256": "0", "pages": None},
        "metadata": {"title": "題", "author": "田島理博", "affiliation": "研究所", "completed": "2026-05-01"},
        "pipeline": {"name": "report-extract", "version": "0", "model": "none", "rules": "0"},
        "blocks": [{"id": "b1", "kind": "paragraph", "level": None, "start": 0, "end": len(text)}],
        "sentences": [at(text, part, id=f"s{number}", block="b1") for number, part in enumerate((first, second, third), 1)],
        "entities": [
            {"id": "e1", "type": "GPE", "name": who, "ids": {"iso3166": "JP", "wikidata": "Q17"}, "value": None},
            {"id": "e2", "type": "DATE", "name": "8月", "ids": none, "value": "2026-08"},
            {"id": "e3", "type": "GPE", "name": "米国", "ids": {"iso3166": "US", "wikidata": None}, "value": None},
            {"id": "e4", "type": "GPE", "name": "中国", "ids": {"iso3166": "CN", "wikidata": None}, "value": None},
            {"id": "e5", "type": "ORG", "name": "ＮＡＴＯ ", "ids": none, "value": None},
        ],
        "mentions": [
            at(text, who, id="m1", entity="e1", type="GPE", **name, **in_first),
            at(text, "2026年8月", id="m2", entity="e2", type="DATE", **name, **in_first),
            at(text, "米国", id="m3", entity="e3", type="GPE", **name, **in_first),
            at(text, "両国", id="m4", entity=None, type=None, form="anaphor", refers_to=("e1", "e3"), **in_second),
            at(text, "中国", id="m5", entity="e4", type="GPE", **name, **in_second),
            {"start": text.rindex(who), "end": text.rindex(who) + len(who), "text": who, "id": "m6", "entity": "e1", "type": "GPE",
             **name, "sentence": "s3", "rule": "list"},
        ],
        "relations": [
            {"id": "r1", "type": "CONSULT", "subject": "m1", "object": "m3", "trigger": at(text, "協議"), "theme": None, "time": "m2",
             "place": None, "status": "actual", "polarity": "positive", "confidence": 0.62, **in_first},
            {"id": "r2", "type": "ACCUSE", "subject": "m4", "object": "m5", "trigger": at(text, "非難"), "theme": None, "time": None,
             "place": None, "status": "expected", "polarity": "negative", **in_second},
        ],
        "claims": [
            at(text, first, id="c1", type="FORECAST", certainty="possible", polarity="positive", condition=at(text, "8月"),
               holder="author", cue=None, likelihood="likely", horizon="2026-08", **in_first),
            at(text, second, id="c2", type="ASSESSMENT", certainty="probable", polarity="negative", condition=None,
               holder="e3", cue=at(text, "であろう"), **in_second),
            at(text, third, id="c3", type="RECOMMENDATION", certainty=None, polarity="positive", condition=None,
               holder="author", cue=at(text, "べき"), addressee="e1", sentence="s3", rule="list"),
        ],
        **changes,
    })  # fmt: skip


@pytest.fixture
def make_report() -> MakeReport:
    """Makes a report with a row in every table."""
    return _make


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes lines: reports, or what stands there instead of one."""

    def lines(*items: Report | str | bytes, name: str = "reports.jsonl") -> Path:
        path = tmp_path / name
        path.write_bytes(b"".join(_line(item) for item in items))
        return path

    return lines


def _line(item: Report | str | bytes) -> bytes:
    text = item.model_dump_json() if isinstance(item, Report) else item
    return (text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text) + b"\n"


@pytest.fixture
def run() -> Callable[..., Result]:
    """Runs a command of the command line."""

    def call(*arguments: object) -> Result:
        return CliRunner(env={"COLUMNS": "200"}).invoke(app, [str(argument) for argument in arguments])

    return call


@pytest.fixture(scope="session")
def server() -> Iterator[sa.URL]:
    """A PostgreSQL server on a free port of the loopback, which asks for a password."""
    homes = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not homes:
        pytest.skip("PostgreSQL is not installed: apt-get install postgresql")
    bin_folder = homes[-1].parent
    folder = Path(tempfile.mkdtemp(prefix="report-extract-pg-"))
    (folder / "password").write_text(PASSWORD)
    as_user: list[str] = []
    if os.geteuid() == 0:
        as_user = ["runuser", "-u", "postgres", "--"]
        for path in (folder, folder / "password"):
            shutil.chown(path, "postgres")
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port = one.getsockname()[1]

    def call(command: str, *arguments: str) -> None:
        subprocess.run([*as_user, str(bin_folder / command), "-D", str(folder / "data"), *arguments], check=True, cwd=folder,
                       stdout=subprocess.DEVNULL, timeout=60)  # fmt: skip

    call("initdb", "-A", "scram-sha-256", "-U", "tester", f"--pwfile={folder / 'password'}", "--no-sync", "-E", "UTF8",
         "--locale=C")  # fmt: skip
    call(
        "pg_ctl",
        "-o",
        f"-p {port} -c listen_addresses=127.0.0.1 -k {folder} -F",
        "-w",
        "-l",
        str(folder / "log"),
        "start",
    )
    yield sa.URL.create("postgresql", "tester", PASSWORD, "127.0.0.1", port, "postgres")
    call("pg_ctl", "-m", "immediate", "stop")
    shutil.rmtree(folder)


_numbers = count(1)


@pytest.fixture(params=["sqlite", "duckdb", "postgresql"])
def target(request: pytest.FixtureRequest, tmp_path: Path) -> Target:
    """An empty database of each kind."""
    return empty_database(request.param, request, tmp_path)


@pytest.fixture
def postgresql(request: pytest.FixtureRequest, tmp_path: Path) -> Target:
    """An empty PostgreSQL database."""
    return empty_database("postgresql", request, tmp_path)


def empty_database(kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> Target:
    if kind != "postgresql":
        return parse_target(f"{kind}:///{tmp_path}/reports.{kind}")
    url: sa.URL = request.getfixturevalue("server")
    schema = f"t{next(_numbers)}"
    with sa.create_engine(url.set(drivername="postgresql+psycopg"), poolclass=sa.NullPool).begin() as connection:
        connection.exec_driver_sql(f"CREATE SCHEMA {schema}")
    own = url.update_query_dict({"options": f"-csearch_path={schema}"})
    return parse_target(own.render_as_string(hide_password=False))


@pytest.fixture
def ask() -> Ask:
    """Asks a database; a statement that gives no rows is carried out."""

    def rows(target: Target, statement: str) -> list[tuple[Any, ...]]:
        assert target.url
        with sa.create_engine(target.url, poolclass=sa.NullPool).begin() as connection:
            result = connection.exec_driver_sql(statement)
            return [tuple(row) for row in result] if result.returns_rows else []

    return rows
