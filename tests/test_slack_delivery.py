"""How payloads are taken and messages sent: signatures, copies, faults on the wire, limits."""

import asyncio
import time
from typing import Any

import aiohttp
import pytest

from bot.chats.protocol import Letter
from bot.chats.slack import genuine
from bot.sending import View
from store.messages import Queued
from store.models import Call, Contact, Message, Seen
from tests.fakes.faults import Fault
from tests.fakes.slack import Delivery, signing
from tests.fakes.slack.server import Mode
from tests.slack_desk import Office, play
from tests.slack_rows import MODES, rows
from tests.talk import Desk

SECRET = "0f1e2d3c4b5a69788796a5b4c3d2e1f0"


@pytest.mark.parametrize("how", ["bad", "old", "future", "missing", "garbled", "no_timestamp"])
def test_a_wrong_signature_is_refused_and_nothing_is_done(
    desk: Desk, how: Any, caplog: pytest.LogCaptureFixture
) -> None:
    async def scene(o: Office) -> None:
        amy = o.person("amy")
        event = {"type": "message", "channel": amy.dm, "channel_type": "im", "user": amy.id, "ts": "1.1"}
        sent = await o.server.event("message.im", {**event, "text": "find 周文彬"}, signature=how)
        assert {one.status for one in sent.attempts} == {401}
        await o.settled()
        assert amy.sees().messages == []

    play(desk, scene)
    assert rows(desk, Seen) == []
    assert "Traceback" not in caplog.text


@pytest.mark.parametrize(
    ("stamp", "signature"),
    [
        ("abc", "v0=" + "0" * 64),
        ("9" * 5_000, "v0=" + "0" * 64),
        ("²", "v0=" + "0" * 64),
        ("1", "v0=é"),
        ("-1", ""),
        ("", "v0="),
        ("1e9", "v0=" + "g" * 64),
    ],
)
def test_odd_headers_are_wrong_ones(stamp: str, signature: str) -> None:
    headers = {"x-slack-request-timestamp": stamp, "x-slack-signature": signature}
    assert not genuine(SECRET, headers, b"\xff\xfe", time.time())


def test_a_signed_body_that_is_no_payload_is_dropped(desk: Desk) -> None:
    async def scene(o: Office) -> None:
        async with aiohttp.ClientSession() as session:
            for body in ("{", "[]", '{"type": 7}', "payload=%7B", '{"type":"event_callback"}', "a=b"):
                headers = {**signing.headers(o.server.app.signing_secret, body)}
                headers["Content-Type"] = (
                    "application/json" if body[0] in "{[" else "application/x-www-form-urlencoded"
                )
                async with session.post(str(o.server.http.url), data=body, headers=headers) as answer:
                    assert answer.status == 200, body

    play(desk, scene)


def test_a_payload_of_another_workspace_is_acknowledged_and_dropped(desk: Desk) -> None:
    async def scene(o: Office) -> None:
        amy = o.person("amy")
        event = {"type": "message", "channel": amy.dm, "channel_type": "im", "user": amy.id, "ts": "1.1"}
        payload = {**o.server.payloads.event({**event, "text": "find 周文彬"}), "team_id": "T0ELSE"}
        payload["authorizations"] = [{**payload["authorizations"][0], "team_id": "T0ELSE"}]
        sent = await o.server.postman.deliver(Delivery("event", payload))
        assert sent.attempts[0].status == 200
        await o.settled()
        assert amy.sees().messages == []

    play(desk, scene)


@pytest.mark.parametrize("mode", MODES)
def test_copies_of_an_event_count_once(desk: Desk, mode: Mode) -> None:
    async def scene(o: Office) -> None:
        amy = o.person("amy")
        await o.after(amy.says("周文彬 15 min, call back Friday 10:00"))
        said = next(
            d for d in o.server.postman.deliveries if d.payload.get("event", {}).get("user") == amy.id
        )
        drafts = len(amy.sees().messages)
        await o.after(o.server.duplicate(said, 10))
        assert len(amy.sees().messages) == drafts
        await o.presses(amy, "log.save")
        pressed = next(d for d in o.server.postman.deliveries if d.kind == "interactive")
        await asyncio.gather(*(amy.sends(pressed.payload) for _ in range(3)))
        await o.settled()
        assert len(rows(desk, Call)) == 1

    play(desk, scene, mode)


def test_a_form_handed_in_twice_counts_once(desk: Desk) -> None:
    async def scene(o: Office) -> None:
        amy = o.person("amy")
        await o.after(amy.command("/baton", "add 王小明"))
        view = amy.modal
        first = await o.after(amy.submits())
        copy = o.server.payloads.submission(amy.id, view)
        again = await o.after(amy.sends(copy))
        assert (first.ok, again.ok) == (True, True)
        assert len(rows(desk, Contact, name="王小明")) == 1

    play(desk, scene)


def test_a_form_that_does_not_open_is_offered_by_a_button(desk: Desk) -> None:
    async def scene(o: Office) -> None:
        amy = o.person("amy")
        o.server.faults.add(Fault.server_error(503), method="views.open")
        (told,) = await o.hears(amy, amy.command("/baton", "add 王小明"))
        assert amy.sees().modals == []
        assert told.buttons == ["Open the form"]
        await o.presses(amy, "slack.form")
        await o.after(amy.submits())
        assert len(rows(desk, Contact, name="王小明")) == 1

    play(desk, scene)


def test_a_429_is_kept_to_and_nothing_is_lost(desk: Desk) -> None:
    async def scene(o: Office) -> None:
        amy, ben = o.person("amy"), o.person("ben")
        o.server.faults.add(Fault.rate_limited(30), method="chat.postMessage", chat=amy.id)
        began = o.server.clock.now()
        await o.after(amy.says("find 周文彬"))
        assert "青禾農產" in amy.last().words
        assert o.server.clock.now() - began >= 30
        await o.after(ben.says("find 陳美惠"))
        assert "晨光食品" in ben.last().words

    play(desk, scene)


@pytest.mark.parametrize(
    "fault",
    [
        Fault.server_error(502),
        Fault.reset_before(),
        Fault.reset_after(),
        Fault.html(applied=True),
        Fault.cut_json(),
        Fault.hollow(),
    ],
    ids=lambda one: one.kind.value,
)
def test_a_message_is_shown_once_whatever_the_wire_does(desk: Desk, fault: Fault) -> None:
    async def scene(o: Office) -> None:
        amy = o.person("amy")
        o.server.faults.add(fault, method="chat.postMessage")
        await o.after(amy.says("find 周文彬"))
        assert len([m for m in amy.sees().messages if m.by_app]) == 1

    play(desk, scene)
    assert [one.state for one in rows(desk, Message)] == ["sent"]


def test_many_messages_to_one_chat_keep_its_rate(desk: Desk) -> None:
    async def scene(o: Office) -> None:
        amy = o.person("amy")
        for _ in range(12):
            await amy.says("find 周文彬")
        await o.settled()
        answers = [m for m in amy.sees().messages if m.by_app]
        assert len(answers) == 12
        assert [bool(m.buttons) for m in answers] == [False] * 11 + [True]

    play(desk, scene)


def test_a_person_who_left_gets_nothing_more(desk: Desk) -> None:
    async def scene(o: Office) -> None:
        amy = o.person("amy")
        await o.after(amy.says("follow 周文彬 today 15:00 quotation"))
        await o.after(amy.changes(deleted=True))
        before = len(o.server.shown(amy.dm))
        await o.at("2026-11-23T15:01:00+08:00")
        assert len(o.server.shown(amy.dm)) == before

    play(desk, scene, strict=False)


@pytest.mark.parametrize("event", ["tokens_revoked", "app_uninstalled", "team_join"])
def test_other_events_are_acknowledged(desk: Desk, event: str) -> None:
    async def scene(o: Office) -> None:
        sent = await o.server.postman.deliver(Delivery("event", o.server.payloads.event({"type": event})))
        assert sent.ok
        limited = await o.server.postman.deliver(Delivery("interactive", o.server.payloads.rate_limited()))
        assert limited.ok

    play(desk, scene)


def test_socket_refresh_loses_nothing(desk: Desk) -> None:
    async def scene(o: Office) -> None:
        amy = o.person("amy")
        await o.after(amy.says("find 周文彬"))
        await o.server.sockets.disconnect("refresh_requested")
        await o.server.connected()
        await o.after(amy.says("find 林志遠"))
        assert "宏昇包裝" in amy.last().words

    play(desk, scene, "socket")


def test_a_view_fits(desk: Desk) -> None:
    """Whatever a message holds, the strict server takes it."""

    async def scene(o: Office) -> None:
        amy = o.person("amy")
        await o.after(amy.says("help"))
        now = desk.app.clock()
        queued = Queued(0, 1, "slack", amy.id, "welcome", {}, None, 0, now)
        texts = ["", "&" * 9_000, "行\n" * 9_000, "👩‍👩‍👧" * 900, "*a\n`b`\n" * 10, "x" * 30_000]
        many = tuple((f"{n} " + "按" * 90, f"a.b:{n}", n % 2 == 0) for n in range(60))
        o.server.world.limits.enforced = False
        for text in texts:
            await o.service.chat.send(Letter(queued, View(text, many), "zh-TW"))
        shown = amy.sees().messages
        assert sum(len(one.buttons) for one in shown) >= 60 * len(texts)

    play(desk, scene)
