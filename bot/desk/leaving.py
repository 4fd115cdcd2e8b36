"""Somebody leaves: all his work goes to his successor, its history stays, his access ends."""

from collections.abc import Iterator

from bot.context import Context
from bot.desk import handoff_cards, standing_in, taking_back
from bot.errors import UserError
from bot.replies import Reply
from bot.router import Router
from bot.sales.people import Person
from store import absences, handoffs, messages, transfers

router = Router("leaving")
my_list = router.button("away.work")


def transfer(ctx: Context, leaver: Person, successor: Person) -> Iterator[Reply]:
    """Move everything and end his access; returns who is told what."""
    _fit(ctx, leaver, successor)
    counts = transfers.hand_over(ctx.session, leaver.id, successor.id)
    offers = list(_handoffs(ctx, leaver, successor))
    counts["handoffs"] = len(offers)
    transfers.leave(ctx.session, leaver.id, ctx.now)
    settled = [*_absences(ctx, leaver, successor), *standing_in.settle(ctx, successor.id)[1]]
    params = {
        "person": leaver.name,
        "person_id": leaver.id,
        "to": successor.name,
        "to_id": successor.id,
        "by": ctx.user.name,
        "counts": counts,
        **counts,
    }
    yield Reply("transfer.done", params, (taking_back.button(ctx),))
    if successor.id != ctx.user.id:
        yield Reply("transfer.received", params, (my_list(),), to=successor.id)
    yield from [reply for reply in offers if reply is not None]
    yield from settled


def _fit(ctx: Context, leaver: Person, successor: Person) -> None:
    if leaver.id == successor.id:
        raise UserError("transfer.same")
    if leaver.id == ctx.user.id:
        raise UserError("transfer.self")
    if successor.role not in (leaver.role, "manager"):
        raise UserError("transfer.other_work", successor=successor.name)


def _handoffs(ctx: Context, leaver: Person, successor: Person) -> Iterator[Reply | None]:
    """Open handoffs on both sides; offers that wait are shown to the successor, with the clock as it was."""
    for one in handoffs.lying_with(ctx.session, leaver.id):
        if one.manager_id != leaver.id:
            continue
        fields = {"to_id": successor.id, "via_delegate_of_id": None}
        moved = handoffs.change(ctx.session, one.id, "transferred", fields, ctx.now, by=ctx.user.id)
        messages.withdraw_card(ctx.session, f"handoff:{one.id}", "moved")
        yield handoff_cards.offered(ctx, moved) if moved.waits else None
    for one in handoffs.given_by(ctx.session, leaver.id):
        handoffs.mark(ctx.session, one.id, "transferred", ctx.now, by=ctx.user.id, from_id=successor.id)
        yield None


def _absences(ctx: Context, leaver: Person, successor: Person) -> Iterator[Reply]:
    """His own absences are over; where he stood in, his successor does, or the manager is asked."""
    for one in absences.between(ctx.session, ctx.now, ctx.now.replace(year=9999), user_id=leaver.id):
        absences.cancel(ctx.session, one.id, ctx.now)
    for one in absences.covered_by(ctx.session, leaver.id, ctx.now):
        if one.user_id != successor.id:
            absences.hand_to(ctx.session, one.id, successor.id)
        if one.covers(ctx.now):
            yield from standing_in.gone(ctx, one)
