"""What was promised, by us or by the customer, and by when."""

import re
from bisect import bisect_left, bisect_right
from typing import Final

from bot.sales.draft import Promise, Side
from bot.sales.lines.acts import Act
from bot.sales.lines.deeds import deed_by
from bot.sales.lines.moment import Moment
from bot.sales.lines.names import chinese_names
from bot.sales.lines.pairing import rest_beside, says_nothing
from bot.sales.lines.places import Places, Span
from bot.sales.lines.promised import FoundPromise, without_its_time
from bot.sales.lines.referring import thing_referred_to
from bot.sales.lines.scene import Scene
from bot.sales.lines.subjects import Subject, subject_of
from bot.sales.patterns import late


def read_promises(scene: Scene, acts: list[Act], moments: list[Moment]) -> list[FoundPromise]:
    """Read promises that were made in words, or that name the customer as the one who will act by a time."""
    found: list[FoundPromise] = []
    taken = Places()
    for role in ("our_promise", "customer_promise", "promise"):
        for match in scene.words[role].anywhere.finditer(scene.view):
            word = Span(*match.span())
            promise = _promise(scene, _side(scene, role, word), word, acts, moments)
            if promise and not taken.meets(promise.span):
                found.append(promise)
                taken.add(promise.span)
    for moment in moments:
        plain = deed_by(scene, moment)
        if plain and not taken.meets(plain.span):
            found.append(plain)
            taken.add(plain.span)
    return found


def _side(scene: Scene, role: str, word: Span) -> Side:
    """Who promised, when only "promised" is said: a visit, or sending him something, is ours; an answer is his."""
    nobody = _NOBODY_SAID_WHO.fullmatch(scene.view, *word) and not _SUBJECT.search(scene.view, 0, word.start)
    if nobody and (_OUR_DEED.match(scene.view, word.end) or thing_referred_to(scene, word)):
        return "us"
    if role != "customer_promise" and _GIVEN_TO_HIM.search(
        scene.view, scene.piece(word.start).start, word.start
    ):
        return "us"
    if role != "promise":
        return "us" if role == "our_promise" else "customer"
    rest = scene.view[word.end : min(word.end + _FARTHEST, scene.clause(word.end - 1).end)]
    if _OURS_BEFORE.fullmatch(scene.view, scene.piece(word.start).start, word.start) and (
        _TO_SOMEBODY.match(scene.view, word.end) or _names_somebody(scene, word.end)
    ):
        return "us"
    ours = re.search(
        r"到货|交货|送到|出货|交付|装好|(?:给|帮|替|寄|发|传|送)(?:给)?(?:他|她|客户|对方)|寄|发(?!票)|拜访|上门|到访|登门|[带送拿][^,，。\s]{0,6}过去|过去(?:一趟|看)|报价|补(?:一|给|寄|发)|派(?:人|工程师|师傅)|\b(?:him|her|them)\b|◇|deliver|\bvisit|\bdemo\b|\bstop by",
        rest,
    )
    return (
        "us"
        if ours
        and not re.search(
            r"[给发寄传交送](?:到|给)?(?:我|咱)们?|[发寄传交送拿带](?:过|回)?来|[发寄传交]回|\b(?:me|us)\b",
            rest,
        )
        else "customer"
    )


_NOBODY_SAID_WHO: Final = late(r"(?:promised|promise|promises|committed|agreed|guaranteed)(?: to)?")
_SUBJECT: Final = late(
    r"(?:◇|\b(?:he|she|they|customer|client))(?: (?:has|have|also|now|then|again|just))? $"
)
_OUR_DEED: Final = late(
    r":? (?:to )?(?:an? |the |some |free )*(?:look(?:ing)? into|replac\w+|swap\w*|exchang\w+|refund\w*|credit|fix\w*|repair\w*|ship\w*|extend\w*|waiv\w+|lend\w*|loan\w*"
    r"|check\w* (?:stock|with|the|if|on)|discount|\d+ ?%|upgrad\w+|install\w*|samples?|demo|quot\w+|proposal|spec|brochure|match(?:ing)? |expedit\w+|deliver\w*|trial)"
)
_GIVEN_TO_HIM: Final = late(r"(?:跟|向|对|同|和)(?![我咱])[^,，。\s□]{1,6}?(?:已经?|也|再)?$")
_OURS_BEFORE: Final = late(r"[□\s]*(?:我们?|咱们?)?(?:已经?|也|都|刚|当场|有)?")


def _names_somebody(scene: Scene, place: int) -> bool:
    """Tell whether somebody is named where the promise goes on: to him it was given."""
    run = Span(place, min(scene.clause(place - 1).end, place + _LONGEST_NAME))
    named = chinese_names(scene, run, scene.words.lists["title"].source, True)
    return any(found.span.start == place and found.span.end < run.end for found in named)


_LONGEST_NAME: Final = 8
_TO_SOMEBODY: Final = late(
    r"(?:了|过)?[㐀-鿿]{1,3}(?:先生|小姐|女士|太太|经理|主任|老板|总监|课长|科长|处长|厂长|店长|院长|校长|老师|总(?!共|是|部|公司)|董(?!事会)|工(?!厂|作|程))"
)
_WORD_OF_PROMISE: Final = late(
    r"答应|应承|承诺|保证|[允许]诺|应下|打包票|拍胸脯|约定|我们?说(?:了|过)?会|[说讲](?:了|过|好)?□|说好|讲好|promis|guarante|commit|pledg|vow|swear|\bword\b|you'll|said (?:i|we|you)(?:'d|'ll| would| will)|agreed to|assure|swore|told (?:him|her|them|◇)|told [^,;]*(?:i|we)(?:'d|'ll| would| will)$|owe"
)


_GIVEN_WORD: Final = late(r"[^,，。\s]{0,4}(?:答应|承诺|保证)(?:了|过)?(?:他|她|客户|对方)?")
_ONLY_NAMED: Final = late(r"[㐀-鿿□]{0,4}\s*")


def _with_what_follows(scene: Scene, word: Span, piece: Span) -> Span:
    """我答應 康小姐 明天給報價: blanks around the name do not part the promise from what was promised."""
    while (
        _GIVEN_WORD.fullmatch(scene.view, *word)
        and piece.end < len(scene.view)
        and _ONLY_NAMED.fullmatch(scene.view, word.end, piece.end)
    ):
        piece = Span(piece.start, scene.piece(piece.end).end)
    return piece


_NO_PROMISE: Final = late(
    r"(?:没有?|不|未|n't|\bnot|\bnever|\bno)\s*$"
    r"|(?:不肯|不敢|不愿意?|不能|无法|没法|能不能|能否|可不可以|会不会|要不要|敢不敢|是否|[要让叫逼求](?:(?:我|咱|你)们?)?|[请问](?:我|咱|你)们?)(?:先|再|也)*$"
    r"|(?:可能|也许|或许|说不定|不一定|搞不好)[^,，。\s]{0,6}$"
    r"|(?:上次|上回|之前|当初|以前|当时)[^,，。\s]{0,4}$|(?:抱怨|投诉|客诉|怪|骂|嫌|吐槽|气)[^,，。\s]{0,10}$"
)
_OF_ANOTHER: Final = late(
    r"(?:过|了)?的(?![是，,])|(?:过|了)?(?:他|她)?(?:老婆|老公|太太|先生|孩子|儿子|女儿|家人|老板|客户|[爸妈])"
)
_WILL_GIVE: Final = late(
    r"会(?:再|先)?(?:帮(?:我|咱)|介绍[^,，。\s]{1,8}给(?:我|咱)|引荐|牵线)|(?:他|她|客户|对方)们?会(?:把[^,，。\s]{1,8})?(?:给|寄|传|发|提供|拿)给?(?:我|咱)们?(?![们\s]*(?:再|个)?(?:回|电|答|消息|打|讯|信|$))"
)
_NEAR: Final = 40
_FARTHEST: Final = 160


def _promise(
    scene: Scene, by: Side, word: Span, acts: list[Act], moments: list[Moment]
) -> FoundPromise | None:
    strong = bool(
        _WORD_OF_PROMISE.search(scene.view[slice(*word)]) or _WILL_GIVE.match(scene.view, word.start)
    )
    piece = scene.piece(word.start if strong else word.end - 1)
    piece = _with_what_follows(scene, word, piece) if strong else piece
    clause = Span(max(piece.start, word.start - _FARTHEST), min(piece.end, word.end + _FARTHEST))
    stretch = Span(word.start, clause.end)
    if _NO_PROMISE.search(scene.view, clause.start, word.start) or _OF_ANOTHER.match(scene.view, word.end):
        return None
    if subject_of(scene, word.start, Places()) is Subject.SUPPOSED:
        return None
    first = bisect_right(moments, clause.start, key=lambda moment: moment.span.end)
    due = moments[first] if first < len(moments) and moments[first].span.meets(clause) else None
    later = None if due or not strong else _next_piece(scene, piece, moments)
    deed = _deed(scene, by, stretch, acts, strong)
    if deed is None or (not strong and (due is None or deed - word.end > _NEAR)):
        return None
    if subject_of(scene, word.start, _NO_RIVALS) or _BROKEN.search(scene.view, clause.start, word.start):
        return None
    if by == "customer" and (_is_our_sending(scene, word) or _TOGETHER.match(scene.view, deed)):
        return None
    if scene.original(word) == "Will" or _A_MEETING.search(scene.view, clause.start, word.end):
        return None
    what = without_its_time(scene, Span(deed, clause.end), due.span if due else None)
    if not what:
        return None
    if by == "us" and (thing := thing_referred_to(scene, word)):
        what, word = scene.original(thing), Span(thing.start, word.end)
    start = min(word.start, due.span.start) if due else word.start
    end = later.span.end if later else clause.end
    due = due or later
    return FoundPromise(Promise(by, what, due.due if due else None), Span(start, end))


def _next_piece(scene: Scene, piece: Span, moments: list[Moment]) -> Moment | None:
    """The time that is all of the piece behind, which tells by when: 我答应帮他装系统 周三下午."""
    first = bisect_left(moments, piece.end, key=lambda moment: moment.span.start)
    if first == len(moments) or scene.piece(moments[first].span.start).start != piece.end:
        return None
    return moments[first] if says_nothing(scene, rest_beside(scene, moments[first])) else None


def _deed(scene: Scene, by: Side, stretch: Span, acts: list[Act], strong: bool) -> int | None:
    """Where the words of what is promised begin."""
    if strong:
        before = _WORDS_BEFORE_DEED.match(scene.view[slice(*stretch)])
        return stretch.start + (before.end() if before else 0)
    if by == "customer" and (match := scene.words["customer_act"].anywhere.search(scene.view, *stretch)):
        held = _HOLDING.search(scene.view, stretch.start, match.start())
        return held.start() if held else match.start()
    if by == "customer" and not _WILL.search(scene.view[slice(*stretch)][:20]):
        return None
    first = bisect_left(acts, stretch.start, key=lambda act: act.span.start)
    start = acts[first].span.start if first < len(acts) else stretch.end
    return start if start < stretch.end else None


def _is_our_sending(scene: Scene, word: Span) -> bool:
    """Tell whether "will" without anybody who will follows what he asked for: wants a quote, will send tomorrow."""
    if scene.view[slice(*word)] != "will" or word.start > scene.piece(word.start).start + 1:
        return False
    return bool(_ASKED_FOR.search(scene.view, max(0, word.start - _FARTHEST), word.start))


_BROKEN: Final = late(r"\b(?:broke|broken|breaks|kept|keeps|keep|repeated) (?:his|her|their|the|a|our|my) $")
_NO_RIVALS: Final = Places()
_ASKED_FOR: Final = late(
    r"\b(?:wants?|wanted|needs?|needed|ask(?:s|ed)? for|request(?:s|ed)|would like)\b[^.;]*$"
)
_TOGETHER: Final = late(
    r"(?:to )?(?:speak|talk|meet|chat|catch up|see (?:me|us)|have (?:a|another) (?:call|chat|meeting|look|word)|(?:a|another|the) (?:call|meeting|demo|visit|chat|site visit)|demo|call at|do a (?:call|demo))\b"
)
_HOLDING: Final = late(r"(?:把|将)[^\s,，。□]{1,12}$")
_A_MEETING: Final = late(
    r"(?:视频|电话|线上|评审|碰头|培训|招标|年|月|早|董事|委员|股东|家长|基金|研讨|说明|发表|开|展|机|协|工|商|农|学|社|聚|例|晨|周)会$"
)
_WILL: Final = late(
    r"(?:他|她|客户|对方|客人)们?[^,，]{0,6}(?:会|将)|(?:he|she|they|customer|client)[^,]{0,12}(?:will|'ll|would|'d)"
)
_WORDS_BEFORE_DEED: Final = late(
    r"(?:他|她|客户|对方)们?会(?=把|给|寄|传|发|提|拿)|(?:(?:他|她|客户|对方|我|我们|他们)?们?(?:有|说|已经?)?(?:跟|和|向|对)?[^,，。\s]{0,6}?(?:答应|应承|承诺|保证|[允许]诺|应下来?|打包票|拍胸脯(?:说)?|约定|我们?说(?=会)|[说讲](?=(?:了|过)?□)|说好了?|讲好)(?:了|过)?(?:他|她|客户|对方|我们|我)?(?:会|要|说|在)?"
    r"|told [^,;]*?\b(?:i|we)(?:'d|'ll| would| will)"
    r"|.*?(?:promis(?:ed|es|e)|guarantee[ds]?|committed|agreed|assure[ds]|swore|swears|vow(?:ed|s)|pledge[ds]|told|said|word|(?=you'll))(?: (?:him|her|them|us|me|◇+|the customer|the client)|(?: [a-z◇'-]+){1,3}(?= (?:i|we)(?:'d|'ll| would| will)))?(?: (?:to|that|i'd|we'd|i would|we would|i'll|we'll|he'd|she'd|they'd|he'll|she'll|they'll|you'll|he would|she would|of|us|an?|the)(?![a-z]))*"
    r"|.*?\bowes? (?:him |her |them |us |me |◇+ )?(?:an? |the )?|)\s*"
)
