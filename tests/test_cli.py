"""``report-extract run`` and its kin: what is written, what is said, how it exits."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import jsonschema
import pytest
from typer.testing import CliRunner, Result

from report_extract import extract
from report_extract.batch import find_inputs
from report_extract.batch.store import write_whole
from report_extract.cli import app
from report_extract.errors import InputError

TEXT = "ロシアは2024年3月に北朝鮮に武器を供与した。\n"
OTHER = "日本は米国と協力するであろう。\n"

Run = Callable[..., Result]


@pytest.fixture
def run() -> Run:
    """Runs a command of the command line, reports in this process: the model is loaded once for all tests."""

    def call(*arguments: object) -> Result:
        if arguments[:1] == ("run",) and "--help" not in arguments:
            arguments = (*arguments, "--workers", "0")
        return CliRunner(env={"COLUMNS": "120"}).invoke(app, [str(argument) for argument in arguments])

    return call


def lines(folder: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in (folder / "reports.jsonl").read_text(encoding="utf-8").splitlines()]


def ids(folder: Path) -> list[object]:
    return [line["doc_id"] for line in lines(folder)]


def put(path: Path, content: str | bytes = TEXT) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return path


# --- inputs ---------------------------------------------------------------------------------------------------------


def test_inputs_are_found_in_the_order_of_their_ids(tmp_path: Path) -> None:
    for name in ("in/c.pdf", "in/deep/a.md", "in/b.text", "in/no.ann", "one.dat"):
        put(tmp_path / name)
    found = find_inputs([tmp_path / "one.dat", tmp_path / "in"])
    assert [item.doc_id for item in found.inputs] == ["a", "b", "c", "one"]
    assert found.passed_over == {".ann": 1}


def test_files_of_one_name_get_ids_that_differ(tmp_path: Path) -> None:
    for name in ("x/a.txt", "y/a.txt", "z/y/a.txt", "x/b.txt"):
        put(tmp_path / name)
    found = find_inputs([tmp_path])
    ids = [item.doc_id for item in found.inputs]
    assert ids == ["b", f"{tmp_path.name}/y/a.txt", "x/a.txt", "z/y/a.txt"]


def test_a_file_named_twice_is_read_once(tmp_path: Path) -> None:
    path = put(tmp_path / "a.txt")
    found = find_inputs([path, tmp_path, tmp_path / "." / "a.txt"])
    assert len(found.inputs) == 1


def test_what_is_not_there_is_named(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    found = find_inputs([tmp_path / "no.txt", tmp_path / "empty"])
    assert {item.source for item in found.inputs if item.problem} == {str(tmp_path / "no.txt"), str(tmp_path / "empty")}


# --- a run ----------------------------------------------------------------------------------------------------------


@pytest.mark.model
def test_files_and_folders(run: Run, tmp_path: Path) -> None:
    put(tmp_path / "in" / "b.txt")
    put(tmp_path / "in" / "deep" / "c.md", OTHER)
    single = put(tmp_path / "a.txt", OTHER)
    result = run("run", tmp_path / "in", single, "-o", tmp_path / "out")
    assert result.exit_code == 0, result.output
    assert ids(tmp_path / "out") == ["a", "b", "c"]
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [".work", "ledger.jsonl", "reports.jsonl"]
    assert result.stderr == ""


BAD = {
    "empty": (b"", "empty"),
    "blank": ("　\n\n".encode(), "empty"),
    "binary": (bytes(range(256)) * 20, "no text"),
    "zeros": (b"\0" * 500, ""),
    "english": (b"Russia gave arms to North Korea in March 2024.\n", "no Japanese"),
    "chinese": ("俄罗斯向朝鲜提供武器。".encode(), "no Japanese"),
    "broken-utf16": (b"\xff\xfe" + "ロシアは".encode("utf-16-le") + b"\x00", "utf-16"),
}


@pytest.mark.model
@pytest.mark.parametrize("name", BAD)
def test_a_file_that_cannot_be_read_is_named_and_the_others_are_written(name: str, run: Run, tmp_path: Path) -> None:
    content, cause = BAD[name]
    bad = put(tmp_path / "in" / f"{name}.txt", content)
    put(tmp_path / "in" / "good.txt")
    result = run("run", tmp_path / "in", "-o", tmp_path / "out")
    assert result.exit_code == 1
    assert ids(tmp_path / "out") == ["good"]
    (line,) = result.stderr.splitlines()
    assert line.startswith(f"error: {bad}: ")
    assert cause in line
    assert "Traceback" not in result.output


@pytest.mark.model
def test_a_missing_path_is_named_and_the_others_are_written(run: Run, tmp_path: Path) -> None:
    good = put(tmp_path / "good.txt")
    result = run("run", tmp_path / "no.txt", good, "-o", tmp_path / "out")
    assert result.exit_code == 1
    assert result.stderr.splitlines() == [f"error: {tmp_path / 'no.txt'}: no such file or folder"]
    assert ids(tmp_path / "out") == ["good"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_an_unreadable_file_is_named(run: Run, tmp_path: Path) -> None:
    path = put(tmp_path / "a.txt")
    path.chmod(0)
    result = run("run", path, "-o", tmp_path / "out")
    assert result.exit_code == 1
    assert result.stderr.startswith(f"error: {path}: Permission denied")


@pytest.mark.model
def test_a_run_without_any_report_writes_an_empty_file(run: Run, tmp_path: Path) -> None:
    result = run("run", put(tmp_path / "a.txt", b""), "-o", tmp_path / "out")
    assert result.exit_code == 1
    assert lines(tmp_path / "out") == []


def test_no_input_and_no_output_are_errors_of_use(run: Run, tmp_path: Path) -> None:
    assert run("run").exit_code == 2
    assert run("run", tmp_path).exit_code == 2


@pytest.mark.model
def test_an_output_that_cannot_be_made_ends_the_run(run: Run, tmp_path: Path) -> None:
    put(tmp_path / "out", "a file, no folder")
    result = run("run", put(tmp_path / "a.txt"), "-o", tmp_path / "out")
    assert result.exit_code == 2
    (line,) = result.stderr.splitlines()
    assert line.startswith(f"error: {tmp_path / 'out'}: cannot write: ")


@pytest.mark.model
def test_two_runs_write_the_same_bytes(run: Run, tmp_path: Path, main_path: Path) -> None:
    other = put(tmp_path / "b.txt", OTHER)
    for out, inputs in (("one", [main_path, other]), ("two", [other, main_path])):
        assert run("run", *inputs, "-o", tmp_path / out).exit_code == 0
    assert (tmp_path / "one" / "reports.jsonl").read_bytes() == (tmp_path / "two" / "reports.jsonl").read_bytes()


@pytest.mark.model
def test_every_line_is_valid_by_the_printed_schema(run: Run, tmp_path: Path, main_path: Path) -> None:
    printed = run("schema")
    assert printed.exit_code == 0
    schema = json.loads(printed.stdout)
    jsonschema.Draft202012Validator.check_schema(schema)
    assert run("run", main_path, put(tmp_path / "b.txt", OTHER), "-o", tmp_path / "out").exit_code == 0
    found = lines(tmp_path / "out")
    assert len(found) == 2
    for line in found:
        jsonschema.validate(line, schema)
        assert set(line) == set(schema["properties"])


# --- texts that are hard to read --------------------------------------------------------------------------------------


@pytest.mark.model
def test_a_paragraph_longer_than_the_analyser_takes() -> None:
    text = "これは長い文である。" * 1700 + TEXT.strip()
    assert len(text.encode("utf-8")) > 49_149
    report = extract(text)
    assert len(report.sentences) == 1701
    assert [m.text for m in report.mentions] == ["ロシア", "2024年3月", "北朝鮮"]
    assert report.warnings == ()


@pytest.mark.model
def test_a_sentence_longer_than_the_analyser_takes_is_cut_with_a_warning() -> None:
    report = extract("長い、" * 6000 + "文である。")
    (warning,) = report.warnings
    assert "18005 characters" in warning
    assert report.sentences[-1].end == len(report.text)


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"ロシ\0アは{TEXT}", id="nul"),
        pytest.param(f"ロシ\ud800アは\udfff{TEXT}", id="lone-surrogates"),
        pytest.param(f"\U0001f1f7\U0001f1fa{TEXT}", id="beyond-the-bmp"),
        pytest.param(f"{TEXT}\f{TEXT}", id="form-feed"),
        pytest.param("は" * 3, id="kana-only"),
        pytest.param("「" * 200 + TEXT, id="brackets"),
        pytest.param(TEXT.strip("。\n"), id="no-full-stop"),
    ],
)
def test_odd_characters(text: str) -> None:
    report = extract(text)
    assert report.text == text
    for mention in report.mentions:
        assert text[mention.start : mention.end] == mention.text


@pytest.mark.model
def test_a_file_with_a_nul_is_read(run: Run, tmp_path: Path) -> None:
    text = TEXT * 10
    assert run("run", put(tmp_path / "a.txt", f"\0{text}"), "-o", tmp_path / "out").exit_code == 0
    assert lines(tmp_path / "out")[0]["text"] == f"\0{text}"


@pytest.mark.model
@pytest.mark.parametrize("encoding", ["cp932", "euc_jp", "iso2022_jp", "utf-16", "utf-8-sig"])
def test_encodings(encoding: str, run: Run, tmp_path: Path) -> None:
    assert run("run", put(tmp_path / "a.txt", (TEXT + OTHER).encode(encoding)), "-o", tmp_path / "out").exit_code == 0
    (line,) = lines(tmp_path / "out")
    assert line["text"] == TEXT + OTHER
    assert line["source"]["encoding"] == encoding  # type: ignore[index]


@pytest.mark.parametrize("text", ["", " \n", "Russia gave arms.", "2024-12-06"])
def test_a_text_with_nothing_to_read_is_refused(text: str) -> None:
    with pytest.raises(InputError, match=r"^text: (?:empty|no Japanese text)$"):
        extract(text)


# --- writing --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("fault", [OSError(28, "No space left on device"), KeyboardInterrupt()], ids=["disk", "stop"])
def test_a_failing_write_leaves_the_old_file(
    fault: BaseException, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = put(tmp_path / "reports.jsonl", "old\n")

    def fail(_: int) -> None:
        raise fault

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(InputError if isinstance(fault, OSError) else KeyboardInterrupt):
        write_whole(tmp_path / "reports.jsonl", [b"new"])
    assert old.read_text() == "old\n"
    assert [path.name for path in tmp_path.iterdir()] == ["reports.jsonl"]


# --- help -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], ["run", "schema", "evaluate", "Japanese"]),
        (["run"], ["INPUT...", "--output", "-o", "DIR", "Exit status", "reports.jsonl"]),
        (["schema"], ["JSON Schema", "reports.jsonl"]),
        (["evaluate"], ["--gold", "--fail-under", "--errors", "--compare"]),
    ],
    ids=["all", "run", "schema", "evaluate"],
)
def test_help(arguments: Sequence[str], words: Sequence[str], run: Run) -> None:
    result = run(*arguments, "--help")
    assert result.exit_code == 0
    assert [word for word in words if word not in result.stdout] == []


def test_every_command_has_a_help_text() -> None:
    for command in app.registered_commands:
        assert command.callback is not None
        assert command.callback.__doc__


@pytest.mark.parametrize(
    "command",
    [["--help"], ["run", "--help"], ["schema", "--help"], ["evaluate", "--help"], ["schema"]],
    ids=" ".join,
)
def test_answers_without_loading_what_is_heavy(command: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "report_extract", *command],
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = {line.rsplit("|", 1)[-1].strip().split(".")[0] for line in done.stderr.splitlines() if "|" in line}
    assert "typer" in loaded
    assert loaded & {"spacy", "thinc", "pandas", "numpy", "scipy", "ginza", "sudachipy", "rich"} == set()
