"""How a chat account becomes a colleague's, and sentences that no feature says; shared by the platforms."""

from collections.abc import Mapping
from typing import Any

from bot import sending
from bot.app import App
from bot.events import Who
from bot.replies import Reply
from bot.sending import Outgoing
from store import audit, events, invitations, linking, messages, users
from store.db import Repeated


def admit(app: App, who: Who, code: str, event_id: str) -> bool:
    """Tie a chat account to the person whose one-time code it brings; False for a code that is not good.

    Doing it twice changes nothing, so the same update may come again.
    """
    now = app.clock()
    with app.database.transaction() as session:
        if not linking.may_try(session, who.platform, who.address, now):
            return False
        event = f"{who.platform}:{event_id}"
        audit.act_as(session, audit.Actor(None, event, "link", now))
        person = invitations.redeem(session, code, who.platform, who.address, now)
        if person is None:
            linking.failed(session, who.platform, who.address, now)
        return person is not None


def adopt(app: App, who: Who, email: str, event_id: str) -> None:
    """Tie a chat account to the person whose e-mail address the platform vouches for, where it is nobody's yet."""
    with app.database.reading() as session:
        if users.by_address(session, who.platform, who.address) is not None:
            return
    now = app.clock()
    with app.database.transaction() as session:
        audit.act_as(session, audit.Actor(None, f"{who.platform}:{event_id}", "link", now))
        linking.by_email(session, who.platform, who.address, email, now)


def tell(
    app: App,
    who: Who,
    key: str,
    event_id: str,
    natural: str | None,
    params: Mapping[str, Any] | None = None,
    *,
    anybody: bool = False,
) -> list[Outgoing]:
    """Answer an event with one sentence, once; a stranger hears the strangers' one unless it is for anybody."""
    now = app.clock()
    try:
        with app.database.transaction() as session:
            events.remember(session, who.platform, event_id, natural, now)
            user = users.by_address(session, who.platform, who.address)
            if user is not None:
                ctx = app.context(session, user, who, f"{who.platform}:{event_id}", now)
                return sending.queue(ctx, app.routes, [Reply(key, dict(params or {}))])
            row = {
                "user_id": None,
                "platform": who.platform,
                "address": who.address,
                "key": key if anybody else "stranger",
                "body": {"params": dict(params or {}), "buttons": []},
                "event": None,
                "created_at": now,
            }
            return [Outgoing(messages.queue(session, [row])[0], None, app.nobody().language)]
    except Repeated:
        return []
