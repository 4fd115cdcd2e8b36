"""Handoffs: offered, answered, what became of them; each change is kept in the history."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, func, or_, select
from sqlalchemy.orm import Session

from bot.sales.handoff import IN_HAND, WAITING, Terms
from bot.sales.handoff import Handoff as HandoffValue
from bot.sales.money import Money
from store.db import Raced
from store.direct import ask, table
from store.models import Handoff, HandoffEvent

PLAIN = tuple(name for name in HandoffValue.__dataclass_fields__ if name != "amount")

_H = table(Handoff)
_OPEN_FOR = select(_H).where(_H.c.contact_id == bindparam("contact"), _H.c.ended_at.is_(None))
_HOLDER = func.coalesce(_H.c.via_delegate_of_id, _H.c.to_id)
_LOADS = select(_HOLDER, func.count()).where(_H.c.ended_at.is_(None)).group_by(_HOLDER)


@dataclass(frozen=True, slots=True)
class Event:
    """One step in a handoff's history."""

    event: str
    at: datetime
    user_id: int | None
    reason: str | None


def get(session: Session, handoff_id: int) -> HandoffValue | None:
    """A handoff by number."""
    row = session.get(Handoff, handoff_id)
    return value(row) if row else None


def held(session: Session, handoff_id: int) -> HandoffValue | None:
    """A handoff as it is this moment, kept from everybody else until this transaction ends."""
    row = session.get(Handoff, handoff_id, with_for_update=True, populate_existing=True)
    return value(row) if row else None


def open_for(session: Session, contact_id: int) -> HandoffValue | None:
    """The handoff of a contact that is not over: waiting, or in the hands of the field."""
    row = ask(session, _OPEN_FOR, contact=contact_id).first()
    return value(row) if row else None


def offer(
    session: Session,
    *,
    contact_id: int,
    account_id: int | None,
    from_id: int,
    to: tuple[int, int | None],
    brief: Mapping[str, Any],
    terms: Terms,
    now: datetime,
    by: int | None,
) -> HandoffValue:
    """Write an offer; `to` is the receiver and the absent person he stands in for."""
    amount = terms.amount
    row = Handoff(
        contact_id=contact_id,
        account_id=account_id,
        from_id=from_id,
        to_id=to[0],
        via_delegate_of_id=to[1],
        state="offered",
        brief=dict(brief),
        icp=terms.icp,
        bant=terms.bant,
        override_reason=terms.override_reason,
        why=[dict(reason) for reason in terms.why],
        amount=amount.amount if amount else None,
        currency=amount.currency if amount else None,
        offered_at=now,
        half_due=terms.half_due,
        sla_due=terms.sla_due,
        replaces_id=terms.replaces_id,
        version=1,
    )
    session.add(row)
    session.flush()
    note(session, row.id, "offered", now, by=by, reason=terms.override_reason)
    return value(row)


def change(
    session: Session,
    handoff_id: int,
    event: str,
    fields: Mapping[str, Any],
    now: datetime,
    *,
    by: int | None,
    version: int | None = None,
    reason: str | None = None,
    amount: Money | None = None,
) -> HandoffValue:
    """Change a handoff and keep the step in its history; raises Raced when `version` is not its version."""
    row = session.get_one(Handoff, handoff_id, with_for_update=True)
    if version is not None and row.version != version:
        raise Raced(f"handoff {handoff_id}")
    for name, to in fields.items():
        setattr(row, name, to)
    if amount is not None:
        row.amount, row.currency = amount.amount, amount.currency
    row.version += 1
    session.flush()
    note(session, handoff_id, event, now, by=by, reason=reason, amount=amount)
    return value(row)


def mark(
    session: Session, handoff_id: int, event: str, now: datetime, *, by: int | None = None, **fields: Any
) -> None:
    """Note a reminder, an escalation, another giver; buttons shown before stay good."""
    row = session.get_one(Handoff, handoff_id)
    for name, to in fields.items():
        setattr(row, name, to)
    session.flush()
    note(session, handoff_id, event, now, by=by)


def note(
    session: Session,
    handoff_id: int,
    event: str,
    now: datetime,
    *,
    by: int | None,
    reason: str | None = None,
    amount: Money | None = None,
) -> None:
    """Add a step to a handoff's history."""
    session.add(
        HandoffEvent(
            handoff_id=handoff_id,
            at=now,
            user_id=by,
            event=event,
            reason=reason,
            amount=amount.amount if amount else None,
        )
    )
    session.flush()


def history(session: Session, handoff_id: int) -> list[Event]:
    """Everything that happened to a handoff, in order."""
    rows = session.scalars(
        select(HandoffEvent).where(HandoffEvent.handoff_id == handoff_id).order_by(HandoffEvent.id)
    )
    return [Event(row.event, row.at, row.user_id, row.reason) for row in rows]


def of_person(session: Session, user_id: int, since: datetime) -> list[HandoffValue]:
    """What somebody gave or has in hand: everything open, and what ended since a moment; waiting ones first."""
    mine = or_(Handoff.from_id == user_id, Handoff.to_id == user_id, Handoff.via_delegate_of_id == user_id)
    rows = session.scalars(
        select(Handoff)
        .where(mine, or_(Handoff.ended_at.is_(None), Handoff.ended_at >= since))
        .order_by(Handoff.sla_due, Handoff.id)
    )
    found = [value(row) for row in rows]
    return sorted(found, key=lambda one: (one.ended_at is not None, not one.waits))


def lying_with(
    session: Session, user_id: int, states: Collection[str] = WAITING | IN_HAND
) -> list[HandoffValue]:
    """Handoffs that somebody has to answer or has in hand, also those a delegate holds for him."""
    rows = session.scalars(
        select(Handoff)
        .where(
            or_(Handoff.to_id == user_id, Handoff.via_delegate_of_id == user_id),
            Handoff.state.in_(sorted(states)),
            Handoff.ended_at.is_(None),
        )
        .order_by(Handoff.id)
    )
    return [value(row) for row in rows]


def given_by(session: Session, user_id: int) -> list[HandoffValue]:
    """Open handoffs that somebody gave."""
    rows = session.scalars(select(Handoff).where(Handoff.from_id == user_id, Handoff.ended_at.is_(None)))
    return [value(row) for row in rows]


def loads(session: Session) -> dict[int, int]:
    """How many handoffs each person has in hand or to answer."""
    return {row[0]: row[1] for row in ask(session, _LOADS)}


def value(row: Any) -> HandoffValue:
    """The plain value of a row."""
    amount = Money(row.amount, row.currency) if row.amount is not None and row.currency else None
    return HandoffValue(amount=amount, **{name: getattr(row, name) for name in PLAIN})
