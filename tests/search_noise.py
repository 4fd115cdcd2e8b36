"""Fifteen ways in which people type a name otherwise than it is kept."""

import random
import re
from collections.abc import Callable

import opencc
from pypinyin import lazy_pinyin

from bot.sales import naming
from tests.search_names import POOLS, Firm, Human

Named = Firm | Human
Chance = random.Random
T2S, S2T = opencc.OpenCC("t2s"), opencc.OpenCC("s2t")
_SOUNDS: dict[str, list[str]] = {}


def _homophones(sign: str) -> list[str]:
    if not _SOUNDS:
        for other in sorted(
            {*POOLS["given"], *POOLS["brands"], *POOLS["surnames"], *"銘名洺小曉孝宏弘鴻志至智惠慧蕙"}
        ):
            _SOUNDS.setdefault(lazy_pinyin(other)[0], []).append(other)
    same = T2S.convert(sign)
    return [other for other in _SOUNDS.get(lazy_pinyin(sign)[0], []) if T2S.convert(other) != same]


def cjk(text: str) -> bool:
    """Whether a name is written in Chinese."""
    return any(naming.is_cjk(sign) for sign in text)


def plain(text: str) -> str:
    """A company's name as one says it, without its legal form."""
    for legal in sorted({*POOLS["legal_zh"], "有限公司", "(股)公司"}, key=len, reverse=True):
        for form in (legal, T2S.convert(legal)):
            text = text.removesuffix(form)
    for legal in sorted(POOLS["legal_en"], key=len, reverse=True):
        text = text.removesuffix(legal).strip(" ,")
    return text


def said(one: Named) -> str:
    """What an agent would type of a name: a company without its form, a short Chinese name with the company."""
    if isinstance(one, Firm):
        return plain(one.name)
    return f"{one.name} {one.firm.short}" if cjk(one.name) else one.name


def _replace(text: str, at: int, new: str, size: int = 1) -> str:
    return text[:at] + new + text[at + size :]


def _letters(text: str) -> list[int]:
    return [at for at, sign in enumerate(text) if sign.isalnum()]


def typo(chance: Chance, text: str) -> str:
    """One wrong sign."""
    at = chance.choice(_letters(text))
    wrong = (
        chance.choice(POOLS["brands"]) if naming.is_cjk(text[at]) else chance.choice("abcdefghiklmnoprstuwy")
    )
    return _replace(text, at, wrong)


def transposed(chance: Chance, text: str) -> str:
    """Two neighbours the other way round."""
    pairs = [at for at in _letters(text)[:-1] if text[at + 1].isalnum() and text[at] != text[at + 1]]
    if not pairs:
        return text
    at = chance.choice(pairs)
    return _replace(text, at, text[at + 1] + text[at], 2)


def missing(chance: Chance, text: str) -> str:
    """One sign left out."""
    return _replace(text, chance.choice(_letters(text)), "")


def sound(chance: Chance, text: str) -> str:
    """A sign that sounds the same, or the whole in pinyin."""
    if not cjk(text):
        return re.sub(r"ph|ck|oo|ee|ll|ss|tt|nn", lambda match: match[0][0], text, count=1)
    places = [at for at, sign in enumerate(text) if naming.is_cjk(sign) and _homophones(sign)]
    if places and chance.random() < 0.5:
        at = chance.choice(places)
        return _replace(text, at, chance.choice(_homophones(text[at])))
    return pinyin(text)


def pinyin(text: str) -> str:
    """The sounds without tones, word by word."""
    return " ".join("".join(lazy_pinyin(word)) for word in text.split())


def script(chance: Chance, text: str) -> str:
    """The other script."""
    return S2T.convert(text) if T2S.convert(text) == text else T2S.convert(text)


def spaces(chance: Chance, text: str) -> str:
    """A space too many, or one too few."""
    at = chance.choice(_letters(text)[1:] or [0])
    return _replace(text, at, "  " + text[at])


def wide(chance: Chance, text: str) -> str:
    """Full width."""
    return "".join(
        chr(ord(sign) + 0xFEE0) if "!" <= sign <= "~" else "\u3000" if sign == " " else sign for sign in text
    )


def split(chance: Chance, text: str) -> str:
    """Pinyin cut in the wrong places."""
    letters = pinyin(text).replace(" ", "") if cjk(text) else text.replace(" ", "").lower()
    at = chance.randrange(2, max(3, len(letters) - 1))
    return f"{letters[:at]} {letters[at:]}"


def initials(chance: Chance, one: Named) -> str | None:
    """Names cut to their first letters, with the company."""
    if isinstance(one, Firm):
        return None
    if not cjk(one.name):
        first, last = one.name.split()
        return f"{first[0]}. {last} {one.firm.short}"
    surname, *given = lazy_pinyin(one.name)
    return f"{surname} {''.join(word[0] for word in given)} {one.firm.short}"


def partial(chance: Chance, one: Named) -> str | None:
    """A part of the name, enough to tell it."""
    if isinstance(one, Firm):
        whole = plain(one.name)
        return whole[: max(5, len(whole) - chance.randint(1, 3))] if len(whole) > 5 else None
    return f"{one.name[-2:]} {one.firm.short}" if cjk(one.name) else f"{one.name.split()[1]} {one.firm.short}"


def order(chance: Chance, one: Named) -> str | None:
    """Words in another order."""
    if isinstance(one, Human):
        return f"{one.firm.short} {one.name}" if cjk(one.name) else " ".join(reversed(one.name.split()))
    return " ".join(reversed(plain(one.name).split())) if one.language == "en" else None


def mixed(chance: Chance, one: Named) -> str | None:
    """Half in signs, half in pinyin."""
    name = plain(one.name) if isinstance(one, Firm) else one.name
    if not cjk(name):
        return f"{name.upper()}"
    half = max(1, len(name) // 2)
    typed = name[:half] + "".join(lazy_pinyin(name[half:]))
    return typed if isinstance(one, Firm) else f"{typed} {one.firm.short}"


def double(chance: Chance, text: str) -> str:
    """Two at once."""
    for noise in chance.sample((typo, transposed, missing, sound, script, spaces, wide), k=2):
        text = noise(chance, text)
    return text


def _on(noise: Callable[[Chance, str], str]) -> Callable[[Chance, Named], str | None]:
    return lambda chance, one: noise(chance, said(one)) if len(_letters(said(one))) > 4 else None


KINDS: dict[str, Callable[[Chance, Named], str | None]] = {
    "exact": lambda _, one: one.name if isinstance(one, Firm) else said(one),
    "typo": _on(typo),
    "transposition": _on(transposed),
    "missing sign": _on(missing),
    "sound": _on(sound),
    "other script": _on(script),
    "partial": partial,
    "word order": order,
    "no legal form": lambda _, one: plain(one.name) if isinstance(one, Firm) else None,
    "spaces": _on(spaces),
    "full width": _on(wide),
    "initials": initials,
    "mixed": mixed,
    "wrong split": lambda chance, one: split(chance, one.name if isinstance(one, Human) else plain(one.name)),
    "former name": lambda _, one: one.former if isinstance(one, Firm) else None,
    "short name": lambda _, one: one.short if isinstance(one, Firm) else None,
    "double": _on(double),
}
