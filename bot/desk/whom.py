"""Whom a command means where several may be: the one chosen goes on with what was typed, and loses nothing."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from bot.context import Context
from bot.desk import lookup
from bot.errors import UserError
from bot.replies import Button, Reply
from bot.router import Press, Router
from store import contacts, drafts

router = Router("whom")
ACTS = (
    "call.start", "case.close", "contact.edit", "crosssell.show", "duplicates.of", "followup.new", "handoff.check",
    "order.new",
)  # fmt: skip
KEPT = ("case.whom", "duplicates.whom", "followup.whom", "order.whom")
goes_on = {action: router.choice(action) for action in (*ACTS, *KEPT)}

Candidate = Mapping[str, Any]


def onward(ctx: Context, asked: Reply, action: str, *rest: str) -> Reply:
    """The question who is meant, with buttons that go on with the command (`rest`: what they carry besides)."""
    return _asked(ctx, asked, lambda one, words: goes_on[action](one["contact_id"], *rest, words=words))


def keep(ctx: Context, asked: Reply, action: str, rest: str, body: Mapping[str, Any]) -> Reply:
    """The same where more was typed than a button holds: `rest` is told, `body` waits for the choice."""
    if asked.key != "contact.choices":
        return asked
    kept = drafts.put_by(ctx.session, ctx.user.id, rest, body, ctx.now)
    asked = replace(asked, params={**asked.params, "rest": rest})
    return _asked(
        ctx, asked, lambda one, words: goes_on[action](kept.id, kept.version, one["contact_id"], words=words)
    )


def chosen(ctx: Context, press: Press) -> tuple[int, Mapping[str, Any]]:
    """Who was chosen, and what waited for him; it goes on once."""
    kept = drafts.get(ctx.session, press.record)
    if kept is None or kept.user_id != ctx.user.id or kept.state not in ("asked", "answered"):
        raise UserError("not_available")
    if kept.state == "answered":
        raise UserError("whom.answered")
    drafts.close(ctx.session, kept.id, "answered", press.version)
    return press.number, kept.body


def _asked(ctx: Context, asked: Reply, made: Callable[[Candidate, str], Button]) -> Reply:
    if asked.key != "contact.choices":
        return asked
    people = _people(ctx, asked.params["candidates"])
    if not people:  # companies without a person: their cards, where one is added
        return asked
    params = {**asked.params, "candidates": people, "count": len(people)}
    return replace(asked, params=params, buttons=tuple(_button(made, one) for one in people))


def _button(made: Callable[[Candidate, str], Button], one: Candidate) -> Button:
    words = " · ".join(part for part in (one["name"], one["company"], one["detail"]) if part)
    return made(one, words)


def _people(ctx: Context, candidates: Sequence[Candidate]) -> list[Candidate]:
    """Persons as they are; companies are whoever works there."""
    found: list[Candidate] = []
    for one in candidates:
        if one["contact_id"] is not None:
            found.append(one)
            continue
        staff = contacts.at_account(ctx.session, one["account_id"])
        found += [
            {
                **one,
                "contact_id": each.id,
                "name": each.name,
                "company": each.company,
                "detail": each.title or "",
                "do_not_call": each.do_not_call,
            }
            for each in staff
            if ctx.may("contact.read", lookup.thing(ctx, each))
        ]
    return found[: lookup.MOST_SHOWN]
