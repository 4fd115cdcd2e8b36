"""A small catalogue, what was learnt of its orders, and customers who face us."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from bot.sales.crosssell import (
    CrossSellRules,
    Owned,
    Situation,
    learn,
)
from bot.sales.money import Money
from bot.sales.offers import Product

TODAY = date(2026, 11, 23)


def product(sku: str, line: str, price: int = 1000, **more: Any) -> Product:
    more.setdefault("stock", 50)
    return Product(sku, sku.lower(), line, Money(Decimal(price), "TWD"), **more)


CATALOGUE = {
    each.sku: each
    for each in (
        product("NB", "notebook", 28900, lifetime_months=48, warranty_months=12),
        product("NB2", "notebook", 27500),
        product("DOCK", "accessory", 4900),
        product("MOUSE", "accessory", 590),
        product("BAG", "accessory", 990),
        product("SRV", "server", 180000),
        product("SRVCARE", "support", 20000, stock=None, fits=frozenset({"server"})),
        product("NBCARE", "warranty", 3900, stock=None, fits=frozenset({"notebook"})),
        product("SRVWAR", "warranty", 1900, stock=None, fits=frozenset({"server"})),
        product("TONER", "toner", 2000, consumable=True, lifetime_months=3),
    )
}


ORDERS = [frozenset({"NB", "DOCK"})] * 40 + [frozenset({"NB", "MOUSE"})] * 15 + [frozenset({"NB"})] * 45
ORDERS += [frozenset({"MOUSE"})] * 20 + [frozenset({"SRV"})] * 80


LEARNT = learn(ORDERS)


RULES = CrossSellRules()


def facing(**more: Any) -> Situation:
    more.setdefault("catalogue", CATALOGUE)
    return Situation(**more)


def days_ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def owned(sku: str, bought: date, **more: Any) -> Owned:
    return Owned(sku, CATALOGUE[sku].line, bought, **more)
