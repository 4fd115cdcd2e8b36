"""The paper that somebody asked for, where what follows says only that we send it."""

from typing import Final

from bot.sales.lines.acts import Act
from bot.sales.lines.places import Span
from bot.sales.lines.scene import Scene
from bot.sales.patterns import late

_PAPERS_ASKED: Final = late(
    r"(?:想要|需要|要|想看|索取|请|让|叫|求|麻烦)[^,，。\s]{0,16}?(?:规格书?|型录|目录|彩页|资料|手册|参数表?|配置单|报价单?)"
    r"|\b(?:wants?|needs?|asked for|requested) (?:the |a |an |our )?[^,;]{0,24}?(?:spec sheet|specs?|datasheet|brochure|catalogu?e)\b"
)
_PAPERS_NAMED: Final = late(
    r"(?:□\s?的?|的)\s?(?:正式)?(?:报价单?|估价单?|规格书|规格表|型录|目录|彩页|参数表?|资料|样本)(?=$|[\s,，□])"
)


def asked_papers(scene: Scene, act: Act, kind: str) -> list[Span]:
    """What he asked for, where we say after it that we send it, tells the follow-up too: 要規格書 我下午發."""
    if act.kind != "generic_send" or kind == "email":
        return []
    found = list(_PAPERS_ASKED.finditer(scene.view, max(0, act.span.start - 60), act.span.start))
    if (
        not found
        and kind in ("quotation", "spec_sheet")
        and act.span.start > scene.piece(act.span.start).start
    ):
        found = list(_PAPERS_NAMED.finditer(scene.view, max(0, act.span.start - 40), act.span.start))
    return [Span(*found[-1].span())] if found else []
