"""What the customer needs, or what he needs it for."""

import re
from typing import Final

from bot.sales.lines.authority import DENIED, FoundWords
from bot.sales.lines.phrases import HIDDEN
from bot.sales.lines.places import Places, Span
from bot.sales.lines.scene import Scene, is_chinese
from bot.sales.lines.subjects import subject_of
from bot.sales.patterns import late

_FARTHEST: Final = 160
_NO_RIVALS: Final = Places()
_LONG_ENOUGH: Final = 4
_TRIM: Final = " ,.;:!?，。；：！？、\t-□"
_ROOM: Final = late(
    r"[㐀-鿿]{1,5}(?:室|部|课|科|处|组|厂|店|院|校|班|线|区|楼|仓库?|车间|柜台|门市|公司|工地|现场|餐厅|教室|办公室|中心|宿舍|大厅|站|台|所|馆|库房?|房|柜|吧)(?:那边|里面?|这边)?"
)
_WHOSE: Final = late(r"(?:他们|她们|客户|公司|对方|那边)[^,，。\s□]{0,12}$")


def _with_whose(scene: Scene, start: int, taken: Places) -> int:
    """Where the need begins with those who have it: 他們會計部整層要換電腦."""
    piece = scene.piece(start)
    whose = _WHOSE.search(scene.view, piece.start, start) or _ROOM.fullmatch(scene.view, piece.start, start)
    if whose is None or whose.start() != piece.start or taken.meets(Span(whose.start(), start)):
        return start
    return whose.start()


def _told_before(scene: Scene, start: int, taken: Places) -> int | None:
    """Where the piece before begins, if it names the goods that a bare wish is about: 旧打印机老卡纸 想换."""
    if scene.piece(start).start != start or not start:
        return None
    before = scene.piece(start - 1)
    goods = scene.words["need_goods"].anywhere.search(scene.view, *before)
    return before.start if goods and not taken.meets(before) else None


def read_need(scene: Scene, claimed: list[Span], rivals: Places) -> FoundWords | None:
    """Find what the customer needs, when it is more than a product, an amount or a quotation."""
    taken = Places(claimed)
    for match in scene.words["need"].anywhere.finditer(scene.view):
        if DENIED.search(scene.view[max(0, match.start() - 8) : match.start()]):
            continue
        goes_on = scene.view[match.end() : scene.piece(match.end() - 1).end].strip()
        goods = scene.words["need_goods"].anywhere.search(match[0]) is not None
        if goes_on and not goods and scene.words["not_need"].after(scene.view, match.end()):
            continue
        found = Span(*match.span())
        if taken.meets(found) or rivals.meets(found) or subject_of(scene, match.end(), _NO_RIVALS):
            continue
        end = min(scene.piece(match.end() - 1).end, match.end() + _FARTHEST)
        following = taken.next(match.end())
        end = min(end, following.start) if following else end
        whole = (goods or match.end() - match.start() > _LONG_ENOUGH) and is_chinese(match[0][0])
        rest = scene.words["loose"].anywhere.sub("", scene.view[match.end() : end])
        start = _with_whose(scene, match.start(), taken)
        if not whole and len(re.sub(rf"[\W_\d{HIDDEN}]", "", rest)) < 2:
            told = _told_before(scene, start, taken)
            if told is None or not is_chinese(match[0][0]):
                continue
            start = told
        span = Span(start, start + len(scene.view[start:end].rstrip(_TRIM)))
        return FoundWords(scene.original(span), span, False)
    return _what_for(scene, taken)


_USED_FOR: Final = late(
    r"(?:(?<=□)|(?<![^\s,，。;；:：]))\s*(?P<for>(?:要|拿来|拿去|放)?(?:给|供)?(?![^\s,，。□]{0,12}(?:挂墙|壁挂))[㐀-鿿]{2,10}(?<![不好耐够有试常费信使专借停没启要再会能可沿通公商家都在先还很用利采选引续正被沿])用)(?=$|[\s,，。;；!])"
)
_NO_PURPOSE: Final = late(
    r"[不没别未他她我你]|已经|可以|目前|现在|一直|[说嫌问]|很|太|都|还|在用|月|年|天|周"
)


def _what_for(scene: Scene, taken: Places) -> FoundWords | None:
    """Find what goods of ours are for, said beside them in a piece of its own: 32台筆電 電腦教室用, 兩台給會計用."""
    if HIDDEN not in scene.view:
        return None
    for match in _USED_FOR.finditer(scene.view):
        span = Span(*match.span("for"))
        if not taken.meets(span) and not _NO_PURPOSE.search(match["for"]):
            return FoundWords(scene.original(span), span, False)
    return None
