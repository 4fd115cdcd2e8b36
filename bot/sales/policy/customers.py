"""How customers are told apart: tiers, value, pyramid, stages, coverage, ideal customer, BANT."""

from typing import Annotated, Literal

from pydantic import Field

from bot.sales.policy.base import Days, Row, Rule, Score, Share, Weight
from bot.sales.policy.company import Reason

Person = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
StageEvent = Literal[
    "reached",
    "need_found",
    "quote_requested",
    "qualified",
    "handoff_accepted",
    "order",
    "delivered",
    "deal_lost",
    "repurchase_lost",
    "not_a_fit",
    "silent",
    "revived",
]


class Competitor(Row):
    """A house that customers buy from too: the name it is told by, and what else people call it."""

    name: Annotated[str, Field(min_length=1, max_length=100)]
    words: tuple[str, ...] = ()


class CloseReason(Reason):
    """A reason to close a case: what it means for the stage, whether nobody may call there again, other words."""

    event: StageEvent | None = None
    do_not_call: bool = False
    words: tuple[str, ...] = ()


class Tier(Row):
    """A tier of accounts: who leads, who helps, how it is recognised, and what is promised to it.

    Thresholds for employees or revenue (the company's currency, a year): either is enough. A `named` tier
    is never given by size. The handoff SLA is in business hours; `icp` is 0-100, `bant` 0-4.
    """

    order: Annotated[int, Field(ge=1, le=99)]
    touch: Literal["high", "mixed", "low"]
    lead: Annotated[tuple[Person, ...], Field(min_length=1)]
    helpers: tuple[Person, ...] = ()
    named: bool = False
    min_employees: Annotated[int | None, Field(ge=0)] = None
    min_revenue: Annotated[int | None, Field(ge=0)] = None
    handoff_hours: Annotated[float, Field(gt=0, le=240)]
    icp: Score
    bant: Annotated[float, Field(ge=0, le=4)]
    cross_sell: bool = True


class Segments(Rule):
    """The tier of an account whose size nobody knows."""

    unknown_tier: str


class ValueWeights(Rule):
    """How much each of the five inputs counts; only the proportions matter."""

    sales: Weight
    expected: Weight
    credit: Weight
    profit: Weight
    demonstration: Weight


class Scale(Rule):
    """What earns the full score, and the curve towards it (1 straight, 0.5 the root: small sums count)."""

    full: Annotated[float, Field(gt=0)]
    exponent: Annotated[float, Field(gt=0, le=3)] = 1.0


class ValueScales(Rule):
    """The scale of each input: money in the company's currency, credit and demonstration as indices."""

    sales: Scale
    expected: Scale
    credit: Scale
    profit: Scale
    demonstration: Scale


class ValueRules(Rule):
    """How the value of an account is reckoned."""

    weights: ValueWeights
    scales: ValueScales


class PyramidLevel(Row):
    """A level of the value pyramid: the next so many per cent of the accounts; without a number, the rest."""

    percent: Annotated[float | None, Field(gt=0, lt=100)] = None


class StageRule(Row):
    """A stage of the life cycle: what enters it and from where, what is done in it, by whom, how long.

    `after` names the stages from which it can be entered; going back to an earlier stage needs `again`.
    `side` stages lie beside the path. `win` is the share of cases in this stage that end in an order.
    """

    order: Annotated[int, Field(ge=1, le=99)]
    entered_on: tuple[StageEvent, ...] = ()
    after: tuple[str, ...] = ()
    again: bool = False
    side: bool = False
    actions: tuple[str, ...] = ()
    owners: tuple[Person, ...] = ()
    call_reason: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,39}$")] = "new_lead"
    usual_days: Days
    stall_days: Annotated[int | None, Field(ge=1, le=3650)] = None
    win: Share


class CoverageRule(Row):
    """Who serves what; empty lists match everything, the first fitting row wins.

    `lead` serves the account day by day, `handoff` receives what is handed over, both in order of preference;
    `narrow` says in which order candidates are narrowed before the lightest load decides.
    """

    tiers: tuple[str, ...] = ()
    territories: tuple[str, ...] = ()
    industries: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    lead: Annotated[tuple[Person, ...], Field(min_length=1)]
    handoff: Annotated[tuple[Person, ...], Field(min_length=1)]
    specialists: tuple[Person, ...] = ()
    narrow: tuple[Literal["territory", "industry", "line"], ...] = ("territory", "industry", "line")


class IcpWeights(Rule):
    """How much each part of the ideal customer profile counts."""

    industry: Weight
    size: Weight
    territory: Weight
    product_fit: Weight


class Negative(Row):
    """Who is not wanted: an account with one of these words, or below or above a number, is out, and why."""

    field: Literal["industry", "territory", "employees", "revenue", "credit", "tags", "name"]
    any_of: tuple[str, ...] = ()
    below: float | None = None
    above: float | None = None


class Icp(Rule):
    """The ideal customer profile; an empty list of wanted things means that all are welcome.

    A part scores 100 when wanted, `elsewhere` when known and not wanted, `unknown` when nobody knows.
    """

    weights: IcpWeights
    industries: tuple[str, ...]
    territories: tuple[str, ...]
    lines: tuple[str, ...]
    best_employees: tuple[Annotated[int, Field(ge=1)], Annotated[int, Field(ge=1)]]
    elsewhere: Score
    unknown: Score
    negative: tuple[Negative, ...] = ()


class BantWeights(Rule):
    """What each answer adds; scaled so that all four together make 4."""

    budget: Weight
    authority: Weight
    need: Weight
    timeline: Weight


class BantRules(Rule):
    """How complete the four answers are: a guess counts less, an old answer not at all."""

    weights: BantWeights
    unsure_counts: Share
    fresh_days: Annotated[int, Field(ge=1, le=3650)]
