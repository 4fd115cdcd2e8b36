"""From what was said of a time to its moment, with what must be asked or mentioned."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from bot.sales.calendar import local_moment

from .grouping import Group, as_day
from .values import Clock, Day, FoundTime, Half, MonthDay, Scope

_MOST_OPTIONS = 4
_DEFAULT = time(9)
_YEAR, _LATELY = 365, 60


@dataclass(frozen=True, slots=True)
class _Hour:
    """An hour of a day; `days` on when it falls after midnight; `other` what may have been meant too."""

    at: time
    days: int = 0
    ask: bool = False
    other: time | None = None
    guessed: bool = False


def resolved(group: Group, text: str, scope: Scope) -> FoundTime | None:
    """The found time, or None for what cannot be a time."""
    if group.exact is not None:
        remarks = ("guessed_hour",) if group.exact.ask else ()
        return _found(group, text, group.exact.at, remarks, (), scope)
    if group.bad is not None:
        return _near_miss(group, text, scope)
    day = Day((scope.today,)) if group.day is None else as_day(group.day, scope)
    if not day.dates:
        return None
    if group.half and group.half.name == "later" and group.day is None and group.clock is None:
        return _found(group, text, _later(scope), ("guessed_hour",), (), scope)
    hour = hour_of(group.clock, group.half, scope)
    return _chosen(group, day, hour, text, scope)


def _chosen(group: Group, day: Day, hour: _Hour, text: str, scope: Scope) -> FoundTime:
    moments = [(found, _moment(found, hour, scope)) for found in day.dates]
    ahead = [pair for pair in moments if _later_than(pair[1][0], scope.now)]
    date_of, (due, shift) = (ahead or moments)[0]
    remarks = list(_remarks(group, day, hour, date_of, scope))
    just_over = isinstance(group.day, MonthDay) and (date_of - scope.today).days > _YEAR - _LATELY
    if just_over and not scope.whole:
        remarks.append("ambiguous")  # 10/15 in a line of November was last month
    if ahead and ahead[0] != moments[0] and day.doubt_if_over:
        remarks.append("ambiguous")
    if shift:
        remarks.append(shift)
    return _found(group, text, due, tuple(remarks), _alternatives(group, day, hour, date_of, scope), scope)


def _remarks(group: Group, day: Day, hour: _Hour, chosen: date, scope: Scope) -> Iterable[str]:
    if day.ask or group.ask or hour.ask:
        yield "ambiguous"
    if hour.guessed:
        yield "guessed_hour"
    if group.day is not None and not scope.calendar.is_business_day(chosen):
        yield "holiday" if scope.calendar.is_holiday(chosen) else "weekend"
    if (
        isinstance(group.day, MonthDay)
        and chosen.year > scope.today.year
        and chosen.month <= scope.today.month
    ):
        yield "next_year"


def _alternatives(group: Group, day: Day, hour: _Hour, chosen: date, scope: Scope) -> tuple[datetime, ...]:
    found = [_moment(other, hour, scope)[0] for other in (*day.others, *day.dates)]
    if hour.other is not None:
        found.insert(0, _moment(chosen, _Hour(hour.other), scope)[0])
    for other in group.others:
        clock, half = other.clock or group.clock, other.half or group.half
        where = as_day(other.day, scope).dates[:1] if other.day is not None else (chosen,)
        found += [_moment(at, hour_of(clock, half, scope), scope)[0] for at in where]
    if hour.guessed or (day.ask and group.clock is None):
        found += [_moment(chosen, _Hour(at), scope)[0] for at in (time(10), time(14), time(16))]
    return tuple(found)


def hour_of(clock: Clock | None, half: Half | None, scope: Scope) -> _Hour:
    """The hour of the day that was meant: working hours, unless half-day words say otherwise."""
    if clock is None:
        return _Hour(_DEFAULT) if half is None else _Hour(half.at, guessed=half.ask)
    if clock.hour == 24:
        return _Hour(time(0), days=1, ask=True)
    written = time(clock.hour, clock.minute)
    if clock.exact:
        return _Hour(written)
    if clock.half is not None:
        hour = _with_meridiem(clock, half)
    elif half is not None and half.name not in ("closing", "later", "same"):
        hour = _with_half(clock, half.name)
    else:
        hour = _in_working_hours(clock)
    return _Hour(hour.at, hour.days, True, hour.other) if clock.ask else hour


def _in_working_hours(clock: Clock) -> _Hour:
    written = time(clock.hour, clock.minute)
    if not 1 <= clock.hour <= 7:
        return _Hour(written)
    afternoon = time(clock.hour + 12, clock.minute)
    return _Hour(written, ask=True, other=afternoon) if clock.zero_led else _Hour(afternoon)


def _with_meridiem(clock: Clock, half: Half | None) -> _Hour:
    hour = clock.hour % 12 + (12 if clock.half == "pm" else 0) if clock.hour <= 12 else clock.hour
    clash = half is not None and (
        (half.name in ("morning", "dawn") and clock.half == "pm")
        or (half.name in ("afternoon", "evening", "night") and clock.half == "am")
    )
    return _Hour(
        time(hour, clock.minute), ask=clash, other=time((hour + 12) % 24, clock.minute) if clash else None
    )


def _with_half(clock: Clock, name: str) -> _Hour:
    hour, minute = clock.hour, clock.minute
    written = time(hour, minute)
    if name in ("morning", "dawn"):
        if hour == 12 and name == "dawn":
            return _Hour(time(0, minute))
        return _Hour(written, ask=hour >= 12 or hour == 0)
    if hour > 12:
        return _Hour(written, ask=name == "noon" and hour > 14)
    if name == "noon":
        return _Hour(written) if hour >= 10 else _Hour(time(hour + 12, minute), ask=not 1 <= hour <= 3)
    if name == "afternoon":
        return _Hour(time(hour % 12 + 12, minute), ask=hour == 0)
    late = time((hour + 12) % 24, minute)  # evening and night
    if hour in (12, 0):
        return _Hour(time(0, minute), days=1, ask=True, other=time(20))
    if hour <= 3:
        return _Hour(written, days=1, ask=True, other=late)
    return _Hour(late)


def _near_miss(group: Group, text: str, scope: Scope) -> FoundTime | None:
    """Something here cannot be (25:00, 30 Feb): the rest is offered, never taken."""
    if group.bad is None or (not group.bad.near and group.day is None):
        return None
    day = Day(group.bad.near) if group.bad.near else as_day(group.day, scope) if group.day else Day(())
    if not day.dates:
        return None
    hour = hour_of(group.clock, group.half, scope)
    moments = [_moment(found, hour, scope)[0] for found in day.dates]
    return _found(group, text, moments[0], ("ambiguous",), tuple(moments), scope)


def _moment(day: date, hour: _Hour, scope: Scope) -> tuple[datetime, str | None]:
    moment = local_moment(day + timedelta(days=hour.days), hour.at, _zone(scope.now))
    return moment.at, moment.shift


def _zone(now: datetime) -> tzinfo:
    if now.tzinfo is None:
        raise ValueError("now must carry its time zone")
    return now.tzinfo


def _later(scope: Scope) -> datetime:
    return (scope.now.astimezone(UTC) + timedelta(hours=2)).astimezone(scope.now.tzinfo)


def _later_than(at: datetime, now: datetime) -> bool:
    return at.astimezone(UTC) > now.astimezone(UTC)


def _found(
    group: Group, text: str, due: datetime, remarks: tuple[str, ...], more: tuple[datetime, ...], scope: Scope
) -> FoundTime:
    if not _later_than(due, scope.now):
        remarks = ("past", *remarks)
        more = (*more, *_instead_of_past(due, scope))
    options: list[datetime] = []
    if set(remarks) & {"past", "ambiguous", "guessed_hour"}:
        for at in (due, *more):
            if _later_than(at, scope.now) and at not in options:
                options.append(at)
    return FoundTime(
        start=group.start,
        end=group.end,
        due=due,
        text=text[group.start : group.end],
        remarks=tuple(dict.fromkeys(remarks)),
        options=tuple(options[:_MOST_OPTIONS]),
        also=group.also,
    )


def _instead_of_past(due: datetime, scope: Scope) -> list[datetime]:
    """The same hour this afternoon, tomorrow and on the next business day; for today also soon."""
    calendar, zone = scope.calendar, _zone(scope.now)
    tomorrow = scope.today + timedelta(days=1)
    clock = due.timetz().replace(tzinfo=None)
    found = []
    if due.date() == scope.today:
        if clock.hour < 12:
            found.append(local_moment(scope.today, clock.replace(hour=clock.hour + 12), zone).at)
        found.append(local_moment(scope.today, time(14), zone).at)
    days = dict.fromkeys((tomorrow, calendar.next_business_day(scope.today)))
    return found + [local_moment(day, clock, zone).at for day in days]
