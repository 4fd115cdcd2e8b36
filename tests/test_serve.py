"""`baton serve` as a process: health, one server a file, old schemas, a graceful end, no secrets in the log."""

import asyncio
import json
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from store.db import Database
from store.models import ChatAddress
from tests.company import NOW, found
from tests.conftest import Templates
from tests.fakes.telegram import FakeTelegram, RealClock
from tests.telegram_desk import free_port

ROOT = Path(__file__).parent.parent
CANARIES = [f"canary{number}" for number in range(200)]


@dataclass(frozen=True)
class Process:
    """A running `baton serve`."""

    task: asyncio.subprocess.Process
    base: str
    log: Path

    async def get(self, path: str, **headers: str) -> httpx.Response:
        async with httpx.AsyncClient(verify=False) as client:  # noqa: S501 - plain http on loopback, and no CA file to read
            return await client.get(self.base + path, headers=headers)

    async def until_ready(self) -> None:
        async with asyncio.timeout(20):
            while True:
                try:
                    if (await self.get("/readyz")).status_code == 200:
                        return
                except httpx.TransportError:
                    assert self.task.returncode is None, self.log.read_text()
                await asyncio.sleep(0.05)


@asynccontextmanager
async def serve(tmp_path: Path, url: str, **environ: str) -> AsyncIterator[Process]:
    port, log = free_port(), tmp_path / "serve.log"
    env = {name: value for name, value in os.environ.items() if not name.startswith(("BATON_", "TELEGRAM_"))}
    env |= {"BATON_DATABASE_URL": url, "BATON_DATA": str(tmp_path), "BATON_HTTP_PORT": str(port), **environ}
    with log.open("wb") as out:
        task = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "serve", cwd=ROOT, env=env, stdout=out, stderr=out
        )
    try:
        yield Process(task, f"http://127.0.0.1:{port}", log)
    finally:
        if task.returncode is None:
            task.kill()
            await task.wait()


def _linked(url: str) -> None:
    database = Database(url)
    found(database, language="en")
    with database.transaction() as session:
        session.add(ChatAddress(platform="telegram", address="11", user_id=1, linked_at=NOW))
    database.close()


def test_it_answers_in_telegram_and_stops_when_asked(url: str, tmp_path: Path) -> None:
    _linked(url)

    async def run() -> None:
        async with FakeTelegram(clock=RealClock()) as server:
            amy = server.person(11, "Amy")
            amy.chat.started = True
            given = {"TELEGRAM_BOT_TOKEN": server.token, "TELEGRAM_API_URL": server.url}
            given["BATON_LOG_LEVEL"] = "DEBUG"
            async with serve(tmp_path, url, **given) as process:
                await process.until_ready()
                amy.says(f"log 周文彬 not now, 5 min, {' '.join(CANARIES)}")
                await server.until(lambda: any("周文彬" in one.words for one in amy.sees() if one.by_bot), 10)
                figures = (await process.get("/metrics")).text
                assert 'baton_updates_total{outcome="applied",platform="telegram"} 1.0' in figures
                assert (await process.get("/healthz")).text == "ok"
                assert (await process.get("/metrics", **{"X-Forwarded-For": "8.8.8.8"})).status_code == 404
                process.task.send_signal(signal.SIGTERM)
                async with asyncio.timeout(10):
                    assert await process.task.wait() == 0
                told = process.log.read_text()
                assert [one for one in (server.token, "周文彬", "5555", *CANARIES) if one in told] == []
                assert all(json.loads(line) for line in told.splitlines())
            assert server.refused == []

    asyncio.run(run())


def test_a_second_one_on_the_same_file_is_refused(tmp_path: Path, templates: Templates) -> None:
    path = tmp_path / "baton.db"
    path.write_bytes(templates.file(filled=False).read_bytes())

    async def run() -> None:
        async with serve(tmp_path, f"sqlite:///{path}") as first:
            await first.until_ready()
            (tmp_path / "second").mkdir()
            async with serve(tmp_path / "second", f"sqlite:///{path}") as second:
                async with asyncio.timeout(20):
                    assert await second.task.wait() == 1
                told = second.log.read_text()
                assert "another `baton serve` works on" in told
                assert "Traceback" not in told

    asyncio.run(run())


def test_an_old_schema_is_refused_with_its_cure(tmp_path: Path, templates: Templates) -> None:
    path = tmp_path / "baton.db"
    path.write_bytes(templates.file(filled=False).read_bytes())
    database = Database(f"sqlite:///{path}")
    with database.transaction() as session:
        session.connection().exec_driver_sql("DELETE FROM alembic_version")
        session.connection().exec_driver_sql("INSERT INTO alembic_version VALUES ('9999')")
    database.close()
    done = subprocess.run(
        [sys.executable, "-m", "bot", "serve", "--database", f"sqlite:///{path}"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    assert done.returncode == 1
    assert "made by a newer Baton" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("path", ["/telegram/webhook", "/nothing"])
def test_without_a_chat_there_is_only_health(path: str, tmp_path: Path, templates: Templates) -> None:
    database = tmp_path / "baton.db"
    database.write_bytes(templates.file(filled=False).read_bytes())

    async def run() -> None:
        async with serve(tmp_path, f"sqlite:///{database}") as process:
            await process.until_ready()
            assert (await process.get(path)).status_code == 404
            assert "no chat has credentials" in process.log.read_text()

    asyncio.run(run())


def test_a_wrong_token_is_named_as_the_problem_and_never_shown(tmp_path: Path, templates: Templates) -> None:
    database = tmp_path / "baton.db"
    database.write_bytes(templates.file(filled=False).read_bytes())
    token = "7000000001:AAF-this-is-a-secret"

    async def run() -> None:
        async with FakeTelegram(clock=RealClock()) as server:
            given = {"TELEGRAM_BOT_TOKEN": token, "TELEGRAM_API_URL": server.url, "BATON_LOG_LEVEL": "DEBUG"}
            async with serve(tmp_path, f"sqlite:///{database}", **given) as process:
                await process.until_ready()
                await server.until(lambda: bool(server.calls_of("getMe")), 10)
                async with asyncio.timeout(10):
                    while "it refuses the token" not in process.log.read_text():
                        await asyncio.sleep(0.05)
                assert token not in process.log.read_text()

    asyncio.run(run())
