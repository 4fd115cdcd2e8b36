"""The manager's daily digest: its figures, and the three things to act on today."""

from bot.sales.digest.actions import actions
from bot.sales.digest.compose import DigestFigures, DigestInput, HandoffCounts, PersonDay, compose
from bot.sales.digest.desk import (
    Action,
    DeskToday,
    DigestRules,
    OverdueWork,
    Renewal,
    StalledDeal,
    Urgency,
    WaitingHandoff,
    WithoutCalls,
)

__all__ = [
    "Action",
    "DeskToday",
    "DigestFigures",
    "DigestInput",
    "DigestRules",
    "HandoffCounts",
    "OverdueWork",
    "PersonDay",
    "Renewal",
    "StalledDeal",
    "Urgency",
    "WaitingHandoff",
    "WithoutCalls",
    "actions",
    "compose",
]
