"""Business time: which days and hours of a region are worked, and the clock that runs only then."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo

import holidays

MONDAY_TO_FRIDAY = frozenset(range(5))
_DAY = timedelta(days=1)
_SEARCH_DAYS = 800  # longer than any run of days off; a company closed for longer has a wrong calendar
_LONGEST = timedelta(days=3660)


@dataclass(frozen=True, slots=True)
class Moment:
    """A wall-clock time put on the world's clock; `shift` is "gap", "fold" or None where clocks change."""

    at: datetime
    shift: str | None


def local_moment(day: date, clock: time, zone: tzinfo) -> Moment:
    """The moment of a wall-clock time: one that is skipped gives the next valid, a doubled one the first."""
    wall = datetime.combine(day, clock)
    at = wall.replace(tzinfo=zone)
    if at.utcoffset() == at.replace(fold=1).utcoffset():
        return Moment(at, None)
    if _exists(at):
        return Moment(at, "fold")
    while not _exists(at):
        wall = wall.replace(second=0, microsecond=0) + timedelta(minutes=1)
        at = wall.replace(tzinfo=zone)
    return Moment(at, "gap")


def _exists(at: datetime) -> bool:
    return at.astimezone(UTC).astimezone(at.tzinfo).replace(tzinfo=None, fold=0) == at.replace(tzinfo=None)


@lru_cache(maxsize=512)
def _public_days(region: str, year: int) -> tuple[frozenset[date], frozenset[date]]:
    """Days off of the region in that year, and the weekend days that are worked to make up for them."""
    country, _, part = region.partition("-")
    known = holidays.country_holidays(country, subdiv=part or None, years=year)
    return frozenset(known), frozenset(day for day in known.weekend_workdays if day.year == year)


@dataclass(frozen=True, slots=True)
class Calendar:
    """When a region's desk works. Hours may run over midnight (opens 21:00, closes 08:00); equal hours
    mean round the clock. Quiet hours are those in which a customer is not called. A calendar that
    leaves no moment to work is refused with ValueError."""

    zone: ZoneInfo
    region: str
    opens: time = time(9)
    closes: time = time(18)
    weekdays: frozenset[int] = MONDAY_TO_FRIDAY
    quiet_from: time | None = None
    quiet_until: time | None = None
    extra_holidays: frozenset[date] = field(default_factory=frozenset)

    def __post_init__(self) -> None:
        """Refuse what could never be open."""
        if not self.weekdays or not self.weekdays <= set(range(7)):
            raise ValueError("weekdays: at least one of 0 (Monday) to 6 (Sunday)")
        if (self.quiet_from is None) != (self.quiet_until is None):
            raise ValueError("quiet hours need both a start and an end")
        try:
            _public_days(self.region, 2026)
        except NotImplementedError as unknown:
            raise ValueError(f"region {self.region!r}: no public holidays are known for it") from unknown
        if not any(self._speaking_spans(date(2026, 3, 3))):
            raise ValueError("the quiet hours leave no business hour to call in")

    # days

    def is_holiday(self, day: date) -> bool:
        """A public holiday of the region or a day off of the company."""
        return day in self.extra_holidays or day in _public_days(self.region, day.year)[0]

    def is_business_day(self, day: date) -> bool:
        """Worked in this region; weekend days that make up for a bridge day count as worked."""
        if day in self.extra_holidays:
            return False
        off, made_up = _public_days(self.region, day.year)
        return day in made_up or (day.weekday() in self.weekdays and day not in off)

    def next_business_day(self, day: date) -> date:
        """The first business day after `day`."""
        return self.add_business_days(day, 1)

    def add_business_days(self, day: date, count: int) -> date:
        """`count` business days after `day`, before it when negative; 0 = `day` or the first after it."""
        step = -_DAY if count < 0 else _DAY
        if count == 0:
            return day if self.is_business_day(day) else self.add_business_days(day, 1)
        idle = 0
        for _ in range(abs(count)):
            day, idle = day + step, 0
            while not self.is_business_day(day):
                day, idle = day + step, idle + 1
                if idle > _SEARCH_DAYS:
                    raise ValueError("the calendar has no business day for over two years")
        return day

    def first_business_day_of_month(self, year: int, month: int) -> date:
        """The first worked day of a month."""
        return self.add_business_days(date(year, month, 1), 0)

    def last_business_day_of_month(self, year: int, month: int) -> date:
        """The last worked day of a month."""
        following = date(year + month // 12, month % 12 + 1, 1)
        return self.add_business_days(following, -1)

    # hours

    def is_open(self, at: datetime) -> bool:
        """Inside business hours and outside quiet hours."""
        return self.next_open(at) == at

    def next_open(self, at: datetime) -> datetime:
        """The first moment from `at` on that is inside business hours and outside quiet hours."""
        wanted = at.astimezone(UTC)
        for day in self._days_from(at):
            if self.is_business_day(day):
                for start, end in self._speaking_spans(day):
                    if end > wanted:
                        return max(start, wanted).astimezone(self.zone)
        raise ValueError("the calendar has no business day for over two years")

    def outside_quiet(self, at: datetime) -> datetime:
        """`at`, or the end of the quiet hours that it falls into."""
        wanted = at.astimezone(UTC)
        today = at.astimezone(self.zone).date()
        for day in (today - _DAY, today):
            for start, end in self._quiet_spans(day):
                if start <= wanted < end:
                    wanted = end
        return wanted.astimezone(self.zone)

    def add_business_time(self, at: datetime, amount: timedelta) -> datetime:
        """Where an SLA clock that runs in business hours only stands after `amount` (not negative)."""
        if not timedelta(0) <= amount <= _LONGEST:
            raise ValueError("business time to add: from none to ten years")
        wanted, left = at.astimezone(UTC), amount
        idle = 0
        for day in self._days_from(at, endless=True):
            idle += 1
            if self.is_business_day(day):
                start, end = self._business_span(day)
                start = max(start, wanted)
                if start < end:
                    idle = 0
                    if left <= end - start:
                        return (start + left).astimezone(self.zone)
                    left -= end - start
            if idle > _SEARCH_DAYS:
                break
        raise ValueError("the calendar has no business day for over two years")

    def business_time_between(self, start: datetime, end: datetime) -> timedelta:
        """Business time that passed from `start` to `end`; negative when `end` is the earlier one."""
        if end.astimezone(UTC) < start.astimezone(UTC):
            return -self.business_time_between(end, start)
        first, last = start.astimezone(UTC), end.astimezone(UTC)
        total = timedelta(0)
        for day in self._days_from(start, endless=True):
            opened, closed = self._business_span(day)
            if opened >= last:
                return total
            if self.is_business_day(day):
                total += max(min(closed, last) - max(opened, first), timedelta(0))
        return total

    # spans in UTC, so that subtraction counts true time across clock changes

    def _days_from(self, at: datetime, endless: bool = False) -> Iterator[date]:
        day = at.astimezone(self.zone).date() - _DAY  # yesterday's shift may run over midnight
        count = 0
        while endless or count < _SEARCH_DAYS:
            yield day
            day, count = day + _DAY, count + 1

    def _span(self, day: date, start: time, end: time) -> tuple[datetime, datetime]:
        until = day if start < end else day + _DAY
        opened = local_moment(day, start, self.zone).at.astimezone(UTC)
        return opened, local_moment(until, end, self.zone).at.astimezone(UTC)

    def _business_span(self, day: date) -> tuple[datetime, datetime]:
        return self._span(day, self.opens, self.closes)

    def _quiet_spans(self, day: date) -> Iterator[tuple[datetime, datetime]]:
        if (
            self.quiet_from is not None
            and self.quiet_until is not None
            and self.quiet_from != self.quiet_until
        ):
            yield self._span(day, self.quiet_from, self.quiet_until)

    def _speaking_spans(self, day: date) -> Iterator[tuple[datetime, datetime]]:
        """The day's business hours without the quiet hours in them, in order."""
        start, end = self._business_span(day)
        quiet = [span for near in (day - _DAY, day, day + _DAY) for span in self._quiet_spans(near)]
        for silent, over in quiet:
            if over <= start or silent >= end:
                continue
            if silent > start:
                yield start, silent
            start = max(start, over)
        if start < end:
            yield start, end
