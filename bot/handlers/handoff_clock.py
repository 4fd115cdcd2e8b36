"""The clock of an offer: a reminder at half its time, its manager at full; he reminds or gives it on."""

from bot.context import Context
from bot.desk import handing_over, handoff_cards, handoff_outcome, standing_in
from bot.errors import UserError
from bot.replies import Button, Reply
from bot.router import Due, Press, Replies, Router
from bot.sales.handoff import Handoff
from store import handoffs, users

router = Router("handoff_clock")
give_to = router.choice("handoff.reassign")
remind_button = router.button("handoff.remind")
reassign_button = router.button("handoff.reassign")
MOST_NAMED = 6


@router.due("handoff.half")
def half(ctx: Context, timer: Due) -> Replies:
    """Half of the time is gone without an answer: remind once."""
    one = _silent(ctx, timer)
    if one is not None and one.reminded_at is None:
        handoffs.mark(ctx.session, one.id, "reminded", ctx.now, reminded_at=ctx.now)
        yield _reminder(ctx, one)


@router.due("handoff.full")
def full(ctx: Context, timer: Due) -> Replies:
    """The time is over: the receiver's manager can act, the giver knows; once."""
    one = _silent(ctx, timer)
    if one is None or one.escalated_at is not None:
        return
    handoffs.mark(ctx.session, one.id, "escalated", ctx.now, escalated_at=ctx.now)
    receiver = users.by_id(ctx.session, one.to_id)
    params = {**handoff_cards.facts(ctx, one), "by": receiver.name if receiver else "", "reason": "silence"}
    params |= {"amount": one.amount, "next_best": [name for _, name in handing_over.others(ctx, one)[:1]]}
    for manager in users.managers_of(ctx.session, receiver.team_id if receiver else None):
        yield handoff_cards.tell("handoff.escalated", params, *_for_manager(ctx, one), to=manager.id)
    yield handoff_cards.tell("handoff.escalated", params, to=one.from_id, giver=True)


@router.due("handoff.prompt")
def prompt(ctx: Context, timer: Due) -> Replies:
    """The visit should be over: how did it go?"""
    one = handoffs.get(ctx.session, timer.subject)
    if one is None or one.state != "accepted" or one.visit_on is None:
        return
    if timer.occurrence != handing_over.stamp(one.visit_on):
        return
    handoff_outcome.no_second_nudge(ctx, one)
    params = {**handoff_cards.facts(ctx, one), "visit_on": one.visit_on}
    yield handoff_cards.tell(
        "handoff.prompt",
        params,
        *handoff_cards.answers(one),
        to=standing_in.present(ctx, one.to_id) or one.to_id,
    )


@router.pressed("handoff.remind", may="handoff.reassign")
def remind(ctx: Context, press: Press) -> Replies:
    """The manager has the receiver reminded."""
    one = handoff_cards.held(ctx, "handoff.reassign", press.record)
    if not one.waits:
        yield handoff_cards.became(ctx, one)
        return
    handoffs.mark(ctx.session, one.id, "reminded", ctx.now, by=ctx.user.id, reminded_at=ctx.now)
    yield _reminder(ctx, one, by=ctx.user.name)
    yield handoff_cards.tell("handoff.reminded", handoff_cards.facts(ctx, one), *_for_manager(ctx, one)[1:])


@router.pressed("handoff.reassign", may="handoff.reassign")
def reassign(ctx: Context, press: Press) -> Replies:
    """First to whom, then it is offered to him."""
    one = handoff_cards.held(ctx, "handoff.reassign", press.record)
    if not one.waits or (press.version != one.version and press.rest):
        yield handoff_cards.became(ctx, one)
        return
    others = dict(handing_over.others(ctx, one))
    if not press.rest:
        buttons = [give_to(one.id, one.version, user, words=name) for user, name in others.items()]
        yield handoff_cards.tell("handoff.to_whom", handoff_cards.facts(ctx, one), *buttons[:MOST_NAMED])
        return
    chosen = int(press.rest) if press.rest.isascii() and press.rest.isdigit() else 0
    if chosen not in others:
        raise UserError("not_available")
    yield from handing_over.reassign(ctx, one, (chosen, None))


def _silent(ctx: Context, timer: Due) -> Handoff | None:
    """The offer of a timer, if it still waits and is the one the timer was set for."""
    one = handoffs.held(ctx.session, timer.subject)
    if one is None or not one.waits or timer.occurrence != handing_over.stamp(one.offered_at):
        return None
    return one


def _reminder(ctx: Context, one: Handoff, by: str | None = None) -> Reply:
    receiver = users.by_id(ctx.session, one.to_id) or ctx.user
    left = ctx.calendar_of(receiver).business_time_between(ctx.now, one.sla_due)
    minutes = max(0, round(left.total_seconds() / 60))
    return handoff_cards.offered(ctx, one, key="handoff.reminder", extra={"left_minutes": minutes, "by": by})


def _for_manager(ctx: Context, one: Handoff) -> list[Button]:
    """Remind him, give it to the next best, or choose."""
    data = (one.id, one.version)
    words = "button.handoff.give_to"
    best = [
        reassign_button(*data, user, label=words, person=name)
        for user, name in handing_over.others(ctx, one)[:1]
    ]
    return [remind_button(*data), *best, reassign_button(*data)]
