"""A run that is stopped at any moment and started again ends with the bytes of one that was not."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from report_extract.batch import store
from report_extract.batch.run import Result
from report_extract.errors import InputError

Go = Callable[..., Result]
Ledger = Callable[[], dict[str, dict[str, Any]]]
REPORTS = 30
DRIVER = Path(__file__).with_name("driver.py")


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(REPORTS):
        (folder / f"{number:02}.txt").write_text(f"報告{number}。" * (number + 1), encoding="utf-8")
    (folder / "empty.txt").write_bytes(b"")
    (folder / "dies.txt").write_text("死ぬ。", encoding="utf-8")
    os.mkfifo(folder / "pipe.txt")
    return folder


def begin(out: Path, folder: Path) -> subprocess.Popen[str]:
    command = [sys.executable, str(DRIVER), str(out), "2", str(folder)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)


def results(out: Path) -> tuple[bytes, bytes]:
    return (out / "reports.jsonl").read_bytes(), (out / "ledger.jsonl").read_bytes()


def kept(out: Path) -> int:
    return sum(len(path.name) == 64 for path in (out / ".work").iterdir()) if (out / ".work").exists() else 0


@pytest.mark.parametrize(
    ("signum", "times"), [(signal.SIGKILL, 3), (signal.SIGINT, 1), (signal.SIGTERM, 1)], ids=["kill", "int", "term"]
)
def test_killed_runs_end_with_the_same_bytes(signum: int, times: int, reports: Path, tmp_path: Path) -> None:
    whole = begin(tmp_path / "whole", reports)
    assert whole.communicate()[0] == "0\n"
    chance = random.Random(int(signum))
    kills = 0
    while kills < times:
        process = begin(tmp_path / "out", reports)
        enough = kept(tmp_path / "out") + chance.randint(1, 7)
        while process.poll() is None and kept(tmp_path / "out") < enough:
            time.sleep(0.001)
        time.sleep(chance.uniform(0, 0.02))
        process.send_signal(signum)
        process.communicate()
        assert process.returncode != 0
        kills += 1
        assert not (tmp_path / "out" / "reports.jsonl").exists()
    last = begin(tmp_path / "out", reports)
    reused = int(last.communicate()[0])
    assert reused > 0
    assert results(tmp_path / "out") == results(tmp_path / "whole")
    assert len(results(tmp_path / "out")[1].splitlines()) == REPORTS + 3


def test_what_has_not_changed_is_not_done_again(reports: Path, go: Go, ledger: Ledger, tmp_path: Path) -> None:
    assert go(reports).reused == 0
    before = results(tmp_path / "out")
    assert go(reports).reused == REPORTS + 1  # the empty file is one that the fake worker reads
    assert results(tmp_path / "out") == before
    (reports / "07.txt").write_text("変わった。", encoding="utf-8")
    (reports / "08.txt").unlink()
    assert go(reports).reused == REPORTS - 1
    assert ledger()["07"]["mentions"] == 5
    assert "08" not in ledger()


def test_other_rules_or_code_do_everything_again(reports: Path, go: Go, monkeypatch: pytest.MonkeyPatch) -> None:
    assert go(reports).reused == 0
    monkeypatch.setattr(store, "made_with", lambda: "another version")
    assert go(reports).reused == 0


def test_the_version_is_told_by_every_file_of_the_package() -> None:
    from importlib.resources import files

    paths = [str(path) for path in store._files(files("report_extract"))]
    for name in ("claims/cues.toml", "claims/judge.py", "entities/ner_model/model", "entities/lists/places.toml"):
        assert any(path.endswith(name) for path in paths)
    assert not any("__pycache__" in path for path in paths)


def test_what_was_cut_off_is_done_again(reports: Path, go: Go, tmp_path: Path) -> None:
    go(reports)
    before = results(tmp_path / "out")
    kept = sorted(path for path in (tmp_path / "out" / ".work").iterdir() if path.name != "lock")
    for path, cut in zip(kept, (0, 1, 10, -1), strict=False):
        path.write_bytes(path.read_bytes()[:cut])
    (tmp_path / "out" / ".work" / ".half.part").write_bytes(b"half")
    assert go(reports).reused == REPORTS + 1 - 4
    assert results(tmp_path / "out") == before
    assert not (tmp_path / "out" / ".work" / ".half.part").exists()


def test_a_second_run_into_the_same_folder_stops(reports: Path, go: Go, tmp_path: Path) -> None:
    message = rf"another run is writing into this folder \(process {os.getpid()}\)"
    with store.opened(tmp_path / "out"), pytest.raises(InputError, match=message):
        go(reports)
    assert go(reports).reused == 0


def test_a_full_disk_stops_the_run_which_then_goes_on(
    reports: Path, go: Go, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = [20]
    real = os.fsync

    def full(handle: int) -> None:
        left[0] -= 1
        if left[0] < 0:
            raise OSError(28, "No space left on device")
        real(handle)

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(InputError, match="No space left on device"):
        go(reports)
    assert not (tmp_path / "out" / "reports.jsonl").exists()
    monkeypatch.setattr(os, "fsync", real)
    assert go(reports).reused == 20


def test_every_input_is_in_the_ledger_once(reports: Path, go: Go, ledger: Ledger, tmp_path: Path) -> None:
    go(reports, tmp_path / "nowhere.txt")
    rows = ledger()
    assert len(rows) == REPORTS + 4
    assert {name for name, row in rows.items() if row["status"] == "failed"} == {
        "pipe",
        "pipe.txt",
        "dies",
        "nowhere.txt",
    } - {"pipe.txt"}
    assert rows["pipe"]["cause"] == "no regular file (give - to read standard input)"
    assert rows["nowhere.txt"]["cause"] == "no such file or folder"
    lines = [json.loads(line)["doc_id"] for line in (tmp_path / "out" / "reports.jsonl").read_text().splitlines()]
    assert lines == sorted(name for name, row in rows.items() if row["status"] == "done")
