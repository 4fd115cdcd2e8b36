"""Questions before accepting: asked by the field, answered by the desk; the clock runs on."""

from dataclasses import dataclass

from bot import forms
from bot.context import Context
from bot.desk import handoff_brief, handoff_cards
from bot.router import Press, Replies, Router
from bot.sales.handoff import Handoff
from store import handoffs, messages

router = Router("handoff_questions")


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoffAsk:
    """A question to the desk before accepting."""

    question: str = forms.text(multiline=True)
    handoff: str | None = forms.hidden(optional=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoffReply:
    """The desk's answer."""

    answer: str = forms.text(multiline=True)
    handoff: str | None = forms.hidden(optional=True)


ask_form = router.form("handoff_ask")
reply_form = router.form("handoff_reply")
reply_button = router.button("handoff.reply")


@router.pressed("handoff.ask", may="handoff.answer")
def ask(ctx: Context, press: Press) -> Replies:
    """Ask the desk something; the clock runs on."""
    one, stale = handoff_cards.waiting(ctx, press)
    yield stale or ask_form(handoff=f"{one.id}.{one.version}")


@router.submitted(HandoffAsk, may="handoff.answer")
def asked(ctx: Context, form: HandoffAsk) -> Replies:
    """The question goes to the giver."""
    one, stale = handoff_cards.named(ctx, form.handoff)
    if stale is not None:
        yield stale
        return
    fields = {"state": "asked", "reason": form.question}
    now = handoffs.change(
        ctx.session,
        one.id,
        "asked",
        fields,
        ctx.now,
        by=ctx.user.id,
        version=one.version,
        reason=form.question,
    )
    params = {**handoff_cards.facts(ctx, now), "by": ctx.user.name, "reason": form.question}
    yield handoff_cards.tell("handoff.asked", params, *handoff_cards.answers(now))
    yield handoff_cards.tell(
        "handoff.asked", params, reply_button(now.id, now.version), to=now.from_id, giver=True
    )


@router.pressed("handoff.reply", may="handoff.reply")
def reply(ctx: Context, press: Press) -> Replies:
    """Answer the field's question."""
    one = handoff_cards.held(ctx, "handoff.reply", press.record)
    if one.state != "asked":
        yield handoff_cards.became(ctx, one)
        return
    yield reply_form(handoff=f"{one.id}.{one.version}")


@router.submitted(HandoffReply, may="handoff.reply")
def replied(ctx: Context, form: HandoffReply) -> Replies:
    """The answer goes into the brief and to the field."""
    one = handoff_cards.asked_of(ctx, form.handoff)
    if one.state != "asked":
        yield handoff_cards.became(ctx, one)
        return
    yield from _answered(ctx, one, form.answer)


def _answered(ctx: Context, one: Handoff, answer: str) -> Replies:
    question = one.reason or ""
    brief = handoff_brief.with_answer(one.brief, question, answer, ctx.user.name, ctx.now)
    fields = {"state": "offered", "brief": brief, "reason": None}
    now = handoffs.change(
        ctx.session, one.id, "replied", fields, ctx.now, by=ctx.user.id, version=one.version, reason=answer
    )
    messages.withdraw_card(ctx.session, f"handoff:{one.id}", "replied")
    extra = {"by": ctx.user.name, "question": question, "answer": answer}
    yield handoff_cards.offered(ctx, now, key="handoff.replied", extra=extra)
    yield handoff_cards.tell("handoff.reply_sent", {**handoff_cards.facts(ctx, now), **extra}, giver=True)
