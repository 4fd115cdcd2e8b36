"""What Slack sends to an app, field by field as the recorded samples have it."""

import itertools
import secrets

from tests.fakes.slack.journal import Json
from tests.fakes.slack.views import OpenView
from tests.fakes.slack.workspace import Channel, Message, typed
from tests.fakes.slack.world import World

VERIFICATION_TOKEN = "verification-token"


class Payloads:
    """Makes payloads for one world."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._events = itertools.count(1)

    def event(self, event: Json) -> Json:
        """An event in its envelope, under a new event_id."""
        world = self._world
        authorization = {
            "enterprise_id": None,
            "team_id": world.team.team_id,
            "user_id": world.app.bot_user,
            "is_bot": True,
            "is_enterprise_install": False,
        }
        return {
            "token": VERIFICATION_TOKEN,
            "team_id": world.team.team_id,
            "api_app_id": world.app.app_id,
            "event": event,
            "type": "event_callback",
            "event_id": self.event_id(),
            "event_time": int(world.clock.now()),
            "authorizations": [authorization],
            "is_ext_shared_channel": False,
            "event_context": secrets.token_hex(16),
        }

    def event_id(self) -> str:
        """A new event id."""
        return f"Ev{next(self._events):09d}"

    def rate_limited(self) -> Json:
        """app_rate_limited, which is no event_callback."""
        return {
            "token": VERIFICATION_TOKEN,
            "type": "app_rate_limited",
            "team_id": self._world.team.team_id,
            "minute_rate_limited": int(self._world.clock.now()) // 60 * 60,
            "api_app_id": self._world.app.app_id,
        }

    def command(self, user: str, channel: Channel, command: str, text: str) -> Json:
        """A slash command's form fields."""
        world = self._world
        return {
            "token": VERIFICATION_TOKEN,
            "team_id": world.team.team_id,
            "team_domain": world.team.domain,
            "channel_id": channel.id,
            "channel_name": channel.name,
            "user_id": user,
            "user_name": self._user(user)["username"],
            "command": command,
            "text": typed(text),
            "api_app_id": world.app.app_id,
            "is_enterprise_install": "false",
            "response_url": self._response_url(channel.id, user, None),
            "trigger_id": world.handles.trigger(user),
        }

    def shortcut(self, user: str, callback_id: str) -> Json:
        """A global shortcut."""
        return {
            **self._from_menu("shortcut", user, "username"),
            "callback_id": callback_id,
            "action_ts": self._stamp(),
            "trigger_id": self._world.handles.trigger(user),
        }

    def message_shortcut(self, user: str, callback_id: str, message: Message) -> Json:
        """A shortcut on a message."""
        return {
            **self._from_menu("message_action", user, "name"),
            "callback_id": callback_id,
            "action_ts": self._stamp(),
            "trigger_id": self._world.handles.trigger(user),
            "message_ts": message.ts,
            "channel": self._channel(message.channel),
            "response_url": self._response_url(message.channel, user, message.ts),
            "message": self._world.message_json(message),
        }

    def action_on_message(self, user: str, message: Message, action: Json, state: Json) -> Json:
        """A press in a message; an ephemeral one carries no message body."""
        alone = message.viewer is not None
        container = {"type": "message", "message_ts": message.ts, "channel_id": message.channel}
        body = {
            **self._interactive("block_actions", user),
            "container": {**container, "is_ephemeral": alone},
            "trigger_id": self._world.handles.trigger(user),
            "channel": self._channel(message.channel),
            "state": {"values": state},
            "response_url": self._response_url(message.channel, user, message.ts),
            "actions": [action],
        }
        return body if alone else {**body, "message": self._world.message_json(message)}

    def action_on_view(self, user: str, view: OpenView, action: Json) -> Json:
        """A press in a modal or on the Home tab."""
        modal = view.body["type"] == "modal"
        return {
            **self._interactive("block_actions", user),
            "container": {"type": "view", "view_id": view.id},
            "trigger_id": self._world.handles.trigger(user, in_modal=modal),
            "view": self._world.views.json(view),
            "actions": [action],
        }

    def submission(self, user: str, view: OpenView) -> Json:
        """A submitted modal."""
        return {
            **self._interactive("view_submission", user),
            "trigger_id": self._world.handles.trigger(user, in_modal=True),
            "view": self._world.views.json(view),
            "response_urls": [],
        }

    def closed(self, user: str, view: OpenView, cleared: bool) -> Json:
        """A modal dismissed; `cleared` if the whole stack went."""
        body = {**self._interactive("view_closed", user), "view": self._world.views.json(view)}
        return {**body, "is_cleared": cleared}

    def suggestion(self, user: str, block: Json, element: Json, query: str, where: Json) -> Json:
        """A search in a menu; `where` is view or message with its container."""
        return {
            **self._interactive("block_suggestion", user),
            "action_id": element["action_id"],
            "block_id": block["block_id"],
            "value": query,
            **where,
        }

    def action(self, block: Json, element: Json, held: Json) -> Json:
        """One entry of `actions`: the element, what was chosen, and when."""
        entry: Json = {"type": element["type"], "action_id": element["action_id"]}
        entry |= {"block_id": block["block_id"], "action_ts": self._stamp(), **held}
        for key in ("text", "value", "style"):
            if element["type"] == "button" and key in element:
                entry[key] = element[key]
        return entry

    def _interactive(self, kind: str, user: str) -> Json:
        team = self._world.team
        return {
            "type": kind,
            "user": self._user(user),
            "api_app_id": self._world.app.app_id,
            "token": VERIFICATION_TOKEN,
            "team": {"id": team.team_id, "domain": team.domain},
            "enterprise": None,
            "is_enterprise_install": False,
        }

    def _from_menu(self, kind: str, user: str, named: str) -> Json:
        body = self._interactive(kind, user)
        del body["api_app_id"]
        return {**body, "user": {key: body["user"][key] for key in ("id", named, "team_id")}}

    def _user(self, user: str) -> Json:
        person = self._world.team.users[user]
        name = person.name.lower().replace(" ", ".")
        team = "T0OTHER" if person.kind == "connect" else self._world.team.team_id
        return {"id": user, "username": name, "name": name, "team_id": team}

    def _channel(self, channel: str) -> Json:
        return {"id": channel, "name": self._world.team.channels[channel].name}

    def _response_url(self, channel: str, user: str, ts: str | None) -> str:
        return f"{self._world.base}/response/{self._world.handles.url_key(channel, user, ts)}"

    def _stamp(self) -> str:
        return self._world.team.stamp(self._world.clock.now())
