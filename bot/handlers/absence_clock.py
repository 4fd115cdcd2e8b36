"""Absences begin and end by the clock; what is planned meanwhile follows the delegate."""

from datetime import timedelta

from bot.context import Context
from bot.desk import followup_cards, standing_in
from bot.router import Due, Press, Replies, Router
from store import absences, timers

router = Router("absence_clock")


@router.pressed("away.work", may="followup.read")
def work(ctx: Context, press: Press) -> Replies:
    """My follow-ups, with those I do for somebody."""
    yield followup_cards.listing(ctx)


@router.due("absence.start")
def starts(ctx: Context, timer: Due) -> Replies:
    """The first moment of an absence."""
    one = absences.get(ctx.session, timer.subject)
    if one is not None and one.covers(ctx.now):
        yield from standing_in.gone(ctx, one)


@router.due("absence.end")
def ends(ctx: Context, timer: Due) -> Replies:
    """The last moment of an absence."""
    one = absences.get(ctx.session, timer.subject)
    if one is not None and one.cancelled_at is None and one.ends_at <= ctx.now:
        yield from standing_in.back(ctx, one)


@router.due("absence.sweep")
def sweep(ctx: Context, timer: Due) -> Replies:
    """Work planned for somebody while he is away goes to his delegate before it reminds."""
    yield from standing_in.settle(ctx, timer.subject)[1]


@router.daily
def watch(ctx: Context) -> Replies:
    """Look for such work."""
    for one in absences.late_comers(ctx.session, ctx.now):
        after_start = one.starts_at + timedelta(seconds=1)
        timers.plant(ctx.session, "absence.sweep", one.user_id, after_start, occurrence=ctx.now.isoformat())
    yield from ()
