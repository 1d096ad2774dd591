"""Years that are named outright: 2024年, 令和6年, R6."""

import unicodedata

from report_extract.entities.calendar.timex import read_number

_ERA = {"令和": 2018, "平成": 1988, "昭和": 1925, "大正": 1911, "明治": 1867, "皇紀": -660}
_SHORT_ERA = {"R": 2018, "H": 1988, "S": 1925, "T": 1911, "M": 1867}


def has_year(fields: dict[str, str]) -> bool:
    """Whether an expression names a year."""
    return any(name in fields for name in ("year", "era", "short_era", "bare"))


def explicit_year(fields: dict[str, str]) -> int:
    """The year that an expression names, of our or of a Japanese era."""
    if "era" in fields:
        return _ERA[fields["era"]] + (1 if fields["era_year"] == "元" else read_number(fields["era_year"]))
    if "short_era" in fields:
        letter = unicodedata.normalize("NFKC", fields["short_era"])
        return _SHORT_ERA[letter] + int(fields["short_year"])
    return read_number(fields.get("year") or fields["bare"])
