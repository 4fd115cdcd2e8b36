"""What stands around a time and makes it none (每週五), or one that is over (週一打過)."""

from bot.sales.patterns import late

from .grouping import Group
from .values import DayNumber, MonthDay, Week, Weekday

_EVERY = late(
    r"(?:隔|每(?:个?(?:天|日|周|星期|礼拜|月|季度?|年))?的?|"
    r"(?<![a-z])(?:every|each|daily|weekly|any)(?: other)?(?: day)?(?: at| on)?)\s*$"
)
_MOSTLY = late(r"\s+(?:mornings|afternoons|evenings|nights)(?![a-z])")
_TITLE = late(r"(?<![a-z])(?:mr|mrs|ms|miss|dr)\.?\s+$")
_ALL_OF = late(r"(?:整个?|一|[几半])\s*$")
# the sentence goes on in the past: 週一打過, 早上寄了
_WAS_DONE = late(
    r"[^\s,。;!?，；！？0-9]{0,5}?[打寄聊谈见讲联访报问发签买订送试通来说]"
    r"(?:[^\s,。;]{0,3}?)过(?![去来后年程于])"
)
_DID = late(
    r"(?<![a-z])(?<!be )(?<!get )(?<!gets )"
    r"(?:called|sent|spoke|met|talked|emailed|mailed|rang|shipped|delivered|bought|ordered|tried|"
    r"visited|went|"
    r"left (?:a )?(?:vm|voicemail|message|msg)|since|as of|was in|were in|came in|came|"
    r"had a (?:call|meeting|demo))"
    r"(?: (?:him|her|them|it|us|me|back|(?:the )?(?:quote|samples?|specs?)))?\s+(?:on |at |in )?(?:the )?$"
)
_SINCE = late(r"(?:自从|打从|上次|上回)\s*$|(?<![a-z])last time\s+(?:on\s+)?$")
_SOMETIME = late(
    r"(?<![a-z])(?:fiscal|some ?time|some time|any ?time|one day|maybe|possibly)\s+(?:in |on |this )?$"
)
_SOME_DAY = late(
    r"\s*(?:some ?time|any ?time|再?(?:找|挑|选|看)(?:一天|哪天|个?时间|个?空)|约(?:一天|哪天)|某天|哪天|"
    r"哪一天|其中一天)"
)
_SHIFTED = late(r"(?<![a-z])(?:early|late|later)\s+(?:on\s+)?$")
_NOT_THEN = late(
    r"(?<![a-z])(?:not|isn't|instead of|rather than|except)\s+(?:on\s+)?$|(?:不是|除了|不要)\s*$"
)
_AWAY_THEN = late(
    r"\s?(?:[他她都也就又会要是全整天]{0,2}(?:好像|可能|应该)?)(?:不行|不在|没空|没办法|"
    r"不方便|不能|不可以|休假|"
    r"请假|出差|放假|"
    r"没上班|不上班|没开)|\s+(?:is\s+|are\s+)?(?:off|out|no good|not good|not possible|"
    r"doesn't work|won't work|"
    r"is a holiday)(?![a-z])"
)
_ELSEWHERE = late(
    r"\s*\(?(?:e[sd]?t|p[sd]?t|c[sde]t|cest|m[sd]t|gmt|utc|bst|jst|kst|ist|aest|aedt|sgt|"
    r"(?:eastern|pacific|central|london|new york|tokyo|uk|us|their|his|her)(?: time)?)(?![a-z])"
)
_ELSEWHERE_HAN = late(
    r"(?:美东|美西|美国|纽约|东京|日本|伦敦|英国|欧洲|德国|当地|对方|他们|国外)(?:的?时间)\s*的?\s*$"
)
_OR_MORE = late(r"\s?多")


def is_recurring(text: str, group: Group) -> bool:
    """Every Friday, Thursday mornings, 每天下午: a habit, not a date; and no date is Mr Friday."""
    before = text[max(0, group.start - 16) : group.start]
    if _EVERY.search(before) or _MOSTLY.match(text, group.end) or _TITLE.search(before):
        return True
    return (
        group.day is None and group.clock is None and group.half is not None and bool(_ALL_OF.search(before))
    )


def is_over(text: str, group: Group) -> bool:
    """A weekday or part of the day that the sentence puts into the past."""
    if group.exact is not None or (group.clock is None and group.day is None and group.half is None):
        return False
    named = group.day is None or isinstance(group.day, Weekday | Week | MonthDay | DayNumber)
    if not named:
        return False
    before = text[max(0, group.start - 40) : group.start]
    return bool(
        _DID.search(before) or _SINCE.search(before) or _WAS_DONE.match(text, group.end, group.end + 14)
    )


def is_open(text: str, group: Group) -> bool:
    """Sometime next week, not Friday, 2pm EST, 週五不在: the words around it leave open which time it is."""
    before = text[max(0, group.start - 20) : group.start]
    if _SOMETIME.search(before) or _SHIFTED.search(before) or _NOT_THEN.search(before):
        return True
    if group.clock is None:
        return bool(_SOME_DAY.match(text, group.end) or _AWAY_THEN.match(text, group.end))
    return bool(
        _OR_MORE.match(text, group.end) or _ELSEWHERE.match(text, group.end) or _ELSEWHERE_HAN.search(before)
    )
