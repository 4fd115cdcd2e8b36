"""A person at the screen: what he types, chooses from menus, and becomes."""

from typing import Any

from tests.fakes.slack import answers
from tests.fakes.slack.delivery import Delivery
from tests.fakes.slack.fields import NotOffered
from tests.fakes.slack.hands import Hands
from tests.fakes.slack.journal import Json
from tests.fakes.slack.methods_files import file_json
from tests.fakes.slack.shown import Shown
from tests.fakes.slack.workspace import Channel, Message, typed


class Person(Hands):
    """Made by SlackServer.person; every act returns the Delivery it caused."""

    async def says(self, text: str, channel: str | None = None, thread: str | None = None) -> Delivery:
        """Type a message, by default to the app."""
        place = self._place(channel)
        made = self._world.new_message(place, self.id, typed(text), thread_ts=thread)
        return await self._tell(made)

    async def uploads(
        self, name: str, content: bytes, text: str = "", channel: str | None = None
    ) -> Delivery:
        """Drop a file into the channel."""
        place = self._place(channel)
        file_id = self._world.team.new_id("F")
        body = file_json(self._world, file_id, name, content, self.id)
        self._world.team.files[file_id], self._world.team.file_bytes[file_id] = body, content
        made = self._world.new_message(place, self.id, typed(text), files=[body])
        return await self._tell(made)

    async def edits(self, message: Shown, text: str) -> Delivery:
        """Change an own message."""
        found = self._stored(message)
        if found.user != self.id:
            raise NotOffered("only own messages can be edited")
        before = self._world.message_json(found)
        found.text = typed(text)
        return await self._caught(lambda: self._world.change(found, self.id, before))

    async def deletes(self, message: Shown) -> Delivery:
        """Delete an own message."""
        found = self._stored(message)
        return await self._caught(lambda: self._world.delete(found))

    async def command(self, command: str, text: str = "", channel: str | None = None) -> Delivery:
        """Give a slash command; what the app answers with the acknowledgement is shown."""
        app = self._world.app
        if "commands" not in app.scopes or (app.commands is not None and command not in app.commands):
            raise NotOffered(f"{command} is not a valid command")
        place = self._place(channel)
        delivery = Delivery("command", self._payloads.command(self.id, place, command, text))
        await self._postman.deliver(delivery)
        answers.to_command(self._world, place.id, self.id, delivery)
        return delivery

    async def shortcut(self, callback_id: str) -> Delivery:
        """Choose a global shortcut."""
        allowed = self._world.app.shortcuts
        if allowed is not None and callback_id not in allowed:
            raise NotOffered(f"no shortcut {callback_id}")
        return await self._click(self._payloads.shortcut(self.id, callback_id))

    async def message_shortcut(self, callback_id: str, message: Shown) -> Delivery:
        """Choose a shortcut from a message's menu."""
        allowed = self._world.app.message_shortcuts
        if allowed is not None and callback_id not in allowed:
            raise NotOffered(f"no message shortcut {callback_id}")
        found = self._stored(message)
        return await self._click(self._payloads.message_shortcut(self.id, callback_id, found))

    async def opens_home(self) -> Delivery:
        """Look at the app's Home tab."""
        stamp = self._world.team.stamp(self._world.clock.now())
        event: Json = {"type": "app_home_opened", "user": self.id, "channel": self.dm, "tab": "home"}
        event["event_ts"] = stamp
        if self.home is not None:
            event["view"] = self._world.views.json(self.home)
        return await self._event("app_home_opened", event)

    async def joins(self) -> Delivery:
        """Become a member of the workspace (team_join)."""
        return await self._event("team_join", {"type": "team_join", "user": self._self()})

    async def changes(self, **what: Any) -> Delivery:
        """Change of name, zone, language, kind or `deleted` (user_change)."""
        user = self._world.team.users[self.id]
        for key, value in what.items():
            setattr(user, key, value)
        stamp = int(self._world.clock.now())
        return await self._event(
            "user_change", {"type": "user_change", "user": self._self(), "cache_ts": stamp}
        )

    def _place(self, channel: str | None) -> Channel:
        place = self._world.team.channels[channel or self.dm]
        user = self._world.team.users[self.id]
        if user.deleted or place.archived or self.id not in place.members:
            raise NotOffered(f"{self.id} cannot write in {place.name}")
        if place.kind == "im" and not self._world.app.messages_tab:
            raise NotOffered("sending messages to this app has been turned off")
        return place

    async def _tell(self, message: Message) -> Delivery:
        return await self._caught(lambda: self._world.add(message))

    async def _event(self, name: str, event: Json) -> Delivery:
        delivery = Delivery("event", self._payloads.event(event))
        return await self._postman.deliver(delivery) if self._world.app.hears(name) else delivery

    def _self(self) -> Json:
        email = "users:read.email" in self._world.app.scopes
        user = self._world.team.users[self.id]
        return self._world.team.user_json(user, self._world.clock.now(), email=email, locale=True)
