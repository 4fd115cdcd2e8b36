"""Dates counted from a day: upcoming ones of a kind, weeks, months, first and last working days."""

from calendar import monthrange
from datetime import date, timedelta

from bot.sales.calendar import Calendar

from .values import Day

FIRST_YEAR, YEARS_AHEAD = 1990, 30


def monday_of(day: date) -> date:
    """The Monday of the day's week."""
    return day - timedelta(days=day.weekday())


def add_months(day: date, months: int) -> date:
    """The same day some months on, or the last one of a shorter month."""
    index = day.year * 12 + day.month - 1 + months
    year, month = index // 12, index % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def exact_date(year: int, month: int, number: int, today: date) -> date | None:
    """A date written with its year, or None when there is no such day or the year is out of reason."""
    if not FIRST_YEAR <= year <= today.year + YEARS_AHEAD or not 1 <= month <= 12:
        return None
    return date(year, month, number) if 1 <= number <= monthrange(year, month)[1] else None


def upcoming_month_day(month: int, number: int, today: date) -> tuple[date, ...]:
    """The next dates of that name from today on; none for 30 February."""
    years = range(today.year, today.year + 9)
    dates = (exact_date(year, month, number, today) for year in years)
    return tuple(found for found in dates if found is not None and found >= today)[:2]


def upcoming_day_number(number: int, today: date) -> tuple[date, ...]:
    """The next days of a month with that number, from today on."""
    months = (add_months(today.replace(day=1), ahead) for ahead in range(5))
    dates = (exact_date(month.year, month.month, number, today) for month in months)
    return tuple(found for found in dates if found is not None and found >= today)[:2]


def first_working(day: date, calendar: Calendar) -> date:
    """The day, or the first business day after it."""
    return calendar.add_business_days(day, 0)


def last_working(day: date, calendar: Calendar) -> date:
    """The day, or the last business day before it."""
    return calendar.add_business_days(day + timedelta(days=1), -1)


def edge_of(edge: str, first: date, last: date, calendar: Calendar) -> Day:
    """The start, the middle (a guess) or the end of the days from `first` to `last`; "" = the start."""
    if edge == "end":
        return Day((last_working(last, calendar),))
    if edge == "middle":
        days = (last - first).days
        return Day((first + timedelta(days=14 if days < 31 else days // 2),), ask=True)
    day = first_working(first, calendar)
    return Day((day,), ask=edge in ("early", "within"))


def month_span(year: int, month: int, months: int = 1) -> tuple[date, date]:
    """First and last day of a month, or of several from it on."""
    first = date(year, month, 1)
    return first, add_months(first, months) - timedelta(days=1)
