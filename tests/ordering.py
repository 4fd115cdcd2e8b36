"""An open deal, for what closes it."""

from decimal import Decimal

from store.models import (
    Opportunity,
)
from tests.talk import Desk


def open_deal(desk: Desk, *, contact: int | None = 1, account: int = 1) -> int:
    """An opportunity that is being worked."""
    with desk.database.transaction() as session:
        deal = Opportunity(
            account_id=account, contact_id=contact, stage="opportunity", opened_at=desk.clock(), version=1
        )
        deal.state, deal.amount, deal.currency = "open", Decimal(90_000), "TWD"
        session.add(deal)
        session.flush()
        return deal.id
