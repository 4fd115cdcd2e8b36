"""Who was talked to: the name as it stands in the line; which contact that is, the caller finds out."""

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final

from bot.sales.lines.firms import is_a_house
from bot.sales.lines.instead import reached_instead
from bot.sales.lines.mixed_names import with_chinese
from bot.sales.lines.names import Candidate, chinese_names, common_words, latin_name, runs
from bot.sales.lines.opaque import find_phones
from bot.sales.lines.places import Span
from bot.sales.lines.scene import Scene, is_chinese
from bot.sales.lines.typos import real_words
from bot.sales.lines.words import default_names
from bot.sales.patterns import late

_ASKED_AT_MOST: Final = 8
_FOREIGN: Final = late(
    r"[\u0370-\u058f\u0590-\u06ff\u0900-\u0dff\u0e00-\u0eff\u1100-\u11ff\u3040-\u30ff\uac00-\ud7af\u0400-\u04ff]"
)


@dataclass(frozen=True, slots=True)
class FoundPerson:
    """A name and where it stands; doubtful when it is only the piece that stands where a name would."""

    text: str
    span: Span
    doubtful: bool
    silent: Span | None = None


def read_who(scene: Scene, less: Scene, decider: Span | None, understood: bool) -> FoundPerson | None:
    """Find who the line is about; one who is only named as deciding is somebody else.

    `less` hides less: when no name stands free, one inside what was understood will do (send Bob the quote).
    """
    candidates = _candidates(scene.hide([decider]) if decider else scene, understood)
    if not candidates and decider is not None:
        candidates = [
            item for item in _candidates(scene, understood) if item.span.start == 0 or item.rank < 2
        ]
    if not candidates:
        candidates = [item for item in _candidates(less, understood) if _is_sure(less, item)]
    known = scene.lexicon.is_known_name
    if known is not None and len(candidates) > 1:
        for item in (_persons(scene, candidates) or candidates)[:_ASKED_AT_MOST]:
            if known(scene.original(item.span)):
                return FoundPerson(scene.original(item.span), item.span, False)
    if not candidates:
        return _phone(less)
    if (reached := reached_instead(scene, candidates)) is not None:
        best, silent = reached
        return FoundPerson(scene.original(best.span), best.span, False, silent)
    best = _best(scene, candidates)
    return FoundPerson(scene.original(best.span), best.span, best.rank >= 3)


def _is_sure(scene: Scene, item: Candidate) -> bool:
    words = scene.original(item.span)
    return item.rank < 2 or words[0].isupper() or (" " in words and _cued(scene, item.span.start))


def _phone(scene: Scene) -> FoundPerson | None:
    for span in find_phones(scene.view):
        return FoundPerson(scene.original(span), span, False)
    return None


def _best(scene: Scene, candidates: list[Candidate]) -> Candidate:
    """The name that opens the line, else the first one after a word of calling, else the surest."""
    if instead := _asked_for(scene, candidates):
        return instead
    candidates = _persons(scene, candidates) or candidates
    first = min(candidates, key=lambda item: (item.span.start, item.rank))
    if better := _full_name(scene, first, candidates) or _of_a_place(scene, first, candidates):
        return better
    if first.rank < 2 and not scene.view[: first.span.start].strip(" □,.:-"):
        return first
    cued = [item for item in candidates if item.rank < 3 and _cued(scene, item.span.start)]
    if cued:
        return min(cued, key=lambda item: (item.span.start, item.rank))
    return min(candidates, key=lambda item: (item.rank >= 3, item.rank == 2, item.span.start, item.rank))


def _persons(scene: Scene, candidates: list[Candidate]) -> list[Candidate]:
    """Who is surely somebody, where houses are named too: Nguyen Law: Will Price; Haldane Mills, by Fiona Haldane."""
    houses = [item for item in candidates if is_a_house(scene.original(item.span))]
    sure = [item for item in candidates if item not in houses and _is_somebody(scene, item)]
    return sure if houses else []


def _is_somebody(scene: Scene, item: Candidate) -> bool:
    words = scene.original(item.span)
    if is_chinese(words[0]):
        return item.rank == 0
    common = _common(scene.words.vocabulary)
    given = item.rank == 1 and " " not in words and words[0].isupper() and words.lower() not in common
    return item.rank == 0 or given or _is_full(words, common)


def _full_name(scene: Scene, first: Candidate, candidates: list[Candidate]) -> Candidate | None:
    """Spec sheet for Hugo Lind: a word of every day that opens the line gives way to a name of two parts."""
    words = scene.original(first.span)
    common = _common(scene.words.vocabulary)
    if first.span.start or first.rank != 1 or words.lower() not in common or is_chinese(words[0]):
        return None
    full = (item for item in candidates if item.rank < 2 and _is_full(scene.original(item.span), common))
    return next(full, None)


def _of_a_place(scene: Scene, first: Candidate, candidates: list[Candidate]) -> Candidate | None:
    """苗栗的溫老闆, 水果店的游老板, 深圳華強 張偉: who stands behind is the person, whatever stands before."""
    behind = [item for item in candidates if item.rank < 2 and item.span.start == first.span.end + 1]
    if scene.view[first.span.end : first.span.end + 1] == "的":
        behind = [item for item in behind if item.rank == 0]
    elif scene.view[max(0, first.span.start - 2) : first.span.start] not in default_names().places:
        return None
    return next(iter(behind), None)


def _is_full(words: str, common: frozenset[str]) -> bool:
    parts = words.split()
    return len(parts) > 1 and all(part[0].isupper() and part.lower() not in common for part in parts)


def _asked_for(scene: Scene, candidates: list[Candidate]) -> Candidate | None:
    """Called Acme for Henry Cole: the second is the person."""
    for first, second in pairwise(candidates):
        if scene.view[first.span.end : second.span.start] == " for ":
            return second
    return None


def _cued(scene: Scene, place: int) -> bool:
    return scene.words["who_before"].before(scene.view, place) is not None


@lru_cache(maxsize=4)
def _common(vocabulary: frozenset[str]) -> frozenset[str]:
    return common_words(vocabulary) | real_words()


def _candidates(scene: Scene, understood: bool) -> list[Candidate]:
    common = _common(scene.words.vocabulary)
    title = scene.words.lists["title"].source
    found: list[Candidate] = []
    for run in runs(scene):
        if found and run.start < found[-1].span.end:
            continue
        opening = not scene.view[: run.start].strip(" □-:,.@")
        if is_chinese(scene.view[run.start]):
            named = list(chinese_names(scene, run, title, opening))
            found += named or _opening(scene, run, opening and understood)
        elif _FOREIGN.match(scene.view[run.start]):
            found += [Candidate(run, 1)] if opening else []
        elif scene.view[run.start].isalpha():
            found += _latin(scene, run, common, opening)
    return found


def _latin(scene: Scene, run: Span, common: frozenset[str], opening: bool) -> list[Candidate]:
    cued = opening or _cued(scene, run.start)
    candidate = latin_name(scene, run, common)
    if candidate is None:
        return []
    if not cued and candidate.rank > 0 and not _apart(scene, candidate):
        return [Candidate(candidate.span, 3)] if candidate.rank == 1 and _in_the_midst(scene, run) else []
    if candidate.rank > 1 and not (cued and _stands_alone(scene, candidate, opening)):
        return []
    return [with_chinese(scene, candidate)]


_NO_NAME_AFTER: Final = late(
    r"(?:\b(?:the|a|an|at|in|near|of|via|on|this|that|our|their|his|her|my|by|before|after|until|next|last|every)|[^a-z,; ]) *$"
)


def _in_the_midst(scene: Scene, run: Span) -> bool:
    """A lone word with a capital amid small ones is somebody, if nobody else is, unless a place or thing stands there."""
    before = scene.original(Span(0, run.start)).split()
    return (
        before != []
        and (before[-1].islower() or before[-1].lower() in default_names().never)
        and not _NO_NAME_AFTER.search(scene.view, 0, run.start)
    )


_AFTER_SMALL: Final = late(r"\s*(?:[,:;/|□-]|$|[㐀-鿿])")
_JOINING: Final = late(r"\s*(?:of|at|on|in|and|for|to)\b")


def _apart(scene: Scene, candidate: Candidate) -> bool:
    """A name that nothing announces stands between marks, or what was understood, or has two parts."""
    if " " in scene.original(candidate.span):
        return True
    before, after = (
        scene.view[: candidate.span.start].rstrip(" "),
        scene.view[candidate.span.end :].lstrip(" "),
    )
    return (not before or before[-1] in _MARKS or is_chinese(before[-1])) and (
        not after
        or after[0] in _MARKS
        or is_chinese(after[0])
        or scene.words["who_after"].after(after, 0) is not None
    )


_MARKS: Final = frozenset("□,.;:!?()（）/|-，。；：！？、=@")


def _stands_alone(scene: Scene, candidate: Candidate, opening: bool) -> bool:
    """A name written small opens the line only before a mark, something understood, or a word like "wants"."""
    end = candidate.span.end
    if not opening or _AFTER_SMALL.match(scene.view, end):
        return True
    return scene.words["who_after"].after(scene.view, end) is not None and not _JOINING.match(scene.view, end)


_FUNCTION: Final = frozenset(
    "的了很不没有是在和说要想会还又也就都再跟与找打给让请叫问接我你他她们这那今昨上下把去来被对挂号等"
)
_NO_NAME: Final = late(
    r"^[一二两三四五六七八九十几半]+[次趟遍通下个件台]|合同|合约|客户|微信|号码|联系|联络|报价|老板|公司$|手机|电话|产品|价格|预算|需求|会议|市场|展|同事|对方|订单|发票|语音|留言|"
    r"总机|前台|柜台|系统|拜托|跟|^找|已确认|一直|已经|可能|今年|明年|目前|^(?:许多|很多|大家|有人|何时|几时|时间|计[划画]|方案|项目|机器|设备|屏幕|萤幕|打印|印表|资料|规格|型录|样品|样机|付款|款项|合作|续[约签]|保[固修]|售后|报修|业务|客服|安装|送货|出货|交期|库存|维修|测试|训练|培训|简报|展示|许多人|很多人|有些人|所有人)$"
)


def _opening(scene: Scene, run: Span, allowed: bool) -> list[Candidate]:
    words = scene.view[slice(*run)]
    odd = any(char in _FUNCTION for char in words) or _NO_NAME.search(words)
    if not allowed or not 2 <= len(words) <= 8 or odd:
        return []
    return [Candidate(run, 3)]
