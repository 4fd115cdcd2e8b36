"""The plain values of forecast and pipeline, and the numbers that steer them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal, Protocol

from pydantic import BaseModel, ConfigDict, Field

from bot.sales.metrics import Attainment
from bot.sales.money import Money


class StageNorm(Protocol):
    """A stage as the policy has it; `win` is the share (0-1) of cases in it that end in an order."""

    @property
    def code(self) -> str: ...  # noqa: D102
    @property
    def order(self) -> int: ...  # noqa: D102
    @property
    def side(self) -> bool: ...  # noqa: D102
    @property
    def usual_days(self) -> int: ...  # noqa: D102
    @property
    def win(self) -> float: ...  # noqa: D102


class ForecastRules(BaseModel):
    """The numbers of the forecast and the pipeline table; amounts are summed in `currency`.

    `rates`: worth of one unit of another currency in ours; what has no rate is listed apart.
    `half_life_days`: a deal older in its stage than usual loses half its weight in so many days more
    (None: no decay).
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    currency: str = "TWD"
    rates: Mapping[str, Decimal] = {}
    commit_from: float = Field(0.7, ge=0, le=1)
    horizon_days: int = Field(365, ge=1)
    half_life_days: int | None = Field(None, ge=1)
    window_days: int = Field(90, ge=1)
    stuck_ratio: float = Field(1.25, ge=1)
    stuck_deals: int = Field(2, ge=1)


@dataclass(frozen=True, slots=True)
class Deal:
    """An opportunity. `since`: in its stage since; `probability` 0-1 overrules that of the stage.

    `given_by` handed it over: once won it counts for him as for its owner, and once in what they won together.
    """

    id: int
    stage: str
    state: Literal["open", "won", "lost"]
    amount: Money | None
    since: date
    owner: int | None = None
    name: str = ""
    probability: float | None = None
    committed: bool = False
    close_on: date | None = None
    closed_on: date | None = None
    given_by: int | None = None

    def credited(self) -> frozenset[int]:
        """For whom it counts: its owner, and once won also who handed it over."""
        people = (self.owner, self.given_by if self.state == "won" else None)
        return frozenset(one for one in people if one is not None)


@dataclass(frozen=True, slots=True)
class Period:
    """A quota period, both days included."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Forecast:
    """What a period is likely to bring, in the rules' currency.

    `weighted` = won + open amounts × probability; `commit` = won + what its owner stands by or is likely
    from `commit_from` on. `undated` is the weighted worth of open deals without a closing day, which are
    in no period; `unconverted` are the amounts in a currency without a rate.
    """

    owner: int | None
    won: Decimal
    weighted: Decimal
    commit: Decimal
    open: Decimal
    deals: int
    won_count: int
    undated: Decimal
    unconverted: tuple[Money, ...]
    quota: Attainment


@dataclass(frozen=True, slots=True)
class StageChange:
    """A deal entering a stage; `to_stage` None: it left the pipeline's stages."""

    deal: int
    from_stage: str | None
    to_stage: str | None
    on: date


@dataclass(frozen=True, slots=True)
class StageRow:
    """One stage of the pipeline. Days are of stays open now or ended in the window; rates are shares 0-1.

    `conversion` = of those that entered in the window, the share that moved on to a later stage by now;
    `ratio` = median dwell / usual. `stuck` marks the one stage where that is worst.
    """

    stage: str
    count: int
    amount: Decimal
    entered: int
    moved_on: int
    conversion: float | None
    dwell_median: float | None
    dwell_mean: float | None
    usual: float | None
    ratio: float | None
    stuck: bool = False
    next_stage: str | None = None


@dataclass(frozen=True, slots=True)
class StuckDeal:
    """An open deal that has stayed `days` in a stage where `usual` is usual."""

    deal: Deal
    days: int
    usual: int
