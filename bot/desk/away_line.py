"""One line about an absence: `tomorrow Friday ben`, `ben today tomorrow amy`, 明天到週五 何雅婷."""

import re
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.context import Context
from bot.errors import UserError
from bot.sales.patterns import late
from bot.sales.times import FoundTime, find_times

RANGE = late(
    r"\s*[到至~～–—]\s*|\s+(?:to|until|till|through|-)\s+|(?<=\d/\d)-(?=\d)|(?<=\d/\d\d)-(?=\d)",
    re.IGNORECASE,
)
AROUND_NAME = late(
    r"^(?:from|delegate|by|with|由|代理人|職務代理人|职务代理人)?[:：]?\s*(.*?)\s*(?:代理|代班|covers?|stands? in)?$",
    re.IGNORECASE,
)
WEEK = late(r"next week|the week after next|下+[個个]?(?:週|周|禮拜|礼拜|星期)", re.IGNORECASE)
MONTH = late(r"next month|下[個个]月", re.IGNORECASE)
ABOUT = late(r"\s[許许]$")
USUAL = time(9)


@dataclass(frozen=True, slots=True)
class Line:
    """What a line says: whose absence (empty: one's own), its first and last moment, who stands in."""

    who: str
    first: datetime | None
    last: datetime | None
    delegate: str


def read(ctx: Context, typed: str) -> Line:
    """Understand a line; a time that is past or can mean several is refused with what to write instead."""
    text = RANGE.sub("  ", typed)
    found = find_times(text, ctx.local, ctx.calendar)[:2]
    if not found:
        return Line(_name(text), None, None, "")
    for one in found:
        if "ambiguous" in one.remarks:
            raise UserError("time.ambiguous", typed=one.text, options=list(one.options))
    first, last = found[0].due, _last(ctx, text, found)
    if last.date() < ctx.local.date() or first.date() < ctx.local.date():
        raise UserError("time.past", due=min(first, last))
    return Line(_name(text[: found[0].start]), first, last, _name(text[_end(found[-1]) :]))


def start_of_day(at: datetime, zone: ZoneInfo) -> datetime:
    """A day without an hour begins at midnight."""
    local = at.astimezone(zone)
    return local.replace(hour=0) if local.time() == USUAL else at


def end_of_day(at: datetime, zone: ZoneInfo) -> datetime:
    """A day without an hour is away until its last second; so is the day somebody fell ill."""
    local = at.astimezone(zone)
    return last_moment(at, zone) if local.time() == USUAL else at


def _end(one: FoundTime) -> int:
    """Where the time ends and the name begins: 許 after a time reads as "about", but is a family name here."""
    return one.end - 1 if ABOUT.search(one.text) else one.end


def _last(ctx: Context, text: str, found: tuple[FoundTime, ...]) -> datetime:
    """The last day; a weekday that lies before the first is the one after it (Monday Friday).

    A week or a month alone is all of its working days.
    """
    first, last = found[0], found[-1]
    if len(found) == 1 and WEEK.fullmatch(last.text):
        return last.due + timedelta(days=4)
    if len(found) == 1 and MONTH.fullmatch(last.text):
        after = (last.due.replace(day=1) + timedelta(days=31)).replace(day=1)
        return last.due.replace(day=(after - timedelta(days=1)).day)
    if last.due >= first.due:
        return last.due
    later = find_times(last.text, first.due, ctx.calendar)
    return later[0].due if later else last.due


def last_moment(at: datetime, zone: ZoneInfo) -> datetime:
    """The last second of a day."""
    return at.astimezone(zone).replace(hour=23, minute=59, second=59, microsecond=0)


def _name(words: str) -> str:
    match = AROUND_NAME.match(" ".join(words.replace(",", " ").replace("，", " ").replace("、", " ").split()))
    return match.group(1).strip() if match else ""
