"""What the rights need to know of customers: owner, team, offers, whether nurture keeps them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import BigInteger, bindparam, cast, literal_column, null, or_, select, union_all
from sqlalchemy.orm import Session

from bot.sales.rights import Thing
from store.db import UtcDateTime
from store.direct import ask, several, table
from store.models import Absence, Account, Contact, Handoff, User


@dataclass(frozen=True, slots=True)
class Key:
    """A customer: a contact, his company, or both."""

    contact_id: int | None = None
    account_id: int | None = None


_C, _A, _H, _U = (table(model).c for model in (Contact, Account, Handoff, User))
_B = table(Absence).c
_OWNER, _MANAGER = table(User).alias("owner"), table(User).alias("manager")
_ITS = (
    select(literal_column("'account'").label("what"), _A.id.label("id"), _A.owner_id.label("owner_id"),
           _OWNER.c.team_id.label("owner_team"), _A.manager_id.label("manager_id"),
           _MANAGER.c.team_id.label("manager_team"), _A.nurture_until.label("nurture_until"))
    .join_from(table(Account), _OWNER, _OWNER.c.id == _A.owner_id, isouter=True)
    .join(_MANAGER, _MANAGER.c.id == _A.manager_id, isouter=True)
    .where(_A.id.in_(several("accounts")))
)  # fmt: skip
_NOBODY, _NEVER = cast(null(), BigInteger), cast(null(), UtcDateTime)
_HIS = (
    select(literal_column("'contact'"), _C.id, _C.owner_id, _OWNER.c.team_id, _NOBODY, _NOBODY, _NEVER)
    .join_from(table(Contact), _OWNER, _OWNER.c.id == _C.owner_id, isouter=True)
    .where(_C.id.in_(several("contacts")))
)
_OWNERSHIP = union_all(_ITS, _HIS)
_TEAM = select(_U.team_id).where(_U.id == bindparam("user"))
_OFFERED = select(_H.contact_id, _H.account_id, _H.to_id).where(
    or_(_H.contact_id.in_(several("contacts")), _H.account_id.in_(several("accounts")))
)
_STANDS_IN = select(_B.user_id).where(
    _B.delegate_id.in_(several("delegates")),
    _B.cancelled_at.is_(None),
    _B.starts_at <= bindparam("now"),
    _B.ends_at > bindparam("now"),
)


def of(session: Session, keys: Sequence[Key]) -> list[Thing]:
    """A thing for each customer, in the same order, in two statements however many there are."""
    contact_ids = [key.contact_id for key in keys if key.contact_id is not None]
    account_ids = [key.account_id for key in keys if key.account_id is not None]
    rows = ask(session, _OWNERSHIP, contacts=contact_ids, accounts=account_ids)
    owned = {(row.what, row.id): row for row in rows}
    offered = _offered(session, contact_ids, account_ids)
    things = []
    for key in keys:
        contact, account = owned.get(("contact", key.contact_id)), owned.get(("account", key.account_id))
        owner = next((row for row in (contact, account) if row and row.owner_id), None)
        things.append(
            Thing(
                owner_id=owner.owner_id if owner else None,
                team_id=owner.owner_team if owner else account.manager_team if account else None,
                offered_to=frozenset(offered.get(("contact", key.contact_id), ()))
                | frozenset(offered.get(("account", key.account_id), ())),
                account_manager_id=account.manager_id if account else None,
                in_nurture=bool(account and account.nurture_until),
            )
        )
    return things


def owned_by(session: Session, user_id: int) -> Thing:
    """Something that belongs to a person: his follow-up, his figures."""
    return Thing(owner_id=user_id, team_id=ask(session, _TEAM, user=user_id).scalar())


def stands_in_for(session: Session, user_id: int, now: datetime) -> frozenset[int]:
    """The people whose work is his at this moment: he is their delegate, or the delegate of their delegate."""
    found: set[int] = set()
    nearer = {user_id}
    while nearer:
        asked = ask(session, _STANDS_IN, delegates=sorted(nearer), now=now).scalars()
        nearer = set(asked) - found - {user_id}
        found |= nearer
    return frozenset(found)


def _offered(
    session: Session, contact_ids: Sequence[int], account_ids: Sequence[int]
) -> dict[tuple[str, int | None], set[int]]:
    rows = ask(session, _OFFERED, contacts=contact_ids, accounts=account_ids)
    offered: dict[tuple[str, int | None], set[int]] = {}
    for row in rows:
        offered.setdefault(("contact", row.contact_id), set()).add(row.to_id)
        if row.account_id is not None:
            offered.setdefault(("account", row.account_id), set()).add(row.to_id)
    return offered
