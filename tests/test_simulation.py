"""A week on a virtual clock: chance by seed, everything looked over, a seed that replays to the byte."""

import asyncio
from dataclasses import replace
from typing import Any, cast

import pytest
from sqlalchemy import event
from sqlalchemy.exc import OperationalError
from telegram import Bot

from bot.chats.telegram_menu import Menus
from store import outbox, users
from store.db import Database, Unavailable
from tests.simulation.play import play
from tests.talk import Desk

SEED = 1


def away(*_: object) -> None:
    raise OperationalError("away", {}, Exception("away"))


def test_who_reads_while_the_database_is_away_is_told_so_as_who_writes(database: Database) -> None:
    event.listen(database.engine, "engine_connect", away)
    for use in (database.transaction, database.reading):
        with pytest.raises(Unavailable), use() as session:
            session.connection()


class Recorder:
    """The library's client, as far as menus need it."""

    def __init__(self) -> None:
        self.menus: list[int] = []

    async def set_my_commands(self, commands: list[object], **_: object) -> None:
        self.menus.append(len(commands))


def test_a_menu_that_met_a_database_away_is_set_the_next_time(desk: Desk) -> None:
    bot = Recorder()
    menus = Menus(desk.app, cast(Bot, bot))
    with desk.database.reading() as session:
        amy = users.by_handle(session, "amy")
    assert amy is not None
    event.listen(desk.database.engine, "engine_connect", away)
    asyncio.run(menus.personal("11", amy))
    assert bot.menus == []
    event.remove(desk.database.engine, "engine_connect", away)
    asyncio.run(menus.personal("11", amy))
    assert len(bot.menus) == 1


def test_a_simulated_day_holds_every_promise_and_replays_to_the_byte() -> None:
    first, again = (play(SEED, days=1, acts=14, replicas=2) for _ in range(2))
    assert first.broken == {}
    assert first.lines == again.lines
    assert first.digest == again.digest
    for promise in ("applied once", "Telegram: never lost", "Slack: shown once", "in order", "digest once"):
        assert first.looked[promise] > 0, promise
    assert min(first.counted["kills"], first.counted["faults"]) > 0


def test_a_promise_that_is_broken_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """No fence, no flag: what may have been shown goes out again as if it had not been."""
    claim = outbox.claim

    def unflagged(*given: Any) -> outbox.Claim | None:
        held = claim(*given)
        return replace(held, unclear=False) if held is not None else None

    monkeypatch.setattr(outbox, "claim", unflagged)
    found = play(SEED, days=1, acts=14, replicas=2).broken
    assert "Telegram: a copy only if flagged" in found
