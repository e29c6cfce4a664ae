"""The deadlines of an office's year: when a quarter's capaian is to be proposed, and when the survey is to be closed.

A quarter's figures are proposed within ten working days after its last day; the survey of a year, held at least once a
year (PermenPANRB 14/2017), is closed by the year's last working day. The days are a rule of this product.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import count

import msgspec

from tracker.domain.calendar import Calendar
from tracker.domain.matter import Task
from tracker.domain.period import Period, period

DAYS_TO_PROPOSE = 10
"""Working days after a quarter's end."""

SURVEY_FROM_MONTH = 10
"""October: early enough to gather answers yet."""


class Deadline(msgspec.Struct, frozen=True):
    """Of that period, reminded of from `opens` on; `due` is a working day."""

    period: Period
    opens: date
    due: date


def deadlines(task: Task, since: date, calendar: Calendar) -> Iterator[Deadline]:
    """From the one on that is reminded of on the day `since`, in order and without end."""
    found = (
        _quarters(since.year - 1, calendar)
        if task is Task.CLOSE_QUARTER
        else _surveys(since.year - 1, calendar)
    )
    current = next(found)
    for following in found:
        if following.opens > since:
            yield current
        current = following


def deadline_at(task: Task, day: date, calendar: Calendar) -> Deadline:
    """The one that is reminded of on that day."""
    return next(deadlines(task, day, calendar))


def _quarters(year: int, calendar: Calendar) -> Iterator[Deadline]:
    for number in count(year * 4):
        asked = period(number // 4, f"TW{number % 4 + 1}")
        due = calendar.add_working_days(asked.last, DAYS_TO_PROPOSE)
        yield Deadline(asked, asked.last + timedelta(days=1), due)


def _surveys(first: int, calendar: Calendar) -> Iterator[Deadline]:
    for year in count(first):
        yield Deadline(
            period(year), date(year, SURVEY_FROM_MONTH, 1), calendar.at_or_before(date(year, 12, 31))
        )
