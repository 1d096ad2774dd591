"""The Japanese README is in step with the English one, and both name commands and files that are there."""

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from report_extract.cli import app

ROOT = Path(__file__).parents[1]
READMES = ["README.md", "README.ja.md"]


def commands(name: str) -> list[str]:
    blocks = re.findall(r"^```sh\n(.*?)^```", (ROOT / name).read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    return [line for block in blocks for line in block.splitlines()]


def test_the_japanese_commands_are_those_of_the_english_readme_in_its_order() -> None:
    english = commands("README.md")
    japanese = commands("README.ja.md")
    assert len(japanese) > 5
    assert japanese == [command for command in english if command in japanese]


@pytest.mark.parametrize("name", READMES)
def test_every_option_of_a_command_exists(name: str) -> None:
    for command in commands(name):
        for part in command.split("&&"):
            words = part.split()
            if not words or not words[0].endswith("report-extract"):
                continue
            path = words[1 : 3 if words[1] == "review" else 2]
            help_text = CliRunner(env={"COLUMNS": "200"}).invoke(app, [*path, "--help"])
            assert help_text.exit_code == 0, command
            for option in re.findall(r"(?<=\s)--?[a-z][a-z-]*", part):
                assert option in help_text.stdout, command


@pytest.mark.parametrize("name", READMES)
def test_every_file_that_is_linked_is_there(name: str) -> None:
    for link in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", (ROOT / name).read_text(encoding="utf-8")):
        assert (ROOT / link).exists(), link
