"""What became of an accepted lead: visited, quoted, won, lost; the day of the visit, and the tap after it."""

from dataclasses import dataclass
from datetime import datetime

from bot import forms
from bot.context import Context
from bot.desk import (
    followup_cards,
    handoff_answers,
    handoff_cards,
    handoff_outcome,
    next_step,
)
from bot.errors import UserError
from bot.forms import Option
from bot.router import Press, Replies, Router
from bot.sales.handoff import OUTCOMES
from bot.sales.money import Money
from bot.sales.policy.base import word

router = Router("handoff_outcome")


def outcomes(ctx: Context) -> list[Option]:
    """What can become of a lead."""
    return [Option(code, ctx.word("handoff-state", code)) for code in OUTCOMES]


def lost_reasons(ctx: Context) -> list[Option]:
    """Why a deal is lost, by the policy."""
    rows = ctx.policy.lost_reasons
    return [
        Option(row.code, word(row.label, ctx.language, ctx.word("lost-reason", row.code))) for row in rows
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoffOutcome:
    """How it went: won with its amount, lost with its reason."""

    outcome: str = forms.choice(outcomes)
    amount: Money | None = forms.money(optional=True)
    reason: str | None = forms.choice(lost_reasons, optional=True)
    note: str | None = forms.text(optional=True, multiline=True)
    handoff: str | None = forms.hidden(optional=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoffVisit:
    """When the customer is visited."""

    when: datetime = forms.when(quick=followup_cards.soon)
    handoff: str | None = forms.hidden(optional=True)


outcome_form = router.form("handoff_outcome")
visit_form = router.form("handoff_visit")


@router.pressed("handoff.visited", may="handoff.outcome")
@router.pressed("handoff.quoted", may="handoff.outcome")
def one_tap(ctx: Context, press: Press) -> Replies:
    """Visited, or quoted: told to the desk at once."""
    one = handoff_cards.held(ctx, "handoff.outcome", press.record)
    outcome = press.action.partition(".")[2]
    if press.version != one.version:
        yield handoff_cards.became(ctx, one)
        return
    yield from handoff_outcome.tell(ctx, one, press.version, outcome)


@router.pressed("handoff.won", may="handoff.outcome")
@router.pressed("handoff.lost", may="handoff.outcome")
def over(ctx: Context, press: Press) -> Replies:
    """Won asks for the amount, lost for the reason."""
    one = handoff_cards.held(ctx, "handoff.outcome", press.record)
    outcome = press.action.partition(".")[2]
    if not one.may_become(outcome) or press.version != one.version:
        yield handoff_cards.became(ctx, one)
        return
    skipped = {"won": "reason", "lost": "amount"}[outcome]
    yield outcome_form(**{"outcome": outcome, skipped: "", "handoff": f"{one.id}.{one.version}"})


@router.submitted(HandoffOutcome, may="handoff.outcome")
def submitted(ctx: Context, form: HandoffOutcome) -> Replies:
    """Write the outcome; the giver hears of it."""
    one = handoff_cards.in_hand(ctx, form.handoff)
    reason = None
    if form.outcome == "lost":
        reason = handoff_outcome.reason_of(ctx.policy.lost_reasons, form.reason, "handoff.reason_needed")
    if form.outcome == "won" and form.amount is None and one.amount is None:
        raise UserError("handoff.amount_needed")
    yield from handoff_outcome.tell(
        ctx, one, one.version, form.outcome, amount=form.amount, reason=reason, note=form.note
    )


@router.pressed("handoff.visit", may="handoff.outcome")
def visit(ctx: Context, press: Press) -> Replies:
    """Ask when the visit is."""
    one = handoff_cards.held(ctx, "handoff.outcome", press.record)
    yield visit_form(handoff=f"{one.id}.{one.version}")


@router.submitted(HandoffVisit, may="handoff.outcome")
def visit_planned(ctx: Context, form: HandoffVisit) -> Replies:
    """The visit is a follow-up of the field; after it one tap tells how it went."""
    one = handoff_cards.in_hand(ctx, form.handoff)
    contact = handoff_cards.contact_of(ctx, one)
    next_step.plan(ctx, contact, "visit", form.when, "agreed", owner_id=one.to_id)
    planned = handoff_answers.plan_visit(ctx, one, form.when)
    params = {**handoff_cards.facts(ctx, planned), "visit_on": form.when, "by": ctx.user.name}
    yield handoff_cards.tell("handoff.visit_planned", params, *handoff_cards.answers(planned))
    yield handoff_cards.tell("handoff.visit_planned", params, to=planned.from_id, giver=True)
