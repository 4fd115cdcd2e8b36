"""The pipeline by stage, and where it sticks."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from statistics import mean, median

from bot.sales.forecast.outlook import in_ours
from bot.sales.forecast.values import Deal, ForecastRules, StageChange, StageNorm, StageRow, StuckDeal


@dataclass(frozen=True, slots=True)
class _Stay:
    """A deal's stay in a stage; `left` and `went_to` are None while it lasts."""

    stage: str
    entered: date
    left: date | None
    went_to: str | None


def pipeline_table(
    deals: Iterable[Deal],
    changes: Iterable[StageChange],
    today: date,
    stages: Sequence[StageNorm],
    rules: ForecastRules,
) -> tuple[StageRow, ...]:
    """One row for each stage of the path, in order; stages beside the path are left out.

    The usual dwell is the policy's. Stuck is the stage with the highest ratio of median dwell to it, if
    at least `stuck_ratio`, with at least `stuck_deals` open deals. Won and lost deals count as gone.
    """
    path = sorted((norm for norm in stages if not norm.side), key=lambda norm: norm.order)
    every = list(deals)
    stays = _stays(every, changes)
    rows = [_row(norm, path[place + 1 :], every, stays, today, rules) for place, norm in enumerate(path)]
    late = [
        row
        for row in rows
        if row.ratio is not None and row.ratio >= rules.stuck_ratio and row.count >= rules.stuck_deals
    ]
    worst = max(late, key=lambda row: row.ratio or 0.0, default=None)
    return tuple(replace(row, stuck=row is worst) for row in rows)


def stuck_deals(
    deals: Iterable[Deal], today: date, stages: Sequence[StageNorm], rules: ForecastRules
) -> tuple[StuckDeal, ...]:
    """Open deals that stay longer than `stuck_ratio` times the usual, the largest amount at stake first."""
    usual = {norm.code: norm.usual_days for norm in stages if not norm.side and norm.usual_days}
    found = [
        StuckDeal(deal, (today - deal.since).days, usual[deal.stage])
        for deal in deals
        if deal.state == "open"
        and deal.stage in usual
        and (today - deal.since).days >= rules.stuck_ratio * usual[deal.stage]
    ]
    return tuple(sorted(found, key=lambda each: (-_amount(each.deal, rules), -each.days, each.deal.id)))


def _row(
    norm: StageNorm,
    later: Sequence[StageNorm],
    deals: list[Deal],
    stays: list[_Stay],
    today: date,
    rules: ForecastRules,
) -> StageRow:
    begins = today - timedelta(days=rules.window_days)
    here = [deal for deal in deals if deal.state == "open" and deal.stage == norm.code]
    mine = [stay for stay in stays if stay.stage == norm.code]
    entered = [stay for stay in mine if stay.entered >= begins]
    onward = {each.code for each in later} | {"won"}
    moved = [stay for stay in entered if stay.went_to in onward]
    days = [
        (max(stay.left or today, stay.entered) - stay.entered).days
        for stay in mine
        if stay.left is None or stay.left >= begins
    ]
    middle = float(median(days)) if days else None
    return StageRow(
        stage=norm.code,
        count=len(here),
        amount=sum((_amount(deal, rules) for deal in here), Decimal(0)),
        entered=len(entered),
        moved_on=len(moved),
        conversion=len(moved) / len(entered) if entered else None,
        dwell_median=middle,
        dwell_mean=round(mean(days), 1) if days else None,
        usual=float(norm.usual_days) if norm.usual_days else None,
        ratio=middle / norm.usual_days if middle is not None and norm.usual_days else None,
        next_stage=later[0].code if later else None,
    )


def _amount(deal: Deal, rules: ForecastRules) -> Decimal:
    return (in_ours(deal.amount, rules) if deal.amount else None) or Decimal(0)


def _stays(deals: list[Deal], changes: Iterable[StageChange]) -> list[_Stay]:
    """Every stay from the history; a deal without history stays where it is since `since`."""
    steps: dict[int, list[StageChange]] = {}
    for change in sorted(changes, key=lambda each: each.on):
        steps.setdefault(change.deal, []).append(change)
    known = {deal.id: deal for deal in deals}
    found = [stay for deal, own in steps.items() for stay in _of_one(own, known.get(deal))]
    return found + [
        _Stay(deal.stage, deal.since, deal.closed_on, deal.state)
        if deal.state != "open"
        else _Stay(deal.stage, deal.since, None, None)
        for deal in deals
        if deal.id not in steps
    ]


def _of_one(steps: list[StageChange], deal: Deal | None) -> Iterable[_Stay]:
    for step, after in zip(steps, [*steps[1:], None], strict=True):
        if step.to_stage is None:
            continue
        if after is not None:
            yield _Stay(step.to_stage, step.on, after.on, after.to_stage)
        elif deal is not None and deal.state != "open":
            yield _Stay(step.to_stage, step.on, deal.closed_on or step.on, deal.state)
        else:
            yield _Stay(step.to_stage, step.on, None, None)
