"""The telephone system tells: it rings, it was answered, the call ended. And how a call ended, by a tap."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from bot.context import Context
from bot.desk import drafting, on_the_phone
from bot.errors import UserError
from bot.events import Rang
from bot.replies import Reply
from bot.router import Press, Replies, Router
from bot.sales import telephone
from store import drafts, ringing
from store.ringing import Leg

router = Router("ringing")
FAR_OFF = timedelta(days=1)  # a clock that is further off is not believed


@router.rang("ringing")
def rings(ctx: Context, event: Rang) -> Replies:
    """Show who it is, once a call."""
    leg = _heard(ctx, event)
    if leg.new and _somebody(ctx):
        yield from on_the_phone.show(ctx, leg)


@router.rang("answered")
def answered(ctx: Context, event: Rang) -> Replies:
    """The clock runs; who it is is shown where it was not. A call that counted as missed counts no more."""
    leg = _heard(ctx, event)
    on_the_phone.taken_after_all(ctx, leg)
    if leg.ended_at is not None:
        yield from _ended(ctx, leg)
    elif leg.new and _somebody(ctx):
        yield from on_the_phone.show(ctx, leg)


@router.rang("ended")
def ended(ctx: Context, event: Rang) -> Replies:
    """A draft of the log with the true minutes; a call that nobody took is called back."""
    yield from _ended(ctx, _heard(ctx, event))


@router.pressed("log.how", may="call.log")
def how(ctx: Context, press: Press) -> Replies:
    """How the call ended was tapped."""
    kept = drafting.mine(ctx, press.record)
    if press.rest not in {row.code for row in ctx.policy.dispositions}:
        raise UserError("not_available")
    body = {**kept.body, "disposition": press.rest}
    yield drafting.card(ctx, drafts.change(ctx.session, kept.id, body, press.version))


def _ended(ctx: Context, leg: Leg) -> Iterator[Reply]:
    if leg.answered or leg.direction == "outbound":
        if _somebody(ctx):
            yield from on_the_phone.over(ctx, leg)
    elif not ringing.answered_elsewhere(ctx.session, leg):
        yield from on_the_phone.missed(ctx, leg)


def _heard(ctx: Context, event: Rang) -> Leg:
    """Keep what was told; how long they spoke tells when it was answered."""
    at = event.at if event.at and abs(event.at - ctx.now) <= FAR_OFF else ctx.now
    moments: dict[str, datetime] = {event.state: at}
    if event.state == "ended" and event.talked:
        moments["answered"] = at - timedelta(seconds=event.talked)
    number = telephone.read(event.number, ctx.user.region).e164 or event.number if event.number else None
    extension, user = event.who.address, ctx.user.id or None
    return ringing.hear(
        ctx.session, event.call, extension, number, event.direction, moments, user, sure=event.sure
    )


def _somebody(ctx: Context) -> bool:
    return ctx.user.id != 0
