"""The brief of a handoff: who, why now, what was said and promised, what is open, the next dated step.

Every line names the call or the field that supports it; a line that neither supports is marked as a guess.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.context import Context
from bot.desk import colleagues
from bot.desk.qualifying import Verdict, money_of, scores
from bot.sales import telephone
from bot.sales.customers import Contact
from bot.sales.handoff import Handoff
from bot.sales.qualification import BANT_FIELDS, Fact
from bot.sales.work import FollowUp
from store import followups, qualifying

KNOWN_FROM_CARD = frozenset({"name", "title", "phone", "email", "style", "language", "note", "disposition"})
NOTES = 3


def build(ctx: Context, verdict: Verdict) -> dict[str, Any]:
    """Everything known now, as it is kept with the handoff."""
    contact = verdict.contact
    tasks = followups.open_for(ctx.session, [contact.id])
    return {
        "who": _who(contact),
        "why_now": _why_now(verdict),
        "said": _said(verdict),
        "promised": _promised(verdict, tasks),
        "open": _open(verdict),
        "next_step": _next_step(tasks),
        "owns": [
            {"sku": one.sku, "name": one.called(ctx.language), "quantity": one.quantity, "field": "order"}
            for one in verdict.owned[:5]
        ],
        "competitor": _competitor(ctx, verdict),
        "stage_before": contact.account.stage if contact.account else None,
        "specialists": [colleagues.name(ctx, one) for one in verdict.receiver.specialists],
        "answers": [],
        **{name: _plain(value) for name, value in scores(verdict).items()},
    }


def told(ctx: Context, one: Handoff, contact: Contact) -> dict[str, Any]:
    """The brief as facts of a message: the whole under `brief`, and its parts for the words."""
    brief = one.brief
    why, step = brief.get("why_now") or {}, brief.get("next_step") or {}
    dial = contact.phone
    return {
        "brief": brief,
        "title": contact.title,
        "phone": dial,
        "dial": telephone.at_home(dial, ctx.user.region) if dial else None,
        "email": contact.email,
        "tier": brief.get("tier"),
        "icp": one.icp,
        "bant": _number(one.bant),
        "amount": one.amount,
        "why_now": why.get("text"),
        "why_at": why.get("at"),
        "why_guess": bool(why.get("guess", True)),
        "said": list(brief.get("said", [])),
        "promised": list(brief.get("promised", [])),
        "open": [line["field"] for line in brief.get("open", [])],
        "next_kind": step.get("kind"),
        "next_due": step.get("due"),
        "owns": list(brief.get("owns", [])),
        "competitor": (brief.get("competitor") or {}).get("text"),
        "answers": list(brief.get("answers", [])),
        "override_reason": one.override_reason,
    }


def _who(contact: Contact) -> dict[str, Any]:
    account = contact.account
    return {
        "contact_id": contact.id,
        "name": contact.name,
        "title": contact.title,
        "company": contact.company,
        "phone": contact.phone,
        "email": contact.email,
        "style": contact.style,
        "language": contact.language,
        "stage": account.stage if account else None,
        "field": "contact",
    }


def _why_now(verdict: Verdict) -> dict[str, Any]:
    """The date or the need they named; else the last note; else only that the last call sounded so."""
    facts = [(name, verdict.facts[name]) for name in ("need", "timeline") if name in verdict.facts]
    if facts:
        last = facts[-1][1]
        text = " · ".join(fact.value for _, fact in facts)
        return _line(facts[-1][0], text, last.call_id, last.at, guess=not all(f.sure for _, f in facts))
    for note in verdict.heard.notes:
        return _line("note", note.text, note.call_id, note.at)
    return _line("note", "", None, None, guess=True)


def _said(verdict: Verdict) -> list[dict[str, Any]]:
    bant = [name for name in BANT_FIELDS if name in verdict.check.bant.have]
    stale = verdict.check.bant.stale
    others = [n for n in verdict.facts if n not in (*BANT_FIELDS, *stale) and n not in KNOWN_FROM_CARD]
    lines = [_told_fact(name, verdict.facts[name]) for name in (*bant, *others)]
    notes = verdict.heard.notes[:NOTES]
    return [*lines, *(_line("note", note.text, note.call_id, note.at) for note in notes)]


def _promised(verdict: Verdict, tasks: list[FollowUp]) -> list[dict[str, Any]]:
    """Words given on calls, and dated acts that were agreed with the customer."""
    words = [
        {**_line("promise", one.what, one.call_id, one.at), "by": one.by, "kind": "", "due": _iso(one.due)}
        for one in verdict.heard.promises
    ]
    agreed = [one for one in tasks if one.cadence_run_id is None and one.kind != "other"]
    acts = [
        {
            **_line("follow_up", "", one.call_id, one.created_at),
            "by": "us",
            "kind": one.kind,
            "due": _iso(one.due),
        }
        for one in agreed
    ]
    return [*words, *acts]


def _open(verdict: Verdict) -> list[dict[str, Any]]:
    doubtful = [one.field for one in verdict.check.bant.evidence if not one.sure]
    return [
        {"field": name, "guess": name in doubtful}
        for name in dict.fromkeys((*verdict.check.missing, *doubtful))
    ]


def _next_step(tasks: list[FollowUp]) -> dict[str, Any] | None:
    first = next((one for one in tasks if one.kind != "other"), None)
    return {"id": first.id, "kind": first.kind, "due": _iso(first.due)} if first else None


def _competitor(ctx: Context, verdict: Verdict) -> dict[str, Any] | None:
    if "competitor" in verdict.facts:
        return _told_fact("competitor", verdict.facts["competitor"])
    account = verdict.contact.account
    if account is not None and account.competitor:
        return {**_line("competitor", account.competitor, None, None), "source": "account"}
    rival = qualifying.rival(ctx.session, verdict.contact.id)
    return _line("competitor", rival.text, rival.call_id, rival.at) if rival else None


def _told_fact(name: str, fact: Fact) -> dict[str, Any]:
    return _line(name, fact.value, fact.call_id, fact.at, guess=not fact.sure)


def _line(
    field: str, text: str, call_id: int | None, at: datetime | None, *, guess: bool = False
) -> dict[str, Any]:
    money = money_of(text) if field in ("budget", "competitor_price", "amount") else None
    return {
        "field": field,
        "text": text,
        "money": money.as_fact() if money else None,
        "call_id": call_id,
        "at": _iso(at),
        "guess": guess,
    }


def _iso(at: datetime | None) -> str | None:
    return at.isoformat() if at else None


def _plain(value: Any) -> Any:
    return value.as_fact() if hasattr(value, "as_fact") else value


def _number(value: Any) -> float | int | None:
    if value is None:
        return None
    return int(value) if value == int(value) else float(value)


def with_answer(
    brief: Mapping[str, Any], question: str, answer: str, by: str, at: datetime
) -> dict[str, Any]:
    """The brief with what the field asked and the desk answered."""
    entry = {"question": question, "answer": answer, "by": by, "at": at.isoformat()}
    return {**brief, "answers": [*brief.get("answers", []), entry]}
