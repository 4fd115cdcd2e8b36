"""Months, quarters and years: 下個月底, end of next month, in March, 下一季, Q1, 年底, after CNY."""

from datetime import date
from re import Match

from .dates import add_months, edge_of, month_span
from .numerals import DIGITS, HAN, HAN_STARTS, whole_number
from .values import Day, Month, Reading, Rule, Scope, Year
from .words import (
    EDGE,
    EDGE_HAN,
    EDGES,
    EDGES_HAN,
    MONTH_EN,
    MONTHS,
    STEP,
    STEP_HAN,
    STEP_HAN_STARTS,
    STEPS,
    STEPS_HAN,
)

_YEARS_HAN = {"今": 0, "明": 1, "后": 2, "去": -1, "前": -2}
_LATE_FROM, _LAST_YEAR = 21, 2100


def _edge(match: Match[str]) -> str:
    """The edge named in the match, in English or Chinese; "" when none is."""
    groups = match.groupdict()
    word = groups.get("edge") or groups.get("early") or ""
    return EDGES.get(word) or EDGES_HAN.get(word, "")


def _edge_day(edge: str, first: date, last: date, scope: Scope) -> Day:
    if edge == "late":
        return Day((last.replace(day=_LATE_FROM),), ask=True)
    return edge_of(edge, first, last, scope.calendar)


def month(ahead: int, edge: str, scope: Scope) -> Month:
    """The month so many months on. This month's end rolls on once it is over; its start is the next one's."""
    start = add_months(scope.today.replace(day=1), ahead)
    day = _edge_day(edge, *month_span(start.year, start.month), scope)
    if ahead == 0:
        later = add_months(start, 1)
        following = _edge_day(edge, *month_span(later.year, later.month), scope)
        day = Day(day.dates + following.dates, ask=edge != "end", doubt_if_over=True)
    return Month(start.year, start.month, day, edge)


def _month(match: Match[str], scope: Scope) -> Reading:
    step = match.groupdict().get("step") or ""
    return month(STEPS_HAN.get(step, STEPS.get(step, 0)), _edge(match), scope)


def _month_end(match: Match[str], scope: Scope) -> Reading:
    return month(0, "end", scope)


def _month_middle(match: Match[str], scope: Scope) -> Reading:
    return month(0, "middle", scope)


def named_month(year: int | None, number: int, edge: str, scope: Scope) -> Month:
    """A month by its number; without a year the next one of that name, this month included."""
    named = year if year is not None else scope.today.year + (number < scope.today.month)
    day = _edge_day(edge, *month_span(named, number), scope)
    sure = edge in ("start", "end") and not day.ask
    return Month(year, number, Day(day.dates, ask=not sure), edge)


def _named_en(match: Match[str], scope: Scope) -> Reading:
    written = match.groupdict().get("y")
    return named_month(int(written) if written else None, MONTHS[match["mon"]], _edge(match), scope)


def _named_han(match: Match[str], scope: Scope) -> Reading:
    number = whole_number(match["m"])
    if number is None or not 1 <= number <= 12:
        return None
    written = None
    if match["y"]:
        written = int(match["y"]) + (1911 if len(match["y"]) == 3 else 0)
        if not 1990 <= written <= _LAST_YEAR:
            return None
    return named_month(written, number, _edge(match), scope)


def _quarter_day(year: int, quarter: int, edge: str, scope: Scope) -> Day:
    return _edge_day(edge, *month_span(year, quarter * 3 - 2, 3), scope)


def _quarter(match: Match[str], scope: Scope) -> Reading:
    step = match.groupdict().get("step") or ""
    ahead = STEPS_HAN.get(step, STEPS.get(step, 0))
    edge = _edge(match)
    index = scope.today.year * 4 + (scope.today.month - 1) // 3 + ahead
    day = _quarter_day(index // 4, index % 4 + 1, edge, scope)
    following = _quarter_day((index + 1) // 4, (index + 1) % 4 + 1, edge, scope)
    if ahead == 0:
        return Day(day.dates + following.dates, ask=edge != "end", doubt_if_over=True)
    return day


def _quarter_end(match: Match[str], scope: Scope) -> Reading:
    index = scope.today.year * 4 + (scope.today.month - 1) // 3
    ends = tuple(_quarter_day(at // 4, at % 4 + 1, "end", scope).dates[0] for at in (index, index + 1))
    return Day(ends, doubt_if_over=True)


def _numbered_quarter(match: Match[str], scope: Scope) -> Reading:
    quarter = whole_number(match["q"])
    if quarter is None:
        return None
    this = (scope.today.month + 2) // 3
    number = int(match["y"]) if match["y"] else scope.today.year + (quarter < this)
    if not 1990 <= number <= _LAST_YEAR:
        return None
    day = _quarter_day(number, quarter, _edge(match), scope)
    sure = bool(match["y"]) or _edge(match) in ("start", "end")
    return Month(number if match["y"] else None, quarter * 3 - 2, Day(day.dates, ask=day.ask or not sure))


def year(number: int, edge: str, scope: Scope) -> Year:
    """A year, by its first or last working day; the one that runs cannot start again."""
    first, last = date(number, 1, 1), date(number, 12, 31)
    if edge == "middle":
        return Year(number, Day((date(number, 6, 30),), ask=True), edge)
    day = edge_of(edge, first, last, scope.calendar)
    running = number == scope.today.year
    if running and edge == "end":
        following = edge_of(edge, date(number + 1, 1, 1), date(number + 1, 12, 31), scope.calendar)
        return Year(number, Day(day.dates + following.dates, doubt_if_over=True), edge)
    return Year(number, Day(day.dates, ask=day.ask or running), edge)


def _year(match: Match[str], scope: Scope) -> Reading:
    groups = match.groupdict()
    step = groups.get("step") or ""
    ahead = _YEARS_HAN.get(step, STEPS.get(step, 0))
    return year(scope.today.year + ahead, _edge(match), scope)


def _year_end(match: Match[str], scope: Scope) -> Reading:
    return year(scope.today.year, "end", scope)


def _year_start(match: Match[str], scope: Scope) -> Reading:
    return year(scope.today.year + 1, "start", scope)


def _half_year(match: Match[str], scope: Scope) -> Reading:
    groups = match.groupdict()
    second = match["half"] in "下2"
    number = (
        int(groups["y"])
        if groups.get("y")
        else scope.today.year + _YEARS_HAN.get(groups.get("step") or "", 0)
    )
    if not groups.get("y") and not groups.get("step") and scope.today.month > (6 if second else 0):
        number += 1
    return Day((edge_of("", *month_span(number, 7 if second else 1), scope.calendar).dates[0],), ask=True)


def _written_year(match: Match[str], scope: Scope) -> Reading:
    number = int(match["y"])
    return year(number, _edge(match), scope) if abs(number - scope.today.year) <= 30 else None


_MONTH_WORD = r"month(?![a-z])"
RULES = (
    Rule("今明上下", r"(?:(?P<step>[今明])年)?(?P<half>[上下])半年", _half_year),
    Rule("h", r"h(?P<half>[12])(?:\s*(?P<y>20[0-9]{2}))?(?![0-9a-z])", _half_year),
    Rule(STEP_HAN_STARTS + "当", rf"{STEP_HAN}月(?!份?额){EDGE_HAN}", _month),
    Rule("月", r"月(?P<edge>底|末|尾|初|头|中旬|上旬|下旬|中(?!国|心))", _month),
    Rule("tnlp", rf"{STEP}{_MONTH_WORD}", _month),
    Rule("tesbmfl", rf"{EDGE}(?:(?P<step>this|next|last|nxt) )?(?:the )?{_MONTH_WORD}", _month),
    Rule("met", r"(?:the )?(?:month[- ]end|eom)(?![a-z])", _month_end),
    Rule("m", r"mid[- ]?month(?![a-z])", _month_middle),
    Rule(
        "iubetsmfladjno",
        rf"(?:(?:in|until|till|by|before|sometime in|"
        rf"{EDGE})\s*)(?P<mon>{MONTH_EN})(?![a-z])(?!\s*[0-9]{{1,2}}(?![0-9]))"
        r"(?:,?\s*(?P<y>20[0-9]{2})(?![0-9]))?",
        _named_en,
    ),
    Rule("adfjmnos", rf"(?P<mon>{MONTH_EN}),?\s*(?P<y>20[0-9]{{2}})(?![0-9:])", _named_en),
    Rule("adfjmnos", rf"(?P<mon>{MONTH_EN})(?![a-z])", _named_en, weak=True),
    Rule(
        DIGITS + HAN_STARTS,
        rf"(?:(?P<y>20[0-9]{{2}}|1[0-9]{{2}})\s*年\s*)?(?P<m>[0-9]{{1,2}}|"
        rf"{HAN})\s?月份?(?!\s*[0-9]){EDGE_HAN}",
        _named_han,
    ),
    Rule(STEP_HAN_STARTS, rf"{STEP_HAN}季度?{EDGE_HAN}", _quarter),
    Rule("季", r"季度?(?:底|末|尾)", _quarter_end),
    Rule("tnlp", rf"{STEP}quarter(?![a-z])", _quarter),
    Rule("tesbmfl", rf"{EDGE}(?:(?P<step>this|next|last) )?quarter(?![a-z])", _quarter),
    Rule("eq", r"(?:quarter[- ]end|eoq)(?![a-z])", _quarter_end),
    Rule(
        "iubetsmflq",
        rf"(?:(?:in|until|till|by|before|for|"
        rf"{EDGE})\s*)q(?P<q>[1-4])(?![0-9a-z])(?:\s*(?P<y>20[0-9]{{2}}))?",
        _numbered_quarter,
    ),
    Rule(
        "q",
        rf"q(?P<q>[1-4])(?:\s*(?P<y>20[0-9]{{2}})|(?=\s*(?:$|[底初末再]|(?:next|this) year|"
        rf"[\u4e00-\u9fff])|"
        rf"的?[底初末])){EDGE_HAN}",
        _numbered_quarter,
    ),
    Rule(
        "第" + DIGITS,
        rf"(?:(?P<y>20[0-9]{{2}})\s*年\s*)?第(?P<q>[一二三四1-4])季度?{EDGE_HAN}",
        _numbered_quarter,
    ),
    Rule("一二三四", rf"(?P<y>(?!))?(?P<q>[一二三四])季度{EDGE_HAN}", _numbered_quarter),
    Rule("今明后去前", rf"(?P<step>[今明后去前])年(?!度|货)年?{EDGE_HAN}", _year),
    Rule("tnlp", rf"{STEP}year(?![a-z])", _year),
    Rule("tesbmfl", rf"{EDGE}(?:(?P<step>this|next|last) )?(?:the )?year(?![a-z])", _year),
    Rule("eyt", r"(?:the )?(?:year[- ]end|eoy)(?![a-z])", _year_end),
    Rule("年", r"年(?:底|末|尾)(?!大|牙|促)", _year_end),
    Rule("年", r"年初", _year_start),
    Rule(DIGITS, rf"(?P<y>20[0-9]{{2}})年{EDGE_HAN}", _written_year),
)
