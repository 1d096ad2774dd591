"""Whether confidence is true: relations in bands of their confidence, and the share of each that is right."""

from collections.abc import Sequence
from typing import Literal

from pydantic import BaseModel, ConfigDict

from report_extract.evaluation.wilson import wilson

BY_RULE = "by rule"
_BANDS = {"below .5": 0.0, ".5–.7": 0.5, ".7–.9": 0.7, ".9–1": 0.9}

Judged = tuple[float | None, bool]
"""The confidence of a relation that was stated, and whether it is right."""


class Band(BaseModel):
    """Relations of like confidence; ``confidence`` is its mean, null where a rule alone states them.

    The interval is Wilson's, of the precision.
    """

    model_config = ConfigDict(frozen=True)

    stated: int
    right: int
    precision: float
    interval: tuple[float, float]
    confidence: float | None

    @property
    def verdict(self) -> Literal["true", "too high", "too low"] | None:
        """Whether the mean confidence lies in the interval of the precision, above or below it."""
        if self.confidence is None:
            return None
        low, high = self.interval
        return "too high" if self.confidence > high else "too low" if self.confidence < low else "true"


class Calibration(BaseModel):
    """The bands that hold relations, the least sure first, and all that were weighed.

    ``error`` is how far confidence and precision lie apart in a band, on average over the relations that were weighed.
    """

    model_config = ConfigDict(frozen=True)

    bands: dict[str, Band]
    weighed: Band | None
    error: float | None


def calibrate(judged: Sequence[Judged]) -> Calibration:
    """Sort relations into bands of their confidence; those without any were stated by a rule alone."""
    rows = {name: [one for one in judged if band_of(one[0]) == name] for name in (*_BANDS, BY_RULE)}
    bands = {name: _band(members) for name, members in rows.items() if members}
    weighed = [one for one in judged if one[0] is not None]
    apart = sum(b.stated * abs(b.precision - b.confidence) for b in bands.values() if b.confidence is not None)
    return Calibration(
        bands=bands,
        weighed=_band(weighed) if weighed else None,
        error=apart / len(weighed) if weighed else None,
    )


def band_of(confidence: float | None) -> str:
    """Name the band of a confidence; each begins with its lower bound."""
    if confidence is None:
        return BY_RULE
    return [name for name, least in _BANDS.items() if confidence >= least][-1]


def _band(members: Sequence[Judged]) -> Band:
    right = sum(is_right for _, is_right in members)
    known = [confidence for confidence, _ in members if confidence is not None]
    return Band(
        stated=len(members),
        right=right,
        precision=right / len(members),
        interval=wilson(right / len(members), len(members)),
        confidence=sum(known) / len(known) if known else None,
    )
