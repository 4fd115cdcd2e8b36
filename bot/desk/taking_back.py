"""Taking back what an event did: its records, its unsent messages; colleagues who had read of it are told."""

import zlib
from collections.abc import Iterator, Sequence
from typing import Any

from bot.context import Context
from bot.desk import colleagues, handoff_cards
from bot.replies import Button, Reply, say
from bot.router import Router
from store import contacts, followups, handoffs, messages, transfers, undo
from store.undo import Step

router = Router("taking_back")
undo_it = router.button("undo.last")

ACTS = (
    "transfer", "absence", "closing", "call", "order", "handoff", "duplicate", "newcomer", "intel", "opening",
    "script_gap",
)  # fmt: skip


def button(ctx: Context) -> Button:
    """The button that takes back what this event does, and never what came after it."""
    return undo_it(mark(ctx.event))


def mark(event: str) -> str:
    """An event's name as a button carries it."""
    return f"{zlib.crc32(event.encode()):08x}"


def take_back(ctx: Context, event: str) -> list[Step]:
    """Put back what an event changed; a follow-up that is open again reminds again, for its version moved on."""
    done = undo.take_back(ctx.session, event)
    for step in done:
        if _left(step):
            transfers.reached_again(ctx.session, step.noun_id)
        one = (
            followups.get(ctx.session, step.noun_id) if step.noun == "follow_up" and not step.added else None
        )
        if one is not None and one.state == "open":
            followups.remind(ctx.session, one.id, one.due, one.version)
    return done


def told(ctx: Context, done: Sequence[Step]) -> dict[str, Any]:
    """What was taken back as its owner would call it, and of whom: `told` (nouns), `name`, `company`.

    What only follows from an act (the stage of a call, the facts of an order) is not told beside it.
    """
    nouns = {_called(step, done) for step in done}
    acts = ["transfer"] if "transfer" in nouns else [noun for noun in ACTS if noun in nouns]
    plans = ["follow_up"] if "follow_up" in nouns and acts != ["transfer"] else []
    details = sorted(nouns - {"contact"}) or ["contact"]
    return {"told": [*acts, *plans] or details, **_whose(ctx, done, acts)}


def _whose(ctx: Context, done: Sequence[Step], acts: Sequence[str]) -> dict[str, Any]:
    """The only contact, newcomer or colleague that it was about; nobody where it was about several."""
    if acts == ["transfer"]:
        leaver = next(step.noun_id for step in done if _left(step))
        return {"name": colleagues.name(ctx, leaver), "company": None}
    gone = next((step.after.get("name") for step in done if step.noun == "contact" and step.added), None)
    numbers = {step.noun_id if step.noun == "contact" else step.after.get("contact_id") for step in done}
    people = [number for number in numbers if number]
    only = contacts.get(ctx.session, people[0]) if len(people) == 1 else None
    return {"name": only.name if only else gone, "company": only.company if only else None}


def _called(step: Step, done: Sequence[Step]) -> str:
    """A record's change by the act that it stands for, where the record alone would not say it."""
    if step.noun == "fact" and step.after.get("field") == "closed":
        return "closing"
    if _left(step):
        return "transfer"
    return "newcomer" if step.noun == "contact" and step.added else step.noun


def _left(step: Step) -> bool:
    return step.noun == "user" and "left_at" in step.after


def shown_again(ctx: Context, done: Sequence[Step]) -> Iterator[Reply]:
    """An offer that waits again is shown to whom it is made: the card he had is out of date, or never reached him."""
    for number in dict.fromkeys(step.noun_id for step in done if step.noun == "handoff" and not step.added):
        one = handoffs.get(ctx.session, number)
        if one is not None and one.waits:
            yield handoff_cards.offered(ctx, one)


def withdraw(ctx: Context, event: str) -> Iterator[Reply]:
    """Nobody reads any more what the event had told; who had read it already is told that it counts no more."""
    for one in messages.withdraw(ctx.session, event, "undone"):
        if one.user_id not in (None, ctx.user.id):
            seen = one.body["params"]
            names = {"name": seen.get("name"), "company": seen.get("company")}
            yield say(
                "undo.withdrawn", to=one.user_id, card=one.card, by=ctx.user.name, about=one.key, **names
            )
