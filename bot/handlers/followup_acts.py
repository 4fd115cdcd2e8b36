"""What is done with a follow-up: it is done, put off, written, or given to somebody else."""

from bot.context import Context
from bot.desk import followup_cards, lookup, next_step
from bot.errors import UserError
from bot.replies import choice, say
from bot.router import Press, Replies, Router
from store import followups, users

router = Router("followup_acts")


@router.pressed("followup.letter", may="followup.change")
def letter(ctx: Context, press: Press) -> Replies:
    """The ready text of a follow-up that writes, to open in the mail program or to copy."""
    one = followup_cards.still_open(ctx, press)
    contact = lookup.by_id(ctx, one.contact_id or 0)
    yield followup_cards.letter_card(ctx, one, contact)


@router.pressed("followup.done", may="followup.change")
def done(ctx: Context, press: Press) -> Replies:
    """It was done."""
    one = next_step.finish(ctx, followup_cards.still_open(ctx, press), "done", version=press.version)
    yield say(
        "followup.done",
        *followup_cards.after_done(one),
        card=f"followup:{one.id}",
        **followup_cards.facts(ctx, one),
    )


@router.pressed("followup.snooze", may="followup.change")
def snooze(ctx: Context, press: Press) -> Replies:
    """Later: by the minutes on the button."""
    offered = ctx.policy.follow_ups.snooze_minutes
    minutes = press.number if press.number in offered else offered[0]
    yield followup_cards.moved(
        ctx, followup_cards.still_open(ctx, press), followup_cards.later(ctx, minutes), press.version
    )


@router.pressed("followup.reassign", may="followup.reassign")
def reassign(ctx: Context, press: Press) -> Replies:
    """Somebody else does it: first who, then it is his."""
    one = followup_cards.still_open(ctx, press)
    if not press.rest:
        people = [p for p in users.everybody(ctx.session, team_id=ctx.user.team_id) if p.id != one.owner_id]
        buttons = [choice("followup.reassign", one.id, one.version, p.id, words=p.name) for p in people[:12]]
        yield say("followup.to_whom", *buttons, **followup_cards.facts(ctx, one))
        return
    person = users.by_id(ctx.session, press.number)
    if person is None or not person.active or person.team_id != ctx.user.team_id:
        raise UserError("not_available")
    given = followups.give(ctx.session, one.id, person.id, version=press.version)
    yield say(
        "followup.given", card=f"followup:{one.id}", person=person.name, **followup_cards.facts(ctx, given)
    )
    yield followup_cards.told_new_owner(ctx, given, person.id)
