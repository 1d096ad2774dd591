"""The benchmarks run and print every row; what they measure is no matter of tests."""

import re
import runpy
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
pytestmark = pytest.mark.model


def printed_rows(
    name: str, arguments: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> dict[str, list[float]]:
    """Run a benchmark; give the numbers of each row of its table by the row's name."""
    monkeypatch.setattr("sys.argv", [name, *arguments])
    runpy.run_path(str(ROOT / "benchmarks" / name), run_name="__main__")
    _header, _rule, *rows = (line for line in capsys.readouterr().out.splitlines() if line.startswith("|"))
    cells = [[cell.strip() for cell in row.strip("|").split("|")] for row in rows]
    return {first: [float(re.sub(r",| \[.*", "", cell)) for cell in rest] for first, *rest in cells}


def test_entities_by_source(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    rows = printed_rows("entities.py", [str(ROOT / "gold/dev/korea-2025.ann")], monkeypatch, capsys)
    assert list(rows) == [
        "GiNZA's recogniser alone, labels mapped",
        "trained component alone",
        "lists alone",
        "patterns, dates, quantities alone",
        "all without trained component",
        "all without lists",
        "all without patterns",
        "all without patterns, dates, quantities",
        "all",
    ]
    for found, right, *_scores in rows.values():
        assert 0 < right <= found
    f1 = {name: numbers[-1] for name, numbers in rows.items()}
    assert all(f1["all"] > score for name, score in f1.items() if name.endswith("alone"))


def test_cost_of_stages(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    text = str(ROOT / "corpus/dev/korea-2025.txt")
    # Set for this process, where numpy has long been imported, by the benchmark; taken back here.
    monkeypatch.setenv("OPENBLAS_NUM_THREADS", "1")
    rows = printed_rows("cost.py", [text, "--seconds", "0", "--rounds", "2"], monkeypatch, capsys)
    assert rows["GiNZA's analysis"][:3] == [1, 1, 1]
    assert {"entities", "entities: recognition", "entities: linking", "relations", "claims"} <= rows.keys()
    assert any(name.startswith("layout") for name in rows)
    for least, middle, greatest, tokens in rows.values():
        assert 0 <= least <= middle <= greatest
        assert tokens > 0
    parts = rows["entities: recognition"][1] + rows["entities: linking"][1]
    assert parts == pytest.approx(rows["entities"][1], abs=0.002)


def test_a_report_in_other_shapes_gives_the_same_records(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shapes = ["wrapped at 24", "wrapped at 60", "cp932", "utf-16", "html", "docx"]
    arguments = [str(ROOT / "corpus/dev/us-alliance-2025.txt"), "--shapes", ",".join(shapes)]
    rows = printed_rows("invariance.py", arguments, monkeypatch, capsys)
    assert list(rows) == [*shapes, "all"]
    for mentions, relations, claims, everything in rows.values():
        assert min(mentions, everything) >= 0.98
        assert min(relations, claims) >= 0.95
