"""What came of the call, by the phrases of the tables and the company's own."""

from typing import Final

from bot.sales.lines.bearing import REAL_ONLY, FoundDisposition, is_to_come, tells_of_this_call
from bot.sales.lines.papers import paper_due
from bot.sales.lines.phrases import HIDDEN, Phrases
from bot.sales.lines.places import Places, Span
from bot.sales.lines.reasons import with_reasons
from bot.sales.lines.scene import TAKEN_BACK, Scene, is_chinese
from bot.sales.lines.words import company_phrases
from bot.sales.patterns import late

RANK: Final = (
    "wrong_number",
    "sale",
    "qualified",
    "complaint",
    "quote_requested",
    "not_a_fit",
    "not_now",
    "service",
    "gatekeeper",
    "callback",
    "voicemail",
    "busy",
    "no_answer",
)
NOT_REACHED: Final = frozenset({"voicemail", "gatekeeper", "busy", "no_answer", "wrong_number"})
_ONE_PHRASE: Final = 16
_DECLINED: Final = frozenset({"not_now", "not_a_fit"})
_GOODS: Final = f"{HIDDEN} "
_WEAK: Final = "_weak"
_KEPT: Final = "_kept"
_PAST: Final = late(
    r"(?:上次|上回|上周|上个?月|昨[天晚]|前[天几]|去年|(?<![□季度月年天节假期内底初中])(?:之前|以前)|那会儿?|那时候?|当时|那阵子|曾(?=经|买|有|说|订|用|下|跟|打|在|向|做)|\blast (?:time|week|month|year|call)|\bpreviously|\bearlier|\byesterday|\bbefore)"
)
_PAST_AFTER: Final = late(
    r"\b(?:last (?:week|month|year|summer|time|quarter)|(?:years?|months?|weeks?) ago|before(?=\s*(?:$|[,.;])))\b"
)
_ASKED: Final = late(
    r"(?:\bwhether|\bif|是否|要不要|会不会|该不该)(?: (?:to|we|i|he|she|they|should|can|could))*\s*$"
)
_IN_WRITING: Final = late(
    r"讯息|消息|短信|简讯|微信|(?<![a-z])(?:line|text(?:ed)?|sms|messaged|whatsapp|emailed)(?![a-z])"
)
_LEFT_WORD: Final = late(r"\bleft (?:an? |him |her |them )*(?:word|message|msg|note|vm|voicemail)\b")
_NEGATIVE: Final = late(
    r"(?:(?!不在\s)(?:不是|并非|没有?|不|未|并没有?|从没|无|不用|不必|不需要?|别|无需|还没有?|没说|尚未|不算|不会|不能|不打算|谈不上|说不上|称不上|算不上|谈不到|不见得|未必|不一定|不至于)"
    r"(?:再|要|想|很|太|真的|完全|立刻|马上|说|有|什么|算|是|去|给|那么|急着|特别|在|人|我|我们)*"
    r"|(?:\b(?:not|never|no|without|hardly|cannot|nor|isnt|dont|doesnt|didnt|wasnt)|n't)"
    r"(?: (?:a|an|the|really|even|yet|want|wants|need|needs|to|be|been|any|so|very|exactly|ask|asked|say|said|asking|for|"
    r"necessarily|actually|me|us|going|have|has|that|he|she|they|quite|all|seem|sound|looking))*)\s*$"
)
_UNREAL: Final = late(
    r"(?:会|才|如果|若|可能|准备|考虑|等|打算|预计|将|快要?|差点|要是|前|再|想|有机会|能否|能不能|何时|什么时候|是否|会不会|要|后|"
    r"\b(?:(?:would|could|should|might|must)(?:'ve| have)|woulda|about|wanted|hoped|meant|if|when|once|might|may|could|would|will|should|maybe|almost|nearly|hopes to be|unless|until|before|after|can|to|yet|going to|be|'ll|not|ready to|get|been)"
    r"(?: (?:be|get|have|they|he|she|it|we|is|are|the|a))*)\s*$"
)


_ONCE: Final = late(r"\b(?:once|when|as soon as|until|till|unless|provided|after|before)\b[^,;.]*$")


_NO_IT_IS_NOT: Final = late(
    r"(?:了|啦|吗|嘛|过|没)*\s*[?？]+\s*(?:没|不|哪|才怪|还早|想太多|别想|no\b|nope\b|not )"
)


_SUPPOSED: Final = late(
    r"(?:不然|否则|如果|要是|若是|万一|[怕恐]|担心|免得|以免|除非|\b(?:if|otherwise|unless|in case|or else|worried(?: that)?|afraid))[^,;]{0,16}$"
)


def read_disposition(
    scene: Scene, rivals: list[Span], ahead: list[Span], later: list[Span]
) -> tuple[FoundDisposition | None, list[FoundDisposition]]:
    """Give what came of the call, and every phrase that told it.

    `ahead` are the times to come, `later` those of them after today.
    """
    named = Places(rivals)
    coming = {False: {span.end for span in later}, True: {span.end for span in ahead}}
    found = [
        item
        for item in _all(scene)
        if tells_of_this_call(scene, item, named) and not is_to_come(scene, item, coming)
    ]
    paper = paper_due(scene, ahead) if any(item.code == "quote_requested" for item in found) else None
    if paper is not None:
        found = [
            item
            for item in found
            if item.code != "quote_requested"
            or not item.span.meets(paper.span)
            or _POLITELY.search(scene.view, *paper.span)
        ]
    found = _outermost(found)
    if scene.corrections:
        spans = Places(item.span for item in found)
        found = [
            item
            for item in found
            if not any(scene.corrected(item.span, later) for later in spans.near(item.span, TAKEN_BACK))
        ] or found
    if not found:
        return None, []
    best = min(found, key=lambda item: (item.past, item.weak, _rank(item.code), item.span.start))
    if best.past:
        return None, []
    best = _last_of_the_unreached(found, _trouble_with_the_bought(scene, found, best))
    told = [item for item in found if not item.past and _same_group(item, best.code)]
    return best, with_reasons(scene, told)


_POLITELY: Final = late(r"\b(?:please|pls|plz)\b")


def _same_group(item: FoundDisposition, best: str) -> bool:
    """What tells the same in other words is no note; where somebody else answered, the reason he gave is one."""
    if best == "gatekeeper":
        return item.code in (best, "callback") or (item.code == "no_answer" and not item.weak)
    if best in _DECLINED and item.code in _DECLINED:
        return True
    unreached = NOT_REACHED | {"callback"}
    return item.code == best or (best in unreached and item.code in unreached)


def _last_of_the_unreached(found: list[FoundDisposition], best: FoundDisposition) -> FoundDisposition:
    """First engaged, then no answer: the last try tells how it ended; who has no time says when he has."""
    if best.code == "callback":
        cut = (item for item in found if item.code == "busy" and not item.past and not item.weak)
        return min(cut, key=lambda item: item.span.start, default=best)
    tries = [item for item in found if item.code in ("busy", "no_answer") and not item.past and not item.weak]
    return max(tries, key=lambda item: item.span.start) if best in tries else best


def _trouble_with_the_bought(
    scene: Scene, found: list[FoundDisposition], best: FoundDisposition
) -> FoundDisposition:
    """Who complains of what he bought has bought it before: 客訴 買了保固還要收費."""
    if best.code != "sale" or not _BOUGHT.fullmatch(scene.view, *best.span):
        return best
    told = (item for item in found if item.code == "complaint" and not item.past and not item.weak)
    return next((item for item in told if item.span.start < best.span.start), best)


_BOUGHT: Final = late(r"[买订]了(?:□|\s)*")


def _rank(code: str) -> int:
    return RANK.index(code) if code in RANK else -1


def _all(scene: Scene) -> list[FoundDisposition]:
    own = company_phrases(scene.lexicon.phrases())
    found = [item for code, phrases in own.items() for item in _matches(scene, code, phrases, own=True)]
    for name, phrases in scene.words.dispositions.items():
        found += _matches(scene, name, phrases)
    return found


def _matches(scene: Scene, name: str, phrases: Phrases, own: bool = False) -> list[FoundDisposition]:
    weak, kept = not own and _WEAK in name, not own and name.endswith(_KEPT)
    code = name if own else name.removesuffix(_KEPT).removesuffix(_WEAK)
    found = []
    for match in phrases.anywhere.finditer(scene.view):
        start = max(scene.clause(match.start()).start, match.start() - 30)
        before = scene.view[start : match.start()]
        here = scene.view[max(scene.piece(match.start()).start, start) : match.start()]
        if (
            _SUPPOSED.search(before)
            or _NEGATIVE.search(before)
            or (code in REAL_ONLY and not own and (_UNREAL.search(before) or _ONCE.search(before)))
        ):
            continue
        if code in REAL_ONLY and _NO_IT_IS_NOT.match(scene.view, match.end()):
            continue
        if _asks_whether(scene.view, match.start()) or _runs_on(scene, Span(*match.span())):
            continue
        if code == "callback" and _IN_WRITING.search(before + match[0]):
            continue
        if code == "callback" and (_ASKED.search(before) or _left_word(scene, match.start())):
            continue
        after = scene.view[match.end() : min(match.end() + 40, scene.clause(match.end() - 1).end)]
        past = bool(_PAST.search(here) or _PAST_AFTER.search(after))
        end = match.start() + len(match[0].rstrip(_GOODS))
        found.append(FoundDisposition(code, Span(match.start(), end), weak, past, kept))
    return found


def _asks_whether(view: str, place: int) -> bool:
    """A verb, no, and the verb again is a question: 要不要買, 换不换."""
    return view[place] in "不没" and place > 0 and view[place - 1] == view[place + 1 : place + 2]


def _runs_on(scene: Scene, span: Span) -> bool:
    """Tell whether what seemed one phrase runs over blanks that set Chinese pieces apart."""
    first = scene.piece(span.start)
    if first.end >= span.end or not is_chinese(scene.view[first.end - 2 : first.end - 1] or " "):
        return False
    return span.end - span.start > _ONE_PHRASE


def _left_word(scene: Scene, place: int) -> bool:
    """Who was left a message to call has asked for nothing."""
    return bool(_LEFT_WORD.search(scene.view, max(scene.clause(place).start, place - 80), place))


def _outermost(found: list[FoundDisposition]) -> list[FoundDisposition]:
    """Leave out what lies within a longer phrase of another meaning."""
    codes: dict[Span, set[str]] = {}
    for item in found:
        codes.setdefault(item.span, set()).add(item.code)
    places = Places(codes)
    return [
        item
        for item in found
        if not any(
            place != item.span
            and place.start <= item.span.start
            and item.span.end <= place.end
            and codes[place] != {item.code}
            for place in places.touching(item.span)
        )
    ]
