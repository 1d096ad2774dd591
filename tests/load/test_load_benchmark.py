"""The benchmark of loading runs and prints every row; what it measures is no matter of tests."""

import runpy
from collections.abc import Callable
from pathlib import Path

import pytest

from report_extract import Report


def test_every_target_has_its_rows(
    tmp_path: Path,
    write: Callable[..., Path],
    make_report: Callable[..., Report],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    script = Path(__file__).parents[2] / "benchmarks" / "load.py"
    monkeypatch.setattr("gc.freeze", lambda: None)
    monkeypatch.setattr("sys.argv", [script.name, str(write(make_report())), "--copies", "2", "--rounds", "1"])
    runpy.run_path(str(script), run_name="__main__")
    printed = capsys.readouterr().out
    assert "Loading 2 reports, 53 rows" in printed
    for name in ("bulk path", "into empty tables", "nothing changed", "all replaced"):
        assert f"sqlite: {name}" in printed
        assert f"duckdb: {name}" in printed
