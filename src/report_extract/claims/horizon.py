"""The time that a forecast speaks of, as TIMEX3: the date to come that it names, or a span counted from the report."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from report_extract.entities.linking import LinkedEntity, LinkedMention
from report_extract.views import View

_WITHIN_YEAR = re.compile(r"年内|本年中|今年中")
_COMING_YEARS = re.compile(
    r"(?:今後|向こう|この先|これから)(?:の)?(?:少なくとも|約|およそ)?(?P<number>\d{1,2}|[二三四五]|十|数)年(?!度)"
)
_KANJI = {"二": 2, "三": 3, "四": 4, "五": 5, "十": 10}


@dataclass(frozen=True, slots=True)
class Dates:
    """What the claims need of a report's dates: values by entity number, and when the report was completed."""

    values: dict[int, str]
    mentions: Sequence[LinkedMention]
    completed: tuple[int, int | None, int | None] | None

    @property
    def now(self) -> str | None:
        """The day of completion, as exact as the report gives it."""
        return "-".join(f"{part:02}" for part in self.completed if part is not None) if self.completed else None

    def value(self, mention: int) -> str | None:
        """The TIMEX3 value of a mention, if it is a date on the calendar."""
        entities = self.mentions[mention].entities
        value = self.values.get(entities[0]) if entities else None
        return value if value and re.match(r"(?:FY)?\d{3}", value) else None


def dates_of(
    entities: Sequence[LinkedEntity],
    mentions: Sequence[LinkedMention],
    completed: tuple[int, int | None, int | None] | None,
) -> Dates:
    """The dates of a report."""
    values = {e.number: e.value for e in entities if e.type == "DATE" and e.value}
    return Dates(values, mentions, completed)


def of_forecast(view: View, span: tuple[int, int], condition: tuple[int, int] | None, dates: Dates) -> str | None:
    """The last date in ``span`` and outside the condition that is not over, else 年内 or 今後10年 by the report's date.

    In a report without a date of its own the last date that the forecast names.
    """
    inside = range(*condition) if condition else range(0)
    now = dates.now
    named = []
    for number, start, end, kind, _ in view.rows:
        if kind != "DATE" or not (span[0] <= start and end <= span[1]) or start in inside:
            continue
        value = dates.value(number)
        if value is not None and (now is None or not _is_over(value, now)):
            named.append(value)
    return named[-1] if named else _counted(view.text[span[0] : span[1]], dates.completed)


def _is_over(value: str, now: str) -> bool:
    end = value.split("/")[-1].removeprefix("FY").replace("X", "9")
    return end[: len(now)] < now[: len(end)]


def _counted(text: str, completed: tuple[int, int | None, int | None] | None) -> str | None:
    if completed is None:
        return None
    year = completed[0]
    coming = _COMING_YEARS.search(text)
    if coming and coming["number"] != "数":
        number = _KANJI.get(coming["number"]) or int(coming["number"])
        return f"{year}/{year + number}"
    return str(year) if _WITHIN_YEAR.search(text) else None
