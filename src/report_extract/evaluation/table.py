"""Lays scores out as grids of text, which become a table of the terminal or of Markdown."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rich.table import Table

from report_extract.evaluation.compare import Comparison
from report_extract.evaluation.confidence import Band, Calibration
from report_extract.evaluation.scores import Accuracy, BCubed, Confusion, MacroF1, Prf, Scores

Value = Prf | Accuracy | BCubed | MacroF1
WITH_INTERVALS = 3
MOST_CONFUSED = 10
NOTHING = "–"
LEARNED = (
    "The weights do too well on gold that they were learned from (those of the program: all but gold/heldback); "
    "'report-extract train-relations' prints this table for reports left out."
)


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as text; every column but the first holds numbers. The note stands below."""

    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""

    def markdown(self) -> str:
        """Write the grid as a Markdown table under a heading."""
        rule = ("---", *("---:" for _ in self.header[1:]))
        rows = ("| " + " | ".join(row) + " |" for row in (self.header, rule, *self.rows))
        return f"## {self.title}\n\n" + "\n".join(rows) + "\n" + (f"\n{self.note}\n" if self.note else "")

    def table(self) -> Table:
        """Make the grid a table of the terminal."""
        table = Table(title=self.title, title_justify="left", title_style="bold", box=None, pad_edge=False)
        table.caption, table.caption_justify = self.note or None, "left"
        for index, name in enumerate(self.header):
            table.add_column(name, justify="right" if index else "left", no_wrap=not index)
        for row in self.rows:
            table.add_row(*row)
        return table


def grids(groups: Mapping[str, Scores], *, distance: bool = False) -> list[Grid]:
    """Lay out the scores: one group in full, several side by side, on request with how far two lie apart."""
    if len(groups) == 1:
        return _full(*groups.values())
    sure = {f", {name}": one.relations.by_confidence for name, one in groups.items()}
    return [*_side_by_side(groups, distance=distance), *_by_confidence(sure)]


def comparison_grid(name: str, comparison: Comparison) -> Grid:
    """Lay out whether an output is better than another."""
    rows = tuple(
        (measure, _share(one.before), _share(one.after), _signed(one.difference), _range(one.interval), one.verdict)
        for measure, one in comparison.measures.items()
    )
    return Grid(f"Against {name}", ("F1", "before", "after", "difference", "95 %", "verdict"), rows)


def confidence_grid(title: str, calibration: Calibration, note: str = "") -> Grid:
    """Lay out what share of the relations of each band is right, and whether their confidence says so."""
    rows = [_band_row(name, band) for name, band in calibration.bands.items()]
    if calibration.weighed:
        rows.append(_band_row("all weighed", calibration.weighed))
    apart = f"Confidence and precision lie {calibration.error:.3f} apart. " if calibration.error is not None else ""
    return Grid(
        title, ("", "P", "95 %", "right / stated", "confidence", "which is"), tuple(rows), (apart + note).strip()
    )


def _band_row(name: str, band: Band) -> tuple[str, ...]:
    sure = NOTHING if band.confidence is None else _share(band.confidence)
    counts = f"{band.right} / {band.stated}"
    return name, _share(band.precision), _range(band.interval), counts, sure, band.verdict or NOTHING


def _by_confidence(groups: Mapping[str, Calibration]) -> list[Grid]:
    """A grid for each group whose relations were weighed; what older versions wrote tells nothing."""
    return [
        confidence_grid(f"Relations by confidence{name}", one, LEARNED) for name, one in groups.items() if one.weighed
    ]


def _measures(scores: Scores) -> Iterator[tuple[str, Value]]:
    entities, identity, relations, claims = scores.entities, scores.identity, scores.relations, scores.claims
    yield "block kinds", scores.structure.blocks
    yield "sentences", scores.structure.sentences
    yield "entities strict", entities.strict
    yield "entities exact", entities.exact
    yield "entities partial", entities.partial
    yield "entities type", entities.type
    yield "country code", identity.iso3166
    yield "date value", identity.dates
    yield "clusters (B³)", identity.clusters
    yield "anaphors found", scores.anaphors.found
    yield "anaphors resolved", scores.anaphors.resolved
    yield "relations typed", relations.typed
    yield "relations untyped", relations.untyped
    yield "relation status", relations.status
    yield "relation polarity", relations.polarity
    yield "relation time", relations.time
    yield "relation place", relations.place
    yield "relation theme", relations.theme
    yield "claims typed", claims.typed
    yield "claims untyped", claims.untyped
    yield "claim certainty", claims.certainty
    yield "claim certainty macro", claims.certainty_macro
    yield "claim polarity", claims.polarity
    yield "claim holder", claims.holder
    yield "claim condition", claims.condition


def _types(scores: Scores) -> dict[str, dict[str, Prf]]:
    return {
        "Blocks by kind": scores.structure.per_kind,
        "Entities by type, strict": {kind: schemes.strict for kind, schemes in scores.entities.per_type.items()},
        "Relations by type": scores.relations.per_type,
        "Claims by type": scores.claims.per_type,
    }


def _full(scores: Scores) -> list[Grid]:
    title = f"{len(scores.docs)} reports; intervals over {scores.units} {scores.unit}"
    main = Grid(title, _HEADER, tuple(_row(name, value) for name, value in _measures(scores)))
    kinds = [
        Grid(title, _HEADER, tuple(_row(kind, value) for kind, value in rows.items()))
        for title, rows in _types(scores).items()
    ]
    confused = [
        _confused("Block kinds confused", scores.structure.confusion),
        _confused("Relation types confused", scores.relations.confusion),
        _confused("Claim types confused", scores.claims.confusion),
    ]
    sure = _by_confidence({"": scores.relations.by_confidence})
    return [main, *(grid for grid in (*kinds, *sure, *confused) if grid.rows)]


_HEADER = ("", "P", "R", "F1 or share", "95 %", "tp / fp / fn")


def _row(name: str, value: Value) -> tuple[str, ...]:
    interval = _range(value.interval) if value.interval and _is_counted(value) else NOTHING
    head = _headline(value) if _is_counted(value) else NOTHING
    match value:
        case Prf():
            counts = " / ".join(f"{count:g}" for count in (value.tp, value.fp, value.fn))
            return name, _share(value.precision), _share(value.recall), head, interval, counts
        case BCubed():
            return name, _share(value.precision), _share(value.recall), head, interval, f"{value.mentions}"
        case Accuracy():
            return name, "", "", head, interval, f"{value.correct} of {value.total}"
        case MacroF1():
            return name, "", "", head, interval, ""


def _is_counted(value: Value) -> bool:
    match value:
        case Prf():
            return bool(value.tp + value.fp + value.fn)
        case BCubed():
            return bool(value.mentions)
        case Accuracy():
            return bool(value.total)
        case MacroF1():
            return any(_is_counted(one) for one in value.per_class.values())


def _headline(value: Value) -> str:
    return _share(_number(value))


def _number(value: Value) -> float:
    return (value.value or 0.0) if isinstance(value, Accuracy) else value.f1


def _confused(title: str, confusion: Confusion) -> Grid:
    pairs = [(count, gold, found) for gold, row in confusion.items() for found, count in row.items() if gold != found]
    ordered = sorted(pairs, key=lambda pair: (-pair[0], pair[1:]))[:MOST_CONFUSED]
    return Grid(title, ("gold → output", "times"), tuple((f"{gold} → {found}", f"{n}") for n, gold, found in ordered))


def _side_by_side(groups: Mapping[str, Scores], *, distance: bool) -> list[Grid]:
    columns = [dict(_measures(scores)) for scores in groups.values()]
    header = ("F1 or share", *groups, *(("distance",) if distance else ()))
    main = Grid(_sizes(groups), header, _rows(columns, distance=distance))
    kinds = [_types(scores) for scores in groups.values()]
    others = [Grid(title, header, _rows([dict(one[title]) for one in kinds], distance=distance)) for title in kinds[0]]
    return [main, *(grid for grid in others if grid.rows)]


def _sizes(groups: Mapping[str, Scores]) -> str:
    parts = (f"{name}: {len(one.docs)} reports, {one.units} {one.unit}" for name, one in groups.items())
    return "; ".join(parts) if len(groups) <= WITH_INTERVALS else f"{len(groups)} groups"


def _rows(columns: Sequence[Mapping[str, Value]], *, distance: bool) -> tuple[tuple[str, ...], ...]:
    names = dict.fromkeys(name for column in columns for name in column)
    short = len(columns) > WITH_INTERVALS
    rows = []
    for name in names:
        values = [column.get(name) for column in columns]
        last = (_distance(values),) if distance else ()
        rows.append((name, *(_cell(value, short=short) for value in values), *last))
    return tuple(rows)


def _cell(value: Value | None, *, short: bool) -> str:
    if value is None or not _is_counted(value):
        return NOTHING
    interval = f" {_range(value.interval)}" if value.interval and not short else ""
    return _headline(value) + interval


def _distance(values: Sequence[Value | None]) -> str:
    first, second = values
    if first is None or second is None or not (_is_counted(first) and _is_counted(second)):
        return NOTHING
    return _signed(_number(first) - _number(second))


def _share(value: float) -> str:
    return f"{value:.3f}"


def _signed(value: float) -> str:
    return f"{value:+.3f}"


def _range(interval: tuple[float, float]) -> str:
    return f"{interval[0]:.2f}–{interval[1]:.2f}"
