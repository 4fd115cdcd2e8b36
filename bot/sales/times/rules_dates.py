"""Dates by number or by the month's name: 2026-12-03, 12/3, 12月3日, Dec 3rd, 民國115年12月3日, 3號."""

from datetime import UTC, datetime, timedelta, timezone
from re import Match

from .dates import exact_date
from .numerals import DIGITS, HAN, HAN_DIGITS, HAN_STARTS, whole_number
from .values import Bad, Clock, Day, DayNumber, Exact, Meaning, MonthDay, Reading, Rule, Scope
from .words import COUNTER, MONTH_EN, MONTH_STARTS, MONTHS, WEEK_HAN

_LONGEST = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_ROC = 1911
_FRACTION = (
    r"(?!(?:1/[2-9]|2/3|3/4)\s*(?:的?\s*(?:订金|定金|头款|尾款|款|预算|价|数量|货|人)|of|"
    r"the|down|deposit|price|upfront|off|payment))"
)
_STREETS = tuple("路街巷弄段道村")
_NEVER = r"(?!24/7|7/24(?!\s?[(（日]))"


def month_day(month: int, number: int, scope: Scope) -> Meaning:
    """A day without its year; near misses (30 Feb) keep the days that may have been meant."""
    if not 1 <= month <= 12 or not 1 <= number <= 31:
        return Bad()
    if number > _LONGEST[month - 1]:
        year = scope.today.year + (month < scope.today.month)
        last = datetime(year, month % 12 + 1, 1, tzinfo=UTC).date() - timedelta(days=1)
        return Bad((last, last + timedelta(days=1)))
    return MonthDay(month, number)


def _dated(year: int, month: int, number: int, scope: Scope) -> Meaning:
    found = exact_date(year, month, number, scope.today)
    if found is None:
        return Bad()
    return Day((found,))


def _iso(match: Match[str], scope: Scope) -> Reading:
    day = _dated(int(match["y"]), int(match["m"]), int(match["d"]), scope)
    if match["H"] is None or isinstance(day, Bad):
        return day
    hour, minute = int(match["H"]), int(match["M"])
    if hour > 23 or minute > 59:
        return (day, Bad())
    if match["z"] and isinstance(day, Day):
        moment = datetime.combine(
            day.dates[0], datetime.min.time().replace(hour, minute), _offset(match["z"])
        )
        return Exact(moment.astimezone(scope.now.tzinfo))
    return (day, Clock(hour, minute, exact=True))


def _offset(text: str) -> timezone:
    if text == "z":
        return UTC
    minutes = int(text[1:3]) * 60 + int(text[-2:])
    return timezone(timedelta(minutes=min(minutes, 1439)) * (-1 if text[0] == "-" else 1))


def _solid(match: Match[str], scope: Scope) -> Reading:
    return _dated(int(match["y"]), int(match["m"]), int(match["d"]), scope)


def _slashed(match: Match[str], scope: Scope) -> Reading:
    month, number = int(match["m"]), int(match["d"])
    swapped = month > 12 >= number
    if swapped:
        month, number = number, month
    if match["y"]:
        year = int(match["y"]) + (2000 if len(match["y"]) == 2 else 0)
        day = _dated(year, month, number, scope)
        return Day(day.dates, ask=swapped) if isinstance(day, Day) else day
    if not swapped:
        return month_day(month, number, scope)
    if not match["d"].startswith("0") and number < 10:
        return None  # 25/6 is a fraction or a score
    found = exact_date(scope.today.year, month, number, scope.today)
    if found is not None and found < scope.today:
        found = exact_date(scope.today.year + 1, month, number, scope.today)
    return Day((found,), ask=True) if found else Bad()


def _hyphened(match: Match[str], scope: Scope) -> Reading:
    if match.start() and match["m"][0] != "0" and match["d"][0] != "0":
        return None  # Wednesday 5-6, 11-12: hours
    return month_day(int(match["m"]), int(match["d"]), scope)


def _dotted(match: Match[str], scope: Scope) -> Reading:
    return month_day(int(match["m"]), int(match["d"]), scope)


def _roc(match: Match[str], scope: Scope) -> Reading:
    return _dated(int(match["y"]) + _ROC, int(match["m"]), int(match["d"]), scope)


def _han(match: Match[str], scope: Scope) -> Reading:
    month, number = whole_number(match["m"]), whole_number(match["d"])
    if month is None or number is None:
        return Bad()
    if match["y"]:
        year = _year(match["y"])
        return _dated(year + (_ROC if year < 200 else 0), month, number, scope)
    return month_day(month, number, scope)


def _year(text: str) -> int:
    """A year in digits or spelled out one by one (二〇二七, 一一六)."""
    return int(
        "".join(character if character.isascii() else str(HAN_DIGITS[character]) for character in text)
    )


def _named(match: Match[str], scope: Scope) -> Reading:
    month, number = MONTHS[match["mon"]], int(match["d"])
    return _dated(int(match["y"]), month, number, scope) if match["y"] else month_day(month, number, scope)


def _day_number(match: Match[str], scope: Scope) -> Reading:
    if match.string[: match.start()].rstrip().endswith(_STREETS):
        return None
    found = whole_number(match["d"])
    return DayNumber(found) if found is not None and 1 <= found <= 31 else Bad()


_YMD = r"(?P<y>[0-9]{4})(?P<sep>[-/.])(?P<m>[0-9]{1,2})(?P=sep)(?P<d>[0-9]{1,2})(?![0-9])"
_TIME = r"(?P<H>[0-9]{2}):(?P<M>[0-9]{2})(?::[0-9]{2}(?:\.[0-9]+)?)?\s?(?P<z>z|[+-][0-9]{2}:?[0-9]{2})?"
_YEAR_AFTER = r"(?:,?\s*(?P<y>20[0-9]{2})(?![0-9:]|\s*[ap]\.?m))?"
_NO_CLOCK = r"(?![0-9]|:[0-9]|\.[0-9]|\s?[ap]\.?m(?![a-z]))"
_PLACE = (
    r"(?!\s*(?:仓|门|线|店|机|电池|楼|馆|厂|桌|房|出口|员工|产线|车|公[寓馆]|栋|窗|柜|码|方案|会议室|型))"
)
_AFTER_DAY = (
    r"(?=\s*(?:$|[.,;!?)。，；]|[^\x00-\x7f]|[0-9]|@|(?:at|in|of|for|from|by|before|after|and|or|"
    r"to|around|about|"
    r"morning|afternoon|evening|noon|next|this|if|then|with|instead|latest|please|pls|when|he|she|"
    r"they|we)(?![a-z])))"
)
RULES = (
    Rule(DIGITS, rf"{_YMD}(?:(?:t|\s){_TIME})?", _iso),
    Rule(DIGITS, r"(?P<y>20[0-9]{2})(?P<m>[01][0-9])(?P<d>[0-3][0-9])(?![0-9])", _solid, whole_only=True),
    Rule(
        DIGITS,
        rf"{_NEVER}{_FRACTION}(?P<m>[0-9]{{1,2}})/(?P<d>[0-9]{{1,2}})(?:/(?P<y>20[0-9]{{2}}|"
        rf"[0-9]{{2}}))?(?![0-9/])(?:\s*[号日])?{COUNTER}",
        _slashed,
    ),
    Rule(
        DIGITS,
        rf"(?P<m>1[0-2]|0?[1-9])\.(?P<d>[12][0-9]|3[01]|0?[1-9])(?=\s*(?:[上下中]午|早上|晚上|傍晚|\(?{WEEK_HAN}[一二三四五六日天]))",
        _dotted,
    ),
    Rule(DIGITS, rf"(?P<m>[0-9]{{2}})-(?P<d>[0-9]{{2}})(?![0-9-]){COUNTER}", _hyphened),
    Rule(DIGITS, r"(?P<m>[0-9]{1,2})-(?P<d>[0-9]{1,2})(?![0-9-])", _hyphened, whole_only=True),
    Rule(DIGITS, r"(?P<y>1[0-9]{2})(?P<s>[-/.])(?P<m>[0-9]{1,2})(?P=s)(?P<d>[0-9]{1,2})(?![0-9])", _roc),
    Rule(
        DIGITS + HAN_STARTS + "民",
        rf"(?:民国\s*)?(?:(?P<y>[0-9]{{4}}|1[0-9]{{2}}|"
        rf"[零〇一二三四五六七八九]{{3,4}})\s*年\s*)?(?P<m>[0-9]{{1,2}}|{HAN})\s*月\s*"
        rf"(?P<d>[0-9]{{1,2}}|{HAN})\s*[日号]",
        _han,
    ),
    Rule(
        DIGITS + HAN_STARTS + "民",
        rf"(?:民国\s*)?(?:(?P<y>[0-9]{{4}}|1[0-9]{{2}}|"
        rf"[零〇一二三四五六七八九]{{3,4}})\s*年\s*)?(?P<m>[0-9]{{1,2}}|{HAN})月"
        rf"(?P<d>[0-9]{{1,2}}(?![0-9:.点时])|二?三?十[一二三四五六七八九](?!点)|[二三]十(?!点)){COUNTER}",
        _han,
    ),
    Rule(
        MONTH_STARTS,
        rf"(?P<mon>{MONTH_EN})\.?\s*(?:the\s+)?(?P<d>[0-9]{{1,2}})(?:st|nd|rd|"
        rf"th)?(?![a-z]){_NO_CLOCK}{COUNTER}{_YEAR_AFTER}",
        _named,
    ),
    Rule(
        DIGITS + "t",
        rf"(?:the\s+)?(?P<d>[0-9]{{1,2}})(?:st|nd|rd|th)?\s*[ -]?(?:of\s+)?(?P<mon>{MONTH_EN})(?![a-z])\.?"
        rf"(?!\s+(?:street|st|road|rd|avenue|ave|lane|be|have|need|want|come|go|not|take|buy|"
        rf"order|get|help|work|fit|"
        rf"do)\b)[ -]?{_YEAR_AFTER}",
        _named,
    ),
    Rule(
        DIGITS + HAN_STARTS,
        rf"(?P<d>[0-9]{{1,2}}|{HAN})\s*号{_PLACE}",
        _day_number,
    ),
    Rule(DIGITS, r"(?P<d>[0-9]{1,2})日(?![内间游前本])", _day_number),
    Rule("t", rf"the\s+(?P<d>[0-9]{{1,2}})(?:st|nd|rd|th)(?![a-z]){_AFTER_DAY}", _day_number),
    Rule(DIGITS, rf"(?P<d>[0-9]{{1,2}})(?:st|nd|rd|th)(?![a-z]){_AFTER_DAY}", _day_number, weak=True),
)
