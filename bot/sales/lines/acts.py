"""Acts that a line speaks of (call, visit, send ...) and who is to do them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from bot.sales.lines.phrases import HIDDEN, Spoken
from bot.sales.lines.places import Places, Span
from bot.sales.lines.scene import Scene, is_chinese
from bot.sales.numerals import fold
from bot.sales.patterns import late

PRIORITY: Final = (
    "visit",
    "contract_check",
    "invitation",
    "quotation",
    "spec_sheet",
    "other",
    "email",
    "generic_send",
    "call",
)
_NEGATIVE: Final = late(
    r"(?:(?:不用|不要|不必|不需要?|没有?|别|不想|无需|不能|不会|不让|未|不|没空|先不)(?:再|要|给|去|来|跟|人|再给|想)*"
    r"|(?:\b(?:not|never|no|without|dont|couldn't|can't|cannot)|n't)(?: (?:to|need to|want to|want me to|want us to|need|have to|be|a|any|us to|me to|for|have|able to|it))*"
    r"|\bno (?:need|point|reason) (?:to|in|for)(?: (?:a|another))?)\s*$"
)
_BY_PHONE: Final = late(r"\b(?:by|via|on the|over the|off the|his|her|new|mobile|cell)\s*$")
_ANY_TIME: Final = late(r"[也都](?:会|能)?(?:有人|行|可以|没关系|没人|无所谓|接)")
_HE_RANG: Final = late(r"(?:[回打]给?我|给我|主动)\s*$")
_TO_US: Final = late(r"(?:给|跟|和|找|与|回|打|拨)(?:我|咱)们?$")
_COUNTED: Final = late(r"\b(?:first|second|third|fourth|fifth|last|final|every|each|\d(?:st|nd|rd|th))\s*$")
_DONE: Final = late(
    r"(?:已经?|刚|刚刚|刚才|上次|上周|昨天|有|曾|\b(?:already|just|have|has|had|was|were|yesterday|last (?:week|time|month|year)))\s*$"
)
_PAST: Final = late(
    r"上次|上回|上周|上个?月|昨[天晚]|前[天几]|去年|\b(?:last (?:week|time|month|year|call)|yesterday)"
)
_DONE_AFTER: Final = late(
    r"\s*(?:了|过了?(?!去|来|方案|合[同约]|流程|条款|细节|需求|一[遍下])|完了?|的(?!时|话))(?!解|一|两|几)|[也都还]?(?:没人|没有人|没来|没去|没到|爽约|放鸽子|迟到)|\s+(?:went|was|ended|lasted|dropped|took place|is over|is done)\b"
)
_DONE_AT_THE_END: Final = late(r"[^\s,.;，。；□]{1,8}(?<![好行算可以对])了(?=$|[\s,.;，。；])")
_US: Final = late(r"\b(?:us|me)$|[给发寄传交](?:到|给)?(?:我|咱们)们?$")
_ANSWERS: Final = ("get back", "send", "email", "reply", "write", "发", "寄", "传", "给", "回")
_HIS: Final = late(
    r"(?: to)? (?:us|me)(?![a-z])|给?(?:到)?(?:我|咱)们?(?!们?(?:公司)?(?:再|会|要|来|去))|(?<=[寄发传])(?:过|回)?来(?!电|看|试)"
)
_URGED: Final = late(
    r"(?:赶紧|快点|尽快|在|于)?□+(?:之前|以前|前|内)?(?:就|要|把|将)?[^,，。\s]{0,8}?(?:[发给寄传回交]给?(?:我|咱)|付款|打款|汇款|回签|签|下单|交)"
)
_BARE: Final = late(
    r"(?:聊|谈|打|通电话|沟通|联系|联络|连络|call|talk|speak|cb|fu|follow-up|followup|ping|discuss|chase|zoom|meet|lunch|coffee|demo|meeting|seminar|webinar|visit|onsite|on-site|参会|上门|过去|演示|展示|简报|拜访|报名|续约|email|renewal|寄|发|try|联系|联络|见面|回访|对接|跟进|追踪|面谈|talk|reconnect)"
)


@dataclass(frozen=True, slots=True)
class Act:
    """An act named in the line; a bare word counts only beside a time."""

    kind: str
    span: Span
    bare: bool
    undone: bool


def read_acts(scene: Scene) -> list[Act]:
    """Find the acts, the longer words before the shorter, none that is denied."""
    found: dict[Span, Act] = {}
    taken = Places()
    for kind in PRIORITY:
        for match in _in_one_piece(scene, scene.words.follow_ups[kind].anywhere):
            span = Span(*match.span())
            shorter = taken.touching(span)
            if any(not _longer(span, old) for old in shorter) or (act := _act(scene, kind, match)) is None:
                continue
            for old in shorter:
                taken.remove(old)
                del found[old]
            taken.add(span)
            found[span] = act
    for match in _GIVES.finditer(scene.view):
        span = Span(*match.span("give"))
        if not taken.meets(span) and (match["surely"] or _asked_before(scene, match.start())):
            found[span] = Act("generic_send", span, False, True)
    for match in _WHEN_FREE.finditer(scene.view):
        span = Span(*match.span("send"))
        if not taken.meets(span):
            found[span] = Act("generic_send", span, False, True)
    acts = sorted(found.values(), key=lambda act: act.span.start)
    led = {act.span.start for act in acts}
    return [act for act in acts if not (act.span.end in led and _WITH_HIM.fullmatch(scene.view, *act.span))]


_WITH_HIM: Final = late(r"[跟和找与](?:[他她]们?|客户|对方)")
_WHEN_FREE: Final = late(
    r"(?:有空|有时间|方便|不忙)(?:的?时候?|的话)?(?:再|时)(?P<send>[寄传发给补送])(?=$|就好|就行|即可|[\s,，。;；])"
)


_HANDED_OVER: Final = frozenset({"quotation", "spec_sheet", "other", "email"})
WAS_SENT: Final = late(
    r"(?<!be )(?<!get )(?<!being )(?<!have )\b(?:sent|emailed|e-mailed|mailed|posted|forwarded|faxed|couriered|handed|gave|given|shipped|delivered|texted|dropped off)\b(?! (?:today|tomorrow|by|on)\b)[^,;]*$"
)
_GIVES: Final = late(
    r"□\s*(?:之前|以前|前|内)?(?P<surely>(?:就|先|再|要|会|得|必须|一定)+)?(?P<give>给)(?=$|[\s,，。;；])"
)
_ASKS: Final = late(r"(?:想要|需要|要|想看|索取|请|让|催|等|麻烦|拜托|求|帮忙)[^,，。\s]{0,16}?")


def _asked_before(scene: Scene, place: int) -> bool:
    """Tell whether the piece before asks for a paper, so that "by Wednesday" says when we give it: 要報價 週三給."""
    before = scene.piece(scene.piece(place).start - 1) if place else scene.piece(0)
    papers = (scene.words.lists[name].source for name in ("document", "offer"))
    return any(re.search(_ASKS.pattern + paper, scene.view[slice(*before)]) for paper in papers)


def _in_one_piece(scene: Scene, pattern: Spoken) -> Iterator[re.Match[str]]:
    """The matches that do not run over the border of a piece; one that does hides none that begins later."""
    place = 0
    while (match := pattern.search(scene.view, place)) is not None:
        if _crosses(scene, Span(*match.span())):
            place = match.start() + 1
        else:
            yield match
            place = max(match.end(), place + 1)


def _crosses(scene: Scene, span: Span) -> bool:
    """Chinese words of two pieces are not one act: 想先看規格書 今天寄給他."""
    chinese = is_chinese(scene.view[span.start]) or is_chinese(scene.view[span.end - 1])
    return chinese and scene.piece(span.start) != scene.piece(span.end - 1)


def _longer(span: Span, other: Span) -> bool:
    return span.start <= other.start and other.end <= span.end and span != other


def _act(scene: Scene, kind: str, match: re.Match[str]) -> Act | None:
    start = max(scene.clause(match.start()).start, match.start() - 24)
    before = scene.view[start : match.start()]
    if _US.search(match[0]) and match[0].startswith(_ANSWERS):
        return None
    if kind == "call" and _TO_US.search(before):
        return None
    if _ANY_TIME.match(scene.view, match.end()) or (match[0] == "call" and _HE_RANG.search(before)):
        return None
    if match[0] in ("try", "attempt") and _COUNTED.search(before):
        return None
    if _NEGATIVE.search(before) or (match[0] == "phone" and _BY_PHONE.search(before)):
        return None
    told = fold(
        scene.original(Span(max(scene.piece(match.start()).start, match.start() - 60), match.start()))
    )
    undone = not (
        _PAST.search(told)
        or (kind in _HANDED_OVER and WAS_SENT.search(before))
        or _DONE.search(before)
        or _is_done(scene, match)
        or _HIS.match(scene.view, match.end())
        or (match[0].startswith(("催", "提醒")) and _URGED.match(scene.view, match.end()))
    )
    return Act(kind, Span(*match.span()), bool(_BARE.fullmatch(match[0].strip())), undone)


def _is_done(scene: Scene, match: re.Match[str]) -> bool:
    """Tell whether what follows says that it was done: sent, went well, 發她LINE了 with no time to come beside it."""
    if _DONE_AFTER.match(scene.view, match.end()):
        return True
    piece = scene.piece(match.start())
    still = HIDDEN in scene.view[slice(*piece)] or not is_chinese(match[0][-1])
    return not still and bool(_DONE_AT_THE_END.match(scene.view, match.end()))
