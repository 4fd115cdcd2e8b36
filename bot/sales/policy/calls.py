"""The daily work: dispositions, contact reasons, cadences, handoffs, the choice of call and script."""

from typing import Annotated, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from bot.sales.policy.base import Days, Hour, Kind, Role, Row, Rule, Share, Weight
from bot.sales.policy.company import Reason

Direction = Literal["inbound", "outbound"]
Flag = Literal[
    "reached", "decision_maker", "sale", "qualified", "do_not_call", "unworkable", "callback", "closes"
]
FLAGS: tuple[Flag, ...] = (
    "reached",
    "decision_maker",
    "sale",
    "qualified",
    "do_not_call",
    "unworkable",
    "callback",
    "closes",
)


class Disposition(Row):
    """How a call ended. Logic reads the flags, never the code.

    `starts` names the cadence that follows, `starts_for` another one by contact reason.
    """

    reached: bool = False
    decision_maker: bool = False
    sale: bool = False
    qualified: bool = False
    do_not_call: bool = False
    unworkable: bool = False
    callback: bool = False
    closes: bool = False
    starts: str = ""
    starts_for: Annotated[dict[str, str], Field(default_factory=dict)]
    promotes_to: str = ""

    @property
    def flags(self) -> frozenset[Flag]:
        """The flags that are up."""
        return frozenset(flag for flag in FLAGS if getattr(self, flag))

    def cadence_for(self, reason: str) -> str:
        """The cadence that this disposition starts in a call about `reason`; "" for none."""
        return self.starts_for.get(reason, self.starts)


class ContactReason(Row):
    """Why we are in contact, in which direction such calls usually go, and what people say for it besides."""

    direction: Direction
    words: tuple[str, ...] = ()


class FollowUpKind(Row):
    """A kind of follow-up: `calls` obeys calling hours and do-not-call, `writes` carries a ready text."""

    code: Kind
    calls: bool = False
    writes: bool = False


class Step(Rule):
    """One touch of a cadence, reckoned from the start of its run.

    `same_day` adds hours but stays before closing; `days` and `business_days` fall on `at` (or the usual
    hour). Days are negative where the cadence counts to a date. `every_days` repeats, at most `times`.
    """

    kind: Kind
    after: Annotated[int, Field(ge=-3650, le=3650)]
    unit: Literal["same_day", "hours", "business_hours", "days", "business_days"]
    reason: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,59}$")]
    at: Hour | None = None
    every_days: Annotated[int | None, Field(ge=1, le=730)] = None
    times: Annotated[int | None, Field(ge=1, le=1000)] = None

    @model_validator(mode="after")
    def _whole(self) -> "Step":
        if self.after < 0 and self.unit not in ("days", "business_days"):
            raise PydanticCustomError("bad_step", "counts backwards in hours", {"instead": 'unit = "days"'})
        if self.times is not None and self.every_days is None:
            raise PydanticCustomError(
                "bad_step", "repeats without a distance", {"instead": "every_days = 30"}
            )
        return self


class Cadence(Row):
    """A named series of touches. It ends on a flag of `stop_on`, with its last step, after `max_attempts`.

    `then` is the cadence that follows when no step was answered; `owner` is the role that does them.
    It `counts` from the call that started it or to a date (a contract's end). `vary_hours` tries another hour
    each time. No two calls or visits of it lie closer than `gap_days`.
    """

    steps: Annotated[tuple[Step, ...], Field(min_length=1, max_length=50)]
    counts: Literal["from_call", "to_date"] = "from_call"
    stop_on: tuple[Flag | Literal["answered", "delivered", "event_attended"], ...] = ()
    gap_days: Annotated[int, Field(ge=0, le=365)] = 1
    max_attempts: Annotated[int, Field(ge=1, le=1000)] = 20
    vary_hours: bool = False
    then: str = ""
    owner: Role = "agent"
    rank: Annotated[int, Field(ge=0, le=99)] = 50


class FollowUps(Rule):
    """Manners of reminders; hours and days of delay are business hours and business days."""

    usual_hour: Hour
    hours_to_try: Annotated[tuple[Hour, ...], Field(min_length=1)]
    nudge_after_hours: Annotated[float, Field(gt=0, le=240)]
    escalate_after_days: Annotated[int, Field(ge=1, le=90)]
    snooze_minutes: Annotated[tuple[Annotated[int, Field(ge=1, le=10080)], ...], Field(min_length=1)]
    call_back_minutes: Annotated[int, Field(ge=1, le=10080)] = 15
    outcome_prompt_hours: Annotated[float, Field(gt=0, le=240)]


class Handoff(Rule):
    """When silence on a handoff is spoken to, as shares of the tier's SLA, and where returned leads go."""

    remind_at: Annotated[float, Field(gt=0, lt=1)]
    escalate_at: Annotated[float, Field(gt=0, le=5)]
    returns_to: str
    return_reasons: Annotated[tuple[Reason, ...], Field(min_length=1)]


class NextCallWeights(Rule):
    """How much each fact counts in the choice of the next call."""

    value: Weight
    due: Weight
    overdue: Weight
    stage: Weight
    likely_hour: Weight
    cadence: Weight
    returned: Weight


class NextCall(Rule):
    """The choice of the next call: weights, and what keeps somebody off the list for now."""

    weights: NextCallWeights
    overdue_full_days: Annotated[float, Field(gt=0, le=365)]
    due_within_hours: Annotated[float, Field(gt=0, le=240)]
    rest_hours: Annotated[float, Field(ge=0, le=720)]
    hours_needed: Annotated[int, Field(ge=1, le=1000)]


class ScriptChoice(Rule):
    """What each key of a script adds to its score when it fits the call."""

    reason: Weight
    direction: Weight
    tier: Weight
    pyramid: Weight
    touch: Weight
    style: Weight
    cross_sell: Weight
    promotion: Weight
    stage: Weight


class Propensity(Rule):
    """From which cross-sell score on a contact counts as inclined to buy more when a script is chosen."""

    inclined_from: Share


class Dormancy(Rule):
    """After how many days without any contact or order a customer counts as dormant."""

    silent_days: Days
