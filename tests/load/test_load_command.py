"""``report-extract load``: what is made, what is said, how it exits."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import Result

from report_extract import Report
from report_extract.load.target import Target

MakeReport = Callable[..., Report]
Write = Callable[..., Path]
Run = Callable[..., Result]
Ask = Callable[..., list[tuple[Any, ...]]]


def figures(result: Result) -> list[str]:
    """The figures of the summary, without the seconds."""
    row = next(line for line in result.stdout.splitlines() if line.startswith("│"))
    return [cell.strip() for cell in row.strip("│").split("│")][:-1]


def test_the_default_is_a_database_beside_the_lines(
    run: Run, tmp_path: Path, write: Write, make_report: MakeReport
) -> None:
    path = write(make_report("a"), make_report("b"))
    first = run("load", path)
    assert (first.exit_code, first.stderr, figures(first)) == (0, "", ["2", "0", "0", "0", "0"])
    assert (tmp_path / "reports.db").exists()
    assert figures(run("load", path)) == ["0", "0", "2", "0", "0"]
    write(make_report("b", warnings=()), make_report("c"))
    assert figures(run("load", path, "--delete-missing")) == ["1", "1", "0", "1", "0"]


def test_a_broken_line_makes_the_status_1(run: Run, write: Write, make_report: MakeReport) -> None:
    path = write(make_report("a"), "{", make_report("c"))
    result = run("load", path)
    assert (result.exit_code, figures(result)) == (1, ["2", "0", "0", "0", "1"])
    assert f"error: {path}:2: not a report: Invalid JSON" in result.stderr
    strict = run("load", path, "--strict", "--to", path.with_suffix(".sqlite"))
    assert (strict.exit_code, strict.stdout) == (2, "")
    assert f"{path}:2" in strict.stderr


@pytest.mark.parametrize(
    ("to", "message"),
    [
        ("x.txt", "'x.txt' is nothing to load into; allowed: FILE.db"),
        ("mysql://me:geheim@h/d", "mysql: is no database to load into"),
        ("/no/folder/x.db", "/no/folder/x.db: unable to open database file"),
    ],
)
def test_what_cannot_be_loaded_into_is_named(
    to: str, message: str, run: Run, write: Write, make_report: MakeReport
) -> None:
    result = run("load", write(make_report()), "--to", to)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"error: {message}")
    assert "geheim" not in result.output


def test_a_password_is_never_shown(
    postgresql: Target, run: Run, ask: Ask, write: Write, make_report: MakeReport, caplog: pytest.LogCaptureFixture
) -> None:
    assert postgresql.url
    url = postgresql.url.set(drivername="postgresql").render_as_string(hide_password=False)
    secrets = [str(postgresql.url.password), url.split("tester:")[1].split("@127")[0]]
    path = write(make_report("a"), make_report("b", warnings=("\0",)))
    results = [
        run("load", path, "--to", to)
        for to in (
            url,
            url.replace("127.0.0.1", "127.0.0.1:1:"),
            url.replace("/postgres?", "/none?"),
            url.replace("tester", "x"),
        )
    ]
    assert [result.exit_code for result in results] == [1, 2, 2, 2]
    for result in results:
        for secret in secrets:
            assert secret not in result.output + caplog.text
    assert "postgresql://tester:***@" in results[0].stdout
    assert ask(postgresql, "SELECT doc_id FROM reports") == [("a",)]


def test_a_folder_of_tables_and_a_graph(run: Run, tmp_path: Path, write: Write, make_report: MakeReport) -> None:
    path = write(make_report())
    for to in ("out/*.parquet", "out/*.csv", "out/g.graphml", "out/g.nq", "out/g.ttl"):
        result = run("load", path, "--to", tmp_path / to)
        assert (result.exit_code, result.stderr) == (0, ""), to
    assert len(list((tmp_path / "out").iterdir())) == 10 + 10 + 3


def test_no_language_model_is_loaded(tmp_path: Path, write: Write, make_report: MakeReport) -> None:
    code = (
        "import sys; from report_extract.cli import app; app(sys.argv[1:], standalone_mode=False); "
        "assert not {'spacy', 'ginza', 'duckdb', 'psycopg', 'pyoxigraph'} & set(sys.modules), 'heavy'"
    )
    environment = {**os.environ, "COLUMNS": "100"}
    subprocess.run(
        [sys.executable, "-c", code, "load", str(write(make_report()))],
        check=True,
        env=environment,
        capture_output=True,
    )


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="the peak of memory is read from /proc")
def test_memory_does_not_grow_with_the_number_of_lines(tmp_path: Path, make_report: MakeReport) -> None:
    line = make_report("DOC").model_dump_json()
    code = (
        "import re, sys; from pathlib import Path; from report_extract.load.loading import load; "
        "from report_extract.load.target import parse_target; from report_extract.load import storing; "
        "storing.ROWS_AT_ONCE = 2000; load([Path(sys.argv[1])], parse_target(sys.argv[2])); "
        r"print(re.search(r'VmHWM:\s+(\d+)', Path('/proc/self/status').read_text())[1])"
    )
    peaks = []
    for count in (500, 2_500):
        path = tmp_path / f"{count}.jsonl"
        path.write_text("".join(line.replace("DOC", f"{number}") + "\n" for number in range(count)))
        command = [sys.executable, "-c", code, str(path), str(path.with_suffix(".db"))]
        peaks.append(int(subprocess.run(command, check=True, capture_output=True).stdout))
    assert peaks[1] < 1.05 * peaks[0]
