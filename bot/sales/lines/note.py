"""What is left of the line when everything understood is taken out: the note, in its own words.

A piece of the line (between two marks, or two blanks among Chinese words) that says something of its own goes into
the note from its first such word to its last; what was understood in its midst stays, so that it reads whole. What
only joined or announced something understood is no note.
"""

import re
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from bot.sales.lines.houses import house_before, house_behind, house_rung, is_event
from bot.sales.lines.places import Places, Span
from bot.sales.lines.sayings import is_a_wish, is_empty
from bot.sales.lines.scene import Scene, is_chinese
from bot.sales.lines.words import default_names
from bot.sales.patterns import late

_EDGE: Final = " \t\r\n,.;:!?，。；：！？、-–—/|~→…'\"（）[]「」“”*=&+@"
_LOOSE_AT_MOST: Final = 4
_SCRAP: Final = 2
_MIDST: Final = 20
_LINKS: Final = late(
    r"(?:and|but|then|also|so|is|was|will|'ll|'s|that|&|or|by|of|"
    r"的|了|吧|啦|喔|哦|啊|呢|吗|并且|而且|然后|另外|说|约|和|跟|与|并)"
)
_LINKS_BEHIND: Final = late(
    rf"{_LINKS.pattern}|for|at|on|to|in|with|w/|he|she|they|i|we|it|the|a|an|from|says|said|asks|在|要|他|她|做"
)


_ASKS: Final = late(
    r"\b(?:asked|asks|wants? to know|wanted to know|wondering|wonders|curious) (?:if|whether|how|why|when|what)\b|想?问|想知道|好奇|打听"
)
_WHAT_FOR: Final = late(r" for (?:the|his|her|their|its|a|an|all|both|each|every|new|two|three|\d)\b")
_ONLY_A_COUNT: Final = late(
    r"\s*(?:for|of|on)\s+(?:about\s+)?\d+\s*(?:units?|pcs|pieces|sets?|seats?|licen[cs]es?)\s*"
)
_GIVES_HIS_WORD: Final = late(r"\s*(?:已经?|都|也)?(?:答应|承诺|保证|允诺)(?:了|要|会)?\s*")
_NO: Final = frozenset({"not", "no", "nor", "yet", "first"})
_ONLY_RANG: Final = late(
    r"(?:[今昨]天|今早|一早|早上|上午|中午|下午|傍晚|晚上|刚刚?|刚才|[\d一二三四五六七八九十两]+[点點:：时][\d一二三四五六七八九十]*[分半]?|[\s再又重先我])*"
    r"(?:电访|致电|去电|来电|打(?:了|给|过|去)?|拨(?:打|了|给|过)?|call|联[络系]|连络|通话|电联|首访|初访)+(?:了|到|给)?\s*(?:分机\s*\d*)?"
)
_HOW_SAID: Final = late(
    r"(?:他|她|对方|客户)?(?:(?:话|讲|说|很|得|态度|口气|直接|就)+(?:明白|清楚|坚决|坚定|死|绝|白|强硬|硬|干脆|直白|明|肯定|果断)(?:了|的|地|讲|说)*)+"
)


@dataclass(frozen=True, slots=True)
class Taken:
    """What the fields hold. In a note `facts` never stand, `told` in its midst, `named` at its edges, `troubles` at its end."""

    facts: tuple[Span, ...]
    told: tuple[Span, ...]
    named: tuple[Span, ...]
    troubles: tuple[Span, ...]
    who: Span | None


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a piece: `own` words say something; what is taken may open a note, close it, or (a fact) part it."""

    span: Span
    own: bool = False
    opens: bool = False
    closes: bool = False
    fact: bool = False
    asks: bool = False
    what_for: bool = False


def read_note(scene: Scene, taken: Taken) -> str | None:
    """Join the stretches that say something of their own, with the marks that were typed between them."""
    places = Places({*taken.facts, *taken.told, *taken.named, *taken.troubles})
    facts, named, troubles = Places(taken.facts), Places(taken.named), Places(taken.troubles)
    stretches: list[Span] = []
    for piece in map(Span._make, pairwise(scene.pieces)):
        inside = places.touching(piece)
        parts = [
            _Part(
                house_before(scene, span, taken.who) or span,
                own=not house_rung(scene, span, taken.who)
                and (
                    house_before(scene, span, taken.who) is not None
                    or is_event(scene, span)
                    or house_behind(scene, span, taken.who)
                    or _says_something(scene, span, inside, named, troubles)
                ),
                asks=bool(_ASKS.search(scene.view, *span)),
                what_for=bool(_WHAT_FOR.match(scene.view, *span)),
            )
            if free
            else _taken_part(span, facts, named, troubles)
            for span, free in _parts(piece, inside)
        ]
        parts = [replace(part, opens=part.opens and not _set_off(scene.view, part.span)) for part in parts]
        stretches += [_trimmed(scene.view, span, places, taken.who) for span in _whole(parts)]
    texts = [_text(scene, span) for span in _joined(scene.view, stretches)]
    return _sentence([text for text in texts if text])


def _set_off(view: str, goods: Span) -> bool:
    """A blank before Chinese sets goods off that are written in Latin letters: MN-27q 掛牆用."""
    return bool(_BLANK_AND_CHINESE.match(view, goods.end)) and view[goods.end - 1].isascii()


_BLANK_AND_CHINESE: Final = late(r"\s+[㐀-鿿]")


def _taken_part(span: Span, facts: Places, named: Places, troubles: Places) -> _Part:
    """What goods are named may open a note; words that told something and name goods on the way may not."""
    goods = any(own.start <= span.start and span.end <= own.end for own in named.touching(span))
    return _Part(span, False, goods, goods or troubles.meets(span), facts.meets(span))


def _parts(piece: Span, taken: list[Span]) -> list[tuple[Span, bool]]:
    """Cut a piece into what is taken and what is free."""
    found, at = [], piece.start
    for start, end in sorted(taken):
        if start > at:
            found.append((Span(at, start), True))
        if end > at:
            found.append((Span(max(at, start), min(end, piece.end)), False))
        at = max(at, end)
    return [*found, (Span(at, piece.end), True)] if at < piece.end else found


def _says_something(scene: Scene, span: Span, taken: list[Span], *subjects: Places) -> bool:
    words = scene.view[slice(*span)]
    if _HOW_SAID.fullmatch(words.strip(_EDGE)) or _ONLY_A_COUNT.fullmatch(words):
        return False
    bare = words.strip(_EDGE)
    if bare.lower() in _NO or _ONLY_RANG.fullmatch(bare) or is_empty(bare):
        return False
    if _GIVES_HIS_WORD.fullmatch(words) or is_a_wish(scene, span):
        return True
    rest = scene.words["loose"].anywhere.sub(" ", words)
    chinese = len(re.findall("[一-鿿]", words))
    if not re.search(r"[^\W_]", rest) and chinese <= _LOOSE_AT_MOST:
        return False
    if not chinese or re.search(r"[a-z0-9À-ɏ]", rest):
        return True
    if len(re.findall("[一-鿿]", rest)) > _SCRAP:
        return True
    if chinese == 1 and taken:
        return False
    alone = words.strip(_EDGE + "的")
    if alone in default_names().places or any(own.meets(Span(span.end, span.end + 1)) for own in subjects):
        return True
    return not any(other.start == span.end for other in taken)


def _whole(parts: list[_Part]) -> list[Span]:
    """Give the stretches from the first to the last part that says something, facts apart."""
    groups: list[list[_Part]] = [[]]
    for part in parts:
        if part.fact:
            groups.append([])
        else:
            groups[-1].append(part)
    return [span for group in groups for span in _without_edges(group)]


def _without_edges(group: list[_Part]) -> list[Span]:
    own = [place for place, part in enumerate(group) if part.own]
    found: list[Span] = []
    for place in own:
        first = place - 1 if place and group[place - 1].opens and not group[place].what_for else place
        first -= first < place and first > 0 and group[first - 1].asks
        last = place + 1 if place + 1 < len(group) and group[place + 1].closes else place
        span = Span(group[first].span.start, group[last].span.end)
        if found and span.start - found[-1].end <= _MIDST:
            span = Span(found.pop().start, span.end)
        found.append(span)
    return found


def _trimmed(view: str, stretch: Span, taken: Places, who: Span | None) -> Span:
    """Cut words that only linked the stretch to something taken out, on that side; what follows a name stays."""
    start, end = stretch
    start += 2 if view.startswith("'s", start) else 0
    before = len(view[max(0, start - 40) : start]) - len(view[max(0, start - 40) : start].rstrip(" "))
    left = taken.meets(Span(start - before - 1, start)) and (who is None or who.end != start - before)
    left = left and not taken.meets(Span(start, start + 1))
    right = taken.meets(Span(end, end + 2)) and not taken.meets(Span(end - 1, end))
    while start < end:
        if view[start] in _EDGE:
            left, start = left and view[start].isspace(), start + 1
        elif view[end - 1] in _EDGE:
            right, end = right and view[end - 1].isspace(), end - 1
        elif left and (link := _LINKS.match(view, start, end)) and _is_word(view, *link.span()):
            start = link.end()
        elif right and (place := _link_before(view, start, end)) < end:
            end = place
        else:
            break
    return Span(start, max(start, end))


def _link_before(view: str, start: int, end: int) -> int:
    for size in range(min(5, end - start), 0, -1):
        if _LINKS_BEHIND.fullmatch(view, end - size, end) and _is_word(view, end - size, end):
            if view[end - size - 1 : end] == "不在":
                break
            return end - size
    return end


def _is_word(view: str, start: int, end: int) -> bool:
    """A Chinese link counts wherever it stands, an English one only as a whole word."""
    if is_chinese(view[start]):
        return True
    return not (view[start - 1 : start].isalnum() or view[end : end + 1].isalnum())


def _joined(view: str, stretches: list[Span]) -> list[Span]:
    """Make one of stretches that only marks stand between."""
    found: list[Span] = []
    for span in stretches:
        if found and not view[found[-1].end : span.start].strip(_EDGE + "()"):
            span = Span(found.pop().start, span.end)
        found.append(span)
    return found


def _text(scene: Scene, span: Span) -> str:
    text = scene.original(span)
    return text.strip(_EDGE if text.count("(") == text.count(")") else _EDGE + "()").strip()


def _sentence(texts: list[str]) -> str | None:
    if not texts:
        return None
    joined = texts[0]
    for text in texts[1:]:
        joined += ("，" if is_chinese(joined[-1]) or is_chinese(text[0]) else ", ") + text
    return joined
