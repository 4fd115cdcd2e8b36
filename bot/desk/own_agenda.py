"""A seller's morning: what is due today, what is still open, handoffs that wait for him, whom to call first."""

from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.context import Context
from bot.desk import choosing, own_figures
from bot.desk.outlook import midnight
from bot.replies import Button, Reply, say
from bot.router import Router
from bot.sales.people import Person
from bot.sales.work import FollowUp
from store import contacts, figures, followups, mornings, users
from store.figures import Unanswered

router = Router("agenda")
show_next = router.button("next.show")
my_list = router.button("away.work")
show_whole = router.button("handoff.brief")
start_call = router.button("call.start")

MOST_TODAY = 8
MOST_OVERDUE = 5
MOST_ANSWERED = 2


def card(ctx: Context, person: Person) -> Reply | None:
    """The agenda; None where there is nothing to say, or only a proposal as on the morning before."""
    zone = ZoneInfo(person.timezone)
    today = ctx.now.astimezone(zone).date()
    tomorrow = midnight(today + timedelta(days=1), zone)
    items = followups.open_of(ctx.session, [person.id], until=tomorrow)
    begun = midnight(today, zone)
    late = [one for one in items if one.due < begun]
    due = [one for one in items if one.due >= begun]
    waiting = [one for one in figures.unanswered(ctx.session, [person.id]) if _his_turn(one, person)]
    proposed = choosing.best(ctx, person)
    empty = not (items or waiting)
    if empty and (proposed is None or _was_empty(ctx, person)):
        return None
    buttons = _buttons(ctx, items, waiting, proposed.person.contact_id if proposed else None)
    return say(
        "agenda.daily",
        *buttons,
        to=person.id,
        date=today,
        empty=empty,
        items=_rows(ctx, due[:MOST_TODAY]),
        overdue=_rows(ctx, late[:MOST_OVERDUE]),
        today_count=len(due),
        overdue_count=len(late),
        handoffs=[_handoff(ctx, one, person) for one in waiting],
        next={"contact_id": proposed.person.contact_id, "name": proposed.person.name} if proposed else None,
        next_name=proposed.person.name if proposed else None,
        next_company=proposed.person.company if proposed else None,
        **own_figures.standing(ctx, person),
        **{"for": person.handle},
    )


def _buttons(
    ctx: Context, items: list[FollowUp], waiting: list[Unanswered], proposed: int | None
) -> list[Button]:
    """The first call of the day, the handoffs that wait for an answer, and whom to call beyond what is due."""
    first = next((one for one in items if one.contact_id and ctx.policy.follow_up_kind(one.kind).calls), None)
    contact = contacts.get(ctx.session, first.contact_id) if first and first.contact_id else None
    buttons = [start_call(contact.id, label="button.digest.call", name=contact.name)] if contact else []
    beyond = proposed is not None and (contact is None or contact.id != proposed)
    asked = [
        show_whole(one.id, label="button.digest.handoff", company=one.company)
        for one in waiting[:MOST_ANSWERED]
    ]
    if len(items) > MOST_TODAY + MOST_OVERDUE:
        asked.append(my_list())
    return [*buttons, *asked, *([show_next(label="button.digest.next")] if beyond else [])]


def _was_empty(ctx: Context, person: Person) -> bool:
    before = mornings.last(ctx.session, person.id, "agenda.daily")
    return before is not None and bool(before.get("empty"))


def _his_turn(one: Unanswered, person: Person) -> bool:
    """Offered to him, or asked back by who it was offered to."""
    return one.to_id == person.id if one.state == "offered" else person.id in (one.from_id, one.to_id)


def _rows(ctx: Context, items: list[FollowUp]) -> list[dict[str, Any]]:
    known = contacts.many(ctx.session, [one.contact_id for one in items if one.contact_id])
    return [
        {
            "id": one.id,
            "contact_id": one.contact_id,
            "name": known[one.contact_id].name if one.contact_id in known else "",
            "company": known[one.contact_id].company if one.contact_id in known else "",
            "kind": one.kind,
            "due": one.due,
            "overdue": one.due < ctx.now,
            "reason": one.reason,
        }
        for one in items
    ]


def _handoff(ctx: Context, one: Unanswered, person: Person) -> dict[str, Any]:
    contact = contacts.get(ctx.session, one.contact_id)
    other = users.by_id(ctx.session, one.from_id if one.to_id == person.id else one.to_id)
    return {
        "handoff_id": one.id,
        "name": contact.name if contact else "",
        "company": one.company,
        "state": one.state,
        "mine": one.to_id == person.id,
        "person": other.name if other else "",
        "sla_due": one.sla_due,
    }
