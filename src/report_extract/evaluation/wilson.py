"""Wilson's 95 % interval of a share, which holds for few rows too."""

import math

Z95 = 1.959963984540054


def wilson(share: float, count: float) -> tuple[float, float]:
    """Give the interval of a share of ``count`` rows."""
    middle = (share + Z95**2 / (2 * count)) / (1 + Z95**2 / count)
    half = half_width(share, count)
    return max(0.0, middle - half), min(1.0, middle + half)


def half_width(share: float, count: float) -> float:
    """Give half the width of the interval."""
    return Z95 / (1 + Z95**2 / count) * math.sqrt(share * (1 - share) / count + Z95**2 / (4 * count**2))
