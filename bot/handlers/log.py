"""Logging a call: one line that becomes a draft, the form, and the yes that saves it."""

from dataclasses import dataclass
from datetime import datetime

from bot import forms
from bot.context import Context
from bot.desk import clocked, draft_body, drafting, followup_cards, logbook, lookup, rereading
from bot.events import Edited
from bot.forms import Option
from bot.replies import say
from bot.router import Press, Replies, Router
from store import drafts

router = Router("log")


def dispositions(ctx: Context) -> list[Option]:
    """How a call can end, by the policy."""
    return [Option(row.code, ctx.disposition(row.code)) for row in ctx.policy.dispositions]


def usual_minutes(ctx: Context) -> list[Option]:
    """Round minutes to tap."""
    return [Option(str(count), str(count)) for count in (1, 3, 5, 10, 15, 30)]


@dataclass(frozen=True, slots=True, kw_only=True)
class LogCall:
    """A call in three taps: who, how it ended, how long; the rest may be skipped."""

    contact: int = forms.pick(lookup.options)
    disposition: str = forms.choice(dispositions)
    minutes: int = forms.number(at_least=0, at_most=600, quick=usual_minutes)
    next_step: datetime | None = forms.when(optional=True, quick=followup_cards.soon)
    note: str | None = forms.text(optional=True, multiline=True)
    draft: int | None = forms.record(optional=True, shown_by="log.show")


log_call = router.form("log_call")


@router.said("log", "記", "记", may="call.log")
def log(ctx: Context, rest: str) -> Replies:
    """Understand a line; without one, ask by form."""
    if not rest:
        yield log_call()
        return
    yield drafting.understand(ctx, rest, certain=True) or say("log.unclear", line=rest)


@router.otherwise(50, may="call.log")
def plain(ctx: Context, text: str) -> Replies:
    """Words that tell something of somebody become a draft."""
    if (draft := drafting.understand(ctx, text, certain=False)) is not None:
        yield draft


@router.otherwise(75, may="call.log")
def stranger(ctx: Context, text: str) -> Replies:
    """Words that tell of somebody whom nobody knows become a draft too, from which he is added."""
    if (draft := drafting.of_a_stranger(ctx, text)) is not None:
        yield draft


@router.edited("log", may="call.log")
def edited(ctx: Context, event: Edited) -> Replies:
    """A line that was typed is changed: it is read again, and takes the place of what it had said."""
    yield from rereading.again(ctx, event.first, event.text)


@router.pressed("log.start", may="call.log")
def start(ctx: Context, press: Press) -> Replies:
    """Log a call with the contact of a card, with the minutes that the telephone counted."""
    contact = lookup.by_id(ctx, press.record, "call.log")
    yield log_call(contact=contact.id, minutes=clocked.minutes(ctx, contact.id))


@router.pressed("log.save", may="call.log")
def save(ctx: Context, press: Press) -> Replies:
    """The draft is right: write it."""
    kept = drafting.mine(ctx, press.record)
    entry = draft_body.entry_of(kept)
    if entry is None or kept.body.get("contact_id") is None:
        yield drafting.ask_missing(ctx, kept)
        return
    contact = lookup.by_id(ctx, kept.body["contact_id"], "call.log")
    drafts.close(ctx.session, kept.id, "saved", press.version, ctx.event)
    yield from rereading.make_room(ctx, kept)
    yield from logbook.record(ctx, contact, entry)


@router.submitted(LogCall, may="call.log")
def submit(ctx: Context, form: LogCall) -> Replies:
    """The form is right: write it, with what the line had said beyond it."""
    contact = lookup.by_id(ctx, form.contact, "call.log")
    base = None
    if form.draft:
        kept = drafting.mine(ctx, form.draft)
        base = draft_body.entry_of(kept)
        drafts.close(ctx.session, kept.id, "saved", None, ctx.event)
        yield from rereading.make_room(ctx, kept)
    entry = draft_body.merged(base, form.disposition, form.minutes, form.next_step, form.note)
    yield from logbook.record(ctx, contact, entry)
