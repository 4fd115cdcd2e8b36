"""Whatever is due: each timer fires once, in a transaction of its own, in order of its time."""

from collections.abc import Callable
from datetime import datetime, timedelta

import structlog

from bot import sending
from bot.app import App, reference
from bot.context import Context
from bot.events import Who
from bot.router import Due
from bot.sending import Outgoing
from store import audit, timers, troubles
from store.crashpoints import reached
from store.db import Raced, Session, Unavailable
from store.troubles import TROUBLE

log = structlog.get_logger()
CLOCK = Who("clock", "clock")
MOST_A_TICK = 10_000
PLANT_EVERY = timedelta(minutes=5)


def tick(app: App, now: datetime) -> list[Outgoing]:
    """Plant what the day brings and fire everything due by now; returns the messages that follow."""
    plant_in_time(app, now)
    return fire_due(app, now)


def plant_in_time(app: App, now: datetime) -> None:
    """Plant, unless that was done within the last five minutes."""
    if app.planted_at is None or not timedelta() <= now - app.planted_at < PLANT_EVERY:
        plant(app, now)


def fire_due(app: App, now: datetime) -> list[Outgoing]:
    """Fire everything due by now; returns the messages that follow. One that fails never stops the rest."""
    sent: list[Outgoing] = []
    for _ in range(MOST_A_TICK):
        fired = fire_next(app, now)
        if fired is None:
            break
        reached("timer.committed")
        sent += fired
    return sent


def run_until(
    app: App, now: datetime, until: datetime, move_clock: Callable[[datetime], None]
) -> list[Outgoing]:
    """Let time pass: everything due on the way fires in order, each at its own due time."""
    sent = tick(app, now)
    while now < until:
        with app.database.reading() as session:
            due = timers.next_due(session)
        midnight = (now + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)
        now = min(until, midnight, max(due, now + timedelta(microseconds=1)) if due else until)
        move_clock(now)
        sent += tick(app, now)
    return sent


def plant(app: App, now: datetime) -> None:
    """Have each feature plant the timers of the coming day; planting twice changes nothing."""
    with app.database.transaction() as session:
        ctx = _context(app, session, now, "plant")
        for daily in app.routes.dailies:
            for _ in daily(ctx):
                raise AssertionError("planting answers nobody")
        reached("plant.before_commit")
    app.planted_at = now


def fire_next(app: App, now: datetime) -> list[Outgoing] | None:
    """Fire the earliest timer due; None when there is none."""
    claimed: timers.Set | None = None
    try:
        with app.database.transaction() as session:
            claimed = timers.claim(session, now)
            if claimed is None:
                return None
            reached("timer.claimed")
            timers.done(session, claimed.id, now)
            return _fire(app, session, claimed, now)
    except (Raced, Unavailable):
        raise
    except Exception:
        ref = reference()
        log.exception("timer failed", ref=ref, kind=claimed.kind if claimed else "")
        with app.database.transaction() as session:
            if claimed is not None and timers.fail(session, claimed.id, ref) and claimed.kind != TROUBLE:
                troubles.report(session, "task", now, ref, claimed.kind, "")
        return []


def _fire(app: App, session: Session, timer: timers.Set, now: datetime) -> list[Outgoing]:
    rule = app.routes.dues.get(timer.kind)
    if rule is None:
        raise LookupError(f"no feature answers the timer {timer.kind}")
    event = f"timer:{timer.id}"
    audit.act_as(session, audit.Actor(None, event, timer.kind, now))
    ctx = _context(app, session, now, event)
    due = Due(timer.kind, timer.subject, timer.occurrence, timer.due, timer.params)
    queued = sending.queue(ctx, app.routes, rule.handler(ctx, due))
    reached(f"timer.fired.{timer.kind}")
    return queued


def _context(app: App, session: Session, now: datetime, event: str) -> Context:
    return app.context(session, app.nobody(), CLOCK, event, now)
