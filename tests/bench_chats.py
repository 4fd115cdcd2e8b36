"""The chats measured over loopback: our path beside the bare frameworks, and acknowledgements at 200 a second.

An acknowledgement comes after the commit, so its time is the whole of the work. The client is open-loop: an
update is due when it is due, and its time counts from then, however late the answers before it are.
"""

import asyncio
import hashlib
import hmac
import json
import math
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import aiohttp

from store import users
from store.db import Database
from store.models import ChatAddress, User
from tests.bench_chats_raw import SECRET, TEAM, TOKEN
from tests.bench_company import clear, make
from tests.company import NOW
from tests.telegram_desk import free_port

ROOT = Path(__file__).resolve().parents[1]
PEOPLE, RATE, SECONDS, ALONE, CALM = 200, 200, 10, 200, 20
PAUSE = 0.05  # by then the answer to the update before is out
HOOK = "hook"


def company_with_people(source: Path, path: Path) -> Path:
    """A copy of the company with so many agents of one team more on each platform."""
    shutil.copy(source, path)
    database = Database(f"sqlite:///{path}")
    with database.transaction() as session:
        amy = users.by_handle(session, "amy")
        assert amy is not None
        for number in range(PEOPLE):
            for platform, address in (("telegram", str(1_000 + number)), ("slack", f"U{1_000 + number}")):
                one = User(
                    handle=f"{platform}{number}", name=address, role="agent", team_id=amy.team_id,
                    language="en", timezone=amy.timezone, region=amy.region,
                )  # fmt: skip
                session.add(one)
                session.flush()
                session.add(ChatAddress(platform=platform, address=address, user_id=one.id, linked_at=NOW))
    database.close()
    return path


@contextmanager
def running(port: int, *args: str, **environ: str) -> Iterator[int]:
    """A server process until the block ends; yields its number when it listens."""
    own = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("BATON_", "SLACK_", "TELEGRAM_"))
    }
    process = subprocess.Popen(
        [sys.executable, "-m", *args], cwd=ROOT, env={**own, **environ}, stderr=subprocess.DEVNULL
    )
    try:
        asyncio.run(_until_up(port))
        yield process.pid
    finally:
        process.terminate()
        process.wait(30)


async def _until_up(port: int) -> None:
    body = json.dumps({"update_id": 1})
    async with aiohttp.ClientSession() as web, asyncio.timeout(60):
        while True:
            try:
                async with web.post(
                    f"http://127.0.0.1:{port}/telegram/webhook", data=body, headers=_secret()
                ) as answer:
                    if answer.status == 200:
                        return
            except aiohttp.ClientError:
                pass
            await asyncio.sleep(0.1)


def _secret() -> dict[str, str]:
    return {"X-Telegram-Bot-Api-Secret-Token": HOOK, "Content-Type": "application/json"}


def telegram_update(number: int, text: str) -> tuple[str, bytes, dict[str, str]]:
    """A message of one of the people, as Telegram pushes it."""
    who = 1_000 + number % PEOPLE
    person = {"id": who, "is_bot": False, "first_name": "P", "language_code": "en"}
    chat = {"id": who, "type": "private", "first_name": "P"}
    message = {"message_id": number, "date": int(time.time()), "chat": chat, "from": person, "text": text}
    return "/telegram/webhook", json.dumps({"update_id": number, "message": message}).encode(), _secret()


def slack_event(number: int, text: str) -> tuple[str, bytes, dict[str, str]]:
    """The same as a signed event of Slack."""
    event = {
        "type": "message", "channel": f"D{number}", "channel_type": "im", "user": f"U{1_000 + number % PEOPLE}",
        "text": text, "ts": f"{number}.000100", "team": TEAM,
    }  # fmt: skip
    outer = {"type": "event_callback", "team_id": TEAM, "event_id": f"Ev{number}", "event": event}
    body, stamp = json.dumps({**outer, "event_time": 1, "api_app_id": "A0"}).encode(), str(int(time.time()))
    mac = hmac.new(SECRET.encode(), f"v0:{stamp}:".encode() + body, hashlib.sha256).hexdigest()
    headers = {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": f"v0={mac}"}
    return "/slack/events", body, {**headers, "Content-Type": "application/json"}


PAYLOADS = {"telegram": telegram_update, "slack": slack_event}


async def one_by_one(
    port: int, platform: str, texts: list[str], first: int, pause: float = 0.0
) -> list[float]:
    """Milliseconds of each update, sent so many seconds after the one before was acknowledged."""
    times = []
    async with aiohttp.ClientSession() as web:
        for number, text in enumerate(texts, first):
            times.append(await _sent(web, port, platform, number, text, time.perf_counter()))
            await asyncio.sleep(pause)
    return times


async def at_a_rate(port: int, platform: str, texts: list[str], first: int, rate: int = RATE) -> list[float]:
    """Milliseconds of each update from when it was due, sent at a rate a second whatever comes back."""
    begin = time.perf_counter() + 0.1
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as web:

        async def due(number: int, text: str) -> float:
            at = begin + number / rate
            await asyncio.sleep(max(0.0, at - time.perf_counter()))
            return await _sent(web, port, platform, first + number, text, at)

        return list(await asyncio.gather(*(due(number, text) for number, text in enumerate(texts))))


async def _sent(
    web: aiohttp.ClientSession, port: int, platform: str, number: int, text: str, since: float
) -> float:
    path, body, headers = PAYLOADS[platform](number, text)
    async with web.post(f"http://127.0.0.1:{port}{path}", data=body, headers=headers) as answer:
        await answer.read()
        if answer.status == 503:  # the platform will send it again
            return math.inf
        if answer.status != 200:
            raise RuntimeError(f"{platform}: {answer.status}")
    return (time.perf_counter() - since) * 1_000


@contextmanager
def serving(folder: Path, company: Path) -> Iterator[tuple[int, int, int]]:
    """Both frameworks bare, and Baton beside them: their ports, and the number of our process."""
    raw, ours = free_port(), free_port()
    given = {
        "BATON_DATABASE_URL": f"sqlite:///{company_with_people(company, folder / 'chats.db')}",
        "BATON_DATA": str(folder), "BATON_HTTP_PORT": str(ours), "BATON_LOG_LEVEL": "ERROR",
        "BATON_PUBLIC_URL": "https://baton.example.com", "TELEGRAM_BOT_TOKEN": TOKEN, "TELEGRAM_WEBHOOK_SECRET": HOOK,
        "TELEGRAM_API_URL": f"http://127.0.0.1:{raw}", "SLACK_BOT_TOKEN": "xoxb-1", "SLACK_SIGNING_SECRET": SECRET,
        "SLACK_API_URL": f"http://127.0.0.1:{raw}/api/",
    }  # fmt: skip
    with running(raw, "tests.bench_chats_raw", str(raw)), running(ours, "bot", "serve", **given) as server:
        yield raw, ours, server


def soak(folder: Path, company: Path, minutes: int) -> Iterator[str]:
    """Everybody active on both platforms for so long: what memory the process takes, minute by minute."""
    names = [f"find {name}" for name, _ in clear(company, 200)]
    load = (names * (CALM * 60 // len(names) + 1))[: CALM * 60]
    with serving(folder, company) as (_, ours, server):
        for minute in range(minutes):
            first = (minute + 1) * 1_000_000
            answers = [
                one
                for place, platform in enumerate(PAYLOADS)
                for one in asyncio.run(at_a_rate(ours, platform, load[place::2], first, CALM))
            ]
            again = sum(one == math.inf for one in answers)
            yield (
                f"minute {minute + 1}: {len(answers)} updates, p50 {_middle(answers)[0]:.0f} ms, {again} to come again, "
                f"{_memory(server):.0f} MB   (aim: flat, 200)"
            )


def lines(folder: Path, company: Path) -> Iterator[str]:
    """The table: what each platform adds to its framework, how it acknowledges under load, what memory it takes."""
    names = [
        f"find {name}" for name, _ in clear(company, PEOPLE + RATE * SECONDS)
    ]  # each asks for new people
    with serving(folder, company) as (raw, ours, server):
        for place, platform in enumerate(PAYLOADS):
            first = (place + 1) * 1_000_000
            asyncio.run(one_by_one(ours, platform, names[:PEOPLE], first - 100_000))  # everybody's menu
            before = _cpu(server)
            alone = [
                asyncio.run(one_by_one(port, platform, names[-ALONE:], first, PAUSE)) for port in (raw, ours)
            ]
            spent = (_cpu(server) - before) / ALONE * 1_000
            (bare, bare99), (own, own99) = map(_middle, alone)
            yield (
                f"{platform}: bare {bare:.1f} ms (p99 {bare99:.1f}), ours {own:.1f} (p99 {own99:.1f}), "
                f"added {own - bare:.1f} (p99 {own99 - bare99:.1f}); {spent:.1f} ms of CPU each with its answer   "
                "(aim: 3 ms, p99 15)"
            )
            before = _cpu(server)
            acks = asyncio.run(at_a_rate(ours, platform, names[: RATE * SECONDS], first + 100_000))
            spent = (_cpu(server) - before) / len(acks) * 1_000
            taken = [one for one in acks if one < math.inf]
            yield (
                f"{platform}: {RATE} a second, acknowledged after the commit: p50 {_middle(taken)[0]:.1f} ms, p99 "
                f"{_middle(taken)[1]:.1f}, longest {max(taken, default=math.inf):.0f}; to come again {len(acks) - len(taken)} of "
                f"{len(acks)}; {spent:.1f} ms of CPU each   (aim: 10, 50, 1000)"
            )
        yield f"serving both: {_memory(server):.0f} MB, at most {_memory(server, 'VmHWM'):.0f} MB   (aim: 200)"


def _middle(times: list[float]) -> tuple[float, float]:
    return statistics.median(times or [math.inf]), statistics.quantiles(times or [math.inf] * 2, n=100)[98]


def _cpu(process: int) -> float:
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _memory(process: int, name: str = "VmRSS") -> float:
    status = Path(f"/proc/{process}/status").read_text()
    return int(next(line.split()[1] for line in status.splitlines() if line.startswith(name))) / 1024


if (
    __name__ == "__main__"
):  # `python -m tests.bench_chats`: the chats alone; with a number, a soak of so many minutes
    with tempfile.TemporaryDirectory(prefix="baton-bench-") as name:
        folder, company = Path(name), make(Path(name) / "company.db", 10_000)
        told = soak(folder, company, int(sys.argv[1])) if sys.argv[1:] else lines(folder, company)
        for line in told:
            sys.stdout.write(f"{line}\n")
            sys.stdout.flush()
