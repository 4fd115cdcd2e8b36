"""Parts of the day, and hours that people leave open: 下午, tonight, EOD, 下班前, later today, 晚點再打."""

from datetime import UTC, datetime, time, timedelta
from re import Match

from .numerals import either
from .values import Day, Exact, Half, Reading, Rule, Scope
from .words import AFTERNOON, GUESSED_HALVES, HALVES, HALVES_HAN, MORNING

_LONG_HAN = either(word for word in HALVES_HAN if len(word) == 2)
_SHORT_HAN = "".join(word for word in HALVES_HAN if len(word) == 1)
_SHIFTED = {"early": -60, "mid": 60, "late": 120}


def _half(match: Match[str], scope: Scope) -> Reading:
    name, at = (HALVES | HALVES_HAN)[match["half"]]
    return Half(name, at, ask=name in GUESSED_HALVES)


def _meridiem(match: Match[str], scope: Scope) -> Reading:
    return Half("afternoon", AFTERNOON) if match["half"][0] == "p" else Half("morning", MORNING)


def _of_today(match: Match[str], scope: Scope) -> Reading:
    name, at = HALVES[match["half"]]
    return (Day((scope.today,)), Half(name, at))


def _shifted(match: Match[str], scope: Scope) -> Reading:
    name, at = HALVES[match["half"]]
    moment = datetime.combine(scope.today, at, tzinfo=UTC) + timedelta(minutes=_SHIFTED[match["shift"]])
    return Half(name, moment.time(), ask=True)


def _before(moment: time, minutes: int) -> time:
    return (datetime(2000, 1, 1, moment.hour, moment.minute, tzinfo=UTC) - timedelta(minutes=minutes)).time()


def _closing(match: Match[str], scope: Scope) -> Reading:
    return Half("closing", _before(scope.calendar.closes, 60), ask=True)


def _closed(match: Match[str], scope: Scope) -> Reading:
    return Half("closing", scope.calendar.closes, ask=True)


def _opening(match: Match[str], scope: Scope) -> Reading:
    return Half("morning", scope.calendar.opens)


def _before_lunch(match: Match[str], scope: Scope) -> Reading:
    return Half("noon", time(11), ask=True)


def _after_lunch(match: Match[str], scope: Scope) -> Reading:
    return Half("noon", time(13, 30), ask=True)


def _sometime_later(match: Match[str], scope: Scope) -> Reading:
    return Half("later", time(16), ask=True)


def _later(match: Match[str], scope: Scope) -> Reading:
    return Exact(_in_a_while(scope, 2), ask=True)


def _soon(match: Match[str], scope: Scope) -> Reading:
    return Exact(_in_a_while(scope, 1), ask=True)


def _today(match: Match[str], scope: Scope) -> Reading:
    return Day((scope.today,))


def _in_a_while(scope: Scope, hours: int) -> datetime:
    at = scope.now.astimezone(UTC) + timedelta(hours=hours)
    return at.replace(second=0, microsecond=0).astimezone(scope.now.tzinfo)


def _same_time(match: Match[str], scope: Scope) -> Reading:
    return Half("same", scope.now.time().replace(second=0, microsecond=0))


_LATER_HAN = r"(?:晚一?[点些]|晚一?点儿|稍晚一?点?|稍后|迟一?点)(?:时候)?"
_A_CALL_FOLLOWS = r"(?=\s*(?:$|再|打|回|联|致电|跟|给|我?会|[,。;!]))"
RULES = (
    Rule("ap", r"(?P<half>[ap]\.?m)\.?(?=\s*[0-9]{1,2}\s*(?:[:点]))", _meridiem),
    Rule("ap", r"(?<=[a-z.] )(?P<half>[ap]\.?m)\.?(?=\s*(?:$|[,;)]))", _meridiem, weak=True),
    Rule(
        "早上中正下午晌傍晚夜凌半深清",
        rf"(?<!最)(?P<half>{_LONG_HAN})(?!安(?![排装置])|[茶餐班场]|好(?!像))",
        _half,
    ),
    Rule(
        _SHORT_HAN,
        rf"(?<!最)(?P<half>[{_SHORT_HAN}])(?!安(?![排装置])|[好餐饭班会已就期宴了知婚报])",
        _half,
        weak=True,
    ),
    Rule("i", r"in the (?P<half>morning|mornin|afternoon|evening)(?![a-z])", _half),
    Rule(
        "1amnl",
        r"(?:at |around |12 )?(?P<half>noon|midday|midnight|lunch ?time)(?:[ -]?ish)?(?![a-z])",
        _half,
    ),
    Rule("a", r"at (?P<half>night)(?![a-z])", _half, weak=True),
    Rule("mnea", r"(?P<half>morning|mornin|afternoon|arvo|evening|eve|night)(?![a-z])", _half, weak=True),
    Rule("t", r"this (?P<half>morning|mornin|afternoon|arvo|evening)(?![a-z])", _of_today),
    Rule(
        "eml",
        r"(?:in the )?(?P<shift>early|mid|late)[ -](?P<half>morning|afternoon|evening)(?![a-z])",
        _shifted,
    ),
    Rule(
        "ecbat",
        r"(?:the )?(?:eod|cob|eob|end of (?:the )?(?:business )?day|end of business|"
        r"(?:close|end) of (?:business|play)|"
        r"before (?:close|closing|the end of the day))(?![a-z])",
        _closing,
    ),
    Rule("下收", r"(?:下班|收工)(?:之前|以前|前)", _closing),
    Rule("下收", r"(?:下班|收工)(?:之?后|以后)(?![台])", _closed),
    Rule("a", r"after (?:work|hours|office hours)(?![a-z])", _closed),
    Rule("f", r"first thing(?: in the morning)?(?![a-z])", _opening, weak=True),
    Rule("一上", r"一(?:大?早|上班)(?!就?知)|上班(?:时间)?(?=就?[打联给])|上班就", _opening, weak=True),
    Rule("b", r"before lunch(?![a-z])", _before_lunch),
    Rule("a", r"after lunch(?![a-z])", _after_lunch),
    Rule("午中吃", r"(?:[午中]饭|午休|吃(?:完)?(?:[午中])?饭)(?:之前|以前|前)", _before_lunch),
    Rule("午中吃", r"(?:[午中]饭|午休|吃(?:完)?(?:[午中])?饭)(?:之后|以后|后)", _after_lunch),
    Rule("l", r"later today(?![a-z])|later on today(?![a-z])", _later),
    Rule("l", r"later(?: on)?(?=\s*(?:$|[.,;]))", _later, whole_only=True),
    Rule("晚稍迟", rf"{_LATER_HAN}{_A_CALL_FOLLOWS}", _sometime_later),
    Rule("晚稍迟", _LATER_HAN, _sometime_later, weak=True),
    Rule(
        "等待一",
        r"(?:等一?下|等等|等会儿?|待会儿?|一会儿?|等一会儿?)(?=\s*(?:[0-9]{1,2}|[一二两三四五六七八九十]{1,2})\s*点)",
        _today,
    ),
    Rule("等待一", rf"(?:等一?下|等等|等会儿?|待会儿?|一会儿?|等一会儿?){_A_CALL_FOLLOWS}", _soon),
    Rule(
        "i",
        r"in (?:a (?:bit|while|moment|few)|a little while)(?![a-z]| (?:min|hour|day|week|"
        "month))",
        _soon,
    ),
    Rule("ts", r"(?:at )?(?:the )?same time(?![a-z])", _same_time, weak=True),
    Rule("同这", r"(?:的)?(?:同(?:一|样的?)?(?:个)?时间|这个?(?:时候|时间|点(?!子)))", _same_time, weak=True),
)
