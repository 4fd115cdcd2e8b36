"""Socket Mode of the strict Slack, with raw sockets and with the real client."""

import asyncio
from typing import Any

import aiohttp
import pytest

from tests.fakes.slack import SlackServer
from tests.fakes.slack.hosting import asynchronous, bolt_of, client_of, linked

Json = dict[str, Any]


@asynchronous
async def test_each_payload_goes_to_one_socket_of_at_most_ten() -> None:
    async with SlackServer(mode="socket") as slack, aiohttp.ClientSession() as session:
        web = client_of(slack)
        sockets = []
        for _ in range(11):
            url = (await web.apps_connections_open(app_token=slack.app.app_token))["url"]
            sockets.append(await session.ws_connect(url))
        hellos = [await ws.receive_json() for ws in sockets]
        assert [hello["type"] for hello in hellos] == ["hello"] * 10 + ["disconnect"]
        assert hellos[10]["reason"] == "too_many_websockets"
        with pytest.raises(aiohttp.WSServerHandshakeError):
            await session.ws_connect(url)
        mei = slack.person()
        told = [asyncio.create_task(mei.says(str(n))) for n in range(10)]
        envelopes = [await ws.receive_json() for ws in sockets[:10]]
        assert len({e["envelope_id"] for e in envelopes}) == 10
        assert {(e["type"], e["retry_attempt"], e["accepts_response_payload"]) for e in envelopes} == {
            ("events_api", 0, False)
        }
        for ws, envelope in zip(sockets, envelopes, strict=False):
            await ws.send_json({"envelope_id": envelope["envelope_id"]})
        assert all(sent.ok for sent in await asyncio.gather(*told))
        await sockets[0].send_json({"envelope_id": envelopes[0]["envelope_id"]})
        await sockets[0].send_json({"envelope_id": "unknown"})
        await sockets[0].send_str("no json")
        while len(slack.violations) < 3:
            await asyncio.sleep(0.005)
        assert slack.journal.kinds() == [
            "acknowledged_twice",
            "unknown_envelope",
            "unreadable_socket_message",
        ]
        for ws in sockets:
            await ws.close()


@asynchronous
async def test_a_lost_acknowledgement_brings_the_event_again_but_not_the_click() -> None:
    async with SlackServer(mode="socket") as slack:
        app, heard = bolt_of(slack), list[Json]()

        @app.event("message")
        async def hear(body: Json) -> None:
            heard.append(body)

        @app.shortcut("quick")
        async def quick(body: Json, ack: Any) -> None:
            heard.append(body)
            await ack()

        async with linked(slack, app):
            mei = slack.person()
            for act in (mei.says("hello"), mei.shortcut("quick")):
                slack.sockets.acks_to_lose = 1
                task = asyncio.create_task(act)
                while slack.sockets.acks_to_lose:
                    await asyncio.sleep(0.002)
                await slack.advance(3.1, patience=0)
                assert (await task).attempts[0].error == "http_timeout"
                await slack.settled()
            assert [body["type"] for body in heard] == ["event_callback", "event_callback", "shortcut"]
            assert heard[0]["event_id"] == heard[1]["event_id"]
            assert slack.postman.deliveries[0].ok


@pytest.mark.parametrize("reason", ["refresh_requested", "warning"])
@asynchronous
async def test_the_real_client_comes_back_after_a_refresh(reason: str) -> None:
    async with SlackServer(mode="socket") as slack:
        app, heard = bolt_of(slack), list[str]()

        @app.event("message")
        async def hear(event: Json) -> None:
            heard.append(event["text"])

        async with linked(slack, app):
            mei = slack.person()
            await mei.says("before")
            await slack.sockets.disconnect(reason)
            await slack.connected()
            assert slack.sockets.opened == 2
            assert (await mei.says("after")).ok
            assert heard == ["before", "after"]


@asynchronous
async def test_a_half_open_socket_is_found_out_by_the_real_client() -> None:
    async with SlackServer(mode="socket") as slack:
        app, heard = bolt_of(slack), list[str]()

        @app.event("message")
        async def hear(event: Json) -> None:
            heard.append(event["text"])

        async with linked(slack, app, ping_interval=0.1):
            slack.sockets.half_open(slack.sockets.links[0])
            task = asyncio.create_task(slack.person().says("into the void"))
            while slack.sockets.opened < 2:
                await asyncio.sleep(0.01)
            await slack.advance(3.1, patience=0)
            await task
            await slack.settled()
            assert heard == ["into the void"]


@asynchronous
async def test_switched_off_socket_mode_closes_the_door() -> None:
    async with SlackServer(mode="socket") as slack, aiohttp.ClientSession() as session:
        web = client_of(slack)
        url = (await web.apps_connections_open(app_token=slack.app.app_token))["url"]
        ws = await session.ws_connect(url)
        await ws.receive_json()
        await slack.sockets.disconnect("link_disabled")
        assert (await ws.receive_json())["reason"] == "link_disabled"
        answer = await web.api_call("auth.test")
        assert answer["ok"]
        with pytest.raises(Exception, match="link_disabled"):
            await web.apps_connections_open(app_token=slack.app.app_token)
        assert (await slack.person().says("hello")).attempts[0].error == "connection_failed"
        await ws.close()
