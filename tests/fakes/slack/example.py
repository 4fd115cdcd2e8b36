"""A plain Bolt app to try the server with: a command, a form, a card, a Home tab's menu."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from slack_bolt.async_app import AsyncApp

from tests.fakes.slack.application import Application
from tests.fakes.slack.hosting import bolt_of, hosted, linked
from tests.fakes.slack.journal import Json
from tests.fakes.slack.server import Mode, SlackServer


def plain(text: str) -> Json:
    """A plain text object."""
    return {"type": "plain_text", "text": text}


def asks(block_id: str, label: str, element: Json, **more: Any) -> Json:
    """An input block."""
    return {"type": "input", "block_id": block_id, "label": plain(label), "element": element, **more}


WHO = {"type": "external_select", "action_id": "pick", "min_query_length": 1}
LANGUAGE: Json = {
    "type": "static_select",
    "action_id": "language",
    "options": [
        {"text": plain("English"), "value": "en"},
        {"text": plain("繁體中文"), "value": "zh-TW"},
    ],
}
HOW = {
    "type": "static_select",
    "action_id": "how",
    "options": [{"text": plain("Reached"), "value": "reached"}, {"text": plain("Voicemail"), "value": "vm"}],
}
FORM: Json = {
    "type": "modal",
    "callback_id": "log",
    "title": plain("Log a call"),
    "submit": plain("Save"),
    "notify_on_close": True,
    "blocks": [
        asks("who", "Contact", WHO),
        asks("how", "Outcome", HOW, dispatch_action=True),
        asks(
            "note", "Note", {"type": "plain_text_input", "action_id": "note", "max_length": 20}, optional=True
        ),
    ],
}
CARD: list[Json] = [
    {"type": "section", "text": {"type": "mrkdwn", "text": "*Ann Chen* is waiting"}},
    {
        "type": "actions",
        "elements": [
            {"type": "button", "text": plain("Accept"), "action_id": "accept", "value": "handoff:7.1"},
            {
                "type": "button",
                "text": plain("Drop"),
                "action_id": "drop",
                "confirm": {
                    "title": plain("Drop?"),
                    "text": plain("It is lost"),
                    "confirm": plain("Yes"),
                    "deny": plain("No"),
                },
            },
        ],
    },
]


@asynccontextmanager
async def desk(
    mode: Mode, app: Application | None = None
) -> AsyncIterator[tuple[SlackServer, AsyncApp, list[Json]]]:
    """A Slack, a Bolt app that answers everything plainly, and what the app got."""
    async with SlackServer(app, mode=mode) as slack:
        bolt, got = bolt_of(slack), list[Json]()
        _listen(bolt, got)
        serving = hosted(slack, bolt) if mode == "http" else linked(slack, bolt)
        async with serving:
            yield slack, bolt, got


def _listen(bolt: AsyncApp, got: list[Json]) -> None:
    async def noted(body: Json, ack: Any) -> None:
        got.append(body)
        await ack()

    async def card(body: Json, ack: Any, client: Any) -> None:
        got.append(body)
        await client.chat_update(
            channel=body["channel"]["id"], ts=body["message"]["ts"], text="Taken", blocks=[]
        )
        await ack()

    async def command(body: Json, ack: Any, client: Any) -> None:
        got.append(body)
        if body["text"] == "log":
            await client.views_open(trigger_id=body["trigger_id"], view=FORM)
        await ack("" if body["text"] == "log" else "Usage: /baton log")

    async def found(body: Json, ack: Any) -> None:
        got.append(body)
        await ack(options=[{"text": plain("Ann Chen"), "value": "3"}] if body["value"] == "ann" else [])

    bolt.command("/baton")(command)
    bolt.options("pick")(found)
    for action in ("drop", "how", "language"):
        bolt.action(action)(noted)
    bolt.action("accept")(card)
    bolt.view_closed("log")(noted)
    bolt.shortcut("quick")(noted)
    bolt.shortcut("note")(noted)
    for event in (
        "message",
        "app_home_opened",
        "user_change",
        "team_join",
        "app_uninstalled",
        "tokens_revoked",
    ):
        bolt.event(event)(noted)
