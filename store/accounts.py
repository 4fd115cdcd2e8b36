"""Accounts: read, added, changed; their stage moves with its history."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.sales.customers import Account as AccountValue
from store.db import Raced
from store.models import Account, AccountName, StageChange

PLAIN = tuple(AccountValue.__dataclass_fields__)


def account_value(row: Account) -> AccountValue:
    """The plain value of a row."""
    return AccountValue(**{name: getattr(row, name) for name in PLAIN})


def get(session: Session, account_id: int) -> AccountValue | None:
    """A company; None when there is none of that number. A merged one is the one it leads to."""
    row = _kept(session, session.get(Account, account_id))
    return account_value(row) if row else None


def _kept(session: Session, row: Account | None) -> Account | None:
    return session.get(Account, row.merged_into_id) if row and row.merged_into_id else row


def many(session: Session, account_ids: Iterable[int]) -> dict[int, AccountValue]:
    """Companies by number."""
    rows = session.scalars(select(Account).where(Account.id.in_(sorted(set(account_ids)))))
    return {row.id: account_value(row) for row in rows}


def by_name(session: Session, name: str) -> AccountValue | None:
    """The company of exactly this name, or short, English or former name."""
    row = session.scalar(select(Account).where(Account.name == name).order_by(Account.id))
    if row is None:
        row = session.scalar(
            select(Account).join(AccountName).where(AccountName.name == name).order_by(Account.id)
        )
    row = _kept(session, row)
    return account_value(row) if row else None


def add(
    session: Session,
    *,
    name: str,
    tier: str,
    region: str,
    now: datetime,
    owner_id: int | None,
    fields: Mapping[str, Any] | None = None,
) -> AccountValue:
    """A new company; its life begins as a suspect unless `fields` says otherwise."""
    row = Account(
        name=name, tier=tier, region=region, owner_id=owner_id, created_at=now, stage_since=now, custom={}
    )
    row.specialists = []
    for field, value in (fields or {}).items():
        setattr(row, field, value)
    session.add(row)
    session.flush()
    session.add(
        StageChange(
            noun="account", noun_id=row.id, account_id=row.id, to_stage=row.stage, at=now, user_id=owner_id
        )
    )
    session.flush()
    return account_value(row)


def change(
    session: Session, account_id: int, fields: Mapping[str, Any], *, version: int | None = None
) -> AccountValue:
    """Change facts of a company; raises Raced when `version` is no longer its version."""
    row = session.get_one(Account, account_id)
    if version is not None and row.version != version:
        raise Raced(f"account {account_id}")
    for name, value in fields.items():
        setattr(row, name, value)
    row.version += 1
    session.flush()
    return account_value(row)


def move_stage(
    session: Session,
    account_id: int,
    stage: str,
    now: datetime,
    *,
    by: int | None,
    call_id: int | None = None,
) -> bool:
    """Move a company to a stage and keep the step in its history; False when it was there already."""
    row = session.get_one(Account, account_id)
    if row.stage == stage:
        return False
    session.add(
        StageChange(
            noun="account",
            noun_id=account_id,
            account_id=account_id,
            from_stage=row.stage,
            to_stage=stage,
            at=now,
            user_id=by,
            call_id=call_id,
        )
    )
    row.stage, row.stage_since = stage, now
    row.version += 1
    session.flush()
    return True
