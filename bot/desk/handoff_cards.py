"""How a handoff looks to those it concerns, what they may do with it, and what old buttons are told."""

from collections.abc import Mapping
from typing import Any

from bot.context import Context
from bot.desk import colleagues, handoff_brief
from bot.errors import UserError
from bot.replies import Button, Reply
from bot.router import Press, Router
from bot.sales.customers import Contact
from bot.sales.handoff import IN_HAND, WAITING, Handoff
from bot.sales.rights import Thing
from store import contacts, handoffs, users

router = Router("handoff_cards")
accept = router.button("handoff.accept")
ask = router.button("handoff.ask")
give_back = router.button("handoff.return")
whole = router.button("handoff.brief")
forward = router.button("handoff.forward")
visit = router.button("handoff.visit")
outcome = {name: router.button(f"handoff.{name}") for name in ("visited", "quoted", "won", "lost")}
open_contact = router.choice("contact.open")
reply = router.button("handoff.reply")
remind = router.button("handoff.remind")
reassign = router.button("handoff.reassign")


def tell(
    key: str, params: Mapping[str, Any], *buttons: Button, to: int | None = None, giver: bool = False
) -> Reply:
    """A message about a handoff; a newer one to its receiver (or to its giver) takes the older one's place."""
    card = f"{'handed' if giver else 'handoff'}:{params['handoff_id']}"
    return Reply(key, params, buttons, to=to, card=card)


def offered(
    ctx: Context,
    one: Handoff,
    *,
    key: str = "handoff.offered",
    to: int | None = None,
    extra: Mapping[str, Any] | None = None,
    contact: Contact | None = None,
) -> Reply:
    """An offer as its receiver sees it, with everything he can answer."""
    contact = contact or contact_of(ctx, one)
    params = {**facts(ctx, one, contact), **handoff_brief.told(ctx, one, contact), **(extra or {})}
    return tell(key, params, *answers(one), to=to or one.to_id)


def answers(one: Handoff) -> list[Button]:
    """The buttons of a receiver: answer while it waits, then tell what became of it."""
    data = (one.id, one.version)
    if one.waits:
        return [accept(*data), ask(*data), give_back(*data), whole(one.id)]
    told = [make(*data) for name, make in outcome.items() if one.may_become(name)]
    return [*told, visit(*data)] if told else []


def acts(ctx: Context, one: Handoff) -> list[Button]:
    """What this person may do with a handoff now."""
    data = (one.id, one.version)
    shown = answers(one) if may(ctx, "handoff.answer" if one.waits else "handoff.outcome", one) else []
    if one.state == "asked" and may(ctx, "handoff.reply", one):
        shown.append(reply(*data))
    if one.waits and may(ctx, "handoff.reassign", one):
        shown += [remind(*data), reassign(*data)]
    return [button for button in shown if not button.action.startswith("handoff.brief")]


def became(ctx: Context, one: Handoff) -> Reply:
    """What an old button is answered with: who decided what, when; and what can be done now."""
    last = handoffs.history(ctx.session, one.id)[-1]
    what = {"by": colleagues.name(ctx, last.user_id), "at": one.ended_at or one.decided_at or last.at}
    return tell("handoff.already", {**facts(ctx, one), **what}, *acts(ctx, one), whole(one.id))


def facts(ctx: Context, one: Handoff, contact: Contact | None = None) -> dict[str, Any]:
    """The parameters that every message about a handoff carries."""
    contact = contact or contact_of(ctx, one)
    return {
        "handoff_id": one.id,
        "contact_id": one.contact_id,
        "name": contact.name,
        "company": contact.company,
        "from": colleagues.name(ctx, one.from_id),
        "from_id": one.from_id,
        "to": colleagues.name(ctx, one.to_id),
        "to_id": one.to_id,
        "instead_of": colleagues.name(ctx, one.via_delegate_of_id),
        "state": one.state,
        "sla_due": one.sla_due,
        "hours": _hours(ctx, one),
    }


def contact_of(ctx: Context, one: Handoff) -> Contact:
    """The contact of a handoff."""
    found = contacts.get(ctx.session, one.contact_id)
    if found is None:
        raise UserError("not_available")
    return found


def held(ctx: Context, action: str, handoff_id: int) -> Handoff:
    """A handoff for somebody who may do that with it, held until the event ends; else refused alike."""
    one = handoffs.held(ctx.session, handoff_id)
    if one is None or not may(ctx, action, one):
        raise UserError("not_available")
    return one


def waiting(ctx: Context, press: Press) -> tuple[Handoff, Reply | None]:
    """The offer of a button, held; and what an old button is answered with instead."""
    one = held(ctx, "handoff.answer", press.record)
    if not one.waits:
        return one, became(ctx, one)
    return one, became(ctx, one) if press.version != one.version else None


def named(ctx: Context, given: str | None) -> tuple[Handoff, Reply | None]:
    """The offer that a form answers: the one it was opened for (as it stands, where the form names no version),
    else the only one that waits for him."""
    if given is None:
        mine = handoffs.lying_with(ctx.session, ctx.user.id, WAITING)
        return waiting(ctx, _only(mine))
    press = Press("", tuple(given.split(".")))
    if press.version:
        return waiting(ctx, press)
    one = held(ctx, "handoff.answer", press.record)
    return one, None if one.waits else became(ctx, one)


def in_hand(ctx: Context, given: str | None) -> Handoff:
    """The accepted lead that an outcome is told of: the one of the form, else the only one in his hands."""
    mine = handoffs.lying_with(ctx.session, ctx.user.id, IN_HAND) if given is None else []
    press = Press("", tuple(given.split("."))) if given is not None else _only(mine)
    return held(ctx, "handoff.outcome", press.record)


def asked_of(ctx: Context, given: str | None) -> Handoff:
    """The question that a form answers: the one it was opened for, else the only one asked of him."""
    mine = [one for one in handoffs.given_by(ctx.session, ctx.user.id) if one.state == "asked"]
    press = Press("", tuple(given.split("."))) if given is not None else _only(mine)
    return held(ctx, "handoff.reply", press.record)


def _only(found: list[Handoff]) -> Press:
    if len(found) != 1:
        raise UserError("handoff.which")
    return Press("", (str(found[0].id), str(found[0].version)))


def may(ctx: Context, action: str, one: Handoff) -> bool:
    """Whether he may: giver and receiver by their part, the manager of either's team by his."""
    owner = {"handoff.answer": None, "handoff.outcome": one.manager_id}.get(action, one.from_id)
    people = [users.by_id(ctx.session, user_id) for user_id in (one.from_id, one.to_id)]
    return any(ctx.may(action, Thing(owner, person.team_id, one.receivers)) for person in people if person)


def _hours(ctx: Context, one: Handoff) -> int | float:
    tier = str(one.brief.get("tier") or ctx.policy.segments.unknown_tier)
    hours = ctx.policy.tier(tier).handoff_hours
    return int(hours) if hours == int(hours) else hours
