"""Products: by number or name, with today's price and stock."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from bot.sales.lines import Competitor
from bot.sales.lines import Product as Named
from store.models import Account, Intel, Price, Product, Stock


@dataclass(frozen=True, slots=True)
class Card:
    """A product with its price and stock."""

    sku: str
    name: str
    line: str | None
    price: Decimal | None
    currency: str
    stock: int | None
    restock_on: date | None


def by_words(session: Session, typed: str) -> str | None:
    """The sku of the one active product that words name; None when there is none or several."""
    text = typed.strip().casefold()
    named = or_(func.lower(Product.sku) == text, func.lower(Product.name) == text)
    rows = session.scalars(select(Product.sku).where(Product.active, named).limit(2)).all()
    return rows[0] if len(rows) == 1 else None


def named(session: Session) -> tuple[Named, ...]:
    """Every active product with the names people use, for reading lines."""
    rows = session.execute(
        select(Product.sku, Product.name, Product.names).where(Product.active).order_by(Product.sku)
    )
    return tuple(
        Named(row.sku, row.name, tuple(str(one) for one in (row.names or {}).values())) for row in rows
    )


def competitors(session: Session) -> tuple[Competitor, ...]:
    """Every competitor heard of, for reading lines."""
    heard = session.scalars(select(Intel.competitor).where(Intel.competitor.is_not(None)).distinct())
    known = session.scalars(select(Account.competitor).where(Account.competitor.is_not(None)).distinct())
    return tuple(Competitor(name) for name in sorted({one for one in (*heard, *known) if one}))


def card(session: Session, sku: str) -> Card | None:
    """A product with its list price and the pieces on hand."""
    product = session.scalar(select(Product).where(Product.sku == sku))
    if product is None:
        return None
    price = session.scalar(
        select(Price).where(Price.product_id == product.id, Price.tier.is_(None)).order_by(Price.id.desc())
    )
    pieces = session.scalars(select(Stock).where(Stock.product_id == product.id)).all()
    return Card(
        product.sku,
        product.name,
        product.line,
        price.amount if price else None,
        price.currency if price else "",
        sum(one.quantity for one in pieces) if product.stocked else None,
        min((one.restock_on for one in pieces if one.restock_on), default=None),
    )
