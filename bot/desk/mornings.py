"""What goes out once a person and working day: planted days ahead, moved when his clock changes, never twice."""

from collections.abc import Callable, Iterable
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.context import Context
from bot.sales.calendar import local_moment
from bot.sales.people import Person
from store import mornings, timers

DAYS_AHEAD = 3
DAY = timedelta(days=1)


def plant(
    ctx: Context, kind: str, people: Iterable[Person], due_on: Callable[[Person, date], datetime]
) -> None:
    """Plant a timer for each person's coming working days, his local date as its occurrence.

    Days ahead, so that a stop over night loses none; what waits is moved to the hour that holds now. An hour
    that has passed before anything was planted stays passed: a fresh desk sends nothing belated.
    """
    known = mornings.planted(ctx.session, kind, ctx.now.date() - DAY)
    alike: dict[tuple[object, ...], list[tuple[date, datetime]]] = {}
    for person in people:
        clock = (
            person.timezone,
            person.region,
            person.quiet_from,
            person.quiet_until,
            person.digest_at,
        )
        if clock not in alike:
            alike[clock] = [(day, due_on(person, day)) for day in coming_days(ctx, person)]
        for day, due in alike[clock]:
            there = known.get((person.id, day.isoformat()))
            if there is None and due >= ctx.now:
                timers.plant(ctx.session, kind, person.id, due, occurrence=day.isoformat())
            elif there is not None and there[1] and there[0] != due:
                mornings.move(ctx.session, kind, person.id, day.isoformat(), due)


def coming_days(ctx: Context, person: Person) -> list[date]:
    """His working days from today on, as many as are planted ahead."""
    calendar = ctx.calendar_of(person)
    day = calendar.add_business_days(today_of(ctx, person), 0)
    days = [day]
    while len(days) < DAYS_AHEAD:
        days.append(calendar.next_business_day(days[-1]))
    return days


def hour(ctx: Context, person: Person, day: date, clock: time, *, own: bool) -> datetime:
    """The moment of a wall-clock hour of his; one he did not choose himself keeps out of his quiet hours."""
    at = local_moment(day, clock, ZoneInfo(person.timezone)).at
    return at if own else ctx.calendar_of(person).outside_quiet(at)


def digest_hour(ctx: Context, manager: Person, day: date) -> datetime:
    """When a manager's digest goes out on a day: at the hour he chose, else at the policy's."""
    own = manager.digest_at is not None
    return hour(ctx, manager, day, manager.digest_at or ctx.policy.digest.at, own=own)


def still_meant(ctx: Context, person: Person | None, occurrence: str) -> bool:
    """Whether a timer's day is his day still: after a long stop, or a move west, an old one is not sent."""
    return person is not None and person.active and today_of(ctx, person).isoformat() == occurrence


def today_of(ctx: Context, person: Person) -> date:
    """The date on his calendar."""
    return ctx.now.astimezone(ZoneInfo(person.timezone)).date()
