"""A strict Slack on loopback: it refuses what the real one refuses, in its words, and logs every request."""

from tests.fakes.slack.application import Application
from tests.fakes.slack.clock import Clock
from tests.fakes.slack.delivery import Delivery
from tests.fakes.slack.fields import NotOffered
from tests.fakes.slack.journal import Entry, Violation
from tests.fakes.slack.person import Person
from tests.fakes.slack.server import SlackServer
from tests.fakes.slack.shown import Shown

__all__ = [
    "Application",
    "Clock",
    "Delivery",
    "Entry",
    "NotOffered",
    "Person",
    "Shown",
    "SlackServer",
    "Violation",
]
