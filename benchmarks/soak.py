"""Whether a long run with broken inputs, killed again and again, loses or doubles anything, and what memory it takes.

    .venv/bin/python benchmarks/soak.py [--reports 2000] [--broken 0.05] [--kills 10] [--workers N] [--seed 1]

Generates reports (sentences of ``corpus/dev`` in another order, as text in several encodings, HTML and Word files), of
which some are broken (empty, binary, truncated, a fifo, a link in a circle), and runs ``report-extract run`` over them
twice: once undisturbed, once killed with ``kill -9`` at random moments and started again. Prints what was compared: the
bytes of both outputs, that every input stands in the ledger once and the broken ones as failed, and the memory (median
PSS of all its processes) of the undisturbed run in each quarter of its reports, without the seconds in which a worker
loads its model. Exits 1 when anything is amiss.
"""

import argparse
import io
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from statistics import median

import docx

from report_extract.layout.blocks import read_blocks
from report_extract.layout.sentences import sentence_spans

ROOT = Path(__file__).parents[1]
BROKEN = ("empty", "binary", "cut", "fifo", "circle")
# A worker that takes less (PSS, MB) has not loaded its model yet.
LOADED = 300


def sentences() -> list[str]:
    """All sentences of the development reports' paragraphs."""
    found = []
    for path in sorted((ROOT / "corpus" / "dev").glob("*.txt")):
        for block in read_blocks(path.read_bytes().decode("utf-8")):
            text = block.content.text
            found += [text[start:end] for start, end in sentence_spans(text) if block.kind in ("paragraph", "bullet")]
    return found


def generate(folder: Path, count: int, broken: float, chance: random.Random) -> set[str]:
    """Write the reports, the broken ones among them; give the ids of the broken ones."""
    pool, ids = sentences(), set()
    for number in range(count):
        text = "".join(chance.sample(pool, chance.randint(3, 12)))
        name = folder / f"report-{number:05}"
        if chance.random() < broken:
            _write_broken(name, chance.choice(BROKEN))
            ids.add(name.name)
        else:
            _write(name, text, chance)
    return ids


def _write(name: Path, text: str, chance: random.Random) -> None:
    kind = chance.choice(("utf-8", "utf-8", "cp932", "euc_jp", "html", "docx"))
    if kind == "html":
        name.with_suffix(".html").write_text(f"<html><body><p>{text}</p></body></html>", encoding="utf-8")
    elif kind == "docx":
        document, buffer = docx.Document(), io.BytesIO()
        document.add_paragraph(text)
        document.save(buffer)
        name.with_suffix(".docx").write_bytes(buffer.getvalue())
    else:
        wrapped = "".join(f"{text[at : at + 40]}\n" for at in range(0, len(text), 40))
        name.with_suffix(".txt").write_bytes(wrapped.encode(kind, "replace"))


def _write_broken(name: Path, kind: str) -> None:
    if kind == "fifo":
        os.mkfifo(name.with_suffix(".txt"))
    elif kind == "circle":
        name.with_suffix(".txt").symlink_to(name.with_suffix(".txt").name)
    elif kind == "cut":
        name.with_suffix(".docx").write_bytes(b"PK\x03\x04" + bytes(50))
    else:
        name.with_suffix(".txt").write_bytes(bytes(range(256)) * 9 if kind == "binary" else b"")


def begin(source: Path, out: Path, workers: int) -> subprocess.Popen[bytes]:
    """Start a run."""
    command = [sys.executable, "-m", "report_extract", "run", str(source), "-o", str(out), "--workers", str(workers)]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def undisturbed(source: Path, out: Path, workers: int) -> tuple[float, list[tuple[int, int]]]:
    """Run to the end; give the seconds and, measured every second, how many reports are kept and the memory."""
    began, samples = time.monotonic(), []
    process = begin(source, out, workers)
    while process.poll() is None:
        kept, parts = _kept(out), _memory(process.pid)
        if kept and len(parts) == workers + 1 and min(parts[1:]) > LOADED:
            samples.append((kept, sum(parts)))
        time.sleep(1)
    return time.monotonic() - began, samples


def _memory(pid: int) -> list[int]:
    """PSS in MB of a process and of each of its children; nothing when one of them has just ended."""
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        rolls = [Path(f"/proc/{one}/smaps_rollup").read_text() for one in (str(pid), *children)]
    except OSError:
        return []
    return [int(line.split()[1]) // 1024 for roll in rolls for line in roll.splitlines() if line.startswith("Pss:")]


def by_quarter(samples: Sequence[tuple[int, int]]) -> str:
    """The median memory while the first, second, third and last quarter of the reports was read."""
    most = max((kept for kept, _ in samples), default=0)
    quarters: list[list[int]] = [[], [], [], []]
    for kept, megabytes in samples:
        quarters[4 * (kept - 1) // most].append(megabytes)
    return ", ".join(f"{median(quarter):.0f}" if quarter else "?" for quarter in quarters)


def killed(source: Path, out: Path, workers: int, kills: int, chance: random.Random) -> int:
    """Run, kill at random moments, start again until it ends by itself; give how often it was killed."""
    count = len(list(source.iterdir()))
    moments = sorted(chance.randint(1, int(0.9 * count)) for _ in range(kills))
    done = 0
    for moment in moments:
        process = begin(source, out, workers)
        while process.poll() is None and _kept(out) < moment:
            time.sleep(0.01)
        time.sleep(chance.uniform(0, 0.5))
        if process.poll() is None:
            process.send_signal(signal.SIGKILL)
            done += 1
        process.wait()
    begin(source, out, workers).wait()
    return done


def _kept(out: Path) -> int:
    return sum(len(path.name) == 64 for path in (out / ".work").iterdir()) if (out / ".work").exists() else 0


def faults(source: Path, whole: Path, out: Path, broken: set[str]) -> list[str]:
    """What is amiss between the inputs, of which some are broken, and the two outputs."""
    found = []
    for name in ("reports.jsonl", "ledger.jsonl"):
        if (whole / name).read_bytes() != (out / name).read_bytes():
            found.append(f"{name}: other bytes")
    ledger = [json.loads(line) for line in (out / "ledger.jsonl").read_text(encoding="utf-8").splitlines()]
    reports = [json.loads(line)["doc_id"] for line in (out / "reports.jsonl").read_text(encoding="utf-8").splitlines()]
    times, inputs = Counter(row["id"] for row in ledger), {path.stem for path in source.iterdir()}
    if lost := len(inputs ^ set(times)):
        found.append(f"ledger.jsonl: {lost} lost or made up")
    if doubled := sum(count > 1 for count in times.values()):
        found.append(f"ledger.jsonl: {doubled} doubled")
    if {row["id"] for row in ledger if row["status"] == "failed"} != broken:
        found.append("ledger.jsonl: what failed is not what is broken")
    if reports != [row["id"] for row in ledger if row["status"] != "failed"]:
        found.append("reports.jsonl: not what the ledger says")
    return found


def show(rows: Sequence[tuple[str, object]]) -> None:
    """Print a Markdown table of two columns."""
    print("| soak | |\n| --- | ---: |")
    for name, value in rows:
        print(f"| {name} | {value} |")


def main() -> None:
    """Generate, run twice, compare, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=2000)
    parser.add_argument("--broken", type=float, default=0.05)
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    with tempfile.TemporaryDirectory() as folder:
        source, whole, out = (Path(folder) / name for name in ("in", "whole", "out"))
        source.mkdir()
        broken = generate(source, options.reports, options.broken, chance)
        seconds, samples = undisturbed(source, whole, options.workers)
        kills = killed(source, out, options.workers, options.kills, chance)
        amiss = faults(source, whole, out, broken)
        ledger = (whole / "ledger.jsonl").read_text(encoding="utf-8")
        show(
            [
                ("inputs", options.reports),
                ("of which broken", len(broken)),
                ("left out", ledger.count('"status": "failed"')),
                ("kill -9", kills),
                ("seconds, undisturbed", f"{seconds:.0f}"),
                ("memory by quarter, MB", by_quarter(samples)),
                ("amiss", ", ".join(amiss) or "nothing"),
            ]
        )
    sys.exit(1 if amiss else 0)


if __name__ == "__main__":
    main()
