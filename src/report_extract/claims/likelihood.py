"""The band of likelihood that the words of a forecast come nearest to, after Intelligence Community Directive 203."""

import re
from functools import cache

from report_extract.records import Likelihood
from report_extract.rulefile import RuleModel, packaged


class Band(RuleModel):
    """A band by its name in ICD 203, and what its words look like; the pattern stands in each of ``matches``, in no ``rejects``."""

    id: Likelihood
    pattern: str
    matches: list[str] = []
    rejects: list[str] = []


class BandFile(RuleModel):
    """The bands in the order in which they are looked for."""

    band: list[Band]


@cache
def bands() -> tuple[tuple[Likelihood, re.Pattern[str]], ...]:
    """The bands in order, compiled."""
    file = packaged("report_extract.claims", "likelihood.toml", BandFile)
    return tuple((band.id, re.compile(band.pattern)) for band in file.band)


def of_forecast(text: str, *, is_possible: bool) -> Likelihood | None:
    """The band of a forecast by the end of its text; a bare possibility has none, unless its words grade it."""
    end = re.sub(r"\s", "", text)[-30:]
    for band, pattern in bands():
        if is_possible and band in ("likely", "unlikely"):
            continue
        if pattern.search(end):
            return band
    return None
