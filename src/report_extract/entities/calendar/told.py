"""The dates that the text has told so far: what 同年, 翌月, 翌23日 and 前年同期 hang on."""

import re
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from report_extract.entities.calendar.eras import has_year
from report_extract.entities.calendar.relative import ANAPHORIC_YEAR
from report_extract.entities.calendar.timex import calendar_day

_OPENS = re.compile(r" ?(?:から|より|[〜~-])")
_PERIODS = {(1, 3): "Q1", (4, 6): "Q2", (7, 9): "Q3", (10, 12): "Q4", (1, 6): "H1", (7, 12): "H2"}


@dataclass(frozen=True, slots=True)
class Anchor:
    """A date of the text before, and whether it stands in the sentence that is read."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    is_story: bool = False
    here: bool = False


@dataclass(slots=True)
class Told:
    """The last date, the last that is not to come, the last with a month, each day, and the half or quarter last named."""

    last: Anchor = Anchor()
    past: Anchor = Anchor()
    with_month: Anchor = Anchor()
    period: str | None = None
    _days: list[date] = field(default_factory=list)
    _opened: int | None = None

    @classmethod
    def of_month(cls, year: int, month: int) -> "Told":
        """As if the month had been told right before the text."""
        before = Anchor(year, month)
        return cls(before, before, before)

    def take(self, anchor: Anchor, *, is_ahead: bool) -> None:
        """Take in a date."""
        self.last = anchor
        self.past = self.past if is_ahead else anchor
        self.period = None
        if anchor.month:
            self.with_month = anchor
        day = calendar_day(anchor.year, anchor.month, anchor.day)
        if day is not None:
            self._days.append(day)

    def leave_sentence(self, *, is_ahead: bool) -> None:
        """A date to come is an anchor only in its own sentence; one that is past stays for 同年 and 同月."""
        self.last = replace(self.past if is_ahead else self.last, here=False)
        self._opened = None

    def name_period(self, value: str, rest: str) -> None:
        """A half or quarter by its value (2026-H1), or by the months that bound it: 4月から6月まで."""
        month = self.last.month if re.fullmatch(r"\d{4}-\d\d", value) else None
        self.period = value[5:] if re.fullmatch(r"\d{4}-[HQ]\d", value) else None
        if month is not None and self._opened is not None:
            self.period = _PERIODS.get((self._opened, month))
        self._opened = month if _OPENS.match(rest) else None

    def after(self, day: int) -> date | None:
        """The day, so numbered, that follows one of those told, the last such: 翌23日 after 22日."""
        following = (told + timedelta(days=1) for told in reversed(self._days) if told < date.max)
        return next((found for found in following if found.day == day), None)


def is_story(fields: dict[str, str]) -> bool:
    """The date carries the story on: one that bounds a period, or counts from the report, does not."""
    if fields.get("since") == "以前" or "onward" in fields:
        return False
    if "rel_month" in fields or has_year(fields):
        return True
    if "rel_year" in fields:
        return fields["rel_year"] in ANAPHORIC_YEAR
    return "month" not in fields
