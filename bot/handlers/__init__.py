"""The features, in the order of help. Adding one: a file here, a line below, its words in locale/."""

from bot.handlers import basics, helping
from bot.router import Router

FEATURES: tuple[Router, ...] = (
    basics.router,
    helping.router,
)
