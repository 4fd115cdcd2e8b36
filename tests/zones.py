"""`python -m tests.zones`: wall-clock hours in every zone around every change of its clocks, 2020 to 2030.

What is right is found by another way than the program's: of the moments of the days around, a quarter of an hour
apart (a minute where the clock leaps: Casey's did at one past midnight), the first at which the clock on the wall
shows the hour wanted, or a later one where that hour is skipped.
"""

import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo, available_timezones

from bot.sales.calendar import local_moment

FIRST, LAST = date(2020, 1, 1), date(2030, 12, 31)
MINUTE, QUARTER, DAY = timedelta(minutes=1), timedelta(minutes=15), timedelta(days=1)
CLOCKS = [time(minute // 60, minute % 60) for minute in range(0, 24 * 60, 15)]
SKIPPED = (
    ("Pacific/Apia", date(2011, 12, 30)),
    ("Pacific/Fakaofo", date(2011, 12, 30)),
    ("Pacific/Kwajalein", date(1993, 8, 21)),
    ("Pacific/Kiritimati", date(1994, 12, 31)),
)


def check(every: int = 1) -> tuple[int, list[str]]:
    """How many hours were looked at, in every so-manyth zone, and which moments are wrong."""
    faults: list[str] = []
    looked = 0
    for name, day in changes(every):
        zone = ZoneInfo(name)
        walls = _walls(zone, day)
        before = datetime.min.replace(tzinfo=UTC)
        for on in (day - DAY, day, day + DAY):
            for clock in CLOCKS:
                looked += 1
                wanted = datetime.combine(on, clock)
                right = next(at for at, wall in walls if wall >= wanted)
                found = local_moment(on, clock, zone).at.astimezone(UTC)
                if found != right:
                    faults.append(f"{name} {wanted}: {found}, not {right}")
                elif found < before:
                    faults.append(f"{name} {wanted}: before the hour before it")
                before = found
    return looked, faults


def changes(every: int) -> Iterator[tuple[str, date]]:
    """Zones and the days on which their clocks change, those that leave out a whole day always."""
    yield from SKIPPED
    for name in sorted(available_timezones())[::every]:
        zone, day = ZoneInfo(name), FIRST
        offset = _midnight(day, zone)
        while day < LAST:
            following = _midnight(day + DAY, zone)
            if following != offset:
                yield name, day
            day, offset = day + DAY, following


def _midnight(day: date, zone: ZoneInfo) -> timedelta | None:
    return datetime.combine(day, time(), zone).utcoffset()


def _walls(zone: ZoneInfo, day: date) -> list[tuple[datetime, datetime]]:
    """Moments around a day, and what the clock on the wall shows at each; every minute where it leaps."""
    begin = datetime.combine(day, time(), UTC) - 3 * DAY
    moments = [begin + QUARTER * number for number in range(7 * len(CLOCKS))]
    leaps = [
        at + MINUTE * number
        for at, after in pairwise(moments)
        if at.astimezone(zone).utcoffset() != after.astimezone(zone).utcoffset()
        for number in range(1, 15)
    ]
    return [(at, at.astimezone(zone).replace(tzinfo=None)) for at in sorted((*moments, *leaps))]


if __name__ == "__main__":
    count, wrong = check()
    zones = len(available_timezones())
    sys.stdout.write("\n".join([*wrong[:20], f"{count} hours in {zones} zones: {len(wrong)} wrong", ""]))
    sys.exit(1 if wrong else 0)
