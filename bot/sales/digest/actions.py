"""The few things to act on today, the most urgent first."""

from collections.abc import Iterator
from datetime import date

from bot.sales.digest.desk import Action, DeskToday, DigestRules
from bot.sales.money import Money
from bot.sales.offers import Plain


def actions(desk: DeskToday, today: date, rules: DigestRules) -> tuple[Action, ...]:
    """The `actions` most urgent things, at most `same_kind` of a kind while other kinds wait too.

    Urgency = that of the kind + severity (0-1) × `severity`; ties by the code and the record.
    """
    sources = (_handoffs, _overdue, _stalled, _renewals, _quota, _without_calls)
    every = [action for source in sources for action in source(desk, today, rules)]
    found = sorted(every, key=lambda each: (-each.urgency, each.code, each.buttons))
    seen: dict[str, int] = {}
    first: list[Action] = []
    rest: list[Action] = []
    for each in found:
        seen[each.code] = seen.get(each.code, 0) + 1
        (first if seen[each.code] <= rules.same_kind else rest).append(each)
    chosen = (first + rest)[: rules.actions]
    return tuple(sorted(chosen, key=found.index))


def _action(code: str, severity: float, record: str, rules: DigestRules, params: dict[str, Plain]) -> Action:
    urgency = float(getattr(rules.urgency, code)) + rules.severity * max(0.0, min(1.0, severity))
    data = f":{record}" if record else ""
    return Action(
        code, round(urgency, 2), params, tuple(f"{name}{data}" for name in rules.buttons.get(code, ()))
    )


def _fact(money: Money | None) -> dict[str, str] | None:
    return money.as_fact() if money else None


def _handoffs(desk: DeskToday, _: date, rules: DigestRules) -> Iterator[Action]:
    for each in desk.handoffs:
        params: dict[str, Plain] = {
            "handoff_id": each.id,
            "company": each.company,
            "manager": each.manager,
            "waited_hours": round(each.waited_hours, 1),
            "over_hours": round(max(0.0, each.over_hours), 1),
            "amount": _fact(each.amount),
        }
        record = f"{each.id}.{each.version}"
        if each.over_hours > 0:
            severity = each.over_hours / rules.breach_full_hours
            yield _action("handoff_breached", severity, record, rules, params)
        elif each.waited_hours >= rules.waiting_from * each.sla_hours:
            severity = each.waited_hours / each.sla_hours if each.sla_hours else 1.0
            yield _action("handoff_waiting", severity, record, rules, params)


def _overdue(desk: DeskToday, _: date, rules: DigestRules) -> Iterator[Action]:
    for each in desk.overdue:
        params: dict[str, Plain] = {
            "person_id": each.person_id,
            "person": each.person,
            "count": each.count,
        }
        severity = each.count / rules.overdue_full
        if each.away and each.count > 0:
            yield _action("overdue_absent", severity, str(each.person_id), rules, params)
        elif each.count >= rules.overdue_from:
            yield _action("overdue", severity, str(each.person_id), rules, params)


def _stalled(desk: DeskToday, _: date, rules: DigestRules) -> Iterator[Action]:
    most = max((each.amount.amount for each in desk.stalled if each.amount), default=None)
    for each in desk.stalled:
        size = float(each.amount.amount / most) if each.amount and most else 0.0
        length = each.days / each.usual / rules.stuck_full if each.usual else 1.0
        params: dict[str, Plain] = {
            "deal_id": each.id,
            "company": each.company,
            "stage": each.stage,
            "days": each.days,
            "usual": each.usual,
            "amount": _fact(each.amount),
        }
        record = f"{each.id}.{each.version}"
        yield _action("deal_stuck", (size + min(1.0, length)) / 2, record, rules, params)


def _renewals(desk: DeskToday, today: date, rules: DigestRules) -> Iterator[Action]:
    for each in desk.renewals:
        days = (each.until - today).days
        if days <= rules.renewal_days:
            params: dict[str, Plain] = {
                "account_id": each.account_id,
                "company": each.company,
                "product": each.product,
                "until": each.until.isoformat(),
                "days": days,
                "amount": _fact(each.amount),
            }
            yield _action("renewal", 1 - days / rules.renewal_days, str(each.account_id), rules, params)


def _quota(desk: DeskToday, _: date, rules: DigestRules) -> Iterator[Action]:
    quota = desk.quota
    if quota is None or quota.share is None or quota.gap is None or quota.behind < rules.quota_gap_from:
        return
    params: dict[str, Plain] = {
        "gap": Money(quota.gap, desk.currency).as_fact(),
        "share": round(quota.share, 4),
        "pace": round(quota.pace, 4),
    }
    yield _action("quota_gap", quota.behind, "", rules, params)


def _without_calls(desk: DeskToday, _: date, rules: DigestRules) -> Iterator[Action]:
    for each in desk.without_calls:
        if each.days >= rules.without_calls_days:
            params: dict[str, Plain] = {
                "person_id": each.person_id,
                "person": each.person,
                "days": each.days,
            }
            yield _action("without_calls", each.days / 10, str(each.person_id), rules, params)
