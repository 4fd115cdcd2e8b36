"""Which command, if any, words begin with: the same words in every chat."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from bot.router import Rule

SLASHES = "/／"


_DAYS = r"mon|tue|wed|thu|fri|sat|sun"
_WHEN = rf"\d|tomorrow|tmrw?\b|next\b|later\b|today|tonight|noon|morning|afternoon|evening|\b(?i:{_DAYS})"
# Behind a word of command, what shows that a sentence goes on; a capital begins a name (order Will Price).
_GOES_ON: Final = {
    "stop": r"(?i:(?:calling|ringing|phoning|contacting|e-?mailing|texting|messaging|bothering|pestering|chasing|sending|"
    r"wasting)\b|it\b|all\b|this\b|.*\bcalls?\b)",
    "next": rf"(?:week|month|year|quarter|time|step|day|meeting|visit|call|order|demo|(?i:{_DAYS})[a-z]*)\b",
    "me": r"(?:and|to|too|&|with|calling)\b",
    "due": r"(?:diligence|to|on|by|back|date|for)\b",
    "away": r"(?:till|until|from|on|for|at|says?|this|all|sick)\b",
    "order": r"(?:confirmed|confirmation|placed|came|coming|in|from|is|was|has|received|signed|secured)\b",
    "close": r"(?:to|of|call|the deal|deal|enough)\b",
    "call": rf"(?:back|again)\b.*(?:{_WHEN})|(?:dropped|ended|lasted|was|went|came|got|with|from|cut|failed|did|did"
    r"n't|never)\b",
    "find": r"out (?:if|whether|why|when|what|how|who|about)\b",
    "add": r"(?:him|her|them|that|it) to\b",
    "打": r"[不沒没]",
    "訂單": r"[已確來下進成到收取簽]|(?i:ok)",
    "订单": r"[已确来下进成到收取签]|(?i:ok)",
    "結案": r"了",
    "结案": r"了",
    "查": r"[無无不]",
}


@dataclass(frozen=True, slots=True)
class Meant:
    """A command and what follows it; `slash` says that it was written as a command."""

    rule: Rule
    rest: str
    slash: bool


def meant(text: str, words: Mapping[str, Rule], resolves: Callable[[str], bool]) -> Meant | None:
    """The command that a text is.

    A word counts at the start, alone or before a space. An alias without spaces around it (找王小明) counts
    only if the rest resolves to one contact or product; otherwise the text is a log line or a search. So is a
    sentence that only begins with such a word: stop calling me, next week, order confirmed, 打不通.
    """
    slash = text[:1] in SLASHES
    plain = text[1:] if slash else text
    head, rest = _split(plain)
    word = unicodedata.normalize("NFKC", head.partition("@")[0]).casefold()
    rule = words.get(word)
    if rule is not None and not slash and _begins_a_sentence(word, rest):
        return None
    if rule is not None:
        return Meant(rule, rest, slash)
    for alias in sorted((word for word in words if not word.isascii()), key=len, reverse=True):
        rest = plain.removeprefix(alias).strip()
        if plain.startswith(alias) and (slash or (not _begins_a_sentence(alias, rest) and resolves(rest))):
            return Meant(words[alias], rest, slash)
    return None


def _begins_a_sentence(word: str, rest: str) -> bool:
    return word in _GOES_ON and bool(re.match(_GOES_ON[word], rest))


def _split(text: str) -> tuple[str, str]:
    parts = text.split(maxsplit=1)
    return (parts[0] if parts else "", parts[1].strip() if len(parts) > 1 else "")
