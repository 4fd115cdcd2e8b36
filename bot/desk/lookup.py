"""Who is meant by what was typed: shared by find, call, log, follow and the rest."""

from collections.abc import Sequence
from typing import Any

from bot.context import Context
from bot.errors import UserError
from bot.forms import Option
from bot.replies import Button, Reply, say
from bot.router import Router
from bot.sales import rights, telephone
from bot.sales.customers import Contact, Found
from bot.sales.goods import clear, find
from bot.sales.naming import core
from store import contacts, products, refusals, search, things
from store.things import Key

router = Router("lookup")
open_contact = router.choice("contact.open")
open_company = router.choice("contact.company")
new_contact = router.button("contact.new")
at_company = router.button("contact.at_company")
CLEAR_LEAD = 12
LIKELY = 80  # what scores less is offered, never taken for granted
MOST_SHOWN = 8


def look_up(ctx: Context, typed: str) -> list[Found]:
    """The contacts and companies that a text may mean and that this person may see, best first."""
    found = search.find(ctx.session, typed, region=ctx.user.region, user_id=ctx.user.id, limit=MOST_SHOWN * 2)
    if rights.allowed(ctx.user.role, "contact.read") != "all":
        owned = things.of(ctx.session, [Key(one.contact_id, one.account_id) for one in found])
        found = [one for one, thing in zip(found, owned, strict=True) if ctx.may("contact.read", thing)]
    return found[:MOST_SHOWN]


def clear_winner(found: Sequence[Found], typed: str = "") -> Found | None:
    """The one that is meant: the only one called exactly so; else one that is likely, and alone or well ahead."""
    called = core(typed) if typed else ""
    exact = [one for one in found if called and core(one.name) == called]
    if len(exact) == 1:
        return exact[0]
    if not found or found[0].score < LIKELY:
        return None
    alone = len(found) == 1 or found[0].score - found[1].score >= CLEAR_LEAD
    return found[0] if alone else None


def contact(ctx: Context, typed: str) -> Contact | Reply:
    """The contact meant; or the reply that asks which one, or says that there is none."""
    if not typed.strip("/／ "):
        raise UserError("contact.who")
    found = look_up(ctx, typed)
    winner = clear_winner(found, typed)
    if winner is not None and winner.contact_id is not None:
        return by_id(ctx, winner.contact_id)
    people = [one for one in found if one.contact_id is not None]
    if winner is not None and winner.account_id is not None:
        at_company = contacts.at_account(ctx.session, winner.account_id)
        if len(at_company) == 1:
            return permitted(ctx, at_company[0], "contact.read")
    if not found:
        return nobody(ctx, typed)
    return choices(ctx, typed, people or found)


def choices(ctx: Context, typed: str, found: Sequence[Found], ringing: str = "") -> Reply:
    """Up to eight candidates with what tells them apart, a button each."""
    shown = found[:MOST_SHOWN]
    refusing = refusals.refusing(ctx.session, [one.contact_id for one in shown if one.contact_id])
    candidates = [
        {
            "contact_id": one.contact_id,
            "account_id": one.account_id,
            "name": one.name,
            "company": one.company,
            "detail": one.detail,
            "score": one.score,
            "do_not_call": one.contact_id in refusing,
        }
        for one in shown
    ]
    buttons = [_button(one) for one in shown]
    facts: dict[str, Any] = {
        "query": typed,
        "candidates": candidates,
        "count": len(shown),
        "ringing": ringing,
    }
    return say("contact.choices", *buttons, rest=None, **facts)


def only_company(asked: Reply) -> int | None:
    """The account where the only candidate is a company: its card asks better than a choice of one."""
    candidates: list[dict[str, Any]] = asked.params.get("candidates") or []
    alone = candidates[0] if len(candidates) == 1 else {}
    return None if alone.get("contact_id") else alone.get("account_id")


def nobody(ctx: Context, typed: str, ringing: str = "") -> Reply:
    """Nothing found: the nearest switchboard for a number, and the ways on. `ringing`: in which direction."""
    buttons = [new_contact(0, 0, _safe(typed))]
    near = _near(ctx, typed) if telephone.looks_like(typed) else None
    if near is not None:
        buttons.insert(0, at_company(near.account_id or 0, 0, _safe(typed)))
    return say("contact.none", *buttons, query=typed, near=near.company if near else None, ringing=ringing)


def _near(ctx: Context, typed: str) -> Found | None:
    """The company whose number is almost the one typed, if this person may see it."""
    near = search.near_switchboard(ctx.session, typed, region=ctx.user.region)
    return near if near is not None and may_see_company(ctx, near.account_id) else None


def may_see_company(ctx: Context, account_id: int | None) -> bool:
    """Whether this person may see a company's card."""
    if rights.allowed(ctx.user.role, "account.read") == "all":
        return True
    return ctx.may("account.read", things.of(ctx.session, [Key(None, account_id)])[0])


def _safe(typed: str) -> str:
    return "".join(sign for sign in typed if sign.isascii() and (sign.isalnum() or sign in "+-"))[:24]


def _button(one: Found) -> Button:
    words = " · ".join(part for part in (one.name, one.company, one.detail) if part)
    if one.contact_id is None:
        return open_company(one.account_id or 0, words=one.name)
    return open_contact(one.contact_id, words=words)


def by_id(ctx: Context, contact_id: int, action: str = "contact.read") -> Contact:
    """A contact by number, if this person may do that with him; unknown and forbidden answer alike."""
    found = contacts.get(ctx.session, contact_id)
    if found is None:
        raise UserError("not_available")
    return permitted(ctx, found, action)


def permitted(ctx: Context, found: Contact, action: str) -> Contact:
    """A contact that was read already, if this person may do that with him."""
    if rights.allowed(ctx.user.role, action) != "all":
        ctx.require(action, thing(ctx, found))
    return found


def thing(ctx: Context, person: Contact) -> rights.Thing:
    """What the rights need to know of a contact."""
    return things.of(ctx.session, [Key(person.id, person.account_id)])[0]


def options(ctx: Context, typed: str) -> list[Option]:
    """Contacts for a form's search field; a number is the contact of that number."""
    if typed.isascii() and typed.isdigit() and len(typed) < 10:
        person = contacts.get(ctx.session, int(typed))
        if person is not None and ctx.may("contact.read", thing(ctx, person)):
            return [Option(typed, label(person))]
    people = [one for one in look_up(ctx, typed) if one.contact_id is not None] if typed else []
    winner = clear_winner(people, typed)
    shown = [winner] if winner else people
    return [Option(str(one.contact_id), f"{one.name} · {one.company}".strip(" ·")) for one in shown]


def label(person: Contact) -> str:
    """How a contact is named where one must tell him apart."""
    return f"{person.name} · {person.company}".strip(" ·")


def resolves(ctx: Context, typed: str) -> bool:
    """Whether words name exactly one contact or product (for an alias glued to a name)."""
    if not typed:
        return False
    winner = clear_winner(look_up(ctx, typed), typed)
    return winner is not None or clear(find(typed, products.index(ctx.session))) is not None
