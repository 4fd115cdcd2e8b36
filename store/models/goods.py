"""What is sold: products, prices, stock, promotions, orders."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from store.db import Row


class Product(Row):
    """Something on the price list; empty tiers or regions mean everywhere."""

    __tablename__ = "product"
    __audit__ = "product"
    sku: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    names: Mapped[dict[str, Any]] = mapped_column(default=dict)
    line: Mapped[str | None] = mapped_column(index=True)
    active: Mapped[bool] = mapped_column(default=True)
    stocked: Mapped[bool] = mapped_column(default=True)
    consumable: Mapped[bool] = mapped_column(default=False)
    tiers: Mapped[list[str]] = mapped_column(default=list)
    regions: Mapped[list[str]] = mapped_column(default=list)
    warranty_months: Mapped[int | None]
    lifetime_months: Mapped[int | None]
    substitutes: Mapped[list[str]] = mapped_column(default=list)
    specs: Mapped[dict[str, Any]] = mapped_column(default=dict)
    custom: Mapped[dict[str, Any]] = mapped_column(default=dict)
    version: Mapped[int] = mapped_column(default=1)


class Price(Row):
    """A price from a day to a day, for everybody or for one tier."""

    __tablename__ = "price"
    __audit__ = "price"
    product_id: Mapped[int] = mapped_column(ForeignKey("product.id"), index=True)
    amount: Mapped[Decimal]
    currency: Mapped[str]
    tier: Mapped[str | None]
    valid_from: Mapped[date | None]
    valid_until: Mapped[date | None]


class Stock(Row):
    """Pieces on hand in a region, and when more come."""

    __tablename__ = "stock"
    __table_args__ = (UniqueConstraint("product_id", "region"),)
    product_id: Mapped[int] = mapped_column(ForeignKey("product.id"))
    region: Mapped[str] = mapped_column(default="")
    quantity: Mapped[int]
    restock_on: Mapped[date | None]


class Promotion(Row):
    """A promotion on a product or a whole line, from a day to a day; percent off or a fixed price."""

    __tablename__ = "promotion"
    __audit__ = "promotion"
    code: Mapped[str] = mapped_column(unique=True)
    names: Mapped[dict[str, Any]] = mapped_column(default=dict)
    product_id: Mapped[int | None] = mapped_column(ForeignKey("product.id"), index=True)
    line: Mapped[str | None]
    percent: Mapped[Decimal | None]
    price: Mapped[Decimal | None]
    currency: Mapped[str | None]
    valid_from: Mapped[date]
    valid_until: Mapped[date]
    tiers: Mapped[list[str]] = mapped_column(default=list)
    regions: Mapped[list[str]] = mapped_column(default=list)
    custom: Mapped[dict[str, Any]] = mapped_column(default=dict)


class Order(Row):
    """An order taken, with who took it and the call it came from."""

    __tablename__ = "sales_order"
    __audit__ = "order"
    number: Mapped[str] = mapped_column(unique=True)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), index=True)
    contact_id: Mapped[int | None] = mapped_column(ForeignKey("contact.id"), index=True)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"), index=True)
    call_id: Mapped[int | None] = mapped_column(ForeignKey("call.id"))
    ordered_at: Mapped[datetime] = mapped_column(index=True)
    status: Mapped[str] = mapped_column(default="open")
    custom: Mapped[dict[str, Any]] = mapped_column(default=dict)
    version: Mapped[int] = mapped_column(default=1)


class OrderLine(Row):
    """One product of an order, with the ends of its warranty and contract.

    `from_stock`: how many pieces were taken off which count (its number as text), to be given back by undo.
    """

    __tablename__ = "order_line"
    __audit__ = "order_line"
    order_id: Mapped[int] = mapped_column(ForeignKey("sales_order.id"), index=True)
    product_id: Mapped[int] = mapped_column(ForeignKey("product.id"), index=True)
    quantity: Mapped[int]
    unit_price: Mapped[Decimal]
    currency: Mapped[str]
    warranty_until: Mapped[date | None]
    contract_until: Mapped[date | None]
    from_stock: Mapped[dict[str, Any]] = mapped_column(default=dict)
