"""Follow-ups: my list, a new one in a line or by form, another time."""

from dataclasses import dataclass
from datetime import datetime

from bot import forms
from bot.context import Context
from bot.desk import follow_line, followup_cards, lookup, planning, whom
from bot.forms import Option
from bot.reading import marked
from bot.replies import Reply, say
from bot.router import Press, Replies, Router

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
    if not rest:
        yield follow_up()
        return
    line = follow_line.read(ctx, rest)
    if isinstance(line.found, Reply):
        kept = {"due": line.due.isoformat() if line.due else None, "what": line.what}
        if line.rest:
            yield whom.keep(ctx, line.found, "followup.whom", line.rest, kept)
        else:
            yield whom.onward(ctx, line.found, "followup.new")
        return
    if line.past:
        yield say("refused", reason="time.past", due=line.past)
    yield planning.planned(ctx, line.found.id, line.due, "call", line.what)


@router.pressed("followup.whom", may="followup.plan")
def told_whom(ctx: Context, press: Press) -> Replies:
    """The person meant was chosen: planned with what was typed beside the name."""
    contact_id, kept = whom.chosen(ctx, press)
    due = datetime.fromisoformat(kept["due"]) if kept["due"] else None
    due = due if due and due > ctx.now else None
    yield planning.planned(ctx, contact_id, due, kept.get("kind") or "call", kept["what"])


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
    yield planning.planned(ctx, form.contact, form.when, form.kind or "call", form.reason)


@router.pressed("followup.move", may="followup.change")
def move(ctx: Context, press: Press) -> Replies:
    """Another time, asked by form."""
    one = followup_cards.still_open(ctx, press)
    yield follow_up(
        contact=one.contact_id, kind=one.kind, reason=one.reason, moves=f"{one.id}.{press.version}"
    )
