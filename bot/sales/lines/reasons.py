"""Words that tell what came of the call and hold a reason besides, which a colleague wants to read: they stay in the note."""

from dataclasses import replace
from typing import Final

from bot.sales.lines.bearing import FoundDisposition
from bot.sales.lines.scene import Scene
from bot.sales.patterns import late

_MONEY: Final = late(r"预算|经费|额度|资金|没钱|周转")
_LATER: Final = late(r"再(?:说|看|谈|议|考虑|讨论|决定|动|买)|以后|之后|明年|后年|年后")
_PAID: Final = late(
    r"(?:尾款|货款|全款|款项|款)(?:已经?|都|全|也)*(?:已付|付清|付了|付|到账|入账|到了|收到|结清)(?:了)?"
)
_SAYS: Final = late(
    r"(?:接的?人|对方|那头|那边|别人|一个?(?:男|女|阿)[的生姨伯])(?:又|还|就)?说[^\s,，。]{0,8}$"
)


def with_reasons(scene: Scene, told: list[FoundDisposition]) -> list[FoundDisposition]:
    """Mark what is more than a bare result: 沒預算 beside 不急, 款已付 beside an order, what the stranger said."""
    if len({item.span for item in told}) < _SEVERAL:
        return [replace(item, kept=True) if _is_paid(scene, item) else item for item in told]
    later = any(_LATER.search(scene.view, *item.span) for item in told)
    return [replace(item, kept=True) if _is_reason(scene, item, later) else item for item in told]


_SEVERAL: Final = 2


def _is_paid(scene: Scene, item: FoundDisposition) -> bool:
    return item.code == "sale" and _PAID.fullmatch(scene.view, *item.span) is not None


def _is_reason(scene: Scene, item: FoundDisposition, later: bool) -> bool:
    if item.code == "not_now":
        return not later and _MONEY.search(scene.view, *item.span) is not None
    if item.code == "wrong_number":
        return _SAYS.search(scene.view, scene.piece(item.span.start).start, item.span.start) is not None
    return _is_paid(scene, item)
