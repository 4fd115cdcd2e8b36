"""A company whose orders go together."""

from datetime import date, timedelta
from decimal import Decimal

from store.models import Order, OrderLine, Product
from tests.talk import Answers, Desk, Talk

TOGETHER = [("NB-14r5", "DK-24")] * 12 + [("NB-14r5", "WR-3Y")] * 6 + [("NB-14r5",)] * 6 + [("SV-1U",)] * 40


def skus(answers: Answers) -> list[str]:
    """What was offered, in order."""
    return [str(one["sku"]) for one in answers.one("crosssell.offer")["openings"]]


def calls_about_notebooks(amy: Talk) -> Answers:
    """A call on which three notebooks were talked about."""
    amy.says("log 周文彬 要報價 15 分鐘 3 台 NB-14r5")
    return amy.presses("log.save")


def owns(desk: Desk, sku: str, *, account: int = 1, months: int = 0) -> None:
    """The company bought one of these so many months ago."""
    with desk.database.transaction() as session:
        product = session.query(Product).filter_by(sku=sku).one()
        at = desk.clock() - timedelta(days=30 * months)
        order = Order(number=f"O-{sku}-{months}", account_id=account, ordered_at=at, status="delivered")
        session.add(order)
        session.flush()
        until = date(2026, 12, 20) if months else None
        line = OrderLine(order_id=order.id, product_id=product.id, quantity=2, currency="TWD")
        line.unit_price, line.warranty_until = Decimal(1000), until
        session.add(line)
