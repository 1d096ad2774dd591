"""A command of the command line in this process, and what it said."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from report_extract import extract
from report_extract.cli import app

Run = Callable[..., Result]
Write = Callable[[str], Path]


@pytest.fixture(scope="session")
def run() -> Run:
    """Runs a command."""

    def call(*arguments: object) -> Result:
        return CliRunner().invoke(app, [str(argument) for argument in arguments])

    return call


@pytest.fixture
def write(tmp_path: Path) -> Callable[[Sequence[tuple[str, str]]], Path]:
    """Extracts texts (id, text) into a file of reports."""

    def call(texts: Sequence[tuple[str, str]]) -> Path:
        path = tmp_path / "reports.jsonl"
        rows = (extract(text, doc_id=name).model_dump_json() + "\n" for name, text in texts)
        path.write_text("".join(rows), encoding="utf-8")
        return path

    return call
