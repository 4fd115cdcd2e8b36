"""What a lead lacks for its handoff: asked and kept, or let through by the manager with his reason."""

from dataclasses import dataclass
from datetime import timedelta

from bot import forms
from bot.context import Context
from bot.desk import handing_over, lookup, qualifying
from bot.forms import Option
from bot.replies import Reply, say
from bot.router import Press, Replies, Router
from bot.sales.money import Money
from store import accounts, calls, users
from store import qualifying as known

router = Router("handoff_filling")
JUST_NOW = timedelta(hours=1)


def lines(ctx: Context) -> list[Option]:
    """The product lines on sale."""
    return [Option(line, ctx.word("line", line)) for line in known.lines(ctx.session)]


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoffFacts:
    """What a lead still lacks; only what nobody knows is asked."""

    contact: int = forms.record()
    budget: Money | None = forms.money(optional=True)
    authority: str | None = forms.text(optional=True)
    need: str | None = forms.text(optional=True)
    timeline: str | None = forms.text(optional=True)
    industry: str | None = forms.text(optional=True, at_most=100)
    size: int | None = forms.number(at_least=1, at_most=5_000_000, optional=True)
    territory: str | None = forms.text(optional=True, at_most=100)
    product_fit: str | None = forms.choice(lines, optional=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoffOverride:
    """Why a lead goes to the field although it falls short."""

    contact: int = forms.record()
    reason: str = forms.text()


facts_form = router.form("handoff_facts")
override_form = router.form("handoff_override")
let_through = router.button("handoff.override")


@router.pressed("handoff.fill", may="handoff.offer")
def fill(ctx: Context, press: Press) -> Replies:
    """Ask for what is missing, one question at a time."""
    contact = lookup.by_id(ctx, press.record, "handoff.offer")
    missing = qualifying.judge(ctx, contact).check.missing
    known_already = {name: "" for name in forms.specs(HandoffFacts) if name not in missing}
    yield facts_form(**{**known_already, "contact": contact.id})


@router.submitted(HandoffFacts, may="handoff.offer")
def filled(ctx: Context, form: HandoffFacts) -> Replies:
    """Keep what was answered, with the call just logged as its source, and check again."""
    contact = lookup.by_id(ctx, form.contact, "handoff.offer")
    last = calls.last_of(ctx.session, ctx.user.id, ctx.now - JUST_NOW)
    source = last.id if last and last.contact_id == contact.id else None
    calls.keep_facts(ctx.session, contact, _told(form), call_id=source, by=ctx.user.id, at=ctx.now)
    about_company = {
        "industry": form.industry,
        "employees": form.size,
        "territory": form.territory,
        "product_line": form.product_fit,
    }
    given = {name: value for name, value in about_company.items() if value}
    if contact.account is not None and given:
        accounts.change(ctx.session, contact.account.id, given)
    yield handing_over.checked(ctx, lookup.by_id(ctx, contact.id, "handoff.offer"))


@router.pressed("handoff.override", may="handoff.override")
def override(ctx: Context, press: Press) -> Replies:
    """The manager lets it through; he says why."""
    yield override_form(contact=lookup.by_id(ctx, press.record, "handoff.override").id)


@router.submitted(HandoffOverride, may="handoff.override")
def overridden(ctx: Context, form: HandoffOverride) -> Replies:
    """Offered on the manager's word, with his reason kept."""
    contact = lookup.by_id(ctx, form.contact, "handoff.override")
    yield from handing_over.offer(ctx, qualifying.judge(ctx, contact), override=form.reason)


@router.pressed("handoff.plead", may="handoff.offer")
def plead(ctx: Context, press: Press) -> Replies:
    """Ask the manager for an exception."""
    contact = lookup.by_id(ctx, press.record, "handoff.offer")
    card = qualifying.card(ctx, qualifying.judge(ctx, contact))
    managers = users.managers_of(ctx.session, ctx.user.team_id)
    for manager in managers:
        params = {**card.params, "by": ctx.user.name}
        yield Reply("handoff.plea", params, (let_through(contact.id),), to=manager.id, card=card.card)
    yield say("handoff.pleaded", name=contact.name, manager=[one.name for one in managers])


def _told(form: HandoffFacts) -> dict[str, str]:
    budget = form.budget.as_fact() if form.budget else None
    return {
        "budget": f"{budget['amount']} {budget['currency']}" if budget else "",
        **{name: getattr(form, name) or "" for name in ("authority", "need", "timeline")},
    }
