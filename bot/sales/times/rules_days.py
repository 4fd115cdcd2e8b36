"""Days by name: today, 後天, Friday, 下週五, next week, 下下個禮拜三."""

from dataclasses import replace
from datetime import timedelta
from re import Match

from bot.sales.patterns import late

from .dates import edge_of, monday_of
from .numerals import EN_NUMBER_STARTS, EN_NUMBERS, either, whole_number
from .values import Day, Half, Reading, Rule, Scope, Week, Weekday
from .words import (
    EDGES,
    NIGHT,
    STEP_HAN,
    STEP_HAN_STARTS,
    STEPS,
    STEPS_HAN,
    WEEK_HAN,
    WEEKDAYS,
    WEEKDAYS_HAN,
)

_DAYS_HAN = {"大前": -3, "前": -2, "昨": -1, "今": 0, "明": 1, "后": 2, "大后": 3, "大大后": 4}
_DAYS = {
    "today": 0, "2day": 0, "tomorrow": 1, "tmr": 1, "tmrw": 1, "tmw": 1, "tomorow": 1, "tommorow": 1,
    "tommorrow": 1, "tomorrrow": 1, "tomorro": 1, "2moro": 1, "2morrow": 1, "tomo": 1,
    "the day after tomorrow": 2,
    "day after tomorrow": 2, "the day after tmr": 2, "day after tmr": 2, "day after tmrw": 2,
    "overmorrow": 2, "in two days time": 2,
    "yesterday": -1, "the day before yesterday": -2, "day before yesterday": -2,
}  # fmt: skip
_WEEKDAY = either(WEEKDAYS)
_NOT_THE_DAY = r"(?!\s+(?:down|in on|through|there|microsystems|life|systems)|'?s(?![a-z]))"
_DIGIT_DAY = r"[1-7](?![0-9./:-]|\s*[点个次天])"
_OTHER_HAN = r"(?:(?:[/、]|或者?是?)?(?P<or>[一二三四五六日])(?![点十时刻个台次]|(?<=一)[定起直早些样趟下并块同般共旦大律]))?"
# 周天 is a Sunday in front of what one does then, else a name
_SUNDAY = r"(?=$|[^\u4e00-\u9fff]|[早上下中晚傍一二三四五六七八九十见再打前后会要我他她他们能可的给去来])"
_COUNTED = late(r"(?<![0-9/月.周期拜-])(?:[0-9]{1,2}|[几零〇一二两三四五六七八九十百])$")
_WEEK_EDGES = {"early": 0, "start": 0, "within": 2, "middle": 2, "late": 3, "end": 4}


def _on(scope: Scope, days: int) -> Day:
    return Day((scope.today + timedelta(days=days),))


def _relative(match: Match[str], scope: Scope) -> Reading:
    return _on(scope, _DAYS[" ".join(match[0].split())])


def _relative_han(match: Match[str], scope: Scope) -> Reading:
    return _on(scope, _DAYS_HAN[match["day"]])


def _one_of_two(match: Match[str], scope: Scope) -> Reading:
    first = 0 if match[0].startswith("今") else 1
    day = _on(scope, first)
    return Day(day.dates, ask=True, others=_on(scope, first + 1).dates)


def _tonight(match: Match[str], scope: Scope) -> Reading:
    return (_on(scope, 0), Half("night", NIGHT))


def weekday(number: int, weeks: int | None, scope: Scope) -> Weekday:
    """A day of the week: the next one still to come, or that of the week so many weeks on."""
    if weeks is not None:
        return Weekday(
            number, Day((monday_of(scope.today) + timedelta(days=7 * weeks + number),)), bare=False
        )
    ahead = timedelta(days=(number - scope.today.weekday()) % 7)
    first = scope.today + ahead
    return Weekday(number, Day((first, first + timedelta(days=7))))


def _weekday(match: Match[str], scope: Scope) -> Reading:
    step, number = match["step"], WEEKDAYS[match["day"]]
    steps = None if step is None or "coming" in step else STEPS[step]
    found = weekday(number, steps, scope)
    if not match["later"]:
        return found
    return _moved(found, 14 if "fortnight" in match["later"] else 7)


def _moved(found: Weekday, days: int) -> Weekday:
    return Weekday(found.number, Day((found.day.dates[0] + timedelta(days=days),)), bare=False)


def _in_a_week(match: Match[str], scope: Scope) -> Reading:
    return _on(scope, 7 + _DAYS[match["day"]])


def _weeks_from(match: Match[str], scope: Scope) -> Reading:
    count = whole_number(match["n"])
    if count is None:
        return None
    count *= 2 if match["unit"] == "fortnight" else 1
    word = match["day"]
    if word in WEEKDAYS:
        number = WEEKDAYS[word]
        day = _moved(weekday(number, None, scope), 7 * count).day
        return replace(day, ask=number == scope.today.weekday())
    return _on(scope, 7 * count + _DAYS[word])


def _weekday_han(match: Match[str], scope: Scope) -> Reading:
    groups = match.groupdict()
    if not groups.get("step") and _COUNTED.search(match.string[max(0, match.start() - 5) : match.start()]):
        return None  # 一周一次
    steps = STEPS_HAN[groups["step"]] if groups.get("step") else None
    found = weekday(WEEKDAYS_HAN[match["day"]], steps, scope)
    if not groups.get("or"):
        return found
    other = weekday(WEEKDAYS_HAN[groups["or"]], steps, scope)
    return Day(found.day.dates, ask=True, others=other.day.dates[:1])


def _weekday_mark(match: Match[str], scope: Scope) -> Reading:
    word = match["day"] or match["han"]
    return weekday({**WEEKDAYS, **WEEKDAYS_HAN}[word], None, scope)


def _week_of(weeks: int, edge: str, scope: Scope) -> Week:
    monday = monday_of(scope.today) + timedelta(days=7 * weeks)
    if edge == "":
        ahead = scope.calendar.add_business_days(scope.today, 1)
        return Week(monday, Day((monday if weeks else max(ahead, monday),), ask=weeks == 0))
    if edge == "end":
        return Week(
            monday, Day(edge_of("end", monday, monday + timedelta(days=4), scope.calendar).dates, ask=True)
        )
    day = monday + timedelta(days=_WEEK_EDGES[edge])
    return Week(monday, Day((day,), ask=edge != "start" or weeks == 0))


def _week(match: Match[str], scope: Scope) -> Reading:
    weekend, edge = match["kind"] == "weekend", EDGES[match["edge"] or match["early"] or ""]
    if match["after"]:
        return _week_of(2, edge, scope)
    if not edge and match["step"] in (None, "the") and not weekend:
        return None
    weeks = STEPS[match["step"] or ""]
    return _weekend(weeks, scope) if weekend else _week_of(weeks, edge, scope)


def _weekend(weeks: int, scope: Scope) -> Week:
    monday = monday_of(scope.today) + timedelta(days=7 * weeks)
    saturday = monday + timedelta(days=5)
    others = (saturday + timedelta(days=1), monday + timedelta(days=7))
    return Week(monday, Day((saturday, saturday + timedelta(days=7)), ask=True, others=others))


def _this_weekend(match: Match[str], scope: Scope) -> Reading:
    return _weekend(0, scope)


_EDGES_WEEK_HAN = {
    "初": "start", "头": "start", "前半": "early", "中": "middle", "后半": "late",
    "内": "within", "之内": "within", "底": "end", "尾": "end",
}  # fmt: skip


def _week_han(match: Match[str], scope: Scope) -> Reading:
    weeks = STEPS_HAN[match["step"]]
    if match["edge"] == "末":
        return _weekend(weeks, scope)
    return _week_of(weeks, _EDGES_WEEK_HAN.get(match["edge"] or "", ""), scope)


def _next_working(match: Match[str], scope: Scope) -> Reading:
    return Day((scope.calendar.next_business_day(scope.today),))


def _days_around(match: Match[str], scope: Scope) -> Reading:
    tomorrow = scope.calendar.next_business_day(scope.today)
    return Day((tomorrow,), ask=True, others=(scope.calendar.next_business_day(tomorrow),))


RULES = (
    Rule("t2odiy", rf"(?:{either(_DAYS)})(?![a-z0-9])", _relative),
    Rule("t", r"(?P<day>today|tomorrow)\s+week(?![a-z])", _in_a_week),
    Rule("t", r"(?:tonight|tonite|2nite)(?![a-z])", _tonight),
    Rule(
        "今明后昨前大",
        r"(?P<day>大大后|大后|大前|今|明|后|昨|前)[天日儿](?![性敌气资书期])(?!科技|公司)",
        _relative_han,
    ),
    Rule("今明昨后", r"(?P<day>今|明|昨)(?=[早晚晨夜午]|上午|中午|下午|傍晚|凌晨)", _relative_han),
    Rule("今明", r"(?:今明|明后)(?:两?[天日])?", _one_of_two),
    Rule("t2", r"(?:tomorrow|tmrw?)\s+(?:or|/)\s+(?:the\s+)?day after(?![a-z])", _one_of_two),
    Rule("这近", r"这(?:一?两|几|二)[天日](?!都|一直|没|在)|近日内", _days_around),
    Rule(
        "tnlpfcmws",
        rf"(?:(?P<step>this coming|coming|this|(?:the )?(?:next|last|past|following)|nxt|previous)\s+)?"
        rf"(?P<day>{_WEEKDAY})(?![a-z]){_NOT_THE_DAY}\.?(?P<later>\s+(?:week(?!s|end|ly)(?![a-z])|"
        rf"after next(?![a-z])|fortnight(?![a-z])))?",
        _weekday,
    ),
    Rule(
        EN_NUMBER_STARTS,
        rf"(?P<n>[0-9]{{1,2}}|{either(EN_NUMBERS)})\s+(?P<unit>weeks?|fortnight)\s+(?:(?:on|from|"
        rf"after)\s+)?"
        rf"(?P<day>today|tomorrow|{_WEEKDAY})(?![a-z])",
        _weeks_from,
    ),
    Rule(
        STEP_HAN_STARTS,
        rf"{STEP_HAN}{WEEK_HAN}的?\s*(?P<day>[一二三四五六日天]|{_DIGIT_DAY}){_OTHER_HAN}",
        _weekday_han,
    ),
    Rule("周", rf"周(?P<day>[一二三四五六日]){_OTHER_HAN}", _weekday_han),
    Rule("星礼拜", rf"(?:星期|礼?拜)(?P<day>[一二三四五六日天]){_OTHER_HAN}", _weekday_han),
    Rule("周", rf"周(?P<day>天){_SUNDAY}", _weekday_han),
    Rule("周星礼", rf"{WEEK_HAN}(?P<day>{_DIGIT_DAY})", _weekday_han),
    Rule(
        "(",
        rf"\(\s*(?:(?P<day>{_WEEKDAY})\.?|{WEEK_HAN}?(?P<han>[一二三四五六日天]))\s*\)",
        _weekday_mark,
        weak=True,
    ),
    Rule(
        "tnlpebsmwf",
        r"(?:(?:the )?(?P<edge>end|start|beginning|middle|first half|second half) of (?:the )?|"
        r"(?P<early>early|mid|late|later)(?: in)?[ -](?:the )?)?"
        r"(?:(?P<step>this|the|(?:the )?(?:next|last|past|following)|nxt|"
        r"previous)\s+)?(?P<kind>weekend|week|wk)"
        r"(?P<after>\s+after\s+next)?(?![a-z])",
        _week,
    ),
    Rule(
        STEP_HAN_STARTS,
        rf"{STEP_HAN}{WEEK_HAN}(?P<edge>之内|前半|后半|"
        rf"[初头中内末底尾](?![国文午]))?(?!\s*[一二三四五六日天])",
        _week_han,
    ),
    Rule("周星礼", rf"{WEEK_HAN}末", _this_weekend),
    Rule("nt", r"(?:the )?(?:next|following) (?:business|working|work) day(?![a-z])", _next_working),
    Rule("下", r"下一?个?(?:工作天|工作日|营业日|上班日|上班天)", _next_working),
)
