"""Logging a call: the record, what it teaches about the contact, the stage, and the next step."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from bot.context import Context
from bot.desk import clocked, next_step, offers, taking_back
from bot.replies import Reply, say
from bot.router import Router
from bot.sales import stages
from bot.sales.customers import Contact
from bot.sales.work import Call, Entry, FollowUp, ScriptUsed
from bot.scripts import run_from_dict
from store import accounts, calls, contacts, followups, refusals, scripts
from store.scripts import Running

router = Router("logbook")
check_handoff = router.button("handoff.check")
plan_follow_up = router.button("followup.new")
close_case = router.button("case.close")
take_order = router.button("order.new")
open_letter = router.button("followup.letter")

ABOUT_CONTACT = ("email", "title", "style", "language")


def record(ctx: Context, contact: Contact | None, entry: Entry) -> Iterator[Reply]:
    """Write the call and everything that follows from it; told in one message, then what is open."""
    under = _script(ctx, contact)
    entry = _with_script(entry, under)
    call = calls.add(ctx.session, contact, entry, by=ctx.user.id, at=ctx.now)
    if under is not None:
        scripts.end(ctx.session, under.id, ctx.now, call.id)
    if contact is None:
        yield _told(ctx, None, call, [])
        return
    clocked.settle(ctx, contact.id, call.id)
    _learn(ctx, contact, entry)
    _stage(ctx, contact, call)
    row = ctx.policy.disposition(entry.disposition)
    if row.unworkable:
        calls.mark_unworkable(ctx.session, contact.id, entry.disposition)
    planned = next_step.after_call(ctx, contact, call, entry)
    if row.do_not_call or entry.do_not_call:
        never_again(ctx, contact, call)
        planned = []
    yield _told(ctx, contact, call, planned, qualified=row.qualified)
    goes_on = planned or followups.open_for(ctx.session, [contact.id])
    if not goes_on and not (row.closes or row.sale or row.do_not_call or entry.do_not_call):
        yield no_next_step(contact, call)
    if row.reached and not (row.do_not_call or entry.do_not_call or row.closes):
        basket = tuple(one.sku for one in entry.products)
        yield from offers.openings_after_call(ctx, contact, basket)


def never_again(ctx: Context, contact: Contact, call: Call | None) -> None:
    """Do-not-call, at once and everywhere: everybody on his numbers, every follow-up and unsent reminder."""
    everybody = contacts.sharing_numbers(ctx.session, contact.id)
    refusals.refuse(ctx.session, everybody, ctx.now, call.id if call else None, "asked")
    next_step.stop_all(ctx, everybody, "do_not_call")


def no_next_step(contact: Contact, call: Call) -> Reply:
    """A call that ends with nothing planned is shown to its agent, with the ways on."""
    return say(
        "call.no_next_step",
        plan_follow_up(contact.id),
        check_handoff(contact.id),
        take_order(contact.id),
        close_case(contact.id),
        call_id=call.id,
        contact_id=contact.id,
        name=contact.name,
    )


def _told(
    ctx: Context, contact: Contact | None, call: Call, planned: list[FollowUp], *, qualified: bool = False
) -> Reply:
    buttons = [check_handoff(contact.id)] if qualified and contact else []
    buttons += [open_letter(one.id, one.version) for one in planned if one.kind in ("spec_sheet", "email")][
        :1
    ]
    return say(
        "call.logged",
        *buttons,
        taking_back.button(ctx),
        card=f"call:{call.id}",
        call_id=call.id,
        contact_id=call.contact_id,
        name=contact.name if contact else None,
        disposition=call.disposition,
        minutes=call.minutes,
        follow_ups=[
            {"id": one.id, "kind": one.kind, "due": one.due, "reason": one.reason} for one in planned
        ],
    )


def _script(ctx: Context, contact: Contact | None) -> Running | None:
    """The script that this call followed: the one under way with the same contact."""
    under = scripts.current(ctx.session, ctx.user.id)
    mine = contact.id if contact else None
    return under if under is not None and under.contact_id == mine else None


def _with_script(entry: Entry, under: Running | None) -> Entry:
    """The script's path and answers, where the line itself said nothing else."""
    if under is None:
        return entry
    run = run_from_dict(under.run)
    heard = {name: told for name, told in run.fields.items() if told and name not in ("note", "disposition")}
    path = tuple([passed.step, passed.answer, passed.text] for passed in run.path)
    return replace(
        entry,
        reason=entry.reason or under.reason,
        direction=under.direction,
        facts={**heard, **entry.facts},
        script=ScriptUsed(run.script_id, run.version, path),
    )


def _learn(ctx: Context, contact: Contact, entry: Entry) -> None:
    """What the customer told about himself fills what was unknown; a blank never erases a known fact."""
    given: dict[str, Any] = {
        name: entry.facts[name]
        for name in ABOUT_CONTACT
        if entry.facts.get(name) and not getattr(contact, name)
    }
    if ctx.policy.recording.calls_recorded and entry.script is not None:
        given["recording_notice_at"] = ctx.now
    if given:
        contacts.change(ctx.session, contact.id, given)
    number = entry.facts.get("phone")
    if number and number not in [one.raw for one in contact.phones]:
        contacts.add_phone(ctx.session, number, ctx.user.region, contact_id=contact.id)


def _stage(ctx: Context, contact: Contact, call: Call) -> None:
    if contact.account is None:
        return
    row = ctx.policy.disposition(call.disposition)
    stage = stages.stage_after_call(contact.account.stage, row, ctx.policy)
    accounts.move_stage(ctx.session, contact.account.id, stage, ctx.now, by=ctx.user.id, call_id=call.id)
