"""TIMEX3 values: numbers in Arabic and Chinese digits, days of the calendar, and how a year, month and day are written."""

from datetime import date, timedelta

_KANJI = {c: i for i, c in enumerate("〇一二三四五六七八九")}
SEASON = {"春": "SP", "夏": "SU", "秋": "FA", "冬": "WI"}


def calendar_day(year: int | None, month: int | None, day: int | None) -> date | None:
    """The day, or None where a part is not known or the calendar has no such day."""
    if year is None or month is None or day is None:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def shifted(start: date, days: int) -> date | None:
    """So many days later, or None beyond the calendar."""
    try:
        return start + timedelta(days=days)
    except OverflowError:
        return None


def without_year(month: int | None, day: int | None) -> str | None:
    """XXXX-12-24: a month or day of a year that is not known."""
    if month is None and day is None:
        return None
    return f"XXXX-{f'{month:02}' if month else 'XX'}" + (f"-{day:02}" if day else "")


def timex(year: int, month: int | None, day: int | None, part: str) -> str:
    """The value of a date; ``part`` is that of the year: 前半, 第3四半期, 春."""
    if day is not None and month is not None:
        return f"{year:04}-{month:02}-{day:02}"
    if month is not None:
        return f"{year:04}-{month:02}"
    part = part.removeprefix("年")
    if part in ("前半", "上半期", "上期"):
        return f"{year:04}-H1"
    if part in ("後半", "下半期", "下期"):
        return f"{year:04}-H2"
    if part.startswith("Q"):
        return f"{year:04}-{part}"
    if part.endswith("四半期"):
        return f"{year:04}-Q{read_number(part[1])}"
    if part[:1] in SEASON:
        return f"{year:04}-{SEASON[part[:1]]}"
    return f"{year:04}"


def read_number(text: str) -> int:
    """Arabic, positional (二〇二四) or additive (二十一) digits; 元 is not one."""
    if text.isdigit() and text.isascii():
        return int(text)
    if "十" in text:
        tens, _, ones = text.partition("十")
        return (_KANJI[tens] if tens else 1) * 10 + (_KANJI[ones] if ones else 0)
    return int("".join(c if c.isascii() else str(_KANJI[c]) for c in text))
