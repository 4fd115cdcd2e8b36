"""One call of the Web API from the token to the answer."""

from collections.abc import Callable

from tests.fakes.slack import (
    methods_chat,
    methods_conversations,
    methods_files,
    methods_people,
    methods_views,
)
from tests.fakes.slack.journal import Json, Refused
from tests.fakes.slack.spec import Method, checked, load
from tests.fakes.slack.world import World

HANDLERS: dict[str, Callable[[World, Json], Json]] = {
    "auth.test": methods_people.auth_test,
    "apps.connections.open": methods_people.connections_open,
    "chat.postMessage": methods_chat.post_message,
    "chat.update": methods_chat.update,
    "chat.delete": methods_chat.delete,
    "chat.postEphemeral": methods_chat.post_ephemeral,
    "chat.getPermalink": methods_chat.permalink,
    "views.open": methods_views.open_view,
    "views.push": methods_views.push,
    "views.update": methods_views.update,
    "views.publish": methods_views.publish,
    "conversations.open": methods_conversations.open_direct,
    "conversations.info": methods_conversations.info,
    "conversations.history": methods_conversations.history,
    "conversations.replies": methods_conversations.replies,
    "users.info": methods_people.info,
    "users.lookupByEmail": methods_people.by_email,
    "users.list": methods_people.everyone,
    "files.getUploadURLExternal": methods_files.upload_url,
    "files.completeUploadExternal": methods_files.complete,
    "team.info": methods_people.team,
    "bots.info": methods_people.bots,
}


class WebApi:
    """Checks a call in Slack's order: token, rate, scopes, arguments; then does it."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._methods = load()

    def call(self, name: str, args: Json, token: str | None) -> Json:
        """The answer, or Refused."""
        method = self._methods.get(name)
        if method is None:
            raise Refused("unknown_method")
        self._authorise(method, token)
        self._rate(method, args)
        for scope in method.scopes:
            if scope != "connections:write":
                self._world.need(scope)
        return HANDLERS[name](self._world, checked(method, args))

    def _authorise(self, method: Method, token: str | None) -> None:
        app = self._world.app
        if not token:
            raise Refused("not_authed")
        if token not in (app.bot_token, app.app_token):
            raise Refused("invalid_auth")
        if self._world.token_error is not None:
            raise Refused(self._world.token_error)
        if (token == app.app_token) != (method.name == "apps.connections.open"):
            raise Refused("not_allowed_token_type")

    def _rate(self, method: Method, args: Json) -> None:
        limits = self._world.limits
        channel = self._channel(args)
        if (early := limits.early(method.name, channel)) > 0:
            self._world.violate("early_after_429", method.name, f"{early:.1f} s too early, {channel}")
            raise limits.refuse_early(method.name, channel)
        limits.take(method.name, method.tier, channel)

    def _channel(self, args: Json) -> str | None:
        channel = args.get("channel")
        if isinstance(channel, str) and channel in self._world.team.users:
            return self._world.team.direct(channel).id
        return channel if isinstance(channel, str) else None
