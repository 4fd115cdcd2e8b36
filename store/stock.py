"""Pieces on hand: taken off by an order, given back when it is taken back."""

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from store import shelf
from store.models import Product, Stock


def take(session: Session, product_id: int, region: str | None, quantity: int) -> dict[str, int]:
    """Take pieces for a buyer of a region off the counts, his region's first and never below nothing.

    Gives how many were taken off which count; nothing where nobody counts.
    """
    rows = session.scalars(
        select(Stock)
        .join(Product, Product.id == Stock.product_id)
        .where(Stock.product_id == product_id, Product.stocked)
        .order_by(Stock.id)
        .with_for_update(of=Stock)
        .execution_options(populate_existing=True)
    ).all()
    ours = [row for row in rows if shelf.reaches(row.region, region)]
    taken: dict[str, int] = {}
    for row in sorted(ours, key=lambda row: not row.region):
        pieces = max(0, min(row.quantity, quantity - sum(taken.values())))
        if pieces:
            row.quantity -= pieces
            taken[str(row.id)] = pieces
    return taken


def give_back(session: Session, taken: Mapping[str, int]) -> None:
    """Put pieces back on the counts that they were taken off."""
    for number, pieces in sorted(taken.items()):
        row = session.get(Stock, int(number), with_for_update=True, populate_existing=True)
        if row is not None:
            row.quantity += pieces
