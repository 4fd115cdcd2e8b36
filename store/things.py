"""What the rights need to know of customers: owner, team, offers, whether nurture keeps them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from bot.sales.rights import Thing
from store.models import Absence, Account, Contact, Handoff, User


@dataclass(frozen=True, slots=True)
class Key:
    """A customer: a contact, his company, or both."""

    contact_id: int | None = None
    account_id: int | None = None


def of(session: Session, keys: Sequence[Key]) -> list[Thing]:
    """A thing for each customer, in the same order, in four statements however many there are."""
    contact_ids = [key.contact_id for key in keys if key.contact_id is not None]
    owners = dict(
        session.execute(select(Contact.id, Contact.owner_id).where(Contact.id.in_(contact_ids))).all()
    )
    account_ids = [key.account_id for key in keys if key.account_id is not None]
    accounts = {
        row.id: row
        for row in session.execute(
            select(Account.id, Account.owner_id, Account.manager_id, Account.nurture_until).where(
                Account.id.in_(account_ids)
            )
        )
    }
    offered = _offered(session, contact_ids, account_ids)
    teams = _teams(
        session,
        {*owners.values(), *(row.owner_id for row in accounts.values())}
        | {row.manager_id for row in accounts.values()},
    )
    things = []
    for key in keys:
        account = accounts.get(key.account_id or 0)
        owner = owners.get(key.contact_id or 0) or (account.owner_id if account else None)
        manager = account.manager_id if account else None
        things.append(
            Thing(
                owner_id=owner,
                team_id=teams.get(owner or manager or 0),
                offered_to=frozenset(offered.get(("contact", key.contact_id), ()))
                | frozenset(offered.get(("account", key.account_id), ())),
                account_manager_id=manager,
                in_nurture=bool(account and account.nurture_until),
            )
        )
    return things


def owned_by(session: Session, user_id: int) -> Thing:
    """Something that belongs to a person: his follow-up, his figures."""
    return Thing(owner_id=user_id, team_id=_teams(session, {user_id}).get(user_id))


def stands_in_for(session: Session, user_id: int, now: datetime) -> frozenset[int]:
    """The people whose work is his at this moment: he is their delegate, or the delegate of their delegate."""
    found: set[int] = set()
    nearer = {user_id}
    while nearer:
        rows = session.scalars(
            select(Absence.user_id).where(
                Absence.delegate_id.in_(nearer),
                Absence.cancelled_at.is_(None),
                Absence.starts_at <= now,
                Absence.ends_at > now,
            )
        )
        nearer = set(rows) - found - {user_id}
        found |= nearer
    return frozenset(found)


def _teams(session: Session, user_ids: set[int | None]) -> dict[int, int | None]:
    wanted = {one for one in user_ids if one is not None}
    rows = session.execute(select(User.id, User.team_id).where(User.id.in_(wanted)))
    return {row.id: row.team_id for row in rows}


def _offered(
    session: Session, contact_ids: Sequence[int], account_ids: Sequence[int]
) -> dict[tuple[str, int | None], set[int]]:
    rows = session.execute(
        select(Handoff.contact_id, Handoff.account_id, Handoff.to_id).where(
            or_(Handoff.contact_id.in_(contact_ids), Handoff.account_id.in_(account_ids))
        )
    )
    offered: dict[tuple[str, int | None], set[int]] = {}
    for row in rows:
        offered.setdefault(("contact", row.contact_id), set()).add(row.to_id)
        if row.account_id is not None:
            offered.setdefault(("account", row.account_id), set()).add(row.to_id)
    return offered
