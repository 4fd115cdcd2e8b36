"""The next step of every call: what it fulfils, which cadence it ends or starts, what is planned."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from bot.context import Context
from bot.sales import cadence
from bot.sales.cadence import Around, ContactState, Planned
from bot.sales.customers import Contact
from bot.sales.policy import Disposition
from bot.sales.work import Call, Entry, FollowUp, Planning
from store import cadences, calls, contacts, followups, messages
from store.cadences import Running


def after_call(ctx: Context, contact: Contact, call: Call, entry: Entry) -> list[FollowUp]:
    """Settle what the call fulfils, then plan what follows; returns the follow-ups planned now."""
    row = ctx.policy.disposition(entry.disposition)
    fulfil(ctx, contact, call.at)
    running = cadences.active(ctx.session, contact.id)
    change = cadence.after_call(row, entry.reason, running.run.cadence if running else "", ctx.policy)
    if running is not None and (change.ends or row.do_not_call):
        stop(ctx, running, change.ends_why or "do_not_call")
    planned: list[FollowUp] = []
    if entry.follow_up_due is not None and not row.do_not_call:
        planned.append(_explicit(ctx, contact, call, entry, entry.follow_up_due))
    if change.starts and not row.closes:
        start = entry.follow_up_due if row.callback and entry.follow_up_due else call.at
        planned += begin(ctx, contact, change.starts, start, call.id, avoid=planned, first=row.callback)
    if row.closes or row.sale:
        _drop_rest(ctx, contact, row, planned)
    return sorted(planned, key=lambda one: one.due)


def begin(
    ctx: Context,
    contact: Contact,
    code: str,
    at: datetime,
    call_id: int | None,
    *,
    avoid: Iterable[FollowUp] = (),
    first: bool = False,
) -> list[FollowUp]:
    """Start a cadence and plan its steps, leaving out calls that a date agreed with the customer makes needless:
    those up to that date, and the `first` where the cadence itself begins with the call agreed."""
    rules = ctx.policy.cadence(code)
    agreed = [one.due for one in avoid if ctx.policy.follow_up_kind(one.kind).calls]
    until = max(agreed) + timedelta(days=rules.gap_days) if agreed else None
    steps = [
        step
        for step in cadence.plan(rules, at, around(ctx, contact), ctx.now)
        if not (until and ctx.policy.follow_up_kind(step.kind).calls)
        or not (step.due <= until or (first and step.step == 0))
    ]
    if not steps:
        return []
    owner = contact.responsible_id or ctx.user.id
    running = cadences.start(ctx.session, contact.id, code, at, owner_id=owner, call_id=call_id)
    plannings = [_planning(ctx, contact, running, step, call_id) for step in steps]
    return followups.plan_all(ctx.session, plannings, ctx.now)


def plan(
    ctx: Context,
    contact: Contact,
    kind: str,
    due: datetime,
    reason: str,
    *,
    owner_id: int | None = None,
    call_id: int | None = None,
    note: str | None = None,
) -> FollowUp:
    """Plan one follow-up outside any cadence."""
    return followups.plan(
        ctx.session,
        Planning(
            owner_id=owner_id or ctx.user.id,
            contact_id=contact.id,
            account_id=contact.account_id,
            kind=kind,
            due=due,
            zone=contact.timezone or ctx.user.timezone,
            reason=reason,
            note=note,
            call_id=call_id,
            campaign=contact.campaign,
        ),
        ctx.now,
    )


def fulfil(ctx: Context, contact: Contact, at: datetime) -> None:
    """A call was held: call reminders for today and before are done, and never return."""
    tomorrow = (ctx.local + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)
    for one in followups.open_for(ctx.session, [contact.id]):
        if ctx.policy.follow_up_kind(one.kind).calls and one.due < tomorrow:
            finish(ctx, one, "call_held")


def finish(ctx: Context, one: FollowUp, why: str, *, version: int | None = None) -> FollowUp:
    """A follow-up is done: its messages are withdrawn, its cadence goes on to the next step."""
    done = followups.end(ctx.session, one.id, "done", why, ctx.now, version=version)
    messages.withdraw_card(ctx.session, f"followup:{one.id}", why)
    if one.cadence_run_id is not None:
        _go_on(ctx, one)
    return done


def cancel(ctx: Context, one: FollowUp, why: str) -> FollowUp:
    """A follow-up is not wanted any more."""
    messages.withdraw_card(ctx.session, f"followup:{one.id}", why)
    return followups.end(ctx.session, one.id, "cancelled", why, ctx.now)


def stop(ctx: Context, running: Running, why: str) -> None:
    """End a cadence with everything it had planned."""
    for one in followups.of_run(ctx.session, running.id):
        cancel(ctx, one, why)
    cadences.end(ctx.session, running.id, why, ctx.now)


def stop_all(ctx: Context, contact_ids: Iterable[int], why: str) -> int:
    """End every cadence and follow-up for contacts (do-not-call, a closed case); returns how many were open."""
    count = 0
    for contact_id in contact_ids:
        running = cadences.active(ctx.session, contact_id)
        if running is not None:
            count += len(followups.of_run(ctx.session, running.id))
            stop(ctx, running, why)
        for one in followups.open_for(ctx.session, [contact_id]):
            cancel(ctx, one, why)
            count += 1
    return count


def around(ctx: Context, contact: Contact) -> Around:
    """What planning for a contact must respect: the owner's hours, the customer's, and what was tried."""
    reached = [row.code for row in (*ctx.policy.dispositions, *ctx.policy.retired) if row.reached]
    tries, connects = calls.times(ctx.session, contact.id, reached)
    state = ContactState(contact.do_not_call, bool(contact.unworkable), tuple(tries), tuple(connects))
    region = contact.account.region if contact.account else ctx.user.region
    zone = contact.timezone or ctx.user.timezone
    window = ctx.policy.call_window(zone, region, (contact.quiet_from, contact.quiet_until))
    return Around(ctx.calendar, window, state, ctx.policy)


def _explicit(ctx: Context, contact: Contact, call: Call, entry: Entry, due: datetime) -> FollowUp:
    note = ", ".join(f"{one.quantity or 1} × {one.sku}" for one in entry.products) or None
    return plan(ctx, contact, entry.follow_up_kind, due, "agreed", call_id=call.id, note=note)


def _planning(
    ctx: Context, contact: Contact, running: Running, step: Planned, call_id: int | None
) -> Planning:
    return Planning(
        owner_id=running.owner_id,
        contact_id=contact.id,
        account_id=contact.account_id,
        kind=step.kind,
        due=step.due,
        zone=contact.timezone or ctx.user.timezone,
        reason=step.reason,
        call_id=call_id,
        cadence_run_id=running.id,
        step=step.step,
        campaign=contact.campaign,
    )


def _go_on(ctx: Context, one: FollowUp) -> None:
    """After a step: the next repetition is planned; after the last, the cadence ends or hands on."""
    running = cadences.get(ctx.session, one.cadence_run_id or 0)
    if running is None or one.step is None:
        return
    here = cadence.Run(running.run.cadence, running.run.started_at, one.step, running.run.repeats)
    then = cadence.advance(here, ctx.policy)
    if then is not None:
        cadences.advance(ctx.session, running.id, then)
    if followups.of_run(ctx.session, running.id):
        return
    contact = _contact(ctx, running.contact_id)
    step = cadence.next_step(then, around(ctx, contact), ctx.now) if then else None
    if step is not None:
        followups.plan(ctx.session, _planning(ctx, contact, running, step, one.call_id), ctx.now)
        return
    cadences.end(ctx.session, running.id, "finished", ctx.now)
    following = cadence.follow_on(running.run, ctx.policy)
    if following and not contact.do_not_call:
        begin(ctx, contact, following, ctx.now, one.call_id)


def _drop_rest(ctx: Context, contact: Contact, row: Disposition, planned: list[FollowUp]) -> None:
    """A case that is closed (or sold) keeps only what this call itself planned."""
    keep = {one.id for one in planned}
    for one in followups.open_for(ctx.session, [contact.id]):
        calls_again = ctx.policy.follow_up_kind(one.kind).calls
        if one.id not in keep and (row.closes or calls_again):
            cancel(ctx, one, "closed" if row.closes else "sold")


def _contact(ctx: Context, contact_id: int) -> Contact:
    found = contacts.get(ctx.session, contact_id)
    assert found is not None  # noqa: S101 - a run always has its contact
    return found
