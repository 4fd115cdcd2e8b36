"""What a quota period is likely to bring: weighted, and committed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from bot.sales.forecast.values import Deal, Forecast, ForecastRules, Period, StageNorm
from bot.sales.metrics import attainment
from bot.sales.money import Money


@dataclass(frozen=True, slots=True)
class _Share:
    """What one deal adds: an amount in our currency, its chance now, and whether it is committed."""

    place: Literal["won", "open", "undated"]
    amount: Decimal
    chance: Decimal
    committed: bool


def period_of(today: date, kind: Literal["month", "quarter", "year"], year_starts: int = 1) -> Period:
    """The quota period that today lies in; the year begins in month `year_starts`."""
    length = {"month": 1, "quarter": 3, "year": 12}[kind]
    into = (today.month - year_starts) % 12 % length
    index = today.year * 12 + today.month - 1 - into
    after = index + length
    first = date(index // 12, index % 12 + 1, 1)
    return Period(first, date(after // 12, after % 12 + 1, 1) - timedelta(days=1))


def forecast(
    deals: Iterable[Deal],
    period: Period,
    today: date,
    stages: Sequence[StageNorm],
    rules: ForecastRules,
    quota: Decimal | None = None,
    owner: int | None = None,
) -> Forecast:
    """The forecast of a period over these deals, of one `owner` or (None) of all.

    An open deal whose closing day has passed has slipped and counts into the period of today.
    """
    norms = {norm.code: norm for norm in stages}
    shares: list[_Share] = []
    unconverted: list[Money] = []
    for deal in deals:
        place = _place(deal, period, today, rules)
        if place is None or deal.amount is None or not (owner is None or owner in deal.credited()):
            continue
        amount = in_ours(deal.amount, rules)
        if amount is None:
            unconverted.append(deal.amount)
        else:
            chance = _chance(deal, norms)
            committed = deal.committed or chance >= Decimal(str(rules.commit_from))
            now = chance * _decay(deal, norms, today, rules)
            shares.append(_Share(place, amount, now, committed))
    return _summed(shares, tuple(unconverted), period, today, quota, owner)


def in_ours(money: Money, rules: ForecastRules) -> Decimal | None:
    """An amount in the rules' currency; None without a rate."""
    if money.currency == rules.currency:
        return money.amount
    rate = rules.rates.get(money.currency)
    return None if rate is None else money.amount * rate


def _summed(
    shares: list[_Share],
    unconverted: tuple[Money, ...],
    period: Period,
    today: date,
    quota: Decimal | None,
    owner: int | None,
) -> Forecast:
    closed = [share for share in shares if share.place == "won"]
    live = [share for share in shares if share.place == "open"]
    won = sum((share.amount for share in closed), Decimal(0))
    return Forecast(
        owner=owner,
        won=won,
        weighted=won + _worth(live),
        commit=won + sum((share.amount for share in live if share.committed), Decimal(0)),
        open=sum((share.amount for share in live), Decimal(0)),
        deals=len(live),
        won_count=len(closed),
        undated=_worth(share for share in shares if share.place == "undated"),
        unconverted=unconverted,
        quota=attainment(won, quota, period.first, period.last, today),
    )


def _worth(shares: Iterable[_Share]) -> Decimal:
    total = sum((share.amount * share.chance for share in shares), Decimal(0))
    return total.quantize(Decimal(1), ROUND_HALF_UP)


def _place(
    deal: Deal, period: Period, today: date, rules: ForecastRules
) -> Literal["won", "open", "undated"] | None:
    """Which part of the period's forecast a deal belongs to; None for no part."""
    if deal.state == "won":
        return "won" if deal.closed_on and period.first <= deal.closed_on <= period.last else None
    if deal.state == "lost":
        return None
    if deal.close_on is None:
        return "undated"
    closes = max(deal.close_on, today)
    in_time = closes <= today + timedelta(days=rules.horizon_days)
    return "open" if in_time and period.first <= closes <= period.last else None


def _chance(deal: Deal, norms: Mapping[str, StageNorm]) -> Decimal:
    if deal.probability is not None:
        return Decimal(str(deal.probability))
    norm = norms.get(deal.stage)
    return Decimal(str(norm.win)) if norm else Decimal(0)


def _decay(deal: Deal, norms: Mapping[str, StageNorm], today: date, rules: ForecastRules) -> Decimal:
    norm = norms.get(deal.stage)
    if rules.half_life_days is None or norm is None:
        return Decimal(1)
    late = max(0, (today - deal.since).days - norm.usual_days)
    return Decimal(str(0.5 ** (late / rules.half_life_days)))
