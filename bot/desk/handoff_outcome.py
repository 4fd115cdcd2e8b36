"""What became of an accepted lead: told to its giver, written to the deal and the account."""

from collections.abc import Iterator
from typing import Any

from bot.context import Context
from bot.desk import handoff_answers, handoff_cards, next_step
from bot.errors import UserError
from bot.replies import Reply
from bot.sales import stages
from bot.sales.customers import Contact
from bot.sales.handoff import Handoff
from bot.sales.money import Money
from bot.sales.policy.company import Reason
from bot.sales.work import FollowUp
from store import accounts, cadences, followups, handoffs, messages, opportunities, timers, users
from store import brief as briefs

OVER = frozenset({"won", "lost"})


def tell(
    ctx: Context,
    one: Handoff,
    version: int,
    outcome: str,
    *,
    amount: Money | None = None,
    reason: Reason | None = None,
    note: str | None = None,
) -> Iterator[Reply]:
    """Write an outcome and tell the giver; a won lead is praised before the team if he agreed to that."""
    if not one.may_become(outcome):
        yield handoff_cards.became(ctx, one)
        return
    code = reason.code if reason else None
    fields = {"state": outcome, **({"ended_at": ctx.now, "reason": code} if outcome in OVER else {})}
    why = ": ".join(part for part in (code, note) if part) or None
    told = handoffs.change(
        ctx.session, one.id, outcome, fields, ctx.now,
        by=ctx.user.id, version=version, reason=why, amount=amount,
    )  # fmt: skip
    _follow(ctx, told, outcome, reason)
    params = {
        **handoff_cards.facts(ctx, told),
        "by": ctx.user.name,
        "outcome": outcome,
        "amount": told.amount if outcome in ("quoted", "won") else None,
        "reason": code,
        "note": note,
    }
    yield handoff_cards.tell("handoff.outcome", params, *handoff_cards.answers(told))
    yield handoff_cards.tell("handoff.outcome", params, to=told.from_id, giver=True)
    if outcome == "won":
        yield from _praise(ctx, told, params)


def _follow(ctx: Context, told: Handoff, outcome: str, reason: Reason | None) -> None:
    """What an outcome does to the card that asked for it, the visit, the deal and the account."""
    messages.withdraw_card(ctx.session, f"handoff:{told.id}", "answered")
    contact = handoff_cards.contact_of(ctx, told)
    for visit in _past_visits(ctx, told):
        next_step.finish(ctx, visit, outcome)
    _deal(ctx, told, outcome, reason.code if reason else None)
    _account(ctx, contact, told, outcome, reason)


def no_second_nudge(ctx: Context, one: Handoff) -> None:
    """Asking how a visit went stands for the nudge about it; left alone it still goes to the manager."""
    for visit in _past_visits(ctx, one):
        owner = users.by_id(ctx.session, visit.owner_id) or ctx.user
        calendar = ctx.calendar_of(owner)
        today = ctx.now.astimezone(calendar.zone)
        day = calendar.add_business_days(today.date(), ctx.policy.follow_ups.escalate_after_days)
        due = calendar.next_open(today.replace(year=day.year, month=day.month, day=day.day))
        timers.cancel(ctx.session, "followup.nudge", visit.id)
        version = {"version": visit.version}
        timers.plant(
            ctx.session, "followup.escalate", visit.id, due, occurrence=str(visit.version), params=version
        )


def _past_visits(ctx: Context, one: Handoff) -> list[FollowUp]:
    tasks = followups.open_for(ctx.session, [one.contact_id])
    return [task for task in tasks if task.kind == "visit" and task.due <= ctx.now]


def _deal(ctx: Context, one: Handoff, outcome: str, reason: str | None) -> None:
    deal = opportunities.of_handoff(ctx.session, one.id)
    if deal is None or deal.state != "open":
        return
    fields: dict[str, object] = {}
    if outcome == "won":
        fields = {"state": "won", "stage": stages.next_stage(deal.stage, "order", ctx.policy)}
    elif outcome == "lost":
        fields = {"state": "lost", "stage": "lost", "lost_reason": reason}
    if fields:
        fields["closed_at"] = ctx.now
    opportunities.change(ctx.session, deal.id, fields, ctx.now, by=ctx.user.id, amount=one.amount)


def _account(ctx: Context, contact: Contact, one: Handoff, outcome: str, reason: Reason | None) -> None:
    """A won customer is looked after as after any sale; a lost one rests and is woken again."""
    if outcome == "won":
        _move(ctx, contact, "order")
        _after_sale(ctx, contact)
    elif outcome == "lost" and reason is not None:
        _move(ctx, contact, "deal_lost")
        handoff_answers.nurture(ctx, contact, one, reason, None, because="lost")


def _move(ctx: Context, contact: Contact, event: str) -> None:
    account = contact.account
    if account is None:
        return
    before = bool(briefs.owned(ctx.session, contact))
    if event == "order":
        stage = stages.next_stage(account.stage, "order", ctx.policy)
    else:
        stage = stages.next_stage(account.stage, "deal_lost", ctx.policy, ordered_before=before)
    accounts.move_stage(ctx.session, account.id, stage, ctx.now, by=ctx.user.id)


def _after_sale(ctx: Context, contact: Contact) -> None:
    starts = next((row.starts for row in ctx.policy.dispositions if row.sale and row.starts), "")
    running = cadences.active(ctx.session, contact.id)
    if running is not None:
        next_step.stop(ctx, running, "sold")
    if starts and not contact.do_not_call:
        next_step.begin(ctx, contact, starts, ctx.now, None)


def _praise(ctx: Context, one: Handoff, params: dict[str, Any]) -> Iterator[Reply]:
    giver = users.by_id(ctx.session, one.from_id)
    if giver is None or not giver.praise_consent or giver.team_id is None:
        return
    for colleague in users.everybody(ctx.session, team_id=giver.team_id):
        if colleague.id not in (giver.id, ctx.user.id):
            praise = {"giver": giver.name, "by": ctx.user.name}
            praise |= {name: params[name] for name in ("company", "name", "amount")}
            yield Reply("handoff.praise", praise, to=colleague.id)


def reason_of(rows: tuple[Reason, ...], code: str | None, wanted: str) -> Reason:
    """The row of a reason; raises UserError when none was given."""
    for row in rows:
        if row.code == code:
            return row
    raise UserError(wanted)
