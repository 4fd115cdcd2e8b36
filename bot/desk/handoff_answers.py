"""What follows when the field accepts a lead or sends it back."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from bot.context import Context
from bot.desk import colleagues, handing_over, handoff_cards, next_step
from bot.replies import Reply
from bot.sales import stages
from bot.sales.customers import Contact
from bot.sales.handoff import Handoff
from bot.sales.people import Person
from bot.sales.policy.company import Reason
from bot.sales.work import FollowUp
from store import accounts, cadences, followups, handoffs, messages, opportunities, timers, users


def accept(ctx: Context, one: Handoff, version: int) -> Iterator[Reply]:
    """He takes the lead: one window for the customer, the desk stands back, what was promised goes along."""
    own = ctx.user.id == one.manager_id
    fields = {
        "state": "accepted",
        "decided_at": ctx.now,
        "to_id": ctx.user.id,
        "via_delegate_of_id": None if own else one.manager_id,
    }
    taken = handoffs.change(ctx.session, one.id, "accepted", fields, ctx.now, by=ctx.user.id, version=version)
    messages.withdraw_card(ctx.session, f"handoff:{one.id}", "answered")
    contact = handoff_cards.contact_of(ctx, taken)
    _one_window(ctx, contact, taken)
    moved = _stand_back(ctx, contact, taken)
    taken = _expect_visit(ctx, contact, taken)
    params = {
        **handoff_cards.facts(ctx, taken),
        "by": ctx.user.name,
        "reason": None,
        "account_manager": colleagues.name(ctx, taken.manager_id),
        "visit_on": taken.visit_on,
        "moved": moved,
    }
    card = handoff_cards.open_contact(contact.id, words=contact.name)
    yield handoff_cards.tell(
        "handoff.accepted",
        params,
        handoff_cards.visit(taken.id, taken.version),
        handoff_cards.outcome["visited"](taken.id, taken.version),
        card,
    )
    yield handoff_cards.tell("handoff.accepted", params, card, to=taken.from_id, giver=True)


def give_back(
    ctx: Context, one: Handoff, version: int, reason: Reason, note: str | None, wake_up: datetime | None
) -> Iterator[Reply]:
    """It comes back with a reason, and somebody warms it up again on a day that is fixed now."""
    end = {"state": "returned", "decided_at": ctx.now, "ended_at": ctx.now, "reason": reason.code}
    why = f"{reason.code}: {note}" if note else reason.code
    back = handoffs.change(
        ctx.session, one.id, "returned", end, ctx.now, by=ctx.user.id, version=version, reason=why
    )
    messages.withdraw_card(ctx.session, f"handoff:{one.id}", "answered")
    contact = handoff_cards.contact_of(ctx, back)
    _close_deal(ctx, back, reason.code)
    _back_to_stage(ctx, contact, back)
    task = nurture(ctx, contact, back, reason, note, wake_up)
    params = {
        **handoff_cards.facts(ctx, back),
        "by": ctx.user.name,
        "reason": reason.code,
        "note": note,
        "wake_up": task.due,
        "nurture_by": colleagues.name(ctx, task.owner_id),
        "kind": task.kind,
        "follow_up_id": task.id,
    }
    card = handoff_cards.open_contact(contact.id, words=contact.name)
    yield handoff_cards.tell("handoff.returned", params)
    for person in dict.fromkeys((back.from_id, task.owner_id)):
        if person != ctx.user.id:
            yield handoff_cards.tell("handoff.returned", params, card, to=person, giver=True)


def nurture(
    ctx: Context,
    contact: Contact,
    one: Handoff,
    reason: Reason,
    note: str | None,
    wake_up: datetime | None = None,
    *,
    because: str = "returned",
) -> FollowUp:
    """The next dated touch: by whoever nurtures, else by the giver; never nothing."""
    owner = _who_nurtures(ctx, contact, one)
    due = wake_up or _wake_up(ctx, owner, reason)
    next_step.stop_all(ctx, [contact.id], because)
    if contact.account is not None:
        until = {"nurture_until": due, "nurture_reason": reason.code}
        accounts.change(ctx.session, contact.account.id, until)
    first = ctx.policy.cadence(ctx.policy.handoff.returns_to).steps[0]
    kind = first.kind if owner.id != one.from_id else "call"
    words = f"{reason.code}: {note}" if note else reason.code
    return next_step.plan(ctx, contact, kind, due, because, owner_id=owner.id, note=words)


def _one_window(ctx: Context, contact: Contact, one: Handoff) -> None:
    """The account's only manager, its stage, and the deal's owner."""
    by = ctx.user.id
    if contact.account is not None:
        account = contact.account
        fields: dict[str, Any] = {"manager_id": one.manager_id, "nurture_until": None, "nurture_reason": None}
        if helpers := one.brief.get("specialists"):
            fields["specialists"] = list(helpers)
        accounts.change(ctx.session, account.id, fields)
        stage = stages.next_stage(account.stage, "handoff_accepted", ctx.policy)
        accounts.move_stage(ctx.session, account.id, stage, ctx.now, by=by)
    deal = opportunities.of_handoff(ctx.session, one.id)
    if deal is not None:
        opportunities.change(ctx.session, deal.id, {"owner_id": one.manager_id}, ctx.now, by=by)


def _stand_back(ctx: Context, contact: Contact, one: Handoff) -> int:
    """The desk keeps only its check that the field called; what it had agreed goes to the field."""
    running = cadences.active(ctx.session, contact.id)
    if running is not None and running.run.cadence not in handing_over.qualified_cadences(ctx):
        next_step.stop(ctx, running, "handed_over")
    moved = 0
    for task in followups.open_for(ctx.session, [contact.id]):
        if task.cadence_run_id is None and task.owner_id not in one.receivers:
            followups.give(ctx.session, task.id, one.manager_id)
            messages.withdraw_card(ctx.session, f"followup:{task.id}", "handed_over")
            moved += 1
    return moved


def _expect_visit(ctx: Context, contact: Contact, one: Handoff) -> Handoff:
    """A visit that was promised already: after it he is asked how it went."""
    visits = [task for task in followups.open_for(ctx.session, [contact.id]) if task.kind == "visit"]
    if not visits:
        return one
    return plan_visit(ctx, one, visits[0].due)


def plan_visit(ctx: Context, one: Handoff, at: datetime) -> Handoff:
    """Keep the day of the visit; some business hours after it one tap tells how it went."""
    changed = handoffs.change(
        ctx.session, one.id, "visit_planned", {"visit_on": at}, ctx.now, by=ctx.user.id or None
    )
    person = users.by_id(ctx.session, changed.to_id) or ctx.user
    hours = timedelta(hours=ctx.policy.follow_ups.outcome_prompt_hours)
    due = ctx.calendar_of(person).add_business_time(at, hours)
    timers.plant(ctx.session, "handoff.prompt", one.id, due, occurrence=handing_over.stamp(at))
    return changed


def _close_deal(ctx: Context, one: Handoff, reason: str) -> None:
    """A deal that began with this offer ends with it; one that was there before stays with its giver."""
    deal = opportunities.of_handoff(ctx.session, one.id)
    if deal is None or deal.state != "open":
        return
    lost = {"state": "lost", "stage": "lost", "closed_at": ctx.now, "lost_reason": reason}
    fields = lost if deal.opened_at >= one.offered_at else {"owner_id": one.from_id}
    opportunities.change(ctx.session, deal.id, fields, ctx.now, by=ctx.user.id)


def _back_to_stage(ctx: Context, contact: Contact, one: Handoff) -> None:
    before = one.brief.get("stage_before")
    moved_to = stages.next_stage(before, "qualified", ctx.policy) if before else None
    if contact.account is not None and before and contact.account.stage == moved_to:
        accounts.move_stage(ctx.session, contact.account.id, before, ctx.now, by=ctx.user.id)


def _who_nurtures(ctx: Context, contact: Contact, one: Handoff) -> Person:
    """Somebody of the role that the cadence names, of the giver's team first; without a company, the giver."""
    giver = colleagues.by_id(ctx, one.from_id)
    role = ctx.policy.cadence(ctx.policy.handoff.returns_to).owner
    if contact.account is None or role == giver.role:
        return giver
    people = users.everybody(ctx.session, role=role)
    near = [person for person in people if person.team_id == giver.team_id]
    return (near or people or [giver])[0]


def _wake_up(ctx: Context, owner: Person, reason: Reason) -> datetime:
    """The working day after the reason's time of rest, at the usual hour; tomorrow for a reason without one."""
    calendar = ctx.calendar_of(owner)
    today = ctx.now.astimezone(calendar.zone).date()
    rested = today + timedelta(days=max(1, reason.wake_days))
    day = calendar.add_business_days(rested, 0)
    return datetime.combine(day, ctx.policy.follow_ups.usual_hour, tzinfo=calendar.zone)
