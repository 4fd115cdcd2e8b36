"""Hours of the clock: 16:00, 4pm, half past four, 三點半, 下午三點一刻."""

from dataclasses import replace
from re import Match

from .numerals import DIGITS, EN_HOUR, EN_HOUR_STARTS, HAN, HAN_STARTS, number, whole_number
from .points import is_a_point
from .values import Bad, Clock, Reading, Rule, Scope
from .words import COUNTER

_AP = r"(?P<ap>[ap])\.?\s?m\.?(?![a-z])"
_FIRST_OF_RANGE = rf"(?:\s*(?:-|~|to|until|till|到|至)\s*(?:{EN_HOUR})(?:[:.][0-9]{{2}})?)?"
_NO_SCREEN = r"(?!\s*的?\s*(?:screen|display|panel|aspect|ratio|屏|萤|幕|面板|显示|比例))"
_MISSING = rf"(?:(?P<quarter>[一三13])刻钟?|(?P<min>[0-9]{{1,2}}|{HAN})\s*分钟?)"
_MINUTE_HAN = (
    r"(?P<min>[0-5]?[0-9](?=\s*分)|[0-5][0-9](?![0-9])|[零〇][一二三四五六七八九]|"
    r"[二三四五]?十[一二三四五六七八九]|"
    r"[二三四五]十|[一二三四五六七八九十](?=\s*分))"
)


def clock(hour: int, minute: int, half: str | None = None, written: str = "") -> Clock | Bad:
    """The hour as written, or Bad when no clock shows it."""
    if hour > 24 or minute > 59 or (hour == 24 and minute) or (half == "am" and hour > 12):
        return Bad()
    return Clock(hour, minute, half, zero_led=len(written) == 2 and written[0] == "0")


def _colon(match: Match[str], scope: Scope) -> Reading:
    half = match["ap"] or match["glued"]
    return clock(int(match["h"]), int(match["min"]), half and half + "m", match["h"])


def _meridiem(match: Match[str], scope: Scope) -> Reading:
    hour = whole_number(match["h"])
    if hour is None or hour > 23:
        return Bad()
    half = match["ap"] + "m"
    last = match["last"] and whole_number(match["last"])
    if last and half == "pm" and hour > last and hour != 12:
        half = "am"  # 10-2pm starts in the morning
    found = clock(hour, int(match["min"] or 0), half)
    if isinstance(found, Clock) and match["to"] in ("or", "/"):
        return replace(found, ask=True)
    return found


def _oclock(match: Match[str], scope: Scope) -> Reading:
    hour = whole_number(match["h"])
    return None if hour is None else clock(hour, 0)


def _past(match: Match[str], scope: Scope) -> Reading:
    hour = whole_number(match["h"])
    words = {"half": 30, "quarter": 15, "a quarter": 15}
    minutes = words.get(match["min"]) or whole_number(match["min"])
    if hour is None or minutes is None or not 0 < minutes < 60 or not 1 <= hour <= 23:
        return None
    half = match["ap"] and match["ap"] + "m"
    if match["side"] in ("to", "till", "before"):
        return clock((hour - 1) or 12, 60 - minutes, half)
    return clock(hour, minutes, half)


def _half_hour(match: Match[str], scope: Scope) -> Reading:
    hour = whole_number(match["h"])
    return None if hour is None or hour > 12 else clock(hour, 30)


def _spoken(match: Match[str], scope: Scope) -> Reading:
    hour, minute = whole_number(match["h"]), whole_number(match["min"].removeprefix("oh "))
    if hour is None or minute is None or not 1 <= hour <= 12:
        return None
    return clock(hour, minute, match["ap"] and match["ap"] + "m")


def _compact(match: Match[str], scope: Scope) -> Reading:
    return clock(int(match["h"]), int(match["min"]), written=match["h"])


def _bare(match: Match[str], scope: Scope) -> Reading:
    hour = whole_number(match["h"])
    return clock(hour, 0) if hour is not None and 1 <= hour <= 24 else Bad()


def _han_hour(match: Match[str], scope: Scope) -> Reading:
    before, after = match.string[: match.start()], match.string[match.end() :]
    plain = match["min"] is None and match["quarter"] is None and not match["half"] and not match["full"]
    if plain and is_a_point(match["h"], before[-8:], after[:8]):
        return None
    hour = number(match["h"])
    if hour is None:  # 三四點
        first = number(match["h"][0])
        return Clock(int(first or 0), 0, ask=True) if len(match["h"]) == 2 else Bad()
    minute = 30 if match["half"] else 0
    if match["quarter"]:
        minute = 45 if match["quarter"] in "三3" else 15
    if match["min"]:
        minute = int(number(match["min"]) or 0)
    return clock(int(hour), minute, written=match["h"] if match["min"] else "")


def _han_before(match: Match[str], scope: Scope) -> Reading:
    """So many minutes before the hour: 差一刻五點, 五點差五分."""
    hour = number(match["h"])
    minute = 15 * (number(match["quarter"]) or 0) if match["quarter"] else number(match["min"])
    if hour is None or minute is None or not 1 <= hour <= 24 or not 0 < minute < 60:
        return None
    return clock((int(hour) - 1) or 12, 60 - int(minute))


def _han_range(match: Match[str], scope: Scope) -> Reading:
    hour = number(match["h"])
    if hour is None or not 1 <= hour <= 24:
        return None
    return Clock(int(hour), 0, ask=match["to"] in "、/或")


_WORD_END = r"(?![a-z0-9])"
RULES = (
    Rule(
        DIGITS,
        rf"(?P<h>[0-9]{{1,2}})\s?:\s?(?P<min>[0-9]{{2}})(?::[0-9]{{2}})?(?![0-9:]){_NO_SCREEN}(?:\s*{_AP}|(?P<glued>[ap])(?![a-z.]))?",
        _colon,
    ),
    Rule(
        EN_HOUR_STARTS,
        rf"(?P<h>{EN_HOUR})(?:\s*[:.h]\s*(?P<min>[0-5][0-9]))?"
        rf"(?:\s*(?P<to>-|~|to|until|till|or|/)\s*(?P<last>{EN_HOUR})(?:[:.][0-9]{{2}})?)?\s*{_AP}",
        _meridiem,
    ),
    Rule(EN_HOUR_STARTS, rf"(?P<h>{EN_HOUR})\s*o'?\s?clock", _oclock),
    Rule(
        DIGITS + "hqatfa",
        rf"(?P<min>half|(?:a )?quarter|ten|twenty|five|twenty-five|[0-9]{{1,2}})(?: minutes?| mins?)?\s+"
        rf"(?P<side>past|after)\s+(?P<h>{EN_HOUR})(?:\s*{_AP}|\s*o'?clock)?{_WORD_END}",
        _past,
    ),
    Rule(
        DIGITS + "qatf",
        rf"(?P<min>(?:a )?quarter|(?:ten|twenty|five|twenty-five|[0-9]{{1,2}}) min(?:ute)?s?)\s+"
        rf"(?P<side>to|till|before)\s+(?P<h>{EN_HOUR})(?:\s*{_AP}|\s*o'?clock)?{_WORD_END}",
        _past,
    ),
    Rule(
        "tf",
        rf"(?P<min>ten|twenty|five)\s+(?P<side>to)\s+(?P<h>{EN_HOUR})(?:\s*{_AP}|\s*o'?clock)?{_WORD_END}",
        _past,
        weak=True,
    ),
    Rule("h", rf"half\s+(?P<h>{EN_HOUR}){_WORD_END}{COUNTER}", _half_hour, weak=True),
    Rule(
        "efnost",
        r"(?P<h>one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)[ -]"
        rf"(?P<min>oh five|ten|fifteen|twenty|thirty|forty|forty[ -]five|"
        rf"fifty)(?:\s*{_AP})?{_WORD_END}{COUNTER}",
        _spoken,
        weak=True,
    ),
    Rule(
        DIGITS,
        rf"(?P<h>0?[1-9]|1[0-9]|2[0-3])\.(?P<min>[0-5][05])(?![0-9a-z%.:]|[/-][0-9]){COUNTER}",
        _compact,
        weak=True,
    ),
    Rule(DIGITS, r"(?P<h>[01]?[0-9]|2[0-4])h(?P<min>[0-5][0-9])(?![a-z0-9])", _compact),
    Rule(DIGITS, r"(?P<h>[01][0-9]|2[0-3])(?P<min>[0-5][0-9])\s?(?:hrs?|hours|h)(?![a-z0-9])", _compact),
    Rule(
        DIGITS,
        rf"(?P<h>[01][0-9]|2[0-3])(?P<min>[0-5][05])(?![a-z0-9]|[.,:/-][0-9]){COUNTER}",
        _compact,
        weak=True,
    ),
    Rule(DIGITS, r"(?P<h>[1-9])(?P<min>[0-5][05])(?![0-9a-z])", _compact, whole_only=True),
    Rule(
        EN_HOUR_STARTS,
        rf"(?P<h>{EN_HOUR})(?:\s?ish|\s+sharp)?{_FIRST_OF_RANGE}(?![a-z0-9]|[.,:/-][0-9]|\s*['\"]){COUNTER}"
        r"(?=\s*(?:$|[.,;!?)。，；！？]|[^\x00-\x7f]|(?:at|on|in|for|from|about|re|with|and|or|if|"
        r"then|to|tomorrow|tmr|"
        r"today|tonight|next|this|when|via|because|as|he|she|they|we|his|her|their|our|my|taipei|"
        r"local|please|"
        r"pls|latest|instead|call|-)(?![a-z])))",
        _bare,
        weak=True,
    ),
    Rule(
        DIGITS + HAN_STARTS,
        rf"(?P<h>[0-9]{{1,2}}|{HAN})\s*(?:点|时(?![间候段期常机代差]))\s*(?P<full>钟|整|正(?![式在好]))?"
        rf"(?:\s*(?:(?P<half>半)|(?P<quarter>[一三13])\s*刻钟?)|\s*{_MINUTE_HAN}(?:\s*分|{COUNTER}))?",
        _han_hour,
    ),
    Rule("差", rf"差\s*{_MISSING}\s*(?P<h>[0-9]{{1,2}}|{HAN})\s*点", _han_before),
    Rule(DIGITS + HAN_STARTS, rf"(?P<h>[0-9]{{1,2}}|{HAN})\s*点\s*差\s*{_MISSING}", _han_before),
    Rule(
        DIGITS + HAN_STARTS,
        r"(?P<h>[0-9]{1,2}|[一二两三四五六七八九十]{1,2})\s*(?P<to>-|~|到|至|、|/|"
        r"或)\s*(?:[0-9]{1,2}|[一二两三四五六七八九十]{1,2})"
        r"\s*点(?:半|钟)?",
        _han_range,
    ),
)
