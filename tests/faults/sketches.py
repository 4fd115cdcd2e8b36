"""A short play for each planted bug: just what is needed for the bug to do harm, and what must then be found."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from signal import SIGCONT

from tests.fakes.faults import Fault
from tests.faults import players
from tests.faults.desk import LEADS
from tests.faults.due import due_now, forget, plan
from tests.faults.house import House
from tests.faults.prompts import ask
from tests.faults.stage import Said

SETTLED = 1.5
LEASES_OVER = 6.0


@dataclass(frozen=True, slots=True)
class Sketch:
    """A bug, the promises that it breaks (one of them must be found broken), and what is played."""

    bug: str
    breaks: tuple[str, ...]
    play: Callable[[House], Awaitable[None]]
    replicas: int = 1


async def _killed_at(house: House, step: str, times: int) -> None:
    """Somebody asks for something that must be done once, and the process dies at a step; several times."""
    for _ in range(times):
        process = await house.born(0, BATON_CRASH_AT=f"{step}:1")
        ask(house.stage, mark=True)
        await process.within(20)
        await house.killed(0)
    await house.born(0)
    await house.ready(0)


async def _asked(house: House) -> None:
    await house.born(0)
    await house.ready(0)
    ask(house.stage, mark=True)
    await asyncio.sleep(SETTLED)


async def _confirmed_early(house: House) -> None:
    await _killed_at(house, "event.before_commit", 2)


async def _delivered_twice(house: House) -> None:
    await _asked(house)
    stage = house.stage
    said = Said(stage.mark(), "slack", sure=False)
    stage.said.append(said)
    delivery = await stage.slackers["ben"].says(f"follow 陳美惠 tomorrow 09:30 {said.mark}")
    await stage.slack.duplicate(players.own(stage, delivery, said.mark), 3)


async def _shown_twice(house: House) -> None:
    await _killed_at(house, "message.accepted", 1)


async def _told_to_wait(house: House) -> None:
    house.stage.telegram.faults.add(Fault.rate_limited(3), method="sendMessage")
    await _asked(house)
    ask(house.stage)
    await asyncio.sleep(SETTLED)


async def _many_wait(house: House) -> None:
    for number in range(5):
        await plan(house.stage, "tim", -1.0 + 0.1 * number)
    await house.born(0)
    await house.ready(0)


async def _stands_still(house: House) -> None:
    """One replica has shown a message and stands still; another takes it up; then the first goes on."""
    first = await house.born(0, BATON_STAND_AT="message.accepted")
    await house.ready(0)
    ask(house.stage)
    await asyncio.sleep(SETTLED)
    await house.born(1)
    await asyncio.sleep(LEASES_OVER)
    first.signal(SIGCONT)
    house.stage.pauses += 1
    await asyncio.sleep(SETTLED)


async def _offered(house: House) -> None:
    await house.born(0)
    await house.ready(0)
    await players.hand_over(house.stage, LEADS - 1, asyncio.Event())
    await asyncio.sleep(SETTLED)
    await due_now(house.stage, "handoff.half", "handoff.full")
    await asyncio.sleep(SETTLED)


async def _two_days(house: House) -> None:
    """The digests of a day, planted by the process itself; a night; the next day's."""
    await asyncio.to_thread(forget, house.stage, "digest")
    await house.born(0)
    await house.ready(0)
    await asyncio.sleep(2 * SETTLED)  # after the first tick, which plants the day's at their own hours
    await due_now(house.stage, "digest")
    await asyncio.sleep(2 * SETTLED)
    await house.rest()
    await house.killed(0)
    house.stage.night()
    await house.born(0)
    await house.ready(0)
    await asyncio.sleep(LEASES_OVER)


ONLY_IF_FLAGGED = "Telegram: a copy only if flagged"
SKETCHES = (
    Sketch("acknowledge_first", ("applied once", "nothing lost"), _confirmed_early),
    Sketch("no_natural_key", ("applied once",), _delivered_twice),
    Sketch("unflagged", (ONLY_IF_FLAGGED,), _shown_twice),
    Sketch("no_silence", ("429 respected",), _told_to_wait),
    Sketch("last_first", ("in order",), _many_wait),
    Sketch("answers_left_out", ("answered together with its effect",), _asked),
    Sketch("lease_without_fence", (ONLY_IF_FLAGGED,), _stands_still, replicas=2),
    Sketch("escalated_twice", ("SLA told once a step",), _offered),
    Sketch("digest_key_without_date", ("digest once",), _two_days),
    Sketch("audit_left_out", ("one audit record a change",), _asked),
)
