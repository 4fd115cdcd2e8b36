"""How long it takes until work goes on after a death: a process is killed as something falls due."""

import asyncio
import time

from tests.faults.checks_work import stamps
from tests.faults.due import plan
from tests.faults.house import House

PATIENCE = 30.0
READ_AND_RUNNING = 3.0


async def measured(house: House, times: int) -> dict[str, float]:
    """Seconds from a kill to the first message: of a process started again, or of the replica that takes over."""
    found: dict[str, list[float]] = {"restart": [], "whole_restart": [], "takeover": []}
    for turn in range(times):
        if len(house.numbers) > 1:
            found["takeover"].append(await _takeover(house, turn % 2))
        else:
            whole = turn == times - 1  # a new interpreter, as an operator's machine starts one
            found["whole_restart" if whole else "restart"].append(await _restart(house, whole=whole))
    return {
        f"{name}_{kind}": round(value, 2)
        for name, all_of_it in found.items()
        if all_of_it
        for kind, value in (("median", sorted(all_of_it)[len(all_of_it) // 2]), ("most", max(all_of_it)))
    }


async def _restart(house: House, *, whole: bool) -> float:
    mark = await plan(house.stage, "tim", 0.3)
    await asyncio.sleep(0.3)
    await house.killed(0)
    died = house.stage.now()
    await house.born(0, real=whole)
    return await _told(house, mark) - died


async def _takeover(house: House, number: int) -> float:
    """The one that leads dies; after the first turn that is the other one than before."""
    await house.killed(1 - number)
    await asyncio.sleep(READ_AND_RUNNING)
    await house.born(1 - number)
    await house.ready(1 - number)
    mark = await plan(house.stage, "tim", 0.3)
    await asyncio.sleep(0.3)
    await house.killed(number)
    died = house.stage.now()
    seconds = await _told(house, mark) - died
    await house.born(number)
    await house.ready(number)
    return seconds


async def _told(house: House, mark: str) -> float:
    """When a reminder was shown; a minute from now where it never is."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if (at := stamps(house.stage).get(mark)) is not None:
            return at
        await asyncio.sleep(0.02)
    return house.stage.now() + 60
