"""What follows a finished import: everybody is found, every account valued, what goes together learnt anew."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.sales.policy import Policy
from store import learnt, search, worth
from store.db import Database
from store.models import Audit

NAMES = frozenset({"name", "short_name", "english_name"})
SELLING = frozenset({"orders", "products"})


def refresh(database: Database, kind: str, policy: Policy, now: datetime) -> None:
    """Bring up to date what is computed from the tables that an import of this kind at this moment wrote."""
    search.index_all(database)
    with database.transaction() as session:
        search.note_accounts(session, _renamed(session, "account", now))
        search.note_contacts(session, _renamed(session, "contact", now))
        worth.revalue(session, policy, now)
        if kind in SELLING:
            learnt.relearn(session, policy.cross_sell, now)


def _renamed(session: Session, noun: str, now: datetime) -> set[int]:
    """The known records whose names the import changed."""
    rows = session.execute(
        select(Audit.noun_id, Audit.fields).where(
            Audit.at == now, Audit.noun == noun, Audit.change == "change", Audit.event.startswith("import:")
        )
    )
    return {number for number, fields in rows if not NAMES.isdisjoint(fields)}
