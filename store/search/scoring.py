"""How well a name fits what was typed, 0 to 100: as written, as it sounds, in parts, by initials, by title."""

from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from bot.sales import naming
from store.search import roman

FLOOR = 60
CLOSE = 45
HEARD_LETTERS = 70
HEARD_SIGNS = 78
SAME_SOUND = 95
SAME_SHORT_SOUND = 91  # many names of two signs sound alike
SAME_LETTERS = 97
OTHER_SCRIPT = 97
VOWELS = frozenset("aeiouv")
SLIPS = 0.03  # of what the count of slips is worse than the letters in common: tells namesakes apart
NO_WORDS: frozenset[str] = frozenset()
UNHEARD = 40  # letters in common as heard: below it no passport's spelling fits


@dataclass(frozen=True, slots=True)
class Form:
    """A name in the forms that are compared: with words apart and without spaces, by sound."""

    core: str
    tight: str
    words: frozenset[str]
    spoken: tuple[str, ...]
    letters: str
    initials: str
    latin: bool


@lru_cache(maxsize=32_768)
def form(name: str) -> Form:
    """The forms of a name."""
    core = naming.core(name)
    spoken = roman.syllables(core)
    words = frozenset(core.split()) if " " in core else NO_WORDS
    initials = "".join([word[0] for word in spoken])
    return Form(core, core.replace(" ", ""), words, spoken, "".join(spoken), initials, core.isascii())


@lru_cache(maxsize=4_096)
def _passports(spoken: tuple[str, ...]) -> tuple[str, str, str]:
    """A Chinese name as Latin letters also have it: given name first, and both orders in Wade-Giles."""
    wade = [roman.wade(syllable) for syllable in spoken]
    return "".join(spoken[1:] + spoken[:1]), "".join(wade), "".join(wade[1:] + wade[:1])


def fit(query: Form, name: Form) -> float:
    """How well one name fits the whole of what was typed."""
    if not query.tight or not name.tight:
        return 0
    if query.tight == name.tight:
        return 100
    if _hopeless(query, name):
        return 0
    spoken = _spoken(query, name)
    heard = spoken >= (HEARD_LETTERS if query.latin else HEARD_SIGNS)
    best = max(_written(query, name), spoken if heard else 0)
    if best < 90:
        best = max(best, _inside(query, name), _short(query, name))
    if CLOSE <= max(best, spoken) < 85:
        best = max(best, _partly(query, name))
    return best


def _hopeless(query: Form, name: Form) -> bool:
    """Whether nothing below can reach the floor; most candidates end here, so this is all in C."""
    typed, kept = query.tight, name.tight
    if typed[0] == kept[0] or fuzz.ratio(typed, kept) >= CLOSE or typed in kept or kept in typed:
        return False
    if query.latin:
        if typed[0] in name.initials[:2] or (query.words and query.words <= name.words):
            return False
        if name.latin:
            return True
    heard, letters = query.letters, name.letters
    return fuzz.ratio(heard, letters) < UNHEARD and heard not in letters


def _written(query: Form, name: Form) -> float:
    if query.latin != name.latin and not set(query.tight) & set(name.tight):
        return 0
    best = fuzz.ratio(query.tight, name.tight)
    if best < 40:
        return best
    if abs(len(query.tight) - len(name.tight)) <= 2:
        slips = 100 * OSA.normalized_similarity(query.tight, name.tight)
        best = slips if slips > best else best - SLIPS * (best - slips)
        if sorted(query.tight) == sorted(name.tight):
            best = max(best, 88 if query.latin else 93)
    if " " in query.core or " " in name.core:
        best = max(best, 0.98 * fuzz.token_sort_ratio(query.core, name.core))
    return min(best, 99)


def _spoken(query: Form, name: Form) -> float:
    if query.latin and name.latin:
        return 0
    if query.letters == name.letters:
        same = SAME_SOUND if len(name.spoken) > 2 else SAME_SHORT_SOUND
        return OTHER_SCRIPT if query.latin else same
    best = 0.95 * fuzz.ratio(query.letters, name.letters)
    if query.latin and len(name.spoken) <= 4:
        best = max(best, *(0.96 * fuzz.ratio(query.letters, other) for other in _passports(name.spoken)))
    elif not query.latin and best >= CLOSE:
        best = max(best, 0.94 * fuzz.ratio(_loose(query.spoken), _loose(name.spoken)))
    return best


@lru_cache(maxsize=4_096)
def _loose(spoken: tuple[str, ...]) -> str:
    return "".join(map(roman.loose, spoken))


def _inside(query: Form, name: Form) -> float:
    """Part of the name, or the name inside something longer."""
    short, long = sorted((query.tight, name.tight), key=len)
    if len(short) < 2:
        return 70 if name.tight.startswith(query.tight) else 0
    share = len(short) / len(long)
    if short in long:
        if short == name.tight:
            return 70 + 18 * share
        return (86 if long.startswith(short) else 82) + 10 * share
    if query.latin and not name.latin and len(query.letters) >= 4 and query.letters in name.letters:
        return 78 + 12 * len(query.letters) / len(name.letters)
    if query.words and query.words <= name.words:
        return 84 + 10 * share
    if len(query.tight) < len(name.tight) and _in_order(query.tight, name.tight):
        return 72 + 20 * share
    return 0


def _partly(query: Form, name: Form) -> float:
    """Part of the name with a slip in it, as written or as it sounds."""
    short, long = sorted((query.tight, name.tight), key=len)
    best = 0.85 * fuzz.partial_ratio(short, long) if len(short) >= 4 else 0.0
    if not (query.latin and name.latin) and 6 <= len(query.letters) < len(name.letters):
        best = max(best, 0.83 * fuzz.partial_ratio(query.letters, name.letters))
    return best


def _in_order(part: str, whole: str) -> bool:
    """Whether the signs of one stand in another in their order, from its first: 台泥 in 台湾水泥."""
    rest = iter(whole)
    return part[0] == whole[0] and all(sign in rest for sign in part)


def _short(query: Form, name: Form) -> float:
    """Words cut to their beginnings: J. Smith, wang xm, wxm."""
    if not query.latin or len(query.tight) < 2:
        return 0
    if len(query.tight) <= 6 and query.tight == name.initials:
        return 82
    pieces: list[str] = []
    for word in query.core.split():
        pieces += [word] if set(word) & VOWELS or len(word) == 1 else list(word)
    for spoken in (name.spoken, name.spoken[1:] + name.spoken[:1]):
        if len(pieces) == len(spoken) and all(
            whole.startswith(piece) for piece, whole in zip(pieces, spoken, strict=True)
        ):
            return 89
    return 0
