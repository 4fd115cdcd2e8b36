"""A follow-up that somebody asked for: planned at once where its time is sure, else asked by form."""

from datetime import datetime

from bot.context import Context
from bot.desk import followup_cards, lookup, next_step, whom
from bot.errors import UserError
from bot.replies import Reply
from bot.router import Router
from bot.sales.customers import Contact

router = Router("planning")
follow_up = router.form("follow_up")


def asked_for(
    ctx: Context, found: Contact | Reply, typed: str, due: datetime | None, kind: str, what: str | None
) -> Reply:
    """The follow-up with whoever is meant; where that is asked first, what was `typed` waits for the choice."""
    if isinstance(found, Contact):
        return planned(ctx, found.id, due, kind, what)
    kept = {"due": due.isoformat() if due else None, "what": what, "kind": kind}
    return whom.keep(ctx, found, "followup.whom", typed, kept)


def planned(ctx: Context, contact_id: int, due: datetime | None, kind: str, what: str | None) -> Reply:
    """With whom, when, of what kind and what about; whoever must not be called is not."""
    contact = lookup.by_id(ctx, contact_id, "followup.plan")
    if due is None:
        return follow_up(contact=contact.id, kind=None if kind == "call" else kind, reason=what)
    rules = ctx.policy.follow_up_kind(kind)
    if contact.do_not_call and (rules.calls or rules.writes):
        raise UserError("contact.do_not_call")
    return followup_cards.planned(ctx, next_step.plan(ctx, contact, kind, due, what or "agreed"))
