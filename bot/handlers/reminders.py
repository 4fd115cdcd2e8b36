"""Follow-ups that fall due: reminded at their time, nudged once, then told to the manager."""

from datetime import datetime, timedelta

from bot.context import Context
from bot.desk import followup_cards, next_step
from bot.replies import say
from bot.router import Due, Replies, Router
from bot.sales import cadence
from bot.sales.people import Person
from bot.sales.work import FollowUp
from store import contacts, followups, timers, users

router = Router("reminders")


@router.due("followup.due")
def remind(ctx: Context, timer: Due) -> Replies:
    """Remind the owner; what was right when it was planned is checked again now."""
    found = _as_planned(ctx, timer)
    if found is None:
        return
    one, owner = found
    contact = contacts.get(ctx.session, one.contact_id) if one.contact_id else None
    quiet_until = ctx.calendar_of(owner).outside_quiet(ctx.now)
    if quiet_until > ctx.now:
        followups.remind(ctx.session, one.id, quiet_until, one.version, f"@{quiet_until:%m%d%H%M}")
        return
    if contact is not None:
        firing = cadence.at_firing(one.kind, ctx.now, next_step.around(ctx, contact))
        if firing.act == "end":
            next_step.cancel(ctx, one, firing.why.code if firing.why else "ended")
            return
        if firing.act == "move" and firing.at is not None:
            followups.remind(ctx.session, one.id, firing.at, one.version, f"@{firing.at:%m%d%H%M}")
            return
    followups.mark(ctx.session, one.id, reminded_at=ctx.now)
    _plant_nudge(ctx, one, owner)
    yield followup_cards.due(ctx, one, contact, owner.id)


@router.due("followup.nudge")
def nudge(ctx: Context, timer: Due) -> Replies:
    """One nudge for an item that nobody touched; then its manager hears of it."""
    found = _as_planned(ctx, timer)
    if found is None:
        return
    one, owner = found
    followups.mark(ctx.session, one.id, nudged_at=ctx.now)
    days = ctx.policy.follow_ups.escalate_after_days
    calendar = ctx.calendar_of(owner)
    on = calendar.add_business_days(ctx.now.astimezone(calendar.zone).date(), days)
    at = calendar.next_open(
        ctx.now.astimezone(calendar.zone).replace(year=on.year, month=on.month, day=on.day)
    )
    _plant(ctx, "followup.escalate", one, at)
    contact = contacts.get(ctx.session, one.contact_id) if one.contact_id else None
    yield followup_cards.due(ctx, one, contact, owner.id, nudge=True)


@router.due("followup.escalate")
def escalate(ctx: Context, timer: Due) -> Replies:
    """Overdue for days: the owner's manager may help, by giving it to somebody else."""
    found = _as_planned(ctx, timer)
    if found is None:
        return
    one, owner = found
    followups.mark(ctx.session, one.id, escalated_at=ctx.now)
    for manager in users.managers_of(ctx.session, owner.team_id):
        yield say(
            "followup.overdue",
            followup_cards.reassign(one.id, one.version),
            to=manager.id,
            card=f"followup:{one.id}",
            owner=owner.name,
            **followup_cards.facts(ctx, one),
        )


def _plant_nudge(ctx: Context, one: FollowUp, owner: Person) -> None:
    hours = timedelta(hours=ctx.policy.follow_ups.nudge_after_hours)
    _plant(ctx, "followup.nudge", one, ctx.calendar_of(owner).add_business_time(ctx.now, hours))


def _plant(ctx: Context, kind: str, one: FollowUp, at: datetime) -> None:
    timers.plant(ctx.session, kind, one.id, at, occurrence=str(one.version), params={"version": one.version})


def _as_planned(ctx: Context, timer: Due) -> tuple[FollowUp, Person] | None:
    """The follow-up that a timer was planted for and its owner; none where it was done or moved since."""
    one = followups.get(ctx.session, timer.subject)
    if one is None or one.state != "open" or one.version != timer.params.get("version"):
        return None
    owner = users.by_id(ctx.session, one.owner_id)
    return (one, owner) if owner is not None else None
