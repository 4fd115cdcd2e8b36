"""Duplicates: the list with scores, the two side by side, and a person's decision; never a machine's alone."""

import re
from typing import Any

from bot.context import Context
from bot.desk import brief, doubles, lookup, next_step
from bot.errors import UserError
from bot.replies import Reply, say
from bot.router import Press, Replies, Router
from store import accounts, contacts, duplicates, merging, search
from store.duplicates import Pair

router = Router("duplicates")
undo = router.button("undo.last")
TWO = re.compile(r"\s*[=＝]\s*")
ROUNDS = 4


@router.said("duplicates", "重複", "重复", may="contact.merge")
def show(ctx: Context, rest: str) -> Replies:
    """What may be the same: everything of his, one person's (`duplicates 周文彬`), or two (`A = B`)."""
    named = [part for part in TWO.split(rest) if part]
    if len(named) == 2:
        pair = doubles.two_named(ctx, *named)
        if isinstance(pair, Reply):
            yield pair
            return
        if pair.low_id == pair.high_id:
            raise UserError("duplicate.same")
        _required(ctx, pair)
        yield doubles.shown(ctx, pair)
        return
    of = lookup.contact(ctx, rest) if rest else None
    if isinstance(of, Reply):
        yield of
        return
    if of is not None:
        duplicates.note_contacts(ctx.session, [of.id], ctx.now)
    else:
        any(not duplicates.scan(ctx.session, ctx.now, duplicates.AT_ONCE) for _ in range(ROUNDS))
    pairs = doubles.readable(ctx, noun="contact" if of else "", of=of.id if of else 0)
    yield doubles.listed(ctx, pairs[: doubles.MOST_LISTED], max(0, len(pairs) - doubles.MOST_LISTED))


@router.pressed("duplicates.look", may="contact.read")
def look(ctx: Context, press: Press) -> Replies:
    """One pair, side by side."""
    pair = _pair(ctx, press)
    for number in (pair.low_id, pair.high_id) if pair.noun == "contact" else ():
        lookup.by_id(ctx, number)
    if pair.noun == "account":
        _required(ctx, pair)
    yield doubles.shown(ctx, pair)


@router.pressed("duplicates.merge", may="contact.merge")
def merge(ctx: Context, press: Press) -> Replies:
    """Make the two one; the other's history, numbers and names go along."""
    pair = _pair(ctx, press)
    _required(ctx, pair)
    keep = press.number
    if keep not in (pair.low_id, pair.high_id):
        raise UserError("not_available")
    gone = pair.low_id + pair.high_id - keep
    held = merging.held(ctx.session, pair.id, press.version)
    if pair.noun == "account":
        stages = [row.code for row in ctx.policy.stages]
        moved = merging.accounts(ctx.session, keep, gone, held, ctx.user.id, ctx.now, stages)
        search.note_account(ctx.session, keep)
        account = accounts.get(ctx.session, keep)
        name, company = account.name if account else "", ""
    else:
        if merging.both_handed_over(ctx.session, keep, gone):
            raise UserError("duplicate.handoffs")
        moved = merging.contacts(ctx.session, keep, gone, held, ctx.user.id, ctx.now)
        person = contacts.many(ctx.session, [keep])[keep]
        if person.do_not_call:
            next_step.stop_all(ctx, [keep], "do_not_call")
        name, company = person.name, person.company
    told: dict[str, Any] = {
        "noun": pair.noun,
        "kept_id": keep,
        "gone_id": gone,
        "name": name,
        "company": company,
    }
    yield say("duplicate.merged", undo(), card=f"duplicate:{pair.id}", moved=moved, **told)
    if pair.noun == "contact":
        yield brief.card(ctx, person)


@router.pressed("duplicates.apart", may="contact.merge")
def apart(ctx: Context, press: Press) -> Replies:
    """They are two; they are not asked about again."""
    pair = _pair(ctx, press)
    _required(ctx, pair)
    merging.keep_apart(ctx.session, pair.id, press.version, ctx.user.id, ctx.now)
    yield say("duplicate.apart", undo(), card=f"duplicate:{pair.id}")


def _pair(ctx: Context, press: Press) -> Pair:
    """The pair of a button, where there still is one."""
    pair = duplicates.get(ctx.session, press.record)
    if pair is None:
        raise UserError("not_available")
    return pair


def _required(ctx: Context, pair: Pair) -> None:
    """Whoever decides needs the right to both."""
    if not doubles.may(ctx, pair):
        raise UserError("not_available")
