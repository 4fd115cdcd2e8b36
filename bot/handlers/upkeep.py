"""Housekeeping by the clock: old traces go each night, the audit is sealed each hour."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from bot.context import Context
from bot.router import Due, Replies, Router
from store import sealing, timers, undo, upkeep, worth

router = Router("upkeep")
NIGHT = 3


@router.daily
def plant(ctx: Context) -> Replies:
    """Tonight's clearing, and the next full hour's sealing; the same again changes nothing."""
    local = ctx.now.astimezone(ZoneInfo(ctx.policy.company.timezone))
    night = local.replace(hour=NIGHT, minute=0, second=0, microsecond=0)
    if night <= local:
        night += timedelta(days=1)
    timers.plant(ctx.session, "upkeep.prune", 0, night, occurrence=night.date().isoformat())
    hour = ctx.now.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    if sealing.waiting(ctx.session):
        timers.plant(ctx.session, "upkeep.seal", 0, hour, occurrence=hour.isoformat())
    yield from ()


@router.due("upkeep.prune")
def prune(ctx: Context, timer: Due) -> Replies:
    """Forget what has served its time; values move on as orders grow older than a year."""
    upkeep.prune(ctx.session, ctx.policy, ctx.now)
    worth.revalue(ctx.session, ctx.policy, ctx.now)
    yield from ()


@router.due("upkeep.seal")
def seal(ctx: Context, timer: Due) -> Replies:
    """Seal what was recorded since; a long backlog goes in parts, so that nobody waits."""
    undo.prune(ctx.session, ctx.now - timedelta(minutes=ctx.policy.undo.minutes))
    if sealing.seal(ctx.session) == sealing.AT_ONCE:
        part = int(timer.params.get("part", 0)) + 1
        occurrence = f"{timer.due.isoformat()}+{part}"
        timers.plant(ctx.session, "upkeep.seal", 0, timer.due, occurrence=occurrence, params={"part": part})
    yield from ()
