"""Promotions that run on a day, and how often a contact took what was offered."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from store.models import Opening, Product, Promotion


@dataclass(frozen=True, slots=True)
class Running:
    """A promotion that runs, with the line it is about."""

    code: str
    names: Mapping[str, str]
    line: str | None
    percent: Decimal | None
    valid_until: date


def running(session: Session, today: date, tier: str, region: str) -> list[Running]:
    """The promotions of today that an account of this tier and region may have."""
    rows = session.execute(
        select(Promotion, Product.line)
        .join(Product, Product.id == Promotion.product_id, isouter=True)
        .where(Promotion.valid_from <= today, Promotion.valid_until >= today)
        .order_by(Promotion.id)
    )
    return [
        Running(row.code, row.names or {}, row.line or line, row.percent, row.valid_until)
        for row, line in rows
        if (not row.tiers or tier in row.tiers) and (not row.regions or region in row.regions)
    ]


def taken_share(session: Session, contact_id: int) -> float | None:
    """The share of answered openings that were taken; None when none was answered."""
    rows = session.execute(
        select(Opening.answer, func.count())
        .where(Opening.contact_id == contact_id, Opening.answer.is_not(None))
        .group_by(Opening.answer)
    )
    counts = {answer: int(count) for answer, count in rows}
    total = sum(counts.values())
    return counts.get("taken", 0) / total if total else None
