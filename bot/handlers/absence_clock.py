"""Absences begin and end by the clock, or by being cancelled; what is planned meanwhile follows the delegate."""

from datetime import timedelta

from bot.context import Context
from bot.desk import followup_cards, standing_in
from bot.errors import UserError
from bot.replies import Reply
from bot.router import Due, Press, Replies, Router
from bot.sales.handoff import Absence
from store import absences, things, timers

router = Router("absence_clock")
away_form = router.form("away")
RAW = "%Y%m%dT%H%M%S%z"


@router.pressed("away.work", may="followup.read")
def work(ctx: Context, press: Press) -> Replies:
    """My follow-ups, with those I do for somebody."""
    yield followup_cards.listing(ctx)


@router.pressed("away.name", may="away.own")
def name_one(ctx: Context, press: Press) -> Replies:
    """Who stands in during an absence that nobody stands in for: the form asks the rest."""
    one = _his(ctx, press)
    starts = "" if one.covers(ctx.now) else f"{one.starts_at:{RAW}}"
    yield away_form(starts=starts, until=f"{one.ends_at:{RAW}}", person=one.user_id)


@router.pressed("away.cancel", may="away.own")
def cancel(ctx: Context, press: Press) -> Replies:
    """Back early, or not going at all: the work returns."""
    one = _his(ctx, press)
    begun = one.covers(ctx.now)
    one = absences.cancel(ctx.session, one.id, ctx.now)
    yield Reply("away.cancelled", standing_in.facts(ctx, one), card=f"absence:{one.id}")
    if begun:
        yield from standing_in.back(ctx, one)


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


def _his(ctx: Context, press: Press) -> Absence:
    """The absence of a button, his own or one of his people's, that is not over."""
    one = absences.get(ctx.session, press.record)
    if one is None:
        raise UserError("not_available")
    own = one.user_id == ctx.user.id
    ctx.require("away.own" if own else "away.other", things.owned_by(ctx.session, one.user_id))
    if one.cancelled_at is not None or one.ends_at <= ctx.now:
        raise UserError("away.over")
    return one
