"""What goes out once a person and working day: planted days ahead, moved when his clock changes, never twice."""

from collections.abc import Callable, Iterable
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.context import Context
from bot.router import Due
from bot.sales.calendar import local_moment
from bot.sales.people import Person
from store import mornings, timers, users

DueOn = Callable[[Person, date], datetime]
DAYS_AHEAD = 3
DAY = timedelta(days=1)


def plant(ctx: Context, kind: str, people: Iterable[Person], due_on: DueOn) -> None:
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


def agenda_hour(ctx: Context, person: Person, day: date) -> datetime:
    """When a seller's agenda goes out on a day: at the policy's hour, out of his quiet ones."""
    return hour(ctx, person, day, ctx.policy.digest.agenda_at, own=False)


def meant_now(ctx: Context, timer: Due, due_on: DueOn) -> Person | None:
    """Whom a timer is for, if his hour has come and his day is the timer's still.

    After a long stop an old day is not sent. Whoever moved, or chose a later hour, after the last planting
    has his hour before him still: the timer waits for it.
    """
    person = users.by_id(ctx.session, timer.subject)
    if person is None or not person.active:
        return None
    due = due_on(person, date.fromisoformat(timer.occurrence))
    if due > ctx.now:
        mornings.wait_again(ctx.session, timer.kind, timer.subject, timer.occurrence, due)
        return None
    return person if today_of(ctx, person).isoformat() == timer.occurrence else None


def today_of(ctx: Context, person: Person) -> date:
    """The date on his calendar."""
    return ctx.now.astimezone(ZoneInfo(person.timezone)).date()
