"""A wish to be reminded, in one's own words: it plans a follow-up and is no call that has been made."""

import re

from bot.context import Context
from bot.desk import drafting, lookup, planning
from bot.replies import say
from bot.router import Replies, Router
from bot.sales.customers import Contact, Found
from bot.sales.times import find_times
from store import focus

router = Router("wishes")
follow_up = router.form("follow_up")
WISH = re.compile(
    r"^\s*(?:(?:please|pls)\s+)?(?:remind me|don't let me forget)(?:\s+to|\s+that)?\s+"
    r"|^\s*(?:請|请|麻煩|麻烦)?(?:記得|记得|到時|到时)?提醒(?:一下)?我(?:一下)?[，, ]*(?:要|記得|记得)?",
    re.IGNORECASE,
)


@router.otherwise(45, may="followup.plan")
def wished(ctx: Context, text: str) -> Replies:
    """`remind me to call Ann Price tomorrow at 3`, 提醒我明天三點打給周文彬; what is missing is asked by form."""
    wish = WISH.match(text)
    if wish is None or not (typed := text[wish.end() :].strip()):
        return
    read = drafting.read(ctx, typed, focus.current_contact(ctx.session, ctx.user.id, ctx.now))
    step, what = read.draft.follow_up, read.draft.note
    times = find_times(typed, ctx.local, ctx.calendar)
    due = step.due if step else next((one.due for one in times if one.sure), None)
    kind = step.kind if step else "call"
    past = next((one.due for one in times if "past" in one.remarks), None)
    if past is not None:
        yield say("refused", reason="time.past", due=past)
        due = None
    contact_id, people = read.body.get("contact_id"), read.people
    if contact_id is not None and "who" not in read.draft.unsure:
        yield planning.planned(ctx, contact_id, due, kind, what)
        return
    if contact_id is not None:  # not named for certain: whoever is at hand is asked about
        people = [_at_hand(lookup.by_id(ctx, contact_id, "followup.plan"))]
    if people:
        asked = lookup.choices(ctx, read.draft.who or people[0].name, people)
        yield planning.asked_for(ctx, asked, typed, due, kind, what)
    else:
        yield follow_up(when=due.isoformat() if due else None, reason=typed)


def _at_hand(one: Contact) -> Found:
    return Found(one.id, one.account.id if one.account else None, one.name, one.company, 0, "at_hand")
