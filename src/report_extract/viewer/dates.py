"""Calendar values in TIMEX3 form as the days they begin and end on, so that they can be put in order."""

import calendar
import re

Days = tuple[str, str]

_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)$")
_MONTH = re.compile(r"(\d{4})-(\d\d)$")
_PART = re.compile(r"(\d{4})-(H[12]|Q[1-4]|SP|SU|FA|WI)$")
_YEARS = re.compile(r"(\d{4}|\d{3}X|\d{2}XX)$")
_FISCAL = re.compile(r"FY(\d{4})$")
_PARTS = {
    "H1": (1, 6), "H2": (7, 12), "Q1": (1, 3), "Q2": (4, 6), "Q3": (7, 9), "Q4": (10, 12),
    "SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 14),
}  # fmt: skip


def days(value: str | None) -> Days | None:
    """Give the first and the last day of a value; None for what has no place on the calendar (``PAST_REF``).

    A fiscal year is Japan's, from April; winter is from December to February of the year after.
    """
    if not value:
        return None
    first, _, last = value.partition("/")
    begin, end = _days(first), _days(last or first)
    return (begin[0], end[1]) if begin and end else None


def _days(value: str) -> Days | None:
    if match := _DAY.match(value):
        month = _span(int(match[1]), int(match[2]), int(match[2]))
        return (value, value) if month and month[0] <= value <= month[1] else None
    if match := _MONTH.match(value):
        return _span(int(match[1]), int(match[2]), int(match[2]))
    if match := _PART.match(value):
        return _span(int(match[1]), *_PARTS[match[2]])
    if match := _FISCAL.match(value):
        return _span(int(match[1]), 4, 15)
    if (match := _YEARS.match(value)) and match[1] != "0000":
        return f"{match[1].replace('X', '0')}-01-01", f"{match[1].replace('X', '9')}-12-31"
    return None


def _span(year: int, first: int, last: int) -> Days | None:
    """Give the days of some months; months beyond 12 are of the next year."""
    if not (1 <= year < 9999 and 1 <= first <= 12):
        return None
    end_year, end = year + (last - 1) // 12, (last - 1) % 12 + 1
    return f"{year:04}-{first:02}-01", f"{end_year:04}-{end:02}-{calendar.monthrange(end_year, end)[1]}"
