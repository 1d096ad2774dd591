"""How well forecasts did: counts by how sure they were, the share that came true, the Brier score."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from report_extract.errors import InputError
from report_extract.ledger.bands import RANGES, STANDS_FOR, band_of, probability
from report_extract.ledger.book import OUTCOMES, Line
from report_extract.records import CERTAINTIES, Likelihood


@dataclass(frozen=True, slots=True)
class Forecast:
    """A forecast of a ledger: its words for how sure it is, and whether it came true; None while that is open."""

    certainty: str
    likelihood: str
    band: Likelihood | None
    came_true: bool | None

    @property
    def error(self) -> float | None:
        """The squared distance of its probability from what came of it."""
        if self.band is None or self.came_true is None:
            return None
        return (probability(self.band) - self.came_true) ** 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Forecasts of one kind; ``brier`` is over the ``graded``: those that are decided and have a probability."""

    name: str
    forecasts: int
    came_true: int
    did_not: int
    graded: int
    brier: float | None

    @property
    def open(self) -> int:
        """How many are not decided."""
        return self.forecasts - self.came_true - self.did_not

    @property
    def share(self) -> float | None:
        """The share of the decided that came true."""
        decided = self.came_true + self.did_not
        return self.came_true / decided if decided else None


@dataclass(frozen=True, slots=True)
class Scores:
    """The tallies of a ledger: all of it, by certainty, by band (with those that have none by their certainty)."""

    overall: Tally
    by_certainty: tuple[Tally, ...]
    by_likelihood: tuple[Tally, ...]


def score(path: Path, lines: Iterable[Line]) -> Scores:
    """Score the rows of a ledger.

    Raises:
        InputError: an outcome, a likelihood or a certainty is none that is known.
    """
    forecasts = [_forecast(path, line) for line in lines]
    return Scores(
        _tally("all", forecasts),
        _grouped(forecasts, (*CERTAINTIES, ""), lambda one: one.certainty),
        _grouped(forecasts, (*RANGES, ""), lambda one: one.likelihood),
    )


def _forecast(path: Path, line: Line) -> Forecast:
    certainty = _allowed(path, line, "certainty", ("", *STANDS_FOR))
    likelihood = _allowed(path, line, "likelihood", ("", *RANGES))
    _allowed(path, line, "polarity", ("positive", "negative"))
    outcome = _allowed(path, line, "outcome", ("", *OUTCOMES))
    came_true = {"came true": True, "did not": False}.get(outcome)
    return Forecast(certainty, likelihood, band_of(certainty, likelihood), came_true)


def _allowed(path: Path, line: Line, name: str, allowed: Sequence[str]) -> str:
    given = " ".join(line[name].split()).casefold()
    if given not in allowed:
        names = ", ".join(value for value in allowed if value)
        raise InputError(f"{path}: row {line.number}: {name} {line[name]!r}; allowed: {names}")
    return given


def _grouped(
    forecasts: Sequence[Forecast], names: Sequence[str], name_of: Callable[[Forecast], str]
) -> tuple[Tally, ...]:
    groups = {name: [one for one in forecasts if name_of(one) == name] for name in names}
    return tuple(_tally(name, found) for name, found in groups.items() if found)


def _tally(name: str, forecasts: Sequence[Forecast]) -> Tally:
    errors = [one.error for one in forecasts if one.error is not None]
    return Tally(
        name=name,
        forecasts=len(forecasts),
        came_true=sum(one.came_true is True for one in forecasts),
        did_not=sum(one.came_true is False for one in forecasts),
        graded=len(errors),
        brier=sum(errors) / len(errors) if errors else None,
    )
