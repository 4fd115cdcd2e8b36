"""The app's manifest says what the code answers, and asks for no more than it needs."""

from bot.chats.slack import PATH
from bot.chats.slack_events import COMMAND, FROM_MESSAGES, SHORTCUTS
from tests.slack_desk import manifest


def test_command_and_shortcuts_are_those_that_are_answered() -> None:
    features = manifest()["features"]
    assert [one["command"] for one in features["slash_commands"]] == [COMMAND]
    for kind, known in (("global", SHORTCUTS), ("message", FROM_MESSAGES)):
        offered = [one for one in features["shortcuts"] if one["type"] == kind]
        assert {one["callback_id"] for one in offered} == set(known)
        assert all(len(one["name"]) <= 24 and len(one["description"]) <= 150 for one in offered)


def test_every_address_is_the_one_that_is_served() -> None:
    found = manifest()
    settings = found["settings"]
    urls = [
        found["features"]["slash_commands"][0]["url"],
        settings["event_subscriptions"]["request_url"],
        settings["interactivity"]["request_url"],
        settings["interactivity"]["message_menu_options_url"],
    ]
    assert all(url.endswith(PATH) for url in urls)
    assert settings["interactivity"]["is_enabled"] is True


def test_no_scope_beyond_what_is_called() -> None:
    scopes = set(manifest()["oauth_config"]["scopes"]["bot"])
    needed = {"chat:write", "commands", "files:write", "im:history", "im:read", "im:write", "users:read"}
    needed |= {"users:read.email"}  # full members may link by their address
    assert scopes == needed | {"app_mentions:read"}
