"""The company's rules as data: what policy.toml holds, frozen and checked."""

from bot.sales.policy.base import Kind, Language, Role, Span, Words, word
from bot.sales.policy.calling import CallWindow
from bot.sales.policy.calls import (
    Cadence,
    ContactReason,
    Disposition,
    FollowUpKind,
    FollowUps,
    Handoff,
    NextCall,
    ScriptChoice,
    Step,
)
from bot.sales.policy.company import (
    BusinessHours,
    CallingHours,
    Company,
    Digest,
    Forecast,
    QuietHours,
    Quota,
    Reason,
    Recording,
    Retention,
    Undo,
    WeekHours,
)
from bot.sales.policy.customers import (
    BantRules,
    CoverageRule,
    Icp,
    PyramidLevel,
    Segments,
    StageRule,
    Tier,
    ValueRules,
)
from bot.sales.policy.faults import Fault, PolicyFaults
from bot.sales.policy.loading import check_policy, load_policy
from bot.sales.policy.model import Policy
from bot.sales.policy.why import Why

__all__ = [
    "BantRules",
    "BusinessHours",
    "Cadence",
    "CallWindow",
    "CallingHours",
    "Company",
    "ContactReason",
    "CoverageRule",
    "Digest",
    "Disposition",
    "Fault",
    "FollowUpKind",
    "FollowUps",
    "Forecast",
    "Handoff",
    "Icp",
    "Kind",
    "Language",
    "NextCall",
    "Policy",
    "PolicyFaults",
    "PyramidLevel",
    "QuietHours",
    "Quota",
    "Reason",
    "Recording",
    "Retention",
    "Role",
    "ScriptChoice",
    "Segments",
    "Span",
    "StageRule",
    "Step",
    "Tier",
    "Undo",
    "ValueRules",
    "WeekHours",
    "Why",
    "Words",
    "check_policy",
    "load_policy",
    "word",
]
