"""Two records become one by a person's decision: history, numbers and names of the other go along."""

from typing import Any

from bot.context import Context
from bot.desk import brief, next_step, taking_back
from bot.errors import UserError
from bot.replies import say
from bot.router import Replies, Router
from store import accounts, contacts, merging, search
from store.duplicates import Pair

router = Router("making_one")


def merged(ctx: Context, pair: Pair, keep: int, version: int) -> Replies:
    """Make the two of a pair one, the record `keep`; told with the way back, and with the card that is left."""
    if keep not in (pair.low_id, pair.high_id):
        raise UserError("not_available")
    gone = pair.low_id + pair.high_id - keep
    held = merging.held(ctx.session, pair.id, version)
    make = _companies if pair.noun == "account" else _people
    name, company, moved = make(ctx, keep, gone, held)
    told: dict[str, Any] = {
        "noun": pair.noun,
        "kept_id": keep,
        "gone_id": gone,
        "name": name,
        "company": company,
    }
    yield say("duplicate.merged", taking_back.button(ctx), card=f"duplicate:{pair.id}", moved=moved, **told)
    if pair.noun == "contact":
        yield brief.card(ctx, contacts.many(ctx.session, [keep])[keep])


def _companies(ctx: Context, keep: int, gone: int, held: Any) -> tuple[str, str, Any]:
    stages = [row.code for row in ctx.policy.stages]
    moved = merging.accounts(ctx.session, keep, gone, held, ctx.user.id, ctx.now, stages)
    search.note_account(ctx.session, keep)
    account = accounts.get(ctx.session, keep)
    return account.name if account else "", "", moved


def _people(ctx: Context, keep: int, gone: int, held: Any) -> tuple[str, str, Any]:
    if merging.both_handed_over(ctx.session, keep, gone):
        raise UserError("duplicate.handoffs")
    moved = merging.contacts(ctx.session, keep, gone, held, ctx.user.id, ctx.now)
    person = contacts.many(ctx.session, [keep])[keep]
    if person.do_not_call:
        next_step.stop_all(ctx, [keep], "do_not_call")
    return person.name, person.company, moved
