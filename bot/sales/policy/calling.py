"""When a customer may be phoned: lawful hours of his region in his own time, without his quiet hours."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.sales.calendar import Calendar, local_moment
from bot.sales.policy.base import Span
from bot.sales.policy.company import CallingHours

_DAY = timedelta(days=1)
_SEARCH_DAYS = 60


@dataclass(frozen=True, slots=True)
class CallWindow:
    """A customer's hours: the row of his region, his zone, his holidays, his quiet hours."""

    hours: CallingHours
    zone: ZoneInfo
    holidays: Calendar
    quiet: tuple[Span, ...] = ()

    def is_open(self, at: datetime) -> bool:
        """Whether he may be phoned at this moment."""
        return self.next_open(at) == at

    def next_open(self, at: datetime) -> datetime | None:
        """The first moment from `at` on at which he may be phoned; None when his quiet hours leave none."""
        wanted = at.astimezone(UTC)
        for opened, closed in self._spans(at):
            start = self._after_quiet(max(opened, wanted))
            if start < closed:
                return start.astimezone(self.zone)
        return None

    def _spans(self, at: datetime) -> Iterator[tuple[datetime, datetime]]:
        day = at.astimezone(self.zone).date() - _DAY
        for _ in range(_SEARCH_DAYS):
            if self.hours.on_holidays or not self.holidays.is_holiday(day):
                yield from (self._on(day, span) for span in self.hours.week()[day.weekday()])
            day += _DAY

    def _on(self, day: date, span: Span) -> tuple[datetime, datetime]:
        opens, closes = span.clocks()
        until = day + _DAY if span.over_midnight or span.closes % 1440 == 0 else day
        begin = local_moment(day, opens, self.zone).at.astimezone(UTC)
        return begin, local_moment(until, closes, self.zone).at.astimezone(UTC)

    def _after_quiet(self, at: datetime) -> datetime:
        moved = True
        while moved:
            moved = False
            local = at.astimezone(self.zone)
            for span in self.quiet:
                for day in (local.date() - _DAY, local.date()):
                    begin, end = self._on(day, span)
                    if begin <= at < end:
                        at, moved = end, True
        return at
