"""Inputs that mean harm, or look like it: a clear line in the ledger, bounded time and memory, nothing else touched."""

import io
import json
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from typer.testing import CliRunner

from report_extract.batch.extracting import process
from report_extract.batch.files import read_file
from report_extract.batch.inputs import find_inputs
from report_extract.batch.limits import Limits
from report_extract.batch.run import Options, Result, run
from report_extract.cli import app
from report_extract.errors import InputError

Go = Callable[..., Result]
Ledger = Callable[[], dict[str, dict[str, Any]]]
SENTENCE = "ロシアは侵攻を続けている。"


def causes(*paths: Path, limits: Limits | None = None) -> dict[str, str]:
    """What is wrong with the inputs that paths stand for, by id."""
    found = find_inputs(paths, limits=limits)
    return {outcome.doc_id: outcome.error or "" for outcome in process(found.inputs, limits=limits)}


# --- files that are none ----------------------------------------------------------------------------------------------


def test_a_fifo_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    assert causes(tmp_path) == {"a": f"{tmp_path / 'a.txt'}: no regular file (give - to read standard input)"}


def test_a_device_without_end_is_not_read() -> None:
    assert causes(Path("/dev/zero")) == {"zero": "/dev/zero: no regular file (give - to read standard input)"}


def test_links_that_lead_in_a_circle_or_nowhere(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to("b.txt")
    (tmp_path / "b.txt").symlink_to("a.txt")
    (tmp_path / "c.txt").symlink_to("nowhere.txt")
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "up").symlink_to(tmp_path, target_is_directory=True)
    found = causes(tmp_path)
    assert {name: cause.split(": ")[1] for name, cause in found.items()} == {
        "a": "Too many levels of symbolic links",
        "b": "Too many levels of symbolic links",
        "c": "No such file or directory",
    }


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become another user")
def test_what_may_not_be_read_is_named(tmp_path: Path) -> None:
    for path in (tmp_path, *tmp_path.parents):
        if path.is_relative_to("/tmp") and path != Path("/tmp"):
            path.chmod(0o755)
    (tmp_path / "a.txt").write_text(SENTENCE, encoding="utf-8")
    (tmp_path / "a.txt").chmod(0)
    (tmp_path / "closed").mkdir(mode=0o700)
    os.seteuid(65534)
    try:
        found = causes(tmp_path)
    finally:
        os.seteuid(0)
    assert found == {
        "a": f"{tmp_path / 'a.txt'}: Permission denied",
        "closed": f"{tmp_path / 'closed'}: Permission denied",
    }


@pytest.mark.parametrize("change", ["grows", "shrinks", "rewritten"])
def test_a_file_that_changes_while_it_is_read(change: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_text(SENTENCE * 10, encoding="utf-8")
    real = os.read

    def read(handle: int, count: int) -> bytes:
        data = real(handle, 100)
        if data:
            text = {"grows": SENTENCE * 20, "shrinks": SENTENCE, "rewritten": SENTENCE[::-1] * 10}[change]
            path.write_text(text, encoding="utf-8")
        return data

    monkeypatch.setattr(os, "read", read)
    with pytest.raises(InputError, match=r"a\.txt: changed while it was read$"):
        read_file(path, Limits())


def test_a_file_that_is_too_large(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with path.open("wb") as file:
        file.truncate(3_000_000)
    assert causes(path, limits=Limits(size=2)) == {"a": f"{path}: larger than 2 MB"}


def test_ten_megabytes_on_one_line(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(SENTENCE * 260_000, encoding="utf-8")
    began = time.monotonic()
    assert causes(path) == {"a": f"{path}: 3380000 characters of text, more than 1000000"}
    assert time.monotonic() - began < 20


# --- names and ids ----------------------------------------------------------------------------------------------------

ROWS = {
    '{"id": "../../escape", "text": "%s"}': "../../escape",
    '{"id": "/etc/passwd", "text": "%s"}': "/etc/passwd",
    '{"id": 7, "text": "%s"}': "7",
    '{"id": "\\u202eevil", "text": "%s"}': '"id" has control characters',
    '{"id": "a\\nb", "text": "%s"}': '"id" has control characters',
    '{"id": "", "text": "%s"}': '"id" must be a string of 1 to 200 characters',
    '{"id": null, "text": "%s"}': '"id" must be a string of 1 to 200 characters',
    '{"text": "%s"}': '"id" must be a string of 1 to 200 characters',
    '{"id": "a", "text": 1}': '"text" must be a string',
    "[1, 2]": "no JSON object",
    "{": "no JSON: Expecting property name enclosed in double quotes: line 1 column 2 (char 1)",
    "[" * 100_000: "no JSON: maximum recursion depth exceeded while decoding a JSON array from a unicode string",
    '"\udcff"': "no JSON: 'utf-8' codec can't decode byte 0xff in position 1: invalid start byte",
}


def test_ids_and_rows(go: Go, ledger: Ledger, tmp_path: Path) -> None:
    path = tmp_path / "in" / "rows.jsonl"
    path.parent.mkdir()
    lines = [row.replace("%s", SENTENCE) for row in ROWS]
    path.write_bytes("\n".join(lines).encode("utf-8", "surrogateescape"))
    go(path)
    rows = ledger()
    assert {row["cause"] or name for name, row in rows.items()} == set(ROWS.values())
    assert len(rows) == len(ROWS)
    assert sorted(item.name for item in tmp_path.iterdir()) == ["in", "out"]
    assert sorted(item.name for item in (tmp_path / "out").iterdir()) == [".work", "ledger.jsonl", "reports.jsonl"]
    assert all(len(item.name) == 64 or item.name == "lock" for item in (tmp_path / "out" / ".work").iterdir())


def test_an_id_that_stands_twice_is_read_once(go: Go, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(SENTENCE, encoding="utf-8")
    (tmp_path / "rows.jsonl").write_text(f'{{"id": "a", "text": "{SENTENCE}"}}\n' * 2, encoding="utf-8")
    result = go(tmp_path / "a.txt", tmp_path / "rows.jsonl")
    assert [bool(outcome.error) for outcome in result.outcomes] == [False, True, True]
    assert (
        result.outcomes[1].error == f"{tmp_path / 'rows.jsonl'}:1: the id 'a' stands for {tmp_path / 'a.txt'} already"
    )


def test_names_that_are_no_text_or_act_on_a_terminal(go: Go, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for name in (b"\xff\xfe.txt", b"a\x1b[31mred.txt", "右\u202e左.txt".encode(), b"new\nline.txt"):
        with open(os.path.join(os.fsencode(folder), name), "wb") as file:
            file.write(b"x")
    result = go(folder)
    assert {outcome.doc_id for outcome in result.outcomes} == {
        "\ufffd\ufffd",
        "a\ufffd[31mred",
        "右\ufffd左",
        "new\ufffdline",
    }
    said = CliRunner().invoke(app, ["run", str(folder), "-o", str(tmp_path / "again"), "--workers", "0"])
    assert said.exit_code == 1
    assert "\x1b" not in said.stderr
    assert "\u202e" not in said.stderr
    assert len((tmp_path / "again" / "ledger.jsonl").read_text(encoding="utf-8").splitlines()) == 4
    assert "Traceback" not in said.output


def test_an_id_does_not_lead_to_gold_elsewhere(tmp_path: Path) -> None:
    from report_extract.given import find_gold

    (tmp_path / "gold").mkdir()
    (tmp_path / "escape.ann").write_text("no annotation at all", encoding="utf-8")
    assert find_gold(tmp_path / "gold", "../escape", SENTENCE) is None


# --- documents, in a real worker ------------------------------------------------------------------------------------


def real(path: Path, out: Path, **limits: Any) -> dict[str, Any]:
    found = find_inputs([path])
    run(found.inputs, out, options=Options(workers=1, limits=Limits(**limits)))
    (line,) = (out / "ledger.jsonl").read_text(encoding="utf-8").splitlines()
    row: dict[str, Any] = json.loads(line)
    return row


def test_a_pdf_with_a_million_objects(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    body, offsets = bytearray(b"%PDF-1.4\n"), []
    fixed = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>",
    ]
    for number in range(1_000_000):
        offsets.append(len(body))
        body += b"%d 0 obj%sendobj\n" % (number + 1, fixed[number] if number < 3 else b"[]")
    start = len(body)
    body += b"xref\n0 1000001\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % at for at in offsets)
    body += b"trailer<</Size 1000001/Root 1 0 R>>startxref\n%d\n%%%%EOF" % start
    path.write_bytes(body)
    began = time.monotonic()
    row = real(path, tmp_path / "out", seconds=20)
    assert row["cause"] == "no text on any of 1 pages (scanned?)"
    assert time.monotonic() - began < 60


def test_a_pdf_with_pages_without_end_is_given_up(tmp_path: Path) -> None:
    document = pikepdf.new()
    document.add_blank_page()
    kids = document.Root.Pages.Kids
    for _ in range(17):
        kids = document.make_indirect(
            pikepdf.Array(
                [document.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.Pages, Kids=kids, Count=2**17)), *kids]
            )
        )
    document.Root.Pages.Kids = kids
    document.Root.Pages.Count = 2**30
    buffer = io.BytesIO()
    document.save(buffer)
    path = tmp_path / "a.pdf"
    path.write_bytes(buffer.getvalue())
    began = time.monotonic()
    assert real(path, tmp_path / "out", seconds=3)["status"] == "failed"
    assert time.monotonic() - began < 150


@pytest.mark.model
def test_a_sentence_of_a_hundred_thousand_characters_takes_bounded_time(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("ロシアは北朝鮮と協力し、" * 8400 + "ている。", encoding="utf-8")
    row = real(path, tmp_path / "out", seconds=3)
    assert row["cause"] in (None, "took more than 3 s: given up")
