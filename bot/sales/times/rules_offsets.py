"""Counted from now: in 2 hours, 半小時後, 三天後, in 3 business days, 一個月後, and 3 天前."""

import re
from datetime import UTC, date, timedelta
from re import Match

from bot.sales.patterns import late

from .dates import add_months, monday_of
from .numerals import DIGITS, EN, EN_NUMBER_STARTS, EN_VAGUE, HAN, HAN_STARTS, either, number
from .values import Bad, Day, Exact, Meaning, Reading, Rule, Scope, Week

_MINUTES, _DAYS, _MONTHS, _WORKING = "minutes", "days", "months", "working days"
_UNITS = {
    "minute": (_MINUTES, 1), "min": (_MINUTES, 1), "m": (_MINUTES, 1), "quarter of an hour": (_MINUTES, 15),
    "quarter hour": (_MINUTES, 15), "hour": (_MINUTES, 60), "hr": (_MINUTES, 60), "h": (_MINUTES, 60),
    "day": (_DAYS, 1), "d": (_DAYS, 1), "week": (_DAYS, 7), "wk": (_DAYS, 7), "w": (_DAYS, 7),
    "fortnight": (_DAYS, 14), "month": (_MONTHS, 1), "mo": (_MONTHS, 1), "mth": (_MONTHS, 1),
    "year": (_MONTHS, 12), "yr": (_MONTHS, 12), "business day": (_WORKING, 1), "working day": (_WORKING, 1),
    "workday": (_WORKING, 1), "work day": (_WORKING, 1), "biz day": (_WORKING, 1), "bd": (_WORKING, 1),
    "分钟": (_MINUTES, 1), "分": (_MINUTES, 1), "刻钟": (_MINUTES, 15), "小时": (_MINUTES, 60),
    "钟头": (_MINUTES, 60), "钟": (_MINUTES, 60), "天": (_DAYS, 1), "日": (_DAYS, 1), "周": (_DAYS, 7),
    "星期": (_DAYS, 7), "礼拜": (_DAYS, 7), "月": (_MONTHS, 1), "季度": (_MONTHS, 3), "季": (_MONTHS, 3),
    "年": (_MONTHS, 12), "工作天": (_WORKING, 1), "工作日": (_WORKING, 1), "营业日": (_WORKING, 1),
    "上班日": (_WORKING, 1), "上班天": (_WORKING, 1),
}  # fmt: skip
_SPAN_LIMIT = {_MINUTES: 60 * 24 * 366, _DAYS: 3660, _MONTHS: 120, _WORKING: 500}
_EN_UNIT = either(unit for unit in _UNITS if unit.isascii())
_HAN_UNIT = either(unit for unit in _UNITS if not unit.isascii()) + "|" + "mins?|hrs?|hours?|h|days?"
_HALF_DAY_HOURS = 4

# the length of a call that is over: 講了 15 分鐘後
_A_LENGTH = late(r"(?:了|讲|聊|谈|通话|讨论|试用|用)\s*(?:大?约|将近|快|大概|差不多)?\s*$")
# what somebody said, when an act of telephoning comes then: 他講半小時後再打
_THEN_RINGS = late(r"\s*(?:再|就|要|会|请|叫|让|我|你|他|她|来|给)*(?:打|拨|回|联[系络]|连络|call|找)")
# counted from something else than now: 到貨三天後
_AFTER_EVENT = late(
    r"(?:到货|收货|安装|上线|试用|打款|回款|收到\S{0,4}|下单|签约|付款|出货|发货|交货|验收|到期|"
    r"签收|报价|开会|会议|展览?|会)\s*$"
)


def moved(kind: str, amount: float, scope: Scope, ask: bool = False) -> Meaning | None:
    """So much from now on, back when negative: minutes to the minute, longer units to that date."""
    if abs(amount) > _SPAN_LIMIT[kind]:
        return Bad()
    if kind == _MINUTES:
        at = scope.now.astimezone(UTC) + timedelta(minutes=amount)
        return Exact(at.astimezone(scope.now.tzinfo), ask=ask)
    if amount != int(amount):
        return None
    day = _moved_day(kind, int(amount), scope)
    if kind == _DAYS and amount % 7 == 0:
        return Week(monday_of(day), Day((day,), ask=ask))
    return Day((day,), ask=ask)


def _moved_day(kind: str, amount: int, scope: Scope) -> date:
    if kind == _WORKING:
        return scope.calendar.add_business_days(scope.today, amount) if amount else scope.today
    if kind == _MONTHS:
        return add_months(scope.today, amount)
    return scope.today + timedelta(days=amount)


def _unit(word: str) -> tuple[str, int]:
    return _UNITS[re.sub(r"(?<=[a-z])s$", "", " ".join(word.split()))]


def _english(match: Match[str], scope: Scope) -> Reading:
    groups = match.groupdict()
    kind, size = _unit(match["unit"])
    amount, ask = _amount(match["n"])
    if (groups.get("and") or groups.get("and_after")) and kind == _MINUTES:
        amount += 0.5
    total = amount * size
    if groups.get("more"):
        total += number(match["more"]) or 0
    if groups.get("ago"):
        return moved(kind, -total, scope)
    return moved(
        kind,
        total,
        scope,
        ask=ask or bool(groups.get("within")) or bool(groups.get("upto") or groups.get("or_two")),
    )


def _amount(text: str) -> tuple[float, bool]:
    return number(text) or 0, text in EN_VAGUE


def _half_english(match: Match[str], scope: Scope) -> Reading:
    if match["unit"] == "day":
        return moved(_MINUTES, _HALF_DAY_HOURS * 60, scope, ask=True)
    if match["unit"] == "year":
        return moved(_MONTHS, 6, scope)
    return moved(_MINUTES, 30, scope)


def _han(match: Match[str], scope: Scope) -> Reading:
    before = match.string[max(0, match.start() - 8) : match.start()]
    said = before.endswith("讲") and _THEN_RINGS.match(match.string, match.end())
    if match["pre"] is None and not said and (before.endswith("-") or _A_LENGTH.search(before)):
        return None
    counted = _han_amount(match)
    if counted is None:
        return Bad()
    kind, amount, ask = counted
    if match["pre"] == "过" and match["n"] == "两" and match["unit"] == "天":
        ask = True  # 過兩天: some day soon
    if match["post"] in ("前", "之前", "以前"):
        return moved(kind, -amount, scope)
    event = _AFTER_EVENT.search(before) is not None
    return moved(kind, amount, scope, ask=ask or event or "内" in (match["post"] or ""))


def _han_amount(match: Match[str]) -> tuple[str, float, bool] | None:
    """Kind, how many, and whether that was vague: 兩個半月, 半年, 三五天, 1小時20分."""
    kind, size = _unit(match["unit"])
    text = match["n"]
    if text == "半":
        if match["unit"] in ("天", "日"):
            return _MINUTES, _HALF_DAY_HOURS * 60, True
        return (_DAYS, 15, False) if match["unit"] == "月" else (kind, size / 2, False)
    if text in ("几", "数"):
        return kind, 3 * size, True
    amount = number(text)
    if amount is None:
        amount = number(text[0]) if len(text) == 2 else None
        return None if amount is None else (kind, amount * size, True)
    if match["half"] or match["half_after"]:
        if match["unit"] == "月":
            return _DAYS, amount * 30 + 15, True
        amount += 0.5
    return kind, amount * size + (number(match["more"]) or 0 if match["more"] else 0), bool(match["upto"])


_END = r"(?![a-z0-9])"
_N = (
    rf"(?P<n>{EN})(?:\s*(?:-|~|to|or)\s*(?P<upto>[0-9]{{1,3}}|"
    rf"{either(('two', 'three', 'four', 'five', 'six'))}))?"
)
_AMOUNT = (
    rf"{_N}(?P<and> and a half)?\s*-?(?P<unit>(?:{_EN_UNIT})s?)(?![a-z])"
    rf"(?P<and_after> and a half)?(?:,?\s*(?:and\s*)?(?P<more>[0-9]{{1,2}})\s*(?:minutes?|mins?|"
    rf"m)?(?![a-z0-9:/]))?"
    r"(?P<or_two>\s+or\s+(?:two|three|so|more)(?![a-z]))?"
)
_HAN_N = (
    rf"(?P<n>[0-9]{{1,4}}(?:\.[0-9])?|{HAN}|半|几|"
    rf"数)(?:\s*[-~到至或]\s*(?P<upto>[0-9]{{1,3}}|[一二两三四五六七八九十]))?"
)
_HAN_AMOUNT = (
    rf"{_HAN_N}\s*多?\s*个?\s*(?P<half>半)?\s*(?P<unit>{_HAN_UNIT})(?P<half_after>半)?"
    rf"(?:[又零]?\s*(?P<more>[0-9]{{1,2}}|{HAN})\s*分钟?)?"
)
_AFTER = r"(?:之后|以后|过后|后)(?![台面续勤端])"
RULES = (
    Rule(
        "i",
        rf"in\s+(?:about |around |approx\.? |roughly |another |maybe |"
        rf"like )?(?P<within>the next )?{_AMOUNT}(?:'s?)?(?: time)?",
        _english,
    ),
    Rule(
        EN_NUMBER_STARTS,
        rf"(?:another )?{_AMOUNT}\s+(?:from (?:now|today)|later|hence)(?![a-z])",
        _english,
    ),
    Rule(
        "aw",
        rf"(?:after(?: about)?|(?P<within>within(?: the next)?))\s+{_AMOUNT}(?!\s+(?:of|talk|call|"
        rf"chat|on))",
        _english,
    ),
    Rule(EN_NUMBER_STARTS, rf"{_AMOUNT}\s+(?P<ago>ago)(?![a-z])", _english),
    Rule(
        "i",
        r"in\s+(?:about |around )?(?:a )?half (?:an? |of an? )?(?P<unit>hour|hr|day|year)(?![a-z])",
        _half_english,
    ),
    Rule("h", r"half an? (?P<unit>hour|hr|day|year) (?:from now|later)(?![a-z])", _half_english),
    Rule(
        DIGITS + HAN_STARTS + "半几数",
        rf"(?P<pre>(?!))?{_HAN_AMOUNT}\s*(?P<post>{_AFTER}|[之以]前|前(?![面台往端三两几后天]))",
        _han,
    ),
    Rule(
        DIGITS + HAN_STARTS + "半几数",
        rf"(?P<pre>(?!))?{_HAN_AMOUNT}\s*(?P<post>[之以]?内)(?=.{{0,5}}[回打联给跟复约报]|$)",
        _han,
    ),
    Rule("再", rf"(?P<pre>再过)\s*{_HAN_AMOUNT}\s*(?P<post>{_AFTER})?", _han),
    Rule(
        "再过等隔",
        rf"(?P<pre>再等|再|过|等|隔)\s*{_HAN_AMOUNT}\s*(?P<post>{_AFTER})?(?=\s*$|"
        rf"[^\u4e00-\u9fff]|[再就要我他她打来去联给看跟会回问确])",
        _han,
    ),
)
