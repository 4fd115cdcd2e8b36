r"""The grammar of blanks: names and filters, and nothing that can be called.

    {contact.name}   {product.price|money}   {contact.name|or:"there"}
    {?promotion.text} said only where there is one {/promotion.text}
    {!product.price} said only where there is none {/product.price}

Whatever else stands in braces is refused when the library is loaded. A value goes in literally: what it
holds is never read as a blank.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from bot.scripts.formats import FILTERS, Value

_TOKEN = re.compile(r"\{([^{}]*)\}|[{}]")
_NAME = re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)?", re.ASCII)
_OR = re.compile(r'or:"([^"|]*)"')
_SPACES = re.compile(r"[ \t\n]+")
_HAN = re.compile("[\u4e00-\u9fff]")
_LATIN = re.compile("[A-Za-z0-9]")


class BlankError(ValueError):
    """A text with braces that are no blank; the message says which."""


@dataclass(frozen=True, slots=True)
class Blank:
    """A name with its filter and the text that stands in when it is empty (None: it must not be empty)."""

    name: str
    filter: str = ""
    fallback: str | None = None


@dataclass(frozen=True, slots=True)
class Segment:
    """Parts said only where the name is filled (`present`) or only where it is empty."""

    name: str
    present: bool
    parts: tuple["str | Blank", ...]


Part = str | Blank | Segment


@lru_cache(maxsize=8192)
def parse(text: str) -> tuple[Part, ...]:
    """The parts of a text; BlankError for anything in braces that is outside the grammar."""
    parts: list[Part] = []
    open_name, open_present, inner = "", False, list[str | Blank]()
    position = 0
    for token in _TOKEN.finditer(text):
        target: list[Part] | list[str | Blank] = inner if open_name else parts
        if token.start() > position:
            target.append(text[position : token.start()])
        position = token.end()
        body = token.group(1)
        if body is None:
            raise BlankError(f"{token.group()} stands alone")
        if body[:1] in ("?", "!"):
            if open_name:
                raise BlankError(f"{{{body}}} stands inside {{?{open_name}}}")
            open_name, open_present, inner = _name(body[1:], body), body[0] == "?", []
        elif body[:1] == "/":
            if not open_name or body[1:] != open_name:
                raise BlankError(f"{{{body}}} closes nothing")
            parts.append(Segment(open_name, open_present, tuple(inner)))
            open_name = ""
        else:
            target.append(_blank(body))
    if open_name:
        raise BlankError(f"{{?{open_name}}} is never closed with {{/{open_name}}}")
    if position < len(text):
        parts.append(text[position:])
    return tuple(parts)


def _name(name: str, body: str) -> str:
    if not _NAME.fullmatch(name):
        raise BlankError(f"{{{body}}} is not a name")
    return name


def _blank(body: str) -> Blank:
    name, *filters = body.split("|")
    _name(name, body)
    used, fallback = "", None
    for each in filters:
        alternative = _OR.fullmatch(each)
        if alternative and fallback is None:
            fallback = alternative.group(1)
        elif each in FILTERS and not used and fallback is None:
            used = each
        else:
            raise BlankError(f"{{{body}}} has a filter that there is not: {each}")
    return Blank(name, used, fallback)


def names(text: str) -> frozenset[str]:
    """Every name that a text uses, also those that only switch a segment."""
    found: set[str] = set()
    for part in parse(text):
        if isinstance(part, Segment):
            found.add(part.name)
            found.update(each.name for each in part.parts if isinstance(each, Blank))
        elif isinstance(part, Blank):
            found.add(part.name)
    return frozenset(found)


def needed(text: str) -> frozenset[str]:
    """The names that must be filled for the text to be said without a hole."""
    found: set[str] = set()
    for part in parse(text):
        if isinstance(part, Segment):
            guard = part.name if part.present else ""
            found.update(_bare(each) for each in part.parts if _bare(each) != guard)
        else:
            found.add(_bare(part))
    return frozenset(found - {""})


def _bare(part: Part) -> str:
    return part.name if isinstance(part, Blank) and part.fallback is None else ""


def filled(values: Mapping[str, Value], name: str) -> bool:
    """Whether a name has a value that is not empty."""
    value = values.get(name)
    return value is not None and value != ""


def fill(text: str, values: Mapping[str, Value], language: str) -> str:
    """The text as it is said; an empty name leaves nothing. Values stand literally; only the gaps between
    them and the words around them are set as the language has it."""
    said = ""
    for piece in _pieces(parse(text), values, language):
        said = _joined(said, piece, language)
    return said.strip()


def _pieces(parts: Iterable[Part], values: Mapping[str, Value], language: str) -> Iterator[str]:
    for part in parts:
        if isinstance(part, str):
            yield _SPACES.sub(" ", part)
        elif isinstance(part, Segment):
            if filled(values, part.name) is part.present:
                yield from _pieces(part.parts, values, language)
        elif filled(values, part.name):
            yield FILTERS[part.filter](values[part.name], language)
        elif part.fallback:
            yield part.fallback


def _joined(before: str, after: str, language: str) -> str:
    """Latin letters and digits stand apart from Han characters; after a full-width bracket comes no space."""
    if language == "en" or not before or not after:
        return before + after
    if before.endswith("）"):
        return before + after.lstrip(" ")
    mixed = bool(
        (_HAN.match(before[-1]) and _LATIN.match(after)) or (_LATIN.match(before[-1]) and _HAN.match(after))
    )
    return f"{before} {after}" if mixed else before + after
