"""How what people do reaches a chat, and the bot if it may hear it."""

import re

from tests.fakes.telegram.model import Chat, Json, Media, Message, User
from tests.fakes.telegram.text import discovered
from tests.fakes.telegram.world import World

_COMMAND = re.compile(r"/\w+(?:@(\w+))?")


def post(
    world: World,
    chat: Chat,
    sender: User | None,
    *,
    text: str | None = None,
    caption: str | None = None,
    media: Media | None = None,
    sender_chat: Chat | None = None,
    reply_to: Message | None = None,
    extra: Json | None = None,
) -> Message:
    """A message by somebody other than the bot, and the update about it."""
    message = Message(
        chat=chat,
        id=0,
        date=world.today(),
        sender=sender,
        sender_chat=sender_chat,
        text=text,
        caption=caption,
        entities=tuple(discovered(text or caption or "")),
        media=media,
        reply_to=None if reply_to is None else reply_to.id,
        extra=extra or {},
    )
    message = world.add(message)
    if hears(world, message):
        world.tell_bot("channel_post" if chat.kind == "channel" else "message", message)
    return message


def hears(world: World, message: Message) -> bool:
    """Whether the bot is told: in groups, without rights, only of commands, answers to it and events."""
    chat = message.chat
    if chat.private:
        return not chat.blocked
    if chat.bot_status not in ("member", "administrator"):
        return False
    if chat.bot_reads_all or message.extra.keys() & _EVENTS:
        return True
    answered = world.messages[chat.id].get(message.reply_to or 0)
    if answered is not None and answered.by_bot:
        return True
    command = _COMMAND.match(message.words)
    return command is not None and command[1] in (None, world.bot.username)


def bot_membership(world: World, chat: Chat, by: User, before: str, after: str) -> None:
    """my_chat_member: the bot was added, removed, promoted, blocked or unblocked."""
    body: Json = {
        "chat": chat.json(),
        "from": by.json(),
        "date": world.today(),
        "old_chat_member": _member(world.bot, before),
        "new_chat_member": _member(world.bot, after),
    }
    world.queue.push("my_chat_member", body, f"chat {chat.id}")
    world.changed()


def _member(user: User, status: str) -> Json:
    member: Json = {"user": user.json(), "status": status}
    if status == "kicked":
        member["until_date"] = 0
    if status == "administrator":
        rights = "can_be_edited is_anonymous can_manage_chat can_delete_messages can_manage_video_chats"
        rights += (
            " can_restrict_members can_promote_members can_change_info can_invite_users can_post_stories"
        )
        rights += " can_edit_stories can_delete_stories"
        member |= dict.fromkeys(rights.split(), False) | {"can_manage_chat": True}
    return member


_EVENTS = frozenset(
    [
        "new_chat_members",
        "left_chat_member",
        "migrate_to_chat_id",
        "migrate_from_chat_id",
        "group_chat_created",
    ]
)
