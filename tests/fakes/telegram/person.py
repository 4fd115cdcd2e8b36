"""A person at the other end: types, presses, edits, blocks, and sees what the bot shows."""

import re
from dataclasses import dataclass, replace

from tests.fakes.telegram.model import Button, Json, Message, Press, User
from tests.fakes.telegram.places import Place
from tests.fakes.telegram.posting import bot_membership, hears
from tests.fakes.telegram.profile import Profile
from tests.fakes.telegram.sender import Sender
from tests.fakes.telegram.text import discovered, typed

_PAYLOAD = re.compile(r"[A-Za-z0-9_-]{1,64}")
_LINK = re.compile(r"(?:https?://)?t\.me/(\w+)(?:\?start=(.*))?")


@dataclass(frozen=True, slots=True)
class Person(Sender):
    """Acts in the private chat with the bot unless a group or channel is named as `place`."""

    profile: Profile

    def starts(self, payload: str = "") -> Message:
        """Open the bot and press START, or follow a deep link with a payload."""
        if payload and not _PAYLOAD.fullmatch(payload):
            raise ValueError(f"not a deep link payload: {payload!r}")
        if self.chat.blocked:
            self.unblocks()
        return self.says(f"/start {payload}".strip())

    def follows(self, link: str) -> Message:
        """Follow a t.me link to the bot."""
        match = _LINK.fullmatch(link)
        if match is None or match[1] != self.world.bot.username:
            raise ValueError(f"not a link to this bot: {link!r}")
        return self.starts(match[2] or "")

    def says(
        self,
        text: str,
        place: Place | None = None,
        *,
        reply_to: Message | None = None,
        via_bot: User | None = None,
    ) -> Message:
        """Type a text; one longer than 4096 goes out in pieces, the last of which is returned."""
        pieces = typed(text)
        if not pieces:
            raise ValueError("an empty text cannot be sent")
        extra: Json = {} if via_bot is None else {"via_bot": via_bot.json()}
        return [self._posts(place, text=piece, reply_to=reply_to, extra=extra) for piece in pieces][-1]

    def edits(self, message: Message, text: str) -> Message:
        """Change one's own text; the bot hears of it as an edited message."""
        current = self.world.messages[message.chat.id][message.id]
        if current.sender is not self.user:
            raise ValueError("only one's own messages can be edited")
        words = typed(text)[0]
        content = {"caption": words} if current.media is not None else {"text": words}
        changed = replace(
            current,
            edit_date=self.world.today(),
            entities=tuple(discovered(words)),
            **content,  # type: ignore[arg-type]
        )
        self.world.put(changed)
        if hears(self.world, changed):
            self.world.tell_bot("edited_message", changed)
        return changed

    def deletes(self, message: Message) -> None:
        """Take a message away for both; a bot is not told."""
        self.world.remove(message)

    def presses(
        self, what: str, message: Message | None = None, *, place: Place | None = None
    ) -> Press | Message:
        """Press a button by label or data, on a message or the latest that has it.

        An inline button gives the press with its answer to come, a button of the reply keyboard the message
        that it sends.
        """
        shown = [message] if message is not None else list(reversed(self.sees(place)))
        for each in shown:
            for button in (button for row in each.buttons for button in row):
                if what in (button.label, button.data):
                    if button.data is None:
                        raise ValueError(f"{button.label!r} opens {button.url}")
                    return self.forges(each, button.data)
            for button in (button for row in each.keyboard for button in row):
                if what == button.label:
                    return self._uses(button)
        offered = [each.labels for each in shown if each.buttons]
        raise LookupError(f"no button {what!r}; there are {offered}")

    def forges(self, message: Message, data: str) -> Press:
        """A press with any data, as a changed client can send it; the message may be gone."""
        number = str(4_000_000_000_000_000 + len(self.world.presses))
        press = Press(number, self.user, message.chat, message.id, data, self.world.clock.now())
        self.world.presses[number] = press
        current = self.world.messages.get(message.chat.id, {}).get(message.id)
        gone: Json = {"chat": message.chat.json(), "message_id": message.id, "date": 0}
        body: Json = {
            "id": number,
            "from": self.user.json(),
            "message": gone if current is None else self.world.json(current),
            "chat_instance": str(-message.chat.id),
            "data": data,
        }
        self.world.queue.push("callback_query", body, f"press {self.id}")
        self.world.changed()
        return press

    def forwards(self, message: Message, place: Place | None = None) -> Message:
        """Send on what was said elsewhere or here; buttons that call back do not go along."""
        origin: Json = {"type": "hidden_user", "date": message.date, "sender_user_name": "Somebody"}
        if message.sender is not None:
            origin = {"type": "user", "date": message.date, "sender_user": message.sender.json()}
        elif message.chat.kind == "channel":
            origin = {
                "type": "channel",
                "date": message.date,
                "chat": message.chat.json(),
                "message_id": message.id,
            }
        extra = {name: value for name, value in message.extra.items() if name in ("contact", "location")}
        return self._posts(
            place,
            text=message.text,
            caption=message.caption,
            media=message.media,
            extra=extra | {"forward_origin": origin},
        )

    def blocks(self) -> None:
        """Stop the bot: it can write no more, and is told so."""
        self.chat.blocked = True
        bot_membership(self.world, self.chat, self.user, "member", "kicked")

    def unblocks(self) -> None:
        """Let the bot write again."""
        self.chat.blocked = False
        bot_membership(self.world, self.chat, self.user, "kicked", "member")

    def leaves_telegram(self) -> None:
        """The account is deleted; nobody is told."""
        self.user.deactivated = True

    def sees(self, place: Place | None = None) -> list[Message]:
        """The messages of the chat as they stand now, the latest last."""
        chat = self.chat if place is None else place.chat
        return list(self.world.messages.get(chat.id, {}).values())

    @property
    def last(self) -> Message:
        """The latest message in the private chat."""
        return self.sees()[-1]

    def menu(self) -> list[tuple[str, str]]:
        """The commands behind the menu button: name and description in this person's language."""
        commands = self.profile.menu(self.chat, self.id, self.user.language_code)
        return [(each["command"], each["description"]) for each in commands]

    def _uses(self, button: Button) -> Message:
        if button.asks == "request_contact":
            return self.sends_contact(f"+8869{self.id:08}", self.user.first_name, user_id=self.id)
        if button.asks == "request_location":
            return self.sends_location(25.033, 121.5654)
        return self.says(button.label)
