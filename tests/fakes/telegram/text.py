"""Text as Telegram takes it: cleaned, trimmed, counted, its entities checked in UTF-16 units.

The order and the words follow `fix_formatted_text` and `clean_input_string_with_entities` of the library
under the Bot API server. Lengths: the documentation says "4096 characters after entities parsing" and the
library counts code points; here UTF-16 units are counted, which is never more lenient.
"""

import re

from tests.fakes.telegram.markup import parse
from tests.fakes.telegram.model import Json
from tests.fakes.telegram.refusals import RefusalError

TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024
_MOST_BYTES = 1 << 15
_SENDABLE = frozenset(
    [
        "bold",
        "italic",
        "underline",
        "strikethrough",
        "spoiler",
        "code",
        "pre",
        "text_link",
        "text_mention",
        "custom_emoji",
        "blockquote",
        "expandable_blockquote",
        "date_time",
    ]
)
_FOUND_BY_SERVER = frozenset(
    ["mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number", "bank_card_number"]
)
_FINDERS = (
    ("url", re.compile(r"\bhttps?://[^\s<>\"]+")),
    ("email", re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+")),
    ("bot_command", re.compile(r"(?<![\w/])/[A-Za-z0-9_]{1,64}(?:@\w{3,32})?")),
    ("mention", re.compile(r"(?<![\w@])@[A-Za-z]\w{3,31}")),
    ("hashtag", re.compile(r"(?<![\w#])#\w*[^\W\d]\w*")),
)
_UNSEEN = frozenset("\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u0333\u033f\u030a\r")


def units(text: str) -> int:
    """Length in UTF-16 units, as entities count it."""
    return len(text) + sum(ord(each) > 0xFFFF for each in text)


def cut(text: str, offset: int, length: int) -> str:
    """The part of the text that an entity covers."""
    raw = text.encode("utf-16-le")
    return raw[offset * 2 : (offset + length) * 2].decode("utf-16-le", "replace")


def prepared(
    text: str, parse_mode: str | None, entities: list[Json] | None, limit: int, too_long: str
) -> tuple[str, tuple[Json, ...]]:
    """What is shown of a text, with its entities; an empty text stays empty."""
    if len(text.encode("utf-8", "surrogatepass")) > _MOST_BYTES:
        raise RefusalError.bad("Text is too long")
    if any("\ud800" <= each <= "\udfff" for each in text):
        raise RefusalError.bad("Strings must be encoded in UTF-8")
    if parse_mode and parse_mode.lower() != "none":
        text, found = parse(text, parse_mode)
    else:
        found = [each for each in entities or [] if _wanted(each)]
    clean, kept = _cleaned(text, found)
    if units(clean) > limit:
        raise RefusalError.bad(too_long)
    return clean, tuple(kept)


def discovered(text: str) -> list[Json]:
    """The entities that Telegram finds by itself in what a person types."""
    found: list[Json] = []
    taken: set[int] = set()
    for kind, finder in _FINDERS:
        for match in finder.finditer(text):
            if taken.isdisjoint(range(*match.span())):
                taken.update(range(*match.span()))
                start = units(text[: match.start()])
                found.append({"type": kind, "offset": start, "length": units(match.group())})
    return sorted(found, key=lambda each: int(each["offset"]))


def typed(text: str) -> list[str]:
    """What a person's app makes of a typed text: cleaned, trimmed, cut at a blank in the second half of 4096."""
    plain = "".join(each for each in text if not "\ud800" <= each <= "\udfff")
    clean, _ = _cleaned(plain, [])
    pieces: list[str] = []
    while len(clean) > TEXT_LIMIT:
        blank = max(clean.rfind(each, TEXT_LIMIT // 2, TEXT_LIMIT) for each in " \n")
        cut = blank if blank > 0 else TEXT_LIMIT
        pieces.append(clean[:cut].strip())
        clean = clean[cut:].strip()
    return [*pieces, clean] if clean else pieces


def _wanted(entity: Json) -> bool:
    if entity["type"] not in _SENDABLE | _FOUND_BY_SERVER:
        raise RefusalError.bad("can't parse MessageEntity: Unsupported type specified")
    for name in ("offset", "length"):
        if not 0 <= entity[name] <= 1_000_000:
            raise RefusalError.bad(f"receive an entity with incorrect {name} {entity[name]}")
    needed = {"text_link": "url", "text_mention": "user", "custom_emoji": "custom_emoji_id"}.get(
        entity["type"]
    )
    if needed is not None and needed not in entity:
        raise RefusalError.bad(f"can't parse MessageEntity: Can't find field \"{needed}\"")
    return entity["type"] in _SENDABLE and entity["length"] > 0


def _cleaned(text: str, entities: list[Json]) -> tuple[str, list[Json]]:
    """Text and entities without control characters and outer white space."""
    places: dict[int, int] = {}
    kept: list[str] = []
    old = new = 0
    for each in text:
        places[old] = new
        old += 1 + (ord(each) > 0xFFFF)
        if each in _UNSEEN:
            continue
        kept.append(" " if each < " " and each != "\n" else each)
        new += 1 + (ord(each) > 0xFFFF)
    places[old] = new
    moved = [
        _moved(each, places, old, text) for each in sorted(entities, key=lambda each: int(each["offset"]))
    ]
    return _trimmed("".join(kept), moved)


def _moved(entity: Json, places: dict[int, int], end: int, text: str) -> Json:
    first, last = entity["offset"], entity["offset"] + entity["length"]
    begun = f"entity beginning at UTF-16 offset {first}"
    if first >= end:
        raise RefusalError.bad(f"entity begins after the end of the text at UTF-16 offset {first}")
    if last > end:
        raise RefusalError.bad(f"{begun} ends after the end of the text at UTF-16 offset {last}")
    if first not in places:
        place = _bytes_before(text, first)
        raise RefusalError.bad(f"entity begins in a middle of a UTF-16 symbol at byte offset {place}")
    if last not in places:
        place = _bytes_before(text, last)
        raise RefusalError.bad(f"{begun} ends in a middle of a UTF-16 symbol at byte offset {place}")
    return entity | {"offset": places[first], "length": places[last] - places[first]}


def _bytes_before(text: str, offset: int) -> int:
    """Bytes of UTF-8 up to the end of the character that the offset splits."""
    return len(cut(text, 0, offset + 1).encode())


def _trimmed(text: str, entities: list[Json]) -> tuple[str, list[Json]]:
    body = text.rstrip(" \n")
    end = units(body)
    first = min((int(each["offset"]) for each in entities), default=end)
    front = min(len(body) - len(body.lstrip(" \n")), first)
    kept = []
    for each in entities:
        length = min(each["length"], end - each["offset"])
        if length > 0:
            kept.append(each | {"offset": each["offset"] - front, "length": length})
    return body[front:], kept
