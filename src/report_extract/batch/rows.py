"""Lines of JSONL with ``id`` and ``text``."""

import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

_LONGEST_ID = 200
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Row:
    """A line: its number from 1, its bytes from ``start`` to ``end``, its id, or what is wrong with it."""

    number: int
    start: int
    end: int
    doc_id: str | None
    problem: str | None


def is_jsonl(data: bytes) -> bool:
    """Whether the first line is a JSON object."""
    return data.lstrip()[:1] == b"{" and isinstance(_parsed(data.lstrip().split(b"\n", 1)[0]), dict)


def read_rows(data: bytes) -> Iterator[Row]:
    """All lines that are not blank."""
    start = 0
    number = 0
    while start < len(data):
        end = data.find(b"\n", start)
        end = len(data) if end < 0 else end
        number += 1
        line = data[start:end]
        if line.strip():
            doc_id, problem = _checked(_parsed(line))
            yield Row(number, start, end, doc_id, problem)
        start = end + 1


def row_text(line: bytes) -> tuple[str, int]:
    """The text of a checked line, half characters replaced by U+FFFD, and how many of them there were."""
    return _SURROGATE.subn("\ufffd", _parsed(line)["text"])


def _parsed(line: bytes) -> Any:
    try:
        return json.loads(line)
    except (ValueError, RecursionError) as error:
        return error


def _checked(row: Any) -> tuple[str | None, str | None]:
    if isinstance(row, Exception):
        return None, f"no JSON: {row}"
    if not isinstance(row, dict):
        return None, "no JSON object"
    doc_id, text = row.get("id"), row.get("text")
    if isinstance(doc_id, int) and not isinstance(doc_id, bool):
        doc_id = str(doc_id)
    if not isinstance(doc_id, str) or not 0 < len(doc_id) <= _LONGEST_ID:
        return None, f'"id" must be a string of 1 to {_LONGEST_ID} characters'
    if any(unicodedata.category(character) in ("Cc", "Cf", "Cs") for character in doc_id):
        return None, '"id" has control characters'
    return doc_id, None if isinstance(text, str) else '"text" must be a string'
