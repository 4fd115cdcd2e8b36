"""The features, in the order of help. Adding one: a file here, a line below, its words in locale/."""

from bot.desk import brief, drafting, followup_cards, logbook, lookup
from bot.handlers import (
    basics,
    calls,
    contacts,
    crosssell,
    followups,
    handoff,
    helping,
    log,
    reminders,
    undo,
)
from bot.router import Router

FEATURES: tuple[Router, ...] = (
    contacts.router,
    calls.router,
    log.router,
    followups.router,
    reminders.router,
    crosssell.router,
    handoff.router,
    undo.router,
    basics.router,
    helping.router,
)

SHARED: tuple[Router, ...] = (
    lookup.router,
    brief.router,
    drafting.router,
    logbook.router,
    followup_cards.router,
)
