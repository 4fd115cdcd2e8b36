"""Which products were talked about, and how many of each."""

import re
from dataclasses import dataclass, replace
from typing import Final

from bot.sales.draft import ProductLine
from bot.sales.lines.goods import ends_in_goods, is_one_beside, many
from bot.sales.lines.lexicon import Mention, begins_goods, find_products
from bot.sales.lines.places import Span
from bot.sales.lines.scene import Scene
from bot.sales.numerals import CHINESE, ENGLISH, read_number
from bot.sales.patterns import late

_UNIT: Final = (
    r"(?:台|部|套|个|件|组|支|张|份|箱|盒|片|颗|条|只|把|枚|本|批|座|块|顶|盏|辆|卷|瓶|打|对|双|单位|人份|年份|units?|pcs?|pieces?|pc|sets?|boxes|box|"
    r"licen[sc]es?|seats?|copies|pairs?|dozen|single|of (?:them|those|these)|ea(?:ch)?)"
)
_COUNT: Final = rf"(?:\d{{1,3}}(?:,\d{{3}})+|\d{{1,6}}|半(?=打)|{CHINESE}|{ENGLISH})"
_ROUGHLY: Final = r"(?:多|来|余|几)?"
_TWO: Final = {"俩": 2, "仨": 3}
_CHANGED: Final = r"(?:改|换|加|减|增|降|调|追加|缩减?)(?:成|为|到|至|要)?"
_BEFORE: Final = late(
    rf"(?<![\d/:.$第#-])(?:(?<!\d,)|(?!\d{{3}}(?!\d)))(?P<number>{_COUNT}){_ROUGHLY}(?:\s*-?\s*(?P<unit>{_UNIT}))?(?:\s*[x×*])?\s*(?:of\s+(?:the\s+)?|的|new\s+|more\s+|extra\s+)?\s*$"
)
_AFTER: Final = late(
    rf"[\s:：,)-]*(?:的|笔电|notebooks?|laptops?)?\s*(?:(?:(?:从|由|原本|本来)\s*{_COUNT}\s*{_UNIT}?\s*{_CHANGED}|从|由|原本|本来|也要|还要|要|也|先|来|拿|共|订|下|买|想要|各|一共|数量|加|再|想|抓|大概|大约|约|差不多|总共|需要|需|得|打算|准备|换|估|搞|弄|进|配|上|至少|最多|起码|追加|qty|quantity|x|×|\*|\()\s*){{0,3}}"
    rf"[:：]?\s*(?:(?:price|prices|pricing|quote)\s+)?(?:for\s+(?:about\s+)?)?(?P<number>{_COUNT}){_ROUGHLY}\s*(?P<unit>{_UNIT})(?!\s?\d(?![\d,.]*\s?(?:万|千|元|块|k\b|w\b))|[a-z]|总|董|课长|科长|先生|小姐|女士|太太|经理|主任|老师|老板|处长|厂长|店长|副|工|姐|哥)"
)
_SOME_MANY: Final = frozenset({"pair", "dozen", "single"})
_HALF: Final = late(r"half an?\b")
_RANGE: Final = late(r"(?:\bbetween \d+ and|\d ?(?:-|to|or|~))\s*$")
_WANTS: Final = late(
    r"\s*(?:要|订|定|来|拿|加|买)了?\s?(?P<number>\d{1,4})(?=\s*$|\s+(?![点时月日号:万块元])|[,，;；、])"
)
_PAIR: Final = late(r"\s*(?:先|再|也|还|共)*(?:要|来|买|订|定|拿)(?:了)?(?P<number>[俩仨])")
_NOW: Final = late(rf"[\s,，]*{_CHANGED}\s*(?P<number>{_COUNT})\s*(?P<unit>{_UNIT})")
_TIMES: Final = late(
    r"\s*(?:[x×*]|qty:?|quantity:?|数量[:是]?|\()\s?(?P<number>\d{1,6})(?!\d|[.,:/]\d|\s?[x×*])\)?"
)
_BEHIND_A_COMMA: Final = late(
    rf",\s?(?P<number>\d{{1,4}}|{ENGLISH})(?<!\ba)(?<!\ban)(?=\s*(?:$|[,;]|\.(?!\d)|and\b))"
)
_LISTED: Final = late(r"\s?(?P<number>\d{1,4})(?:\s|[、,+]\s?)")
_LISTED_LAST: Final = late(r"\s?(?P<number>\d{1,4})(?=\s*$|\s+(?![点时月日号am:])|[,，。;；])")
_ADDED: Final = late(r"\s*[+、,]?\s*")
_OLD: Final = late(rf"{_COUNT}\s*{_UNIT}?\s*[,?]?\s*$")
_NOT_SO_MANY: Final = late(
    rf"(?:不是|不要|不用|别)\s?(?:要|订|买)?{_COUNT}\s*{_UNIT}[\s,，]*(?:而是|是|只?要|改成|改要|改)?\s*$"
)
_EACH: Final = late(
    rf"\s*(?:各(?:要|订|买)?\s*(?P<zh>{_COUNT})\s*{_UNIT}?|,?\s*(?P<en>{_COUNT})\s*(?:{_UNIT}\s*)?(?:of\s+)?each)"
)
_EACH_OF: Final = late(rf"(?P<number>{_COUNT})\s*(?:{_UNIT}\s*)?(?:each of|each|of each:?)\s*$")
_AND: Final = late(r"\s*(?:and|&|\+|和|跟|与|及|、|,|还有)\s*")
_RETAKE: Final = late(rf"[\s,]*(?P<number>{_COUNT})\s*{_UNIT}?(?![a-z0-9:点/月号天周%])")


@dataclass(frozen=True, slots=True)
class FoundProduct:
    """A product in the line; `doubtful` when the name fits several or was mistyped."""

    line: ProductLine
    span: Span
    doubtful: bool


def read_products(scene: Scene) -> list[FoundProduct]:
    """Read every product once, with its number where one was said."""
    names = {item.sku: item.name for item in scene.lexicon.products}
    found: list[FoundProduct] = []
    mentions = [
        mention for mention in find_products(scene.view, scene.lexicon) if not _refused(scene, mention)
    ]
    shared = _shared_counts(scene, mentions)
    for index, mention in enumerate(mentions):
        following = mentions[index + 1].start if index + 1 < len(mentions) else -1
        count, span = shared.get(index) or _listed(scene, mention, following, found) or _count(scene, mention)
        line = ProductLine(mention.keys[0], names[mention.keys[0]], count)
        found.append(FoundProduct(line, span, len(mention.keys) > 1 or mention.typo))
    counted = [(item.span, item.line.quantity is not None) for item in found]
    for place, item in enumerate(found):
        if is_one_beside(scene.view, counted, place):
            found[place] = replace(item, line=replace(item.line, quantity=1))
    return _once(scene, found)


def _refused(scene: Scene, mention: Mention) -> bool:
    return bool(
        re.search(
            r"(?:不要|不是|不看|不需要|不想要|用不到|别|\b(?:not?|doesn't (?:want|need)|don't (?:want|need)|no need for|no interest in|without) ?(?:the |an? |any |want )?)\s*$",
            scene.view[max(0, mention.start - 24) : mention.start],
        )
        or _OF_LORRIES.search(scene.view, max(0, mention.start - 16), mention.start)
    )


_OF_LORRIES: Final = late(r"\b(?:(?:un)?loading|ferry|boat|dry|bay at|lorry at|truck at|van at) (?:the )?$")


def _count(scene: Scene, mention: Mention) -> tuple[int | None, Span]:
    view, span = scene.view, Span(mention.start, mention.end)
    limit = _mark_after(scene, span.end)
    start = max(0, span.start - 30)
    before = _BEFORE.search(view[start : span.start])
    if before and _RANGE.search(view[: start + before.start("number")]):
        return _retaken(scene, None, span)
    if before and view[span.start - 1] == " " and ends_in_goods(view[: start + before.start("number")]):
        before = None
    if pair := _PAIR.match(view, span.end, limit):
        return _TWO[pair["number"]], Span(span.start, pair.end())
    glued = before is not None and before["unit"] is not None and before["unit"] != "份"
    for pattern in (_TIMES,) if glued else (_TIMES, _AFTER, _WANTS):
        match = pattern.match(view, span.end, limit)
        if match and (number := _pieces(match)):
            priced = "pric" in match[0] or "quot" in match[0]
            return _retaken(scene, number, span if priced else Span(span.start, match.end()))
    if before is None and (match := _BEHIND_A_COMMA.match(view, span.end, limit)):
        return _retaken(scene, _whole(match["number"]), Span(span.start, match.end("number")))
    if before and (number := _pieces(before)):
        now = _NOW.match(view, span.end, limit)
        now = None if now and begins_goods(view, now.end(), scene.lexicon) else now
        number, end = (_pieces(now) or number, now.end()) if now else (number, span.end)
        return _retaken(scene, number, Span(_old_count(scene, start + before.start()), end))
    return _retaken(scene, None, span)


def _pieces(match: re.Match[str]) -> int | None:
    """How many it is, a dozen counted as twelve."""
    unit = match.groupdict().get("unit")
    if match["number"] == "半":
        return many(unit) // 2
    number = 1 if match["number"] in ("a", "an") and unit in _SOME_MANY else _whole(match["number"])
    return number * many(unit) // (2 if _HALF.match(match["number"]) else 1) if number else None


def _listed(
    scene: Scene, mention: Mention, following: int, found: list[FoundProduct]
) -> tuple[int | None, Span] | None:
    """A number between two goods counts the first: 擴充座5 27吋螢幕5, docks 5, monitors 3."""
    match = _LISTED.match(scene.view, mention.end)
    last = match is None or match.end() != following
    if last:
        match = (
            _LISTED_LAST.match(scene.view, mention.end) if _follows_counted(scene, mention, found) else None
        )
    if match is None or not (number := _whole(match["number"])):
        return None
    start = max(found[-1].span.end if found else 0, mention.start - 12)
    if _BEFORE.search(scene.view[start : mention.start]):
        return None
    return number, Span(mention.start, match.end("number"))


def _follows_counted(scene: Scene, mention: Mention, found: list[FoundProduct]) -> bool:
    """Tell whether goods counted behind their name stand before it with only a sign of adding between."""
    if not found or found[-1].line.quantity is None or not scene.view[found[-1].span.end - 1].isdigit():
        return False
    return bool(_ADDED.fullmatch(scene.view, found[-1].span.end, mention.start))


def _retaken(scene: Scene, number: int | None, span: Span) -> tuple[int | None, Span]:
    for mark in scene.corrections.near(Span(span.end, span.end), 2):
        if mark.start < span.end:
            continue
        again = _RETAKE.match(scene.view, mark.end)
        if again and (better := _whole(again["number"])):
            return better, Span(span.start, again.end())
    return number, span


def _old_count(scene: Scene, start: int) -> int:
    """Where a number that was taken back begins: 五台 不對 六台 NB-14r5."""
    for mark in scene.corrections.near(Span(start, start), 2):
        if mark.end <= start and (old := _OLD.search(scene.view[max(0, mark.start - 12) : mark.start])):
            return mark.start - len(old[0])
    first = max(0, start - 16)
    denied = _NOT_SO_MANY.search(scene.view[first:start])
    return first + denied.start() if denied else start


def _mark_after(scene: Scene, place: int) -> int:
    mark = scene.corrections.next(place)
    return mark.start if mark else len(scene.view)


_ANY_GOODS: Final = late(
    rf"{_COUNT}\s?[台部套个组支张块顶](?:的)?[㐀-鿿]{{2,8}}?(?=的?(?:正式)?(?:报价|估价|报个价|价格|价钱|单价|价))"
    rf"|\b\d+ (?:[a-z-]+ ){{0,2}}[a-z]{{3,}}s\b(?= (?:quoted|priced|costed))"
)


def without_goods(scene: Scene, spans: list[Span]) -> list[Span]:
    """Cut goods that are only named by their kind out of phrases around them: they stand in no field but the note."""
    found: list[Span] = []
    for span in spans:
        match = _ANY_GOODS.search(scene.view, *span)
        found += [Span(span.start, match.start()), Span(match.end(), span.end)] if match else [span]
    return [span for span in found if span.start < span.end]


def _whole(words: str) -> int | None:
    number = read_number(words)
    if number is None or number != number.to_integral_value() or not 0 < number < 1_000_000:
        return None
    return None if words in ("a", "an") else int(number)


def _shared_counts(scene: Scene, mentions: list[Mention]) -> dict[int, tuple[int | None, Span]]:
    """Numbers said once for several products: NB-1 和 NB-2 各兩台, two each of NB-1 and NB-2."""
    shared: dict[int, tuple[int | None, Span]] = {}
    for first, last in _groups(scene.view, mentions):
        begin, end = mentions[first].start, mentions[last].end
        after, before = _EACH.match(scene.view, end), _EACH_OF.search(scene.view[max(0, begin - 30) : begin])
        number = _whole((after["zh"] or after["en"]) if after else before["number"] if before else "")
        if number is None:
            continue
        for index in range(first, last + 1):
            stop = after.end() if after and index == last else mentions[index].end
            start = begin - len(before[0]) if before and index == first else mentions[index].start
            shared[index] = number, Span(start, stop)
    return shared


def _groups(view: str, mentions: list[Mention]) -> list[tuple[int, int]]:
    groups: list[tuple[int, int]] = []
    for index, mention in enumerate(mentions):
        if index and _AND.fullmatch(view, mentions[index - 1].end, mention.start):
            groups[-1] = groups[-1][0], index
        else:
            groups.append((index, index))
    return groups


def _once(scene: Scene, found: list[FoundProduct]) -> list[FoundProduct]:
    kept: list[FoundProduct] = []
    for item in found:
        kept = [
            old for old in kept if old.line.sku == item.line.sku or not scene.corrected(old.span, item.span)
        ]
        same = next((place for place, old in enumerate(kept) if old.line.sku == item.line.sku), None)
        if same is None:
            kept.append(item)
        elif item.line.quantity and (
            kept[same].line.quantity is None or scene.corrected(kept[same].span, item.span)
        ):
            kept[same] = item
    return kept
