"""A colleague's overdue follow-ups as his manager sees them: what waits, and a way to give it on."""

from bot.context import Context
from bot.replies import Reply, say
from bot.router import Router
from bot.sales.people import Person
from store import contacts, followups

router = Router("colleagues_overdue")
give = router.button("followup.reassign")
further = router.button("followup.show")
MOST = 8


def listing(ctx: Context, person: Person, after: int = 0) -> Reply:
    """The oldest first, a page `after` those that were shown; the buttons give them to somebody else, one by one."""
    everything = followups.open_of(ctx.session, [person.id], until=ctx.now)
    items = everything[after : after + MOST]
    known = contacts.many(ctx.session, [one.contact_id for one in items if one.contact_id])
    rows = [
        {
            "n": number,
            "id": one.id,
            "contact_id": one.contact_id,
            "name": known[one.contact_id].name if one.contact_id in known else "",
            "company": known[one.contact_id].company if one.contact_id in known else "",
            "kind": one.kind,
            "due": one.due,
            "reason": one.reason,
        }
        for number, one in enumerate(items, after + 1)
    ]
    buttons = [
        give(one.id, one.version, label="button.followup.give", n=number)
        for number, one in enumerate(items, after + 1)
    ]
    left = len(everything) - after - len(items)
    if left > 0:
        more = further(person.id, 0, after + len(items), label="button.followup.more", count=left)
        buttons.append(more)
    return say("followup.overdue_list", *buttons, person=person.name, count=len(everything), items=rows)
