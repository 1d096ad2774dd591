"""Shows precisions as a table and as JSON."""

from dataclasses import asdict
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.table import Table

from report_extract.review.precision import Precision, Precisions

_HEADINGS = ("records", "judged", "right", "unsure", "open", "prec.", "95 %", "to halve")


def table(scores: Precisions) -> Table:
    """Lay out the precision overall, of each kind and of each type."""
    title = "precision, weighted by population; interval; further rows to halve it"
    grid = Table(title=title, title_justify="left", box=SIMPLE_HEAD, padding=(0, 1, 0, 0))
    grid.add_column("", no_wrap=True)
    for heading in _HEADINGS:
        grid.add_column(heading, justify="right", no_wrap=True)
    grid.add_row("all", *_cells(scores.overall), style="bold", end_section=True)
    for kind, one in scores.kinds.items():
        grid.add_row(kind, *_cells(one), style="bold")
        types = [(name, part) for (group, name), part in scores.types.items() if group == kind]
        for number, (name, part) in enumerate(types, start=1):
            grid.add_row(f"  {name}", *_cells(part), end_section=number == len(types))
    return grid


def _cells(one: Precision) -> tuple[str, ...]:
    counts = (one.population, one.judged, one.right, one.unsure, one.open)
    return (*(str(count) for count in counts), _number(one.precision), _interval(one), _further(one))


def _number(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"


def _interval(one: Precision) -> str:
    return "-" if one.low is None else f"{_number(one.low)}-{_number(one.high)}"


def _further(one: Precision) -> str:
    if one.more_to_halve is None:
        return "-"
    return f"+{one.more_to_halve}" if one.more_to_halve <= one.left else f"all {one.left}"


def as_json(scores: Precisions, complaints: tuple[str, ...]) -> dict[str, Any]:
    """Give everything as plain data; types and rules are lists that name what they are of."""
    return {
        "overall": asdict(scores.overall),
        "kinds": [{"kind": kind, **asdict(one)} for kind, one in scores.kinds.items()],
        "types": [{"kind": kind, "type": name, **asdict(one)} for (kind, name), one in scores.types.items()],
        "rules": [
            {"kind": kind, "type": name, "rule": rule, **asdict(one)}
            for (kind, name, rule), one in scores.rules.items()
        ],
        "left_out": list(complaints),
    }
