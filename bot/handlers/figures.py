"""Figures on demand: one's own, the pipeline, the forecast; and what the digest's buttons open."""

from bot.context import Context
from bot.desk import own_figures, tables
from bot.errors import UserError
from bot.replies import say
from bot.router import Press, Replies, Router
from store import pipeline as deals
from store import things, users

router = Router("figures")
show_pipeline = router.button("pipeline.open")
show_overdue = router.button("followup.show")
open_contact = router.button("contact.open")
open_company = router.button("contact.company")
follow = router.button("followup.new")


@router.said("me", "我的", may="figures.own")
def me(ctx: Context, rest: str) -> Replies:
    """My own figures against my quota; nobody else's."""
    yield say("me.figures", show_pipeline(), **own_figures.of(ctx, ctx.user))


@router.said("pipeline", "管線", "管线", may="pipeline.read")
def pipeline(ctx: Context, rest: str) -> Replies:
    """By stage, with where it sticks: my own, or my team's."""
    yield tables.pipeline(ctx)


@router.pressed("pipeline.open", may="pipeline.read")
def pipeline_pressed(ctx: Context, press: Press) -> Replies:
    """The same by its button."""
    yield tables.pipeline(ctx)


@router.said("forecast", "預測", "预测", may="forecast.read")
def forecast(ctx: Context, rest: str) -> Replies:
    """What the period is likely to bring."""
    yield tables.forecast(ctx)


@router.pressed("deal.open", may="pipeline.read")
def deal(ctx: Context, press: Press) -> Replies:
    """One opportunity: where it stands, for how long, whose it is."""
    found = deals.opportunity(ctx.session, press.record, ctx.zone)
    if found is None or found[1] is None:
        raise UserError("not_available")
    case, owner_id = found
    ctx.require("pipeline.read", things.owned_by(ctx.session, owner_id or 0))
    owner = users.by_id(ctx.session, owner_id or 0)
    buttons = []
    if case.contact_id is not None:
        buttons += [open_contact(case.contact_id), follow(case.contact_id)]
    elif case.account_id is not None:
        buttons.append(open_company(case.account_id))
    yield say(
        "deal.card",
        *buttons,
        card=f"deal:{case.deal.id}",
        id=case.deal.id,
        company=case.company,
        name=case.deal.name if case.deal.name != case.company else None,
        stage=case.deal.stage,
        state=case.deal.state,
        amount=case.deal.amount,
        days=(ctx.local.date() - case.deal.since).days,
        usual=next((row.usual_days for row in ctx.policy.stages if row.code == case.deal.stage), None),
        close_on=case.deal.close_on,
        commit=case.deal.committed,
        owner=owner.name if owner else None,
    )


@router.pressed("person.open", may="figures.team")
def person(ctx: Context, press: Press) -> Replies:
    """One person of the team, for his manager."""
    found = users.by_id(ctx.session, press.record)
    if found is None:
        raise UserError("not_available")
    ctx.require("figures.team", things.owned_by(ctx.session, found.id))
    yield say(
        "person.figures",
        show_overdue(found.id),
        person_id=found.id,
        **own_figures.of(ctx, found),
    )
