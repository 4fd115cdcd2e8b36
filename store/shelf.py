"""The price list kept at hand between events: read again only when products, prices or stock changed.

A stamp of the three tables, reckoned in one statement, tells whether they did.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import BigInteger, Engine, Select, extract, func, select, true, type_coerce
from sqlalchemy.orm import Session

from bot.sales.goods import Index
from bot.sales.lines import Product as Named
from bot.sales.money import Money
from bot.sales.offers import Buyer, Catalogue, price_today
from bot.sales.offers import Price as PriceValue
from bot.sales.offers import Product as ProductValue
from store.models import Price, Product, Stock

MOST_VIEWS = 48
SEEN = "shelf"
Stamp = tuple[str, ...]
View = tuple[str | None, str | None, date, str, str]


@dataclass(slots=True)
class Shelf:
    """Every product with its prices and stock as they were at `stamp`, and the views made of them."""

    stamp: Stamp
    rows: Mapping[int, Any]
    prices: Mapping[int, list[PriceValue]]
    stock: Mapping[int, list[Any]]
    index: Index
    ids: Mapping[str, int]
    views: dict[View, Catalogue] = field(default_factory=dict)

    def catalogue(self, buyer: Buyer, today: date, language: str, currency: str) -> Catalogue:
        """The price list for a tier and region, on a day, in a language; made once and kept."""
        view = (buyer.tier, buyer.region, today, language, currency)
        made = self.views.get(view)
        if made is None:
            made = Catalogue(
                self._product(row, buyer, today, language, currency) for row in self.rows.values()
            )
            if len(self.views) >= MOST_VIEWS:
                self.views.clear()
            self.views[view] = made
        return made

    def _product(self, row: Any, buyer: Buyer, today: date, language: str, currency: str) -> ProductValue:
        prices = self.prices.get(row.id, [])
        ours = [each for each in prices if each.price.currency == currency]
        price = price_today(ours or prices, buyer.tier, today)
        pieces, restock_on = _pieces(self.stock.get(row.id), buyer.region, today)
        names = {str(code): str(name) for code, name in (row.names or {}).items()}
        return ProductValue(
            sku=row.sku,
            name=_called(names, language) or row.name,
            line=row.line or row.sku,
            price=price.price if price else None,
            stock=pieces if row.stocked else None,
            restock_on=restock_on,
            tiers=frozenset(row.tiers),
            regions=frozenset(row.regions),
            active=row.active,
            consumable=row.consumable,
            lifetime_months=row.lifetime_months,
            warranty_months=row.warranty_months,
            substitutes=tuple(row.substitutes),
            fits=frozenset(_listed((row.custom or {}).get("fits"))),
            specs={str(key): str(value) for key, value in (row.specs or {}).items()},
        )


def _stamping() -> Select[Any]:
    """Counts and weighted sums that change with any change; moduli keep them from overflowing."""

    def days(column: Any, number: Any) -> Any:
        return func.sum(extract("epoch", column) / 86_400 * (number % 997))

    amount = type_coerce(Price.amount, BigInteger)
    products = select(
        func.count(), func.max(Product.id), func.sum(Product.version * (Product.id % 997))
    ).subquery()
    prices = select(
        func.count(),
        func.max(Price.id),
        func.sum(amount % 1_000_003 * (Price.id % 997)),
        days(Price.valid_from, Price.id),
        days(Price.valid_until, Price.id),
    ).subquery()
    stock = select(
        func.count(), func.sum(Stock.quantity * (Stock.id % 997)), days(Stock.restock_on, Stock.id)
    ).subquery()
    return select(products.join(prices, true()).join(stock, true()))


STAMP = _stamping()
_shelves: WeakKeyDictionary[Engine, Shelf] = WeakKeyDictionary()


def of(session: Session) -> Shelf:
    """The price list as it stands now; looked at once in a transaction."""
    seen = session.info.get(SEEN)
    if isinstance(seen, Shelf):
        return seen
    engine = session.get_bind().engine
    stamp = _stamp(session)
    kept = _shelves.get(engine)
    if kept is None or kept.stamp != stamp:
        kept = _shelves[engine] = _read(session, stamp)
    session.info[SEEN] = kept
    return kept


def _stamp(session: Session) -> Stamp:
    return tuple(str(part) for part in session.execute(STAMP).one())


def _read(session: Session, stamp: Stamp) -> Shelf:
    rows = {row.id: row for row in session.execute(select(Product.__table__).order_by(Product.sku))}
    prices: dict[int, list[PriceValue]] = {}
    for row in session.execute(select(Price.__table__).order_by(Price.id)):
        price = PriceValue(Money(row.amount, row.currency), row.tier, row.valid_from, row.valid_until)
        prices.setdefault(row.product_id, []).append(price)
    stock: dict[int, list[Any]] = {}
    for row in session.execute(select(Stock.__table__)):
        stock.setdefault(row.product_id, []).append(row)
    named = tuple(
        Named(row.sku, row.name, tuple(str(one) for one in (row.names or {}).values()))
        for row in rows.values()
        if row.active
    )
    lines = {row.sku: row.line or "" for row in rows.values() if row.active}
    return Shelf(stamp, rows, prices, stock, Index(named, lines), {row.sku: row.id for row in rows.values()})


def _called(names: Mapping[str, str], language: str) -> str:
    """A product's name in a language, or in the other Chinese: English readers prefer its main name."""
    other = {"zh-TW": "zh-CN", "zh-CN": "zh-TW"}.get(language, "")
    return names.get(language) or names.get(other) or ""


def _pieces(rows: list[Any] | None, region: str | None, today: date) -> tuple[int | None, date | None]:
    """Pieces on hand for a region and the day when more come; no count at all means that nobody counts."""
    if not rows:
        return None, None
    ours = [row for row in rows if reaches(row.region, region)]
    coming = (row.restock_on for row in ours if row.restock_on and row.restock_on >= today)
    return sum(row.quantity for row in ours), min(coming, default=None)


def reaches(stocked: str, region: str | None) -> bool:
    """Whether what lies in a region ("" for everywhere) can be had by a buyer of another one."""
    if not stocked or region is None:
        return True
    return stocked == region or stocked.partition("-")[0] == region or stocked == region.partition("-")[0]


def _listed(told: Any) -> Iterable[str]:
    if isinstance(told, str):
        return (part.strip() for part in told.replace("；", ",").replace(";", ",").split(",") if part.strip())
    return (str(part) for part in told or ())
