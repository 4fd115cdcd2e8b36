"""Each night what is new is looked at for duplicates, in parts."""

from bot.context import Context
from bot.router import Due, Replies, Router
from store import duplicates, timers

router = Router("duplicates clock")


@router.daily
def plant(ctx: Context) -> Replies:
    """Each night whatever is new is looked at."""
    night = ctx.now.replace(hour=18, minute=40, second=0, microsecond=0)
    timers.plant(ctx.session, "duplicates.scan", 0, night, occurrence=night.date().isoformat())
    yield from ()


@router.due("duplicates.scan")
def scan(ctx: Context, timer: Due) -> Replies:
    """A part of what is new, so that nobody waits; then the next."""
    if duplicates.scan(ctx.session, ctx.now, duplicates.AT_ONCE):
        part = int(timer.params.get("part", 0)) + 1
        occurrence = f"{timer.due.isoformat()}+{part}"
        timers.plant(
            ctx.session, "duplicates.scan", 0, timer.due, occurrence=occurrence, params={"part": part}
        )
    yield from ()
