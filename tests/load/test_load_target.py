"""What ``--to`` may be, and that no password is ever shown."""

import pytest

from report_extract.errors import InputError
from report_extract.load.target import Target, parse_target

SECRET = "p@ss w/rd%"
QUOTED = "p%40ss%20w%2Frd%25"


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("out/reports.db", "sqlite:///out/reports.db"),
        ("a b.sqlite3", "sqlite:///a b.sqlite3"),
        ("sqlite:////tmp/x", "sqlite:////tmp/x"),
        ("x.duckdb", "duckdb:///x.duckdb"),
        ("duckdb:///x", "duckdb:///x"),
        ("postgresql://u@h/d", "postgresql+psycopg://u@h/d"),
        ("postgres://u@h/d", "postgresql+psycopg://u@h/d"),
        ("postgresql+psycopg://u@h/d", "postgresql+psycopg://u@h/d"),
    ],
)
def test_databases(text: str, url: str) -> None:
    assert str(parse_target(text).url) == url


@pytest.mark.parametrize(
    ("text", "kind", "path"),
    [
        ("out/*.parquet", "parquet", "out"),
        ("*.csv", "csv", "."),
        ("a.graphml", "graphml", "a.graphml"),
        ("a.b/c.NQ", "nq", "a.b/c.NQ"),
        ("c.trig", "trig", "c.trig"),
        ("c.ttl", "ttl", "c.ttl"),
    ],
)
def test_files(text: str, kind: str, path: str) -> None:
    target = parse_target(text)
    assert (target.tables or target.graph, str(target.path), target.url) == (kind, path, None)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "out",
        "x.txt",
        "mysql://u@h/d",
        "sqlite://",
        "duckdb://",
        "postgresql+asyncpg://u@h/d",
        "://",
        "postgresql://h:port/d",
    ],
)
def test_what_is_no_target_is_refused(text: str) -> None:
    with pytest.raises(InputError, match=r"allowed|write"):
        parse_target(text)


@pytest.mark.parametrize(
    "text",
    [
        f"postgresql://u:{QUOTED}@h/d",
        f"postgresql://u@h/d?password={QUOTED}",
        f"postgresql://u:x@h/d?sslpassword={QUOTED}",
    ],
)
def test_passwords_are_not_shown(text: str) -> None:
    target = parse_target(text)
    for spelling in (SECRET, QUOTED):
        assert spelling not in target.name
        assert spelling not in target.hidden(f"could not connect with {spelling}!")


@pytest.mark.parametrize(
    "text", [f"mysql://u:{QUOTED}@h/d", f"postgresql://u:{QUOTED}@h:port/d", f"postgresql+x://u:{QUOTED}@h/d"]
)
def test_passwords_of_refused_urls_are_not_shown(text: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_target(text)
    assert QUOTED not in str(caught.value)
    assert SECRET not in str(caught.value)


def test_a_target_without_password_hides_nothing() -> None:
    assert Target("x.db").hidden("a message") == "a message"
