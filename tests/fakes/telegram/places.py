"""Groups and channels, and what happens in them besides people talking."""

from dataclasses import dataclass, replace
from typing import Self

from tests.fakes.telegram.model import Chat, Message, User
from tests.fakes.telegram.posting import bot_membership, post
from tests.fakes.telegram.text import discovered
from tests.fakes.telegram.world import World

_ANONYMOUS = User(1_087_968_824, "Group", username="GroupAnonymousBot", is_bot=True)
_CHANNEL_BOT = User(136_817_688, "Channel", username="Channel_Bot", is_bot=True)
_SUPERGROUPS = -1_001_000_000_000


@dataclass(frozen=True, slots=True)
class Place:
    """A chat of several people."""

    world: World
    chat: Chat

    @property
    def id(self) -> int:
        """The chat's id, below zero."""
        return self.chat.id

    def adds_bot(self, by: User, *, administrator: bool = False) -> None:
        """Somebody brings the bot in."""
        before = self.chat.bot_status
        self.chat.bot_status = "administrator" if administrator else "member"
        self.chat.members.add(by.id)
        bot_membership(self.world, self.chat, by, before, self.chat.bot_status)
        if self.chat.kind != "channel":
            post(self.world, self.chat, by, extra={"new_chat_members": [self.world.bot.json()]})

    def removes_bot(self, by: User) -> None:
        """Somebody throws the bot out."""
        before, self.chat.bot_status = self.chat.bot_status, "kicked"
        bot_membership(self.world, self.chat, by, before, "kicked")


class Group(Place):
    """A group or supergroup."""

    @classmethod
    def founded(cls, world: World, title: str, kind: str, number: int | None) -> Self:
        """A new one; basic groups have small negative ids, supergroups -100..."""
        base = _SUPERGROUPS if kind == "supergroup" else -4_000_000
        chat = Chat(number or base - len(world.chats), kind, title)
        world.chats[chat.id] = chat
        return cls(world, chat)

    def anonymous_says(self, text: str) -> Message:
        """An administrator who stays anonymous: the sender is the group itself."""
        return post(self.world, self.chat, _ANONYMOUS, text=text, sender_chat=self.chat)

    def channel_says(self, channel: "Channel", text: str) -> Message:
        """A channel that talks in the group: the sender is the channel."""
        return post(self.world, self.chat, _CHANNEL_BOT, text=text, sender_chat=channel.chat)

    def migrates(self) -> "Group":
        """The group becomes a supergroup with another id; the old one refuses and names the new one."""
        old = self.chat
        new = Group.founded(self.world, old.title or "", "supergroup", None)
        new.chat.bot_status, new.chat.members = old.bot_status, set(old.members)
        post(self.world, old, None, extra={"migrate_to_chat_id": new.id})
        old.migrated_to = new.id
        post(self.world, new.chat, None, extra={"migrate_from_chat_id": old.id})
        return new


class Channel(Place):
    """A channel: posts have no sender but the channel."""

    @classmethod
    def founded(cls, world: World, title: str, username: str | None) -> Self:
        """A new one."""
        chat = Chat(_SUPERGROUPS - len(world.chats), "channel", title, username=username)
        world.chats[chat.id] = chat
        return cls(world, chat)

    def posts(self, text: str) -> Message:
        """A post in the channel."""
        return post(self.world, self.chat, None, text=text, sender_chat=self.chat)

    def edits(self, message: Message, text: str) -> Message:
        """A post changed."""
        changed = replace(message, text=text, entities=tuple(discovered(text)), edit_date=self.world.today())
        self.world.put(changed)
        self.world.tell_bot("edited_channel_post", changed)
        return changed
