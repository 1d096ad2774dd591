"""Own processes: limits, deaths, replacement; nothing lost."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from report_extract.batch import workers
from report_extract.batch.limits import Limits
from report_extract.batch.run import Result

Go = Callable[..., Result]
Ledger = Callable[[], dict[str, dict[str, Any]]]

FAULTS = {
    "hangs": ("眠る。", "took more than 1 s: given up"),
    "killed": ("死ぬ。", "the process that read it died (killed, perhaps for lack of memory)"),
    "crashes": ("壊れる。", "the process that read it died (SIGSEGV)"),
    "exits": ("去る。", "the process that read it died (exit status 7)"),
    "memory": ("食べる。", "needs more than 1000 MB of memory: given up"),
}


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("fault", FAULTS)
def test_a_report_that_takes_too_much_is_given_up_alone(
    fault: str, count: int, go: Go, ledger: Ledger, tmp_path: Path
) -> None:
    text, cause = FAULTS[fault]
    folder = tmp_path / "in"
    folder.mkdir()
    for name, content in (("a", "よい。"), ("b", text), ("c", "よい。"), ("d", "よい。")):
        (folder / f"{name}.txt").write_text(content, encoding="utf-8")
    result = go(folder, workers=count, limits=Limits(seconds=1, memory=1000))
    rows = ledger()
    assert {name: row["status"] for name, row in rows.items()} == {"a": "done", "b": "failed", "c": "done", "d": "done"}
    assert rows["b"]["cause"] == cause
    assert [json.loads(line)["doc_id"] for line in result.path.read_text().splitlines()] == ["a", "c", "d"]


def test_the_order_does_not_depend_on_the_number_of_workers(go: Go, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(40):
        (folder / f"{number:02}.txt").write_text("長い。" * (number % 7 + 1), encoding="utf-8")
    seen = set()
    for count in (1, 2, 4):
        result = go(folder, workers=count)
        seen.add((result.path.read_bytes(), result.path.with_name("ledger.jsonl").read_bytes()))
        for path in (tmp_path / "out" / ".work").iterdir():
            path.unlink()
    assert len(seen) == 1


def test_a_worker_is_replaced_when_it_has_grown(go: Go, begun: list[workers.Worker], tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(10):
        (folder / f"{number}.txt").write_text("太る。" if number in (3, 6) else "よい。", encoding="utf-8")
    assert len(go(folder).path.read_text().splitlines()) == 10
    assert len(begun) == 3
    assert all(worker.process.poll() is not None for worker in begun)


def test_a_report_whose_worker_died_is_tried_once_more(
    go: Go, begun: list[workers.Worker], ledger: Ledger, tmp_path: Path
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for name, content in (
        ("a", "よい。"),
        ("b", f"一度倒れる {tmp_path / 'marker'} 。"),
        ("c", "死ぬ。"),
        ("d", "よい。"),
    ):
        (folder / f"{name}.txt").write_text(content, encoding="utf-8")
    go(folder)
    assert {name: row["status"] for name, row in ledger().items()} == {
        "a": "done",
        "b": "done",
        "c": "failed",
        "d": "done",
    }
    assert len(begun) == 4  # one more after each death
