"""Which command, if any, words begin with: the same words in every chat."""

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bot.router import Rule

SLASHES = "/／"


@dataclass(frozen=True, slots=True)
class Meant:
    """A command and what follows it; `slash` says that it was written as a command."""

    rule: Rule
    rest: str
    slash: bool


def meant(text: str, words: Mapping[str, Rule], resolves: Callable[[str], bool]) -> Meant | None:
    """The command that a text is.

    A word counts at the start, alone or before a space. An alias without spaces around it (找王小明) counts
    only if the rest resolves to one contact or product; otherwise the text is a log line or a search.
    """
    slash = text[:1] in SLASHES
    plain = text[1:] if slash else text
    head, rest = _split(plain)
    rule = words.get(unicodedata.normalize("NFKC", head.partition("@")[0]).casefold())
    if rule is not None:
        return Meant(rule, rest, slash)
    for alias in sorted((word for word in words if not word.isascii()), key=len, reverse=True):
        if plain.startswith(alias) and (slash or resolves(plain[len(alias) :].strip())):
            return Meant(words[alias], plain[len(alias) :].strip(), slash)
    return None


def _split(text: str) -> tuple[str, str]:
    parts = text.split(maxsplit=1)
    return (parts[0] if parts else "", parts[1].strip() if len(parts) > 1 else "")
