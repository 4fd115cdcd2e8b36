"""Months between days, as contracts and product lives count them."""

from calendar import monthrange
from datetime import date


def add_months(day: date, months: int) -> date:
    """The same day so many months later, or the month's last day where it has no such day."""
    index = day.year * 12 + day.month - 1 + months
    year, month = index // 12, index % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def months_between(first: date, last: date) -> int:
    """Whole months from `first` to `last`; negative where `last` lies earlier."""
    months = (last.year - first.year) * 12 + last.month - first.month
    return months - (add_months(first, months) > last)
