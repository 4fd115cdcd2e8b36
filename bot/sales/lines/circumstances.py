"""Words beside a phrase that make it say something else than what came of the call."""

from typing import Final

from bot.sales.lines.phrases import HIDDEN
from bot.sales.lines.places import Span
from bot.sales.lines.scene import Scene
from bot.sales.numerals import fold
from bot.sales.patterns import late

_IN_A_PLACE: Final = late(r"\b(?:for|in|near|behind|beside) (?:the|their|his|her|a|new) $|(?:装|放|摆|用)在$")
_OTHER_NUMBER: Final = late(r"是说?(?:要|请|叫我|麻烦)?改[打拨]")
_ENOUGH: Final = late(
    rf"(?:{HIDDEN}|[屏萤]幕|显示器|笔电|电脑|笔记本|主机|打印机|印表机|服务器|伺服器|扩[展充][坞座]|机器)"
    r"\s?(?:还|都|也|先)*够"
)
_WANTS_ANOTHER: Final = late(r"[要缺补加订买来]\s?(?:\d|[一二两三四五六七八九十])")
_NEW: Final = late(r"(?:刚|刚刚|才刚)?换了?")
_SOMEBODY: Final = late(
    r"(?:一把手|[老二]板|领导|主管|负责人|窗口|采购|经理|总监|厂长|院长|校长|店长|主任|老总|部长|科长|课长|处长|协理|班子|会计"
    r"|财务长|资讯长|团队)(?:才|都|也|是|上周|上个月|去年)?$"
)
_TO_FALL: Final = late(
    r"(?:再|会|能|有|往下|稍微|先|真的|都|可以)*(?:降|跌|掉下|松动|回落|下来|便宜|好一?点)"
    r"|\s+(?:to )?(?:drop|fall|come down|go down)\b"
)

_GUESSED: Final = (
    r"(?:可能|也许|说不定|好像|估计|八成|恐怕|疑似|怀疑|差一?点|似乎|看来|猜)(?:是|就|也|都|又|在|还|正)*$"
)
_MAYBE: Final = rf"(?:应该|大概)(?:是|就|也|都|又|在|还|正)*$|{_GUESSED}"
_OF_THE_TRADE: Final = r"(?:最|一|越|业务|工作|生意|订单|产线|店里|总机|客服|你们|我们|季|旺季|案子)(?:都|很|也|老是?|一直|常常?|比较|最|总是|蛮|满|真的)*$"
_THIRD: Final = r"(?:员工|同仁|学生|家长|使用者|用户|病人|住户|他们?的?客户|客人|师生|院民|会员|店员)(?:都|也|一直|会|在|很多|常|老是)*$"
_HELPER_WILL: Final = late(
    r"(?:助理|秘书|同事|采购|会计|窗口|老板|主管|业务|太太|特助|总务|工程师)(?:等一?下|晚点|再|自己|之后)*会(?!议|计|再?请|叫)"
)
_LEFT: Final = r"(?:(?:(?<![㐀-鿿])|(?<=[他她的们]))(?:校长|院长|厂长|店长|经理|处长|课长|组长|主任|总务)|前任|前手|上一任|之前的?(?:窗口|采购|人|业务)?|原来的?(?:窗口|采购|人)|同事|员工|助理|窗口|承办|采购|业务|有人|主管|老板)(?:已经|已|刚|都|也)*$"
_BEFORE: Final = {
    "no_answer": late(
        rf"{_MAYBE}|(?:我们|你们|客服|公司总机)\S{{0,3}}$|(?:看到|看见|发现|显示)(?:有|了)?$|(?:□|插|按|开机|接上|机器|电脑|屏幕|萤幕)\S{{0,4}}$"
    ),
    "busy": late(
        rf"{_MAYBE}|{_OF_THE_TRADE}|(?:官网|网站|系统|机器|主机|硬[碟盘]|电脑|[伺服]务?器|网路|网络|app)(?:也|都|又|就)*$"
    ),
    "voicemail": late(
        rf"{_MAYBE}|(?:有听到|收到了?|听了)(?:我|我们)?的?$|(?:粉专|粉丝页|ig|fb|脸书|官网|网站|社团|虾皮|google|贴文|朋友圈|公众号|抖音)\S{{0,4}}$"
    ),
    "wrong_number": late(rf"{_GUESSED}|{_LEFT}|(?:要|快要?|准备|即将|将|想)$"),
    "complaint": late(
        rf"{_THIRD}|(?:仓库|工厂|厂里?|厂房|店里?|机房|房子|大楼|隔壁|宿舍|家里)(?:又|也|都|上周|昨天|去年|前阵子)*$"
    ),
    "not_a_fit": late(r"太[高大好多强贵]\S{0,2}$|[给供让配替](?:他们|他|她|公司)?的?$"),
    "service": late(r"旧\S{0,3}$"),
    "sale": late(
        r"(?:怎么|如何|哪里|多久|差一?点就?|差点|才)(?:可以|能|要|去|肯|愿意|会)*$|(?:出货|送货|验收|维修|签收|收货)单(?:已|已经|都)?$"
    ),
}
_AFTER: Final = {
    "no_answer": late(r"到?(?:我们?的?)?(?:上次|上一?通|那通|之前|昨天)|他的?(?:工作|位|缺|班|业务|案)"),
    "busy": late(r"的(?:时候|季节|月份|时期|阶段|一季)|就[卡当慢坏]|季"),
    "voicemail": late(r"板|功能|系统|怎么"),
    "wrong_number": late(
        r"了?(?:统编|税号|抬头|金额|名字|型号|地址|数量|发票|字|料号|单|规格|价)|[^,，。;]{0,6}(?:给我新|新号码|新的|新电话|新手机|留新)|[^,，。;]{0,12}(?:接手|接任|接替|现在(?:是|归|换|由)|换了?(?:新|一)|新(?:窗口|采购|承办|的)|改找|由)"
    ),
}


def is_of_something_else(scene: Scene, code: str, span: Span) -> bool:
    """Tell whether the words around a phrase make it a guess, or a thing that others do, or one at other times."""
    before, after = _BEFORE.get(code), _AFTER.get(code)
    start = scene.piece(span.start).start
    if before is not None and before.search(scene.view, start, span.start):
        return not (code == "complaint" and _AT_US.match(scene.view, span.end))
    if code == "callback" and (
        _HELPER_WILL.search(scene.view, start, span.end) or _RANG_ANOTHER.search(scene.view, *span)
    ):
        return True
    if code == "quote_requested" and _OF_SEVERAL.search(scene.view, *span):
        return True
    return after is not None and after.match(scene.view, span.end) is not None


_RANG_ANOTHER: Final = late(
    r"改(?:打|用|寄|传|发)(?!给我)|再[跟和与问找](?:他们?的?|她的?)?(?:家|老板|主管|太太|老婆|先生|老公|股东|合伙|同事|公司|总公司|财务|会计|爸|妈|厂商|团队|采购)"
)
_OF_SEVERAL: Final = late(r"[三两二几多3-52]\s?[家间份]的?(?:不同的?)?(?:厂商|供应商)?的?报价")
_AT_US: Final = late(r"[^,，。;]{0,8}(?:我们|你们|我司)")


def is_a_place(scene: Scene, span: Span) -> bool:
    """Tell whether goods stand or go where else somebody would answer: two machines for the reception."""
    return bool(_IN_A_PLACE.search(scene.view, scene.clause(span.start).start, span.start))


def is_another_number(scene: Scene, span: Span) -> bool:
    """Tell whether only another number is to be rung, so that no call was agreed: 是說改打公司那支."""
    return bool(_OTHER_NUMBER.search(scene.view, max(0, span.start - 2), span.end))


def is_no_refusal(scene: Scene, span: Span) -> bool:
    """Tell whether what sounds like no need is said of one thing among others, or of a person."""
    of_one = _is_enough_of_one(scene, span) or _is_of_one(scene, span) or _is_no_hurry_to_send(scene, span)
    return of_one or _is_somebody_new(scene, span) or _is_after_a_time(scene, span)


_NO_HURRY: Final = late(r"(?:也|都|但|不过)?(?:不急|不着急|不赶|没那么急|慢慢来)(?:着|用|要)?")
_SENT: Final = ("spec_sheet", "quotation", "invitation")
_JUST_BEFORE: Final = 30


def _is_no_hurry_to_send(scene: Scene, span: Span) -> bool:
    """Tell whether there is only no hurry with a paper that he is to get: 規格書寄一份 不急."""
    if not _NO_HURRY.fullmatch(scene.view, *span) or scene.view[span.start - 1 : span.start] in "说讲表示":
        return False
    start = max(0, span.start - _JUST_BEFORE)
    return any(scene.words.follow_ups[kind].anywhere.search(scene.view, start, span.start) for kind in _SENT)


_AFTERWARDS: Final = late(
    r"(?:[\d一二两三四五六七八九十半]个?(?:天|日|周|月|星期|礼拜|年|小时|钟头|号|点)|[月号日周天点])$"
)


def _is_after_a_time(scene: Scene, span: Span) -> bool:
    """Tell whether "later" only ends a time that was named, to call again after it: 25号以后再联系."""
    if not scene.view.startswith(("以后", "之后"), span.start):
        return False
    return bool(_AFTERWARDS.search(fold(scene.original(Span(max(0, span.start - 6), span.start)))))


def _is_of_one(scene: Scene, span: Span) -> bool:
    """Tell whether one thing does not interest him, but another does: 對螢幕沒興趣 對筆電有."""
    view = scene.view
    if not _FOR_ONE.search(view, scene.piece(span.start).start, span.start):
        return False
    return bool(_FOR_ANOTHER.match(view, span.end))


_FOR_ONE: Final = late(r"对(?!我们?|这|咱|产品|你|方|电话)[^,，。\s]{1,10}$")
_FOR_ANOTHER: Final = late(r"[\s,，]*(?:但是?|不过|倒是|只)?(?:对|问|要|想|比较)")


def _is_enough_of_one(scene: Scene, span: Span) -> bool:
    """Tell whether there is enough of one thing, but of another so many are wanted: 螢幕夠用了 擴充座要10個."""
    enough = _ENOUGH.search(scene.view, max(0, span.start - 6), span.end)
    return enough is not None and bool(
        _WANTS_ANOTHER.search(fold(scene.original(Span(span.end, len(scene.view)))))
    )


def _is_somebody_new(scene: Scene, span: Span) -> bool:
    """Tell whether a person was changed, and nothing bought: 一把手剛換."""
    if not _NEW.fullmatch(scene.view, *span):
        return False
    return bool(_SOMEBODY.search(scene.view, scene.clause(span.start).start, span.start))


def is_to_fall(scene: Scene, span: Span) -> bool:
    """Tell whether a price is waited for until it falls, and none asked for: 等價格降降."""
    return bool(_TO_FALL.match(scene.view, span.end))
