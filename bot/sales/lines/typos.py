"""Mending typing slips in English words that the reader knows, and only in words that nobody knows."""

import re
from functools import cache
from typing import Final

from rapidfuzz.distance import OSA

from bot.sales.lines.words import Words

_LETTERS: Final = 5
_LONG: Final = 7
_WORD: Final = re.compile(r"[A-Za-z][a-z']{4,}(?![A-Za-z0-9])")
_LINE: Final = 2_000
_TIME_WORDS: Final = (
    "tomorrow monday tuesday wednesday thursday friday saturday sunday january february march april august "
    "september october november december morning afternoon evening tonight month week"
)
# Real words that stand one slip away from a word of the tables.
_REAL: Final = frozenset(
    "broad prince brought through thorough beard bread three seven eight fifteen sixteen trail angle singing stood stool steep step "
    "quite quiet older border folder ordering shopping falling failing filling selling telling pulling killing "
    "called caller calls costs costing pride prise prize pricey priced party later latter letter better matter "
    "visits visual budgets gadget minute minutes needed seeded signal signing singed sighed design designed "
    "voice voices choice office officer offices off offer offers house horse hours mouse month months mouth "
    "south north quarter quarters quotes quoting quota point paint print prints printer printers meter "
    "there these those where were here hears heard thing things think thinks thank thanks would could should "
    "about above after other others often again against great green greet group groups since single simple "
    "small smell still style state stage store stock stick shelf sharp share shared short sheet sheets shift "
    "ships shipped shipping chips clean clear close closer cloud class trade train truck track tracks trial "
    "large larger longer light right night might sight eight weight first third fifth sixth every never ever "
    "under until using users likes liked lines lived lives leave leaves learn least lease leased loose lost "
    "model models money monkey morning mornings moving moved movie plans plant plants place places plane plain "
    "parts ports posts power paper papers sales salad scale score scope space spare speak spend spends spent "
    "staff stuff start started starts story study super table tables taken takes taste teams terms tests times "
    "title today touch tower trust truth twice value valued vendor versus video watch water while white whole "
    "woman women words works world worse worst worth write wrote years young yours board boards branch bring "
    "brand brands brown build built buyer buyers check checks chance change changed changes cheap cheaper chief "
    "child china chris clerk client clients coming contact contacts cover covers cross daily dates deals dealer "
    "delay desks dock docks drive driver drives drops early earth email emails empty entry error event events "
    "exact extra facts fails field final finds fixed floor focus force forms found frame fresh front fully funds "
    "given gives glass goods grade grant grows guess guest guide happy harder hardly hates heavy helps hires hired "
    "human ideas image inner input issue items joined joins judge keeps known knows label labor laptop laptops "
    "layer leads lists loads local logic logos lunch maker makes maybe means meant media meets metal minor mixed "
    "mobile named names nearly newer notes noted novel numbers occur opens order orders ordered owner owners paying "
    "peter phase phone phones photo picks piece pilot plate press prior proof proud prove quick quickly raise range "
    "ranks rates ratio reach ready refer relay remote renew rental reply resend retry return risks river rooms "
    "round route rules sadly saved saves seats seems sells sends sense serve server servers seven shape shops shown "
    "shows signs sites sized sizes skill skips slowly smart solar solid solve sorry sorts sound speed split sport "
    "spoke stays steel steps swear sweet swift switch tasks taxes teach thick throw tight tired token tools total "
    "tough tours trend tried tries truly turns types union units upper upset usage usual valid visit vital voted "
    "waits walks walls wants waste weeks wheel whose wider winds wires wrong yield blank black block blocks boxes "
    "break breaks calling calmly carry cases cause center centre chain chair chairs chart charts click closed coast "
    "coach coffee crash cream crowd cycle danger demand depend dinner direct double doubt dozen draft eager eleven "
    "enough except expect export factor fairly family faster father fellow figure filled finger finish flight flying "
    "follow forget format former forward friend garden gather gender gentle global golden ground growth handle happen "
    "harry health height hidden holder import income indeed inside invest island itself jumped junior laying leader "
    "league letters level levels likely limits linked liquid listen little living losing lovely lovers mainly manner "
    "market master medium member memory mental merged method middle minded mining mirror modern moment mostly mother "
    "motion narrow nation nature nearby normal notice number object obtain option orange output packed paired palace "
    "parent partly people period person picked placed player please plenty pocket policy prefer pretty prices profit "
    "proper proved public pushed quotas rarely rather rating reader really reason recent record reduce reform regard "
    "region relate remain remind remove repair repeat report rescue result retail review reward safety salary sample "
    "saving saying scheme school screen screens search season second secret sector secure select seller senior series "
    "served settle severe signed silent silver simply sister slight slower smooth social source speech spread spring "
    "square stable status steady stolen stream street strict string strong studio submit sudden suffer summer supply "
    "surely survey switched system talent target taught tender thirty though threat ticket timber tissue toward trader "
    "travel treaty twelve twenty unable unique united unless unlike update useful vacant valley varied vendor victim "
    "vision volume walked warned wealth weekly weight window winner winter within wonder worker writer yearly".split()
)


def real_words() -> frozenset[str]:
    """Words of every day, which are no slips and, written small, no names."""
    return _REAL


@cache
def _known(vocabulary: frozenset[str]) -> tuple[frozenset[str], dict[str, tuple[str, ...]]]:
    words = {word for word in vocabulary if len(word) >= _LETTERS and "'" not in word} | set(
        _TIME_WORDS.split()
    )
    by_letter: dict[str, list[str]] = {}
    for word in sorted(words):
        by_letter.setdefault(word[0], []).append(word)
    return frozenset(words), {letter: tuple(found) for letter, found in by_letter.items()}


def mend(text: str, view: str, words: Words, names: frozenset[str]) -> tuple[str, tuple[int, ...] | None]:
    """Give the view with mended words, and for each of its places the place in the text (None: the same).

    A slip is one letter more, less, other or swapped in a word of five letters or more (two from nine on)
    with the right first letter; in a short word another letter makes another word. A word with a capital inside the line is a name and stays.
    """
    if len(view) > _LINE:
        return view, None
    known, by_letter = _known(words.vocabulary)
    out: list[str] = []
    at: list[int] = []
    last = 0
    for match in _WORD.finditer(text):
        word = match[0].lower()
        if (
            word in known
            or word in _REAL
            or word in names
            or word.rstrip("s") in names
            or (match[0][0].isupper() and match.start() > 0)
        ):
            continue
        better = _nearest(word, by_letter.get(word[0], ()))
        if better is None or match[0][0].isupper():
            continue
        out += [view[last : match.start()], better]
        at += range(last, match.start())
        at += [min(match.start() + place, match.end() - 1) for place in range(len(better))]
        last = match.end()
    if not last:
        return view, None
    return "".join([*out, view[last:]]), (*at, *range(last, len(view) + 1))


def _is_another_form(word: str, candidate: str) -> bool:
    """An ending makes another form of a word, another letter in a short word another word; neither is a slip."""
    if len(word) == len(candidate):
        swapped = sorted(word) == sorted(candidate)
        return not swapped and (len(word) < _LONG or word[-1] != candidate[-1])
    short, long = sorted((word, candidate), key=len)
    return long.startswith(short[:-1]) and long[-1] != short[-1]


def _nearest(word: str, candidates: tuple[str, ...]) -> str | None:
    allowed = 2 if len(word) >= 9 else 1
    best: tuple[int, str] | None = None
    for candidate in candidates:
        if candidate.rstrip("s") == word.rstrip("s") or abs(len(candidate) - len(word)) > allowed:
            continue
        distance = OSA.distance(word, candidate, score_cutoff=allowed)
        if _is_another_form(word, candidate):
            continue
        if distance <= allowed and (best is None or (distance, candidate) < best):
            best = (distance, candidate)
    return best[1] if best else None
