import asyncio
import os
import sys

import pytest
from telegram.error import BadRequest, NetworkError, RetryAfter, TelegramError, TimedOut

from tests.fakes.faults import Fault, FaultScript
from tests.fakes.telegram.harness import Scene, client, play


@pytest.fixture(autouse=True)
def time_spans(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without it the library warns on every 429, and warnings are errors."""
    monkeypatch.setenv("PTB_TIMEDELTA", "true")


WIRE: dict[str, tuple[Fault, type[Exception], bool]] = {
    "429": (Fault.rate_limited(3), RetryAfter, False),
    "500": (Fault.server_error(500), NetworkError, False),
    "502 after the work": (Fault.server_error(502, applied=True), NetworkError, True),
    "503": (Fault.server_error(503), NetworkError, False),
    "hang": (Fault.hang(), TimedOut, False),
    "hang after the work": (Fault.hang(applied=True), TimedOut, True),
    "trickle": (Fault.trickle(pace=0.6), TimedOut, True),
    "reset before": (Fault.reset_before(), NetworkError, False),
    "reset after": (Fault.reset_after(), NetworkError, True),
    "html": (Fault.html(), TelegramError, True),
    "cut": (Fault.cut_json(), TelegramError, True),
    "unknown": (Fault.refused("Bad Request: SOMETHING_NEW", 400), BadRequest, False),
    "blocked": (Fault.blocked(), TelegramError, False),
    "migrated": (Fault.migrated(-1001), TelegramError, False),
}


@pytest.mark.parametrize("name", WIRE)
def test_scripted_faults_reach_the_client(name: str) -> None:
    fault, error, applied = WIRE[name]

    async def scene(s: Scene) -> None:
        s.server.faults.add(fault, method="sendMessage", chat=s.amy.id, nth=2)
        async with client(s.server, patience=0.2) as impatient:
            await impatient.send_message(s.amy.id, "first")
            with pytest.raises(error):
                await impatient.send_message(s.amy.id, "second")
        shown = [each.words for each in s.amy.sees() if each.by_bot]
        assert shown == ["first", "second"][: 2 if applied else 1]
        assert s.server.refused == []
        assert [each.fault for each in s.server.calls_of("sendMessage")] == [None, fault]

    play(scene)


@pytest.mark.parametrize("raw", ["30", "3600", "abc", "-1", "0.5", None])
def test_retry_after_goes_out_as_written(raw: str | None) -> None:
    async def scene(s: Scene) -> None:
        s.server.faults.add(Fault.rate_limited(raw))
        status, answer = await s.raw("sendMessage", json={"chat_id": s.amy.id, "text": "x"})
        said = answer.get("parameters", {}).get("retry_after")
        assert (status, None if said is None else str(said)) == (429, raw)

    play(scene)


def test_a_request_before_its_time_after_a_scripted_429_is_a_violation() -> None:
    async def scene(s: Scene) -> None:
        bob = s.server.person(12, "Bob")
        bob.starts()
        s.server.faults.add(Fault.rate_limited(30), chat=s.amy.id)
        for _ in range(2):
            with pytest.raises(RetryAfter):
                await s.bot.send_message(s.amy.id, "x")
        await s.bot.send_message(bob.id, "others go on")
        assert len(s.server.violations) == 1
        s.clock.advance(30)
        await s.bot.send_message(s.amy.id, "in time")
        assert len(s.server.violations) == 1

    play(scene)


def test_fetching_a_file_meets_faults_too() -> None:
    async def scene(s: Scene) -> None:
        sent = await s.bot.send_document(s.amy.id, b"a,b", filename="list.csv")
        assert sent.document is not None
        file = await s.bot.get_file(sent.document.file_id)
        s.server.faults.add(Fault.server_error(502), method="file")
        with pytest.raises(NetworkError):
            await file.download_as_bytearray()
        assert bytes(await file.download_as_bytearray()) == b"a,b"

    play(scene)


def test_the_same_seed_gives_the_same_faults() -> None:
    def drawn(seed: int) -> list[Fault | None]:
        script = FaultScript(seed)
        script.sometimes([Fault.server_error(), Fault.reset_after()], 0.3, method="sendMessage")
        assert script.take("editMessageText", 1) is None
        return [script.take("sendMessage", 1) for _ in range(200)]

    assert drawn(3) == drawn(3) != drawn(4)
    assert 40 < sum(fault is not None for fault in drawn(3)) < 80


def test_it_runs_as_a_program() -> None:
    async def program() -> str:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            *("-m", "tests.fakes.telegram", "--name", "小美"),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            env=os.environ | {"PYTHONIOENCODING": "utf-8"},
        )
        out, _ = await asyncio.wait_for(process.communicate(b"/start\n/show\n/quit\n"), 20)
        assert process.returncode == 0
        return out.decode()

    shown = asyncio.run(program())
    assert "TELEGRAM_API_URL=http://127.0.0.1:" in shown
    assert "TELEGRAM_BOT_TOKEN=7000000001:" in shown
    assert "小美: /start" in shown
