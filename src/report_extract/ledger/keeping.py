"""Brings a ledger up to date with an extraction, and loses nothing that was filled in."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from report_extract.ledger.bands import band_of, expects_it, probability
from report_extract.ledger.book import (
    LEDGER_COLUMNS,
    Line,
    check_suffix,
    identity,
    is_filled,
    key_of,
    read_ledger,
    write_ledger,
)
from report_extract.ledger.rows import Listed, list_claims
from report_extract.records import Report
from report_extract.review.population import printable

Key = tuple[str, ...]
HAPPENS, DOES_NOT = "it happens", "it does not happen"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What became of a ledger; ``lost`` are rows that were filled in and whose forecast is not found any more."""

    rows: int
    new: int
    filled: int
    dropped: int
    lost: int


def update(path: Path, reports: Sequence[Report], forecasts: Iterable[Listed]) -> Kept:
    """Write forecasts into a ledger, new or there already.

    A row that is there is found by report, text and place, and keeps what was filled in, also in columns that people
    added. Rows of other reports, and forecasts that were not asked for this time, stay as they are. A row whose forecast
    the extraction no longer finds is dropped if empty; if filled in it stays, and ``found`` says no.
    """
    check_suffix(path)
    old = read_ledger(path) if path.exists() else []
    waiting: dict[Key, list[Line]] = defaultdict(list)
    for line in old:
        waiting[key_of(line.cells)].append(line)
    written: dict[Key, dict[str, str]] = {}
    new = 0
    for name, cells in {identity(cells): cells for cells in map(_cells, forecasts)}.items():
        found = _take(waiting[key_of(cells)], cells)
        new += found is None
        written[name] = {**(found.cells if found else {}), **cells}
    left = [line for lines in waiting.values() for line in lines]
    kept, dropped = _others(left, reports, {key_of(cells) for cells in written.values()})
    rows = [*written.values(), *kept]
    write_ledger(path, _columns(old), rows)
    filled = [row for row in rows if is_filled(row)]
    lost = sum(row.get("found") == "no" for row in filled)
    return Kept(rows=len(rows), new=new, filled=len(filled), dropped=dropped, lost=lost)


def _take(lines: list[Line], cells: Mapping[str, str]) -> Line | None:
    """Take the row of a forecast out of those at its place: that of the same holder, else the first."""
    if not lines:
        return None
    found = next((line for line in lines if line["who"] == cells["who"]), lines[0])
    lines.remove(found)
    return found


def _cells(forecast: Listed) -> dict[str, str]:
    """Give a forecast as cells, all but those that people fill in."""
    row = {name: "" if value is None else str(value) for name, value in asdict(forecast.row).items()}
    band = band_of(forecast.row.certainty, forecast.row.likelihood)
    expects = HAPPENS if band is None or expects_it(forecast.row.polarity, band) else DOES_NOT
    chance = "" if band is None else f"{probability(band):.3f}"
    return {**row, "expects": expects, "probability": chance, "sha256": forecast.sha256, "found": "yes"}


def _others(
    lines: Iterable[Line], reports: Sequence[Report], written: Collection[Key]
) -> tuple[list[dict[str, str]], int]:
    """Keep what was not written this time; count what is neither found any more nor filled in."""
    read = {printable(report.doc_id) for report in reports}
    known = {key_of(_cells(listed)) for listed in list_claims(reports) if listed.row.type == "FORECAST"} - set(written)
    kept, dropped = [], 0
    for line in lines:
        is_gone = line["report"] in read and key_of(line.cells) not in known
        if is_gone and not is_filled(line.cells):
            dropped += 1
        else:
            kept.append({**line.cells, "found": "no"} if is_gone else dict(line.cells))
    return kept, dropped


def _columns(old: Sequence[Line]) -> tuple[str, ...]:
    added = dict.fromkeys(name for line in old for name in line.cells if name not in LEDGER_COLUMNS)
    return (*LEDGER_COLUMNS, *added)
