"""Whether we ring to answer what was asked, once we know it ourselves: then nobody agreed on another call."""

from collections.abc import Iterable
from typing import Final

from bot.sales.lines.places import Span
from bot.sales.lines.scene import Scene
from bot.sales.patterns import late

_FAR: Final = 16
_WE_FIND_OUT: Final = late(
    r"我们?(?:这边)?(?:先|再|得|要|会|去|来|回去|回头|必须|需要)*(?:查|问问|问一?下|问到|去问|请示|确认一?下|(?:跟|和|找|问)[^\s,，。□我他她]{0,5}(?:主管|领导|老板|经理|工程师|原厂|总部|仓库|同事|技术)[^\s,，。□]{0,4}|问(?:主管|领导|老板|经理|工程师|原厂|总部|仓库|同事|技术))[^,，。;；□]{0,6}[,，\s]*□*$"
    r"|(?:查|问|算|试)(?:完|好|清楚|到|出来|过)(?:了|之后|以后|后|就|再)*[,，\s]*□*$"
    r"|(?:跟|和|与|找)(?:我们?的?)?(?:主管|领导|老板|经理|工程师|原厂|总部|仓库|同事|技术)(?:讨论|商量|确认|请示|问|谈|报告)(?:完|好|过|清楚)?(?:了|之后|以后|后|就|再)*[,，\s]*□*$"
)


def is_an_answer(scene: Scene, spans: Iterable[Span]) -> bool:
    """Tell whether the words before the act, or before its time, say that we find something out first."""
    start = min(span.start for span in spans)
    return bool(_WE_FIND_OUT.search(scene.view, max(0, start - _FAR), start))
