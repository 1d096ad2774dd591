"""The command line of the tests of learning."""

from collections.abc import Callable

import pytest
from typer.testing import CliRunner, Result

from report_extract.cli import app


@pytest.fixture(scope="session")
def run() -> Callable[..., Result]:
    """Run the command with arguments of any type."""
    return lambda *arguments: CliRunner().invoke(app, [str(argument) for argument in arguments])
