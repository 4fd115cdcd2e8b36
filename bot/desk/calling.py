"""A call with its script: chosen, shown step by step, and turned into a log draft at its end."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from bot import scripts, texts
from bot.context import Context
from bot.desk import blanks, draft_body, drafting, script_offers
from bot.errors import UserError
from bot.replies import Button, Reply, say
from bot.router import Press, Router
from bot.sales.customers import Contact
from bot.sales.draft import Draft, FollowUp
from bot.sales.money import read_money
from bot.sales.times import read_time
from bot.scripts import Run, Script, Situation
from store import contacts
from store import scripts as runs
from store.scripts import Running

router = Router("calling")
answer = router.choice("script.answer")
on = router.button("script.answer")
back = router.button("script.back")
note = router.button("script.note")
nofit = router.button("script.nofit")
more = router.button("script.more")
finish = router.button("script.finish")

DIRECT = ("phone", "email", "name", "title")


@dataclass(frozen=True, slots=True)
class Underway:
    """A running call, taken apart: its row, its script, where it stands, and its blanks where they are known."""

    row: Running
    script: Script
    run: Run
    contact: Contact | None
    blanks: Mapping[str, Any] | None = None


def begin(ctx: Context, contact: Contact | None, reason: str) -> Underway | None:
    """Choose the script that fits and start it; None when no script fits at all."""
    account = contact.account if contact else None
    tier = account.tier if account else ctx.policy.segments.unknown_tier
    direction = ctx.policy.contact_reason(reason).direction
    situation = Situation(
        reason=reason,
        direction=direction,
        tier=tier,
        pyramid=(account.pyramid if account else None) or "",
        style=contact.style if contact else None,
        stage=account.stage if account else "suspect",
        cross_sell=script_offers.propensity(ctx, contact) if contact else None,
        promotion_lines=script_offers.promotion_lines(ctx, contact),
        language=language_of(ctx, contact),
        touch=ctx.policy.tier(tier).touch,
    )
    chosen = scripts.choose(ctx.library, situation, ctx.policy.script_choice.model_dump())
    if chosen is None:
        return None
    filled = blanks.values(ctx, contact, situation.language)
    known = {*filled}
    known |= {name for name in DIRECT if contact is not None and getattr(contact, name)}
    run = scripts.start(chosen.script, known)
    row = runs.begin(
        ctx.session,
        ctx.user.id,
        contact.id if contact else None,
        reason,
        direction,
        scripts.script_to_dict(chosen.script),
        scripts.run_to_dict(run),
        [{"key": why.key, "value": why.value} for why in chosen.why],
        ctx.now,
    )
    return Underway(row, chosen.script, run, contact, filled)


def taken_up(ctx: Context, row: Running) -> Underway:
    """A running call read back from its row."""
    contact = contacts.get(ctx.session, row.contact_id) if row.contact_id else None
    return Underway(row, scripts.script_from_dict(row.script), scripts.run_from_dict(row.run), contact)


def moved(ctx: Context, call: Underway, run: Run, version: int) -> Underway:
    """Keep a new position."""
    row = runs.move(ctx.session, call.row.id, scripts.run_to_dict(run), version)
    return replace(call, row=row, run=run)


def on_with(ctx: Context, call: Underway, walk: Callable[[], Run], version: int) -> Reply:
    """Go where an act leads, keep that position and show its step; an old button leads nowhere any more."""
    try:
        run = walk()
    except scripts.WalkError:
        raise UserError("changed_meanwhile") from None
    return step(ctx, moved(ctx, call, run, version))


def mine(ctx: Context, press: Press) -> Underway:
    """The agent's own running call that a button belongs to; nobody else's, and none that is over."""
    row = runs.get(ctx.session, press.record)
    if row is None or row.user_id != ctx.user.id:
        raise UserError("not_available")
    if row.ended_at is not None:
        raise UserError("script.over")
    return taken_up(ctx, row)


def usual_reason(ctx: Context, contact: Contact | None) -> str:
    """Why one usually calls somebody at this stage, where no reason was named."""
    stage = contact.account.stage if contact and contact.account else None
    return ctx.policy.stage(stage).call_reason if stage else ctx.policy.stages[0].call_reason


def step(ctx: Context, call: Underway) -> Reply:
    """The step to say now, with its answers; the last one leads to the log."""
    shown = view(ctx, call)
    number, version = call.row.id, call.row.version
    buttons: list[Button] = [
        answer(number, version, index, words=label) for index, label in enumerate(shown.answers)
    ]
    if shown.ends:
        buttons.append(finish(number, version))
    elif not buttons and not shown.free:
        buttons.append(on(number, version, "on", label="button.script.on"))
    elif shown.free and not shown.answers:
        buttons.append(on(number, version, "on", label="button.script.skip"))
    if call.run.path:
        buttons.append(back(number, version))
    if not shown.ends:
        buttons.append(nofit(number, version))
    buttons += [note(number, version), more(number, version)]
    return say(
        "script.step",
        *buttons,
        card=f"script:{number}",
        script=call.script.id,
        title=call.script.title.get(ctx.language),
        version=call.script.version,
        step=shown.step_id,
        say=shown.say,
        hint=shown.hint,
        kind=shown.kind,
        why=list(call.row.why),
        position=shown.position,
        contact_id=call.contact.id if call.contact else None,
        name=call.contact.name if call.contact else None,
        reason=call.row.reason,
        first=not call.run.path,
        noted=None,
    )


def view(ctx: Context, call: Underway) -> scripts.StepView:
    """The current step with its blanks filled, in the customer's language."""
    language = language_of(ctx, call.contact)
    values = call.blanks or blanks.values(ctx, call.contact, language)
    return scripts.render_step(call.script, call.run, language, values, ctx.language)


def draft(ctx: Context, call: Underway) -> Reply:
    """What the script heard, as a draft to confirm: nothing said on the call is typed twice."""
    hinted = scripts.suggestion(call.script, call.run)
    minutes = math.ceil((ctx.now - call.row.started_at).total_seconds() / 60)
    due = read_time(hinted.due, ctx.local, ctx.calendar) if hinted and hinted.due else None
    fields = call.run.fields
    spoken = [f"{fields[name]}" for name in ("note", "complaint", "need") if fields.get(name)]
    notes = "; ".join([*spoken, *(text for _, text in call.run.notes)])
    read = Draft(
        disposition=hinted.disposition if hinted else fields.get("disposition"),
        minutes=min(max(minutes, 1), 600),
        direction="inbound" if call.row.direction == "inbound" else "outbound",
        note=notes or None,
        follow_up=FollowUp(hinted.follow_up, due.due if due else None)
        if hinted and hinted.follow_up
        else None,
    )
    body = draft_body.to_body(read, call.contact.id if call.contact else None)
    body["facts"] = {
        name: value for name, value in fields.items() if value and name not in ("note", "disposition")
    }
    body["bant"] |= {name: fields[name] for name in ("authority", "need", "timeline") if fields.get(name)}
    budget = read_money(fields.get("budget", ""), ctx.policy.company.currency)
    body["bant"]["budget"] = budget.as_fact() if budget else None
    body["reason"] = call.row.reason
    return drafting.propose(ctx, "", body)


def language_of(ctx: Context, contact: Contact | None) -> str:
    """The language spoken on the call: the customer's where it is known, else the agent's."""
    spoken = contact.language if contact else None
    return spoken if spoken in texts.LANGUAGES else ctx.language


def outline(ctx: Context, call: Underway) -> tuple[tuple[str, str], ...]:
    """The steps one can jump to, with their first words."""
    language = language_of(ctx, call.contact)
    return scripts.outline(call.script, call.run, language, blanks.values(ctx, call.contact, language))


def objection(ctx: Context, call: Underway, card_id: str) -> scripts.Card | None:
    """What to answer to an objection, in the customer's style where it differs."""
    language = language_of(ctx, call.contact)
    style = call.contact.style if call.contact else None
    return scripts.render_card(
        call.script,
        call.run,
        card_id,
        style,
        language,
        blanks.values(ctx, call.contact, language),
        ctx.language,
    )


def keep_gap(ctx: Context, call: Underway, text: str) -> None:
    """What the customer said at a step that had no answer for it."""
    contact_id = call.contact.id if call.contact else None
    runs.add_gap(
        ctx.session,
        call.script.id,
        call.script.version,
        call.run.step_id,
        text,
        user_id=ctx.user.id,
        contact_id=contact_id,
        now=ctx.now,
    )
