"""The times of a line: which were taken back, which lie in the past, which are still to come."""

from dataclasses import replace
from datetime import datetime
from typing import Final

from bot.sales.calendar import Calendar
from bot.sales.lines.moment import HAS_CLOCK, Moment
from bot.sales.lines.places import Places, Span
from bot.sales.lines.retaken import corrected, is_moved, taken_back, without_taken_back
from bot.sales.lines.scene import Scene
from bot.sales.lines.words import default_names
from bot.sales.patterns import late
from bot.sales.times import FoundTime, find_times

_CHANGED_TO: Final = late(
    r"[^\s,，。](?:改|延|挪|移|提前|提早|推迟|顺延)(?:期|时间)?(?:成|到|为|至|在|约)?\s?$"
)
_ASKED: Final = frozenset({"past", "ambiguous", "guessed_hour"})
_LONGEST_LINE: Final = 4_000
_LOOSE_BETWEEN: Final = 16
_PAST_WORDS: Final = late(
    r"(?:上次|上回|上周|上个?月|昨[天晚日]|前[天几]|去年|之前|当时|原[本先来定订排约]|本来|曾经|曾(?=有|在|说|提|约|打|用|买|问|来|去)|last|earlier|previously|originally|had said|yesterday|once)"
    r"[^,，。;；!]{0,14}$"
)


_OF_A_FACT: Final = late(
    r"\s*(?:才|就|会|要)?(?:到期|期满|届满|收假|销假|退休|生效)(?!日?(?:之前|以前|前|后|之后|以后|再))"
    r"|(?<=月)(?:底|初|中)?(?:研讨会|说明会|发表会|发布会|展览会|论坛|推介会|年会)"
    r"|的(?:研讨会|说明会|发表会|活动|展览?会?|课程|沙龙|论坛|推介会|培训|旅游|婚礼)"
    r"|\s*(?:seminar|webinar|expo|trade show|conference|workshop|open day|roadshow)\b"
)


def read_moments(scene: Scene, now: datetime, calendar: Calendar) -> list[Moment]:
    """Read the times of the line, corrections applied."""
    found = list(find_times(_plain(scene), now, calendar))
    found += _bare_corrections(scene, found, now, calendar)
    found = [time for time in found if not _VAGUE.fullmatch(time.text.strip())]
    moments: list[Moment] = []
    for time in found:
        moment = _moment(scene, time, now)
        previous = moments[-1] if moments else None
        if previous and _near(previous, moment) and _replaces(scene, previous, moment):
            moments[-1] = corrected(scene, previous, moment)
        else:
            moments.append(moment)
    moments = without_taken_back(scene, moments, taken_back(scene.view))
    return _with_seasons(scene, [_moved(scene, moment) for moment in moments])


def _moved(scene: Scene, moment: Moment) -> Moment:
    """Where the time it was before stands, and the word of moving: both are told with the new one."""
    if put := _PUT_TO.search(scene.view, max(0, moment.span.start - 24), moment.span.start):
        moment = replace(moment, also=(*moment.also, Span(*put.span())))
    if old := _FROM_OLD.search(scene.view, max(0, moment.span.start - 24), moment.span.start):
        return replace(moment, also=(*moment.also, Span(*old.span())))
    for match in _MOVED.finditer(scene.view[: moment.span.start]):
        if match.end() == moment.span.start:
            parts = (Span(*match.span("verb")), Span(*match.span("old")))
            return replace(moment, also=(*moment.also, *parts))
    return moment


_FROM_OLD: Final = late(
    r"(?:时间)?(?:原本|本来|原定)?(?:从|由)[^\s,，。;；]{1,12}?(?:改|延|挪|移|调|换|提前|提早|推迟|顺延|往[前后][移延])(?:到|成|为|至)$"
)
_SEASON: Final = late(
    r"(?:明年|今年|后年|下|这)?(?:第?[一二三四1-4]季度?(?:初|底|末)?|上半年|下半年|年中|年初)"
    r"|(?:开学|搬家|搬迁|搬厂|开业|开幕|开张|开工|入住|旺季|收假|放假|年节|尾牙|腊月|正月|元宵|清明|端午|中秋|国庆|五一|劳动节|十一|元旦|除夕|圣诞|双十二|双十|双11|双12|618|年关|开春|换季|报税季?|暑假|寒假|双十一|过年|过节|春节|投产|试营运|试营业|招生|大促|盘点|验厂|稽核|审计|交房)(?:之?前|以前)"
    r"|(?<![a-z])(?:early |late |mid[- ])?(?:[qh][1-4]|(?:next|this|the|in|by|before|after|over|until|till) (?:quarter|year|summer|spring|autumn|fall|winter|holidays|new year)|easter|christmas|xmas|thanksgiving|chinese new year|lunar new year|cny|new year's|ramadan|diwali|the (?:school |new )?(?:term|semester|fiscal year)|(?<=by )(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)(?:uary|ruary|ch|il|ust|tember|ober|ember)?(?! \d|\d))(?: (?:of )?(?:20\d\d|next year))?(?![a-z0-9])"
    r"|(?<![a-z])before (?:the |their |his |her |our |a )?(?:new |school |peak |busy |big |next )?(?:term|school|semester|season|move|relocation|launch|opening|inventory|stocktake|audit|rollout|year[- ]end|exams?|training|merger|expo|wedding season|harvest|holidays?|go-live|inspection|shop opens|store opens|office opens|warranty)(?: (?:starts|begins|opens|ends|runs out|expires|day))?(?![a-z0-9])"
)


def _with_seasons(scene: Scene, moments: list[Moment]) -> list[Moment]:
    """Quarters and halves of a year: no day to plan on, but a date that the customer names.

    Those of the word table give way to a time that says as much and has a day.
    """
    by_place = {moment.span: moment for moment in moments}
    places = Places(by_place)
    seasons = [Span(*match.span()) for match in _SEASON.finditer(scene.view)]
    known = Places([*by_place, *seasons])
    table = scene.words["season"].anywhere.finditer(scene.view)
    seasons += [span for match in table if not known.meets(span := Span(*match.span()))]
    for span in seasons:
        inside = places.touching(span)
        past = any(by_place[old].past for old in inside) and not _comes_again(scene, span)
        for old in inside:
            places.remove(old)
            del by_place[old]
        places.add(span)
        by_place[span] = Moment(span, None, past, False)
    return sorted(by_place.values(), key=lambda moment: moment.span)


def _comes_again(scene: Scene, season: Span) -> bool:
    """Tell whether a part of the year without its year is the next one: 二季度前落地, said in November."""
    if not _WITHOUT_YEAR.match(scene.view, season.start):
        return False
    piece = scene.piece(season.start).start
    return not _PAST_WORDS.search(scene.view, max(piece, season.start - 20), season.start)


_WITHOUT_YEAR: Final = late(r"第?[一二三四1-4]季|[上下]半年前|年[中初]前")


def _plain(scene: Scene) -> str:
    """What could be taken for a part of a time beside it is blanked out, places kept."""
    view = list(scene.view)
    for start, end in scene.corrections:
        view[start:end] = "," * (end - start)
    for match in _NAMED_MING.finditer(scene.view[:_LONGEST_LINE]):
        named = match[0][0] in default_names().surnames
        view[match.end() - 1] = "," if named else "明"
    for match in _MOVED.finditer(scene.view[:_LONGEST_LINE]):
        view[slice(*match.span("old"))] = "," * len(match["old"])
    for start, end in taken_back(scene.view):
        view[start:end] = "," * (end - start)
    return _LATEST.sub("  ", _SLASH.sub(" ", "".join(view[:_LONGEST_LINE])))


_PUT_TO: Final = late(
    r"\b(?:moved|pushed|brought|put|shifted|changed|postponed|rescheduled|delayed|pulled)(?: back| up| forward| out)?(?: to| until| till| for)\s*$"
)
_NAMED_MING: Final = late(
    r"(?<![㐀-鿿])[㐀-鿿][^总董工姐哥叔姨嫂师说要在的今先生\W]明(?=上午|中午|下午|早上|晚上|傍晚)"
)
_MOVED: Final = late(
    r"\b(?P<verb>moved?|push(?:ed)?|shift(?:ed)?|changed?|postponed?|rescheduled?|brought forward|moved (?:up|forward)|pulled forward|put back|pushed back|shifted)\b[^,;]{0,40}?\b(?P<old>from [^,;]{2,24}? to )"
)
_LATEST: Final = late(r"最[晚迟慢]")


def _bare_corrections(
    scene: Scene, found: list[FoundTime], now: datetime, calendar: Calendar
) -> list[FoundTime]:
    """Wed 10, no wait, 11: a number alone is an hour when it takes an hour back."""
    more, times = [], Places(Span(time.start, time.end) for time in found)
    for mark in scene.corrections:
        number = _BARE_HOUR.match(scene.view, mark.end)
        before = [time for time in times.near(mark, 4) if time.end <= mark.start]
        if number and before and not times.meets(Span(number.start(1), number.end())):
            for time in find_times(f"{number[1]}:{number[2] or '00'}", now, calendar)[:1]:
                more.append(
                    replace(time, start=number.start(1), end=number.end(), text=number[0].strip(" ,"))
                )
    return more


_SLASH: Final = late(r"(?<![\d])/|/(?!\d)")
_BARE_HOUR: Final = late(
    r"[\s,，]*(?:at\s)?([01]?\d|2[0-3])(?::([0-5]\d))?(?![\d:./]|\s*(?:%|台|个|k|min|units?|docks?|pcs|万|元|分钟|□))"
)
_VAGUE: Final = late(
    r"晚点儿?|晚些|稍后|晚一点|待会儿?|一会儿?|过会儿?|等会儿?|回头|改天|等等|later|soon|some time|later on"
)


def _replaces(scene: Scene, old: Moment, new: Moment) -> bool:
    return scene.corrected(old.span, new.span) or is_moved(scene, old, new)


def _near(first: Moment, second: Moment) -> bool:
    return second.span.start - first.span.end <= _LOOSE_BETWEEN


_STRAY: Final = late(r"[夜早晚日]\s+(?=[早上中下傍晚])")


_WAS: Final = late(r"\bwas (?:for |on |set for |due (?:on )?|planned for |scheduled for |meant for )?$")


def _moment(scene: Scene, time: FoundTime, now: datetime) -> Moment:
    start = max(0, time.start - 20)
    clause = scene.piece(time.start).start
    renewed = [mark.end for mark in scene.corrections.within(Span(clause, time.start))]
    changed = _CHANGED_TO.search(scene.view, start, time.start)
    words_before = scene.view[max(start, clause, *renewed) : time.start]
    told = changed is None and bool(_PAST_WORDS.search(words_before))
    today = time.due.date() == now.date() and not HAS_CLOCK.search(time.text.lower())
    told = (
        told
        or bool(_WAS.search(scene.view, start, time.start))
        or bool(_OF_A_FACT.match(scene.view, time.end))
    )
    past = told or (time.due <= now and not today)
    doubtful = bool(_ASKED.intersection(time.remarks))
    apart = tuple(Span(*place) for place in time.also)
    start = time.start + (len(stray[0]) if (stray := _STRAY.match(scene.view, time.start, time.end)) else 0)
    return Moment(Span(start, time.end), time.due, past, doubtful, apart)
