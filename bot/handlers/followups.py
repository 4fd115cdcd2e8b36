"""Follow-ups: my list, a new one, and what is done with one that is due."""

from dataclasses import dataclass
from datetime import datetime

from bot import forms
from bot.context import Context
from bot.desk import followup_cards, lookup, next_step
from bot.errors import UserError
from bot.forms import Option
from bot.replies import Reply, choice, say
from bot.router import Press, Replies, Router
from bot.sales.times import find_times
from bot.sales.work import FollowUp as Task
from store import followups, things, users

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


@router.said("follow", "跟進", "跟进", may="followup.plan")
def follow(ctx: Context, rest: str) -> Replies:
    """Plan a follow-up in one line: who, when, what."""
    found = find_times(rest, ctx.local, ctx.calendar)
    if not rest or not found:
        yield follow_up(**({"contact": _contact_id(ctx, rest)} if rest else {}))
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
        number, _, version = form.moves.partition(".")
        yield _moved(ctx, _mine(ctx, int(number)), form.when, int(version))
        return
    yield from _plan(ctx, form.contact, form.when, form.kind or "call", form.reason)


@router.pressed("followup.letter", may="followup.change")
def letter(ctx: Context, press: Press) -> Replies:
    """The ready text of a follow-up that writes, to open in the mail program or to copy."""
    one = _open(ctx, press)
    contact = lookup.by_id(ctx, one.contact_id or 0)
    yield followup_cards.letter_card(ctx, one, contact)


@router.pressed("followup.done", may="followup.change")
def done(ctx: Context, press: Press) -> Replies:
    """It was done."""
    one = next_step.finish(ctx, _open(ctx, press), "done", version=press.version)
    yield say(
        "followup.done",
        *followup_cards.after_done(one),
        card=f"followup:{one.id}",
        **followup_cards.facts(ctx, one),
    )


@router.pressed("followup.snooze", may="followup.change")
def snooze(ctx: Context, press: Press) -> Replies:
    """Later: by the minutes on the button."""
    minutes = int(press.rest) if press.rest.isdigit() else ctx.policy.follow_ups.snooze_minutes[0]
    yield _moved(ctx, _open(ctx, press), followup_cards.later(ctx, minutes), press.version)


@router.pressed("followup.move", may="followup.change")
def move(ctx: Context, press: Press) -> Replies:
    """Another time, asked by form."""
    one = _open(ctx, press)
    yield follow_up(
        contact=one.contact_id, kind=one.kind, reason=one.reason, moves=f"{one.id}.{press.version}"
    )


@router.pressed("followup.reassign", may="followup.reassign")
def reassign(ctx: Context, press: Press) -> Replies:
    """Somebody else does it: first who, then it is his."""
    one = _open(ctx, press)
    if not press.rest:
        people = [p for p in users.everybody(ctx.session, team_id=ctx.user.team_id) if p.id != one.owner_id]
        buttons = [choice("followup.reassign", one.id, one.version, p.id, words=p.name) for p in people[:12]]
        yield say("followup.to_whom", *buttons, **followup_cards.facts(ctx, one))
        return
    person = users.by_id(ctx.session, int(press.rest))
    if person is None or not person.active or person.team_id != ctx.user.team_id:
        raise UserError("not_available")
    given = followups.give(ctx.session, one.id, person.id, version=press.version)
    yield say(
        "followup.given", card=f"followup:{one.id}", person=person.name, **followup_cards.facts(ctx, given)
    )
    yield followup_cards.told_new_owner(ctx, given, person.id)


def _contact_id(ctx: Context, typed: str) -> int | None:
    found = lookup.contact(ctx, typed)
    return None if isinstance(found, Reply) else found.id


def _plan(ctx: Context, contact_id: int, when: datetime, kind: str, what: str | None) -> Replies:
    contact = lookup.by_id(ctx, contact_id, "followup.plan")
    if contact.do_not_call and ctx.policy.follow_up_kind(kind).calls:
        raise UserError("contact.do_not_call")
    one = next_step.plan(ctx, contact, kind, when, what or "agreed")
    yield followup_cards.planned(ctx, one)


def _moved(ctx: Context, one: Task, when: datetime, version: int) -> Reply:
    moved = followups.move(ctx.session, one.id, when, version=version)
    return say("followup.moved", card=f"followup:{one.id}", **followup_cards.facts(ctx, moved))


def _open(ctx: Context, press: Press) -> Task:
    one = _mine(ctx, press.record)
    if one.state != "open":
        raise UserError("followup.closed", state=one.state)
    return one


def _mine(ctx: Context, follow_up_id: int) -> Task:
    one = followups.get(ctx.session, follow_up_id)
    if one is None:
        raise UserError("not_available")
    ctx.require("followup.change", things.owned_by(ctx.session, one.owner_id))
    return one
