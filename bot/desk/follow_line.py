"""One line that plans a follow-up: `Ann Price Friday 3 pm send the price`, 跟進 周文彬 週五下午三點."""

import re
from dataclasses import dataclass, replace
from datetime import datetime

from bot.context import Context
from bot.desk import lookup, naming_whom
from bot.replies import Reply
from bot.sales.customers import Contact
from bot.sales.times import FoundTime, find_times, read_time

_BEFORE_A_TIME = re.compile(r"\s+(?:on|at|by|for|in|around)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Line:
    """Who is meant (or the question which one), when where that is sure, what, and what stands beside the name.

    `past` is a time that is over, which is asked again.
    """

    found: Contact | Reply
    due: datetime | None
    what: str | None
    rest: str
    past: datetime | None = None


def read(ctx: Context, typed: str) -> Line:
    """Understand a line; without a sure time the words behind the name are what it is about."""
    times = find_times(typed, ctx.local, ctx.calendar) or _last_word(ctx, typed)
    if not times:
        found, what = naming_whom.who(ctx, typed)
        return Line(found, None, what or None, what)
    first = times[0]
    who, what = _BEFORE_A_TIME.sub("", typed[: first.start].strip()), typed[first.end :].strip()
    rest = typed[first.start :] if who else typed[: first.end]
    about = (what or None) if who else None
    due, past = (first.due if first.sure else None), (first.due if "past" in first.remarks else None)
    return Line(lookup.contact(ctx, who or what), due, about, rest.strip(), past)


def _last_word(ctx: Context, typed: str) -> tuple[FoundTime, ...]:
    """A time that is one only by itself (1600), as the last word."""
    head, _, last = typed.rpartition(" ")
    found = read_time(last, ctx.local, ctx.calendar) if head else None
    return (replace(found, start=len(head) + 1, end=len(typed)),) if found else ()
