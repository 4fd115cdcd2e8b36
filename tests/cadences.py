"""The shipped cadences around a contact."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.sales.cadence import (
    Around,
    ContactState,
)
from bot.sales.policy import Policy

TAIPEI = ZoneInfo("Asia/Taipei")


DAY = timedelta(days=1)


def at(month: int, day: int, hour: int, minute: int = 0, year: int = 2026) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=TAIPEI)


MONDAY = at(11, 23, 10)


def with_contact(policy: Policy, contact: ContactState, region: str = "TW") -> Around:
    window = policy.call_window("Asia/Taipei", "TW")
    return Around(policy.calendar("Asia/Taipei", region), window, contact, policy)
