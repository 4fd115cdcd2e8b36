"""Parts that stand together make one time: 明天 + 下午 + 三點, Friday + at + 4pm."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

from bot.sales.patterns import late

from .dates import exact_date, upcoming_day_number, upcoming_month_day
from .rules_months import named_month
from .values import (
    Bad,
    Clock,
    Day,
    Dayish,
    DayNumber,
    Exact,
    Half,
    Meaning,
    Month,
    MonthDay,
    Part,
    Scope,
    Week,
    Weekday,
    Year,
)

_WORDS = (
    r"(?:at|on|by|from|in|in the|the|of|around|about|approx|roughly|before|after|until|till|"
    r"between|sometime|"
    r"some time|any time|say|like|maybe|probably)"
)
_AT = late(
    r"(?<![a-z])(?<!quoted )(?<!price )(?<!priced )(?<!stuck )(?:at|@|around|until|till|after|"
    r"before|between|b/w|btwn?|from)\s*$"
)
_TOGETHER = late(
    rf"\s*\)?\s*[,、(@:]?\s*(?:{_WORDS}(?![a-z])\s*|@\s*)*"
    r"(?:的|大概|大约|约|差不多|左右|就|之前|以前|之后|以后|前|后|在|是|那天|当天|改)?\s*\(?\s*|\s*-\s*"
)
_BACK = late(r"\s*,?\s*(?:(?:on|the|this|of|in|for)\s+)*")
_UNTIL = late(r"\s*(?:-|~|to|until|till|through|thru|and|到|至|至于)\s*(?:the\s*)?")
_BETWEEN = late(r"(?<![a-z])(?:between|b/w|btwn?|betw)\s*$")
_COUNTED = late(
    r"(?<![a-z])(?:orders?|buys?|needs?|wants?|takes?|sends?|ships?|delivers?|gets?|quotes?|for|of)\s*$"
)
_LED_IN = late(
    r"(?:^|[,;:.(@-]|(?<![a-z])(?:at|call|ring|back|him|her|them|me|meet|meeting|by|until|about))\s*$"
)
_OR = late(r"\s*(?:/|,?\s*or|或者?是?|还是|跟|、)\s*(?:on |at |maybe |the )?\s*")


@dataclass(frozen=True, slots=True)
class Group:
    """What was said of one time. `others`: further readings of it that were named (週三或週四)."""

    start: int
    end: int
    day: Dayish | None = None
    half: Half | None = None
    clock: Clock | None = None
    exact: Exact | None = None
    bad: Bad | None = None
    strong: bool = False
    ask: bool = False
    others: tuple["Group", ...] = ()
    also: tuple[tuple[int, int], ...] = ()


def groups(text: str, parts: Iterable[Part], scope: Scope) -> Iterator[Group]:
    """The times of a folded text; weak parts that found no neighbour are left out."""
    current: Group | None = None
    for part in parts:
        joined = None if current is None else _joined(text, current, part, scope)
        if joined is None:
            if current is not None and (current.strong or scope.whole):
                yield current
            joined = _started(part, scope, text)
        current = joined
    if current is not None and (current.strong or scope.whole):
        yield current


def _started(part: Part, scope: Scope, text: str = "") -> Group | None:
    strong = not part.weak or (isinstance(part.meanings[0], Clock) and _at(text, part.start))
    return _all_added(Group(part.start, part.end, strong=strong), part, scope)


def _at(text: str, start: int) -> bool:
    """A bare number is an hour after "at"."""
    return _AT.search(text[max(0, start - 20) : start]) is not None


def _joined(text: str, group: Group, part: Part, scope: Scope) -> Group | None:
    gap = text[group.end : part.start]
    if len(gap) > 24 or "\n" in gap:
        return None
    if group.strong or group.day is not None:
        told = _told_apart(text, gap, group, part, scope)
        if told is not None:
            return told
    glue = _TOGETHER if group.day is not None or group.clock is None else _BACK
    if not glue.fullmatch(gap):
        return None
    if group.day is None and part.weak and not group.half:
        return None
    if group.clock and not group.strong and not scope.whole:
        before = text[max(0, group.start - 20) : group.start]
        if "," in gap or _COUNTED.search(before):  # order 20 on the 1st
            return None
        group = replace(group, ask=group.ask or not _LED_IN.search(before))
    if group.others and (group.clock or group.half):  # 週三下午或週四早上
        last = _all_added(group.others[-1], part, scope)
        return None if last is None else replace(group, end=part.end, others=(*group.others[:-1], last))
    return _all_added(replace(group, end=part.end, strong=group.strong or not part.weak), part, scope)


def _all_added(group: Group, part: Part, scope: Scope) -> Group | None:
    whole: Group | None = group
    for meaning in part.meanings:
        whole = whole and _added(whole, meaning, scope)
    return whole


def _told_apart(text: str, gap: str, group: Group, part: Part, scope: Scope) -> Group | None:
    """A second hour or day after "to" ends the first one's span; after "or" it is another reading."""
    second = _started(part, scope)
    if second is None or not gap or not _same_kind(group, second):
        return None
    if _UNTIL.fullmatch(gap):
        if gap.strip() == "and" and not _BETWEEN.search(text[max(0, group.start - 12) : group.start]):
            return None
        clock = group.clock
        if clock and second.clock and clock.half is None and second.clock.half and group.half is None:
            clock = replace(clock, half=_half_of_start(clock, second.clock))
        return replace(group, end=part.end, clock=clock, ask=group.ask or second.clock is None)
    if _OR.fullmatch(gap) and (gap.strip() not in ("、", "跟") or second.day is None):
        return replace(group, end=part.end, ask=True, others=(*group.others, second))
    return None


def _same_kind(group: Group, second: Group) -> bool:
    if second.clock is not None:
        return group.clock is not None and second.day is None
    return second.day is not None and group.day is not None and group.clock is None


def _half_of_start(clock: Clock, last: Clock) -> str | None:
    if last.half == "pm" and clock.hour > last.hour and clock.hour != 12:
        return "am"
    return last.half


def _added(group: Group, meaning: Meaning, scope: Scope) -> Group | None:
    if isinstance(meaning, Bad):
        return replace(group, bad=group.bad or meaning)
    if group.exact is not None:
        return None
    if isinstance(meaning, Exact):
        free = group.clock is None and group.half is None
        today = group.day is None or as_day(group.day, scope).dates[:1] == (scope.today,)
        return replace(group, exact=meaning, day=None) if free and today else None
    if isinstance(meaning, Clock):
        return replace(group, clock=meaning) if group.clock is None else None
    if isinstance(meaning, Half):
        return _halved(group, meaning)
    if group.day is None:
        return replace(group, day=meaning)
    day = combined(group.day, meaning, scope)
    return None if day is None else replace(group, day=day)


def _halved(group: Group, half: Half) -> Group | None:
    if group.half is None:
        return replace(group, half=half)
    if group.half.name == half.name:
        return replace(group, half=replace(half, ask=half.ask or group.half.ask))
    return None


def combined(first: Dayish, second: Dayish, scope: Scope) -> Dayish | None:
    """One day out of two ways to name it, either way round; None when they do not belong together."""
    found = _within(first, second, scope) or _within(second, first, scope)
    if found is not None:
        return found
    if isinstance(first, Weekday) and not isinstance(second, Weekday):
        return _checked(second, first, scope)
    if isinstance(second, Weekday) and not isinstance(first, Weekday):
        return _checked(first, second, scope)
    return None


def _within(frame: Dayish, inner: Dayish, scope: Scope) -> Dayish | None:
    match frame, inner:
        case Week(), Weekday():
            return Day((frame.monday + timedelta(days=inner.number),))
        case Month(edge=""), DayNumber():
            dates = upcoming_month_day(frame.number, inner.number, scope.today)
            if frame.year is not None:
                found = exact_date(frame.year, frame.number, inner.number, scope.today)
                dates = () if found is None else (found,)
            return Day(dates, doubt_if_over=True)
        case Year(edge=""), MonthDay():
            found = exact_date(frame.number, inner.month, inner.number, scope.today)
            return Day(() if found is None else (found,))
        case Year(edge=""), Month() if inner.year is None:
            return named_month(frame.number, inner.number, inner.edge or "start", scope)
    return None


def _checked(day: Dayish, weekday: Weekday, scope: Scope) -> Day | None:
    """A date with its day of the week: they must agree, else both are offered."""
    plain = as_day(day, scope)
    if isinstance(day, Day) and len(day.dates) == 1 and day.dates[0].weekday() != weekday.number:
        near = abs((day.dates[0] - scope.today).days) <= 3
        return None if near else Day(day.dates, ask=True, others=weekday.day.dates[:1])
    agreeing = tuple(found for found in plain.dates if found.weekday() == weekday.number)
    if plain.dates and plain.dates[0] in agreeing:
        return replace(plain, dates=agreeing, ask=plain.ask and bool(plain.others))
    return Day(plain.dates, ask=True, others=agreeing + weekday.day.dates[:1])


def as_day(day: Dayish, scope: Scope) -> Day:
    """The day that a frame stands for when nothing more is said."""
    match day:
        case MonthDay():
            dates = upcoming_month_day(day.month, day.number, scope.today)
            return Day(dates, doubt_if_over=True)
        case DayNumber():
            return Day(upcoming_day_number(day.number, scope.today), doubt_if_over=True)
        case Day():
            return day
    return day.day
