"""How a follow-up looks: in a list, when it is due, when it changed hands."""

from datetime import datetime, timedelta
from typing import Any

from bot.context import Context
from bot.desk import letters
from bot.errors import UserError
from bot.forms import Option
from bot.replies import Button, Reply, say
from bot.router import Press, Router
from bot.sales import telephone
from bot.sales.customers import Contact
from bot.sales.times import format_when
from bot.sales.work import FollowUp
from store import brief, contacts, followups, things

router = Router("followup_cards")
done = router.button("followup.done")
snooze = router.button("followup.snooze")
move = router.button("followup.move")
reassign = router.button("followup.reassign")
start_call = router.button("call.start")
log_it = router.button("log.start")
plan_next = router.button("followup.new")
open_letter = router.button("followup.letter")
more = router.button("followup.more")

MOST_LISTED = 15
MOST_DONE = 3


def soon(ctx: Context) -> list[Option]:
    """The moments asked for most: the next business days at the usual hour."""
    days = [ctx.calendar.add_business_days(ctx.local.date(), count) for count in (1, 2, 5)]
    hour = ctx.policy.follow_ups.usual_hour
    moments = [datetime.combine(day, hour, tzinfo=ctx.zone) for day in days]
    return [Option(f"{at:%Y%m%dT%H%M%z}", format_when(at, ctx.language)) for at in moments]


def later(ctx: Context, minutes: int) -> datetime:
    """Now and so many minutes; a day and more is the same hour of that business day."""
    if minutes < 24 * 60:
        return ctx.now + timedelta(minutes=minutes)
    return ctx.calendar.next_open(ctx.local + timedelta(minutes=minutes))


def listing(ctx: Context, after: int = 0) -> Reply:
    """The open follow-ups of the person who asks, a page of them `after` those that were shown."""
    everything = followups.open_of(ctx.session, [ctx.user.id])
    items = everything[after : after + MOST_LISTED]
    people = contacts.many(ctx.session, [one.contact_id for one in items if one.contact_id])
    rows = [
        {**_facts(one, people.get(one.contact_id or 0)), "overdue": one.due < ctx.now, "n": number}
        for number, one in enumerate(items, after + 1)
    ]
    buttons = [
        done(one.id, one.version, label="button.followup.done_of", n=row["n"], name=row["name"])
        for one, row in zip(items[:MOST_DONE], rows, strict=False)
    ]
    left = len(everything) - after - len(items)
    if left > 0:
        buttons.append(more(0, 0, after + len(items), label="button.followup.more", count=left))
    return say("followup.list", *buttons, items=rows, count=len(everything))


def planned(ctx: Context, one: FollowUp) -> Reply:
    """A follow-up was planned; the absolute time is said."""
    day_off = not ctx.calendar.is_business_day(one.due.astimezone(ctx.zone).date())
    return say(
        "followup.planned",
        move(one.id, one.version),
        card=f"followup:{one.id}",
        day_off=day_off,
        **facts(ctx, one),
    )


def due(ctx: Context, one: FollowUp, contact: Contact | None, owner_id: int, *, nudge: bool = False) -> Reply:
    """A follow-up is due: what it is about, what was last said, and the acts."""
    acts: list[Button] = []
    extra: dict[str, Any] = {"last_at": None, "last_note": None, "last_disposition": None, "dial": None}
    kind = ctx.policy.follow_up_kind(one.kind)
    if contact is not None:
        extra |= _about(ctx, contact)
        if kind.calls:
            acts.append(start_call(contact.id))
        if kind.writes:
            extra["letter"] = letters.letter(ctx, contact, one)
            acts.append(open_letter(one.id, one.version))
    acts += [
        done(one.id, one.version),
        *later_buttons(ctx, one),
        move(one.id, one.version),
        reassign(one.id, one.version),
    ]
    return say(
        "followup.due", *acts, to=owner_id, card=f"followup:{one.id}", nudge=nudge, **extra, **facts(ctx, one)
    )


def _about(ctx: Context, contact: Contact) -> dict[str, Any]:
    region = contact.account.region if contact.account else ctx.user.region
    last = brief.past_calls(ctx.session, contact.id, 1)
    return {
        "phone": contact.phone,
        "dial": telephone.at_home(contact.phone, region) if contact.phone else None,
        "last_at": last[0].at if last else None,
        "last_note": last[0].note if last else None,
        "last_disposition": last[0].disposition if last else None,
    }


def letter_card(ctx: Context, one: FollowUp, contact: Contact) -> Reply:
    """The ready text of an e-mail or specification; Done records that it went out."""
    ready = letters.letter(ctx, contact, one)
    params: dict[str, Any] = {**facts(ctx, one), **ready, "address": ready["to"]}
    del params["to"]
    return say("followup.letter", done(one.id, one.version), card=f"followup:{one.id}", **params)


def later_buttons(ctx: Context, one: FollowUp) -> list[Button]:
    """The snoozes of the policy: +2 h, tomorrow."""
    first, *_, last = (*ctx.policy.follow_ups.snooze_minutes,)
    return [
        snooze(one.id, one.version, minutes, label="button.followup.snooze", hours=minutes // 60)
        for minutes in dict.fromkeys((first, last))
    ]


def told_new_owner(ctx: Context, one: FollowUp, owner_id: int) -> Reply:
    """A colleague's follow-up became yours."""
    return say(
        "followup.received",
        done(one.id, one.version),
        move(one.id, one.version),
        to=owner_id,
        card=f"followup:{one.id}",
        giver=ctx.user.name,
        **facts(ctx, one),
    )


def after_done(one: FollowUp) -> list[Button]:
    """What is likely next after a follow-up was done."""
    return [log_it(one.contact_id), plan_next(one.contact_id)] if one.contact_id else []


def facts(ctx: Context, one: FollowUp) -> dict[str, Any]:
    """The parameters every follow-up message carries."""
    contact = contacts.get(ctx.session, one.contact_id) if one.contact_id else None
    return _facts(one, contact)


def _facts(one: FollowUp, contact: Contact | None) -> dict[str, Any]:
    return {
        "id": one.id,
        "contact_id": one.contact_id,
        "name": contact.name if contact else "",
        "company": contact.company if contact else "",
        "kind": one.kind,
        "due": one.due,
        "reason": one.reason,
        "note": one.note,
    }


def moved(ctx: Context, one: FollowUp, when: datetime, version: int) -> Reply:
    """Give a follow-up another time; the new one is said."""
    changed = followups.move(ctx.session, one.id, when, version=version)
    again = move(changed.id, changed.version)
    return say("followup.moved", again, card=f"followup:{one.id}", **facts(ctx, changed))


def still_open(ctx: Context, press: Press) -> FollowUp:
    """The follow-up of a button, if it is still to be done; else what became of it."""
    one = mine(ctx, press.record)
    if one.state != "open":
        raise UserError("followup.closed", state=one.state)
    return one


def mine(ctx: Context, follow_up_id: int) -> FollowUp:
    """A follow-up that this person may change."""
    one = followups.get(ctx.session, follow_up_id)
    if one is None:
        raise UserError("not_available")
    ctx.require("followup.change", things.owned_by(ctx.session, one.owner_id))
    return one
