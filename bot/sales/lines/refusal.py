"""Whether the person asked not to be called any more. A request that was only denied or asked about is none."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from bot.sales.lines.phrases import HIDDEN
from bot.sales.lines.places import Places, Span
from bot.sales.lines.refusing import wishes
from bot.sales.lines.scene import Scene
from bot.sales.patterns import late

_DENIED_CHINESE: Final = late(
    r"(?:没有?(?:人)?(?:说|叫|讲|要求|让|表示|提|请|要|有)|从没(?:有)?(?:说|叫|要求)|从来没(?:有)?(?:说|叫)|不是(?:说|叫|要|让|在说)?|并非|并没有?(?:说|叫|要求)?|并未|未(?:说|要求|表示)|"
    r"没(?:有)?说过?|不至于|还没到|没到|以为|不会(?:说|叫)|又?没(?:有)?(?:要|叫)|是不是|会不会|有没有(?:说|要求)?|是否)"
    r"(?:他|她|我|我们|对方|客户|要|过|什么|,|我们?|请|叫|大家|让|要求|「|“|\"|的?)*$"
)
_DENIED_ENGLISH: Final = late(
    r"(?:(?:did|does|do|has|have|had|is|was|were|are|would|will|could|should|can)(?:n'?t| not)|never|nobody|no one|not|nor|unless|without|rather than|instead of|hasn'?t|wasn'?t|isn'?t|don'?t|won'?t|can'?t)"
    r"(?: (?:actually|really|ever|yet|even|say|said|saying|ask|asked|asking|tell|told|telling|want|wanted|request|requested|me|us|him|her|to|that|he|she|they|we|should|i|for|the|a|be|been|you|dare|mean|meant|going|have|on|in|our|anyone|mention|mentioned|put|placed|any|\"|'))*\s*[\"'“]?\s*$"
    r"|\b(?:jok(?:ed|es|ing|ingly)|kidd(?:ed|ing)|teas(?:ed|es|ing)|half-jok\w+|as a joke|in jest|pretend\w*|laugh(?:ed|s|ing))\b[^,;.]{0,40}$"
)
_QUESTION: Final = late(
    r"(?:要不|要不要|是不是|是否|会不会|可不可以再|想不想|\bwhether (?:we|i|to)|\basked if (?:we|i) |\bwhy (?:did|do|have|had|would|should|can't) (?:we|you|i|they) )\s*(?:should )?$|\bif (?:he|she|they|it)\b[^,;.]{0,20}$"
)
_SOFT: Final = late(r"不用|不必|不需要|黑名单|blacklist|骚扰")
_OTHER_WAY: Final = late(
    r"[^.。;]{0,12}(?:\bemail|\btext\b|\bwrite|邮件|微信|简讯)|\s*(?:,|，|。|;)?\s*(?:手机|公司|早上|上午|中午|午休|晚上|周末|打(?:公司|分机|手机|办公室)|(?:his |her |the |my )?(?:mobile|cell)|before|during|in the (?:morning|evening)|on weekends)"
)

_ASKS: Final = late(
    r"(?:说|讲|要求|坚持|请|让|叫|要|希望|麻烦|拜托|恳?求+|恳请)(?:你们?|我们?|咱们?|一定|务必)?(?:把|将)?(?:他|她|我|他们|她们)?(?:的|家)?(?:号码|电话|名字|资料|手机|号)?(?:也|都|先|赶快|尽快)*$"
)
_ONE_NUMBER: Final = late(
    r"[^,.;]{0,40}(?:'s|\b(?:his|her|my|their|the)) (?:cell|mobile|home|phone|number|extension|line)\b(?! (?:again|any ?more|ever))"
    r"[^.;]{0,16}\b(?:office|desk|cell|mobile|switchboard|landline|extension)(?: \w+)? (?:is|works) (?:fine|better|ok|okay|best)\b"
)


_OTHER_NUMBER: Final = late(
    r"(?:他|她|我)?(?:的|私人|个人|公司)*(?:手机|座机|分机|市话|电话|家里?)[\s,，。;；]*(?:请|要|改|可以|就|都|一律)?打"
    r"(?:他|她|我)?(?:的|公司)*(?:座机|分机|办公室|总机|市话|手机|公司)"
)
_FOR_A_WHILE: Final = late(
    r"\s*(?:on (?:mon|tue|wed|thu|fri|sat|sun|week|holiday|public)[a-z]*|before|after|until|till|during|between|in the (?:morning|afternoon|evening)|at (?:lunch|night|home|weekend|the weekend|\d)|this (?:week|month)|(?:over|at) (?:the )?weekend|too (?:early|late|often)|today|tonight|for (?:today|now|a (?:week|month|while|bit|few))|while|whilst|when (?:he|she|they)(?:'s| is|'re| are)|if (?:he|she|they)(?:'s| is|'re| are)|without|instead|about (?:it|this|that|the|his|her)|at (?:work|the (?:office|shop|clinic|plant|factory)|school)|for (?:two|three|four|several|another|at least|the (?:next|moment|time)|\d)|back (?:before|until|till))\b"
)


@dataclass(frozen=True, slots=True)
class FoundRefusal:
    """A request not to be called; `doubtful` when it may be meant for a while or a way only; `again`: said once more."""

    span: Span
    doubtful: bool
    again: tuple[Span, ...] = ()


def read_refusal(scene: Scene, marked: Scene, rivals: list[Span]) -> FoundRefusal | None:
    """Find a request not to be called any more, in words that are not denied; in `marked` the names are."""
    named = Places(rivals)
    found: list[FoundRefusal] = []
    for span, denied in _wishes(scene, marked):
        before = scene.view[max(scene.clause(span.start).start, span.start - 60) : span.start]
        if denied.search(before) or _QUESTION.search(before) or _to_a_rival(scene, span.start, named):
            continue
        doubtful = bool(_SOFT.search(scene.view, *span)) or bool(_OTHER_WAY.match(scene.view, span.end))
        asked = _ASKS.search(scene.view, scene.piece(span.start).start, span.start)
        found.append(FoundRefusal(Span(asked.start() if asked else span.start, span.end), doubtful))
    if not found:
        return None
    surest = min(found, key=lambda item: item.doubtful)
    return replace(surest, again=tuple(item.span for item in found if item is not surest))


def _wishes(scene: Scene, marked: Scene) -> Iterator[tuple[Span, re.Pattern[str]]]:
    """Give each wish with the pattern of what denies it."""
    for span in wishes(scene):
        yield span, _DENIED_CHINESE
    for match in scene.words["refusal_en"].anywhere.finditer(marked.view):
        if not _is_no_wish(scene, match):
            yield Span(*match.span()), _DENIED_ENGLISH


def _is_no_wish(scene: Scene, match: re.Match[str]) -> bool:
    """Tell whether it is said of one number, of a while, of others, or of what we or they do not do."""
    view, start, end = scene.view, match.start(), match.end()
    told = _NOT_BIDDEN.match(match[0]) and _WHO_DOES_NOT.search(view, 0, start)
    another = _OTHER_NUMBER.match(view, end) or _ONE_NUMBER.match(view, start)
    others = _TO_OTHERS.match(view, end) or _FOR_A_WHILE.match(view, end) or _ON_ONE_LINE.match(view, end)
    return bool(told or another or others) or _by_a_name(scene, match) or _off_no_person(scene, match)


_LINE: Final = (
    r"(?:mobile|cell|landline|desk|work|private|personal|direct|switchboard)(?: (?:phone|number|line))?\b"
)
_ON_ONE_LINE: Final = late(
    rf"(?:'s)? on (?:his|her|my|their|the|this) {_LINE}|(?:'s)?(?: (?:his|her|my|their|the|this))? {_LINE}(?! (?:again|any ?more|ever))"
)
_NOT_BIDDEN: Final = late(r"(?:do not|don.?t|dnt|not to)\b")
_WHO_DOES_NOT: Final = late(r"\b(?:we|i|they|you|if|that) $")
_TO_OTHERS: Final = late(
    r"(?<=ing) (?:vendors?|suppliers?|people|others|customers?|clients?|everyone|(?:his|her|their) (?!number|mobile|cell|phone|house|home|office|line|desk|work|private|again|any)[a-z]+)\b"
    r"|(?<=subscribed) from (?:the |our |all |your )?(?:newsletter|e-?mails?|mailings?|marketing e-?mails?)\b"
)


def _by_a_name(scene: Scene, match: re.Match[str]) -> bool:
    """Don't call me Bobby: a name after it tells how he wants to be called."""
    return (
        match[0].endswith(("call me", "call him", "call her", "call them"))
        and scene.original(Span(match.end(), len(scene.view))).lstrip()[:1].isupper()
    )


def _off_no_person(scene: Scene, match: re.Match[str]) -> bool:
    """Goods that are taken off a list are no refusal."""
    return match[0].startswith("off ") and bool(_GOODS_BEFORE.search(scene.view, 0, match.start()))


_GOODS_BEFORE: Final = late(rf"(?:{HIDDEN}|\d|units?|machines?|items?|products?)\s*$")


def _to_a_rival(scene: Scene, place: int, rivals: Places) -> bool:
    """Tell whether a competitor is told, or treated, so: 叫戴爾別再打, HP被她拉黑了."""
    near = rivals.near(Span(place, place), 6)
    if any(_BY_HIM.fullmatch(scene.view, rival.end, place) for rival in near if rival.end <= place):
        return True
    return any(
        rival.end <= place
        and re.search(
            r"(?:叫|要|请|跟|对|让|喊|把|将|told|tell|asked|ask|wants|wanted)\s*$",
            scene.view[max(0, rival.start - 24) : rival.start],
        )
        for rival in rivals.near(Span(place, place), 4)
    )


_BY_HIM: Final = late(r"(?:都|也|已经?|早就?)*被(?:他|她)?们?(?:公司)?")
