"""Series of touches: which one starts, when each step is due, what stops it, the check before it fires."""

from bot.sales.cadence.planning import Firing, at_firing, next_step, plan
from bot.sales.cadence.runs import Change, advance, after_call, follow_on, stop
from bot.sales.cadence.values import Around, ContactState, Planned, Run

__all__ = [
    "Around",
    "Change",
    "ContactState",
    "Firing",
    "Planned",
    "Run",
    "advance",
    "after_call",
    "at_firing",
    "follow_on",
    "next_step",
    "plan",
    "stop",
]
