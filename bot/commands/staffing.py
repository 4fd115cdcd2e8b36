"""What the commands about people share: who is meant, in whose name it is done, what came back."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from uuid import uuid4

import click

from bot import sending
from bot.chats.terminal import Terminal
from bot.commands.clock import Clock
from bot.commands.common import fail
from bot.commands.compose import build, ensure
from bot.config import Settings
from bot.sales.people import Person
from bot.sending import Outgoing
from store import audit, schema, users
from store.db import Session


def known(session: Session, handle: str) -> Person:
    """Somebody who works here; leaves with 1 when there is nobody of that handle."""
    person = users.by_handle(session, handle)
    if person is None or not person.active:
        near = ", ".join(one.handle for one in users.everybody(session))
        fail(1, f"nobody here is called {handle}; there are: {near or 'nobody yet'}")
    assert person is not None  # noqa: S101 - fail() has left
    return person


def still_an_admin(session: Session, person: Person) -> None:
    """Leave with 1 when without this person nobody would be administrator."""
    if person.role == "admin" and len(users.everybody(session, role="admin")) == 1:
        fail(1, f"{person.handle} is the only administrator; make somebody else one first")


@contextmanager
def acting(settings: Settings, about: str, *, others_only: bool) -> Iterator[tuple[Terminal, Session]]:
    """The seat of an administrator, from which this is done as it would be in chat; else of the person himself."""
    database, clock = ensure(settings), Clock()
    try:
        app = build(settings, clock, database=database)
        with database.reading() as session:
            person = known(session, about)
            admins = [one for one in users.everybody(session, role="admin") if one.id != person.id]
            if not admins and others_only:
                fail(
                    1,
                    "there is no administrator to do this; add one: baton user add HANDLE --name … --role admin",
                )
            actor = (admins or [person])[0].handle
            yield Terminal.open(app, actor, clock.set, lambda: False), session
    finally:
        database.close()


def tell(terminal: Terminal, outgoing: list[Outgoing], expected: str) -> None:
    """Print what came back; where it was refused, close the form that asks again and leave with 1."""
    terminal.shown(outgoing)
    texts = [sending.view(one).text for one in outgoing]
    if expected not in [one.message.key for one in outgoing]:
        terminal.shown(terminal.say("cancel"))
        fail(1, *texts)
    click.echo("\n".join(texts))


@contextmanager
def changing(settings: Settings, action: str) -> Iterator[tuple[Session, datetime]]:
    """A transaction whose changes are recorded as the command line's."""
    database, now = ensure(settings), Clock()()
    try:
        schema.check(database)
        with database.transaction() as session:
            audit.act_as(session, audit.Actor(None, f"command:{uuid4()}", action, now))
            yield session, now
    finally:
        database.close()
