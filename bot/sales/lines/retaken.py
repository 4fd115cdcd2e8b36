"""Times that were taken back, before the one that holds or after it: 4pm not 3; 12/8 不是 12/7 上午十點; 原訂週三 改週四."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from bot.sales.lines.moment import CLOCK_ONLY, HAS_CLOCK, Moment
from bot.sales.lines.places import Places, Span
from bot.sales.lines.scene import Scene
from bot.sales.patterns import late

_FEW: Final = r"(?:\d{1,2}|[一二三四五六七八九十廿两]{1,3})"
_DAY: Final = (
    r"(?:(?:下下?个?|这个?|本)?(?:周|礼拜|星期)[一二三四五六日天1-7]|大?后天|明[天早晚]|今[天晚]"
    rf"|(?:{_FEW}月份?|(?:下个?|这个?|本)?月)?{_FEW}[号日]|\d{{1,2}}[/.]\d{{1,2}})"
)
_PART: Final = r"(?:早上|上午|中午|下午|傍晚|晚上)"
_CHINESE: Final = late(
    rf"[\s,，(]*(?<!是)(?:而|可|并)?不是(?:说|约|在|要)*\s?"
    rf"(?:(?P<day>{_DAY})(?:的?\s?(?P<hour>{_PART}?{_FEW}[点时]半?钟?|{_PART}))?|(?P<alone>{_PART}?{_FEW}[点时]半?钟?))\)?"
    r"(?![\s,，]*(?:就是|还是)|[去也都]?[能可]|的)"
)
_ENGLISH: Final = late(r"(?<![a-z])not (?:at )?\d{1,2}(?::\d\d)?\s?(?:am|pm)?(?=[\s,.;]|$)")
_DAY_BEFORE: Final = late(rf"{_DAY}[^,，。;；]{{0,10}}[\s,，(]*$")
_INSTEAD: Final = late(r"[\s,，]*(?:而?是|应该是|要?改)")
_REACH: Final = 24
_LONGEST_LINE: Final = 4_000
_CHANGED: Final = late(r"改(?:成|到|为)?$")
_ORIGINALLY: Final = late(
    r"(?:原[本先来]?[定订约排]|本来[约定订排]|原本|原先|之前[约定订排])(?:好|了)?(?:是|在|的)?$"
)
_CHANGED_TO: Final = late(
    r"(?:改|延|挪|移|提前|提早|推迟|顺延|换|调)(?:期|时间)?(?:成|到|为|至|在|约|去)?\s?$"
)

_MOVED: Final = late(
    r"的?[^\s,，。;；]{0,5}?(?:改|延|挪|移|提前|提早|推迟|顺延)(?:期|时间)?(?:成|到|为|至|在|约)?\s?"
)


def taken_back(view: str) -> list[Span]:
    """Give where a time is named as the one that is not."""
    found = [
        Span(*match.span())
        for match in _ENGLISH.finditer(view, 0, _LONGEST_LINE)
        if _hour_before(view, match)
    ]
    return found + list(_in_chinese(view))


def _hour_before(view: str, match: re.Match[str]) -> bool:
    return HAS_CLOCK.search(view, 0, match.start()) is not None


def _in_chinese(view: str) -> Iterator[Span]:
    for match in _CHINESE.finditer(view, 0, _LONGEST_LINE):
        first = max(0, match.start() - _REACH)
        hour = HAS_CLOCK.search(view, first, match.start())
        day = _DAY_BEFORE.search(view, first, match.start())
        if match["alone"]:
            if hour:
                yield Span(*match.span())
        elif day and match["hour"] and not hour:
            yield Span(match.start(), match.end("day"))
        elif day or hour or _INSTEAD.match(view, match.end()):
            yield Span(*match.span())


def without_taken_back(scene: Scene, moments: list[Moment], gone: list[Span]) -> list[Moment]:
    """Drop the times that are not; a day said alone takes the hour that is, and what is told with it."""
    if not gone:
        return moments
    kept = [moment for moment in moments if not any(moment.span.meets(span) for span in gone)]
    words = {moment: scene.view[slice(*moment.span)].strip() for moment in kept}
    hours = [moment for moment in kept if CLOCK_ONLY.fullmatch(words[moment])]
    days = [moment for moment in kept if not HAS_CLOCK.search(words[moment])]
    if len(hours) != 1 or len(days) != 1 or hours[0].due is None or days[0].due is None:
        return _told_with(kept, gone)
    changed = _CHANGED.search(scene.view, 0, hours[0].span.start)
    hour = Span(changed.start() if changed else hours[0].span.start, hours[0].span.end)
    due = days[0].due.replace(hour=hours[0].due.hour, minute=hours[0].due.minute)
    both = replace(days[0], due=due, past=False, also=(*days[0].also, hour, *gone))
    others = [moment for moment in kept if moment not in (hours[0], days[0])]
    return sorted([both, *others], key=lambda moment: moment.span)


def _told_with(moments: list[Moment], gone: list[Span]) -> list[Moment]:
    """The time that is not is told with the one beside it."""
    places, told = Places(moment.span for moment in moments), {moment.span: moment for moment in moments}
    for span in gone:
        near = places.near(span, _BESIDE)
        before = [place for place in near if place.end <= span.start]
        if near:
            place = before[-1] if before else near[0]
            told[place] = replace(told[place], also=(*told[place].also, span))
    return [told[moment.span] for moment in moments]


_BESIDE: Final = 12


def is_moved(scene: Scene, old: Moment, new: Moment) -> bool:
    """Tell whether the one was planned before and the other put in its place: 原訂週三拜訪 改週四."""
    if _MOVED.fullmatch(scene.view, old.span.end, new.span.start):
        return True
    return bool(
        _ORIGINALLY.search(scene.view, max(0, old.span.start - _REACH), old.span.start)
        and _CHANGED_TO.search(scene.view, old.span.end, new.span.start)
    )


def corrected(scene: Scene, old: Moment, new: Moment) -> Moment:
    """The later one wins; what it leaves out, the day or the hour, is kept from the first."""
    words, before = scene.view[slice(*new.span)], scene.view[slice(*old.span)]
    due = new.due
    if due is None or old.due is None:
        return new
    if CLOCK_ONLY.fullmatch(words.strip()) and not CLOCK_ONLY.fullmatch(before.strip()):
        due = old.due.replace(hour=due.hour, minute=due.minute)
    elif not HAS_CLOCK.search(words) and HAS_CLOCK.search(before):
        due = due.replace(hour=old.due.hour, minute=old.due.minute)
    past = new.past and (new.due is None or due <= new.due)
    between = Span(old.span.end, new.span.start)
    marks = sum(mark.end - mark.start for mark in scene.corrections.within(between))
    if len(re.sub(r"\W", "", scene.view[slice(*between)])) > marks + 1:
        return replace(new, due=due, past=past, also=(*new.also, old.span))
    return replace(new, span=Span(old.span.start, new.span.end), due=due, past=past)
