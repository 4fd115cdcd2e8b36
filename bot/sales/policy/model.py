"""The policy as one value: every section a line."""

from datetime import time
from typing import Annotated, TypeVar
from zoneinfo import ZoneInfo

from pydantic import Field

from bot.sales.calendar import Calendar
from bot.sales.crosssell.rules import CrossSellRules
from bot.sales.policy.base import Row, Rule, Span
from bot.sales.policy.calling import CallWindow
from bot.sales.policy.calls import (
    Cadence,
    ContactReason,
    Disposition,
    Dormancy,
    FollowUpKind,
    FollowUps,
    Handoff,
    NextCall,
    Propensity,
    ScriptChoice,
)
from bot.sales.policy.company import (
    BusinessHours,
    CallingHours,
    Company,
    Digest,
    Forecast,
    Linking,
    QuietHours,
    Quota,
    Reason,
    Recording,
    Retention,
    Undo,
)
from bot.sales.policy.customers import (
    BantRules,
    CloseReason,
    Competitor,
    CoverageRule,
    Icp,
    PyramidLevel,
    Segments,
    StageRule,
    Tier,
    ValueRules,
)

R = TypeVar("R", bound=Row)


class Policy(Rule):
    """All rules of the company, one line a section.

    `retired` are dispositions that were switched off: not offered any more, still read in old calls.
    """

    company: Company
    recording: Recording
    business_hours: BusinessHours
    calling_hours: Annotated[tuple[CallingHours, ...], Field(min_length=1)]
    quiet_hours: QuietHours
    dispositions: Annotated[tuple[Disposition, ...], Field(min_length=1)]
    contact_reasons: Annotated[tuple[ContactReason, ...], Field(min_length=1)]
    follow_up_kinds: Annotated[tuple[FollowUpKind, ...], Field(min_length=1)]
    close_reasons: Annotated[tuple[CloseReason, ...], Field(min_length=1)]
    lost_reasons: Annotated[tuple[Reason, ...], Field(min_length=1)]
    competitors: Annotated[tuple[Competitor, ...], Field(default_factory=tuple)]
    segments: Segments
    tiers: Annotated[tuple[Tier, ...], Field(min_length=1)]
    value: ValueRules
    pyramid: Annotated[tuple[PyramidLevel, ...], Field(min_length=1)]
    stages: Annotated[tuple[StageRule, ...], Field(min_length=1)]
    dormancy: Dormancy
    coverage: Annotated[tuple[CoverageRule, ...], Field(min_length=1)]
    cadences: Annotated[tuple[Cadence, ...], Field(min_length=1)]
    follow_ups: FollowUps
    icp: Icp
    bant: BantRules
    handoff: Handoff
    next_call: NextCall
    script_choice: ScriptChoice
    propensity: Propensity
    quota: Quota
    digest: Digest
    forecast: Forecast
    retention: Retention
    undo: Undo
    linking: Linking
    cross_sell: CrossSellRules
    retired: Annotated[tuple[Disposition, ...], Field(default_factory=tuple)]

    def disposition(self, code: str) -> Disposition:
        """The row of a disposition, one that was switched off included; KeyError when there is none."""
        return _row((*self.dispositions, *self.retired), code)

    def tier(self, code: str) -> Tier:
        """The row of a tier; KeyError when there is none."""
        return _row(self.tiers, code)

    def stage(self, code: str) -> StageRule:
        """The row of a stage; KeyError when there is none."""
        return _row(self.stages, code)

    def cadence(self, code: str) -> Cadence:
        """The row of a cadence; KeyError when there is none."""
        return _row(self.cadences, code)

    def contact_reason(self, code: str) -> ContactReason:
        """The row of a contact reason; KeyError when there is none."""
        return _row(self.contact_reasons, code)

    def close_reason(self, code: str) -> CloseReason:
        """The row of a reason to close a case; KeyError when there is none."""
        return _row(self.close_reasons, code)

    def follow_up_kind(self, code: str) -> FollowUpKind:
        """The row of a kind of follow-up; KeyError when there is none."""
        return _row(self.follow_up_kinds, code)

    def calendar(
        self, timezone: str, region: str, quiet: tuple[time | None, time | None] = (None, None)
    ) -> Calendar:
        """The working time in that zone and region; quiet hours are the company's unless given."""
        own = self.quiet_hours.people
        start, end = quiet if None not in quiet else own.clocks() if own else (None, None)
        hours = self.business_hours
        return Calendar(
            ZoneInfo(timezone),
            region,
            hours.opens,
            hours.closes,
            hours.weekdays,
            start,
            end,
            frozenset(hours.closed_on),
        )

    def call_window(
        self, timezone: str, region: str, quiet: tuple[time | None, time | None] = (None, None)
    ) -> CallWindow:
        """When a customer may be phoned; without quiet hours of his own, the company's for customers."""
        start, end = quiet
        usual = (self.quiet_hours.customers,) if self.quiet_hours.customers else ()
        own = (Span.between(start, end),) if start is not None and end is not None and start != end else usual
        zone = ZoneInfo(timezone)
        return CallWindow(self.calling_hours_in(region), zone, Calendar(zone, region), own)

    def calling_hours_in(self, region: str) -> CallingHours:
        """When a region's customers may be phoned: its own row, its country's, or the row `*`."""
        rows = {row.region: row for row in self.calling_hours}
        return rows.get(region) or rows.get(region.partition("-")[0]) or rows["*"]


def _row(rows: tuple[R, ...], code: str) -> R:
    for row in rows:
        if row.code == code:
            return row
    raise KeyError(code)
