"""The life cycle of an account: which stage it enters on which event, and where it is stuck."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.sales.policy import Disposition, Policy, StageRule
from bot.sales.policy.customers import StageEvent

_DAY = timedelta(days=1)


def next_stage(current: str, event: StageEvent, policy: Policy, *, ordered_before: bool = False) -> str:
    """The stage after an event, the same one where the event moves nothing.

    A lost deal of an account that has ordered before is a lost repurchase: the customer is not lost with it.
    """
    if event == "deal_lost" and ordered_before:
        event = "repurchase_lost"
    entered = (stage for stage in _in_order(policy) if event in stage.entered_on and current in stage.after)
    return next((stage.code for stage in entered), current)


def stage_after_call(current: str, disposition: Disposition, policy: Policy) -> str:
    """The stage after a logged call: where its disposition promotes to, else where reaching a person leads.

    A promotion that would fall back (a callback to a customer) moves nothing.
    """
    target = next((stage for stage in policy.stages if stage.code == disposition.promotes_to), None)
    if target and current in target.after:
        return target.code
    return next_stage(current, "reached", policy) if _warms(disposition, target) else current


def _warms(disposition: Disposition, target: StageRule | None) -> bool:
    """Reaching someone moves a case on, unless the call ended it or has a say of its own on the stage."""
    return disposition.reached and not disposition.closes and (target is None or not target.side)


def _in_order(policy: Policy) -> list[StageRule]:
    """Further stages first, so that an event named in two stages leads to the further one."""
    return sorted(policy.stages, key=lambda stage: (stage.side, -stage.order))


@dataclass(frozen=True, slots=True)
class Dwell:
    """How many days an account has been in its stage, and how many over the stage's own limit."""

    stage: str
    days: float
    usual_days: int
    over_days: float

    @property
    def stalled(self) -> bool:
        """Whether it is stuck there."""
        return self.over_days > 0


def dwell(stage: str, since: datetime, now: datetime, policy: Policy) -> Dwell:
    """Days in the stage against the stage's own limit; a stage without a limit never stalls."""
    rule = policy.stage(stage)
    days = max(0.0, (now - since) / _DAY)
    over = 0.0 if rule.stall_days is None else max(0.0, days - rule.stall_days)
    return Dwell(stage, round(days, 2), rule.usual_days, round(over, 2))


def is_silent(last_touch: datetime, now: datetime, policy: Policy) -> bool:
    """Whether a customer has been silent long enough to count as dormant (event `silent`)."""
    return now - last_touch >= timedelta(days=policy.dormancy.silent_days)


def open_chance(stage: str, policy: Policy) -> float:
    """How much a call can still move here, 0-1: 4 * win * (1 - win); nothing where all is won or lost."""
    win = policy.stage(stage).win
    return round(4 * win * (1 - win), 4)
