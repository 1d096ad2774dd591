"""The ledger: a line of JSON for every input, saying what became of it."""

import json
from typing import Any

from report_extract.batch.outcome import Outcome


def status(outcome: Outcome) -> str:
    """``done``, ``warnings`` (done, but something was skipped) or ``failed``."""
    return "failed" if outcome.error is not None else "warnings" if outcome.warnings else "done"


def ledger_line(outcome: Outcome) -> str:
    """The line of an input; nothing in it depends on when or in how many tries it was read."""
    row: dict[str, Any] = {
        "id": outcome.doc_id,
        "source": outcome.source,
        "status": status(outcome),
        "cause": (outcome.error or "").removeprefix(f"{outcome.source}: ") or None,
        "warnings": list(outcome.warnings),
        "mentions": outcome.mentions,
        "relations": outcome.relations,
        "claims": outcome.claims,
        **outcome.facts,
    }
    return json.dumps(row, ensure_ascii=False) + "\n"
