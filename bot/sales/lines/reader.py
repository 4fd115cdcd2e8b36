"""Reading one line about a call: the readers run in the order in which they may claim words, then a draft is made."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from bot.sales.calendar import Calendar
from bot.sales.draft import Draft
from bot.sales.lines.amounts import FoundAmount, read_amounts
from bot.sales.lines.bant import FoundWords, read_authority, read_need
from bot.sales.lines.composing import Parts, compose
from bot.sales.lines.direction import rang_by, read_direction
from bot.sales.lines.dispositions import read_disposition
from bot.sales.lines.intel import find_rivals, read_intel
from bot.sales.lines.lexicon import Lexicon
from bot.sales.lines.minutes import read_length
from bot.sales.lines.moments import Moment, read_moments
from bot.sales.lines.opaque import find_opaque
from bot.sales.lines.people import read_who
from bot.sales.lines.plans import Plans, read_plans
from bot.sales.lines.products import FoundProduct, read_products
from bot.sales.lines.refusal import read_refusal
from bot.sales.lines.scene import Scene, Span, borders
from bot.sales.lines.typos import mend
from bot.sales.lines.words import default_words
from bot.sales.numerals import fold

_OTHER_SCRIPTS: Final = re.compile(r"[\u0370-\u06ff\u0900-\u11ff\u3040-\u30ff\uac00-\ud7af]")
_LETTERS: Final = re.compile(r"[^\W\d_]")
_OTHER_SHARE: Final = 0.3


def read_line(text: str, now: datetime, calendar: Calendar, words: Lexicon) -> Draft:
    """Read what somebody wrote about a call in his own words, in English or Chinese or both.

    Pure and deterministic: the same line at the same `now` (aware) gives the same draft. Nothing is made up;
    what was understood with doubt is named in `unsure`.
    """
    scene = _open(text, words)
    parts = _in_another_language(scene) if _is_another_language(text) else _read(scene, now, calendar)
    return compose(scene, parts)


def _open(text: str, lexicon: Lexicon) -> Scene:
    words = default_words()
    view, at = mend(text, fold(text), words, lexicon.latin_words())
    clauses, pieces = borders(view)
    marks = tuple(Span(*match.span()) for match in words["correction"].anywhere.finditer(view))
    return Scene(text, view, at, words, lexicon, clauses, pieces, marks)


def _is_another_language(text: str) -> bool:
    letters = len(_LETTERS.findall(text))
    return bool(letters) and len(_OTHER_SCRIPTS.findall(text)) / letters >= _OTHER_SHARE


def _in_another_language(scene: Scene) -> Parts:
    return Parts(who=read_who(scene, scene, None, understood=True))


@dataclass(frozen=True, slots=True)
class _Figures:
    """Everything in the line that is a number of something, and the scene without it."""

    products: list[FoundProduct]
    amounts: list[FoundAmount]
    moments: list[Moment]
    bare: Scene


def _read(scene: Scene, now: datetime, calendar: Calendar) -> Parts:
    rivals = find_rivals(scene)
    rival_spans = [span for span, _ in rivals]
    products = read_products(scene)
    owned = [item.span for item in products] + rival_spans
    opaque = [span for span in find_opaque(scene.view) if not any(span.meets(other) for other in owned)]
    plain = scene.hide([item.span for item in products] + opaque)
    length = read_length(plain)
    timed = plain.hide([length.span] if length else [])
    amounts = read_amounts(timed, rival_spans)
    moments = read_moments(timed.hide(amount.number for amount in amounts), now, calendar)
    refusal = read_refusal(timed, rival_spans)
    quiet = timed.hide([refusal.span] if refusal else [])
    future = [moment.span for moment in moments if not moment.past]
    disposition, told = read_disposition(quiet.hide(amount.number for amount in amounts), rival_spans, future)
    if disposition and disposition.code == "not_now":
        moments = [moment for moment in moments if not any(moment.span.meets(span) for span in told)]
    ahead = quiet.hide([moment.span for moment in moments] + [amount.number for amount in amounts])
    wanted = told[0] if disposition and disposition.code == "quote_requested" else None
    direction, rang = read_direction(ahead)
    plans = read_plans(ahead.hide([rang] if rang else []), moments, wanted)
    lists = scene.words.lists
    authority = read_authority(ahead, lists["decider"].source, _PERSON)
    claimed = [amount.span for amount in amounts] + told + _spans_of(plans)
    claimed += [item.span for item in products] + [span for span in ([refusal.span] if refusal else [])]
    claimed += [length.span] if length else []
    need = read_need(ahead, [*claimed, *([authority.span] if authority else [])])
    free = scene.hide(
        [*claimed, *rival_spans, *opaque, *([need.span] if need else []), *([rang] if rang else [])]
    )
    understood = bool(disposition or length or refusal or plans.follow_up or products)
    numbers = [item.span for item in products] + rival_spans + ([authority.span] if authority else [])
    who = read_who(free, scene.hide(numbers), authority.span if authority else None, understood)
    if rang is None and who is not None:
        direction, rang = rang_by(ahead, who.span)
    borders_of_intel = [
        *told,
        *_spans_of(plans),
        *([length.span] if length else []),
    ]
    if who and not any(span.end <= who.span.start for span in rival_spans):
        borders_of_intel.append(who.span)
    intel = read_intel(timed, rivals, amounts, borders_of_intel)
    return Parts(
        products,
        length,
        amounts,
        refusal,
        disposition,
        told,
        plans,
        authority,
        need,
        who,
        direction,
        rang,
        intel,
    )


_PERSON: Final = (
    r"(?:[王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许邓冯韩曹曾彭萧蔡潘田董袁于余叶蒋杜苏魏程吕丁沈任姚卢傅钟姜崔谭廖范汪陆金石戴邱方侯邹熊江施洪游詹简柯翁]"
    r"(?:总|董|经理|副理|协理|处长|课长|主任|总监|总经理|董事长|厂长|校长|院长|老板|科长|部长|[㐀-鿿]{2}(?=才|点头|拍板|决定|签核|签字|批准|核准|说了算|做主)))"
)


def _spans_of(plans: Plans) -> list[Span]:
    spans = list(plans.follow_up.spans) if plans.follow_up else []
    spans += [found.span for found in plans.promises]
    return spans + ([plans.timeline.span] if plans.timeline else [])
