"""Whether an act is ours to do: what somebody else will do, or does with somebody else, is no follow-up of ours."""

import re
from typing import Final

from bot.sales.lines.places import Places, Span
from bot.sales.lines.scene import Scene
from bot.sales.lines.words import default_names
from bot.sales.patterns import late

_REACH: Final = 40
_HE_GOES: Final = late(r"[㐀-鿿]{2}[^,，。;；\s]*?(?:要|会|得|想|将)去")
_OURS: Final = late(r"[我咱约]|答应|跟[他她]|找[他她]|帮[他她]")
_OF_OTHERS: Final = late(
    r"^\s*[他她]们?[□\s]+(?:要|会|再|先)*[跟和与找](?:[他她]们?|自己)的?(?:太太|老婆|老公|先生|老板|主管|领导|家人|股东|同事|客户|厂商|财务|采购)[^,，。\s]{0,4}$"
    r"|(?<![派请叫让排跟和与找给帮陪替向])(?:有人|同事|同仁|工程师|师傅|别家|对手|厂商|(?:他|她|客户|对方)(?:们|的?人|们?的?业务|自己)?)[□\s]*(?:说|会|要|将|再|去|来|自己)*$"
    r"|(?:跟|和|与|找)[^我他她,，。\s]{0,3}(?:太太|老婆|老公|先生|老板|主管|领导|家人|股东|同事|客户|厂商|别家|财务|采购|老总)[^,，。\s]{0,4}$"
    r"|(?:◇|\b(?!i\b|we\b)[a-z]+) (?:will|'ll|would|is going to|are going to|is|are|gets?|ha[sd]) (?:also |then |an? |giving \w+ |\w+ing \w+ (?:an? )?)?$"
    r"|\b(?:going|flying|travel+ing|heading|moving) to [^,;]{0,30}$"
    r"|\b(?:h(?:is|er)|their|its) own (?:\w+ ){0,2}$|\b(?:board|staff|internal|management|department|all-hands) $"
    r"|(?:能|可以|方便|有空)(?:讲|接)$"
    r"|(?:内部|自己的?|主管|部门|业务|董事|股东)的?$"
    r"|\b(?:in|on|at|still in|running|doing|giving) (?:an? |another |the )?$|\b(?:have|has|having|every) (?:an? )?(?:\w+ )?$"
)
_WITH_OTHERS: Final = late(
    r"\s*(?:it |this |that |about it )?(?:with|by|to) (?:(?:his|her|their|the) (?!office|place|site|plant)\w+|\w+ (?:and|&) (?!sons?\b|co\b|partners\b|associates\b|bros\b))"
    r"|(?:他们)?(?:自己|内部)?的?(?:客户|供应商|厂商|别家)"
)
_READS: Final = late(
    r"\b(?:read|reads|review|reviews|look at|looks at|check|checks|study|studies|go through|consider|compare|present|show|got|received)"
    r"(?: (?:the|our|my|this|that))?\s*$|(?:看|研究|评估|收到|比)(?:一?下|完|过)?$"
)
_BIDDEN: Final = late(r"[请邀约叫让带接陪]")
_TAKES_PART: Final = late(r"参加|参会|报名")
_HE_WILL: Final = late(r"(?:要|会|想|打算|准备)(?:来|去)?$")
_WITH_US: Final = late(r"我们?(?:再|要|会|去|先)*(?:和|跟|与|陪|带|带着|派|请|叫|让|安排)(?:我们的?|公司)?$")
_COMES: Final = late(r"(?:要|会|将|又|也|再)*来$")
_IN_USE: Final = late(r"(?:[在都是前还]用|用的?是?|使用|现用)(?:着|的)?[^\s用]{1,12}\s$")
_SENT: Final = frozenset({"quotation", "spec_sheet"})


def is_of_others(scene: Scene, kind: str, span: Span, rivals: Places) -> bool:
    """Tell whether somebody else does what the stretch names: the contact himself, his people, or a competitor."""
    piece, view = scene.piece(span.start), scene.view
    start = max(piece.start, span.start - _REACH)
    before, after = view[start : span.start], view[span.end : min(piece.end, span.end + _REACH)]
    near = rivals.touching(Span(start, min(piece.end, span.end + _REACH)))
    if any(not _IN_USE.search(view, max(0, rival.start - 8), rival.end + 1) for rival in near):
        return True
    if _COMES.search(before) and _is_all(scene, piece.start, rivals):
        return True
    if kind in _SENT and _READS.search(before):
        return True
    if _is_his_errand(before, view[slice(*span)], view[span.end : span.end + 2]):
        return True
    if kind == "visit" and view.startswith("来", span.start) and not _BIDDEN.search(before):
        return True
    if kind == "invitation" and _TAKES_PART.match(view, span.start) and _HE_WILL.search(before):
        return True
    goes = _HE_GOES.match((before + view[slice(*span)][:2]).lstrip(" □"))
    if goes and not _OURS.search(before) and not re.match(r"[他她]", after):
        return True
    others = _OF_OTHERS.search(before)
    if others and _WITH_US.search(before[: others.start()]):
        others = None
    return bool((others and not _is_he(others[0])) or _WITH_OTHERS.match(after))


_WITH_A_THIRD: Final = late(
    r"(?:跟|和|与|找|请|给|帮|陪|带)(?:他|她|自己)?的?(?:太太|老婆|老公|家人|儿子|女儿|孩子|朋友|供应商|厂商|厂家|别家|别人|同行)|人来(?:提|取|拿|收)"
)
_HE_HIMSELF: Final = late(
    r"[□\s]*[㐀-鿿]{1,3}(?:总|董|工|姐|哥|经理|主任|先生|小姐|女士|老师|科长|厂长|老板)□+(?:要|会|得|想)?$"
)
_GOES_OR_TREATS: Final = late(r"[去到上]|(?:跟|和|与|请|给|帮|陪|带)[^,，。\s我]{0,3}客户")
_THING_ARRIVES: Final = late(r"(?:样品|样机|货|合同|合约|发票|快递|资料|文件)□*$")
_HIS_PEOPLE: Final = late(
    r"(?<![跟和与找问请催给])(?:他们|她们)(?:的)?(?:法务|财务|采购|总部|集团|老板|领导|工程师|技术)□*(?:会|要|再)*$"
)


def _is_his_errand(before: str, act: str, after: str) -> bool:
    """Tell whether he does it with or for somebody else, goes somewhere himself, or a thing only arrives."""
    if _WITH_A_THIRD.search(before + act + after) and not _OURS.search(before):
        return True
    if _HE_HIMSELF.match(before) and _GOES_OR_TREATS.match(act):
        return True
    return bool((act.startswith("到") and _THING_ARRIVES.search(before)) or _HIS_PEOPLE.search(before))


def _is_all(scene: Scene, place: int, rivals: Places) -> bool:
    """Tell whether a competitor's name is all that stands in the piece before: 華碩 明天來拜訪他."""
    before = scene.piece(place - 1) if place else None
    return before is not None and any(
        not (scene.view[before.start : rival.start] + scene.view[rival.end : before.end]).strip(" □")
        for rival in rivals.within(before)
    )


def _is_he(words: str) -> bool:
    """Tell whether the gentleman named has a surname, and is the contact and nobody's husband."""
    places = (words.find(title) for title in ("先生", "太太", "老板", "主管", "采购"))
    return any(place > 0 and words[place - 1] in default_names().surnames for place in places)
