"""Opportunities: opened, moved through their stages, won or lost."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.sales.handoff import Opportunity as OpportunityValue
from bot.sales.money import Money
from store.direct import at_most
from store.models import Opportunity, StageChange

PLAIN = tuple(name for name in OpportunityValue.__dataclass_fields__ if name != "amount")


def open_for(session: Session, contact_id: int) -> OpportunityValue | None:
    """The newest open deal of a contact."""
    row = session.scalar(
        select(Opportunity)
        .where(Opportunity.contact_id == contact_id, Opportunity.state == "open")
        .order_by(Opportunity.id.desc())
        .limit(at_most(1))
    )
    return _value(row) if row else None


def of_handoff(session: Session, handoff_id: int) -> OpportunityValue | None:
    """The deal that a handoff is about."""
    row = session.scalar(select(Opportunity).where(Opportunity.handoff_id == handoff_id))
    return _value(row) if row else None


def start(
    session: Session,
    *,
    contact_id: int,
    account_id: int | None,
    owner_id: int,
    stage: str,
    now: datetime,
    amount: Money | None = None,
    fields: Mapping[str, Any] | None = None,
) -> OpportunityValue:
    """Open a deal; its first stage begins its history."""
    row = Opportunity(
        contact_id=contact_id,
        account_id=account_id,
        owner_id=owner_id,
        stage=stage,
        opened_at=now,
        amount=amount.amount if amount else None,
        currency=amount.currency if amount else None,
        custom={},
        **dict(fields or {}),
    )
    session.add(row)
    session.flush()
    _step(session, row, None, now, owner_id)
    return _value(row)


def change(
    session: Session,
    opportunity_id: int,
    fields: Mapping[str, Any],
    now: datetime,
    *,
    by: int | None,
    amount: Money | None = None,
) -> OpportunityValue:
    """Change a deal; a new stage goes into its history."""
    row = session.get_one(Opportunity, opportunity_id)
    before = row.stage
    for name, to in fields.items():
        setattr(row, name, to)
    if amount is not None:
        row.amount, row.currency = amount.amount, amount.currency
    row.version += 1
    session.flush()
    if row.stage != before:
        _step(session, row, before, now, by)
    return _value(row)


def _step(session: Session, row: Opportunity, before: str | None, now: datetime, by: int | None) -> None:
    session.add(
        StageChange(
            noun="opportunity",
            noun_id=row.id,
            account_id=row.account_id,
            from_stage=before,
            to_stage=row.stage,
            at=now,
            user_id=by,
            call_id=row.call_id,
        )
    )
    session.flush()


def _value(row: Opportunity) -> OpportunityValue:
    amount = Money(row.amount, row.currency) if row.amount is not None and row.currency else None
    return OpportunityValue(amount=amount, **{name: getattr(row, name) for name in PLAIN})
