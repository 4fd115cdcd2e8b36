"""Reading times: all of a free line, or one that fills a field."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.sales.calendar import Calendar
from bot.sales.patterns import late

from .context import is_open, is_over, is_recurring
from .folding import fold
from .grouping import Group, groups
from .linking import linked
from .resolving import resolved
from .scanning import parts
from .values import FoundTime, MonthDay, Scope, Weekday

_SUFFIX = late(
    r"\s?(?:左右|前后|之前|以前|之后|以后|过后|前(?![台面端])|后(?![天来面续台半])|许(?=$|[^\u4e00-\u9fff]|[再打回联见到前后去来过])|多|"
    r"(?:sharp|ish|or so)(?![a-z]))"
)
_AROUND = late(
    r"\s*(?:(?:at|on|by|from|between|before|around|about|approx\.?|until|till|the|for|early|late|say|maybe|"
    r"let's say|call(?: back)?|"
    r"sometime|some time|@|大概|大约|约在?|就|在|到|等到?|改到?|那就?|于|最[晚迟慢]|不晚于|no later than)(?![a-z])\s*)*"
)
_REST = late(
    r"\s*(?:左右|前后|之前|以前|之后|以后|前|后|许|多|吧|好了|可以|见|sharp|ish|or so|latest|"
    r"at the latest|please|pls|ok|maybe|perhaps|"
    r"sometime|some time|找个?时间|找一天|[.,。!?;)，！？])*\s*"
)
_LONGEST_FIELD = 200


def find_times(text: str, now: datetime, calendar: Calendar) -> tuple[FoundTime, ...]:
    """All times in a free line, in order; `now` must be aware and gives the zone of the answers."""
    scope = Scope(now, calendar)
    folded = fold(text)
    said = linked(folded, groups(folded, parts(folded, scope), scope), scope)
    found = (_read(folded, text, group, scope) for group in said)
    return tuple(time for time in found if time is not None)


def read_time(text: str, now: datetime, calendar: Calendar) -> FoundTime | None:
    """The one time that the whole text is (a form's answer), or None."""
    if len(text) > _LONGEST_FIELD:
        return None
    scope = Scope(now, calendar, whole=True)
    folded = fold(text)
    found = list(groups(folded, parts(folded, scope), scope))
    if len(found) != 1:
        return None
    group = found[0]
    if not _AROUND.fullmatch(folded, 0, group.start) or not _REST.fullmatch(folded, group.end):
        return None
    return _read(folded, text, group, scope)


def _read(folded: str, text: str, group: Group, scope: Scope) -> FoundTime | None:
    if is_recurring(folded, group):
        return None
    group = replace(group, ask=group.ask or is_open(folded, group))
    if folded[group.start : group.end].count("(") > folded[group.start : group.end].count(")"):
        group = replace(group, end=group.end + folded.startswith(")", group.end))
    suffix = _SUFFIX.match(folded, group.end)
    if suffix is not None:
        group = replace(group, end=suffix.end())
    found = resolved(group, text, scope)
    if found is None or not is_over(folded, group):
        return found
    return _was(found, group, scope)


def _was(found: FoundTime, group: Group, scope: Scope) -> FoundTime:
    """The same words as a time that is over: the last Monday, this morning."""
    due = found.due
    if isinstance(group.day, Weekday):
        due -= timedelta(days=7)
    elif isinstance(group.day, MonthDay):
        due = due.replace(year=due.year - 1, day=min(due.day, 28) if due.month == 2 else due.day)
    return replace(found, due=min(due, scope.now), remarks=("past",), options=())
