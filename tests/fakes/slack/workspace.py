"""The workspace: people, conversations and messages, and how Slack writes them in JSON."""

import datetime
import html
import itertools
import uuid
import zoneinfo
from dataclasses import dataclass, field
from typing import Any, Literal

from tests.fakes.slack.journal import Json

Kind = Literal["full", "admin", "guest", "connect", "bot"]


@dataclass(slots=True)
class User:
    """A member, guest, stranger of another company (connect) or bot."""

    id: str
    name: str
    email: str
    tz: str = "Asia/Taipei"
    locale: str = "en-US"
    kind: Kind = "full"
    deleted: bool = False

    def offset(self, moment: float) -> int:
        """Seconds east of Greenwich at that moment."""
        delta = datetime.datetime.fromtimestamp(moment, zoneinfo.ZoneInfo(self.tz)).utcoffset()
        return int(delta.total_seconds()) if delta is not None else 0


@dataclass(slots=True)
class Channel:
    """A conversation: im (with `user`), channel, group or mpim."""

    id: str
    name: str
    kind: Literal["im", "channel", "group", "mpim"]
    members: set[str] = field(default_factory=set)
    user: str | None = None
    archived: bool = False
    opened: bool = True


@dataclass(slots=True)
class Message:
    """A message as stored; `viewer` is set when only that person sees it."""

    channel: str
    ts: str
    user: str
    text: str
    blocks: list[Json] = field(default_factory=list)
    attachments: list[Json] = field(default_factory=list)
    files: list[Json] = field(default_factory=list)
    metadata: Json | None = None
    thread_ts: str | None = None
    viewer: str | None = None
    edited: Json | None = None
    by_bot: bool = False
    options: Json = field(default_factory=dict)


def typed(text: str) -> str:
    """Text as Slack passes on what people type: & < > escaped."""
    return html.escape(text, quote=False)


class Workspace:
    """Everything that one Slack team holds."""

    def __init__(self, team_id: str = "T0BATON", domain: str = "baton-test") -> None:
        self.team_id = team_id
        self.domain = domain
        self.name = "Baton Test"
        self.users: dict[str, User] = {}
        self.channels: dict[str, Channel] = {}
        self.messages: list[Message] = []
        self.files: dict[str, Json] = {}
        self.file_bytes: dict[str, bytes] = {}
        self._last_micros = 0
        self._ids = itertools.count(1)

    def new_id(self, prefix: str) -> str:
        """A fresh id of Slack's look: capital prefix, then figures."""
        return f"{prefix}{next(self._ids):08d}"

    def stamp(self, now: float) -> str:
        """A message's ts: its time in microseconds, never twice the same."""
        self._last_micros = max(self._last_micros + 1, int(now * 1_000_000))
        return f"{self._last_micros // 1_000_000}.{self._last_micros % 1_000_000:06d}"

    def direct(self, user: str) -> Channel:
        """The direct message channel between the app and a person."""
        for channel in self.channels.values():
            if channel.kind == "im" and channel.user == user:
                return channel
        found = Channel(self.new_id("D"), "directmessage", "im", {user}, user=user)
        self.channels[found.id] = found
        return found

    def find(self, channel: str, ts: str) -> Message | None:
        """A message that everybody in its channel sees."""
        for message in self.messages:
            if message.channel == channel and message.ts == ts and message.viewer is None:
                return message
        return None

    def by_email(self, email: str) -> User | None:
        """An active person of this company with that address."""
        for user in self.users.values():
            if user.email.lower() == email.lower() and user.kind != "connect" and not user.deleted:
                return user
        return None

    def user_json(self, user: User, now: float, *, email: bool, locale: bool) -> Json:
        """A person as users.info and the user events give him."""
        profile: Json = {
            "real_name": user.name,
            "real_name_normalized": user.name,
            "display_name": user.name,
            "display_name_normalized": user.name,
            "team": self.team_id,
            "status_text": "",
            "title": "",
            "phone": "",
        }
        if email and user.kind != "connect":
            profile["email"] = user.email
        body: Json = {
            "id": user.id,
            "team_id": "T0OTHER" if user.kind == "connect" else self.team_id,
            "name": user.name.lower().replace(" ", "."),
            "deleted": user.deleted,
            "real_name": user.name,
            "tz": user.tz,
            "tz_label": user.tz,
            "tz_offset": user.offset(now),
            "profile": profile,
            "is_admin": user.kind == "admin",
            "is_owner": False,
            "is_primary_owner": False,
            "is_restricted": user.kind == "guest",
            "is_ultra_restricted": user.kind == "guest",
            "is_bot": user.kind == "bot",
            "is_app_user": False,
            "is_email_confirmed": True,
            "updated": int(now),
        }
        if user.kind == "connect":
            body["is_stranger"] = True
        return {**body, "locale": user.locale} if locale else body

    def message_json(self, message: Message, bot: Json) -> Json:
        """A message as history, events and button presses carry it; `bot` is added to the app's own."""
        body: Json = {"type": "message", "user": message.user, "text": message.text, "ts": message.ts}
        body["team"] = self.team_id
        optional: dict[str, Any] = {
            "blocks": message.blocks,
            "attachments": message.attachments,
            "files": message.files,
            "thread_ts": message.thread_ts,
            "edited": message.edited,
        }
        body |= {key: value for key, value in optional.items() if value}
        if message.by_bot:
            return {**body, **bot}
        return {**body, **_typed_by_hand(message)}

    def channel_json(self, channel: Channel) -> Json:
        """A conversation as conversations.info gives it."""
        body: Json = {
            "id": channel.id,
            "created": 1_700_000_000,
            "is_archived": channel.archived,
            "is_im": channel.kind == "im",
            "is_mpim": channel.kind == "mpim",
            "is_channel": channel.kind == "channel",
            "is_group": channel.kind == "group",
            "is_private": channel.kind != "channel",
            "context_team_id": self.team_id,
        }
        if channel.kind == "im":
            deleted = channel.user in self.users and self.users[channel.user].deleted
            return {**body, "user": channel.user, "is_user_deleted": deleted, "is_open": channel.opened}
        return {**body, "name": channel.name, "is_member": True}


def _typed_by_hand(message: Message) -> Json:
    if message.files:
        return {}
    words = {"type": "text", "text": html.unescape(message.text)}
    section = {"type": "rich_text_section", "elements": [words]}
    block = {"type": "rich_text", "block_id": message.ts[-5:], "elements": [section]}
    return {"client_msg_id": str(uuid.uuid5(uuid.NAMESPACE_OID, message.ts)), "blocks": [block]}
