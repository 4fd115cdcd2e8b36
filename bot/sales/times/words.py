"""The words that a time is written with, in English and in (folded) Chinese."""

from datetime import time

from .numerals import either

WEEKDAYS = {
    "monday": 0, "mon": 0, "tuesday": 1, "tues": 1, "tue": 1, "wednesday": 2, "wednes": 2, "wed": 2,
    "weds": 2, "thursday": 3, "thurs": 3, "thur": 3, "thu": 3, "friday": 4, "fri": 4, "saturday": 5, "sat": 5,
    "sunday": 6, "sun": 6,
    "munday": 0, "teusday": 1, "tuseday": 1, "tusday": 1, "wensday": 2, "wednsday": 2, "wendsday": 2,
    "thrusday": 3, "thurday": 3, "thirsday": 3, "thursay": 3, "firday": 4, "fridy": 4, "friady": 4,
    "satuday": 5, "saterday": 5,
}  # fmt: skip
WEEKDAYS_HAN = {c: n for n, c in enumerate("一二三四五六日")} | {"天": 6}
WEEKDAYS_HAN |= {str(n + 1): n for n in range(7)}
WEEK_HAN = r"(?:周|星期|礼拜)"

MONTHS = {
    "january": 1, "jan": 1, "february": 2, "feb": 2, "febuary": 2, "march": 3, "mar": 3, "april": 4, "apr": 4,
    "may": 5, "june": 6, "jun": 6, "july": 7, "jul": 7, "august": 8, "aug": 8, "september": 9, "sept": 9,
    "sep": 9, "october": 10, "oct": 10, "november": 11, "nov": 11, "december": 12, "dec": 12,
}  # fmt: skip
MONTH_EN = either(MONTHS)
MONTH_STARTS = "adfjmnos"

# which one of a kind: this, the next, the one after
STEPS_HAN = {"这": 0, "本": 0, "当": 0, "下": 1, "下下": 2, "再下": 2, "上": -1, "上上": -2}
STEP_HAN = r"(?P<step>下下|再下|上上|这|本|下|上)\s*一?个?\s*"
STEP_HAN_STARTS = "下上这本再"
STEPS = {
    "this": 0, "the": 0, "this coming": 0, "": 0, "next": 1, "nxt": 1, "the next": 1, "last": -1,
    "the last": -1, "past": -1, "the past": -1, "previous": -1, "following": 1, "the following": 1,
}  # fmt: skip
STEP = r"(?P<step>this|(?:the )?(?:next|last|past|following)|nxt|previous)\s+"

EDGES_HAN = {
    "底": "end", "末": "end", "尾": "end", "初": "start", "头": "start", "中": "middle", "中旬": "middle",
    "上旬": "early", "下旬": "late", "内": "within", "之内": "within", "以内": "within",
}  # fmt: skip
EDGE_HAN = r"(?:\s*的?(?P<edge>中旬|上旬|下旬|底|末|尾|初|头(?!款)|中(?![午文国信华])|之内|以内|内))?"
EDGE = (
    r"(?:(?:the )?(?P<edge>end|start|beginning|middle|first half|second half) of (?:the )?|"
    r"(?P<early>early|mid|late|later)(?: in)?[ -](?:the )?)"
)
EDGES = {
    "end": "end", "start": "start", "beginning": "start", "middle": "middle", "first half": "early",
    "second half": "late", "early": "early", "mid": "middle", "late": "late", "later": "late", "": "",
}  # fmt: skip

# parts of the day: name and hour when none is said
MORNING, NOON, AFTERNOON = time(9), time(12), time(14)
EVENING, NIGHT = time(18), time(20)
HALVES_HAN = {
    "早上": ("morning", MORNING), "上午": ("morning", MORNING), "早晨": ("morning", MORNING),
    "早间": ("morning", MORNING), "清晨": ("morning", MORNING), "中午": ("noon", NOON),
    "正午": ("noon", NOON), "晌午": ("noon", NOON), "午间": ("noon", NOON), "下午": ("afternoon", AFTERNOON),
    "午后": ("afternoon", AFTERNOON), "傍晚": ("evening", EVENING), "晚上": ("night", NIGHT),
    "晚间": ("night", NIGHT), "夜里": ("night", NIGHT), "夜间": ("night", NIGHT), "凌晨": ("dawn", time(2)),
    "半夜": ("midnight", time(23)), "深夜": ("midnight", time(23)), "午夜": ("midnight", time(0)),
    "早": ("morning", MORNING), "晨": ("morning", MORNING), "晚": ("night", NIGHT), "夜": ("night", NIGHT),
    "午": ("noon", NOON), "傍": ("evening", EVENING),
}  # fmt: skip
HALVES = {
    "morning": ("morning", MORNING), "mornin": ("morning", MORNING), "noon": ("noon", NOON),
    "midday": ("noon", NOON), "lunchtime": ("noon", NOON), "lunch time": ("noon", NOON),
    "afternoon": ("afternoon", AFTERNOON), "arvo": ("afternoon", AFTERNOON), "evening": ("evening", EVENING), "eve": ("evening", EVENING),
    "night": ("night", NIGHT), "midnight": ("midnight", time(0)),
}  # fmt: skip
GUESSED_HALVES = {"dawn", "midnight"}

# what a number counts when it is no time
COUNTERS_HAN = (
    "台部件套箱组支片张份位元块万千百折成倍名家次条吋寸米克公度瓦核代版楼层通单人股只颗桶包盒双本辆间架吨"
)
COUNTER = (
    rf"(?!\s*(?:[{COUNTERS_HAN}%％$°\"]|个(?!月|钟|小时|礼拜|星期|工)|"
    r"(?:units?|pcs?|pieces?|laptops?|notebooks?|desktops?|servers?|monitors?|screens?|printers?|"
    r"sets?|boxes|"
    r"people|persons?|users?|seats?|licen[cs]es?|percent|pct|k|m|x|usd|dollars?|bucks|twd|ntd?|"
    r"rmb|cny|gbp|eur|"
    r"kg|gb|tb|inch(?:es)?|calls?|items?|orders?|machines?|points?|each|more|of them|of these)(?![a-z])))"
)
