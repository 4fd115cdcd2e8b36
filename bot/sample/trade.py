"""A year of the sample's orders: baskets as offices buy them, so that what goes together can be learnt."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from random import Random

from bot.sample.goods import CONTRACT_MONTHS, GOODS
from bot.sample.people import STAFF
from bot.sample.plan import Client, Plan, in_hours
from store.models import Order, OrderLine

ORDERS = 600
PIECES = {"strategic": (4, 16), "enterprise": (3, 12), "midmarket": (2, 8), "smb": (1, 4), "soho": (1, 2)}
OFTEN = {"strategic": 5, "enterprise": 4, "midmarket": 4, "smb": 2, "soho": 1}
BY_SKU = {good.sku: good for good in GOODS}
HANDLES = {number: one.handle for number, one in enumerate(STAFF, start=1)}


@dataclass(slots=True)
class Sale:
    """One order before it is written; `call` is the number of the call it was taken on."""

    at: datetime
    client: Client
    contact: int
    seller: int
    basket: dict[str, int]
    call: int | None = None

    @property
    def total(self) -> Decimal:
        """What it is worth at list price."""
        return Decimal(sum(BY_SKU[sku].price * pieces for sku, pieces in self.basket.items()))


def draw(plan: Plan) -> list[Sale]:
    """The orders of the year in order of time, and those that the sleeping customers placed before it."""
    dice = plan.dice("orders")
    buyers = [client for client in plan.clients if client.firm.stage in ("user", "customer")]
    weights = [OFTEN[client.firm.tier] if client.firm.stage == "user" else 0.3 for client in buyers]
    sales = []
    for client in dice.choices(buyers, weights, k=ORDERS):
        agent = HANDLES[client.owner]
        first = -10 if client.firm.stage == "customer" else 0
        day = dice.choice(plan.workdays(agent)[first:])
        sales.append(_sale(plan, dice, client, day))
    for client in (client for client in plan.clients if client.firm.stage == "dormant"):
        day = plan.now.date() - timedelta(days=dice.randrange(400, 700))
        sales.append(_sale(plan, dice, client, plan.calendar("amy").next_business_day(day)))
    return sorted(sales, key=lambda sale: sale.at)


def write(plan: Plan, sales: list[Sale]) -> None:
    """Write the orders with their lines, delivered after a few days."""
    dice = plan.dice("lines")
    for number, sale in enumerate(sales, start=1):
        age = (plan.now - sale.at).days
        status = "delivered" if age > 12 else "shipped" if age > 5 else "open"
        order = plan.book.add(
            Order,
            number=f"AH-{sale.at:%y%m}-{number:04d}",
            account_id=sale.client.account,
            contact_id=sale.contact,
            user_id=sale.seller,
            call_id=sale.call,
            ordered_at=sale.at,
            status=status,
        )
        covered = max((int(sku[3]) * 12 for sku in sale.basket if sku.startswith("WR-")), default=0)
        for sku, pieces in sale.basket.items():
            good, day = BY_SKU[sku], sale.at.date()
            months = max(good.warranty or 0, covered if good.warranty else 0)
            discount = Decimal(dice.choice((100, 100, 100, 97, 95))) / 100
            plan.book.add(
                OrderLine,
                order_id=order,
                product_id=plan.goods[sku],
                quantity=pieces,
                unit_price=(good.price * discount).quantize(Decimal(1)),
                currency="TWD",
                warranty_until=months_after(day, months) if months else None,
                contract_until=months_after(day, CONTRACT_MONTHS[sku]) if sku in CONTRACT_MONTHS else None,
            )


def months_after(day: date, months: int) -> date:
    """The same day so many months later; the 28th at the latest, which every month has."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, 28))


def _sale(plan: Plan, dice: Random, client: Client, day: date) -> Sale:
    seller = client.manager if client.manager and dice.random() < 0.6 else client.owner
    moment = in_hours(dice, day, plan.calendar(HANDLES[client.owner]).zone)
    return Sale(moment, client, dice.choice(client.contacts), seller, _basket(dice, client.firm.tier))


def _basket(dice: Random, tier: str) -> dict[str, int]:
    kinds = (_notebooks, _desktops, _server, _printer, _toner, _storage)
    weights = (30, 22, 8 if tier not in ("soho",) else 0, 14, 18, 8)
    low, high = PIECES[tier]
    return dice.choices(kinds, weights)[0](dice, dice.randint(low, high))


def _notebooks(dice: Random, pieces: int) -> dict[str, int]:
    sku = dice.choices(("NB-14i5", "NB-14r5", "NB-13u", "NB-16w"), (30, 34, 24, 12))[0]
    extras = {"WR-3Y": 0.41, "DK-24": 0.34, "BG-14": 0.28, "MN-24": 0.12}
    return {sku: pieces} | {extra: pieces for extra, share in extras.items() if dice.random() < share}


def _desktops(dice: Random, pieces: int) -> dict[str, int]:
    sku = dice.choices(("DT-5", "DT-7", "DT-M"), (50, 30, 20))[0]
    basket = {sku: pieces}
    if dice.random() < 0.74:
        basket[dice.choices(("MN-24", "MN-27", "MN-34"), (55, 35, 10))[0]] = pieces
    return basket | ({"WR-5Y": pieces} if dice.random() < 0.14 else {})


def _server(dice: Random, pieces: int) -> dict[str, int]:
    basket = {dice.choice(("SV-1U", "SV-1U", "SV-2U")): max(1, pieces // 5)}
    if dice.random() < 0.68:
        basket[dice.choice(("SP-1", "SP-1", "SP-3"))] = 1
    return basket | ({dice.choice(("UP-1K", "UP-3K")): 1} if dice.random() < 0.57 else {})


def _printer(dice: Random, pieces: int) -> dict[str, int]:
    sku, toner = dice.choice((("PR-L1", "TN-L1"), ("PR-C2", "TN-C2")))
    return {sku: max(1, pieces // 4)} | ({toner: 1 + pieces // 3} if dice.random() < 0.63 else {})


def _toner(dice: Random, pieces: int) -> dict[str, int]:
    return {dice.choice(("TN-L1", "TN-L1", "TN-C2")): 1 + pieces}


def _storage(dice: Random, pieces: int) -> dict[str, int]:
    return {"NAS-4": 1} | ({"UP-1K": 1} if dice.random() < 0.5 else {})
