"""A colleague's overdue follow-ups as his manager sees them: what waits, and a way to give it on."""

from bot.context import Context
from bot.replies import Reply, say
from bot.router import Router
from bot.sales.people import Person
from store import contacts, followups

router = Router("colleagues_overdue")
give = router.button("followup.reassign")
MOST = 8
MOST_BUTTONS = 5


def listing(ctx: Context, person: Person) -> Reply:
    """The oldest first; the buttons give them to somebody else, one by one."""
    items = followups.open_of(ctx.session, [person.id], until=ctx.now)
    known = contacts.many(ctx.session, [one.contact_id for one in items[:MOST] if one.contact_id])
    rows = [
        {
            "id": one.id,
            "contact_id": one.contact_id,
            "name": known[one.contact_id].name if one.contact_id in known else "",
            "company": known[one.contact_id].company if one.contact_id in known else "",
            "kind": one.kind,
            "due": one.due,
            "reason": one.reason,
        }
        for one in items[:MOST]
    ]
    buttons = [
        give(one.id, one.version, label="button.followup.give", n=number)
        for number, one in enumerate(items[:MOST_BUTTONS], 1)
    ]
    return say("followup.overdue_list", *buttons, person=person.name, count=len(items), items=rows)
