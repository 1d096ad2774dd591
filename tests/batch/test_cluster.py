"""A run on a Dask cluster: the bytes of a run on this machine; what is lost is said, or read again."""

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from dask_processes import Cluster, kill
from typer.testing import CliRunner

from report_extract.batch import cluster as client_side
from report_extract.batch import reader, workers
from report_extract.batch.extracting import Task
from report_extract.batch.limits import Limits
from report_extract.batch.outcome import Outcome
from report_extract.batch.run import Result
from report_extract.cli import app
from report_extract.errors import ClusterError

Go = Callable[..., Result]
Ledger = Callable[[], dict[str, dict[str, Any]]]
HERE = Path(__file__).parent
FAKE = (str(HERE / "fake_worker.py"),)


@pytest.fixture(scope="module")
def two_workers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """A cluster of two workers."""
    cluster = Cluster(tmp_path_factory.mktemp("cluster"))
    for _ in range(2):
        cluster.add_worker()
    yield cluster
    cluster.close()


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    """Reports of several kinds, some of which cannot be read."""
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(20):
        (folder / f"{number:02}.txt").write_text(f"報告{number}。" * (number + 1), encoding="utf-8")
    (folder / "dies.txt").write_text("死ぬ。", encoding="utf-8")
    (folder / "hangs.txt").write_text("眠る。", encoding="utf-8")
    os.mkfifo(folder / "pipe.txt")
    return folder


@pytest.fixture
def rows(tmp_path: Path) -> Path:
    """Reports that are lines of a file."""
    path = tmp_path / "rows.jsonl"
    path.write_text("".join(json.dumps({"id": f"row{n}", "text": "行。" * n}) + "\n" for n in range(1, 6)))
    return path


def results(out: Path) -> tuple[bytes, bytes]:
    return (out / "reports.jsonl").read_bytes(), (out / "ledger.jsonl").read_bytes()


def forget(out: Path) -> None:
    for path in (out / ".work").iterdir():
        path.unlink()


# --- the same -------------------------------------------------------------------------------------------------------


def test_the_bytes_are_those_of_a_run_without_a_cluster(
    two_workers: Cluster, reports: Path, rows: Path, go: Go, tmp_path: Path
) -> None:
    limits = Limits(seconds=1)
    go(reports, rows, workers=2, limits=limits)
    alone = results(tmp_path / "out")
    forget(tmp_path / "out")
    assert go(reports, rows, cluster=two_workers.address, limits=limits).reused == 0
    assert results(tmp_path / "out") == alone
    assert go(reports, rows, cluster=two_workers.address, limits=limits).reused == 25
    assert results(tmp_path / "out") == alone
    for name in ("dies", "hangs"):
        (reports / f"{name}.txt").unlink()
    assert go(reports, rows, cluster="tcp://127.0.0.1:9").reused == 25  # nothing to do: no cluster is needed
    assert len(alone[0].splitlines()) == 25
    assert len(alone[1].splitlines()) == 28


@pytest.mark.model
def test_a_cluster_of_this_machine_reads_as_one_process_does(tmp_path: Path) -> None:
    texts = ("ロシアは2024年3月に北朝鮮に武器を供与した。\n", "日本は米国と協力するであろう。\n")
    for number, text in enumerate(texts):
        (tmp_path / f"{number}.txt").write_text(text, encoding="utf-8")
    paths = [str(tmp_path / f"{number}.txt") for number in range(2)]
    for out, *options in (("alone", "--workers", "0"), ("cluster", "--workers", "2", "--cluster", "local")):
        done = CliRunner().invoke(app, ["run", *paths, "-o", str(tmp_path / out), *options])
        assert done.exit_code == 0, done.output
    assert results(tmp_path / "cluster") == results(tmp_path / "alone")


# --- lost on the way ------------------------------------------------------------------------------------------------


def lose_a_worker(reports: Path, tmp_path: Path, *far: str) -> list[list[str]]:
    """Run with a worker that is killed; give the workers that had the report that it was reading, and their networks."""
    (reports / "held.txt").write_text(f"待つ {tmp_path / 'work' / 'held'} 。", encoding="utf-8")
    (reports / "hangs.txt").unlink()
    prefix = ["unshare", "-rnm"] if far else []
    command = [*prefix, sys.executable, str(HERE / "lose_a_worker.py"), str(reports), str(tmp_path / "work"), *far]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    return [line.split() for line in done.stdout.splitlines()]


@pytest.mark.parametrize("far", [(), ("far",)], ids=["worker", "worker on another host"])
def test_a_killed_worker_loses_nothing(
    far: tuple[str, ...], reports: Path, go: Go, ledger: Ledger, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    if far:
        request.getfixturevalue("network")
    (lost, its_network), (second, other_network) = lose_a_worker(reports, tmp_path, *far)
    assert lost != second
    assert (its_network != other_network) == bool(far)
    go(reports)
    assert results(tmp_path / "out") == results(tmp_path / "work" / "out")
    rows = ledger()
    assert {name for name, row in rows.items() if row["status"] == "failed"} == {"dies", "pipe"}
    assert len(rows) == 23


def test_a_report_that_its_workers_die_of_is_left_out(
    go: Go, ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_text("道連れ。", encoding="utf-8")
    monkeypatch.setenv("DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES", "1")
    cluster = Cluster(tmp_path / "cluster")
    try:
        for _ in range(2):
            cluster.add_worker()
        go(tmp_path / "a.txt", cluster=cluster.address)
    finally:
        cluster.close()
    assert ledger()["a"]["cause"] == "its worker died, 2 times"


@pytest.fixture
def network() -> None:
    """Skips where no host can be made."""
    script = "mount -t tmpfs tmpfs /run && ip netns add far && ip link add near type veth peer name away netns far"
    try:
        done = subprocess.run(["unshare", "-rnm", "sh", "-ec", script], capture_output=True, text=True, check=False)
    except OSError as error:
        pytest.skip(f"no network namespaces: {error}")
    if done.returncode:
        pytest.skip(f"no network namespaces: {done.stderr.strip()}")


def test_a_lost_scheduler_ends_a_run_which_goes_on_elsewhere(
    reports: Path, go: Go, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, two_workers: Cluster
) -> None:
    monkeypatch.setattr(client_side, "CONNECTING", 1.0)
    (reports / "hangs.txt").unlink()
    cluster = Cluster(tmp_path / "cluster")
    cluster.add_worker()
    try:
        with pytest.raises(ClusterError, match=r"the connection to the scheduler was lost: the same command goes on"):
            go(reports, cluster=cluster.address, progress=lambda outcome: kill(cluster.processes[0]))
    finally:
        cluster.close()
    monkeypatch.undo()
    assert not (tmp_path / "out" / "reports.jsonl").exists()
    assert go(reports, cluster=two_workers.address).reused > 0
    assert len(results(tmp_path / "out")[1].splitlines()) == 22


def test_a_stopped_run_goes_on(reports: Path, go: Go, tmp_path: Path, two_workers: Cluster) -> None:
    (reports / "hangs.txt").unlink()
    seen = []

    def stop(outcome: Outcome) -> None:
        seen.append(outcome)
        if len(seen) == 5:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        go(reports, cluster=two_workers.address, progress=stop)
    assert go(reports, cluster=two_workers.address).reused >= 3
    assert len(results(tmp_path / "out")[1].splitlines()) == 22


def test_a_cluster_without_workers_is_not_waited_for(
    reports: Path, go: Go, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cluster = Cluster(tmp_path / "cluster")
    try:
        monkeypatch.setattr(client_side, "PATIENCE", 0.5)
        with pytest.raises(ClusterError, match=r"no worker came in 0.5 s"):
            go(reports, cluster=cluster.address)
        monkeypatch.setattr(client_side, "PATIENCE", 60.0)
        worker = cluster.add_worker()

        def lose(outcome: Outcome) -> None:
            monkeypatch.setattr(client_side, "PATIENCE", 0.5)
            monkeypatch.setattr(client_side, "LOOKING", 0.2)
            kill(worker)

        with pytest.raises(ClusterError, match=r"no worker for 0.5 s: the same command goes on from here"):
            go(reports, cluster=cluster.address, progress=lose)
    finally:
        cluster.close()


# --- refused --------------------------------------------------------------------------------------------------------


def test_no_scheduler_is_said(reports: Path, go: Go, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client_side, "CONNECTING", 0.5)
    with pytest.raises(ClusterError, match=r"^tcp://127.0.0.1:9: no scheduler: .*127.0.0.1:9"):
        go(reports, cluster="tcp://127.0.0.1:9")


def test_another_version_is_refused(
    two_workers: Cluster, reports: Path, go: Go, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = {**reader.versions(), "spacy": "3.9.0"}
    monkeypatch.setattr(reader, "versions", lambda: here)  # here only: the workers are processes of their own
    with pytest.raises(ClusterError, match=r"the scheduler has spacy 3\.8\.\d+ instead of 3\.9\.0"):
        go(reports, cluster=two_workers.address)
    monkeypatch.setattr(client_side, "_check", lambda *_: None)  # a worker that comes later
    with pytest.raises(ClusterError, match=r"the worker tcp://.* has spacy 3\.8\.\d+ instead of 3\.9\.0: the same"):
        go(reports, cluster=two_workers.address)


def test_the_extra_is_named(reports: Path, go: Go, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(ClusterError, match=r"pip install 'report-extract\[cluster\]'"):
        go(reports, cluster="local")


USES = {
    "address": (["--cluster", "scheduler:8786"], "tcp://host:8786"),
    "workers": (["--cluster", "tcp://127.0.0.1:9", "--workers", "2"], "--workers is for this machine"),
    "gold": (["--cluster", "local", "--entities-from", "."], "--entities-from is for this machine"),
}


@pytest.mark.parametrize("use", USES)
def test_a_wrong_use_is_said(use: str, reports: Path, tmp_path: Path) -> None:
    options, message = USES[use]
    done = CliRunner(env={"COLUMNS": "200"}).invoke(app, ["run", str(reports), "-o", str(tmp_path / "out"), *options])
    assert done.exit_code == 2
    assert message in done.output


# --- a worker's own --------------------------------------------------------------------------------------------------

TEXT = "よい。"
FILES = {"there": (TEXT, True), "another": ("別の。", False), "not there": (None, False)}


@pytest.mark.parametrize("case", FILES)
def test_a_file_is_read_where_it_is_the_same(case: str, tmp_path: Path) -> None:
    content, is_read = FILES[case]
    path = tmp_path / "a.txt"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    task = Task("a", "a.txt", "a.txt", b"", path=path)
    job = reader.Job(Limits(), FAKE, reader.environment())
    outcome = reader.read_task(task, hashlib.sha256(TEXT.encode()).hexdigest(), job)
    assert (outcome is not None) == is_read
    assert outcome is None or outcome.mentions == len(TEXT)


def test_a_reader_stays_for_the_next_report(tmp_path: Path, begun: list[workers.Worker]) -> None:
    reader._end()
    job = reader.Job(Limits(), FAKE, reader.environment())
    for name in ("a", "b", "c"):
        assert reader.read_task(Task(name, name, name, TEXT.encode()), None, job)
    assert len(begun) == 1
    assert reader.read_task(Task("d", "d", "d", TEXT.encode()), None, replace(job, limits=Limits(seconds=9)))
    assert len(begun) == 2
    assert begun[0].process.poll() is not None
    reader._end()
    assert begun[1].process.poll() is not None
