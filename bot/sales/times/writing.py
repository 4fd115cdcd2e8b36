"""A time in words, always absolute, with its weekday."""

from datetime import date, datetime

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_WEEKDAYS_HAN = "一二三四五六日"


def format_when(at: datetime, language: str, now: datetime | None = None) -> str:
    """`at` in its own zone as "Tue 1 Dec 10:00", "12/1（二）10:00" or "12月1日（周二）10:00" (language en,
    zh-TW, zh-CN); with the year when `now` is given and in another one."""
    year = now is not None and now.astimezone(at.tzinfo).year != at.year
    gap = " " if language == "en" else ""
    return f"{format_day(at, language, year=year)}{gap}{at:%H:%M}"


def format_day(on: date, language: str, *, year: bool = False) -> str:
    """`on` as "Tue 1 Dec", "12/1（二）" or "12月1日（周二）"; with its year where that is not plain."""
    day = on.weekday()
    if language == "zh-TW":
        return f"{f'{on.year}/' if year else ''}{on.month}/{on.day}（{_WEEKDAYS_HAN[day]}）"
    if language == "zh-CN":
        return f"{f'{on.year}年' if year else ''}{on.month}月{on.day}日（周{_WEEKDAYS_HAN[day]}）"
    if language == "en":
        return f"{_WEEKDAYS[day]} {on.day} {_MONTHS[on.month - 1]}{f' {on.year}' if year else ''}"
    raise ValueError(f"language {language!r}: en, zh-TW or zh-CN")
