"""A person named by the surname alone: after a word of calling, or where a name stands."""

from functools import cache
from typing import Final

from bot.sales.lines.phrases import HIDDEN
from bot.sales.lines.places import Span
from bot.sales.lines.scene import Scene, is_chinese
from bot.sales.lines.words import default_names
from bot.sales.patterns import late

_CALLS: Final = late(
    r"(?:(?<![a-z])(?:call|called|ring|rang|with|for|to|ask|asked|tell|line|mail|email)\s?|[打拨敲回寄传给跟和找约问见陪访][到上]?了?|(?:联络|联系)[到上]?了?|拜访了?|通知|通了?电话)\s*$"
)
_SIR: Final = late(r"\s?(?:sir|san)(?![a-z])")


@cache
def _goes_on() -> tuple[str, ...]:
    return tuple(default_names().after_a_surname)


def lone_surname(scene: Scene, start: int, run: Span, opening: bool) -> Span | None:
    """Give the surname that stands for the person: 剛跟陳聊, call 陳, 陳 沒接, 林說下週."""
    view = scene.view
    if view[start] not in default_names().alone:
        return None
    if start + 1 < len(view) and view[start : start + 2] in default_names().not_names:
        return None
    if (sir := _SIR.match(view, start + 1)) is not None:
        return Span(start, sir.end())
    called = _CALLS.search(view, max(0, start - 12), start) is not None
    ends = start + 1 == run.end and not view[start + 1 : start + 2].isalnum()
    goes_on = view.startswith(_goes_on(), start + 1)
    if called and (ends or goes_on):
        return Span(start, start + 1)
    first = opening and start == run.start
    if first and (goes_on or (ends and _something_behind(scene, start + 1))):
        return Span(start, start + 1)
    last = ends and start == run.start and not view[start + 1 :].strip(f" {HIDDEN}.,。，!！")
    return Span(start, start + 1) if last and start and view[start - 1] in " ,，。" else None


def given_alone(scene: Scene, run: Span) -> Span | None:
    """Give a given name that opens the line and somebody's doing follows: 怡君要兩台."""
    end, words = run.start + _GIVEN, default_names()
    name = scene.view[run.start : end]
    if end >= run.end or name in words.not_names or any(char not in words.given for char in name):
        return None
    return Span(run.start, end) if scene.view.startswith(_DOES, end) else None


def word_with_title(scene: Scene, start: int) -> Span | None:
    """Give the word that a title makes a person of: 方便小姐, 高興先生."""
    end = start + _GIVEN
    if scene.view[start:end] not in default_names().word_and_person:
        return None
    title = _PERSONAL.match(scene.view, end)
    return Span(start, title.end()) if title else None


def word_as_name(scene: Scene, run: Span) -> Span | None:
    """Give the word that opens the line as a name: where it is said again as a word, or says something itself."""
    end = run.start + _GIVEN
    word = scene.view[run.start : end]
    if word not in default_names().word_and_person:
        return None
    again = scene.view.find(word, end) >= 0 and _GOES_ON.match(scene.view, end)
    unsaid = scene.view.startswith("不" + word, end)
    return Span(run.start, end) if (again and not unsaid) or _SAYS.match(scene.view, end) else None


_PERSONAL: Final = late(
    r"先生|小姐|女士|太太|大姐|大哥|经理|主任|老师|老板|[课科处]长|副理|协理|董事长|总经理|医师|[姐哥](?=[说要没在问来今不 ])"
)
_GOES_ON: Final = late(r"\s*(?:[今不说人挺很有没她他最现还也接回问打要一都真来昨明这下上早晚]|□)")
_SAYS: Final = late(
    r"\s(?:要(?!不)|来电|没接(?!到))|说(?!话|一[声下]|明|来|好|不|的|到|出|法)|表示|来电|打来|没接|订了|投诉|抱怨"
)
_GIVEN: Final = 2
_DOES: Final = (
    "要",
    "说",
    "想",
    "没",
    "不",
    "在",
    "那边",
    "问",
    "下单",
    "下订",
    "打来",
    "来电",
    "觉得",
    "请",
    "答应",
)


def _something_behind(scene: Scene, place: int) -> bool:
    """A blank, or what he said, follows; a title that belongs to something understood does not: 賀先生太太接的."""
    view = scene.view
    if view.startswith(HIDDEN, place):
        return scene.original(Span(place, place + 1)) in ("说", "說")
    return bool(view[place:].lstrip(" ,，:：/-")) and not is_chinese(view[place])
