"""How the strict Slack brings events to an app: signatures, 3 s, retries, copies, sockets."""

import asyncio
import hashlib
import hmac
import json
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any, get_args

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from tests.fakes.slack import Clock, SlackServer
from tests.fakes.slack.hosting import asynchronous, bolt_of, hosted, listening
from tests.fakes.slack.signing import Signature

Json = dict[str, Any]


@asynccontextmanager
async def raw_app(
    slack: SlackServer, answer: Callable[[int, Request], Response]
) -> AsyncIterator[list[tuple[Request, Json]]]:
    """An app that answers its nth event as it is told; gives what it got."""
    got: list[tuple[Request, Json]] = []

    async def endpoint(request: Request) -> Response:
        body = json.loads(await request.body())
        if body["type"] == "url_verification":
            return Response(body["challenge"])
        got.append((request, body))
        return answer(len(got), request)

    async with listening(Starlette(routes=[Route("/", endpoint, methods=["POST"])])) as base:
        assert await slack.connect(f"{base}/")
        yield got


def broken(_number: int, _request: Request) -> Response:
    return Response(status_code=500)


def fine(_number: int, _request: Request) -> Response:
    return Response()


@asynchronous
async def test_requests_carry_slacks_true_signature() -> None:
    async with SlackServer() as slack, raw_app(slack, fine) as got:
        await slack.person().says("hello")
        request, body = got[0]
        raw = json.dumps(body).encode()
        stamp = request.headers["x-slack-request-timestamp"]
        base = b"v0:" + stamp.encode() + b":" + raw
        digest = hmac.new(slack.app.signing_secret.encode(), base, hashlib.sha256).hexdigest()
        assert request.headers["x-slack-signature"] == f"v0={digest}"
        assert abs(time.time() - int(stamp)) < 5


@pytest.mark.parametrize("how", [how for how in get_args(Signature) if how not in ("good", "garbled")])
@asynchronous
async def test_bolt_refuses_wrong_signatures(how: Signature) -> None:
    async with SlackServer() as slack:
        app = bolt_of(slack)
        heard: list[Json] = []

        @app.event("message")
        async def hear(body: Json) -> None:
            heard.append(body)

        async with hosted(slack, app):
            event = {"type": "message", "channel_type": "im", "text": "x", "user": "U1", "ts": "1.1"}
            refused = await slack.event("message.im", event, signature=how)
            assert (refused.attempts[0].status, heard) == (401, [])
            assert (await slack.event("message.im", event, age=290)).ok
            assert len(heard) == 1


@asynchronous
async def test_a_failed_event_comes_again_at_once_after_a_minute_and_after_five() -> None:
    async with SlackServer() as slack, raw_app(slack, broken) as got:
        sent = await slack.person().says("hello")
        await slack.settled()
        assert len(got) == 2
        await slack.advance(59)
        assert len(got) == 2
        await slack.advance(1)
        assert len(got) == 3
        await slack.advance(299)
        assert len(got) == 3
        await slack.advance(10_000)
        assert len(got) == 4
        numbers = [request.headers.get("x-slack-retry-num") for request, _ in got]
        reasons = {request.headers.get("x-slack-retry-reason") for request, _ in got[1:]}
        assert (numbers, reasons) == ([None, "1", "2", "3"], {"http_error"})
        assert len({body["event_id"] for _, body in got}) == 1
        assert [attempt.error for attempt in sent.attempts] == ["http_error"] * 4


@asynchronous
async def test_an_app_may_ask_for_no_retry_and_a_good_answer_ends_them() -> None:
    def answer(number: int, _request: Request) -> Response:
        if number == 1:
            return Response(status_code=500)
        return Response(status_code=500, headers={"X-Slack-No-Retry": "1"}) if number == 3 else Response()

    async with SlackServer() as slack, raw_app(slack, answer) as got:
        mei = slack.person()
        first = await mei.says("hello")
        await slack.advance(1000)
        assert (len(got), first.ok) == (2, True)
        await mei.says("again")
        await slack.advance(1000)
        assert len(got) == 3


@asynchronous
async def test_three_seconds_without_an_answer_are_a_failure() -> None:
    async with SlackServer() as slack:
        app, started, release = bolt_of(slack), asyncio.Event(), asyncio.Event()

        @app.event("message")
        async def slow(event: Json) -> None:
            started.set()
            await release.wait()

        @app.command("/baton")
        async def never(ack: Any) -> None:
            started.set()
            await release.wait()

        async with hosted(slack, app):
            mei = slack.person()
            for act in (mei.says("hello"), mei.command("/baton", "x")):
                started.clear()
                task = asyncio.create_task(act)
                await started.wait()
                await slack.advance(2.9, patience=0)
                assert not task.done()
                await slack.advance(0.2, patience=0)
                delivery = await task
                assert delivery.attempts[0].error == "http_timeout"
            assert slack.journal.kinds()[0] == "not_acknowledged_in_3_s"
            release.set()
            await slack.settled()
            tries = [d.attempts[1:] for d in slack.postman.deliveries]
            assert [len(retries) for retries in tries] == [1, 0], "commands are not tried again"
            assert tries[0][0].retry_num == 1


@asynchronous
async def test_a_dead_app_is_a_failed_connection() -> None:
    async with SlackServer() as slack:
        async with raw_app(slack, fine):
            pass
        sent = await slack.person().says("hello")
        assert sent.attempts[0].error == "connection_failed"


@asynchronous
async def test_events_are_cut_off_when_fewer_than_5_in_100_are_answered() -> None:
    async with SlackServer() as slack, raw_app(slack, broken) as got:
        slack.postman.event_floor = 20
        mei = slack.person()
        for number in range(12):
            await mei.says(str(number))
            await slack.settled()
        assert slack.postman.events_cut_off
        assert "events_cut_off" in slack.journal.kinds()
        before = len(got)
        assert not (await mei.says("nobody hears")).attempts
        await slack.advance(1000)
        assert len(got) == before


@asynchronous
async def test_too_many_events_an_hour_are_dropped_and_the_app_is_told() -> None:
    async with SlackServer() as slack, raw_app(slack, fine) as got:
        slack.postman.events_per_hour = 3
        mei = slack.person()
        for number in range(5):
            await mei.says(str(number))
        await slack.settled()
        kinds = [body["type"] for _, body in got]
        assert kinds == ["event_callback"] * 3 + ["app_rate_limited"]
        await slack.advance(3601)
        assert (await mei.says("an hour later")).ok


@asynchronous
async def test_copies_of_an_event_have_new_ids_and_no_retry_header() -> None:
    async with SlackServer() as slack, raw_app(slack, fine) as got:
        sent = await slack.person().says("hello")
        await slack.duplicate(sent, 10)
        assert len({body["event_id"] for _, body in got}) == 11
        assert len({body["event"]["ts"] for _, body in got}) == 1
        assert not any("x-slack-retry-num" in request.headers for request, _ in got)


@asynchronous
async def test_a_running_clock_goes_by_itself_and_can_be_put_forward() -> None:
    clock, rung = Clock.running(), list[str]()
    start = clock.now()
    clock.call_later(0.02, lambda: rung.append("soon"))
    clock.call_later(600, lambda: rung.append("later"))
    cancelled = clock.call_later(0.01, lambda: rung.append("never"))
    cancelled.cancel()
    await asyncio.sleep(0.05)
    assert rung == ["soon"]
    clock.forward(start + 601)
    assert rung == ["soon", "later"]
    assert clock.now() >= start + 601
    clock.stop()
