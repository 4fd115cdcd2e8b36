"""The sample's deals with their stages, and how each firm came to the stage it is in."""

from datetime import datetime, timedelta
from decimal import Decimal
from random import Random

from bot.sample.calls import Talk
from bot.sample.plan import Client, Plan
from store.models import Account, Opportunity, StageChange

AMOUNTS = {"strategic": (1_200, 5_000), "enterprise": (500, 2_400), "midmarket": (200, 1_200), "smb": (60, 300),
           "soho": (20, 60)}  # fmt: skip
LIFE = {
    "suspect": ("suspect",),
    "prospect": ("suspect", "prospect"),
    "opportunity": ("suspect", "prospect", "opportunity"),
    "customer": ("suspect", "prospect", "opportunity", "customer"),
    "user": ("suspect", "prospect", "opportunity", "customer", "user"),
    "dormant": ("suspect", "prospect", "opportunity", "customer", "user", "dormant"),
    "lost": ("suspect", "prospect", "lost"),
}


def write(plan: Plan, talks: list[Talk]) -> None:
    """Write the deals that agents worked themselves, and the stages of the firms' lives."""
    dice = plan.dice("deals")
    for talk in talks:
        if talk.disposition == "quote_requested" and dice.random() < 0.2:
            _worked(plan, dice, talk)
    for client in plan.clients:
        _life(plan, dice, client)


def _worked(plan: Plan, dice: Random, talk: Talk) -> None:
    """A deal that its agent works without the field; an old one was decided within four months."""
    closed = talk.at + timedelta(days=dice.randrange(15, 110))
    won = dice.random() < 0.52
    reason = None if won else dice.choice(("price", "competitor", "no_budget", "no_decision", "out_of_stock"))
    end = ("won" if won else "lost", closed, reason) if closed < plan.now else None
    add(plan, dice, talk, talk.user, amount_of(dice, talk.client) / 2, None, end)


def add(
    plan: Plan,
    dice: Random,
    talk: Talk,
    owner: int,
    amount: Decimal,
    handoff: int | None,
    end: tuple[str, datetime, str | None] | None,
) -> None:
    """Write a deal of a call and its stages; `end` is its state, moment and reason once it is decided."""
    state, closed, reason = end or ("open", None, None)
    ripe = min(talk.at + timedelta(days=dice.randrange(2, 15)), closed or plan.now)
    stage = {"won": "customer", "lost": "lost"}.get(state, "opportunity" if ripe < plan.now else "prospect")
    due = (closed or talk.at + timedelta(days=dice.randrange(25, 80))).date()
    number = plan.book.add(
        Opportunity,
        account_id=talk.client.account,
        contact_id=talk.contact,
        owner_id=owner,
        given_by_id=talk.user if handoff else None,
        name=f"{talk.client.firm.short} {talk.at:%Y-%m}",
        stage=stage,
        state=state,
        amount=amount,
        currency="TWD",
        probability=None,
        commit=state == "open" and stage == "opportunity" and dice.random() < 0.3,
        opened_at=talk.at,
        close_on=max(due, plan.now.date()) if state == "open" else due,
        closed_at=closed,
        lost_reason=reason if state == "lost" else None,
        handoff_id=handoff,
        call_id=talk.number,
    )
    steps: list[tuple[str | None, str, datetime]] = [(None, "prospect", talk.at)]
    steps += [("prospect", "opportunity", ripe)] if stage != "prospect" else []
    steps += [("opportunity", stage, closed)] if closed else []
    for before, after, at in steps:
        _step(plan, "opportunity", number, talk.client.account, before, after, at, owner)


def _life(plan: Plan, dice: Random, client: Client) -> None:
    """How a firm came to the stage it is in."""
    account = plan.book.rows(Account)[client.account - 1]
    life, began, since = LIFE[client.firm.stage], account["created_at"], account["stage_since"]
    cuts = sorted(dice.random() for _ in life[2:])
    moments = [began, *(began + (since - began) * cut for cut in cuts), since][: len(life)]
    for before, stage, moment in zip((None, *life), life, moments, strict=False):
        _step(plan, "account", client.account, client.account, before, stage, moment, client.owner)


def _step(
    plan: Plan,
    noun: str,
    noun_id: int,
    account: int,
    before: str | None,
    after: str,
    at: datetime,
    user: int,
) -> None:
    plan.book.add(
        StageChange,
        noun=noun,
        noun_id=noun_id,
        account_id=account,
        from_stage=before,
        to_stage=after,
        at=at,
        user_id=user,
    )


def amount_of(dice: Random, client: Client) -> Decimal:
    """What a deal with a firm of its tier is worth."""
    low, high = AMOUNTS[client.firm.tier]
    return Decimal(dice.randint(low, high) * 1000)
