"""A Monday morning in Taipei, and times read then."""

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.sales.calendar import Calendar
from bot.sales.times import FoundTime, read_time

TAIPEI = ZoneInfo("Asia/Taipei")


TW = Calendar(TAIPEI, "TW")


NOW = datetime(2026, 11, 23, 10, tzinfo=TAIPEI)  # a Monday


def read(text: str, now: datetime = NOW) -> FoundTime | None:
    return read_time(text, now, TW)
