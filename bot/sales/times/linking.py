"""An hour that is said a few words after its day: tomorrow call Amy at 10 · 明天寄樣品，下午三點打."""

from collections.abc import Iterable
from dataclasses import replace

from bot.sales.patterns import late

from .context import is_over, is_recurring
from .grouping import Group, as_day
from .values import Day, Scope, Weekday

_NEAR, _REACH, _WEEK = 25, 60, 14
_SENTENCE_ENDS = late(r"[。;!?\n]|\.\s")
_CLAUSE_ENDS = late(r"[,、:]|[\u4e00-\u9fff].*\s|\s.*[\u4e00-\u9fff]")
_FITS = late(
    r"(?:\s*(?:'s|is|are|would be|looks|works?|fine|ok(?:ay)?|good|best|better|suits|free|"
    r"for (?:me|him|her|them)|"
    r"都?可以|方便|有空|比较|都?行|好了?|在))+\s*,?\s*(?:at|around|about|say|大概|大约|约)?\s*"
)
_OR = late(r"\s*,?\s*(?:or|或者?是?|还是)\s*(?:on\s+)?")
_DEADLINE = late(r"(?<![a-z])(?:by|before|until|till|no later than)\s+$|(?:最[晚迟慢]|不晚于)\s*$")
_DEADLINE_AFTER = late(r"\s*(?:之前|以前|前|内)")


def linked(text: str, groups: Iterable[Group], scope: Scope) -> list[Group]:
    """The groups, each hour with the day that it goes with; in doubt with both readings."""
    result: list[Group] = []
    said = list(groups)
    dated = any(group.day is not None and not is_over(text, group) for group in said)
    for told in said:
        idle = dated and told.day is None and told.clock is None and told.half is not None
        group = replace(told, ask=True) if idle else told  # 他只有中午有空，明天打
        pair = _linked(text, result[-1], group, scope) if result else None
        if pair is None:
            result.append(group)
        else:
            result[-1:] = pair
    return result


def _linked(text: str, first: Group, second: Group, scope: Scope) -> tuple[Group, ...] | None:
    gap = text[first.end : second.start]
    if (
        len(gap) > _REACH
        or _SENTENCE_ENDS.search(gap)
        or first.exact
        or second.exact
        or first.bad
        or second.bad
    ):
        return None
    if (
        is_recurring(text, first)
        or is_recurring(text, second)
        or is_over(text, first)
        or is_over(text, second)
    ):
        return None
    if _OR.fullmatch(gap):
        return (replace(first, end=second.end, ask=True, others=(*first.others, second)),)
    close = len(gap) <= _NEAR and not _CLAUSE_ENDS.search(gap)
    close = close or _FITS.fullmatch(gap) is not None
    if first.day is not None and second.day is None:
        return _hour_after_day(text, first, second, close, scope)
    if first.day is None and first.clock and second.clock is None and second.half is None and close:
        sure = gap.endswith(" on ")
        return (_one(first, second, ask=not sure),) if gap.isascii() else None
    return None


def _hour_after_day(
    text: str, first: Group, second: Group, close: bool, scope: Scope
) -> tuple[Group, ...] | None:
    dates = as_day(first.day, scope).dates if first.day is not None else ()
    if not dates or dates[0] < scope.today:
        return None
    open_hour = first.clock is None and (first.half is None or second.half is None)
    deadline = _DEADLINE.search(text[: first.start][-12:]) or _DEADLINE_AFTER.match(text, first.end)
    near = isinstance(first.day, Weekday | Day) and (dates[0] - scope.today).days <= _WEEK
    if close and open_hour and near and not deadline:
        return (_one(first, second, ask=False),)
    if dates[0] == scope.today:
        return None
    on_that_day = replace(second, day=first.day, ask=True, others=(replace(second, day=Day((scope.today,))),))
    return (first, on_that_day)


def _one(first: Group, second: Group, ask: bool) -> Group:
    return replace(
        first,
        day=first.day or second.day,
        half=first.half or second.half,
        clock=first.clock or second.clock,
        ask=first.ask or second.ask or ask,
        others=first.others + second.others,
        also=(*first.also, (second.start, second.end)),
    )
