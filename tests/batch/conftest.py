"""Runs with workers that load no model."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from report_extract.batch import workers
from report_extract.batch.inputs import find_inputs
from report_extract.batch.limits import Limits
from report_extract.batch.outcome import Outcome
from report_extract.batch.run import Options, Result, run

Progress = Callable[[Outcome], None]
FAKE = (str(Path(__file__).with_name("fake_worker.py")),)


@pytest.fixture
def go(tmp_path: Path) -> Callable[..., Result]:
    """Runs over paths into ``tmp_path / "out"``."""

    def call(
        *paths: Path,
        workers: int = 1,
        cluster: str | None = None,
        limits: Limits | None = None,
        progress: Progress = lambda outcome: None,
    ) -> Result:
        limits = limits or Limits(seconds=30)
        found = find_inputs(paths, limits=limits)
        options = Options(workers=workers, cluster=cluster, limits=limits, command=FAKE)
        return run(found.inputs, tmp_path / "out", options=options, progress=progress)

    return call


@pytest.fixture
def ledger(tmp_path: Path) -> Callable[[], dict[str, dict[str, Any]]]:
    """The ledger of that run by id."""

    def call() -> dict[str, dict[str, Any]]:
        rows = [
            json.loads(line) for line in (tmp_path / "out" / "ledger.jsonl").read_text(encoding="utf-8").splitlines()
        ]
        assert len({row["id"] for row in rows}) == len(rows)
        return {row["id"]: row for row in rows}

    return call


@pytest.fixture
def begun(monkeypatch: pytest.MonkeyPatch) -> list[workers.Worker]:
    """The workers that were started."""
    found = []
    real = workers.Worker.__init__

    def note(self: workers.Worker, *arguments: Any) -> None:
        found.append(self)
        real(self, *arguments)

    monkeypatch.setattr(workers.Worker, "__init__", note)
    return found
