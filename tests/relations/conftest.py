"""The hand-written tables, and what the benchmarks make of them."""

import json
import runpy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

DATA = Path(__file__).parent / "data"
BENCHMARKS = Path(__file__).parents[2] / "benchmarks"

Rows = list[dict[str, Any]]


@pytest.fixture(scope="session")
def arguments_table() -> Rows:
    """Sentences with one predicate and its arguments."""
    return json.loads((DATA / "arguments.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def negatives_table() -> Rows:
    """Sentences whose names have nothing, or only what is listed, to do with each other."""
    return json.loads((DATA / "negatives.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def benchmark_script() -> Callable[[str], dict[str, Any]]:
    """The functions of a benchmark."""

    def load(name: str) -> dict[str, Any]:
        return runpy.run_path(str(BENCHMARKS / name))

    return load
