"""The pieces by which a name is found, as numbers of one key space: signs, pairs of signs, sounds, letters, tails."""

from collections.abc import Iterable
from operator import add
from zlib import crc32

from bot.sales import naming
from bot.sales.patterns import late
from store.search import roman, surnames

SHORT = 4
LONG_WORD = 5
TAIL = 4
EMAILS, SOUNDS = 4_096, 16_384
_RUNS = late(rf"[{naming.CJK}]+")


def of_name(name: str) -> set[int]:
    """The pieces of a name that is kept."""
    core = naming.core(name)
    spoken = roman.syllables(core)
    found = _common(core, spoken) | roman.pairs(spoken)
    initials = "".join(word[0] for word in spoken)
    if 2 <= len(initials) <= 6:
        found.add("@" + initials)
    return numbers(found)


def of_query(core: str) -> set[int]:
    """The pieces of what was typed: also the sounds and initials that Latin letters may stand for."""
    spoken = roman.syllables(core)
    found = _common(core, spoken) | roman.pairs(spoken)
    if core.isascii():
        latin = tuple(core.split())
        found |= (
            _latin(latin[::-1]) | roman.typed_pairs(latin) | {"@" + initials for initials in _initials(latin)}
        )
    elif any(word.isascii() for word in spoken if word not in roman.SYLLABLES):
        found |= roman.typed_pairs(("".join(spoken),))
    return numbers(found)


def of_whole(core: str) -> set[int]:
    """The fewest pieces under which a name of exactly this core stands."""
    letters = f"^{''.join(roman.syllables(core))}$"
    return numbers([_drawer("~", letters, SOUNDS)]) if len(letters) > SHORT else of_name(core)


def of_surname(surname: str) -> set[int]:
    """The pieces under each of which somebody with a surname stands: one in Latin letters may be Chinese too."""
    if naming.is_cjk(surname[0]):
        return numbers([surname])
    return numbers(["=" + surname, *surnames.signs(surname)])


def of_email(email: str) -> set[int]:
    """The piece of an e-mail address."""
    return numbers([_drawer("@@", email.strip().lower(), EMAILS)])


def of_number(digits: str) -> list[int]:
    """The pieces of a telephone number: its last four digits, and the four before."""
    ends = ["#" + digits[-TAIL:]]
    if len(digits) >= 2 * TAIL:
        ends.append("##" + digits[-2 * TAIL : -TAIL])
    return sorted(numbers(ends))


def numbers(pieces: Iterable[str]) -> set[int]:
    """Pieces as 32-bit numbers; two that fall together cost a look at a name more."""
    return {crc32(piece.encode()) - 2**31 for piece in pieces}


def _drawer(kind: str, whole: str, drawers: int) -> str:
    """One of so many drawers for a whole: some dozens share each, so a million wholes make no million rows."""
    return f"{kind}{crc32(whole.encode()) % drawers:x}"


def _common(core: str, spoken: tuple[str, ...]) -> set[str]:
    found = _written(core)
    letters = f"^{''.join(spoken)}$"
    found |= {letters[at : at + 3] for at in range(len(letters) - 2)}
    if len(letters) > SHORT:
        found.add(_drawer("~", letters, SOUNDS))
    latin = tuple(word for word in core.split() if word.isascii())
    found |= {"=" + word for word in latin if len(word) >= 2} | _latin(latin)
    return found


def _latin(words: tuple[str, ...]) -> set[str]:
    """What tells Latin names apart whose threes are common: fours, and the first word with an end of the last."""
    found = {word[at : at + 4] for word in words if len(word) >= LONG_WORD for at in range(len(word) - 3)}
    if len(words) > 1 and len(words[0]) > 1:
        found |= {f"&{words[0]}{words[-1][0]}", f"&{words[0]}${words[-1][-1]}"}
    return found


def _written(core: str) -> set[str]:
    found: set[str] = set()
    for run in () if core.isascii() else _RUNS.findall(core):
        found.update(run)
        found.update(map(add, run, run[1:]))
        if len(run) <= SHORT:
            found.update(map(add, run, run[2:]))
    return found


def _initials(words: tuple[str, ...]) -> set[str]:
    if len(words) < 2:
        return {word for word in words if 2 <= len(word) <= 4}
    first = "".join(word[0] for word in words)
    spelt = "".join(word if not set(word) & set("aeiouv") else word[0] for word in words)
    return {initials for initials in (first, spelt, spelt[1:] + spelt[0]) if 2 <= len(initials) <= 6}
