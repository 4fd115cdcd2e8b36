"""The telephone's own clock in the log: true minutes and direction of a call, and that it is logged once."""

from collections.abc import Mapping
from typing import Any

from bot.context import Context
from bot.replies import Button
from bot.router import Router
from store import drafts, ringing
from store.drafts import Kept
from store.ringing import Leg

router = Router("clocked")
how = router.choice("log.how")
MOST_OUTCOMES = 5


def last_call(ctx: Context, contact_id: int | None) -> Leg | None:
    """The call of his with this contact that is not in the log yet."""
    return ringing.unlogged(ctx.session, ctx.user.id, contact_id, ctx.now)


def minutes(ctx: Context, contact_id: int) -> int | None:
    """How long his last call with this contact took, where the telephone told."""
    leg = last_call(ctx, contact_id)
    return leg.minutes if leg is not None and leg.answered else None


def keep(ctx: Context, line: str, body: Mapping[str, Any], *, said_in: str | None) -> Kept:
    """Keep a draft with what the telephone knows; `said_in` is the event in which its line was typed, if any."""
    leg = last_call(ctx, body.get("contact_id"))
    timed = _timed(body, leg, said=said_in is not None)
    kept = drafts.add(ctx.session, ctx.user.id, line, timed, ctx.now, said_in)
    if leg is not None:
        ringing.drafted(ctx.session, leg.id, kept.id)
    return kept


def read_again(ctx: Context, kept: Kept, line: str, body: Mapping[str, Any]) -> Kept:
    """Another reading takes the place of what an open draft held."""
    timed = _timed(body, last_call(ctx, body.get("contact_id")), said=True)
    return drafts.change(ctx.session, kept.id, timed, kept.version, line)


def _timed(body: Mapping[str, Any], leg: Leg | None, *, said: bool) -> Mapping[str, Any]:
    """What the telephone knows is added; what was said in words (`said`) is left as it was said."""
    if leg is None:
        return body
    told = {"minutes": leg.minutes if leg.answered and leg.ended_at else None, "direction": leg.direction}
    timed = {
        name: value
        for name, value in told.items()
        if value is not None and not (said and body.get(name) is not None)
    }
    return {**body, **timed, "answered": leg.answered}


def settle(ctx: Context, contact_id: int, call_id: int) -> None:
    """The call is logged: a draft that still waited for it goes."""
    leg = last_call(ctx, contact_id)
    if leg is not None:
        ringing.logged(ctx.session, leg.id, call_id)


def outcomes(ctx: Context, kept: Kept) -> list[Button]:
    """The ways in which a call like this can have ended, to tap; the others are in the form."""
    answered = kept.body.get("answered") is not False
    rows = [row for row in ctx.policy.dispositions if row.reached is answered and not row.do_not_call]
    shown = [row for row in rows if not row.sale][:MOST_OUTCOMES]
    return [how(kept.id, kept.version, row.code, words=ctx.disposition(row.code)) for row in shown]
