"""The field's answers to an offer: accepted, or returned with a reason."""

from dataclasses import dataclass
from datetime import datetime

from bot import forms
from bot.context import Context
from bot.desk import followup_cards, handoff_answers, handoff_cards, handoff_outcome
from bot.forms import Option
from bot.router import Press, Replies, Router
from bot.sales.policy.base import word

router = Router("handoff_answers")


def return_reasons(ctx: Context) -> list[Option]:
    """Why a lead may go back, by the policy."""
    rows = ctx.policy.handoff.return_reasons
    return [
        Option(row.code, word(row.label, ctx.language, ctx.word("return-reason", row.code))) for row in rows
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoffReturn:
    """A lead goes back: why, a word more, and when to wake it up."""

    reason: str = forms.choice(return_reasons)
    note: str | None = forms.text(optional=True, multiline=True)
    wake_up: datetime | None = forms.when(optional=True, quick=followup_cards.soon)
    handoff: str | None = forms.hidden(optional=True)


return_form = router.form("handoff_return")


@router.pressed("handoff.accept", may="handoff.answer")
def accept(ctx: Context, press: Press) -> Replies:
    """Take the lead; the first of two wins, the other is told who."""
    one, stale = handoff_cards.waiting(ctx, press)
    if stale is not None:
        yield stale
        return
    yield from handoff_answers.accept(ctx, one, press.version)


@router.pressed("handoff.return", may="handoff.answer")
def give_back(ctx: Context, press: Press) -> Replies:
    """Ask why it goes back."""
    one, stale = handoff_cards.waiting(ctx, press)
    yield stale or return_form(handoff=f"{one.id}.{one.version}")


@router.submitted(HandoffReturn, may="handoff.answer")
def returned(ctx: Context, form: HandoffReturn) -> Replies:
    """It goes to nurture, never to the floor."""
    one, stale = handoff_cards.named(ctx, form.handoff)
    if stale is not None:
        yield stale
        return
    reason = handoff_outcome.reason_of(
        ctx.policy.handoff.return_reasons, form.reason, "handoff.reason_needed"
    )
    yield from handoff_answers.give_back(ctx, one, one.version, reason, form.note, form.wake_up)
