"""Dates get their TIMEX3 values from the text before them and from the report's date."""

from datetime import date

from report_extract.entities.calendar.eras import explicit_year, has_year
from report_extract.entities.calendar.expressions import Expression
from report_extract.entities.calendar.outlook import DONE, SOON, is_to_come
from report_extract.entities.calendar.relative import (
    ANAPHORIC_DAY,
    ANAPHORIC_MONTH,
    ANAPHORIC_WEEK,
    ANAPHORIC_YEAR,
    DAY_SHIFT,
    MONTH_SHIFT,
    WEEK_SHIFT,
    WEEKDAYS,
    YEAR_SHIFT,
    YEAR_SHIFT_SHORT,
)
from report_extract.entities.calendar.timex import SEASON, calendar_day, read_number, shifted, timex, without_year
from report_extract.entities.calendar.told import Anchor, Told, is_story


class Resolver:
    """Gives TIMEX3 values to expressions met in the order of the text.

    ``completed`` is the report's date (year, month or None, day or None), or None when nothing is known of it.
    ``surveyed`` is the month that a monthly report tells of: a day without a month is one of it, whatever date stands before.
    """

    def __init__(
        self, completed: tuple[int, int | None, int | None] | None, *, surveyed: tuple[int, int] | None = None
    ) -> None:
        self._completed = completed
        self._surveyed = surveyed
        self._told = Told.of_month(*surveyed) if surveyed else Told()

    @property
    def _last(self) -> Anchor:
        return self._told.last

    def new_sentence(self) -> None:
        """Begin a sentence: what was told before it weighs less."""
        self._told.leave_sentence(is_ahead=self._is_ahead(self._last.year))

    def _is_past(self, year: int, month: int) -> bool:
        return bool(self._completed and (year, month) <= (self._completed[0], self._completed[1] or 12))

    def _is_old(self, year: int) -> bool:
        """The year of something that was made long ago (1974年の協定), in which nothing goes on."""
        return bool(self._completed and year < self._completed[0] - 10)

    def _is_ahead(self, year: int | None) -> bool:
        return bool(year and self._completed and year > self._completed[0])

    def value(self, expression: Expression, *, rest: str = "") -> str | None:
        """The TIMEX3 value, or None when no calendar date can be told; ``rest`` is the clause behind it."""
        fields = expression.fields
        match expression.kind:
            case "past":
                return "PAST_REF"
            case "decade":
                return fields["decade"] + "X"
            case "century":
                return ("BC" if "bc" in fields else "") + f"{read_number(fields['century']) - 1:02}"
            case "before_christ":
                return f"BC{int(fields['bc_year']):04}"
            case "range":
                return self._range(fields)
            case "fiscal":
                return self._fiscal(fields)
            case "deictic":
                return self._deictic(fields["deictic"], rest)
            case "week":
                return self._relative_week(fields["rel_week"])
            case "weekday":
                return f"XXXX-WXX-{WEEKDAYS.index(fields['weekday']) + 1}"
            case "days_later":
                return self._days_later(read_number(fields["later"]))
            case "same":
                return self._month_of_last_year(fields["same"])
            case "quarter":
                return self._quarter(fields.get("quarter") or fields["q"])
            case _:
                return self._date(expression, rest)

    def _range(self, fields: dict[str, str]) -> str | None:
        if "from_month" in fields:
            first = int(fields["from_month"])
            year = int(fields["year"]) if "year" in fields else self._year_of_month(first, "")
            return (year and f"{year:04}-{int(fields['from_month']):02}/{year:04}-{int(fields['to_month']):02}") or None
        start, end = fields["from_year"], fields["to_year"]
        end = start[: 4 - len(end)] + end
        self._remember(int(end), None, None, story=False)
        if fields["unit"] == "年代":
            return f"{start[:3]}X/{end[:3]}X"
        mark = "FY" if fields["unit"] == "年度" else ""
        return f"{mark}{start}/{mark}{end}"

    def _fiscal(self, fields: dict[str, str]) -> str | None:
        if "short_fiscal" in fields:
            return f"FY20{fields['short_fiscal']}"
        if "rel_fiscal" in fields:
            base = self._report_fiscal_year()
            shift = {"今": 0, "本": 0, "来": 1, "昨": -1, "前": -1, "翌": 1, "同": 0, "再": 2}[fields["rel_fiscal"][0]]
            if fields["rel_fiscal"][0] in "同翌" and self._last.year:
                base = self._last.year
            return f"FY{base + shift}" if base else None
        year = explicit_year(fields)
        self._remember(year, None, None, story=False)
        return f"FY{year}"

    def _report_fiscal_year(self) -> int | None:
        if not self._completed:
            return None
        year, month, _ = self._completed
        return year - 1 if month is not None and month < 4 else year

    def _deictic(self, word: str, rest: str) -> str | None:
        year = self._completed[0] if self._completed else self._last.year
        if word == "年末" and year is not None:
            year = self._last.year if self._last.here and self._last.year else year - self._is_past_end(rest)
        if word.startswith("今世紀"):
            return "20"
        if year is None:
            return None
        if word.startswith("この") or (word[0] in "今昨来" and word[-1] in SEASON):
            year += {"昨": -1, "来": 1}.get(word[0], 0)
            month = self._completed[1] if self._completed else None
            if word[-1] == "冬" and word[0] in "こ今" and month is not None and month <= 3:
                year -= 1
            return f"{year}-{SEASON[word[-1]]}"
        if word.startswith("月"):
            return self._in_month(word)
        if word == "年明け":
            return str(year + 1 if self._completed and (self._completed[1] or 1) > 6 else year)
        return str(year)

    def _in_month(self, word: str) -> str | None:
        """月末 is that of the month told in the sentence, 月内 that of the report; in a survey both are of its month."""
        told = self._last if self._last.here and word != "月内" else Anchor()
        year, month = self._surveyed or (self._completed or (None, None))[:2]
        year, month = (told.year, told.month) if told.month else (year, month)
        return f"{year:04}-{month:02}" if year and month else None

    def _is_past_end(self, rest: str) -> bool:
        """年末 in a report of the first months is the one before, where something has happened."""
        early = self._completed is not None and (self._completed[1] or 12) <= 3
        return early and bool(DONE.search(rest)) and not is_to_come(rest)

    def _date(self, expression: Expression, rest: str) -> str | None:
        fields = expression.fields
        if "rel_day" in fields:
            return self._relative_day(fields["rel_day"])
        month = read_number(fields["month"]) if "month" in fields else None
        day = read_number(fields["day"]) if "day" in fields else None
        year, month = self._year_and_month(fields, month, rest)
        if year is None:
            return without_year(month, day)
        is_label = month is None and "year" in fields and rest.startswith("の") and self._is_old(year)
        self._remember(year, month, day, story=is_story(fields) and not is_label)
        value = timex(year, month, day, fields.get("part", ""))
        self._told.name_period(value, rest)
        return value

    def _year_and_month(self, fields: dict[str, str], month: int | None, rest: str) -> tuple[int | None, int | None]:
        if "rel_month" in fields:
            return self._relative_month(fields["rel_month"])
        if "rel_year" in fields:
            return self._relative_year(fields["rel_year"]), month
        if has_year(fields):
            return explicit_year(fields), month
        if "next" in fields:
            return self._next(month, read_number(fields["day"]) if "day" in fields else None)
        if month is not None:
            return self._year_of_month(month, rest), month
        return self._month_of_day()

    def _next(self, month: int | None, day: int | None) -> tuple[int | None, int | None]:
        """翌1月 and 翌1日 come after the date before, if need be in the next year or month; 翌23日 after a 22日 told."""
        after = self._told.after(day) if day is not None and month is None else None
        if after is not None:
            return after.year, after.month
        year, told = self._last.year, self._last.month
        if year is None or told is None:
            return self._month_of_day() if month is None else (self._year_of_month(month, ""), month)
        if month is not None:
            return year + (month < told), month
        turned = day is not None and self._last.day is not None and day < self._last.day
        return (year + told // 12, told % 12 + 1) if turned else (year, told)

    def _month_of_last_year(self, word: str) -> str | None:
        """前年同月, 前年同期: the month, or the half or quarter, that the text last named, a year before."""
        last, period = self._last, self._told.period
        if last.year is None:
            return None
        if word == "同期" and period is not None:
            return f"{last.year - 1:04}-{period}"
        return timex(last.year - 1, last.month if word == "同月" else None, None, "")

    def _relative_year(self, word: str) -> int | None:
        if word in ANAPHORIC_YEAR:
            base = self._last.year or (self._completed[0] if self._completed else None)
            if self._surveyed and word == "前年" and not self._last.here:
                base = self._surveyed[0]
            return base + ANAPHORIC_YEAR[word] if base is not None else None
        shift = YEAR_SHIFT.get(word, YEAR_SHIFT_SHORT.get(word, 0))
        base = self._completed[0] if self._completed else self._last.year
        return base + shift if base is not None else None

    def _relative_month(self, word: str) -> tuple[int | None, int | None]:
        if word in MONTH_SHIFT:
            base = self._surveyed or (self._completed or (self._last.year, self._last.month))[:2]
            shift = MONTH_SHIFT[word]
        else:
            told = self._last if self._last.month else self._told.with_month
            base, shift = (told.year, told.month), ANAPHORIC_MONTH[word]
            if self._surveyed and word == "前月" and not told.here:
                base = self._surveyed
        year, month = base
        if year is None or month is None:
            return None, None
        months = year * 12 + month - 1 + shift
        return months // 12, months % 12 + 1

    def _relative_day(self, word: str) -> str | None:
        """昨日 counts from the report's day, 翌日 from the day before it in the text."""
        last = self._last
        if word in ANAPHORIC_DAY and last.year and last.month and not last.day:
            return f"{last.year:04}-{last.month:02}"
        start = self._reported_day() if word in DAY_SHIFT else self._told_day()
        there = start and shifted(start, DAY_SHIFT.get(word, ANAPHORIC_DAY.get(word, 0)))
        if not there:
            return None
        self._remember(there.year, there.month, there.day, story=word in ANAPHORIC_DAY)
        return there.isoformat()

    def _days_later(self, days: int) -> str | None:
        """その2日後 counts from the day before it in the text."""
        start = self._told_day() if self._last.year else None
        there = start and shifted(start, days)
        return there.isoformat() if there else None

    def _relative_week(self, word: str) -> str | None:
        """先週 counts from the report's day, 翌週 from the day before it in the text: the ISO week, 2024-W49."""
        start = self._reported_day() if word in WEEK_SHIFT else self._told_day()
        there = start and shifted(start, 7 * WEEK_SHIFT.get(word, ANAPHORIC_WEEK.get(word, 0)))
        return f"{there:%G-W%V}" if there else None

    def _quarter(self, number: str) -> str:
        """A quarter named without a year: the story's, or the report's."""
        told = self._last.year if self._last.here else None
        year = told or (self._completed[0] if self._completed else None)
        return f"{f'{year:04}' if year else 'XXXX'}-Q{read_number(number)}"

    def _reported_day(self) -> date | None:
        return calendar_day(*self._completed) if self._completed else None

    def _told_day(self) -> date | None:
        """The day of the text before; where the text has named no date, the report's."""
        last = self._last
        return calendar_day(last.year, last.month, last.day) if last.year else self._reported_day()

    def _month_of_day(self) -> tuple[int | None, int | None]:
        """The month of a day named without one: that of the text before, otherwise the report's, as newspapers write."""
        last = self._last
        if self._surveyed and not (last.here and last.month):
            return self._surveyed
        if last.year is not None and last.month is not None:
            return last.year, last.month
        if last.here or not self._completed:
            return None, None
        return self._completed[:2]

    def _year_of_month(self, month: int, rest: str) -> int | None:
        """The year of a month named without one: the story's, or the one next to the report's date."""
        last = self._last
        if last.year is not None and last.here and last.is_story:
            turned = last.month is not None and month < last.month and self._is_past(last.year + 1, month)
            return last.year + 1 if turned else last.year
        if not self._completed:
            return self._last.year
        year, now, _ = self._completed
        if now is None:
            return year
        if month > now and not is_to_come(rest):
            return year - 1
        soon = SOON.search(rest)
        return year + 1 if month < now and soon is not None and soon.start() < 18 else year

    def _remember(self, year: int, month: int | None, day: int | None, *, story: bool) -> None:
        self._told.take(Anchor(year, month, day, story, here=True), is_ahead=self._is_ahead(year))
