"""What a complaint, a wrong number or a quotation in the line is about: ours, or something that says nothing of this call."""

from typing import Final

from bot.sales.lines.phrases import HIDDEN
from bot.sales.lines.places import Places, Span
from bot.sales.lines.scene import Scene
from bot.sales.patterns import late

_LEAST: Final = 2
_OURS: Final = late(
    rf"{HIDDEN}|[我咱你]们?|贵司|产品|机器?|货|品质|质量|服务|态度|客服|业务|维修|售后|保[固修]|价|贵|发票|开票|抬头|统编|税|合约|合同|电话|屏|幕|电脑|笔电|本子"
    r"|电池|键盘|印表|打印|硒鼓|碳粉|慢|坏|修|装|退|换|订单|账|帐|包装|少|缺|错|漏|瑕疵|没人|快递|司机|物流|没有?[收回]|回[复覆电应]|处理|工程师|技术|系统|速度|延|等|拖|久|催|迟|晚"
    r"|报|款|钱|费|送|交|发|寄|单|约|说明|文件|资料|网站|系统|软体|软件|驱动|规格|不[给肯理回来能会]|又|总是|老是|一直|故障|当机|死机|卡|问题|没|爽约|放鸽子"
    r"|\b(?:us|our|ours|we|you|your|i|me|my|order|deliver\w*|ship\w*|late|invoice\w*|bill\w*|charg\w*|pric\w*|cost\w*|expensive|quot\w*|service|support|quality"
    r"|broken|defect\w*|damag\w*|repair\w*|warrant\w*|wait\w*|delay\w*|unit\w*|machine\w*|laptop\w*|notebook\w*|screen\w*|monitor\w*|server\w*|printer\w*|dock\w*"
    r"|batter\w*|keyboard\w*|driver\w*|firmware|software|setup|install\w*|refund\w*|credit|respon\w*|reps?|courier\w*|drivers?|staff|team|guys?|desk|packag\w*|box\w*|missing|wrong|nobody|no one|slow"
    r"|calls?|called|calling|faulty|scratch\w*|never|not|\w+n't|again|still|twice|times|paid|paying|lead time|stock|website|portal|account|technician|engineer|noise|noisy|fan|heat|hot)\b"
)
_VERB_OF_COMPLAINING: Final = late(
    r"[□\s]*(?:一直|都|也|又|老|总|光|只|就|在|整通|全程|拼命|猛)*(?:抱怨|埋怨|吐槽|吐苦水|碎念|靠北|骂|嫌|怨|数落|诉苦|发牢骚)(?:了|着|一堆|半天|一下|个不停)*"
    r"|(?:complain(?:ed|s|ing)?|moan(?:ed|s|ing)?|rant(?:ed|s|ing)?|vent(?:ed|s|ing)?|grumbl(?:ed|es|ing)|whin(?:ed|es|ing)|grip(?:ed|es|ing)|complaints?)"
)
_LENGTH_AFTER: Final = late(r"\s*(?:for )?□+\s*$")
_JOINTS: Final = late(r"[\s□]*(?:(?:from|by) ◇+|about|at|of|that|on|over|with|说|是|的|关于|对)*\s*")

_AT_OTHERS: Final = late(
    r"(?:\s+(?:at|with|about|over|by|for))? (?:(?:his|her|their) (?:own )?(?:landlord|boss|wife|husband|kids?|son|daughter|neighbou?rs?|ex|bank|team|colleagues?|staff|employees?|insurer|builders?)"
    r"|(?:the )?(?:football|soccer|weather|traffic|politics|politicians|taxes|government|council|trains?|economy|landlord|neighbou?rs?|parking|election))\b"
)


def is_about_us(scene: Scene, span: Span) -> bool:
    """Tell whether a complaint has no object, or one that has to do with us; trains and canteens have not."""
    if _AT_OTHERS.match(scene.view, span.end):
        return False
    if not _VERB_OF_COMPLAINING.fullmatch(scene.view, *span):
        return True
    piece = scene.piece(span.end - 1)
    joint = _JOINTS.match(scene.view, span.end, piece.end)
    place = joint.end() if joint else span.end
    rest = _LENGTH_AFTER.sub("", scene.view[place : piece.end]).strip(" ,.;!?，。；！？的了")
    return len(rest) < _LEAST or bool(_OURS.search(rest))


_GRUMBLES: Final = late(r"念|骂|嫌|抱怨|埋怨|吐槽|数落|碎念|诉苦|火大|气|不爽")
_OF_US: Final = late(r"[我你咱]们|我司|贵司")


def is_about_a_rival(scene: Scene, span: Span, rivals: Places) -> bool:
    """Tell whether who only grumbles does so of a competitor's trouble told just before: 華碩態度差；她念了半天."""
    clause = scene.clause(span.start)
    if not clause.start or not _GRUMBLES.search(scene.view, *span) or _OF_US.search(scene.view, *clause):
        return False
    before = scene.clause(clause.start - 1)
    told = scene.words["complaint_words"].anywhere.search(scene.view, *before)
    opens = any(not scene.view[before.start : rival.start].strip() for rival in rivals.within(before))
    return opens or (told is not None and bool(rivals.within(before)))


_NOT_A_NUMBER: Final = late(
    r"(?:统编|税号|抬头|金额|名字|姓名|公司名|地址|型号|数量|发票|单价|价格|日期|邮箱|email|字|料号|品名|规格|帐号|账号)[^\s,，。]{0,4}$"
)
_FAXED: Final = late(r"(?:传真|fax)(?:机)?(?:已经?|都|也)?(?:了|过来|过去|给|来|一份|回来|ed\b|ing\b)")


def is_of_the_telephone(scene: Scene, span: Span) -> bool:
    """Tell whether what is wrong is the number called, and not one on an invoice, nor a thing sent by fax."""
    piece = scene.piece(span.start)
    if _NOT_A_NUMBER.search(scene.view, piece.start, span.start):
        return False
    return not _FAXED.match(scene.view, span.start)


_WANTED: Final = late(
    r"要|想|请|求|询|问|多少|怎么|麻烦|催|等|需|希望|让|叫|幫|帮|抓"
    r"|\b(?:want\w*|need\w*|ask\w*|request\w*|like|look\w*|wait\w*|send|get|give|how|what|can|could|would|please|pls|chas\w*|interested|hoping|asking|looking|waiting|pushing)\b"
)
_PROMISED: Final = late(r"答应|承诺|保证|允诺|说好|讲好|\b(?:promis\w+|owes?|owed|guarantee\w*)\b")
_AT_HAND: Final = late(
    r"\b(?:after|since|got|received|has|have|had|read|saw|liked|likes|with|reviewing|reviewed) (?:the|our|my|this)(?: \w+)? ?(?:quote|quotation|pricing|proposal|estimate|offer|price)$|(?:拿到|收到|看过|看了)[^\s,，。]{0,4}(?:报价|估价)单?$"
)
_HOPED: Final = late(r"希望|想要?(?!法)|要[^\s,，。]{0,6}(?:拿到|收到|看到)|盼|等着?")
_SENDING: Final = late(
    r"(?:^|[,;.!?\s])(?:(?:i|we)(?:'ll| will|'m|'re| am| are|'d)?(?: to)? |will )?(?:now |also )?(?:sending|emailing|posting|forwarding|will send|'ll send|will email|'ll email|will quote|'ll quote|(?<!me )(?<!us )to quote|quoting|am quoting)\b[^,;]*$"
)
_PAPER_AT_THE_END: Final = late(r"(?:报价单?|估价单?|报价表|quotes?|quotation|pricing|proposal|estimate)\s*$")
_GIVEN_AFTER: Final = late(
    r"[\s,，□]*(?:□|[\d:：/点半时号月日早上下中午晚周星期礼拜一二三四五六七八九十之前以内最迟□\s]){0,24}(?:我|我们|再|会|要|得|必须|一定|先|就|来|去)*"
    r"(?:发|寄|传|送|给(?!个|我|咱)|交|补|email|mail|line)(?!我|咱|票)"
    r"|(?: for [^,;]{0,24})?[\s□]*(?:over|out|across|goes|going|sent|to (?!be\b|get\b|see\b)|due|by)\b"
)


_FOR_HIM_BY: Final = late(
    r"(?:(?:formal|revised|new|updated|the|a) )*(?:quotes?|quotation|pricing|proposal|estimate|offer) (?:for|to) (?:◇+|him|her|them)(?:,? (?:by|on|due|at|before|out|over))? ?□"
)


def is_ours_to_give(scene: Scene, span: Span) -> bool:
    """Tell whether the quotation named is what we promised or are about to send, and nobody asked for it here."""
    clause, view = scene.clause(span.start), scene.view
    if _PROMISED.search(view, clause.start, span.start):
        return True
    if _AT_HAND.search(view, clause.start, span.end) and not _HOPED.search(view, clause.start, span.end):
        return True
    if _SENDING.search(view, clause.start, span.end):
        return True
    if _WANTED.search(view, scene.piece(span.start).start, span.end):
        return False
    if _FOR_HIM_BY.match(view, span.start):
        return True
    paper = _PAPER_AT_THE_END.search(view, *span)
    return paper is not None and bool(_GIVEN_AFTER.match(view, span.end))
