"""The how-manyth day of a month: first Monday of next month, 12月第二個週五, 本月最後一天."""

from calendar import monthrange
from datetime import date, timedelta
from re import Match

from .dates import add_months, last_working
from .numerals import either
from .values import Day, Reading, Rule, Scope
from .words import (
    MONTH_EN,
    MONTHS,
    STEP_HAN,
    STEP_HAN_STARTS,
    STEPS,
    STEPS_HAN,
    WEEK_HAN,
    WEEKDAYS,
    WEEKDAYS_HAN,
)

_ORDINALS = {
    "first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "last": -1, "最后": -1,
    "一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4,
}  # fmt: skip


def _starts(match: Match[str], scope: Scope) -> tuple[date, ...]:
    """First days of the month that is meant: a named one, or this one and the next in its place."""
    groups = match.groupdict()
    first = scope.today.replace(day=1)
    step, named = groups.get("step"), groups.get("mon") or groups.get("m")
    if named:
        number = MONTHS[named] if named in MONTHS else int(named)
        year = scope.today.year + (number < scope.today.month)
        return (date(year, number, 1),) if 1 <= number <= 12 else ()
    ahead = STEPS_HAN.get(step or "", STEPS.get(step or "", 0))
    return (add_months(first, ahead),) if step not in (None, "the") else (first, add_months(first, 1))


def _nth(first: date, weekday: int, count: int) -> date:
    if count < 0:
        last = first.replace(day=monthrange(first.year, first.month)[1])
        return last - timedelta(days=(last.weekday() - weekday) % 7)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (count - 1))


def _weekday_of_month(match: Match[str], scope: Scope) -> Reading:
    weekday = {**WEEKDAYS, **WEEKDAYS_HAN}[match["day"]]
    count = _ORDINALS[match["nth"]] if match["nth"] else -1
    days = tuple(_nth(first, weekday, count) for first in _starts(match, scope))
    return Day(days, doubt_if_over=len(days) > 1) if days else None


def _week_of_month(match: Match[str], scope: Scope) -> Reading:
    count = _ORDINALS[match["nth"]] if match["nth"] else -1
    starts = _starts(match, scope)
    mondays = tuple(
        _nth(first, 0, count) - timedelta(days=7 * (first.weekday() > 0 and count > 0)) for first in starts
    )
    days = tuple(
        scope.calendar.add_business_days(max(day, first), 0)
        for day, first in zip(mondays, starts, strict=True)
    )
    return Day(days, ask=True) if days else None


def _last_day(match: Match[str], scope: Scope) -> Reading:
    days = tuple(add_months(first, 1) - timedelta(days=1) for first in _starts(match, scope))
    if match["working"]:
        days = tuple(last_working(day, scope.calendar) for day in days)
    return Day(days, doubt_if_over=True) if days else None


_MONTH_HAN = rf"(?:(?:{STEP_HAN})?月底?|(?P<m>1[0-2]|[1-9])月)份?的?\s*"
_WORKING_HAN = r"个?(?P<working>工作[天日]|上班[天日]|营业日)"
RULES = (
    Rule(
        "fstl1234",
        rf"(?P<nth>first|second|third|fourth|last|1st|2nd|3rd|"
        rf"4th)\s+(?P<day>{either(WEEKDAYS)})\s+(?:of|in)\s+"
        rf"(?:(?P<step>the|this|next)\s+month|(?P<mon>{MONTH_EN}))(?![a-z])",
        _weekday_of_month,
    ),
    Rule("最", rf"(?P<nth>最后)一?个?{WEEK_HAN}(?P<day>[一二三四五六日天])", _weekday_of_month),
    Rule(
        "tl",
        rf"(?:the\s+)?last\s+(?:(?P<working>(?:business|working|work)\s+)|calendar\s+)?day\s+of\s+"
        rf"(?:(?P<step>the|this|next)\s+month|(?P<mon>{MONTH_EN}))(?![a-z])",
        _last_day,
    ),
    Rule(
        STEP_HAN_STARTS + "月123456789",
        rf"{_MONTH_HAN}(?:第(?P<nth>[一二三四1-4])|最后一)个?{WEEK_HAN}(?P<day>[一二三四五六日天])",
        _weekday_of_month,
    ),
    Rule(
        "tfsl1234",
        rf"(?:the\s+)?(?P<nth>first|second|third|fourth|last|1st|2nd|3rd|4th)\s+week\s+(?:of|in)\s+"
        rf"(?:(?P<step>the|this|next)\s+month|(?P<mon>{MONTH_EN}))(?![a-z])",
        _week_of_month,
    ),
    Rule(
        STEP_HAN_STARTS + "月123456789",
        rf"{_MONTH_HAN}(?:第(?P<nth>[一二三四1-4])|最后一)个?{WEEK_HAN}(?![一二三四五六日天])",
        _week_of_month,
    ),
    Rule(STEP_HAN_STARTS + "月123456789", rf"{_MONTH_HAN}最后一(?:天|{_WORKING_HAN})", _last_day),
)
