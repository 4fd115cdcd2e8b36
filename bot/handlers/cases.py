"""A case closed with its reason, and with whatever else was said."""

from dataclasses import dataclass

from bot import forms
from bot.context import Context
from bot.desk import closing, lookup, whom
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
    code = wanted.reason.code if wanted.reason else ""
    if not isinstance(wanted.found, Reply):
        yield _closed(ctx, wanted.found.id, code, wanted.note)
    elif code or wanted.note:
        why = closing.words_of(ctx, wanted.reason, ctx.language) if wanted.reason else ""
        told = " · ".join(filter(None, (why, wanted.note)))
        yield whom.keep(ctx, wanted.found, "case.whom", told, {"reason": code, "note": wanted.note})
    else:
        yield whom.onward(ctx, wanted.found, "case.close")


@router.pressed("case.whom", may="case.close")
def told_whom(ctx: Context, press: Press) -> Replies:
    """The person meant was chosen: his case is closed with what was typed beside the name."""
    contact_id, kept = whom.chosen(ctx, press)
    yield _closed(ctx, contact_id, kept["reason"], kept["note"])


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


def _closed(ctx: Context, contact_id: int, code: str, note: str) -> Reply:
    """Closed for the reason that was told; without one it is asked, and a note is kept for then."""
    contact = lookup.by_id(ctx, contact_id, "case.close")
    if code:
        return closing.shut(ctx, contact, _reason(ctx, code), contact.version, note)
    if note:
        return close_form(contact=contact.id, note=note, version=contact.version)
    return closing.ask_reason(ctx, contact)


def _reason(ctx: Context, code: str) -> CloseReason:
    reason = next((row for row in ctx.policy.close_reasons if row.code == code), None)
    if reason is None:
        raise UserError("not_available")
    return reason
