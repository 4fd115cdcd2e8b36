"""What an update of Telegram means: something said or pressed, or something that is answered in a sentence."""

import re
import zlib
from dataclasses import dataclass
from datetime import datetime

from telegram import CallbackQuery, Chat, ChatMemberUpdated, Message, Update

from bot.chats.telegram_view import ASK_FIRST
from bot.chats.tongue import spoken
from bot.events import Edited, Pressed, Said, Who

PLATFORM = "telegram"
ALLOWED = ("message", "edited_message", "callback_query", "my_chat_member")
COMMAND = re.compile(r"[/／](\w+)@(\w+)")
START = re.compile(r"/start(?:@\w+)?\s+([A-Za-z0-9_-]{1,64})\s*")
NUMBER = re.compile(r"\d{7,15}")
INSIDE = ("member", "administrator", "restricted", "creator")


@dataclass(frozen=True, slots=True)
class Spoken:
    """Words, commands and all, and when they were sent where they may be part of a text; or words that take the
    place of others."""

    event: Said | Edited
    sent: datetime | None = None


@dataclass(frozen=True, slots=True)
class Invited:
    """A person comes with an invitation's code."""

    event: Said
    code: str


@dataclass(frozen=True, slots=True)
class Shared:
    """A person shared a contact: a number, and a name."""

    event: Said
    name: str
    phone: str


@dataclass(frozen=True, slots=True)
class Touched:
    """A button was pressed on a message; `press` is to be answered."""

    event: Pressed
    press: str
    under: str


@dataclass(frozen=True, slots=True)
class Doubted:
    """A button that asks first whether it is meant, or the answer that it is not (`action` empty)."""

    place: Who
    press: str
    under: str
    action: str


@dataclass(frozen=True, slots=True)
class Remark:
    """Something that is answered by a sentence only: what is not taken, a group."""

    key: str
    who: Who
    id: str
    natural: str
    private: bool = True


@dataclass(frozen=True, slots=True)
class Reach:
    """A person blocked the bot, or lets it write again."""

    address: str
    blocked: bool


@dataclass(frozen=True, slots=True)
class Stray:
    """A press in a chat where nothing is shown, or a channel that took the bot in: only ended politely."""

    press: str = ""
    leave: int = 0


Incoming = Spoken | Invited | Shared | Touched | Doubted | Remark | Reach | Stray


def read(update: Update, bot_name: str) -> Incoming | None:
    """What an update means; None for what is not for us (other bots, service messages, channels)."""
    number = str(update.update_id)
    if update.callback_query is not None:
        return _press(update.callback_query, number)
    if update.my_chat_member is not None:
        return _membership(update.my_chat_member, number)
    edited, message = update.edited_message, update.message or update.edited_message
    if message is None or message.from_user is None or message.from_user.is_bot:
        return None
    if message.via_bot is not None or message.sender_chat is not None:
        return None
    if message.chat.type != Chat.PRIVATE:
        return _group(message.chat, number)
    who, natural = Who(PLATFORM, str(message.chat.id)), f"{PLATFORM}:{message.chat.id}:{message.message_id}"
    if edited is not None:
        return _edited(edited, who, number, natural)
    return _message(message, who, number, natural, bot_name)


def language_of(update: Update, company: str) -> str:
    """What somebody unknown reads, by the language of his Telegram; `zh` alone may be either script."""
    user = update.effective_user
    return spoken(user.language_code if user is not None else None, company)


def _message(message: Message, who: Who, number: str, natural: str, bot_name: str) -> Incoming | None:
    text = message.text
    if text is None:
        return _attached(message, who, number, natural)
    command = COMMAND.match(text)
    if command is not None and command[2].casefold() != bot_name.casefold():
        return None
    event = Said(who, text, number, natural)
    start = START.fullmatch(text)
    if start is not None:
        return Invited(event, start[1])
    return Spoken(event, None if message.forward_origin else message.date)


def _edited(message: Message, who: Who, number: str, natural: str) -> Spoken | None:
    if message.text is None:
        return None
    changed = message.edit_date.timestamp() if message.edit_date else 0
    words = zlib.crc32(message.text.encode())  # two edits in one second bear the same date
    return Spoken(Edited(who, message.text, natural, number, f"{natural}:{changed:.0f}:{words}"))


def _attached(message: Message, who: Who, number: str, natural: str) -> Incoming | None:
    shared = message.contact
    if shared is not None:
        name = _name(shared.first_name, shared.last_name or "")
        phone = shared.phone_number
        if NUMBER.fullmatch(phone) and not phone.startswith("0"):
            phone = "+" + phone  # Telegram gives whole international numbers, with or without their plus
        return Shared(Said(who, phone, number, natural), name, phone)
    if message.effective_attachment is None:
        return None
    if message.media_group_id:
        natural = f"{PLATFORM}:{who.address}:album:{message.media_group_id}"
    return Remark("telegram.accepts", who, number, natural)


def _name(first: str, last: str) -> str:
    """Given and family name as they are written where they come from: 王小明, Ann Price."""
    words = [*first.split(), *last.split()]
    if words and not words[0].isascii():
        return "".join([*last.split(), *first.split()])
    return " ".join([words[0], words[-1]] if len(words) > 1 else words)


def _press(query: CallbackQuery, number: str) -> Incoming | None:
    message, data = query.message, query.data
    if message is None or data is None or message.chat.type != Chat.PRIVATE or query.from_user.is_bot:
        return Stray(press=query.id)
    who, under = Who(PLATFORM, str(query.from_user.id)), str(message.message_id)
    if data.startswith(ASK_FIRST):
        return Doubted(who, query.id, under, data.removeprefix(ASK_FIRST))
    return Touched(Pressed(who, data, number, f"{PLATFORM}:press:{query.id}"), query.id, under)


def _membership(change: ChatMemberUpdated, number: str) -> Incoming | None:
    inside = change.new_chat_member.status in INSIDE
    if change.chat.type == Chat.PRIVATE:
        return Reach(str(change.chat.id), blocked=not inside)
    if not inside:
        return None
    if change.chat.type == Chat.CHANNEL:
        return Stray(leave=change.chat.id)
    return _group(change.chat, number)


def _group(chat: Chat, number: str) -> Incoming | None:
    """Groups are told once that the desk works in private."""
    if chat.type == Chat.CHANNEL:
        return None
    where = Who(PLATFORM, str(chat.id))
    return Remark("telegram.private_only", where, number, f"{PLATFORM}:group:{chat.id}", private=False)
