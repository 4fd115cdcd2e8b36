"""A lead is offered to the field: written, timed, told; shown again; given to somebody else."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from decimal import Decimal

from bot.context import Context
from bot.desk import colleagues, handoff_brief, handoff_cards, next_step, qualifying
from bot.desk.qualifying import Verdict
from bot.errors import UserError
from bot.replies import Reply
from bot.sales import stages
from bot.sales.customers import Contact
from bot.sales.handoff import Handoff, Terms
from bot.sales.people import Person
from store import (
    accounts,
    cadences,
    contacts,
    followups,
    handoffs,
    messages,
    opportunities,
    timers,
    users,
)
from store import qualifying as known


def checked(ctx: Context, contact: Contact) -> Reply:
    """Whether a lead may go to the field; one that is under way shows where it stands."""
    one = handoffs.open_for(ctx.session, contact.id)
    if one is not None:
        return handoff_cards.became(ctx, one)
    return qualifying.card(ctx, qualifying.judge(ctx, contact))


def offer(
    ctx: Context,
    verdict: Verdict,
    *,
    override: str | None = None,
    to: tuple[int, int | None] | None = None,
    replaces: Handoff | None = None,
) -> Iterator[Reply]:
    """Offer a lead to who was chosen; the receiver gets the brief, the giver what happens now."""
    contact = verdict.contact
    if handoffs.open_for(ctx.session, contact.id) is not None:
        yield checked(ctx, contact)
        return
    if contact.do_not_call:
        raise UserError("contact.do_not_call")
    chosen = to or _chosen(verdict)
    receiver = colleagues.by_id(ctx, chosen[0])
    _never_unowned(ctx, contact, verdict.giver_id)
    one = handoffs.offer(
        ctx.session,
        contact_id=contact.id,
        account_id=contact.account_id,
        from_id=verdict.giver_id,
        to=chosen,
        brief=replaces.brief if replaces else handoff_brief.build(ctx, verdict),
        terms=_terms(ctx, verdict, receiver, override, replaces),
        now=ctx.now,
        by=ctx.user.id or None,
    )
    _time(ctx, one)
    _open_deal(ctx, verdict, one)
    _handed_over(ctx, contact)
    yield handoff_cards.offered(ctx, one, contact=contact)
    sent = handoff_cards.facts(ctx, one, contact)
    for person in dict.fromkeys((ctx.user.id, one.from_id)):
        yield handoff_cards.tell("handoff.sent", sent, handoff_cards.whole(one.id), to=person, giver=True)


def reassign(ctx: Context, one: Handoff, to: tuple[int, int | None]) -> Iterator[Reply]:
    """The offer to one person ends, a new one goes to another; both and the giver are told."""
    end = {"state": "expired", "decided_at": ctx.now, "ended_at": ctx.now}
    old = handoffs.change(ctx.session, one.id, "expired", end, ctx.now, by=ctx.user.id or None)
    messages.withdraw_card(ctx.session, f"handoff:{one.id}", "expired")
    ended = {"by": ctx.user.name, "reason": "reassigned", "given_to": colleagues.name(ctx, to[0])}
    yield handoff_cards.tell("handoff.expired", {**handoff_cards.facts(ctx, old), **ended}, to=old.to_id)
    verdict = qualifying.judge(ctx, handoff_cards.contact_of(ctx, one), giver_id=one.from_id)
    yield from offer(ctx, verdict, override=one.override_reason, to=to, replaces=old)


def others(ctx: Context, one: Handoff) -> list[tuple[int, str]]:
    """Who else could take it, the next best first; nobody who is away, has it, or gave it."""
    out = one.receivers | {one.from_id}
    contact = handoff_cards.contact_of(ctx, one)
    verdict = qualifying.judge(ctx, contact, giver_id=one.from_id, exclude=out)
    rule = next(row for row in ctx.policy.coverage if row.code == verdict.receiver.rule)
    giver = colleagues.by_id(ctx, one.from_id)
    able = [
        person
        for person in qualifying.candidates(ctx, giver.team_id)
        if set(person.roles) & {*rule.handoff, "field", "manager"}
        and person.user_id not in out
        and person.is_present(ctx.now)
    ]
    best = verdict.receiver.user_id
    able.sort(key=lambda person: (person.user_id != best, "manager" in person.roles, person.load))
    names = {person.id: person.name for person in users.everybody(ctx.session)}
    return [(person.user_id, names[person.user_id]) for person in able]


def _chosen(verdict: Verdict) -> tuple[int, int | None]:
    if verdict.receiver.user_id is None:
        raise UserError("handoff.nobody")
    return verdict.receiver.user_id, verdict.receiver.via_delegate_of


def _terms(
    ctx: Context, verdict: Verdict, receiver: Person, override: str | None, replaces: Handoff | None
) -> Terms:
    calendar, rules = ctx.calendar_of(receiver), ctx.policy.handoff
    limit = timedelta(hours=ctx.policy.tier(verdict.tier).handoff_hours)
    return Terms(
        half_due=calendar.add_business_time(ctx.now, limit * rules.remind_at),
        sla_due=calendar.add_business_time(ctx.now, limit * rules.escalate_at),
        icp=round(verdict.check.icp.score),
        bant=Decimal(str(verdict.check.bant.score)),
        why=tuple(qualifying.reasons(verdict)),
        override_reason=override,
        amount=replaces.amount if replaces else verdict.amount,
        replaces_id=replaces.id if replaces else None,
    )


def _time(ctx: Context, one: Handoff) -> None:
    for kind, due in (("handoff.half", one.half_due), ("handoff.full", one.sla_due)):
        timers.plant(ctx.session, kind, one.id, due, occurrence=stamp(one.offered_at))


def stamp(at: datetime) -> str:
    """What tells the timers of one offer from those of another."""
    return str(int(at.timestamp()))


def _open_deal(ctx: Context, verdict: Verdict, one: Handoff) -> None:
    """The deal begins with the offer, with its giver until the field accepts."""
    contact = verdict.contact
    if contact.account is not None:
        stage = stages.next_stage(contact.account.stage, "qualified", ctx.policy)
        accounts.move_stage(ctx.session, contact.account.id, stage, ctx.now, by=ctx.user.id or None)
    deal = opportunities.open_for(ctx.session, contact.id)
    if deal is not None:
        opportunities.change(ctx.session, deal.id, {"handoff_id": one.id}, ctx.now, by=ctx.user.id or None)
        return
    wanted = verdict.heard.wanted
    need = verdict.facts.get("need")
    opportunities.start(
        ctx.session,
        contact_id=contact.id,
        account_id=contact.account_id,
        owner_id=one.from_id,
        stage=stages.next_stage("prospect", "qualified", ctx.policy),
        now=ctx.now,
        amount=one.amount,
        fields={
            "given_by_id": one.from_id,
            "handoff_id": one.id,
            "name": need.value[:100] if need else contact.company or contact.name,
            "product_id": known.product_of(ctx.session, wanted.products[0][0]) if wanted else None,
            "call_id": wanted.call_id if wanted else need.call_id if need else None,
            "source": contact.source,
            "campaign": contact.campaign,
        },
    )


def _handed_over(ctx: Context, contact: Contact) -> None:
    """The cadence's reminder to hand over is done with this."""
    running = cadences.active(ctx.session, contact.id)
    if running is None or running.run.cadence not in qualified_cadences(ctx):
        return
    for task in followups.of_run(ctx.session, running.id):
        if not ctx.policy.follow_up_kind(task.kind).calls:
            next_step.finish(ctx, task, "handed_over")


def qualified_cadences(ctx: Context) -> frozenset[str]:
    """The cadences that run beside a handoff: those started by qualified calls."""
    return frozenset(row.starts for row in ctx.policy.dispositions if row.qualified and row.starts)


def _never_unowned(ctx: Context, contact: Contact, giver_id: int) -> None:
    if contact.responsible_id is None:
        contacts.change(ctx.session, contact.id, {"owner_id": giver_id})
