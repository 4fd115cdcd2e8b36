"""Promotions that run on a day, and how often a contact took what was offered."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from store.direct import ask, table
from store.models import Opening, Product, Promotion


@dataclass(frozen=True, slots=True)
class Running:
    """A promotion that runs, with the line it is about."""

    code: str
    names: Mapping[str, str]
    line: str | None
    percent: Decimal | None
    valid_until: date


_PR, _P, _O = table(Promotion), table(Product), table(Opening).c
_RUNNING = (
    select(_PR, _P.c.line.label("its_line"))
    .join_from(_PR, _P, _P.c.id == _PR.c.product_id, isouter=True)
    .where(_PR.c.valid_from <= bindparam("today"), _PR.c.valid_until >= bindparam("today"))
    .order_by(_PR.c.id)
)
_ANSWERED = (
    select(_O.answer, func.count())
    .where(_O.contact_id == bindparam("contact"), _O.answer.is_not(None))
    .group_by(_O.answer)
)


def running(session: Session, today: date, tier: str, region: str) -> list[Running]:
    """The promotions of today that an account of this tier and region may have."""
    return [
        Running(row.code, row.names or {}, row.line or row.its_line, row.percent, row.valid_until)
        for row in ask(session, _RUNNING, today=today)
        if (not row.tiers or tier in row.tiers) and (not row.regions or region in row.regions)
    ]


def taken_share(session: Session, contact_id: int) -> float | None:
    """The share of answered openings that were taken; None when none was answered."""
    counts = {answer: int(count) for answer, count in ask(session, _ANSWERED, contact=contact_id)}
    total = sum(counts.values())
    return counts.get("taken", 0) / total if total else None
