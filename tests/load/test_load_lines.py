"""Lines that are broken are named by number; the rest goes on."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from report_extract import Report
from report_extract.errors import InputError, LoadError
from report_extract.load.loading import load
from report_extract.load.reading import Seen, read_lines
from report_extract.load.target import parse_target

MakeReport = Callable[..., Report]
Write = Callable[..., Path]


def broken(report: Report, **changes: Any) -> str:
    """A line of a report of which some keys are others."""
    return json.dumps({**report.model_dump(mode="json"), **changes}, ensure_ascii=False)


LINES: dict[str, tuple[Callable[[Report], str | bytes], str]] = {
    "no JSON": (lambda _: "{", "not a report: Invalid JSON"),
    "no object": (lambda _: "[]", "not a report: "),
    "no UTF-8": (lambda _: b'{"doc_id": "\xff"}', "not a report: "),
    "NUL": (lambda _: b"\0", "not a report: "),
    "a key is missing": (lambda r: json.dumps({"doc_id": r.doc_id}), "not a report: schema_version: Field required"),
    "an unknown key": (lambda r: broken(r, more=1), "not a report: more: Extra inputs"),
    "another version": (lambda r: broken(r, schema_version="9.0", more=1), "(schema version 9.0; 1."),
    "half a surrogate": (lambda r: broken(r, doc_id="X").replace("X", "\\ud800"), "not a report: "),
    "a wrong type": (lambda r: broken(r, blocks="x"), "not a report: blocks: "),
    "deep": (lambda _: "[" * 100_000, "not a report: "),
    "the same id again": (lambda r: r.model_dump_json(), "the report 'a' stands already at {path}:1"),
    "an id twice": (
        lambda r: broken(r, doc_id="b", blocks=2 * [r.blocks[0].model_dump()]),
        "blocks: 'b1' stands there twice",
    ),
    "a confidence above 1": (
        lambda r: broken(r, relations=[r.relations[0].model_dump() | {"confidence": 1.01}]),
        "relations.0.confidence: Input should be less than or equal to 1",
    ),
    "a confidence that is no number": (
        lambda r: broken(r, relations=[r.relations[0].model_dump() | {"confidence": float("nan")}]),
        "relations.0.confidence: Input should be ",
    ),
    "a missing mention": (
        lambda r: broken(r, doc_id="b", mentions=[]),
        "relations: 'r1': subject 'm1' is not in mentions",
    ),
    "a missing holder": (
        lambda r: broken(r, doc_id="b", claims=[r.claims[0].model_dump() | {"holder": "e77"}]),
        "claims: 'c1': holder_entity 'e77' is not in entities",
    ),
    "a missing place": (
        lambda r: broken(r, doc_id="b", relations=[r.relations[0].model_dump() | {"place": "m77"}]),
        "relations: 'r1': place 'm77' is not in mentions",
    ),
}


@pytest.mark.parametrize(
    ("version", "gained"),
    [
        pytest.param("1.0", {"relations": {"confidence"}, "claims": {"likelihood", "addressee", "horizon"}}, id="1.0"),
        pytest.param("1.1", {"relations": {"confidence"}}, id="1.1"),
    ],
)
def test_lines_of_older_versions_are_read(
    version: str, gained: dict[str, set[str]], write: Write, make_report: MakeReport
) -> None:
    data = make_report(schema_version=version).model_dump(mode="json")
    for name, keys in gained.items():
        data[name] = [{key: value for key, value in row.items() if key not in keys} for row in data[name]]
    (line,) = read_lines([write(json.dumps(data))], Seen())
    assert line.error is None
    assert line.report
    assert [relation.confidence for relation in line.report.relations] == [None, None]
    assert line.report.claims[0].likelihood == (None if version == "1.0" else "likely")


@pytest.mark.parametrize("case", LINES)
def test_a_broken_line_is_named_and_the_rest_is_loaded(
    case: str, tmp_path: Path, write: Write, make_report: MakeReport
) -> None:
    make, message = LINES[case]
    path = write(make_report("a"), "", make(make_report("a")), make_report("z"))
    told: list[str] = []
    loaded = load([path], parse_target(str(tmp_path / "x.db")), tell=told.append)
    assert (loaded.stored.new, loaded.left_out) == (2, 1)
    assert told[0].startswith(f"{path}:3: ")
    assert message.format(path=path) in told[0]
    assert len(told[0]) < 400


def test_strict_stops_at_a_broken_line(tmp_path: Path, write: Write, make_report: MakeReport) -> None:
    path = write(make_report("a"), "{", make_report("z"))
    with pytest.raises(LoadError, match="jsonl:2: not a report"):
        load([path], parse_target(str(tmp_path / "x.db")), strict=True)


def test_a_byte_order_mark_and_crlf_are_no_matter(write: Write, make_report: MakeReport) -> None:
    path = write(b"\xef\xbb\xbf" + make_report("a").model_dump_json().encode() + b"\r", b"  \r")
    assert [line.doc_id for line in read_lines([path], Seen())] == ["a"]


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"no\.jsonl: cannot be read"):
        load([tmp_path / "no.jsonl"], parse_target(str(tmp_path / "x.db")))


def test_lines_are_read_one_at_a_time(write: Write, make_report: MakeReport) -> None:
    lines = read_lines([write(*(make_report(str(number)) for number in range(3)))], Seen())
    assert next(lines).doc_id == "0"
    lines.close()  # type: ignore[attr-defined]
