"""A person of the desk as a plain value."""

from dataclasses import dataclass
from datetime import time


@dataclass(frozen=True, slots=True)
class Person:
    """Who acts: his role and team decide what he may do, his language and zone how he is spoken to."""

    id: int
    handle: str
    name: str
    role: str
    language: str
    timezone: str
    region: str
    team_id: int | None = None
    title: str | None = None
    email: str | None = None
    extension: str | None = None
    quiet_from: time | None = None
    quiet_until: time | None = None
    digest_at: time | None = None
    reminders_to: str | None = None
    active: bool = True
    praise_consent: bool = False


@dataclass(frozen=True, slots=True)
class Address:
    """Where a person is reached."""

    platform: str
    address: str


def system(language: str, timezone: str, region: str) -> Person:
    """The actor of timers: nobody's rights, so that a rule that asks for a person refuses it."""
    return Person(0, "baton", "Baton", "system", language, timezone, region)
