"""The contact card: everything one must know before dialling, on one screen."""

from typing import Any

from bot.context import Context
from bot.desk import lookup
from bot.replies import Reply, say
from bot.router import Router
from bot.sales import rights, telephone
from bot.sales.customers import Account, Contact
from store import brief as briefs
from store import contacts, users

router = Router("brief")
start_call = router.button("call.start")
log_it = router.button("log.start")
follow = router.button("followup.new")
edit = router.button("contact.edit")
cross = router.button("crosssell.show")
whole_notes = router.button("contact.notes")

WANTED = ("phone", "email", "title")
NOTE_SHOWN = 200  # of a note on the card, as its words cut it; the rest is a press away


def card(ctx: Context, contact: Contact, ringing: str = "") -> Reply:
    """The card with its next acts; a person who must not be called is offered no call.

    `ringing` is the direction of the call that it is shown for.
    """
    known = briefs.of(ctx.session, contact)
    buttons = [follow(contact.id)]
    if _his_to_change(ctx, contact):
        buttons.append(edit(contact.id, contact.version))
    if not contact.do_not_call:
        buttons = [start_call(contact.id), log_it(contact.id), *buttons, cross(contact.id)]
    shown = facts(ctx, contact, known)
    told = [contact.personal_notes or "", *(call["note"] for call in shown["last_calls"])]
    if any(len(note) > NOTE_SHOWN for note in told):
        buttons.append(whole_notes(contact.id))
    return say("contact.card", *buttons, card=f"contact:{contact.id}", ringing=ringing, **shown)


def notes(ctx: Context, contact: Contact) -> Reply:
    """What was noted of somebody, whole: beside his card, which keeps its buttons."""
    shown = facts(ctx, contact, briefs.of(ctx.session, contact))
    named = {name: shown[name] for name in ("contact_id", "name", "company", "last_calls", "personal_notes")}
    return say("contact.notes", follow(contact.id), **named)


def company_card(ctx: Context, account: Account, number: str = "", ringing: str = "") -> Reply:
    """A company without a chosen person: who is known there, and a way to add one, with a number perhaps."""
    known = [one.id for one in contacts.at_account(ctx.session, account.id)[: lookup.MOST_SHOWN]]
    people = [lookup.by_id(ctx, one) for one in known]
    buttons = [lookup.open_contact(one.id, words=lookup.label(one)) for one in people]
    add = lookup.at_company(account.id, 0, number) if number else lookup.at_company(account.id)
    return say("company.card", *buttons, add, ringing=ringing, **company_facts(ctx, account))


def facts(ctx: Context, contact: Contact, known: briefs.Brief) -> dict[str, Any]:
    """The card's parameters."""
    return {
        **_person(ctx, contact),
        **_company(ctx, contact),
        "next_follow_up": _next(known),
        "last_calls": [
            {
                "id": call.id,
                "at": call.at,
                "disposition": call.disposition,
                "minutes": call.minutes,
                "note": call.note or "",
            }
            for call in known.calls
        ],
        "next_kind": known.next_follow_up[1] if known.next_follow_up else None,
        "next_due": known.next_follow_up[2] if known.next_follow_up else None,
        "handoff_state": known.open_handoff[1] if known.open_handoff else None,
        "open_handoff": {"id": known.open_handoff[0], "state": known.open_handoff[1]}
        if known.open_handoff
        else None,
        "owns": [
            {
                "sku": one.sku,
                "name": one.called(ctx.language),
                "quantity": one.quantity,
                "until": one.contract_until or one.warranty_until,
            }
            for one in known.owned[:3]
        ],
        "never_bought": not known.owned and _never_bought(ctx, contact),
        "competitor": known.competitor or known.facts.get("competitor"),
        "missing": missing(contact),
    }


def company_facts(ctx: Context, account: Account) -> dict[str, Any]:
    """What the card of a company without a chosen person tells."""
    return {
        "account_id": account.id,
        "name": account.name,
        "tier": account.tier,
        "pyramid": account.pyramid,
        "value": account.value,
        "stage": account.stage,
        "owner": _name(ctx, account.owner_id),
        "account_manager": _name(ctx, account.manager_id),
        "tax_id": account.tax_id,
    }


def _his_to_change(ctx: Context, contact: Contact) -> bool:
    """Whether Edit is worth offering; the press itself is checked against the whole table."""
    owned = rights.allowed(ctx.user.role, "contact.change") in ("own", "own_or_unowned")
    return not owned or contact.responsible_id in (None, ctx.user.id)


def missing(contact: Contact) -> list[str]:
    """What nobody has asked yet."""
    return [name for name in WANTED if not getattr(contact, name)]


def _person(ctx: Context, contact: Contact) -> dict[str, Any]:
    dial = contact.phone
    return {
        "contact_id": contact.id,
        "name": contact.name,
        "title": contact.title,
        "phone": dial,
        "dial": telephone.at_home(dial, ctx.user.region) if dial else None,
        "extension": contact.phones[0].extension if contact.phones else None,
        "email": contact.email,
        "style": contact.style,
        "language": contact.language,
        "birthday": contact.birthday,
        "personal_notes": contact.personal_notes,
        "do_not_call": contact.do_not_call,
        "consent": contact.consent,
        "owner": _name(ctx, contact.responsible_id),
    }


def _company(ctx: Context, contact: Contact) -> dict[str, Any]:
    account = contact.account
    return {
        "company": contact.company,
        "account_id": contact.account_id,
        "tier": account.tier if account else None,
        "pyramid": account.pyramid if account else None,
        "value": account.value if account else None,
        "value_confidence": account.value_confidence if account else None,
        "stage": account.stage if account else None,
        "account_manager": _name(ctx, account.manager_id) if account else None,
    }


def _next(known: briefs.Brief) -> dict[str, Any] | None:
    if known.next_follow_up is None:
        return None
    number, kind, due = known.next_follow_up
    return {"id": number, "kind": kind, "due": due}


def _never_bought(ctx: Context, contact: Contact) -> bool:
    """A company that became a customer has bought, also where no order of it is known here."""
    first = min(rule.order for rule in ctx.policy.stages if "order" in rule.entered_on)
    stage = ctx.policy.stage(contact.account.stage) if contact.account else None
    return stage is None or stage.side or stage.order < first


def _name(ctx: Context, user_id: int | None) -> str | None:
    person = users.by_id(ctx.session, user_id) if user_id else None
    return person.name if person else None
