"""What follows a finished import: everybody is found, every account valued, what goes together learnt anew.

Who asked to be forgotten or not to be called stays so, whatever the list says.
"""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.sales.policy import Policy
from store import erasure, learnt, search, suppression, worth
from store.db import Database
from store.models import Audit, Contact

NAMES = frozenset({"name", "short_name", "english_name"})
SELLING = frozenset({"orders", "products"})


def refresh(database: Database, kind: str, policy: Policy, now: datetime) -> int:
    """Bring up to date what is computed from the tables that an import of this kind at this moment wrote.

    Returns how many of the people who came in must not be called.
    """
    with database.transaction() as session:
        gone = list(session.scalars(select(Contact.id).where(Contact.unworkable == suppression.ERASED)))
        erasure.wipe(session, gone, now)
        refused = suppression.shield(session, _added(session, now), now)
    search.index_all(database)
    with database.transaction() as session:
        search.note_accounts(session, _renamed(session, "account", now))
        search.note_contacts(session, _renamed(session, "contact", now))
        worth.revalue(session, policy, now)
        if kind in SELLING:
            learnt.relearn(session, policy.cross_sell, now)
    return refused


def _added(session: Session, now: datetime) -> list[int]:
    """The contacts that the import added."""
    ours = (
        Audit.at == now,
        Audit.noun == "contact",
        Audit.change == "add",
        Audit.event.startswith("import:"),
    )
    return list(session.scalars(select(Audit.noun_id).where(*ours).order_by(Audit.noun_id)))


def _renamed(session: Session, noun: str, now: datetime) -> set[int]:
    """The records whose names the import changed."""
    rows = session.execute(
        select(Audit.noun_id, Audit.fields).where(
            Audit.at == now, Audit.noun == noun, Audit.change == "change", Audit.event.startswith("import:")
        )
    )
    return {number for number, fields in rows if not NAMES.isdisjoint(fields)}
