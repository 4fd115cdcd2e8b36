"""People using a real Bolt app on the strict Slack, over HTTP and over Socket Mode alike."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from slack_bolt.async_app import AsyncApp

from tests.fakes.slack import Application, NotOffered, SlackServer
from tests.fakes.slack.hosting import asynchronous, bolt_of, hosted, linked
from tests.fakes.slack.server import Mode

Json = dict[str, Any]
MODES: list[Mode] = ["http", "socket"]


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def asks(block_id: str, label: str, element: Json, **more: Any) -> Json:
    return {"type": "input", "block_id": block_id, "label": plain(label), "element": element, **more}


WHO = {"type": "external_select", "action_id": "pick", "min_query_length": 1}
HOW = {
    "type": "static_select",
    "action_id": "how",
    "options": [{"text": plain("Reached"), "value": "reached"}, {"text": plain("Voicemail"), "value": "vm"}],
}
FORM = {
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
    for action in ("drop", "how"):
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


@pytest.mark.parametrize("mode", MODES)
@asynchronous
async def test_a_command_opens_a_form_that_is_searched_filled_and_saved(mode: Mode) -> None:
    async with desk(mode) as (slack, bolt, _):
        saved: list[Json] = []

        @bolt.view("log")
        async def save(ack: Any, view: Json) -> None:
            saved.append(view["state"]["values"])
            await ack()

        mei = slack.person()
        assert (await mei.command("/baton", "help")).ok
        assert mei.last().words == "Usage: /baton log"
        assert mei.last().ephemeral
        await mei.command("/baton", "log")
        assert mei.modal.title == "Log a call"
        assert not (await mei.submits()).attempts, "Slack's own client holds back what is not complete"
        assert set(mei.modal.errors) == {"who", "how"}
        assert await mei.searches("pick", "ann") == ["Ann Chen"]
        assert await mei.searches("pick", "zoe") == []
        with pytest.raises(NotOffered):
            await mei.fills({"Outcome": "Never offered"})
        await mei.searches("pick", "ann")
        sent = await mei.fills({"who": "Ann Chen", "Outcome": "Voicemail", "note": "called"})
        assert [d.payload["actions"][0]["selected_option"]["value"] for d in sent] == ["vm"]
        assert (await mei.submits()).ok
        assert saved[0]["who"]["pick"]["selected_option"]["value"] == "3"
        assert saved[0]["note"]["note"] == {"type": "plain_text_input", "value": "called"}
        assert slack.views(mei.id)[0] == []
        assert slack.violations == []
        assert slack.refusals == []


@pytest.mark.parametrize("mode", MODES)
@asynchronous
async def test_answers_to_a_submission_show_errors_or_change_the_stack(mode: Mode) -> None:
    async with desk(mode) as (slack, bolt, _):
        answers: list[Json] = [
            {"response_action": "errors", "errors": {"note": "Too short"}},
            {"response_action": "errors", "errors": {"nowhere": "No such field"}},
            {"response_action": "update", "view": {**FORM, "title": plain("Step 2")}},
            {"response_action": "push", "view": {**FORM, "title": plain("Step 3")}},
            {"response_action": "clear"},
        ]

        @bolt.view("log")
        async def answer(ack: Any) -> None:
            await ack(**answers.pop(0))

        mei = slack.person()
        await mei.command("/baton", "log")
        await mei.searches("pick", "ann")
        await mei.fills({"who": "Ann Chen", "how": "reached", "note": "hm"})
        await mei.submits()
        assert mei.modal.errors == {"note": "Too short"}
        assert "! Too short" in str(mei.sees())
        await mei.submits()
        assert slack.journal.kinds() == ["bad_response_action"]
        assert "trouble" in mei.modal.errors[""]
        await mei.submits()
        assert mei.modal.title == "Step 2"
        await mei.submits()
        assert [view.title for view in slack.views(mei.id)[0]] == ["Step 2", "Step 3"]
        await mei.searches("pick", "ann")
        await mei.fills({"who": "Ann Chen", "how": "reached"})
        await mei.submits()
        assert slack.views(mei.id)[0] == []


@pytest.mark.parametrize("mode", MODES)
@asynchronous
async def test_buttons_on_messages_are_pressed_and_confirmed(mode: Mode) -> None:
    async with desk(mode) as (slack, bolt, got):
        mei = slack.person()
        await bolt.client.chat_postMessage(channel=mei.dm, text="Ann Chen is waiting", blocks=CARD)
        assert mei.last().buttons == ["Accept", "Drop"]
        assert not (await mei.presses("Drop", confirms=False)).attempts
        await mei.presses("Drop")
        assert (await mei.presses("Accept")).ok
        await slack.settled()
        actions = [body["actions"][0] for body in got if body.get("type") == "block_actions"]
        assert [(a["action_id"], a.get("value")) for a in actions] == [
            ("drop", None),
            ("accept", "handoff:7.1"),
        ]
        assert (mei.last().words, mei.last().edited) == ("Taken", True)
        with pytest.raises(NotOffered):
            await mei.presses("Accept")
        with pytest.raises(NotOffered):
            await slack.person("U0BO", "Bo", "bo@example.com").presses("Accept", mei.last())


@pytest.mark.parametrize("mode", MODES)
@asynchronous
async def test_shortcuts_and_closing_reach_the_app(mode: Mode) -> None:
    async with desk(mode) as (slack, _, got):
        mei = slack.person()
        await mei.shortcut("quick")
        await mei.says("call Ann")
        await mei.message_shortcut("note", mei.last())
        await mei.command("/baton", "log")
        await mei.closes()
        kinds = [body.get("type", body.get("command")) for body in got]
        assert kinds == ["shortcut", "event_callback", "message_action", "/baton", "view_closed"]
        assert got[2]["message"]["text"] == "call Ann"
        assert got[-1]["is_cleared"] is False
        with pytest.raises(NotOffered):
            assert mei.modal


@pytest.mark.parametrize("mode", MODES)
@asynchronous
async def test_messages_edits_files_and_people_arrive_as_events(mode: Mode) -> None:
    async with desk(mode) as (slack, bolt, got):
        mei = slack.person()
        await mei.says("hello")
        await mei.edits(mei.last(), "hello there")
        await mei.uploads("leads.csv", b"a,b", "import this")
        await mei.deletes(mei.last())
        await mei.opens_home()
        await mei.joins()
        await mei.changes(tz="Europe/London")
        events = [body["event"] for body in got]
        assert [(e["type"], e.get("subtype")) for e in events] == [
            ("message", None),
            ("message", "message_changed"),
            ("message", "file_share"),
            ("message", "message_deleted"),
            ("app_home_opened", None),
            ("team_join", None),
            ("user_change", None),
        ]
        assert events[0]["channel_type"] == "im"
        assert events[1]["previous_message"]["text"] == "hello"
        assert (events[1]["message"]["text"], events[1]["message"]["edited"]["user"]) == (
            "hello there",
            mei.id,
        )
        assert events[2]["files"][0]["name"] == "leads.csv"
        assert events[6]["user"]["tz"] == "Europe/London"
        await bolt.client.chat_postMessage(channel=mei.dm, text="mine")
        await slack.settled()
        echo = slack.postman.deliveries[-1].payload["event"]
        assert (echo["text"], echo["bot_id"]) == ("mine", slack.app.bot_id)
        await slack.uninstall()
        assert [body["event"]["type"] for body in got[-2:]] == ["tokens_revoked", "app_uninstalled"]


@asynchronous
async def test_guests_strangers_and_bots_are_told_apart() -> None:
    async with desk("http") as (slack, bolt, _):
        guest = slack.person("U0G", "Gus", "gus@example.com", kind="guest")
        stranger = slack.person("U0C", "Cora", "cora@other.example", kind="connect")
        robot = slack.person("U0R", "Robo", "", kind="bot")
        info = {p.id: (await bolt.client.users_info(user=p.id))["user"] for p in (guest, stranger, robot)}
        assert info[guest.id]["is_restricted"]
        assert info[stranger.id]["is_stranger"]
        assert "email" not in info[stranger.id]["profile"]
        assert info[stranger.id]["team_id"] != info[guest.id]["team_id"]
        assert info[robot.id]["is_bot"]
        said = await robot.says("beep")
        assert said.payload["event"]["subtype"] == "bot_message"


@asynchronous
async def test_a_person_cannot_do_what_the_app_is_not_set_up_for() -> None:
    app = Application(commands=frozenset({"/baton"}), shortcuts=frozenset(), messages_tab=False)
    async with desk("http", app) as (slack, _, got):
        mei = slack.person()
        with pytest.raises(NotOffered):
            await mei.command("/other")
        with pytest.raises(NotOffered):
            await mei.shortcut("quick")
        with pytest.raises(NotOffered):
            await mei.says("hello")
        with pytest.raises(NotOffered):
            await mei.presses("Nothing here")
        assert got == []
