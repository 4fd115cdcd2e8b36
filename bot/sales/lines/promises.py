"""What was promised, by us or by the customer, and by when."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import Final

from bot.sales.draft import Promise, Side
from bot.sales.lines.acts import Act
from bot.sales.lines.moments import Moment
from bot.sales.lines.phrases import HIDDEN
from bot.sales.lines.places import Places, Span
from bot.sales.lines.scene import Scene
from bot.sales.patterns import late


@dataclass(frozen=True, slots=True)
class FoundPromise:
    """A promise and where it stood."""

    promise: Promise
    span: Span


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
        plain = _paid_by(scene, moment) or _his_word(scene, moment) or _on_its_way(scene, moment)
        if plain and not taken.meets(plain.span):
            found.append(plain)
            taken.add(plain.span)
    return found


def _paid_by(scene: Scene, moment: Moment) -> FoundPromise | None:
    """A time with nothing beside it but paying, signing or ordering: the customer's word, for we do none of them."""
    piece = Span(scene.piece(moment.span.start).start, scene.piece(moment.span.end - 1).end)
    match = _ONLY_HIS.fullmatch(scene.view[slice(*piece)].strip(_TRIM))
    if match is None or moment.due is None:
        return None
    start = piece.start + scene.view[slice(*piece)].index(match["deed"])
    what = scene.original(Span(start, start + len(match["deed"])))
    return FoundPromise(Promise("customer", what, moment.due), Span(min(start, moment.span.start), piece.end))


def _his_word(scene: Scene, moment: Moment) -> FoundPromise | None:
    """What the customer said that he will do for us by a time: 說週四會匯, 說她週四給我回電話."""
    piece = Span(scene.piece(moment.span.start).start, scene.piece(moment.span.end - 1).end)
    said = _HE_SAID.search(scene.view, piece.start, moment.span.start)
    after = _THEN.match(scene.view, moment.span.end, piece.end)
    if moment.due is None or after is None:
        return None
    if said is None and not (moment.span.start == piece.start and _TO_US.match(scene.view, after.end())):
        return None
    deed = Span(after.end(), piece.end)
    words = scene.view[slice(*deed)]
    if not _FOR_US.search(words) or _FOR_HIM.search(words) or HIDDEN in words:
        return None
    what = scene.original(deed).strip(_TRIM)
    return (
        FoundPromise(
            Promise("customer", what, moment.due), Span(said.start() if said else piece.start, deed.end)
        )
        if what
        else None
    )


def _on_its_way(scene: Scene, moment: Moment) -> FoundPromise | None:
    """What is to come from his side by a time, said without naming him: PO will come Monday, PO下周三给我们."""
    piece = Span(scene.piece(moment.span.start).start, scene.piece(moment.span.end - 1).end)
    for pattern in (_PAPER_THEN_DUE, _PAPER_WILL, _PAYS_BY):
        match = pattern.search(scene.view, *piece)
        if (
            match
            and moment.due is not None
            and (pattern is not _PAPER_THEN_DUE or match.start(1) == moment.span.start)
        ):
            whole = Span(match.start(), max(match.end(), moment.span.end))
            what = _what(scene, whole, moment.span)
            return FoundPromise(Promise("customer", what, moment.due), whole) if what else None
    return None


_PAPER: Final = (
    r"(?:po|采购单|订单|订购单|合同|合约|回签单?|定金|订金|尾款|货款|头款|平面图|图纸|名单|标单|标书)"
)
_PAPER_THEN_DUE: Final = late(
    rf"{_PAPER}[\s]?(?:大概|应该|预计|最晚|最迟)?(□+)(?:之前|以前|前|内)?(?:就|会|能|可以|一定|再)*"
    r"(?:给(?:我|咱)们?|过来|下来|出来|寄(?:过来|出|给我们?)|发(?:过来|出|给我们?)|传(?:过来|给我们?)|到账|汇(?:过来|出)?|打过来|到)"
)
_PAPER_WILL: Final = late(
    r"\b(?:the |his |her |their |a |signed )?(?:po|purchase order|order form|deposit|payment|contract|signed \w+)\b[^,;]{0,16}? "
    r"(?:to follow|follows|comes|arrives|(?:will|'ll|should|is going to|is to) (?:be )?(?:come|arrive|follow|land|sent|here|issued|with us|reach us|through|signed))\b"
)
_PAYS_BY: Final = late(
    r"\b(?:pays|wires|transfers|sends (?:it|them|us|me|over)|returns (?:it|them))\b(?: [a-z]+){0,3}? (?:by |on |before )?(?:the )?□+"
)
_HE_SAID: Final = late(
    r"(?<![我咱])(?<![我咱]们)(?:说好?|讲好?|表示|答应|承诺|允诺|同意|保证|告知|回[复覆]说)(?:了|过)?(?:他们?|她们?|客户|对方|自己|公司|那边)?(?:会|将|要|就|再|最晚|最迟|在|于|大概|应该)*$"
    r"|(?<![给跟和与找])(?:他们?|她们?|客户|对方|人家)(?:说|自己|这边|那边)?(?:会|将|要|就|再|最晚|最迟|在|于)*$"
)
_TO_US: Final = late(
    r"(?:给|回|发|寄|传|打|回[复覆]|通知|告诉)(?:给)?(?:我|咱)们?(?!公司)|(?:把|将)[^\s,，。]{1,10}?(?:汇|打|寄|发|传|送|拿)(?:过来|回来|回|给我)"
)
_THEN: Final = late(r"(?:之前|以前|前|内|左右|以后|之后|后)?(?:一定|务必|就|会|要|再|可以|先|才|能|来|就会)*")
_FOR_US: Final = late(
    r"汇|付|[打汇转缴结补还交](?:了|清|完|来|过来)?一?笔?(?:定金|订金|尾款|货款|头款|首款|余款|全款|保证金|预付款|款|钱)|转[账帐]|缴|结[清款账]|下单|下订|下po|签(?!到)|盖章|用印|寄回|发回|传回|退回|交回|带回"
    r"|[发寄传给回交]给?(?:我|咱)|给(?:回|结果|答案|答复|消息|准信|个?(?:答|消息|准|结果|订单|单))|回(?:电|[复覆]|信|拨|话|消息)|打(?:来|过来|给我|回来|电话来|电话过来)"
    r"|通知我?|告诉我|提供|答[复覆]|来电|来公司|来[拿取]"
)
_FOR_HIM: Final = late(r"(?:[给跟找打拨回]|联[系络])给?(?:他|她|客户|对方)|让我|叫我|请我|要我|过去")
_ONLY_HIS: Final = late(
    r"(?:他|她|客户|对方)?(?:说|会|就|要)?□+(?:前|之前|内)?(?:就|会|要|再|来|可以)*"
    r"(?P<deed>(?:付|打|汇|转)(?:定金|订金|尾款|货款|款)|付清|签(?:约|合同|合约|字)|回签|下单|下订|下po)(?:给我们?)?"
)


def _side(scene: Scene, role: str, word: Span) -> Side:
    """Who promised, when only "promised" is said: a visit, or sending him something, is ours; an answer is his."""
    if role != "promise":
        return "us" if role == "our_promise" else "customer"
    rest = scene.view[word.end : min(word.end + _FARTHEST, scene.clause(word.end - 1).end)]
    ours = re.search(
        r"到货|交货|送到|出货|交付|装好|(?:给|帮|替|寄|发|传|送)(?:给)?(?:他|她|客户|对方)|寄|发(?!票)|拜访|上门|到访|登门|过去(?:一趟|看)|\b(?:him|her|them)\b|deliver|\bvisit|\bdemo\b|\bstop by",
        rest,
    )
    return (
        "us"
        if ours and not re.search(r"[给发寄传交送](?:到|给)?(?:我|咱)们?|\b(?:me|us)\b", rest)
        else "customer"
    )


_WORD_OF_PROMISE: Final = late(
    r"答应|承诺|保证|允诺|说好|讲好|promis|guarante|commit|said (?:i|we)(?:'d|'ll| would| will)|agreed to|assured|swore|told (?:him|her|them)|told [^,;]*(?:i|we)(?:'d|'ll| would| will)$|owe"
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


_WILL_GIVE: Final = late(
    r"(?:他|她|客户|对方)们?会(?:把[^,，。\s]{1,8})?(?:给|寄|传|发|提供|拿)给?(?:我|咱)们?(?![们\s]*(?:再|个)?(?:回|电|答|消息|打|讯|信|$))"
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
    if re.search(r"(?:没有?|不|未|n't|\bnot|\bnever|\bno)\s*$", scene.view[clause.start : word.start]):
        return None
    first = bisect_right(moments, clause.start, key=lambda moment: moment.span.end)
    due = moments[first] if first < len(moments) and moments[first].span.meets(clause) else None
    deed = _deed(scene, by, stretch, acts, strong)
    if deed is None or (not strong and (due is None or deed - word.end > _NEAR)):
        return None
    if scene.original(word) == "Will" or _A_MEETING.search(scene.view, clause.start, word.end):
        return None
    what = _what(scene, Span(deed, clause.end), due.span if due else None)
    if not what:
        return None
    start = min(word.start, due.span.start) if due else word.start
    return FoundPromise(Promise(by, what, due.due if due else None), Span(start, clause.end))


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


_HOLDING: Final = late(r"(?:把|将)[^\s,，。□]{1,12}$")
_A_MEETING: Final = late(
    r"(?:视频|电话|线上|评审|碰头|培训|招标|年|月|早|董事|委员|股东|家长|基金|研讨|说明|发表|开|展|机|协|工|商|农|学|社|聚|例|晨|周)会$"
)
_WILL: Final = late(
    r"(?:他|她|客户|对方|客人)们?[^,，]{0,6}(?:会|将)|(?:he|she|they|customer|client)[^,]{0,12}(?:will|'ll|would|'d)"
)
_WORDS_BEFORE_DEED: Final = late(
    r"(?:他|她|客户|对方)们?会(?=把|给|寄|传|发|提|拿)|(?:(?:他|她|客户|对方|我|我们|他们)?们?(?:有|说|已经?)?(?:跟|和|向|对)?[^,，。\s]{0,6}?(?:答应|承诺|保证|允诺|说好了?|讲好)(?:了|过)?(?:他|她|客户|对方|我们|我)?(?:会|要|说|在)?"
    r"|told [^,;]*?\b(?:i|we)(?:'d|'ll| would| will)"
    r"|.*?(?:promis(?:ed|es|e)|guaranteed?|committed|agreed|assured|swore|told|said)(?: (?:him|her|them|us|me|the customer|the client))?(?: (?:to|that|i'd|we'd|i would|we would|i'll|we'll|he'd|she'd|they'd|he'll|she'll|they'll|he would|she would|us|an?|the)(?![a-z]))*"
    r"|.*?\bowes? (?:him |her |them |us |me )?(?:an? |the )?|)\s*"
)
_TRIM: Final = " ,.;:!?，。；：！？、\t-~"
_LEFT_OVER: Final = late(
    r"^(?:会|要|在|于|前|之前|以前|by|on|at|before|to|that|内|就|再|先|把)\s*|\s+(?:by|on|at|before|in|until|latest|for|the|this)$|(?:会|在)$"
)


def _what(scene: Scene, stretch: Span, due: Span | None) -> str:
    if due is None or not due.meets(stretch):
        text = scene.original(stretch)
    else:
        parts = (
            Span(stretch.start, max(stretch.start, due.start)),
            Span(min(due.end, stretch.end), stretch.end),
        )
        text = " ".join(part for part in (scene.original(span).strip() for span in parts) if part)
    text, before = text.strip(_TRIM), ""
    while text != before:
        before, text = text, _LEFT_OVER.sub("", text).strip(_TRIM)
    return text
