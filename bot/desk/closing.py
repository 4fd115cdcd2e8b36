"""A case closed with its reason: nothing more is planned but the day on which it wakes up."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot import texts
from bot.context import Context
from bot.desk import goods, logbook, naming_whom, next_step, taking_back
from bot.replies import Reply, say
from bot.router import Router
from bot.sales import reasons, stages
from bot.sales.customers import Contact
from bot.sales.policy import CloseReason
from bot.sales.work import FollowUp
from store import accounts, calls, contacts, orders

router = Router("closing")
close = router.choice("case.close")

WAKE_UP = "wake_up"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Whose case (or the question which one; None: nobody is named or at hand), why, and what else was said."""

    found: Contact | Reply | None
    reason: CloseReason | None
    note: str


def words_of(ctx: Context, reason: CloseReason, language: str) -> str:
    """A reason in words; a company's own carries its label."""
    own = {str(code): told for code, told in reason.label.items()}
    return own.get(language) or texts.word(language, "close", reason.code)


def read(ctx: Context, typed: str) -> Wanted:
    """Whose case is closed and why; words that are neither his name nor the reason are the note."""
    spoken = {row.code: _spoken(ctx, row) for row in ctx.policy.close_reasons}
    for one in reasons.heard(typed, spoken):
        if naming_whom.is_name(ctx, f"{one.before} {one.said}"):
            continue
        found, more = naming_whom.who(ctx, one.before) if one.before else (goods.at_hand(ctx), "")
        return Wanted(found, ctx.policy.close_reason(one.code), f"{more} {one.after}".strip())
    found, more = naming_whom.who(ctx, typed) if typed else (goods.at_hand(ctx), "")
    return Wanted(found, None, more)


def _spoken(ctx: Context, reason: CloseReason) -> set[str]:
    told = (words_of(ctx, reason, language) for language in texts.LANGUAGES)
    return {reason.code, reason.code.replace("_", " "), *reason.words, *told}


def ask_reason(ctx: Context, contact: Contact) -> Reply:
    """Why is the case closed: the reasons of the policy, a button each."""
    buttons = [
        close(contact.id, contact.version, reason.code, words=words_of(ctx, reason, ctx.language))
        for reason in ctx.policy.close_reasons
    ]
    return say("case.why", *buttons, card=f"case:{contact.id}", contact_id=contact.id, name=contact.name)


def shut(ctx: Context, contact: Contact, reason: CloseReason, version: int, note: str = "") -> Reply:
    """Close the case: cadences and follow-ups stop, the stage says so, nurture wakes it where the reason may."""
    contacts.change(ctx.session, contact.id, {}, version=version)
    told = {"closed": reason.code, "note": note}
    calls.keep_facts(ctx.session, contact, told, call_id=None, by=ctx.user.id, at=ctx.now)
    stopped = next_step.stop_all(ctx, [contact.id], reason.code)
    stage = _stage(ctx, contact, reason)
    if reason.do_not_call:
        logbook.never_again(ctx, contact, None)
    wakes = _wake(ctx, contact, reason, note)
    return say(
        "case.closed",
        taking_back.button(ctx),
        card=f"case:{contact.id}",
        contact_id=contact.id,
        name=contact.name,
        company=contact.company,
        reason=reason.code,
        told=words_of(ctx, reason, ctx.language),
        note=note or None,
        stopped=stopped,
        stage=stage,
        wakes=wakes.due if wakes else None,
        follow_up_id=wakes.id if wakes else None,
    )


def _stage(ctx: Context, contact: Contact, reason: CloseReason) -> str | None:
    account = contact.account
    if reason.event is None:
        return account.stage if account else None
    lost = stages.next_stage("opportunity", reason.event, ctx.policy)
    orders.lose_opportunities(ctx.session, contact, reason.code, lost, by=ctx.user.id, at=ctx.now)
    if account is None:
        return None
    before = orders.ordered_before(ctx.session, contact)
    stage = stages.next_stage(account.stage, reason.event, ctx.policy, ordered_before=before)
    accounts.move_stage(ctx.session, account.id, stage, ctx.now, by=ctx.user.id)
    return stage


def _wake(ctx: Context, contact: Contact, reason: CloseReason, note: str) -> FollowUp | None:
    """Nurture takes the company, and its owner is reminded on the day."""
    if not reason.wake_days or reason.do_not_call or contact.do_not_call:
        return None
    day = ctx.calendar.add_business_days((ctx.local + timedelta(days=reason.wake_days)).date(), 0)
    due = datetime.combine(day, ctx.policy.follow_ups.usual_hour, tzinfo=ctx.zone)
    if contact.account is not None:
        accounts.change(
            ctx.session, contact.account.id, {"nurture_until": due, "nurture_reason": reason.code}
        )
    owner = contact.responsible_id or ctx.user.id
    why = ": ".join(part for part in (words_of(ctx, reason, ctx.language), note) if part)
    return next_step.plan(ctx, contact, "call", due, WAKE_UP, owner_id=owner, note=why)
