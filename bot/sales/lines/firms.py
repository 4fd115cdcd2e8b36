"""What a house is called: how its name ends, who works there, and the places that stand before a name."""

import re
from functools import cache
from typing import Final

from bot.sales.lines.phrases import HIDDEN
from bot.sales.lines.places import Span
from bot.sales.lines.words import default_names as _names
from bot.sales.patterns import late

_LONGEST: Final = 16
_BEFORE_A_FIRM: Final = frozenset("跟找到去在给和约")


@cache
def _endings() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(_names().company_ends)})$")


@cache
def _place() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(_names().places)})(?:市|县|区|厂|分公司|那边)?的?$")


@cache
def _role() -> re.Pattern[str]:
    """What somebody there does, behind the name of the house: 國小總務."""
    return re.compile(
        r"的?(?:总务处?|采购(?:部|课|处|组)?|会计室?|资讯(?:室|课|组|部)|教务处|财务(?:部|课)|行政(?:部|处)?|人事(?:室|处)?|业务部"
        r"|窗口|柜台|门市)(?:组长|主任)?$"
    )


def ends_a_place(words: str) -> bool:
    """Tell whether the words end as the name of a house or a town does: a person may stand behind."""
    return bool(_endings().search(words) or _place().search(words))


def firm_in(view: str, run: Span) -> Span | None:
    """Give the house that an unbroken run of signs names."""
    own = view[run.start] == "和" and (view[run.start - 1 :][:1] == HIDDEN or _DOES.search(view[slice(*run)]))
    joined = view[run.start] in _BEFORE_A_FIRM and not own
    start = run.start + joined
    rung = _RUNG.match(view, run.start, run.end)
    start = rung.end() if rung else start
    words = _role().sub("", _DOES.sub("", view[start : run.end]))
    if len(words) > _LONGEST or not _endings().search(words) or re.search("[的是了我个]", words):
        return None
    return Span(start, start + len(words))


_RUNG: Final = late(r"(?:打去|打到|打给|打电话[给到去]|去电|致电|回电给?|拨到|拨给)(?!□)")
_DOES: Final = late(
    r"(?:主动|又|再|刚刚?|今天)*(?:[打拨](?:电话)?(?:来|进来|过来|回来)|来电|进线|没人接|没接|无人接听|占线|忙线).{0,12}$"
)


def cuts_a_firm(view: str, run: Span, name: Span) -> bool:
    """Tell whether what looks like a name is the head of a house's and ends amid its kind: 盛發鐵|工廠."""
    rung = _RUNG.match(view, run.start, run.end)
    if name.start not in (run.start, rung.end() if rung else run.start):
        return False
    kind = _endings().search(view[run.start : run.end])
    return kind is not None and 0 < kind.start() < name.end - run.start


def is_a_house(words: str) -> bool:
    """Tell whether words name a house by what they end in: Nguyen Law, Grand Orchid Hotel, 和春診所."""
    last = words.lower().rstrip(". ").rpartition(" ")
    return (bool(last[0]) and last[2] in _names().house_ends) or bool(_endings().search(words))
