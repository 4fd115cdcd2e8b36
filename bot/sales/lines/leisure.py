"""A paper or a thing to be sent when there is time: 規格書有空再寄就好, 參數表給他一份 不急."""

from typing import Final

from bot.sales.lines.acts import Act
from bot.sales.lines.scene import Scene
from bot.sales.patterns import late

_SENT: Final = frozenset({"quotation", "spec_sheet", "email", "invitation", "other", "generic_send"})
_WHEN_FREE: Final = late(
    r"(?:(?:有空|有时间|得空|得闲|方便|不忙)(?:的?时候?|的话)?|改天|哪天)(?:再|时)?(?:来|去)?$"
    r"|\bwhen (?:i|we) (?:can|have time|get a (?:chance|minute|moment))[, ]*$"
)
_INSIDE: Final = late(r"(?:有空|有时间|方便|不忙)(?:的?时候?|的话)?(?:再|时)")
_NO_HURRY: Final = late(
    r"[^,，。;；]{0,12}?(?:有空再|不急|不赶|不用急|不用赶|慢慢来|有空的?时候?(?:再|就)?(?:寄|发|传|给|做|弄))"
    r"|[^,;]{0,24}?\b(?:no (?:rush|hurry)|not urgent|whenever (?:i|we) can|when i get a (?:chance|minute|moment))\b"
)
_HE_HIMSELF: Final = late(r"[他她]|客户|对方|\b(?:he|she|they|him|her|them)\b")


def is_at_leisure(scene: Scene, act: Act) -> bool:
    """Tell whether the act is one of sending, and the piece around it or the next says that it has time."""
    if act.kind not in _SENT:
        return False
    piece = scene.piece(act.span.start)
    before = scene.view[piece.start : act.span.start]
    if _INSIDE.search(scene.view, *act.span) and not _HE_HIMSELF.search(before):
        return True
    if _WHEN_FREE.search(before):
        return not _HE_HIMSELF.search(before)
    last = scene.piece(act.span.end - 1).end
    places = [act.span.end, last] if last < len(scene.view) else [act.span.end]
    return any(_NO_HURRY.match(scene.view, place, scene.piece(max(place - 1, last)).end) for place in places)
