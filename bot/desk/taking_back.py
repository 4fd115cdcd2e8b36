"""Taking back what an event did: its records, its unsent messages; colleagues who had read of it are told."""

from collections.abc import Iterator

from bot.context import Context
from bot.replies import Reply, say
from store import followups, messages, undo
from store.undo import Step


def take_back(ctx: Context, event: str) -> list[Step]:
    """Put back what an event changed; a follow-up that is open again reminds again, for its version moved on."""
    done = undo.take_back(ctx.session, event)
    for step in done:
        one = (
            followups.get(ctx.session, step.noun_id) if step.noun == "follow_up" and not step.added else None
        )
        if one is not None and one.state == "open":
            followups.remind(ctx.session, one.id, one.due, one.version)
    return done


def withdraw(ctx: Context, event: str) -> Iterator[Reply]:
    """Nobody reads any more what the event had told; who had read it already is told that it counts no more."""
    for one in messages.withdraw(ctx.session, event, "undone"):
        if one.user_id not in (None, ctx.user.id):
            seen = one.body["params"]
            names = {"name": seen.get("name"), "company": seen.get("company")}
            yield say(
                "undo.withdrawn", to=one.user_id, card=one.card, by=ctx.user.name, about=one.key, **names
            )
