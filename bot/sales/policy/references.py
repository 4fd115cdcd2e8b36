"""Codes that one part of the policy uses and another part must hold; rules that span several rows."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from bot.sales.policy.faults import Finding, Path, nearest_of

if TYPE_CHECKING:
    from bot.sales.policy.model import Policy


def findings(policy: "Policy") -> Iterator[Finding]:
    """Everything that is wrong between the parts of a policy whose parts are each right."""
    yield from _unknown_codes(policy)
    yield from _pyramid(policy)
    yield from _weights(policy)
    yield from _stages(policy)
    yield from _coverage(policy)
    yield from _dated_cadences(policy)
    for index, row in enumerate(policy.calling_hours):
        if not any(row.week()):
            path: Path = ("calling_hours", index)
            yield Finding(path, "not_allowed", "nobody could ever be phoned", instead='mon = ["09:00-18:00"]')
    if not any(row.region == "*" for row in policy.calling_hours):
        yield Finding(("calling_hours",), "missing", "no row for all other regions", instead='region = "*"')
    try:
        policy.calendar(policy.company.timezone, policy.company.region)
    except ValueError as error:
        yield Finding(
            ("business_hours",), "not_allowed", str(error), instead="shorter quiet hours or longer days"
        )


def _unknown_codes(policy: "Policy") -> Iterator[Finding]:
    for path, code, known in _uses(policy):
        if code not in known:
            near = nearest_of(code, known)
            listed = "" if near else "one of " + ", ".join(sorted(known))
            yield Finding(path, "unknown_code", f"{code!r} is not known", near, listed)


def _uses(policy: "Policy") -> Iterator[tuple[Path, str, frozenset[str]]]:
    cadences = frozenset(row.code for row in policy.cadences)
    stages = frozenset(row.code for row in policy.stages)
    tiers = frozenset(row.code for row in policy.tiers)
    reasons = frozenset(row.code for row in policy.contact_reasons)
    for index, disposition in enumerate(policy.dispositions):
        here: Path = ("dispositions", index)
        yield from _if_any((*here, "starts"), disposition.starts, cadences)
        yield from _if_any((*here, "promotes_to"), disposition.promotes_to, stages)
        for reason, cadence in disposition.starts_for.items():
            yield (*here, "starts_for", reason), reason, reasons
            yield from _if_any((*here, "starts_for", reason), cadence, cadences)
    for index, cadence_row in enumerate(policy.cadences):
        yield from _if_any(("cadences", index, "then"), cadence_row.then, cadences)
    for index, stage in enumerate(policy.stages):
        yield from ((("stages", index, "after"), code, stages) for code in stage.after)
    for index, rule in enumerate(policy.coverage):
        yield from ((("coverage", index, "tiers"), code, tiers) for code in rule.tiers)
    yield ("segments", "unknown_tier"), policy.segments.unknown_tier, tiers
    yield ("handoff", "returns_to"), policy.handoff.returns_to, cadences


def _if_any(path: Path, code: str, known: frozenset[str]) -> Iterator[tuple[Path, str, frozenset[str]]]:
    if code:
        yield path, code, known


def _dated_cadences(policy: "Policy") -> Iterator[Finding]:
    """A call has no date to count to, so no disposition can start a cadence that does."""
    dated = {row.code for row in policy.cadences if row.counts == "to_date"}
    for index, row in enumerate(policy.dispositions):
        wrong = "counts to a date, a call cannot start it"
        if row.starts in dated:
            yield Finding(("dispositions", index, "starts"), "not_allowed", f"{row.starts!r} {wrong}")
        for reason, cadence in row.starts_for.items():
            if cadence in dated:
                path: Path = ("dispositions", index, "starts_for", reason)
                yield Finding(path, "not_allowed", f"{cadence!r} {wrong}")


def _pyramid(policy: "Policy") -> Iterator[Finding]:
    percents = [level.percent for level in policy.pyramid]
    for index, percent in enumerate(percents[:-1]):
        if percent is None:
            path: Path = ("pyramid", index)
            yield Finding(path, "missing", "only the last level takes the rest", instead="percent = 15.0")
    if percents[-1] is not None:
        wrong = "the last level takes the rest and has no number"
        yield Finding(("pyramid", len(percents) - 1, "percent"), "not_allowed", wrong)
    if sum(percent or 0 for percent in percents) >= 100:
        yield Finding(("pyramid",), "not_allowed", "the shares leave no rest", instead="less than 100 in all")


def _weights(policy: "Policy") -> Iterator[Finding]:
    tables: Iterable[tuple[Path, dict[str, float]]] = (
        (("value", "weights"), policy.value.weights.model_dump()),
        (("icp", "weights"), policy.icp.weights.model_dump()),
        (("bant", "weights"), policy.bant.weights.model_dump()),
        (("next_call", "weights"), policy.next_call.weights.model_dump()),
        (("script_choice",), policy.script_choice.model_dump()),
    )
    for path, weights in tables:
        if not sum(weights.values()):
            yield Finding(path, "not_allowed", "all weights are 0", instead="at least one above 0")
    low, high = policy.icp.best_employees
    if low > high:
        yield Finding(
            ("icp", "best_employees"), "not_allowed", "from is above to", instead=f"[{high}, {low}]"
        )
    for index, row in enumerate(policy.icp.negative):
        if not row.any_of and row.below is None and row.above is None:
            yield Finding(
                ("icp", "negative", index), "missing", "has no test", instead="any_of, below or above"
            )


def _stages(policy: "Policy") -> Iterator[Finding]:
    """Falling back is refused: an earlier stage may only follow a later one where it says `again`."""
    known = {row.code: row for row in policy.stages}
    for index, stage in enumerate(policy.stages):
        for code in stage.after:
            before = known.get(code)
            if before and not (stage.again or stage.side or before.side) and before.order >= stage.order:
                wrong = f"falls back from {code!r}"
                yield Finding(
                    ("stages", index, "after"), "not_allowed", wrong, instead="again = true, if it is meant"
                )
    orders = [row.order for row in policy.stages]
    for index, order in enumerate(orders):
        if order in orders[:index]:
            yield Finding(
                ("stages", index, "order"), "not_allowed", f"{order} is taken", instead="another number"
            )


def _coverage(policy: "Policy") -> Iterator[Finding]:
    last = policy.coverage[-1]
    if last.tiers or last.territories or last.industries or last.lines:
        wrong = "the last row must fit every account, or some have nobody"
        yield Finding(
            ("coverage", len(policy.coverage) - 1), "not_allowed", wrong, instead="a last row without lists"
        )
    if not any(tier.min_employees == 0 or tier.min_revenue == 0 for tier in policy.tiers):
        yield Finding(
            ("tiers",), "missing", "no tier takes the smallest", instead="min_employees = 0 in one tier"
        )
