"""Duplicates: the list with scores, the two side by side, and a person's decision; never a machine's alone."""

import re
from collections.abc import Sequence

from bot.context import Context
from bot.desk import doubles, lookup, making_one, taking_back, whom
from bot.errors import UserError
from bot.replies import Reply, say
from bot.router import Press, Replies, Router
from store import duplicates, merging
from store.duplicates import Pair

router = Router("duplicates")
TWO = re.compile(r"\s*[=＝]\s*")
ROUNDS = 4


@router.said("duplicates", "重複", "重复", may="contact.merge")
def show(ctx: Context, rest: str) -> Replies:
    """What may be the same: everything of his, one person's (`duplicates 周文彬`), or two (`A = B`)."""
    named = [part for part in TWO.split(rest) if part]
    if len(named) == 2:
        yield _two(ctx, named)
        return
    of = lookup.contact(ctx, rest) if rest else None
    if isinstance(of, Reply):
        yield whom.onward(ctx, of, "duplicates.of")
    else:
        yield _list(ctx, of.id if of else 0)


@router.pressed("duplicates.of", may="contact.merge")
def of_one(ctx: Context, press: Press) -> Replies:
    """What one person may be the same as, or the next page of a list (0: of everything)."""
    yield _list(ctx, lookup.by_id(ctx, press.record).id if press.record else 0, press.number)


@router.pressed("duplicates.whom", may="contact.merge")
def told_whom(ctx: Context, press: Press) -> Replies:
    """One of two names was told apart; the other one is as it was typed."""
    contact_id, kept = whom.chosen(ctx, press)
    yield _two(ctx, [contact_id if at == kept["at"] else one for at, one in enumerate(kept["named"])])


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
    yield from making_one.merged(ctx, pair, press.number, press.version)


@router.pressed("duplicates.apart", may="contact.merge")
def apart(ctx: Context, press: Press) -> Replies:
    """They are two; they are not asked about again."""
    pair = _pair(ctx, press)
    _required(ctx, pair)
    merging.keep_apart(ctx.session, pair.id, press.version, ctx.user.id, ctx.now)
    yield say("duplicate.apart", taking_back.button(ctx), card=f"duplicate:{pair.id}")


def _list(ctx: Context, of: int, after: int = 0) -> Reply:
    if of:
        duplicates.note_contacts(ctx.session, [of], ctx.now)
    else:
        any(not duplicates.scan(ctx.session, ctx.now, duplicates.AT_ONCE) for _ in range(ROUNDS))
    return doubles.listed(ctx, doubles.readable(ctx, noun="contact" if of else "", of=of), of, after)


def _two(ctx: Context, named: Sequence[str | int]) -> Reply:
    """Two contacts side by side; a name that several bear is asked about, and the other one waits meanwhile."""
    found: list[int] = []
    for at, one in enumerate(named):
        who = lookup.by_id(ctx, one) if isinstance(one, int) else doubles.named(ctx, one)
        if isinstance(who, Reply):
            other = named[1 - at]
            rest = lookup.by_id(ctx, other).name if isinstance(other, int) else other
            return whom.keep(ctx, who, "duplicates.whom", f"= {rest}", {"named": list(named), "at": at})
        found.append(who.id)
    if found[0] == found[1]:
        raise UserError("duplicate.same")
    pair = duplicates.of_two(ctx.session, "contact", found[0], found[1], ctx.now)
    _required(ctx, pair)
    return doubles.shown(ctx, pair)


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
