"""From a line typed after a call to a draft that its agent confirms; doubt is marked, nothing is invented."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.context import Context
from bot.desk import clocked, lookup
from bot.errors import UserError
from bot.replies import Reply, choice, say
from bot.router import Router
from bot.sales import cadence
from bot.sales.customers import Contact, Found
from bot.sales.draft import Draft, Intel, ProductLine, Promise
from bot.sales.lines import Lexicon, read_line
from bot.sales.money import Money
from bot.sales.work import Entry
from store import cadences, contacts, drafts, focus, products
from store.drafts import Kept

router = Router("drafting")
save = router.button("log.save")
change = router.button("log.edit")
drop = router.button("log.drop")
log_call = router.form("log_call")
BANT = ("budget", "authority", "need", "timeline")


def understand(ctx: Context, line: str, *, certain: bool) -> Reply | None:
    """The draft of a line, kept until it is confirmed; None when it reads like no call (and need not)."""
    at_hand = focus.current_contact(ctx.session, ctx.user.id, ctx.now)
    draft = read_line(line, ctx.local, ctx.calendar, lexicon(ctx))
    if not certain and not _reads_like_a_call(draft):
        return None
    found = lookup.look_up(ctx, draft.who) if draft.who else []
    people = [one for one in found if one.contact_id is not None]
    winner = lookup.clear_winner(people, draft.who or "")
    if not certain and draft.who and not people and at_hand is None:
        return None
    contact_id = winner.contact_id if winner else None if people else at_hand
    if winner is None and contact_id is not None:
        draft = replace(draft, unsure=tuple(dict.fromkeys((*draft.unsure, "who"))))
    kept = clocked.keep(ctx, line, to_body(draft, contact_id), said=True)
    return card(ctx, kept, people if winner is None else [])


def propose(ctx: Context, line: str, body: dict[str, Any]) -> Reply:
    """Keep a draft made elsewhere (by a script, by the telephone) and show it."""
    return card(ctx, clocked.keep(ctx, line, body, said=False))


def lexicon(ctx: Context) -> Lexicon:
    """The company's words for the reader: products, competitors, its own dispositions."""
    own = {
        row.code: {str(k): [v] for k, v in row.label.items()} for row in ctx.policy.dispositions if row.label
    }
    return Lexicon(
        products=products.named(ctx.session),
        competitors=products.competitors(ctx.session),
        dispositions=own,
        currency=ctx.policy.company.currency,
    )


def unsaid(text: str, name: str | None) -> str | None:
    """Whom something is about or from, unless its own words begin with that name."""
    return None if name and text.lstrip("「“\"'").casefold().startswith(name.casefold()) else name


def card(ctx: Context, kept: Kept, people: list[Found] | None = None) -> Reply:
    """The draft as its agent sees it, with the one question that is open."""
    body = kept.body
    contact = contacts.get(ctx.session, body["contact_id"]) if body.get("contact_id") else None
    asks = [
        choice(
            "log.who",
            kept.id,
            kept.version,
            one.contact_id or 0,
            words=f"{one.name} · {one.company}".strip(" ·"),
        )
        for one in (people or [])[: lookup.MOST_SHOWN]
    ]
    buttons = [*asks, change(kept.id, kept.version), drop(kept.id, kept.version)]
    if contact is not None and body.get("disposition"):
        buttons.insert(0, save(kept.id, kept.version))
    elif contact is not None:
        buttons = [*clocked.outcomes(ctx, kept), *buttons]
    facts = {name: value for name, value in body.items() if name not in ("contact_id", "who")}
    facts["intel"] = [
        {**one, "about": unsaid(one["text"], one.get("competitor"))} for one in body.get("intel") or ()
    ]
    told = body.get("bant") or {}
    step = body.get("follow_up") or {}
    return say(
        "log.draft",
        *buttons,
        card=f"draft:{kept.id}",
        contact_id=contact.id if contact else None,
        name=contact.name if contact else body.get("who"),
        company=contact.company if contact else None,
        also=_by_cadence(ctx, body, contact),
        qualifying=[{"what": what, "told": told[what]} for what in BANT if told.get(what)],
        kind=step.get("kind"),
        due=step.get("due"),
        **facts,
    )


def ask_missing(ctx: Context, kept: Kept, *, everything: bool = False) -> Reply:
    """The form with what the line said; what it did not say is asked."""
    body = kept.body
    if kept.state != "open":
        raise UserError("log.closed", state=kept.state)
    due = (body.get("follow_up") or {}).get("due")
    known = {
        "contact": body.get("contact_id"),
        "disposition": body.get("disposition"),
        "minutes": body.get("minutes"),
        "next_step": due,
        "note": body.get("note"),
        "draft": kept.id,
    }
    if everything:
        known = {name: known[name] for name in ("contact", "draft")}
    return log_call(**known)


def mine(ctx: Context, draft_id: int) -> Kept:
    """One of his own drafts; nobody else's, and none that is closed."""
    kept = drafts.get(ctx.session, draft_id)
    if kept is None or kept.user_id != ctx.user.id:
        raise UserError("not_available")
    if kept.state != "open":
        raise UserError("log.closed", state=kept.state)
    return kept


def entry_of(ctx: Context, kept: Kept) -> Entry | None:
    """What a draft would write; None while it lacks how the call ended."""
    body = kept.body
    if not body.get("disposition"):
        return None
    follow_up = body.get("follow_up") or {}
    facts = dict(body.get("facts") or {})
    facts |= {name: str(told) for name, told in (body.get("bant") or {}).items() if told}
    if budget := (body.get("bant") or {}).get("budget"):
        facts["budget"] = f"{budget['amount']} {budget['currency']}"
    return Entry(
        disposition=body["disposition"],
        minutes=body.get("minutes"),
        direction=body.get("direction") or "outbound",
        reason=body.get("reason") or "",
        note=body.get("note"),
        amount=_money(body.get("amount")),
        facts=facts,
        unsure=tuple(name.removeprefix("bant.") for name in body.get("unsure", ())),
        products=tuple(ProductLine(**one) for one in body.get("products", ())),
        intel=tuple(Intel(**one) for one in body.get("intel", ())),
        promises=tuple(
            Promise(one["by"], one["what"], _moment(one.get("due"))) for one in body.get("promises", ())
        ),
        follow_up_kind=follow_up.get("kind") or "call",
        follow_up_due=_moment(follow_up.get("due")),
        do_not_call=bool(body.get("do_not_call")),
    )


def merged(
    base: Entry | None,
    disposition: str,
    minutes: int,
    next_step: datetime | None,
    note: str | None,
    ctx: Context,
) -> Entry:
    """The form's answers over what the line had said; a blank never erases."""
    start = base or Entry(disposition)
    return replace(
        start,
        disposition=disposition,
        minutes=minutes,
        note=note or start.note,
        follow_up_due=next_step or start.follow_up_due,
    )


def to_body(draft: Draft, contact_id: int | None) -> dict[str, Any]:
    """A draft as it is kept: plain JSON, the facts of `log.draft`."""
    due = draft.follow_up.due if draft.follow_up else None
    return {
        "contact_id": contact_id,
        "who": draft.who,
        "disposition": "do_not_call"
        if draft.do_not_call and draft.disposition is None
        else draft.disposition,
        "minutes": draft.minutes,
        "direction": draft.direction,
        "amount": draft.amount.as_fact() if draft.amount else None,
        "note": draft.note,
        "follow_up": {"kind": draft.follow_up.kind, "due": due.isoformat() if due else None}
        if draft.follow_up
        else None,
        "products": [{"sku": one.sku, "name": one.name, "quantity": one.quantity} for one in draft.products],
        "intel": [{"kind": one.kind, "competitor": one.competitor, "text": one.text} for one in draft.intel],
        "bant": {
            "budget": draft.bant.budget.as_fact() if draft.bant.budget else None,
            "authority": draft.bant.authority,
            "need": draft.bant.need,
            "timeline": draft.bant.timeline,
        },
        "promises": [
            {"by": one.by, "what": one.what, "due": one.due.isoformat() if one.due else None}
            for one in draft.promises
        ],
        "do_not_call": draft.do_not_call,
        "spans": {name: list(span) for name, span in draft.spans.items()},
        "unsure": list(draft.unsure),
    }


def _reads_like_a_call(draft: Draft) -> bool:
    told = (draft.disposition, draft.minutes, draft.follow_up, draft.do_not_call or None, draft.amount)
    return sum(one is not None for one in told) > 0 and (
        draft.disposition is not None or draft.minutes is not None
    )


def _by_cadence(ctx: Context, body: Any, contact: Contact | None) -> list[dict[str, Any]]:
    """What the cadence adds that this call would start: its first written step."""
    row = next((one for one in ctx.policy.dispositions if one.code == body.get("disposition")), None)
    if contact is None or row is None:
        return []
    running = cadences.active(ctx.session, contact.id)
    change = cadence.after_call(
        row, body.get("reason") or "", running.run.cadence if running else "", ctx.policy
    )
    if not change.starts:
        return []
    steps = ctx.policy.cadence(change.starts).steps
    return [{"kind": step.kind} for step in steps if not ctx.policy.follow_up_kind(step.kind).calls][:1]


def _money(fact: Any) -> Money | None:
    return Money.from_fact(fact) if fact else None


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
