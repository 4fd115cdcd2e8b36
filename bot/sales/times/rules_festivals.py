"""Feasts that work is planned around: after Christmas, 元旦後, 年後. Their own date is sure, before and after are guesses."""

from datetime import date, timedelta
from functools import lru_cache
from re import Match

import holidays

from .dates import upcoming_month_day
from .numerals import either
from .values import Day, MonthDay, Reading, Rule, Scope

_FEASTS = {
    "christmas eve": (12, 24), "xmas eve": (12, 24), "christmas day": (12, 25), "christmas": (12, 25),
    "xmas": (12, 25), "new year's eve": (12, 31), "new years eve": (12, 31), "new year's day": (1, 1),
    "new years day": (1, 1), "new year's": (1, 1), "new year": (1, 1),
    "元旦": (1, 1), "圣诞节": (12, 25), "圣诞": (12, 25), "平安夜": (12, 24), "跨年": (12, 31),
}  # fmt: skip
_ENGLISH = either(name for name in _FEASTS if name.isascii())
_HAN = either(name for name in _FEASTS if not name.isascii())


def _feast(match: Match[str], scope: Scope) -> Reading:
    month, number = _FEASTS[match["feast"]]
    side = match["side"]
    if not side:
        return MonthDay(month, number)
    days = upcoming_month_day(month, number, scope.today)
    step = -1 if side in ("before", "前", "之前", "以前") else 1
    return Day(tuple(scope.calendar.add_business_days(day, step) for day in days), ask=True)


def _new_year(match: Match[str], scope: Scope) -> Reading:
    return Day((scope.calendar.add_business_days(date(scope.today.year + 1, 1, 1), 0),), ask=True)


@lru_cache(maxsize=64)
def _lunar_new_year(year: int) -> date | None:
    known = holidays.country_holidays("TW", years=year, language="en_US")
    return min(known.get_named("Chinese New Year", lookup="exact"), default=None)


def _around_lunar_new_year(match: Match[str], scope: Scope) -> Reading:
    before = match["side"] in ("before", "前", "之前", "以前")
    for year in (scope.today.year, scope.today.year + 1):
        feast = _lunar_new_year(year)
        if feast and feast - timedelta(days=2) > scope.today:
            return Day((scope.calendar.add_business_days(feast, -1 if before else 1),), ask=True)
    return None


_SIDE_HAN = r"(?P<side>(?:[之以]?后|过后)(?!天)|[之以]?前(?!天))"
RULES = (
    Rule("abcnx", rf"(?:(?P<side>after|before)\s+)?(?P<feast>{_ENGLISH})(?![a-z])", _feast),
    Rule("元圣平跨", rf"(?P<feast>{_HAN})(?:(?:假期|连假|放假)?{_SIDE_HAN})?", _feast),
    Rule("今明", rf"[今明]年(?P<feast>{_HAN}){_SIDE_HAN}", _feast),
    Rule("i", r"in the new year(?![a-z])", _new_year),
    Rule("过春年农", rf"(?:过完?年|春节|农历年|年){_SIDE_HAN}", _around_lunar_new_year),
    Rule(
        "ab",
        r"(?P<side>after|before)\s+(?:the\s+)?(?:chinese new year|lunar new year|cny|"
        r"spring festival)(?![a-z])",
        _around_lunar_new_year,
    ),
    Rule("过", r"(?P<side>过完年)", _around_lunar_new_year),
)
