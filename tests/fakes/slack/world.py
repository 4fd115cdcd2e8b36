"""Everything that the Web API acts on, in one place: no network in here."""

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from tests.fakes.slack.application import Application
from tests.fakes.slack.blocks import with_ids
from tests.fakes.slack.clock import Clock
from tests.fakes.slack.handles import Handles
from tests.fakes.slack.journal import Journal, Json, Refused, Violation
from tests.fakes.slack.limits import Limits
from tests.fakes.slack.shown import Shown, shown
from tests.fakes.slack.views import Views
from tests.fakes.slack.workspace import Channel, Message, User, Workspace

if TYPE_CHECKING:
    from tests.fakes.slack.delivery import Delivery

CHANNEL_EVENTS = {
    "im": "message.im",
    "channel": "message.channels",
    "group": "message.groups",
    "mpim": "message.mpim",
}


class World:
    """The workspace, the app in it, and what was given out and asked so far."""

    def __init__(self, clock: Clock, app: Application) -> None:
        self.clock = clock
        self.app = app
        self.team = Workspace()
        self.journal = Journal()
        self.limits = Limits(clock)
        self.handles = Handles(clock)
        self.views = Views(self.team, app.app_id, app.bot_id)
        self.token_error: str | None = None
        self.link_open = True
        self.uploads: dict[str, Json] = {}
        self.base = ""
        self.new_link: Callable[[], str] = str
        self.emit: Callable[[str, Json], Awaitable[Delivery] | None] = lambda _name, _event: None
        self.emitted: Awaitable[Delivery] | None = None
        self.team.users[app.bot_user] = User(app.bot_user, app.name, "", kind="bot")

    def violate(self, kind: str, where: str, detail: str = "") -> None:
        """Note a breach."""
        self.journal.violations.append(Violation(self.clock.now(), kind, where, detail))

    def user(self, user_id: str) -> User:
        """A person of the workspace, or user_not_found."""
        if user_id not in self.team.users:
            raise Refused("user_not_found")
        return self.team.users[user_id]

    def channel(self, name: str) -> Channel:
        """A conversation that the app can see; a person's id stands for the direct channel."""
        if name in self.team.users and name != self.app.bot_user:
            found: Channel | None = self.team.direct(name)
        else:
            found = self.team.channels.get(name)
        if found is None or (found.kind in ("group", "mpim") and self.app.bot_user not in found.members):
            raise Refused("channel_not_found")
        return found

    def writable(self, name: str) -> Channel:
        """A conversation that the app may post to now."""
        found = self.channel(name)
        gone = found.user in self.team.users and self.team.users[found.user].deleted if found.user else False
        if found.archived or gone:
            raise Refused("is_archived")
        if found.kind != "im" and self.app.bot_user not in found.members:
            raise Refused("not_in_channel")
        return found

    def need(self, scope: str) -> None:
        """Raise missing_scope unless the app was granted it."""
        if scope not in self.app.scopes:
            raise Refused("missing_scope", needed=scope, provided=",".join(sorted(self.app.scopes)))

    def bot_fields(self) -> Json:
        """What marks a message as the app's own."""
        app = self.app
        profile = {"id": app.bot_id, "name": app.name, "app_id": app.app_id, "team_id": self.team.team_id}
        return {"bot_id": app.bot_id, "app_id": app.app_id, "bot_profile": {**profile, "deleted": False}}

    def message_json(self, message: Message) -> Json:
        """A message as it travels."""
        body = self.team.message_json(message, self.bot_fields())
        sender = self.team.users.get(message.user)
        if sender is not None and sender.kind == "bot" and not message.by_bot:
            return {**body, "bot_id": f"B{sender.id}", "subtype": "bot_message"}
        return body

    def add(self, message: Message) -> Message:
        """Put a message into its channel and tell the app where it listens."""
        message.blocks = with_ids(message.blocks, self.team.new_id)
        self.team.messages.append(message)
        if message.viewer is None:
            self._event(message, {**self.message_json(message), **_subtype(message)})
        return message

    def change(self, message: Message, by: str, before: Json) -> None:
        """A message was edited: mark it and tell the app; `before` is how it read."""
        stamp = self.team.stamp(self.clock.now())
        message.blocks = with_ids(message.blocks, self.team.new_id)
        message.edited = {"user": by, "ts": stamp}
        body = self.message_json(message)
        event = {"subtype": "message_changed", "message": body, "previous_message": before, "hidden": True}
        self._event(message, {"type": "message", **event, "ts": stamp})

    def delete(self, message: Message) -> None:
        """A message is gone: tell the app."""
        self.team.messages.remove(message)
        if message.viewer is None:
            stamp = self.team.stamp(self.clock.now())
            before = self.message_json(message)
            event = {"subtype": "message_deleted", "previous_message": before, "deleted_ts": message.ts}
            self._event(message, {"type": "message", **event, "hidden": True, "ts": stamp})

    def new_message(self, channel: Channel, user: str, text: str, **rest: object) -> Message:
        """A message with the next stamp of this channel."""
        made = Message(channel.id, self.team.stamp(self.clock.now()), user, text)
        for key, value in rest.items():
            setattr(made, key, value)
        return made

    def shown(self, channel: str, viewer: str | None = None) -> list[Shown]:
        """The messages of a channel as they stand now; with a viewer, only what that person sees."""
        return [
            shown(message)
            for message in self.team.messages
            if message.channel == channel and (viewer is None or message.viewer in (None, viewer))
        ]

    def _event(self, message: Message, event: Json) -> None:
        channel = self.team.channels[message.channel]
        if channel.kind != "im" and self.app.bot_user not in channel.members:
            return
        rest = {"channel": channel.id, "channel_type": channel.kind, "event_ts": event["ts"]}
        self.emitted = self.emit(CHANNEL_EVENTS[channel.kind], {**event, **rest})


def _subtype(message: Message) -> Json:
    return {"subtype": "file_share"} if message.files and not message.by_bot else {}
