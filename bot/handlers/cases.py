"""A case closed with its reason, and with whatever else was said."""

from dataclasses import dataclass

from bot import forms
from bot.context import Context
from bot.desk import closing, lookup
from bot.errors import UserError
from bot.forms import Option
from bot.replies import Reply
from bot.router import Press, Replies, Router
from bot.sales.policy import CloseReason

router = Router("cases")


def close_reasons(ctx: Context) -> list[Option]:
    """Why a case is closed, by the policy."""
    return [Option(row.code, closing.words_of(ctx, row, ctx.language)) for row in ctx.policy.close_reasons]


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseCase:
    """A case to be closed, of which a note is known already; `version` is the contact's as it was seen."""

    contact: int = forms.pick(lookup.options)
    reason: str = forms.choice(close_reasons)
    note: str | None = forms.text(optional=True, multiline=True)
    version: str | None = forms.hidden(optional=True)


close_form = router.form("close_case")


@router.said("close", "結案", "结案", may="case.close")
def close(ctx: Context, rest: str) -> Replies:
    """Close the case of whoever is meant, with the reason that follows the name and what was said besides."""
    wanted = closing.read(ctx, rest)
    if wanted.found is None:
        raise UserError("contact.who")
    if isinstance(wanted.found, Reply):
        yield wanted.found
        return
    contact = lookup.by_id(ctx, wanted.found.id, "case.close")
    if wanted.reason is not None:
        yield closing.shut(ctx, contact, wanted.reason, contact.version, wanted.note)
    elif wanted.note:
        yield close_form(contact=contact.id, note=wanted.note, version=contact.version)
    else:
        yield closing.ask_reason(ctx, contact)


@router.pressed("case.close", may="case.close")
def pressed(ctx: Context, press: Press) -> Replies:
    """Close the case of a card: first why, then it is closed."""
    contact = lookup.by_id(ctx, press.record, "case.close")
    if not press.rest:
        yield closing.ask_reason(ctx, contact)
        return
    yield closing.shut(ctx, contact, _reason(ctx, press.rest), press.version)


@router.submitted(CloseCase, may="case.close")
def save(ctx: Context, form: CloseCase) -> Replies:
    """Close it with the note; a form without a version means the case as it stands."""
    contact = lookup.by_id(ctx, form.contact, "case.close")
    seen = int(form.version) if form.version and form.version.isdecimal() else contact.version
    yield closing.shut(ctx, contact, _reason(ctx, form.reason), seen, form.note or "")


def _reason(ctx: Context, code: str) -> CloseReason:
    reason = next((row for row in ctx.policy.close_reasons if row.code == code), None)
    if reason is None:
        raise UserError("not_available")
    return reason
