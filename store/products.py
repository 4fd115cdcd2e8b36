"""Products: by number or name, and the price list of one buyer on one day."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import bindparam, func, or_, select, union
from sqlalchemy.orm import Session

from bot.sales.goods import Index
from bot.sales.lines import Product as Named
from bot.sales.money import Money
from bot.sales.offers import Buyer, Catalogue, Promotion
from bot.sales.policy import word
from store import shelf
from store.direct import ask, at_most, table
from store.models import Account, Intel, Product
from store.models import Promotion as PromotionRow

RUNNING = (
    select(PromotionRow, Product.sku)
    .join(Product, Product.id == PromotionRow.product_id, isouter=True)
    .where(PromotionRow.valid_from <= bindparam("today"), PromotionRow.valid_until >= bindparam("today"))
    .order_by(PromotionRow.code)
)

_I, _A = table(Intel).c, table(Account).c
RIVALS = union(
    select(_I.competitor).where(_I.competitor.is_not(None)),
    select(_A.competitor).where(_A.competitor.is_not(None)),
)


def by_words(session: Session, typed: str) -> str | None:
    """The sku of the one active product that words name; None when there is none or several."""
    text = typed.strip().casefold()
    named = or_(func.lower(Product.sku) == text, func.lower(Product.name) == text)
    rows = session.scalars(select(Product.sku).where(Product.active, named).limit(at_most(2))).all()
    return rows[0] if len(rows) == 1 else None


def named(session: Session) -> tuple[Named, ...]:
    """Every active product with the names people use, for reading lines."""
    return shelf.of(session).index.products


def index(session: Session) -> Index:
    """The names of every active product, taken apart for finding one."""
    return shelf.of(session).index


def ids(session: Session) -> Mapping[str, int]:
    """The number of each product, by SKU."""
    return shelf.of(session).ids


def catalogue(session: Session, *, buyer: Buyer, today: date, language: str, currency: str) -> Catalogue:
    """The whole price list as this buyer sees it today: his tier's prices, his region's stock, his language."""
    return shelf.of(session).catalogue(buyer, today, language, currency)


def promotions(session: Session, today: date, language: str) -> tuple[Promotion, ...]:
    """The promotions running today, named in a language."""
    rows = session.execute(RUNNING, {"today": today})
    return tuple(_promotion(row, sku, language) for row, sku in rows)


def competitors(session: Session) -> tuple[str, ...]:
    """Every competitor heard of, by name."""
    return tuple(sorted(one for one in ask(session, RIVALS).scalars() if one))


def _promotion(row: PromotionRow, sku: str | None, language: str) -> Promotion:
    names = {str(code): str(name) for code, name in (row.names or {}).items()}
    return Promotion(
        code=row.code,
        name=word(names, language, row.code),
        valid_from=row.valid_from,
        valid_until=row.valid_until,
        skus=frozenset({sku} if sku else ()),
        lines=frozenset({row.line} if row.line and not sku else ()),
        percent=row.percent,
        price=Money(row.price, row.currency) if row.price is not None and row.currency else None,
        tiers=frozenset(row.tiers),
        regions=frozenset(row.regions),
    )
