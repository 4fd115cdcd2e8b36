"""Beside the script: replies to objections, other steps, notes, and what no answer fitted."""

from dataclasses import dataclass, replace

from bot import forms, scripts
from bot.context import Context
from bot.desk import calling
from bot.errors import UserError
from bot.replies import choice, say
from bot.router import Press, Replies, Router
from store import scripts as runs

router = Router("script_notes")


@dataclass(frozen=True, slots=True, kw_only=True)
class ScriptNote:
    """Words kept at a step: a note, or what the customer said where no answer fitted."""

    text: str = forms.text(multiline=True)
    run: int = forms.record()
    nofit: str | None = forms.hidden(optional=True)


script_note = router.form("script_note")


@router.pressed("script.more", may="script.run")
def more(ctx: Context, press: Press) -> Replies:
    """Replies to objections, and the other steps."""
    under = calling.mine(ctx, press)
    number, version = under.row.id, under.row.version
    cards = [
        choice("script.card", number, version, one, words=label)
        for one, label in calling.view(ctx, under).objections
    ]
    steps = [
        choice("script.jump", number, version, step_id, words=words[:40])
        for step_id, words in calling.outline(ctx, under)
        if step_id != under.run.step_id
    ]
    yield say("script.more", *cards, *steps[:8], objections=len(cards))


@router.pressed("script.card", may="script.run")
def card(ctx: Context, press: Press) -> Replies:
    """What to answer to an objection."""
    under = calling.mine(ctx, press)
    shown = calling.objection(ctx, under, press.rest)
    if shown is None:
        raise UserError("not_available")
    yield say("script.card", label=shown.label, say=shown.reply)


@router.pressed("script.note", may="script.run")
def note(ctx: Context, press: Press) -> Replies:
    """Keep a free note."""
    yield script_note(run=calling.mine(ctx, press).row.id)


@router.pressed("script.nofit", may="script.run")
def nofit(ctx: Context, press: Press) -> Replies:
    """No answer fits: keep what the customer said, for the trainers too."""
    yield script_note(run=calling.mine(ctx, press).row.id, nofit="yes")


@router.submitted(ScriptNote, may="script.run")
def keep(ctx: Context, form: ScriptNote) -> Replies:
    """Keep the words and show the step again."""
    row = runs.get(ctx.session, form.run)
    if row is None or row.user_id != ctx.user.id or row.ended_at is not None:
        raise UserError("script.over")
    under = calling.taken_up(ctx, row)
    if form.nofit:
        calling.keep_gap(ctx, under, form.text)
        run = scripts.unfit(under.script, under.run, form.text)
    else:
        run = scripts.note(under.run, form.text)
    step = calling.on_with(ctx, under, lambda: run, row.version)
    yield replace(step, params={**step.params, "noted": form.text})
