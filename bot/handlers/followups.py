"""Follow-ups: my list, a new one in a line or by form, another time."""

from dataclasses import dataclass, replace
from datetime import datetime

from bot import forms
from bot.context import Context
from bot.desk import followup_cards, lookup, naming_whom, next_step
from bot.errors import UserError
from bot.forms import Option
from bot.reading import marked
from bot.replies import Reply
from bot.router import Press, Replies, Router
from bot.sales.times import FoundTime, find_times, read_time

router = Router("followups")


def kinds(ctx: Context) -> list[Option]:
    """The kinds of follow-up."""
    return [Option(row.code, ctx.word("kind", row.code)) for row in ctx.policy.follow_up_kinds]


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp:
    """A next touch: with whom, when, what."""

    contact: int = forms.pick(lookup.options)
    when: datetime = forms.when(quick=followup_cards.soon)
    kind: str | None = forms.choice(kinds, optional=True)
    reason: str | None = forms.text(optional=True)
    moves: str | None = forms.hidden(optional=True)


follow_up = router.form("follow_up")


@router.said("due", "待辦", "待办", may="followup.read")
def due(ctx: Context, rest: str) -> Replies:
    """My open follow-ups, the overdue ones first."""
    yield followup_cards.listing(ctx)


@router.pressed("followup.more", may="followup.read")
def more(ctx: Context, press: Press) -> Replies:
    """The next page of them."""
    yield followup_cards.listing(ctx, press.number)


@router.said("follow", "跟進", "跟进", may="followup.plan")
def follow(ctx: Context, rest: str) -> Replies:
    """Plan a follow-up in one line: who, when, what."""
    found = find_times(rest, ctx.local, ctx.calendar) or _last_word(ctx, rest)
    if not rest or not found:
        yield _asked(ctx, rest)
        return
    first = found[0]
    who, what = rest[: first.start].strip(), rest[first.end :].strip()
    contact = lookup.contact(ctx, who or what)
    if isinstance(contact, Reply):
        yield contact
        return
    if not first.sure:
        yield follow_up(contact=contact.id, reason=what or None)
        return
    yield from _plan(ctx, contact.id, first.due, "call", what if who else None)


@router.pressed("followup.new", may="followup.plan")
def new(ctx: Context, press: Press) -> Replies:
    """Plan one for the contact of a card."""
    yield follow_up(contact=lookup.by_id(ctx, press.record, "followup.plan").id)


@router.submitted(FollowUp, may="followup.plan")
def save(ctx: Context, form: FollowUp) -> Replies:
    """Keep a new follow-up, or the new time of one."""
    if form.moves:
        record, version = marked(form.moves)
        yield followup_cards.moved(ctx, followup_cards.mine(ctx, record), form.when, version)
        return
    yield from _plan(ctx, form.contact, form.when, form.kind or "call", form.reason)


@router.pressed("followup.move", may="followup.change")
def move(ctx: Context, press: Press) -> Replies:
    """Another time, asked by form."""
    one = followup_cards.still_open(ctx, press)
    yield follow_up(
        contact=one.contact_id, kind=one.kind, reason=one.reason, moves=f"{one.id}.{press.version}"
    )


def _last_word(ctx: Context, rest: str) -> tuple[FoundTime, ...]:
    """A time that is one only by itself (1600), as the last word."""
    head, _, last = rest.rpartition(" ")
    found = read_time(last, ctx.local, ctx.calendar) if head else None
    return (replace(found, start=len(head) + 1, end=len(rest)),) if found else ()


def _asked(ctx: Context, typed: str) -> Reply:
    """When, asked by form: whom is known where a name begins the line, and what follows it is what it is about."""
    who, what = naming_whom.who(ctx, typed) if typed else (None, "")
    if isinstance(who, Reply):
        return who
    return follow_up(contact=who.id, reason=what or None) if who else follow_up()


def _plan(ctx: Context, contact_id: int, when: datetime, kind: str, what: str | None) -> Replies:
    contact = lookup.by_id(ctx, contact_id, "followup.plan")
    rules = ctx.policy.follow_up_kind(kind)
    if contact.do_not_call and (rules.calls or rules.writes):
        raise UserError("contact.do_not_call")
    one = next_step.plan(ctx, contact, kind, when, what or "agreed")
    yield followup_cards.planned(ctx, one)
