"""From a line typed after a call to a draft that its agent confirms; doubt is marked, nothing is invented."""

from dataclasses import dataclass, replace
from typing import Any

from bot.context import Context
from bot.desk import clocked, lexicon, lookup, own_people, remarks
from bot.desk.draft_body import to_body
from bot.errors import UserError
from bot.replies import Button, Reply, choice, say
from bot.router import Router
from bot.sales import cadence
from bot.sales.customers import Contact, Found
from bot.sales.draft import Draft
from bot.sales.lines import read_line
from store import cadences, contacts, drafts, focus
from store.drafts import Kept

router = Router("drafting")
save = router.button("log.save")
change = router.button("log.edit")
drop = router.button("log.drop")
newcomer = router.button("log.newcomer")
log_call = router.form("log_call")
BANT = ("budget", "authority", "need", "timeline")


@dataclass(frozen=True, slots=True)
class Understood:
    """A line as it was read: as it would be kept, and who may be meant where more than one is."""

    draft: Draft
    body: dict[str, Any]
    people: list[Found]


def understand(ctx: Context, line: str, *, certain: bool) -> Reply | None:
    """The draft of a line, kept until it is confirmed; None when it only names somebody (and need not tell)."""
    at_hand = focus.current_contact(ctx.session, ctx.user.id, ctx.now)
    draft = read_line(line, ctx.local, ctx.calendar, lexicon.of(ctx))
    if not certain and not (remarks.tells(draft) or remarks.names_a_deal(draft) or draft.note):
        return None
    understood = _meant(ctx, line, draft, at_hand)
    if not certain and not _is_of_somebody(ctx, line, understood, at_hand):
        return None
    return card(ctx, clocked.keep(ctx, line, understood.body, said_in=ctx.event), understood.people)


def of_a_stranger(ctx: Context, line: str) -> Reply | None:
    """The draft of a line that tells of somebody whom no search finds: he may be added from it."""
    draft = read_line(line, ctx.local, ctx.calendar, lexicon.of(ctx))
    told = remarks.tells(draft) or (draft.who is not None and remarks.names_a_deal(draft))
    if not told or lookup.look_up(ctx, line):
        return None
    understood = _meant(ctx, line, draft, None)
    return card(ctx, clocked.keep(ctx, line, understood.body, said_in=ctx.event), understood.people)


def _is_of_somebody(ctx: Context, line: str, understood: Understood, at_hand: int | None) -> bool:
    """Whether a line tells of somebody here: whoever it names, or, where it names nobody, whoever is at hand."""
    draft, contact_id = understood.draft, understood.body["contact_id"]
    if draft.who is None and remarks.of_a_call(draft):
        return True
    if draft.who is None:
        of_him = at_hand is not None and remarks.of_him(line, draft)
        return of_him and lookup.clear_winner(lookup.look_up(ctx, line), line) is None
    if remarks.tells(draft) or remarks.names_a_deal(draft):
        return contact_id is not None or bool(understood.people)
    person = contacts.get(ctx.session, contact_id) if contact_id else None
    return person is not None and remarks.beyond_his_name(draft, person)


def read(ctx: Context, line: str, at_hand: int | None) -> Understood:
    """What a line says; one that names nobody is about the contact at hand, with a doubt."""
    return _meant(ctx, line, read_line(line, ctx.local, ctx.calendar, lexicon.of(ctx)), at_hand)


def _meant(ctx: Context, line: str, draft: Draft, at_hand: int | None) -> Understood:
    """Of whom a line tells.

    A plain name that nobody bears is never taken for the contact at hand: whether he is meant is asked.
    """
    found = lookup.look_up(ctx, draft.who) if draft.who else []
    people = [one for one in found if one.contact_id is not None]
    winner = lookup.clear_winner(people, draft.who or "")
    own = None if people else own_people.named_in(ctx, line)
    if own is None and draft.who is None:
        own = own_people.begins_with(ctx, line)
    other = draft.who is not None and "who" not in draft.unsure  # he is named, but nobody here bears the name
    if own is not None and (not other or (draft.who or "") in own.name):
        return Understood(draft := own_people.about(draft, own), to_body(draft, own.id), [])
    if other and not people and (own is not None or at_hand is not None):
        one = own or lookup.by_id(ctx, at_hand or 0)
        people = [Found(one.id, one.account.id if one.account else None, one.name, one.company, 0, "at_hand")]
    contact_id = winner.contact_id if winner else None if people else at_hand
    if winner is None and contact_id is not None:
        draft = replace(draft, unsure=tuple(dict.fromkeys((*draft.unsure, "who"))))
    return Understood(draft, to_body(draft, contact_id), people if winner is None else [])


def propose(ctx: Context, line: str, body: dict[str, Any]) -> Reply:
    """Keep a draft made elsewhere (by a script, by the telephone) and show it."""
    return card(ctx, clocked.keep(ctx, line, body, said_in=None))


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
    buttons = [*asks, *_newcomer(ctx, kept), change(kept.id, kept.version), drop(kept.id, kept.version)]
    if contact is not None and body.get("disposition"):
        buttons.insert(0, save(kept.id, kept.version))
    elif contact is not None:
        buttons = [*clocked.outcomes(ctx, kept), *buttons]
    facts = {name: value for name, value in body.items() if name not in ("contact_id", "who", "replaces")}
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
        replaces=body.get("replaces"),
        **facts,
    )


def _newcomer(ctx: Context, kept: Kept) -> list[Button]:
    """A way to add whom the line tells of, where he is not known."""
    if kept.body.get("contact_id") or not ctx.may("contact.add"):
        return []
    return [newcomer(kept.id, kept.version)]


def still_open(ctx: Context, draft_id: int) -> bool:
    """Whether a draft of his waits still; it may have been dropped or saved while a form was filled in."""
    kept = drafts.get(ctx.session, draft_id)
    return kept is not None and kept.user_id == ctx.user.id and kept.state == "open"


def belongs(ctx: Context, draft_id: int, contact: Contact, version: int | None = None) -> Reply:
    """The draft, now that it is known of whom it tells."""
    kept = mine(ctx, draft_id)
    unsure = [name for name in kept.body.get("unsure") or () if name != "who"]
    body = {**kept.body, "contact_id": contact.id, "unsure": unsure}
    return card(ctx, drafts.change(ctx.session, kept.id, body, version or kept.version))


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
    return [
        {"kind": step.kind, "reason": step.reason}
        for step in steps
        if not ctx.policy.follow_up_kind(step.kind).calls
    ][:1]
