"""What the parts of the sample company share while it is made."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from bot.sales.calendar import Calendar
from bot.sales.policy import Policy
from bot.sample.firms import PLACES, Firm, Place
from store.bulk import Book

YEAR = 365
SELLING = ("user", "customer", "dormant")


@dataclass(slots=True)
class Client:
    """One firm as it was written: its numbers, its people's numbers, who serves it."""

    firm: Firm
    account: int
    owner: int
    manager: int | None
    since: datetime
    contacts: list[int] = field(default_factory=list)

    @property
    def place(self) -> Place:
        """Where the firm is."""
        return PLACES[self.firm.territory]


@dataclass(slots=True)
class Plan:
    """The company in the making. Everything random comes from `dice(part)`, so the seed decides all of it."""

    book: Book
    now: datetime
    seed: int
    policy: Policy
    staff: dict[str, int] = field(default_factory=dict)
    goods: dict[str, int] = field(default_factory=dict)
    clients: list[Client] = field(default_factory=list)
    _calendars: dict[str, Calendar] = field(default_factory=dict)
    _workdays: dict[str, list[date]] = field(default_factory=dict)

    def dice(self, part: str) -> Random:
        """The source of chance of one part; no part disturbs another."""
        return Random(f"{self.seed} {part}")  # noqa: S311 - a made-up company, no secret

    def workdays(self, handle: str) -> Sequence[date]:
        """The business days of a colleague's region in the last year, up to the one before today."""
        if handle not in self._workdays:
            calendar = self.calendar(handle)
            today = self.now.astimezone(calendar.zone).date()
            days = (today - timedelta(days=back) for back in range(YEAR, 0, -1))
            self._workdays[handle] = [day for day in days if calendar.is_business_day(day)]
        return self._workdays[handle]

    def calendar(self, handle: str) -> Calendar:
        """The working time of a colleague."""
        if handle not in self._calendars:
            chinese = handle in ("wendy", "leo", "hal")
            region, zone = ("CN", "Asia/Shanghai") if chinese else ("TW", "Asia/Taipei")
            self._calendars[handle] = self.policy.calendar(zone, region, (None, None))
        return self._calendars[handle]

    def today(self, hour: int, minute: int = 0, *, days: int = 0, handle: str = "amy") -> datetime:
        """A moment of today, or of so many business days from today, on a colleague's wall clock."""
        calendar = self.calendar(handle)
        day = self.now.astimezone(calendar.zone).date()
        day = calendar.add_business_days(day, days) if days else day
        return at(day, hour, minute, calendar.zone)


def at(day: date, hour: int, minute: int, zone: ZoneInfo) -> datetime:
    """A wall-clock moment of a day, aware."""
    return datetime.combine(day, time(hour, minute), zone)


def in_hours(dice: Random, day: date, zone: ZoneInfo) -> datetime:
    """Some moment of a working day: busiest before and after noon."""
    hour = dice.choices(range(9, 18), (6, 12, 11, 2, 6, 11, 11, 9, 5))[0]
    return datetime.combine(day, time(hour, dice.randrange(60), dice.randrange(60)), zone)
