"""A wish not to be called, in Chinese: the phrases of the tables, where they speak of ringing us and for good."""

from collections.abc import Iterator
from typing import Final

from bot.sales.lines.phrases import HIDDEN
from bot.sales.lines.places import Span
from bot.sales.lines.scene import Scene
from bot.sales.patterns import late

_TAILS_AT_MOST: Final = 5
_PART_OF_A_WORD: Final = late(r"[特个分识性级类区差鉴告离道]别|再说?不[要用]|[要想用能]不")
_OTHER_LINE: Final = late(
    r"(?:他|她|我)?(?:的|私人|个人|公司|这支|那支|这个号|那个号|号码?)*"
    r"(?:手机|座机|分机|市话|电话|家里?|公司|办公室|门市|店里?|厂里?|工厂|宿舍|诊所|学校|总机|这个号码?|这支)?\s*了?[\s,，。;；]*(?:请|要|改|换|可以|就|都|一律|只|麻烦|以后|之后|往后|今后)*"
    r"打(?:去|到|给)?(?:他|她|我)?(?:的|公司|私人)*(?:太太|老婆|老公|先生|儿子|女儿|助理|秘书|座机|分机|办公室|总机|市话|手机|公司|另一|别支|家里?)"
)
_ANOTHER_PERSON: Final = late(
    r"[\s,，。]*(?:改|请|要|直接|就)*(?:打给|找|联[络系])(?:他|她)?的?(?:儿子|女儿|太太|先生|老婆|老公|助理|秘书|同事|主管|老板|会计|采购|窗口|爸|妈)"
)
_OLD_NUMBER: Final = late(
    r"(?:旧|老|原来的?|原本的?|之前的?|以前的?)(?:的|那个|那支)*(?:号码?|手机号?码?|电话(?:号码)?|门号|分机)(?:都|就|也|已经|停了|没用了|不用了|请|麻烦|,)*$"
)
_FOR_ITS_SAKE: Final = late(r"\s*(?:来)?(?:催|确认|通知他|提醒)")


def wishes(scene: Scene) -> Iterator[Span]:
    """Give the stretches in which somebody is asked, for good, not to ring; what denies them is not looked at."""
    words, view = scene.words, scene.view
    for match in words["refusal"].anywhere.finditer(view):
        start, end = match.span()
        if _PART_OF_A_WORD.fullmatch(view, max(0, start - 1), start + 1):
            continue
        if words["for_now"].before(view, start, 6) or view[max(0, start - 1) : start] == "先":
            continue
        if _is_taken_back(scene, Span(start, end)) or _is_of_a_thing(view[start:end]):
            continue
        rung = start + len(view[start:end].rstrip("我他她们了啦惹"))
        if words.lists["ring"].before(view, rung, 8) and (
            _is_another(scene, rung) or _is_another(scene, end)
        ):
            continue
        if _ANOTHER_PERSON.match(view, end) or _OLD_NUMBER.search(view, 0, start):
            continue
        yield Span(start, _with_tail(scene, end))


_THING: Final = late(
    rf"(?:把|将)(?![^,，。]*(?:我|他|她|人家|客户|号|电话|名字|手机|资料|个资))[^,，。]{{0,10}}(?:{HIDDEN}|[台款型项样机屏幕]|(?<!名)单|产品|配件)"
)


def _is_of_a_thing(words: str) -> bool:
    """Tell whether goods are struck off a list, and nobody: 把那台刪掉."""
    return _THING.match(words) is not None


_JOKES: Final = late(
    r"(?P<before>(?:不是|没有?|没在|并非|别|不|我)(?:在|跟[他她你我])?)?(?:开(?:个|着|了个)?玩笑|说笑|闹着玩|逗[我你]|骗[我你])(?:地|的|着|啦|说|讲|叫|要|我们?|喊|让)*(?!的人|话)"
)
_AT_FIRST: Final = late(
    r"先|一开始|起初|本来|原本|刚开始|开头|起先|之前|上次|嘴[上巴]|笑着?[说讲]|笑称|口头|假装|故意|虽然|虽说|明明"
)
_TURNS: Final = late(r"结果|后来|最后|倒(?!闭|是说|了)|反而|却|但|不过|没想到|居然|竟然|转头|还是|现在")
_SURELY: Final = late(r"结果|后来|最后|没想到|居然|竟然|转头")
_UNDONE: Final = late(
    r"[没不未别](?:有|再|会|要)?$|取消|[跟和向从找](?!我)[^\s,，]{1,6}$|同事|主管|老板|太太|老婆|老公|助理|别人|另一|其他|窗口|公司"
)
_BOUGHT: Final = ("sale", "qualified", "quote_requested")
_NEAR: Final = 12


def _is_taken_back(scene: Scene, wish: Span) -> bool:
    """Tell whether it was only joked, or said at first by one who then ordered: 先說別煩我，後來倒訂了三台."""
    start, end = max(0, wish.start - _NEAR), min(len(scene.view), wish.end + _NEAR)
    for near in (Span(start, wish.start), Span(wish.end, end)):
        for joke in _JOKES.finditer(scene.view, *near):
            if not joke["before"] and (near.end == end or joke.end() == wish.start):
                return True
    turn = _TURNS.search(scene.view, wish.end)
    if turn is None:
        return False
    first = _AT_FIRST.search(scene.view, max(0, scene.clause(wish.start).start - _NEAR), wish.start)
    if not first and not _SURELY.match(scene.view, turn.start()):
        return False
    for name in _BOUGHT:
        bought = scene.words.dispositions[name].anywhere.search(scene.view, turn.end())
        if bought is not None and not _UNDONE.search(scene.view, turn.end(), bought.start()):
            return True
    return False


def _is_another(scene: Scene, place: int) -> bool:
    """Tell whether something else than the person is not to be rung: a colleague, one of his numbers, a wrong key."""
    words, view = scene.words, scene.view
    if words["not_ringing"].after(view, place) or _FOR_ITS_SAKE.match(view, place):
        return True
    if _OTHER_LINE.match(view, place):
        return True
    at = place
    while (link := _TO_WHOM.match(view, at)) and link.end() > at:
        at = link.end()
    return words["not_ringing_us"].after(view, at) is not None


_TO_WHOM: Final = late(r"(?:电话|给|到|来|去)")


def _with_tail(scene: Scene, end: int) -> int:
    for _ in range(_TAILS_AT_MOST):
        tail = scene.words["refusal_tail"].after(scene.view, end)
        if tail is None or tail[0][:1].isspace():
            break
        end = tail.end()
    return end
