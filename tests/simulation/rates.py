"""`python -m tests.simulation.rates`: what sending reaches on the virtual clock, against the strict Telegram.

1,000 messages due at once in 200 chats; then an hour without the platform, as many waiting in 40 chats; then silences
(429) asked of some chats. Each against what the platform allows: 30 a second in all.
"""

import asyncio
import random
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from store import messages
from store.models import ChatAddress, User
from tests.fakes.faults import Fault
from tests.fakes.telegram.api import Call
from tests.simulation.loop import VirtualLoop
from tests.simulation.play import _close, _imagined
from tests.simulation.scene import WEEKS, Scene, scene

COUNT, CHATS, FEW, ALLOWED = 1_000, 200, 40, 30.0
FIRST = 10_000


def main() -> int:
    """Play and tell; 1 where a goal is missed."""
    dice = random.Random(1)  # noqa: S311
    loop = VirtualLoop(lambda: dice.uniform(0.001, 0.003))
    logged: list[str] = []
    with ExitStack() as stack:
        folder = stack.enter_context(TemporaryDirectory(prefix="baton-rates-"))
        _imagined(stack, loop, logged, 1)
        made = scene(loop, 1, WEEKS[0], Path(folder), 1)
        asyncio.set_event_loop(loop)
        try:
            bad = loop.run_until_complete(_all(made))
        finally:
            _close(loop)
            made.house.file.close()
            made.database.close()
    return bad + len(logged)


async def _all(made: Scene) -> int:
    made.prepare()
    made.house.born(0)
    made.house.ended = True
    _people(made)
    await asyncio.sleep(60)
    bad = _told("due at once", *await _burst(made, "timer:1"), made)
    made.house.wires.down["telegram"] = made.loop.moment + 3_600
    back = made.now() + 3_600
    _wait(made, "timer:2", FEW)
    await asyncio.sleep(3_600 + 600)
    calls = [call for call in _sent(made) if call.at >= back]
    bad += _told("after an hour away", back, calls, made)
    for number in range(0, CHATS, 10):
        made.telegram.faults.add(Fault.rate_limited(7), method="sendMessage", chat=FIRST + number)
    began, calls = await _burst(made, "timer:3")
    silent = {str(FIRST + number) for number in range(0, CHATS, 10)}
    bad += _told(
        "180 chats beside 20 that asked for 7 s", began, [c for c in calls if c.chat not in silent], made
    )
    again = [call.at - began for call in calls if call.chat in silent]
    click.echo(f"  the 20: {len(again)} shown, the last after {max(again):.1f} s")
    return bad


async def _burst(made: Scene, event: str) -> tuple[float, list[Call]]:
    began = made.now()
    _wait(made, event)
    await asyncio.sleep(600)
    return began, [call for call in _sent(made) if call.at >= began]


def _people(made: Scene) -> None:
    with made.database.transaction() as session:
        team = session.get_one(User, 1).team_id
        for number in range(CHATS):
            user = User(
                handle=f"p{number}", name=f"Person {number}", role="agent", team_id=team, language="en",
                timezone="Asia/Taipei", region="TW",
            )  # fmt: skip
            session.add(user)
            session.flush()
            session.add(
                ChatAddress(
                    platform="telegram", address=str(FIRST + number), user_id=user.id, linked_at=made.start
                )
            )
            made.telegram.person(FIRST + number, f"P{number}").chat.started = True


def _wait(made: Scene, event: str, chats: int = CHATS) -> None:
    now = made.house.now()
    rows = [
        {
            "user_id": None, "platform": "telegram", "address": str(FIRST + number % chats), "key": "cancel.nothing",
            "body": {"params": {}, "buttons": []}, "event": event, "created_at": now - timedelta(seconds=3),
        }
        for number in range(COUNT)
    ]  # fmt: skip
    with made.database.transaction() as session:
        messages.queue(session, rows)


def _sent(made: Scene) -> list[Call]:
    return [
        c
        for c in made.telegram.calls
        if c.method == "sendMessage" and c.status == 200 and int(c.chat or 0) >= FIRST
    ]


def _told(what: str, began: float, calls: Sequence[Call], made: Scene) -> int:
    """Against the platform's rate: after the bucket's first burst, so many a second."""
    at = sorted(call.at for call in calls)
    needed = max((len(at) - ALLOWED) / ALLOWED, 0.0)
    took = at[-1] - began
    busiest = max((len([b for b in at if a <= b < a + 1]) for a in at[::10]), default=0)
    gaps = max((b - a for a, b in pairwise(at)), default=0.0)
    click.echo(
        f"{what}: {len(at)} shown, first after {at[0] - began:.2f} s, last after {took:.1f} s; the rate allows"
        f" {needed:.1f} s, so {needed / (at[-1] - at[0]):.1%} of it is used; {busiest} in the busiest second,"
        f" longest gap {gaps:.2f} s; too early after a 429: {len(made.telegram.violations)}; refused: {len(made.telegram.refused)}"
    )
    return len(made.telegram.violations) + len(made.telegram.refused)


if __name__ == "__main__":
    sys.exit(main())
