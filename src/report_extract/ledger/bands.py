"""The probabilities behind the words of likelihood.

Office of the Director of National Intelligence: Intelligence Community Directive 203, Analytic Standards (2 January
2015), D.6.e.(2)(a), gives each of seven expressions a range of percent. A forecast counts by the middle of its range.
"""

from report_extract.records import Likelihood

SOURCE = "ICD 203, Analytic Standards (2015), D.6.e.(2)(a)"

RANGES: dict[Likelihood, tuple[int, int]] = {
    "almost_certain": (95, 99),
    "very_likely": (80, 95),
    "likely": (55, 80),
    "roughly_even": (45, 55),
    "unlikely": (20, 45),
    "very_unlikely": (5, 20),
    "almost_no_chance": (1, 5),
}
STANDS_FOR: dict[str, Likelihood] = {"certain": "almost_certain", "probable": "likely", "possible": "roughly_even"}
"""The band of a certainty where the record names no likelihood: ours, not the directive's."""


def band_of(certainty: str, likelihood: str) -> Likelihood | None:
    """Give the band of a forecast; None where it names neither likelihood nor certainty."""
    return next((band for band in RANGES if band == likelihood), None) or STANDS_FOR.get(certainty)


def middle(band: Likelihood) -> float:
    """Give the middle of a band's range, from 0 to 1."""
    return sum(RANGES[band]) / 200


def expects_it(polarity: str, band: Likelihood) -> bool:
    """Tell whether a forecast expects that it happens: not where it is negated, nor where it is called unlikely."""
    return polarity != "negative" and middle(band) >= 0.5


def probability(band: Likelihood) -> float:
    """Give the probability that a forecast comes true, be it that it happens or that it does not.

    A negated forecast says that it will not happen, with the probability of its band (しないであろう: likely not, .675), or
    names the band of what will not happen (する可能性は低い: unlikely, .325). Both expect with .675 that it does not.
    """
    return max(middle(band), 1 - middle(band))
