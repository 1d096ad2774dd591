"""The benchmarks run and print every row; what they measure is no matter of tests."""

import re
import runpy
from pathlib import Path
from xml.etree import ElementTree

import pytest

ROOT = Path(__file__).parents[1]
pytestmark = pytest.mark.model


def printed_rows(
    name: str, arguments: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> dict[str, list[float]]:
    """Run a benchmark; give the numbers of each row of its table by the row's name."""
    monkeypatch.setattr("sys.argv", [name, *arguments])
    monkeypatch.syspath_prepend(ROOT / "benchmarks")
    # Set for this process, where numpy has long been imported, by the benchmarks; taken back here.
    monkeypatch.setenv("OPENBLAS_NUM_THREADS", "1")
    runpy.run_path(str(ROOT / "benchmarks" / name), run_name="__main__")
    lines = [line for line in capsys.readouterr().out.splitlines() if line.startswith("|")]
    heads = {at - 1 for at, line in enumerate(lines) if line.startswith("| ---")}
    rows = [line for at, line in enumerate(lines) if at not in heads and at - 1 not in heads]
    cells = [[cell.strip() for cell in row.strip("|").split("|")] for row in rows]
    return {first: [float(re.sub(r",| \[.*", "", cell) or "nan") for cell in rest] for first, *rest in cells}


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
    rows = printed_rows("cost.py", [text, "--seconds", "0", "--rounds", "2"], monkeypatch, capsys)
    assert rows["GiNZA's analysis"][:3] == [1, 1, 1]
    assert {"entities", "entities: recognition", "entities: linking", "relations", "claims"} <= rows.keys()
    assert any(name.startswith("layout") for name in rows)
    for least, middle, greatest, tokens in rows.values():
        assert 0 <= least <= middle <= greatest
        assert tokens > 0
    parts = rows["entities: recognition"][1] + rows["entities: linking"][1]
    assert parts == pytest.approx(rows["entities"][1], abs=0.002)


def test_speed_beside_stock(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    text = str(ROOT / "corpus/dev/korea-2025.txt")
    rows = printed_rows("speed.py", [text, "--rounds", "1"], monkeypatch, capsys)
    clock, processor, *_others, memory = rows.pop("report-extract run, one report")
    assert min(clock, processor, memory) > 0
    assert list(rows) == ["report-extract run", "plain nlp.pipe", "ginza -f json"]
    for clock, processor, speed, *ratios, memory in rows.values():
        assert min(clock, processor, speed, memory, *ratios) > 0
    assert rows["report-extract run"][3:7] == [1, 1, 1, 1]


def test_growth(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    plot = tmp_path / "growth.svg"
    rows = printed_rows("growth.py", ["--lengths", "500", "--numbers", "2", "--plot", str(plot)], monkeypatch, capsys)
    assert list(rows) == ["500", "2"]
    assert all(seconds > 0 and memory > 0 for seconds, _, memory in rows.values())
    drawing = ElementTree.parse(plot).getroot()
    assert len(drawing.findall("{*}polyline")) == 4


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
