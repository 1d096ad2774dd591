"""What two readings of a text say, side by side: the rows of a comparison."""

from collections.abc import Iterable, Sequence
from typing import Any

Notes = Iterable[tuple[str, str | None]]


def side(text: str, *, sentence: str | None, notes: Notes = (), rule: str | None = None) -> dict[str, Any]:
    """Give one side of a row; a note is a value and the kind it is named by, or "" for plain words."""
    given = [[kind, value] for kind, value in notes if value]
    return {"text": text, "sentence": sentence, "notes": given, "rule": rule}


def row(
    verdict: str, kind: str, record_type: str, left: dict[str, Any] | None, right: dict[str, Any] | None
) -> dict[str, Any]:
    """Give one row; a side is null where that reading says nothing."""
    return {"verdict": verdict, "kind": kind, "type": record_type, "left": left, "right": right}


def comparison(left: str, right: str, verdicts: Sequence[str], rows: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """Put a comparison together: the names of its sides, its verdicts in their order, its rows."""
    return {"left": left, "right": right, "verdicts": list(verdicts), "rows": list(rows)}
