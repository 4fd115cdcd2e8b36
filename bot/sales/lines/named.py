"""Names in Latin letters that stand where "him" could: marked, so that no reader takes them for anything else.

The signs of a marked name are those of the phrases' {him}: "sent Bob Ray a quote" reads like "sent him a quote", and
the price in Grace Price is none.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import Final

from bot.sales.lines.names import common_words
from bot.sales.lines.phrases import HIDDEN, NAMED, RIVAL
from bot.sales.lines.places import Places, Span
from bot.sales.lines.scene import Scene
from bot.sales.lines.typos import real_words
from bot.sales.lines.words import default_names
from bot.sales.patterns import late

_MOST_WORDS: Final = 3
_WORD: Final = r"[A-ZÀ-Þ](?:\.|[A-Za-zÀ-ɏ]*(?:['’-][A-ZÀ-Þ]?[a-zà-ɏ]+)*)"
_RUN: Final = late(
    rf"(?<![\w'’.&-])(?:(?:Mr|Mrs|Ms|Miss|Dr|Prof|Sir)\.?\s)?{_WORD}(?:\s(?:(?:[a-z]{{1,3}}\s){{0,2}})?{_WORD})*(?![\w&])"
)
_PART: Final = late(rf"{_WORD}|[a-z]+")
_OF_HIM: Final = late(r"['’](?:s|ll|d|ve|re)$")


def mark_names(scene: Scene, rivals: list[Span], goods: list[Span]) -> Scene:
    """Give the scene with the competitors marked, and the names that are sure; goods are none of these."""
    chars = list(scene.view)
    names = _names(scene, Places([*rivals, *goods]))
    for sign, span in [*((NAMED, span) for span in names), *((RIVAL, span) for span in rivals)]:
        for place in range(*span):
            if chars[place] != HIDDEN:
                chars[place] = sign
    return replace(scene, view="".join(chars))


def unhide_names(hidden: Scene, scene: Scene, marked: Scene) -> Scene:
    """Give the hidden scene with the marked names readable again, whatever they stood in."""
    signs = zip(hidden.view, scene.view, marked.view, strict=True)
    return replace(hidden, view="".join(plain if sign == NAMED else own for own, plain, sign in signs))


def _names(scene: Scene, taken: Places) -> Iterator[Span]:
    common = _common(scene.words.vocabulary)
    for match in _RUN.finditer(scene.text):
        name: list[re.Match[str]] = []
        for word in _PART.finditer(scene.text, *match.span()):
            view = Span(scene.in_view(word.start()), scene.in_view(word.end()))
            if not taken.meets(view) and _goes_on(word[0], name, common):
                name.append(word)
                continue
            yield from _span(scene, name)
            name = [word] if not taken.meets(view) and _goes_on(word[0], [], common) else []
        yield from _span(scene, name)


@lru_cache(maxsize=4)
def _common(vocabulary: frozenset[str]) -> frozenset[str]:
    return common_words(vocabulary) | real_words()


def _span(scene: Scene, name: list[re.Match[str]]) -> Iterator[Span]:
    while name and name[-1][0].islower():
        name.pop()
    words = [_OF_HIM.sub("", word[0]).lower().strip(".") for word in name]
    alone = len(words) == 1 and (words[0] in default_names().name_and_word or len(words[0]) == 1)
    if name and not alone:
        end = name[-1].start() + len(_OF_HIM.sub("", name[-1][0]))
        yield Span(scene.in_view(name[0].start()), scene.in_view(end))


def _goes_on(word: str, name: list[re.Match[str]], common: frozenset[str]) -> bool:
    """Tell whether the word begins a name, or belongs to the one begun: a common word only as its second."""
    known, lower = default_names(), _OF_HIM.sub("", word).lower().strip(".")
    if word.islower():
        return bool(name) and lower in known.particles
    if word.isupper() and len(word.strip(".")) > 1:
        return False
    if not name:
        return lower not in common or lower in known.name_and_word
    full = len([one for one in name if not one[0].islower()])
    if full >= _MOST_WORDS or _OF_HIM.search(name[-1][0]):
        return False
    if lower not in common:
        return True
    return full == 1 and (lower not in known.never or lower in known.surname_and_word)


_GIVEN_BEFORE: Final = late(rf"(?:^|[,;:(/-] ?|(?<![\w'’])[a-z]+ )(?P<given>{_WORD}) $")
_HE_DOES: Final = late(
    r"(?: (?:wants?|said|says|needs?|asked|asks|called|calls|rang|is|was|has|will|didn't|doesn't|isn't|placed|ordered|signed|confirmed|agreed|picked|no|not|at|from|busy)\b|\s*(?:$|[,:;-]))"
)


def is_a_surname(scene: Scene, span: Span) -> bool:
    """Tell whether a competitor's name follows one given name and does what a customer does: Xena Dell wants a quote."""
    own = scene.original(span)
    if own.isupper() or not own[0].isupper() or not _HE_DOES.match(scene.view, span.end):
        return False
    given = _GIVEN_BEFORE.search(scene.text, 0, scene.in_text(span).start)
    if given is None or given["given"].isupper():
        return False
    word = given["given"].lower().strip(".")
    return len(word) > 1 and word not in _common(scene.words.vocabulary) - default_names().name_and_word
