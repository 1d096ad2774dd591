"""The command line: what it prints, what it writes, how it exits."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from report_extract.cli.evaluate import evaluate
from report_extract.evaluation.brat import write_gold
from report_extract.evaluation.gold import GoldReport
from report_extract.records import Report

Run = Callable[..., Result]


@pytest.fixture
def run() -> Run:
    """Runs the command."""
    app = typer.Typer()
    app.command()(evaluate)

    def call(*arguments: object) -> Result:
        return CliRunner(env={"COLUMNS": "100"}).invoke(app, [str(argument) for argument in arguments])

    return call


def save(path: Path, *reports: Report) -> Path:
    path.write_text("".join(f"{report.model_dump_json()}\n" for report in reports), encoding="utf-8")
    return path


@pytest.fixture
def right_file(tmp_path: Path, right: Report) -> Path:
    """A run with nothing wrong."""
    return save(tmp_path / "right.jsonl", right)


@pytest.fixture
def damaged_file(tmp_path: Path, damaged: Report) -> Path:
    """A run with errors."""
    return save(tmp_path / "damaged.jsonl", damaged)


def test_the_table_shows_every_measure_in_100_columns(run: Run, gold_file: Path, damaged_file: Path) -> None:
    result = run("--gold", gold_file, damaged_file)
    assert result.exit_code == 0, result.output
    for measure in ("entities strict", "clusters", "anaphors resolved", "relations untyped", "claim condition"):
        assert measure in result.output
    assert max(len(line) for line in result.output.splitlines()) <= 100


@pytest.mark.parametrize(
    ("gates", "code", "named"),
    [
        pytest.param("entities=0.4,relations=0.4,arguments=0.8", 0, (), id="at-the-gate"),
        pytest.param("entities=0.41,relations=0.4,arguments=0.9", 1, ("entities", "arguments"), id="below"),
        pytest.param("claims=0.1", 1, ("claims",), id="claims"),
    ],
)
def test_fail_under(
    run: Run, gold_file: Path, damaged_file: Path, gates: str, code: int, named: tuple[str, ...]
) -> None:
    result = run("--gold", gold_file, damaged_file, "--fail-under", gates)
    assert result.exit_code == code
    below = [line.split()[1] for line in result.stderr.splitlines() if "is below" in line]
    assert tuple(below) == named


@pytest.mark.parametrize("gates", ["entity=0.5", "entities=high", "entities"])
def test_gates_that_make_no_sense_are_refused(run: Run, gold_file: Path, right_file: Path, gates: str) -> None:
    assert run("--gold", gold_file, right_file, "--fail-under", gates).exit_code == 2


def test_json_markdown_and_errors_are_written(run: Run, gold_file: Path, damaged_file: Path, tmp_path: Path) -> None:
    names = [tmp_path / name for name in ("scores.json", "scores.md", "errors.jsonl")]
    result = run("--gold", gold_file, damaged_file, "--json", names[0], "--markdown", names[1], "--errors", names[2])
    assert result.exit_code == 0, result.output
    scores = json.loads(names[0].read_text(encoding="utf-8"))["groups"]["small"]
    assert scores["entities"]["strict"]["f1"] == pytest.approx(0.4)
    assert "| entities strict | 0.400 | 0.400 | 0.400 |" in names[1].read_text(encoding="utf-8")
    rows = [json.loads(line) for line in names[2].read_text(encoding="utf-8").splitlines()]
    assert {frozenset(row) for row in rows} == {frozenset(("doc", "kind", "sentence", "expected", "got", "rule"))}
    assert len(rows) == len(scores["errors"])


def test_markdown_to_the_terminal_stands_alone(run: Run, gold_file: Path, right_file: Path) -> None:
    result = run("--gold", gold_file, right_file, "--markdown", "-")
    assert result.stdout.startswith("## 1 reports")
    assert all(line.startswith(("|", "#")) for line in result.stdout.splitlines() if line)


def test_a_file_that_cannot_be_written_is_said(run: Run, gold_file: Path, right_file: Path, tmp_path: Path) -> None:
    result = run("--gold", gold_file, right_file, "--json", tmp_path / "none" / "scores.json")
    assert result.exit_code == 2
    assert "cannot be written" in result.stderr


def test_a_comparison_gives_a_verdict_and_lists(
    run: Run, gold_file: Path, right_file: Path, damaged_file: Path, tmp_path: Path
) -> None:
    written = tmp_path / "scores.json"
    result = run("--gold", gold_file, right_file, "--compare", damaged_file, "--json", written)
    assert result.exit_code == 0, result.output
    assert "better" in result.output
    assert "entities mended: 6" in result.output
    assert "small found: GPE 米国" in result.output
    assert json.loads(written.read_text(encoding="utf-8"))["comparisons"]["small"]["broken"] == []


def test_folders_stand_side_by_side_with_their_distance(
    run: Run, tmp_path: Path, gold_of: Callable[[str], GoldReport], right: Report, damaged_of: Callable[[str], Report]
) -> None:
    for folder, name in (("dev", "small"), ("heldback", "other")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / f"{name}.ann").write_text(write_gold(gold_of(name)), encoding="utf-8")
    reports = save(tmp_path / "run.jsonl", right, damaged_of("other"))
    written = tmp_path / "scores.json"
    result = run("--gold", tmp_path / "dev", "--gold", tmp_path / "heldback", reports, "--json", written)
    assert result.exit_code == 0, result.output
    header = next(line for line in result.output.splitlines() if line.startswith("F1 or share"))
    assert header.split()[-3:] == ["dev", "heldback", "distance"]
    strict = next(line for line in result.output.splitlines() if line.startswith("entities strict"))
    assert strict.split()[-1] == "+0.600"
    assert json.loads(written.read_text(encoding="utf-8"))["distance"]["entities"] == pytest.approx(0.6)
    assert max(len(line) for line in result.output.splitlines()) <= 100


def test_files_stand_side_by_side_without_a_distance(
    run: Run, tmp_path: Path, gold_of: Callable[[str], GoldReport], right_of: Callable[[str], Report]
) -> None:
    names = [f"r{number}" for number in range(5)]
    for name in names:
        (tmp_path / f"{name}.ann").write_text(write_gold(gold_of(name)), encoding="utf-8")
    reports = save(tmp_path / "run.jsonl", *(right_of(name) for name in names))
    options = [part for name in names for part in ("--gold", tmp_path / f"{name}.ann")]
    result = run(*options, reports)
    assert result.exit_code == 0, result.output
    assert "distance" not in result.output
    header = next(line for line in result.output.splitlines() if line.startswith("F1 or share"))
    assert header.split()[-5:] == names


def test_what_has_no_counterpart_is_named(
    run: Run, gold_file: Path, gold_of: Callable[[str], GoldReport], right: Report, right_of: Callable[[str], Report]
) -> None:
    gold_file.with_name("lonely.ann").write_text(write_gold(gold_of("lonely")), encoding="utf-8")
    reports = save(gold_file.parent / "run.jsonl", right, right_of("unread"))
    result = run("--gold", gold_file.parent, reports)
    assert result.exit_code == 0, result.output
    assert "gold without a report, not scored: lonely" in result.stderr
    assert "reports without gold, ignored: unread" in result.stderr


def test_bad_gold_exits_2_with_one_line(run: Run, gold_file: Path, right_file: Path) -> None:
    gold_file.write_text(gold_file.read_text(encoding="utf-8").replace("T1\tGPE", "T1\tLAND"), encoding="utf-8")
    result = run("--gold", gold_file, right_file)
    assert result.exit_code == 2
    assert result.stderr.startswith(f"error: {gold_file}:3: unknown type 'LAND'")
    assert len(result.stderr.splitlines()) == 1


def test_gold_of_other_reports_exits_2(run: Run, gold_file: Path, right_of: Callable[[str], Report]) -> None:
    reports = save(gold_file.parent / "run.jsonl", right_of("else"))
    result = run("--gold", gold_file, reports)
    assert result.exit_code == 2
    assert "none of this gold has a report" in result.stderr


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        pytest.param('"doc_id"', '"doc"', ":1: not a report: doc_id: Field required", id="schema"),
        pytest.param('"subject":"m1"', '"subject":"m99"', "refers to a missing mention 'm99'", id="mention"),
        pytest.param('"holder":"e1"', '"holder":"e99"', "refers to a missing entity 'e99'", id="holder"),
        pytest.param('"entity":"e4"', '"entity":"e99"', "refers to a missing entity 'e99'", id="entity"),
        pytest.param(
            '"sentence":"s1","rule":"aid-1"', '"sentence":"s9","rule":"aid-1"', "sentence 's9'", id="sentence"
        ),
        pytest.param("}\n", "}", "", id="no-line-end-is-fine"),
    ],
)
def test_bad_records_exit_2_with_one_line(
    run: Run, gold_file: Path, right_file: Path, old: str, new: str, reason: str
) -> None:
    text = right_file.read_text(encoding="utf-8")
    assert old in text
    right_file.write_text(text.replace(old, new), encoding="utf-8")
    result = run("--gold", gold_file, right_file)
    assert result.exit_code == (2 if reason else 0)
    assert reason in result.stderr
    assert len(result.stderr.splitlines()) == (1 if reason else 0)


def test_a_report_twice_exits_2(run: Run, gold_file: Path, right: Report) -> None:
    reports = save(gold_file.parent / "run.jsonl", right, right)
    result = run("--gold", gold_file, reports)
    assert result.exit_code == 2
    assert "run.jsonl:2: the report small stands there twice" in result.stderr


def test_runs_over_different_texts_are_not_compared(run: Run, gold_file: Path, right_file: Path, right: Report) -> None:
    other = save(gold_file.parent / "other.jsonl", right.model_copy(update={"text": f"{right.text} "}))
    result = run("--gold", gold_file, right_file, "--compare", other)
    assert result.exit_code == 2
    assert "the text of small is not the same in the two runs" in result.stderr


def test_a_missing_file_exits_2(run: Run, gold_file: Path, tmp_path: Path) -> None:
    result = run("--gold", gold_file, tmp_path / "none.jsonl")
    assert result.exit_code == 2
    assert "cannot be read" in result.stderr
