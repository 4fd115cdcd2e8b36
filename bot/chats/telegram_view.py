"""How a message looks in Telegram: pieces of text within its limits, pictures, files, buttons in rows."""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, MessageEntity
from wcwidth import iter_graphemes, wcswidth

from bot.chats.drawing import draw
from bot.sending import View

TEXT_UNITS = 4096
CAPTION_UNITS = 1024
DATA_BYTES = 64
LABEL_UNITS = 64
ROW_COLUMNS = 34
ROW_BUTTONS = 3
TITLE_UNITS = 120
ASK_FIRST = "?"  # before an action: the person is asked whether he means it


@dataclass(frozen=True, slots=True)
class Piece:
    """One message of Telegram's: a text, or a picture or file with its caption."""

    text: str
    picture: bytes | None = None
    file: tuple[str, bytes] | None = None
    titled: bool = False

    @property
    def entities(self) -> list[MessageEntity]:
        """The first line of several, bold; text of people is never parsed."""
        title, more, _ = self.text.partition("\n")
        if not (self.titled and more) or not 0 < units(title) <= TITLE_UNITS:
            return []
        return [MessageEntity(MessageEntity.BOLD, 0, units(title))]


def pieces(view: View, language: str) -> list[Piece]:
    """A message as Telegram's messages, in order; buttons go under the last."""
    text = _dialled(cleaned(view.text), view.facts)
    media: list[tuple[bytes | None, tuple[str, bytes] | None]] = []
    if view.picture is not None:
        media.append((draw(view.picture, language), None))
    if view.file is not None:
        media.append((None, (view.file[0], view.file[1].encode())))
    if len(media) == 1 and units(text) <= CAPTION_UNITS:
        picture, file = media[0]
        return [Piece(text, picture, file, titled=True)]
    texts = [Piece(part, titled=number == 0) for number, part in enumerate(split(text or "·", TEXT_UNITS))]
    return [*(Piece("", picture, file) for picture, file in media), *texts]


def _dialled(text: str, facts: Mapping[str, Any]) -> str:
    """The number on a card beside itself in full: only so a tap on it dials, for no link or button may."""
    phone, dial = facts.get("phone"), facts.get("dial")
    if not phone or not dial or not str(phone).startswith("+") or phone == dial:
        return text
    return text.replace(dial, f"{dial} ({phone})", 1)


def keyboard(buttons: Sequence[tuple[str, str, bool]]) -> InlineKeyboardMarkup | None:
    """Buttons in rows of at most three that a telephone shows whole."""
    if not buttons:
        return None
    rows: list[list[tuple[str, str]]] = []
    for label, action, confirm in buttons:
        data = ASK_FIRST + action if confirm and len(action.encode()) < DATA_BYTES else action
        shown = (shortened(cleaned(label) or "·", LABEL_UNITS), data)
        if rows and _fits([*(words for words, _ in rows[-1]), shown[0]]):
            rows[-1].append(shown)
        else:
            rows.append([shown])
    return InlineKeyboardMarkup(
        [[InlineKeyboardButton(words, callback_data=data) for words, data in row] for row in rows]
    )


def units(text: str) -> int:
    """Length as Telegram counts it, in UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def cleaned(text: str) -> str:
    """Without what Telegram would drop by itself, so that lengths are what they seem."""
    sound = text.encode("utf-8", "replace").decode()
    kept = (sign for sign in sound if sign == "\n" or unicodedata.category(sign) not in ("Cc", "Zl", "Zp"))
    return "".join(kept).strip(" \n")


def split(text: str, most: int) -> list[str]:
    """The text in parts of at most `most` units, cut between lines, else between characters as people see them."""
    parts: list[str] = []
    open_part = ""
    for line in _bounded(text.split("\n"), most):
        joined = f"{open_part}\n{line}" if open_part else line
        if units(joined) <= most:
            open_part = joined
        else:
            parts.append(open_part)
            open_part = line
    return [part for part in (one.strip(" \n") for one in [*parts, open_part]) if part]


def shortened(text: str, most: int) -> str:
    """At most so many units; what was cut off is shown by an ellipsis."""
    if units(text) <= most:
        return text
    return next(_bounded([text], most - 1)) + "…"


def _bounded(lines: Sequence[str], most: int) -> Iterator[str]:
    for line in lines:
        if units(line) <= most:
            yield line
            continue
        part, length = "", 0
        for grapheme in iter_graphemes(line):
            size = units(grapheme)
            if length + size > most:
                yield part
                part, length = "", 0
            part, length = part + grapheme, length + size
        yield part


def _fits(labels: Sequence[str]) -> bool:
    widest = max(max(0, wcswidth(label)) for label in labels)
    return len(labels) <= ROW_BUTTONS and widest * len(labels) <= ROW_COLUMNS
