"""``report-extract evaluate``: scores a run against gold."""

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from report_extract.evaluation.compare import Comparison
    from report_extract.evaluation.gold import GoldReport
    from report_extract.evaluation.scores import Scores
    from report_extract.records import Report

    Groups = dict[str, list[GoldReport]]

GATES = ("entities", "relations", "arguments", "claims")
SHOWN_CHANGES = 5


def evaluate(
    reports: Annotated[Path, typer.Argument(help="The reports.jsonl of a run.", show_default=False)],
    gold: Annotated[
        list[Path], typer.Option(help="A gold file (.ann) or a folder of them; may be given several times.")
    ],
    json_file: Annotated[Path | None, typer.Option("--json", help="Write all scores as JSON.")] = None,
    markdown: Annotated[Path | None, typer.Option(help="Write the tables as Markdown; - is the terminal.")] = None,
    errors: Annotated[Path | None, typer.Option(help="Write every error as a JSON line, with its rule.")] = None,
    fail_under: Annotated[
        str | None, typer.Option(help="Exit 1 if an F1 is lower: entities=0.85,relations=0.6,arguments=0.7,claims=0.8")
    ] = None,
    compare: Annotated[
        Path | None, typer.Option(help="The reports.jsonl of another run: is this one better or worse?")
    ] = None,
) -> None:
    """Score a run against gold: entities, identity, anaphors, relations, claims."""
    from report_extract.errors import ReportExtractError

    try:
        gates = _gates(fail_under)
        found, other = _read(reports), _read(compare) if compare else None
        groups, missing = _groups(gold, found)
        scores = _scores(groups, found)
        comparisons = _comparisons(groups, found, other) if other is not None else {}
    except ReportExtractError as error:
        typer.echo(f"error: {error}", err=True)
        raise typer.Exit(2) from error
    distance = len(gold) == 2 and all(place.is_dir() for place in gold)
    _say_left_out(missing, groups, found)
    _show(scores, comparisons, compare, markdown=markdown, distance=distance)
    _write(json_file, lambda: _json(scores, comparisons, missing, distance=distance))
    _write(errors, lambda: _error_lines(scores))
    _gate(scores, gates)


def _read(path: Path) -> "list[Report]":
    from report_extract.evaluation.outputs import read_reports

    return read_reports(path)


def _gates(text: str | None) -> dict[str, float]:
    gates = {}
    for part in text.split(",") if text else ():
        name, _, value = part.strip().partition("=")
        if name not in GATES:
            raise typer.BadParameter(f"{name!r} is no measure; allowed: {', '.join(GATES)}", param_hint="--fail-under")
        try:
            gates[name] = float(value)
        except ValueError as error:
            raise typer.BadParameter(f"{part!r} gives no number", param_hint="--fail-under") from error
    return gates


def _groups(places: Sequence[Path], reports: "Sequence[Report]") -> "tuple[Groups, list[str]]":
    """Read the gold of each place over the texts of the reports; say which gold has no report."""
    from report_extract.errors import GoldError
    from report_extract.evaluation.gold import gold_files, read_gold

    texts = {report.doc_id: report.text for report in reports}
    groups: Groups = {}
    missing = []
    for place in places:
        files = gold_files(place)
        missing += [path.stem for path in files if path.stem not in texts]
        groups[_name(place, groups)] = [read_gold(path, texts[path.stem]) for path in files if path.stem in texts]
    empty = [name for name, golds in groups.items() if not golds]
    if empty:
        raise GoldError(f"{', '.join(empty)}: none of this gold has a report in the output")
    return groups, missing


def _name(place: Path, taken: Mapping[str, Any]) -> str:
    short = place.resolve().name if place.is_dir() else place.stem
    return short if short not in taken else str(place)


def _scores(groups: "Groups", reports: "Sequence[Report]") -> "dict[str, Scores]":
    from report_extract.evaluation.scores import evaluate as score

    return {name: score(golds, _of(golds, reports)) for name, golds in groups.items()}


def _comparisons(groups: "Groups", reports: "Sequence[Report]", other: "Sequence[Report]") -> "dict[str, Comparison]":
    from report_extract.errors import InputError
    from report_extract.evaluation.compare import compare

    changed = {one.doc_id for one in reports} & {one.doc_id for one in other if one.text not in _texts(reports)}
    if changed:
        raise InputError(f"the text of {', '.join(sorted(changed))} is not the same in the two runs")
    return {name: compare(golds, other, reports) for name, golds in groups.items()}


def _texts(reports: "Sequence[Report]") -> set[str]:
    return {report.text for report in reports}


def _of(golds: "Sequence[GoldReport]", reports: "Sequence[Report]") -> "list[Report]":
    ids = {gold.doc_id for gold in golds}
    return [report for report in reports if report.doc_id in ids]


def _say_left_out(missing: Sequence[str], groups: "Groups", reports: "Sequence[Report]") -> None:
    if missing:
        typer.echo(f"gold without a report, not scored: {', '.join(missing)}", err=True)
    known = {gold.doc_id for golds in groups.values() for gold in golds}
    if ignored := [report.doc_id for report in reports if report.doc_id not in known]:
        typer.echo(f"reports without gold, ignored: {', '.join(ignored)}", err=True)


def _show(
    scores: "dict[str, Scores]",
    comparisons: "dict[str, Comparison]",
    other: Path | None,
    *,
    markdown: Path | None,
    distance: bool,
) -> None:
    """Print the tables, or write them as Markdown; ``-`` prints the Markdown alone."""
    from rich.console import Console

    from report_extract.evaluation.table import comparison_grid, grids

    shown = grids(scores, distance=distance)
    for name, one in comparisons.items():
        shown.append(comparison_grid(f"{other}" if len(comparisons) == 1 else f"{other}, {name}", one))
    text = "\n".join(grid.markdown() for grid in shown)
    if markdown == Path("-"):
        typer.echo(text)
        return
    _write(markdown, lambda: text)
    console = Console(highlight=False)
    for grid in shown:
        console.print(grid.table())
        console.print()
    for name, one in comparisons.items():
        _show_changes(one, f"{name}: " if len(comparisons) > 1 else "")
        if one.left_out:
            typer.echo(f"{name}: in one run only, not compared: {', '.join(one.left_out)}", err=True)
    for name, score in scores.items():
        if not score.entities.agrees:
            typer.echo(f"{name}: mentions overlap, so that nervaluate and the own strict count differ", err=True)


def _show_changes(comparison: "Comparison", group: str) -> None:
    for title, changes in (("mended", comparison.mended), ("broken", comparison.broken)):
        for measure in comparison.measures:
            some = [change for change in changes if change.measure == measure]
            typer.echo(f"{group}{measure} {title}: {len(some)}")
            for change in some[:SHOWN_CHANGES]:
                typer.echo(f"  {change.doc} {change.what}: {change.record}")
            if len(some) > SHOWN_CHANGES:
                typer.echo(f"  and {len(some) - SHOWN_CHANGES} more, all of them with --json")


def _write(path: Path | None, make: Callable[[], str]) -> None:
    if path is None:
        return
    try:
        path.write_text(make(), encoding="utf-8", newline="\n")
    except OSError as error:
        typer.echo(f"error: {path}: cannot be written: {error.strerror}", err=True)
        raise typer.Exit(2) from error


def _json(
    scores: "dict[str, Scores]",
    comparisons: "dict[str, Comparison]",
    missing: Sequence[str],
    *,
    distance: bool,
) -> str:
    data: dict[str, Any] = {
        "groups": {name: one.model_dump(mode="json") for name, one in scores.items()},
        "gold_without_report": list(missing),
        "distance": _distance(*scores.values()) if distance else None,
        "comparisons": {name: one.model_dump(mode="json") for name, one in comparisons.items()},
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _distance(first: "Scores", second: "Scores") -> dict[str, float]:
    other = second.headlines()
    return {name: one.f1 - other[name].f1 for name, one in first.headlines().items()}


def _error_lines(scores: "dict[str, Scores]") -> str:
    from dataclasses import asdict

    rows = (asdict(finding) for one in scores.values() for finding in one.errors)
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def _gate(scores: "dict[str, Scores]", gates: Mapping[str, float]) -> None:
    """Exit 1 if a measure of any group lies below its gate, and name it."""
    below = [
        f"{group}: {name} {one.headlines()[name].f1:.3f} is below {gate:g}"
        for group, one in scores.items()
        for name, gate in gates.items()
        if one.headlines()[name].f1 < gate
    ]
    for line in below:
        typer.echo(line, err=True)
    if below:
        raise typer.Exit(1)
