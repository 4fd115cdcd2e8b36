"""The app as it is configured at Slack: its secrets, scopes, commands and subscriptions."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

EVERY_SCOPE = frozenset(
    {
        "app_mentions:read",
        "channels:history",
        "channels:read",
        "chat:write",
        "commands",
        "files:read",
        "files:write",
        "groups:history",
        "groups:read",
        "im:history",
        "im:read",
        "im:write",
        "mpim:history",
        "mpim:read",
        "mpim:write",
        "team:read",
        "users:read",
        "users:read.email",
    }
)

EVENT_SCOPES: Mapping[str, str] = {
    "message.im": "im:history",
    "message.channels": "channels:history",
    "message.groups": "groups:history",
    "message.mpim": "mpim:history",
    "team_join": "users:read",
    "user_change": "users:read",
}


@dataclass(frozen=True, slots=True)
class Application:
    """What Slack knows of the app; None for commands, shortcuts or events means that all are set up."""

    app_id: str = "A0BATON"
    name: str = "Baton"
    bot_id: str = "B0BATON"
    bot_user: str = "U0BATON"
    bot_token: str = "xoxb-1-baton"
    app_token: str = "xapp-1-A0BATON-1-baton"
    signing_secret: str = "0f1e2d3c4b5a69788796a5b4c3d2e1f0"
    scopes: frozenset[str] = EVERY_SCOPE
    commands: frozenset[str] | None = None
    shortcuts: frozenset[str] | None = None
    message_shortcuts: frozenset[str] | None = None
    events: frozenset[str] | None = None
    home_tab: bool = True
    messages_tab: bool = True
    interactivity: bool = True

    def hears(self, event: str) -> bool:
        """Whether an event of this subscription (message.im, user_change ...) is sent to the app."""
        needed = EVENT_SCOPES.get(event)
        return (self.events is None or event in self.events) and (needed is None or needed in self.scopes)

    @classmethod
    def from_manifest(cls, manifest: Mapping[str, Any]) -> "Application":
        """The app as Slack sets it up from a manifest (JSON already read)."""
        features = manifest.get("features", {})
        settings = manifest.get("settings", {})
        home = features.get("app_home", {})
        shortcuts = features.get("shortcuts", [])
        return cls(
            name=manifest["display_information"]["name"],
            scopes=frozenset(manifest["oauth_config"]["scopes"]["bot"]),
            commands=frozenset(_each(features.get("slash_commands", []), "command")),
            shortcuts=frozenset(_each(_of(shortcuts, "global"), "callback_id")),
            message_shortcuts=frozenset(_each(_of(shortcuts, "message"), "callback_id")),
            events=frozenset(settings.get("event_subscriptions", {}).get("bot_events", [])),
            home_tab=bool(home.get("home_tab_enabled")),
            messages_tab=bool(home.get("messages_tab_enabled"))
            and not home.get("messages_tab_read_only_enabled"),
            interactivity=bool(settings.get("interactivity", {}).get("is_enabled")),
        )


def _of(shortcuts: Collection[Mapping[str, Any]], kind: str) -> list[Mapping[str, Any]]:
    return [shortcut for shortcut in shortcuts if shortcut.get("type") == kind]


def _each(items: Collection[Mapping[str, Any]], key: str) -> list[str]:
    return [item[key] for item in items]
