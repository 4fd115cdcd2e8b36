"""A wish not to be called, in Chinese: the phrases of the tables, where they speak of ringing us and for good."""

from collections.abc import Iterator
from typing import Final

from bot.sales.lines.places import Span
from bot.sales.lines.scene import Scene
from bot.sales.patterns import late

_TAILS_AT_MOST: Final = 5
_PART_OF_A_WORD: Final = late(r"[特个分识性级类区差鉴告离道]别|再说?不[要用]|[要想用能]不")
_OTHER_LINE: Final = late(
    r"(?:他|她|我)?(?:的|私人|个人|公司|这支|那支|这个号|那个号|号码?)*"
    r"(?:手机|座机|分机|市话|电话|家里?|公司|办公室|门市|店里?|厂里?|工厂|宿舍|诊所|学校|总机|这个号码?|这支)?\s*了?[\s,，。;；]*(?:请|要|改|可以|就|都|一律|只|麻烦)*"
    r"打(?:去|到)?(?:他|她|我)?(?:的|公司|私人)*(?:座机|分机|办公室|总机|市话|手机|公司|另一|别支|家里?)"
)
_ANOTHER_PERSON: Final = late(
    r"[\s,，。]*(?:改|请|要|直接|就)*(?:打给|找|联[络系])(?:他|她)?的?(?:儿子|女儿|太太|先生|老婆|老公|助理|秘书|同事|主管|老板|会计|采购|窗口|爸|妈)"
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
        rung = start + len(view[start:end].rstrip("我他她们"))
        if words.lists["ring"].before(view, rung, 8) and (
            _is_another(scene, rung) or _is_another(scene, end)
        ):
            continue
        if _ANOTHER_PERSON.match(view, end):
            continue
        yield Span(start, _with_tail(scene, end))


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
