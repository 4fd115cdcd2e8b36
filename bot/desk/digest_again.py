"""A day's digest as it was sent, or as it would be."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.context import Context
from bot.desk import digest_card, digesting, mornings, outlook
from bot.sales.people import Person
from store import mornings as sent_mornings


@dataclass(frozen=True, slots=True)
class Shown:
    """A digest: its facts, and the facts of its picture."""

    params: Mapping[str, Any]
    picture: Mapping[str, Any]
    at: datetime


def latest_day(ctx: Context, manager: Person) -> date:
    """The last working day before the manager's today: what this morning's digest is about."""
    return ctx.calendar_of(manager).add_business_days(mornings.today_of(ctx, manager), -1)


def of_day(ctx: Context, manager: Person, day: date) -> Shown:
    """The digest that went out about a day; else one made now, as of the moment it would go out.

    A day that is under way is told as it stands now.
    """
    zone = ZoneInfo(manager.timezone)
    since = outlook.midnight(day, zone)
    sent = sent_mornings.sent(
        ctx.session, "digest.daily", manager.handle, day, since, since + timedelta(days=40)
    )
    if sent is not None and sent.picture is not None:
        return Shown(sent.params, sent.picture, sent.at)
    moment = ctx.now if day == mornings.today_of(ctx, manager) else _morning_after(ctx, manager, day)
    found = digesting.gather(ctx, manager, day, moment)
    return Shown(digest_card.card(found, manager.id).facts(), digest_card.picture(found), moment)


def _morning_after(ctx: Context, manager: Person, day: date) -> datetime:
    following = ctx.calendar_of(manager).next_business_day(day)
    return mornings.digest_hour(ctx, manager, following)
