"""A time in words, always absolute, with its weekday."""

from datetime import datetime

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_WEEKDAYS_HAN = "一二三四五六日"


def format_when(at: datetime, language: str, now: datetime | None = None) -> str:
    """`at` in its own zone as "Tue 1 Dec 10:00", "12/1（二）10:00" or "12月1日（周二）10:00" (language en,
    zh-TW, zh-CN); with the year when `now` is given and in another one."""
    year = now is not None and now.astimezone(at.tzinfo).year != at.year
    clock, day = f"{at:%H:%M}", at.weekday()
    if language == "zh-TW":
        return f"{f'{at.year}/' if year else ''}{at.month}/{at.day}（{_WEEKDAYS_HAN[day]}）{clock}"
    if language == "zh-CN":
        return f"{f'{at.year}年' if year else ''}{at.month}月{at.day}日（周{_WEEKDAYS_HAN[day]}）{clock}"
    if language == "en":
        dated = f"{_WEEKDAYS[day]} {at.day} {_MONTHS[at.month - 1]}"
        return f"{dated} {at.year} {clock}" if year else f"{dated} {clock}"
    raise ValueError(f"language {language!r}: en, zh-TW or zh-CN")
