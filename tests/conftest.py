"""What many tests share: the reports of the corpus, and one run over each."""

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from report_extract.records import Report

# Several threads of BLAS wait for each other where other processes want the cores too; read when numpy is imported.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

# The same examples at every run: a suite that fails by chance tells nothing of the change it is run on.
settings.register_profile("repeatable", derandomize=True)
settings.load_profile("repeatable")

CORPUS = Path(__file__).parents[1] / "corpus"


@pytest.fixture(scope="session")
def main_path() -> Path:
    """The report of the main job."""
    return CORPUS / "jiia-2025-russia.txt"


@pytest.fixture(scope="session")
def main_text(main_path: Path) -> str:
    """Its text as it lies in the file."""
    return main_path.read_bytes().decode("utf-8")


@pytest.fixture(scope="session")
def main_report(main_path: Path) -> "Report":
    """What is extracted from it."""
    from report_extract import extract

    return extract(main_path)


@pytest.fixture(scope="session")
def dev_reports() -> "Mapping[str, Report]":
    """What is extracted from each report the rules were written on, by file name."""
    from report_extract import extract

    return {path.name: extract(path) for path in sorted((CORPUS / "dev").glob("*.txt"))}


@pytest.fixture(scope="session")
def analyse() -> "Callable[[str], Doc]":
    """Analyses one sentence as the pipeline does."""
    from report_extract.analysis import ginza

    def one(text: str) -> "Doc":
        return next(iter(ginza.analyse([(text, [0])])))

    return one


@pytest.fixture(scope="session")
def boundaries(analyse: "Callable[[str], Doc]") -> Callable[[str], frozenset[int]]:
    """The offsets at which the tokens of a sentence begin or end."""

    def of(text: str) -> frozenset[int]:
        return frozenset(offset for token in analyse(text) for offset in (token.idx, token.idx + len(token)))

    return of
