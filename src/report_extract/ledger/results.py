"""The score of a ledger in words and tables."""

from rich.table import Table

from report_extract.evaluation.wilson import wilson
from report_extract.ledger.bands import RANGES, SOURCE, STANDS_FOR, middle, probability
from report_extract.ledger.scoring import Scores, Tally
from report_extract.records import Likelihood


def tables(scores: Scores) -> list[Table]:
    """Lay out the counts by certainty and by likelihood, with the probability that each is scored by."""
    by_certainty = _table("certainty")
    for tally in scores.by_certainty:
        by_certainty.add_row(*_cells(tally), _stands_for(tally.name))
    by_certainty.add_section()
    by_certainty.add_row(*_cells(scores.overall), "")
    by_likelihood = _table("likelihood")
    for tally in scores.by_likelihood:
        band = next((band for band in RANGES if band == tally.name), None)
        by_likelihood.add_row(*_cells(tally), _range(band) if band else "by certainty")
    return [by_certainty, by_likelihood]


def words(scores: Scores) -> str:
    """Say the Brier score and what it rests on."""
    overall = scores.overall
    if overall.brier is None:
        score = "no Brier score: no outcome is filled in"
    else:
        decided = overall.came_true + overall.did_not
        score = (
            f"Brier score {overall.brier:.3f} over {overall.graded} forecasts (0 is perfect, .25 is always saying 50 %)"
        )
        if decided > overall.graded:
            score += f"; {decided - overall.graded} with neither certainty nor likelihood are not in it"
    return (
        f"{score}\nProbabilities are the middles of the ranges of {SOURCE}; a likelihood goes before a certainty. "
        "What a certainty stands for is our choice.\n"
        "Where a forecast says that it will not happen, or is unlikely to, came true means that it did not."
    )


def _table(name: str) -> Table:
    table = Table()
    table.add_column(name)
    for column in ("forecasts", "came true", "did not", "open", "share true", "95 %", "Brier"):
        table.add_column(column, justify="right")
    table.add_column("probability used")
    return table


def _cells(tally: Tally) -> list[str]:
    decided = tally.came_true + tally.did_not
    low, high = wilson(tally.share, decided) if tally.share is not None else (0.0, 0.0)
    return [
        tally.name.replace("_", " ") or "none",
        *(str(count) for count in (tally.forecasts, tally.came_true, tally.did_not, tally.open)),
        "" if tally.share is None else f"{tally.share:.2f}",
        f"{low:.2f}–{high:.2f}" if decided else "",
        "" if tally.brier is None else f"{tally.brier:.3f}",
    ]


def _range(band: Likelihood) -> str:
    low, high = RANGES[band]
    turned = "" if middle(band) >= 0.5 else f", {probability(band):.3f} not"
    return f"{low}–{high} %: {middle(band):.3f}{turned}"


def _stands_for(certainty: str) -> str:
    band = STANDS_FOR.get(certainty)
    return f"as {band.replace('_', ' ')}: {probability(band):.3f}" if band else "none"
