"""A text that Telegram's apps cut in parts: what follows a long part at once is its rest, and no words of its own.

Apps cut what is longer than 4,096 signs and send the parts back to back: the desktop's at the best break in the
second half, the telephones' at one of the last 300 signs, so no part but the last is shorter than half of that.
The first part is applied when it comes, as everything is; a line of the log then takes its rest as if its author
had edited it, and of any other text the rest is left out and said to be.
"""

from datetime import datetime, timedelta

from bot.app import App
from bot.chats import linking
from bot.events import Edited, Said
from bot.sending import Outgoing
from store import drafts, events, users
from store.db import Session
from store.drafts import Kept

LONG = 2_048
AT_ONCE = timedelta(seconds=3)


def apply(app: App, event: Said, sent: datetime) -> list[Outgoing]:
    """Apply what was typed and sent at a moment: by itself, or as the rest of a text. Raises Unavailable."""
    with app.database.reading() as session:
        first = _begun(session, event, sent)
        kept = None if first is None else _line(session, event, first)
        natural = None if first is None else events.natural_of(session, first)
    if first is None:
        done = app.handle(event)
    elif kept is not None and natural is not None:
        done = app.handle(Edited(event.who, _joined(kept.line, event.text), natural, event.id, event.natural))
    else:
        done = linking.tell(app, event.who, "telegram.cut", event.id, event.natural)
    if len(event.text.encode("utf-16-le")) // 2 >= LONG:
        with app.database.transaction() as session:
            events.began(session, _text_at(event, sent), first or _key(event), event.id, app.clock())
    return done


def _begun(session: Session, event: Said, sent: datetime) -> str | None:
    """The event of the first part, where this one goes on with it; a command never does."""
    if event.text.startswith(("/", "／")):
        return None
    seconds = range(int(AT_ONCE.total_seconds()) + 1)
    first = events.begun(session, [_text_at(event, sent - timedelta(seconds=ago)) for ago in seconds])
    return first if first != _key(event) else None  # the first part itself, sent once more


def _line(session: Session, event: Said, first: str) -> Kept | None:
    """The line of the log that the first part became."""
    user = users.by_address(session, event.who.platform, event.who.address)
    return drafts.of_event(session, user.id, first) if user else None


def _key(event: Said) -> str:
    return f"{event.who.platform}:{event.id}"


def _text_at(event: Said, sent: datetime) -> str:
    return f"{event.who.platform}:{event.who.address}:text:{sent.timestamp():.0f}"


def _joined(line: str, rest: str) -> str:
    """One line again; the blank at which it was cut is not sent, and Chinese is cut without one."""
    blank = " " if line[-1:].isascii() and rest[:1].isascii() else ""
    return f"/log {line}{blank}{rest}"
