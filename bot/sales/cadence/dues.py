"""When a step falls: by its own rule, away from the last touch, in hours when the customer may be phoned."""

from datetime import date, datetime, time, timedelta
from typing import Final

from bot.sales.cadence.values import Around, Run
from bot.sales.calendar import Calendar, local_moment
from bot.sales.next_call import best_hour
from bot.sales.policy import Cadence, Step

_DAY: Final = timedelta(days=1)
_SAME_HOUR_MINUTES: Final = 60
_DAY_MINUTES: Final = 1440
_SEARCHES: Final = 60


def rule_due(cadence: Cadence, step: Step, run: Run, around: Around, tries: tuple[datetime, ...]) -> datetime:
    """When the step falls by its own rule, before gaps and calling hours."""
    calendar, start = around.calendar, run.started_at
    if step.unit == "hours":
        return start + timedelta(hours=step.after)
    if step.unit == "business_hours":
        return calendar.add_business_time(start, timedelta(hours=step.after))
    if step.unit == "same_day":
        return _before_closing(start, step.after, calendar)
    day = start.astimezone(calendar.zone).date()
    if step.unit == "business_days":
        day = calendar.add_business_days(day, step.after)
    else:
        day += timedelta(days=step.after)
    day += timedelta(days=run.repeats * (step.every_days or 0))
    day = calendar.add_business_days(day, 0)
    return local_moment(day, _hour(cadence, step, around, tries), calendar.zone).at


def _before_closing(start: datetime, hours: int, calendar: Calendar) -> datetime:
    """Some hours on, but before that day closes; outside business hours, on the next business day."""
    opened = calendar.next_open(start)
    day: date = opened.date()
    late = calendar.closes <= calendar.opens and opened.time() >= calendar.opens
    closing = local_moment(day + _DAY if late else day, calendar.closes, calendar.zone).at
    return min(opened + timedelta(hours=hours), closing)


def _hour(cadence: Cadence, step: Step, around: Around, tries: tuple[datetime, ...]) -> time:
    """The step's own hour; for calls the hour at which he answers; for retries one not tried yet."""
    manners = around.policy.follow_ups
    if step.at is not None or not around.policy.follow_up_kind(step.kind).calls:
        return step.at or manners.usual_hour
    zone = around.calendar.zone
    tried = [at.astimezone(zone).time() for at in tries]
    answers = best_hour(
        [at.astimezone(zone).hour for at in around.contact.connects], around.policy.next_call.hours_needed
    )
    first = [time(answers)] if answers is not None else []
    if not cadence.vary_hours:
        return (first or [manners.usual_hour])[0]
    choices = [*first, *manners.hours_to_try]
    fresh = (hour for hour in choices if not any(_near(hour, other) for other in tried))
    return next(fresh, choices[len(tried) % len(choices)])


def _near(hour: time, other: time) -> bool:
    apart = abs(hour.hour * 60 + hour.minute - other.hour * 60 - other.minute)
    return min(apart, _DAY_MINUTES - apart) < _SAME_HOUR_MINUTES


def apart(due: datetime, touches: tuple[datetime, ...], gap_days: int, calendar: Calendar) -> datetime:
    """No closer than the gap to the last touch before it: the same hour on the first business day that is."""
    if not touches or not gap_days:
        return due
    zone = calendar.zone
    local = due.astimezone(zone)
    earliest = max(touches).astimezone(zone).date() + timedelta(days=gap_days)
    if local.date() >= earliest:
        return due
    return local_moment(calendar.add_business_days(earliest, 0), local.time(), zone).at


def callable_at(due: datetime, around: Around) -> datetime | None:
    """The first moment when our desk is open and he may be phoned; his hours win if they never meet.

    None when his quiet hours leave no lawful hour at all.
    """
    at = around.calendar.next_open(due)
    for _ in range(_SEARCHES):
        allowed = around.window.next_open(at)
        if allowed is None or allowed == at:
            return allowed
        at = around.calendar.next_open(allowed)
        if at == allowed:
            return at
    return around.window.next_open(due)
