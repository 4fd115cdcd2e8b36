"""What brings a process to a named step: each step is reached on purpose before chance takes over."""

import asyncio
from contextlib import suppress

from tests.fakes.faults import Fault
from tests.faults import players
from tests.faults.desk import LEADS
from tests.faults.due import due_now, plan
from tests.faults.stage import Said, Stage

POINTS = (
    "timer.fired.digest",  # before the day's digests are out
    "event.remembered", "event.before_commit", "event.committed", "update.before_acknowledging",
    "poll.before_offset", "envelope.before_acknowledging", "message.marked", "message.accepted",
    "message.recording", "message.recorded", "message.putting_back", "timer.claimed", "timer.fired.*",
    "timer.fired.handoff.full", "timer.fired.upkeep.seal", "timer.committed",
    "plant.before_commit", "lease.taking", "lease.held", "lease.renewing",
)  # fmt: skip
KINDS = {
    "timer.fired.digest": ("digest",),
    "timer.fired.handoff.full": ("handoff.half", "handoff.full"),
    "timer.fired.upkeep.seal": ("upkeep.seal",),
}


async def prompt(stage: Stage, point: str, turn: int) -> None:
    """Have happen what leads to a step; asked for again, in another turn, until it was reached."""
    if point.startswith("envelope"):
        await _in_slack(stage)
    elif point == "timer.fired.handoff.full":
        await players.hand_over(stage, LEADS - 1 - turn % 20, asyncio.Event())
        await due_now(stage, *KINDS[point])
    elif point in KINDS:
        await due_now(stage, *KINDS[point])
    elif point.startswith("timer"):
        await plan(stage, "tim", 0.0)
    elif point.startswith(("event", "update", "poll", "message")):
        if point == "message.putting_back":
            stage.telegram.faults.add(Fault.server_error(502), method="sendMessage", times=2)
        ask(stage)


def ask(stage: Stage, *, mark: bool = False) -> None:
    """Somebody wants something in Telegram; with a mark it must be done once."""
    line = "find 周文彬"
    if mark:
        said = Said(stage.mark(), "telegram", sure=True)
        stage.said.append(said)
        line = f"follow 周文彬 tomorrow 09:30 {said.mark}"
    stage.people["mia"].says(line)


async def _in_slack(stage: Stage) -> None:
    with suppress(TimeoutError):
        async with asyncio.timeout(2):
            await stage.slackers["ben"].says("find 陳美惠")
