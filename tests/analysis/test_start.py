"""spaCy is imported without its command line, which is there all the same for those who ask for it."""

import subprocess
import sys

import pytest

PROGRAM = """
import sys
from report_extract.analysis import ginza
assert "spacy.tokens" in sys.modules
assert "spacy.cli" not in sys.modules and "typer" not in sys.modules, "the command line was imported"
import spacy
assert spacy.info(silent=True)["spacy_version"] == spacy.__version__
import spacy.cli
assert spacy.cli.app
"""
BEFORE = """
import sys, spacy, spacy.cli
from report_extract.analysis import ginza
assert sys.modules["spacy.cli"] is spacy.cli
"""


@pytest.mark.model
@pytest.mark.parametrize("program", [PROGRAM, BEFORE], ids=["ours first", "spaCy's first"])
def test_import(program: str) -> None:
    subprocess.run([sys.executable, "-W", "ignore", "-c", program], check=True)
