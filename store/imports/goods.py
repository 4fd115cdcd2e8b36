"""Products with their prices, stock, promotions."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select

from store.imports.goods_rows import ProductRow, PromotionRow, StockRow
from store.imports.values import BadCell
from store.imports.work import Work
from store.imports.writing import Ref, rounded
from store.models import Price, Product, Promotion, Stock

PRODUCT = ("sku", "name", "line", "active", "stocked", "consumable", "tiers", "regions", "warranty_months",
           "lifetime_months", "substitutes")  # fmt: skip
PROMOTION = ("code", "line", "percent", "price", "currency", "valid_from", "valid_until", "tiers", "regions")


class ProductKind:
    """How a price list goes in: a new price ends the old one the day before."""

    def __init__(self, work: Work) -> None:
        self.work = work
        self.current: dict[int, dict[str, Any]] = {}
        self.prices: dict[int, list[dict[str, Any]]] = {}

    def prepare(self, rows: Sequence[ProductRow]) -> None:
        """Load the products of the batch and their prices for everybody."""
        known = [ref.id for row in rows if (ref := self._match(row)) and ref.id > 0]
        self.current = _by_id(self.work, Product, known)
        self.prices = {}
        prices = select(Price.__table__).where(Price.product_id.in_(known), Price.tier.is_(None))
        for price in self.work.session.execute(prices.order_by(Price.id)).mappings():
            self.prices.setdefault(price["product_id"], []).append(dict(price))

    def take(self, row: ProductRow) -> None:
        """Match one product, and add or change it and its price."""
        ref = self._match(row)
        values: dict[str, Any] = {name: getattr(row, name) for name in PRODUCT}
        values |= {"names": dict(row.names), "specs": dict(row.specs), "custom": dict(row.custom)}
        if ref is None:
            fresh = {name: value for name, value in values.items() if value not in (None, ())}
            ref = self.work.add(Product, row, row.name, {**fresh, **_lists(row), "version": 1})
            self.work.products.put(ref, row.sku, [row.name, *dict(row.names).values()])
            self._price(row, ref)
            return
        current = self.current.get(ref.id) or self.work.drafts.get(ref.id)
        if current is not None and row.sku == row.name:
            values["sku"] = values["name"] = None
        repeated = self.work.first_rows.get(ref.id, row.row) != row.row
        told = None if repeated else self._price(row, ref)
        extra: dict[str, tuple[object, object]] = {"price": (None, told)} if told else {}
        self.work.change(Product, row, row.name, ref, values, current, extra)

    def finish(self) -> None:
        """Nothing waits for the end of a price list."""

    def _match(self, row: ProductRow) -> Ref | None:
        products = self.work.products
        if found := products.skus.get(row.sku):
            return found
        named = products.names.get(row.name) if row.sku == row.name else []
        return named[0] if len(named) == 1 else None

    def _price(self, row: ProductRow, ref: Ref) -> str | None:
        """Write the row's price unless it is the one in force; gives it as text where it was written."""
        if row.price is None:
            return None
        known = self.prices.setdefault(ref.id, [])
        wanted = {"amount": rounded(row.price), "currency": row.currency or ""}
        wanted |= {name: day for name in ("valid_from", "valid_until") if (day := getattr(row, name))}
        if any(all(price[name] == value for name, value in wanted.items()) for price in known):
            return None
        settings = self.work.settings
        today = settings.now.astimezone(ZoneInfo(settings.conventions.zone)).date()
        starts = row.valid_from or (today if known else None)
        for price in known:
            if starts and price["valid_until"] is None and (price["valid_from"] or starts) <= starts:
                self.work.writer.change(Price, Ref(price["id"]), {"valid_until": starts - timedelta(days=1)})
        values = {"product_id": ref, "tier": None, "valid_until": None, **wanted, "valid_from": starts}
        self.work.writer.add(Price, values)
        known.append({"id": 0, **values})
        return f"{row.price} {row.currency}"


class StockKind:
    """How a list of pieces on hand goes in."""

    def __init__(self, work: Work) -> None:
        self.work = work
        self.known: dict[tuple[int, str], tuple[Ref, dict[str, Any]]] | None = None

    def prepare(self, rows: Sequence[StockRow]) -> None:
        """Load the stock once: it is as long as the price list."""
        if self.known is None:
            found = self.work.session.execute(select(Stock.__table__)).mappings()
            self.known = {(row["product_id"], row["region"]): (Ref(row["id"]), dict(row)) for row in found}

    def take(self, row: StockRow) -> None:
        """Set the pieces of one product in one region."""
        product, sku = find_product(self.work, row.row, row.product)
        values: dict[str, Any] = {"quantity": row.quantity, "restock_on": row.restock_on}
        known = self.known if self.known is not None else {}
        name = f"{sku} {row.region}".strip()
        if found := known.get((product.id, row.region)):
            self.work.change(Stock, row, name, found[0], values, found[1])
            return
        values |= {"product_id": product, "region": row.region}
        known[(product.id, row.region)] = (self.work.add(Stock, row, name, values), values)

    def finish(self) -> None:
        """Nothing waits for the end of a stock list."""


class PromotionKind:
    """How a list of promotions goes in."""

    def __init__(self, work: Work) -> None:
        self.work = work
        self.known: dict[str, tuple[Ref, dict[str, Any]]] | None = None

    def prepare(self, rows: Sequence[PromotionRow]) -> None:
        """Load the promotions once."""
        if self.known is None:
            found = self.work.session.execute(select(Promotion.__table__)).mappings()
            self.known = {row["code"]: (Ref(row["id"]), dict(row)) for row in found}

    def take(self, row: PromotionRow) -> None:
        """Add or change one promotion."""
        known = self.known if self.known is not None else {}
        language = self.work.settings.policy.company.language
        names = {language: row.name, **dict(row.names)} if row.name else dict(row.names)
        values: dict[str, Any] = {name: getattr(row, name) for name in PROMOTION}
        values |= {"names": names, "custom": dict(row.custom)}
        if row.product:
            values["product_id"] = find_product(self.work, row.row, row.product)[0]
        if found := known.get(row.code):
            self.work.change(Promotion, row, row.code, found[0], values, found[1])
            return
        fresh = {**values, "tiers": list(row.tiers), "regions": list(row.regions)}
        known[row.code] = (self.work.add(Promotion, row, row.code, fresh), fresh)

    def finish(self) -> None:
        """Nothing waits for the end of a list of promotions."""


def find_product(work: Work, row: int, text: str) -> tuple[Ref, str]:
    """The product that a row means; said where it is written otherwise on the price list."""
    try:
        ref, sku = work.products.find(text)
    except BadCell as bad:
        raise BadCell(bad.key, **(bad.params | {"field": "product"})) from bad
    if sku != text:
        work.tell(row, "import.matched-product", "product", text, apart=True, written=text, product=sku)
    return ref, sku


def _by_id(work: Work, model: type[Product], known: Sequence[int]) -> dict[int, dict[str, Any]]:
    found = work.session.execute(select(model.__table__).where(model.id.in_(known))).mappings()
    return {row["id"]: dict(row) for row in found}


def _lists(row: ProductRow) -> Mapping[str, Any]:
    return {name: list(getattr(row, name)) for name in ("tiers", "regions", "substitutes")}
