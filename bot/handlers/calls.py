"""Calling with a script: one step at a time, answered by buttons or words, back and jump."""

from bot import scripts
from bot.context import Context
from bot.desk import call_reasons, calling, lookup
from bot.desk.calling import Underway
from bot.errors import UserError
from bot.reading import READERS
from bot.router import Press, Replies, Router
from bot.sales.customers import Contact
from store import scripts as runs

router = Router("calls")


@router.said("call", "打", "通話", "通话", may="script.run")
def call(ctx: Context, rest: str) -> Replies:
    """Start a call with whoever is meant, about a reason; alone it goes on with the call under way."""
    if not rest:
        yield calling.step(ctx, _underway(ctx))
        return
    wanted = call_reasons.read(ctx, rest)
    yield from call_reasons.told(ctx, wanted, rest)
    if isinstance(wanted.found, Contact) and wanted.due is None:
        yield from _start(ctx, wanted.found, wanted.reason)


@router.pressed("call.start", may="script.run")
def start(ctx: Context, press: Press) -> Replies:
    """Start a call from a card; 0 is a caller nobody knows yet."""
    contact = lookup.by_id(ctx, press.record, "script.run") if press.record else None
    reason = press.args[1] if len(press.args) > 1 else None
    if reason and reason not in {row.code for row in ctx.policy.contact_reasons}:
        raise UserError("not_available")
    yield from _start(ctx, contact, reason)


@router.pressed("script.answer", may="script.run")
def answer(ctx: Context, press: Press) -> Replies:
    """The customer's answer, by its button."""
    under = calling.mine(ctx, press)
    language = calling.language_of(ctx, under.contact)
    given: int | str = press.number if press.rest.isdecimal() else ""
    yield calling.on_with(
        ctx, under, lambda: scripts.answer(under.script, under.run, given, language), press.version
    )


@router.otherwise(30, may="script.run")
def typed(ctx: Context, text: str) -> Replies:
    """Typed words are the answer where the step asks for something that they read as."""
    row = runs.current(ctx.session, ctx.user.id)
    if row is None:
        return
    under = calling.taken_up(ctx, row)
    step = calling.view(ctx, under)
    if not step.free or step.kind not in READERS or step.kind == "text":
        return
    try:
        READERS[step.kind](ctx, text, None, None)
    except UserError:
        return
    yield calling.on_with(
        ctx, under, lambda: scripts.answer(under.script, under.run, text, ctx.language), row.version
    )


@router.otherwise(60, may="script.run")
def told(ctx: Context, text: str) -> Replies:
    """Free words at a step that takes them, unless they name somebody to be found."""
    row = runs.current(ctx.session, ctx.user.id)
    under = calling.taken_up(ctx, row) if row else None
    step = calling.view(ctx, under) if under else None
    if row and under and step and step.free and step.kind == "text" and not lookup.resolves(ctx, text):
        yield calling.on_with(
            ctx, under, lambda: scripts.answer(under.script, under.run, text, ctx.language), row.version
        )


@router.pressed("script.back", may="script.run")
def back(ctx: Context, press: Press) -> Replies:
    """One step back; what it had filled is as before."""
    under = calling.mine(ctx, press)
    yield calling.on_with(ctx, under, lambda: scripts.back(under.run), press.version)


@router.pressed("script.jump", may="script.run")
def jump(ctx: Context, press: Press) -> Replies:
    """To another step."""
    under = calling.mine(ctx, press)
    yield calling.on_with(
        ctx, under, lambda: scripts.jump(under.script, under.run, press.rest), press.version
    )


@router.pressed("script.finish", may="script.run")
def finish(ctx: Context, press: Press) -> Replies:
    """The call is over: what was heard becomes a draft."""
    yield calling.draft(ctx, calling.mine(ctx, press))


def _start(ctx: Context, contact: Contact | None, reason: str | None) -> Replies:
    if contact is not None and contact.do_not_call:
        raise UserError("contact.do_not_call")
    under = calling.begin(ctx, contact, reason or calling.usual_reason(ctx, contact))
    if under is None:
        raise UserError("script.none")
    yield calling.step(ctx, under)


def _underway(ctx: Context) -> Underway:
    row = runs.current(ctx.session, ctx.user.id)
    if row is None:
        raise UserError("contact.who")
    return calling.taken_up(ctx, row)
