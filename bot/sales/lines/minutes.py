"""How long the call was."""

import re
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from typing import Final

from bot.sales.lines.places import Span
from bot.sales.lines.scene import Scene, is_chinese
from bot.sales.lines.words import default_words
from bot.sales.numerals import CHINESE, ENGLISH, fold, read_number
from bot.sales.patterns import late

_LONGEST: Final = 240
"""No call is longer, in minutes: 24 hours or three shifts tell when somebody works."""
_NUMBER: Final = rf"(?:\d+(?:\.\d+)?|{CHINESE}|{ENGLISH})"
_HOUR: Final = r"(?:小时|钟头|个钟|hours?|hrs?|h)(?![a-z])"
_MINUTE: Final = r"(?:分钟|分(?!钟|之|机|店|公司|行|期|批|店|部|析|享|钱|数|开|别)|(?:minutes?|mins?|min\.|m|')(?![a-z0-9]))"
_SECOND: Final = r"(?:秒钟?|seconds?|secs?|s)(?![a-z])"
_LENGTH: Final = late(
    rf"""(?<![\d.点时月/$£€a-z-])(?<!\d:)(?!a[mshd]\b)(?:
      (?P<half>半\s*个?多?(?:小时|钟头|钟)|half\s+(?:an?\s+)?hour|half[-\s]?hour|half\s+an\s+hr)
    | (?P<quarters>[一两二三123])\s*刻钟
    | (?P<three>three[-\s]quarters\s+of\s+an\s+hour)
    | (?P<quarter>(?:a\s+)?quarter\s+of\s+an\s+hour|quarter[-\s]hour)
    | (?P<anhalf>(?:an|one|1)\s+hour\s+and\s+a\s+half|(?:an?\s+)?hour\s+and\s+a\s+half)
    | (?P<hours>{_NUMBER})(?:\s+and\s+a\s+half)?[\s-]*(?:个多?|多个?)?(?P<half1>半)?[\s-]*{_HOUR}(?P<half2>\s*半|\s+and\s+a\s+half)?
        (?:\s*(?:又|零|and|,)?\s*(?P<rest>{_NUMBER}|[二三四五]?十(?=分))(?:\s*{_MINUTE}|(?=\s*(?!am|pm|a\.m|p\.m|[a-z]+s\b)[a-z]))(?!\s*[台个套部元块万\d:/])
          |\s*(?P<rest2>{_NUMBER})(?!\s*[a-z台个套部元块万\d:/]))?
    | (?P<minutes>{_NUMBER})(?P<half3>\s+and\s+a\s+half)?(?P<vague>多|几|来|ish)?[\s-]*{_MINUTE}(?P<halfminute>半)?
        (?:\s*(?:and|零|又)?\s*(?P<seconds>{_NUMBER})\s*{_SECOND})?
    | (?P<only>{_NUMBER})\s*{_SECOND}
    )(?![a-z])""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class FoundLength:
    """A length of a call in whole minutes, begun ones counted; `talk` when a word of talking stood beside it."""

    minutes: int
    span: Span
    doubtful: bool
    talk: bool


def read_minutes(text: str) -> int | None:
    """Read a text that is one length and nothing else (12分鐘, 半小時, 一刻钟, 講了一刻鐘, 1h 5m, 90s)."""
    view, words = fold(text.strip()), default_words()
    match = _LENGTH.search(view)
    if match is None or match.end() != len(view):
        return None
    if match.start() and not (talk := words["talk"].before(view, match.start())):
        return None
    if match.start() and talk and talk.start() > 0:
        return None
    return _minutes(match)


def read_length(scene: Scene) -> FoundLength | None:
    """Find the length of the call; what is to come, or the length of something else, is not it."""
    found = [length for match in _LENGTH.finditer(scene.view) if (length := _found(scene, match))]
    if not found:
        return None
    spoken = [length for length in found if length.talk] or found
    chosen = spoken[0]
    for later in found:
        if scene.corrected(chosen.span, later.span):
            chosen = FoundLength(
                later.minutes, Span(chosen.span.start, later.span.end), later.doubtful, later.talk
            )
    others = {length.minutes for length in spoken if not length.span.meets(chosen.span)}
    unclear = bool(others - {chosen.minutes})
    return FoundLength(chosen.minutes, chosen.span, chosen.doubtful or unclear, chosen.talk)


def _found(scene: Scene, match: re.Match[str]) -> FoundLength | None:
    minutes, view = _minutes(match), scene.view
    if minutes is None or not 0 < minutes <= _LONGEST or _A_NAME.fullmatch(match[0]):
        return None
    about = _ABOUT.search(view[max(0, match.start() - 12) : match.start()])
    start = match.start() - (len(about[0]) if about else 0)
    talk = scene.words["talk"].before(view, start)
    if talk and _DENIED.search(view, 0, start - len(talk.string) + talk.start()):
        talk = None  # 別再打了 15分鐘: that is a wish, and how long it took
    if _is_something_else(scene, match, start, bool(talk)):
        return None
    if talk:
        start -= len(talk.string) - talk.start()
    return FoundLength(minutes, Span(start, match.end()), bool(match["vague"]), bool(talk))


def _is_something_else(scene: Scene, match: re.Match[str], start: int, talk: bool) -> bool:
    view, words = scene.view, scene.words
    if talk and not (_SAID.search(view, 0, match.start()) and _THEN.match(view, match.end())):
        return False
    if re.search(r"hung up (?:after|in)\s*$", view[:start]):
        return False
    apart = view[start - 1 : start].isspace() and is_chinese(
        match[0][-1]
    )  # a blank sets a Chinese length apart
    if not apart and words["length_not_after"].before(view, start):
        return True
    if words["not_call_length"].after(view, match.end()):
        return True
    if re.fullmatch(r"[\d.]+m", match[0]):
        money = ("budget", "amount", "not_amount")
        return "." in match[0] or any(words[role].before(view, start) for role in money)
    return match[0].endswith("'") and not _ALONE.fullmatch(view, max(0, match.start() - 1), match.end() + 1)


_SAID: Final = late(r"(?:说|表示|[他她]讲)(?:大概|大约|约|差不多|再)?\s*$")
_THEN: Final = late(r"\s*(?:之后|以后|后|内|以内|再)")
_ALONE: Final = late(r"(?:^|[\s,，])?[1-9]\d?'(?:[\s,，]|$)?")


_DENIED: Final = late(r"(?:[别不勿免甭]|拒绝|拒接)(?:要|用|准|许|需|必)?再?$|\b(?:not|never|no|don'?t)\s+$")
_A_NAME: Final = late(r"an?[a-z]+")
_ABOUT: Final = late(
    r"(?:大概|大约|约|差不多|快|将近|近|about|around|roughly|nearly|almost|approx\.?|~|c\.|ca\.?)\s*$"
)


def _minutes(match: re.Match[str]) -> int | None:
    for name, value in (("half", 30), ("three", 45), ("quarter", 15), ("anhalf", 90)):
        if match[name]:
            return value
    if match["quarters"]:
        return 15 * int(read_number(match["quarters"]) or 0)
    total = _total(match)
    return None if total is None else int(total.to_integral_value(ROUND_CEILING))


def _total(match: re.Match[str]) -> Decimal | None:
    if match["hours"]:
        hours, rest = _number(match["hours"]), _number(match["rest"] or match["rest2"] or "0")
        if hours is None or rest is None:
            return None
        half = match["half1"] or match["half2"] or "and a half" in match[0]
        return 60 * hours + (30 if half else 0) + rest
    minutes, seconds = _number(match["minutes"] or "0"), _number(match["seconds"] or match["only"] or "0")
    if minutes is None or seconds is None:
        return None
    return minutes + (Decimal("0.5") if match["halfminute"] or match["half3"] else 0) + seconds / 60


def _number(words: str) -> Decimal | None:
    if words.startswith("a couple"):
        return Decimal(2)
    return Decimal(1) if words in ("a", "an") else read_number(words)
