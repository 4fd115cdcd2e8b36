"""A draft of the log as it is kept, plain JSON, and what it would write once its agent says yes."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.sales.draft import Draft, Intel, ProductLine, Promise
from bot.sales.money import Money
from bot.sales.work import Entry
from store.drafts import Kept


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


def entry_of(kept: Kept) -> Entry | None:
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


def _money(fact: Any) -> Money | None:
    return Money.from_fact(fact) if fact else None


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
