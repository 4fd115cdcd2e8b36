"""Feasts that work is planned around: after Christmas, 元旦後, 年後. Their own date is sure, before and after are guesses."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from re import Match

import holidays

from .dates import upcoming_month_day
from .numerals import either
from .values import Day, MonthDay, Reading, Rule, Scope

_FIXED = {
    "christmas eve": (12, 24), "xmas eve": (12, 24), "christmas day": (12, 25), "christmas": (12, 25),
    "xmas": (12, 25), "boxing day": (12, 26), "new year's eve": (12, 31), "new years eve": (12, 31),
    "new year's day": (1, 1), "new years day": (1, 1), "new year's": (1, 1), "new year": (1, 1), "nye": (12, 31),
    "halloween": (10, 31), "valentine's day": (2, 14), "valentines day": (2, 14),
    "元旦": (1, 1), "圣诞节": (12, 25), "圣诞": (12, 25), "平安夜": (12, 24), "跨年": (12, 31), "情人节": (2, 14),
    "劳动节": (5, 1), "五一劳动节": (5, 1), "五一": (5, 1), "十一长假": (10, 1), "双十节": (10, 10), "双十": (10, 10),
    "双十一": (11, 11), "双11": (11, 11), "双十二": (12, 12), "双12": (12, 12), "618": (6, 18), "妇女节": (3, 8),
    "儿童节": (6, 1), "教师节": (9, 10),
}  # fmt: skip
# Feasts that move, by the name that a country's calendar of holidays has for them; "" = the reader's own region.
_MOVING = {
    "good friday": ("GB", "Good Friday"), "easter": ("GB", "Good Friday"), "easter weekend": ("GB", "Good Friday"),
    "thanksgiving": ("US", "Thanksgiving"), "labor day": ("US", "Labor Day"), "memorial day": ("US", "Memorial Day"),
    "mid-autumn festival": ("TW", "Mid-Autumn"), "mid autumn festival": ("TW", "Mid-Autumn"),
    "moon festival": ("TW", "Mid-Autumn"), "dragon boat festival": ("TW", "Dragon Boat"),
    "qingming": ("TW", "Tomb-Sweeping"), "tomb sweeping day": ("TW", "Tomb-Sweeping"), "national day": ("", "National Day"),
    "国庆节": ("", "National Day"), "国庆": ("", "National Day"), "中秋节": ("TW", "Mid-Autumn"), "中秋": ("TW", "Mid-Autumn"),
    "端午节": ("TW", "Dragon Boat"), "端午": ("TW", "Dragon Boat"), "清明节": ("TW", "Tomb-Sweeping"),
    "清明": ("TW", "Tomb-Sweeping"), "感恩节": ("US", "Thanksgiving"), "复活节": ("GB", "Good Friday"),
}  # fmt: skip
_LUNAR_NEW_YEAR = ("TW", "Chinese New Year")
_EASTER_AFTER = {"easter": 2, "easter weekend": 2, "复活节": 2}  # Sunday, counted from Good Friday
_FEASTS = _FIXED | _MOVING
_ENGLISH = either(name for name in _FEASTS if name.isascii() and not name.isdigit())
_HAN = either(name for name in _FEASTS if not name.isascii() or name.isdigit())
_STARTS_HAN = "".join({name[0] for name in _FEASTS if not name.isascii() or name.isdigit()})
_BEFORE = ("before", "by", "前", "之前", "以前")


@lru_cache(maxsize=64)
def _first_day(region: str, name: str, year: int) -> date | None:
    country, _, part = region.partition("-")
    known = holidays.country_holidays(country, subdiv=part or None, years=year, language="en_US")
    named = (day for day in known.get_named(name, lookup="startswith") if "observed" not in known[day])
    eves = (day for day in named if "Eve" not in known[day])
    return min(eves, default=None)


def _coming(region: str, name: str, scope: Scope, ahead: int = 0) -> Iterator[date]:
    """The feast's days from today on, the nearest first; none where the region has no such day."""
    for year in (scope.today.year, scope.today.year + 1):
        day = _first_day(region or scope.calendar.region, name, year)
        if day is not None and day + timedelta(days=ahead) >= scope.today:
            yield day + timedelta(days=ahead)


def _dates(feast: str, scope: Scope) -> tuple[date, ...]:
    if feast in _FIXED:
        return upcoming_month_day(*_FIXED[feast], scope.today)
    return tuple(_coming(*_MOVING[feast], scope, _EASTER_AFTER.get(feast, 0)))


def _feast(match: Match[str], scope: Scope) -> Reading:
    side, feast = match["side"], match["feast"]
    if not side and feast.isdigit():
        return None
    if not side and feast in _FIXED:
        return MonthDay(*_FIXED[feast])
    days = _dates(feast, scope)[:1]
    if not side:
        return Day(days) if days else None
    step = -1 if side in _BEFORE else 1
    return Day(tuple(scope.calendar.add_business_days(day, step) for day in days), ask=True) if days else None


def _new_year(match: Match[str], scope: Scope) -> Reading:
    return Day((scope.calendar.add_business_days(date(scope.today.year + 1, 1, 1), 0),), ask=True)


def _around_lunar_new_year(match: Match[str], scope: Scope) -> Reading:
    step = -1 if match["side"] in _BEFORE else 1
    for feast in _coming(*_LUNAR_NEW_YEAR, scope):
        if feast - timedelta(days=2) > scope.today:
            return Day((scope.calendar.add_business_days(feast, step),), ask=True)
    return None


_SIDE_HAN = r"(?P<side>(?:[之以]?后|过后)(?!天)|[之以]?前(?!天))"
_DAYS_OFF = r"(?:假期|连假|长假|小长假|放假|档期|大促)?"
RULES = (
    Rule(
        "abcdeghlmnqtvx",
        rf"(?:(?P<side>after|before|by)\s+(?:the\s+)?)?(?P<feast>{_ENGLISH})(?![a-z])",
        _feast,
    ),
    Rule(_STARTS_HAN, rf"(?P<feast>{_HAN})(?:{_DAYS_OFF}{_SIDE_HAN})?", _feast),
    Rule("今明", rf"[今明]年(?P<feast>{_HAN}){_DAYS_OFF}{_SIDE_HAN}?", _feast),
    Rule("过", rf"(?P<side>过完?)(?P<feast>{_HAN})", _feast),
    Rule("i", r"in the new year(?![a-z])", _new_year),
    Rule("过春年农", rf"(?:过完?年|春节|农历年|年){_DAYS_OFF}{_SIDE_HAN}", _around_lunar_new_year),
    Rule(
        "ab",
        r"(?P<side>after|before)\s+(?:the\s+)?(?:chinese new year|lunar new year|cny|"
        r"spring festival)(?![a-z])",
        _around_lunar_new_year,
    ),
    Rule("过", r"(?P<side>过完年)", _around_lunar_new_year),
)
