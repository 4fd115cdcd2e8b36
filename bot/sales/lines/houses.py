"""Words inside what was understood that no field holds: the house of a person, and to what he is invited."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Final

from bot.sales.lines.places import Span
from bot.sales.lines.scene import Scene
from bot.sales.lines.words import default_names
from bot.sales.patterns import late

_EVENT: Final = late(
    r"(?<=[寄发传送给递把□])(?P<event>[^寄发传送给递把的封张份个\s,，。他她我□◇]{2,10}(?:会|展|宴|节|论坛|沙龙|派对|尾牙|春酒|茶叙))(?=的?(?:邀请|请帖|请柬|入场券|门票|报名表))"
)
_PLAIN_EVENT: Final = late(r"(?:研讨|说明|发表|体验|展示|产品|新品|新品发表|我们)*会")


@cache
def _house() -> re.Pattern[str]:
    kinds = "|".join(default_names().company_ends)
    return re.compile(
        rf"\s*(?:打?给|打到|跟|和|找|向|替|帮|请|联系|联络|去电)?(?P<house>[㐀-鿿]{{0,8}}(?:{kinds})|[㐀-鿿]{{1,8}}[校所店厂院馆社局行站部室园场吧坊铺处宫寺庙营班城楼](?=的))的?\s*"
    )


def house_before(scene: Scene, span: Span, who: Span | None) -> Span | None:
    """Give the house that stands before its person: 給果園的蔣大姐, 駕校的裘校長."""
    if who is None or who.start != span.end:
        return None
    match = _house().fullmatch(scene.view, *span)
    return Span(*match.span("house")) if match else None


def house_behind(scene: Scene, span: Span, who: Span | None) -> bool:
    """Tell whether the words are what the person runs: 施小姐民宿."""
    return who is not None and who.end == span.start and bool(_house().fullmatch(scene.view, *span))


def house_rung(scene: Scene, span: Span, who: Span | None) -> bool:
    """Tell whether the words are only where he was rung: 打到陳醫師診所."""
    return house_behind(scene, span, who) and who is not None and scene.view[who.start - 1] == "到"


def is_event(scene: Scene, span: Span) -> bool:
    """Tell whether the words name what he is invited to."""
    match = _EVENT.match(scene.view, span.start)
    return match is not None and not _PLAIN_EVENT.fullmatch(match["event"])


def without_house_and_event(scene: Scene, spans: Iterable[Span], who: Span | None) -> Iterator[Span]:
    """Cut out of what was understood the person's house, and what he is invited to: a colleague wants to read them."""
    for span in spans:
        start = span.start
        kept = [Span(*match.span("event")) for match in _EVENT.finditer(scene.view, *span)]
        kept = [event for event in kept if not _PLAIN_EVENT.fullmatch(scene.view, *event)]
        if who is not None and span.start < who.start < span.end:
            house = house_before(scene, Span(span.start, who.start), who)
            kept = [house, *kept] if house else kept
        for place in kept:
            yield Span(start, place.start)
            start = place.end
        yield Span(start, span.end)
