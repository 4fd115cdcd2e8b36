"""Whom to call and why, from one line: the reason in any language, and words that are none are told."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from bot import texts
from bot.context import Context
from bot.desk import follow_line, naming_whom, planning, whom
from bot.replies import Reply, say
from bot.router import Router
from bot.sales import reasons
from bot.sales.customers import Contact
from bot.sales.policy.base import word

router = Router("call_reasons")
start = router.choice("call.start")

MOST_SHOWN = 5
_JOINT = re.compile(r"(?:back|up|to|with)\s+|[給给](?=\S)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Who is meant (or the question which one), the reason, and the words that were no reason."""

    found: Contact | Reply
    reason: str | None = None
    unknown: str = ""
    due: datetime | None = None  # when to call, where a time is said, and what about
    what: str | None = None


def read(ctx: Context, typed: str) -> Wanted:
    """The contact and the reason of a line such as `Ann Price enquiry`; a name is never taken for a reason."""
    typed = typed.removeprefix(joint[0]) if (joint := _JOINT.match(typed)) else typed
    line = follow_line.read(ctx, typed)
    if line.due is not None and not (isinstance(line.found, Reply) and line.found.key == "contact.none"):
        return Wanted(line.found, due=line.due, what=line.what)
    for one in reversed(reasons.heard(typed, _spoken(ctx))):
        if one.before and not naming_whom.is_name(ctx, f"{one.before} {one.said}"):
            found, tail = naming_whom.who(ctx, one.before)
            return Wanted(found, one.code, f"{tail} {one.after}".strip())
    found, tail = naming_whom.who(ctx, typed)
    return Wanted(found, None, tail)


def told(ctx: Context, wanted: Wanted, typed: str) -> Iterator[Reply]:
    """What is to be said before a script begins, or instead of it: a time plans the call, a name may be several's."""
    if wanted.due is not None:
        yield planning.asked_for(ctx, wanted.found, typed, wanted.due, "call", wanted.what)
        return
    if wanted.unknown:
        yield unknown(ctx, wanted)
    if isinstance(wanted.found, Reply):
        yield whom.onward(ctx, wanted.found, "call.start", *filter(None, [wanted.reason]))


def unknown(ctx: Context, wanted: Wanted) -> Reply:
    """Words that are no reason: said so, with the reasons there are and the nearest as buttons."""
    person = wanted.found if isinstance(wanted.found, Contact) else None
    near = reasons.nearest(wanted.unknown, _spoken(ctx), MOST_SHOWN)
    buttons = [start(person.id, code, words=_told(ctx, code)) for code in near] if person else []
    return say(
        "call.reason_unknown",
        *buttons,
        typed=wanted.unknown,
        reason=wanted.reason,
        nearest=near,
        reasons=[{"code": row.code, "told": _told(ctx, row.code)} for row in ctx.policy.contact_reasons],
        contact_id=person.id if person else None,
        name=person.name if person else None,
    )


def _spoken(ctx: Context) -> dict[str, set[str]]:
    return {
        row.code: {
            row.code,
            row.code.replace("_", " "),
            *row.words,
            *row.label.values(),
            *_in_languages(row.code),
        }
        for row in ctx.policy.contact_reasons
    }


@cache
def _in_languages(code: str) -> tuple[str, ...]:
    return tuple(texts.word(language, "reason", code) for language in texts.LANGUAGES)


def _told(ctx: Context, code: str) -> str:
    label = ctx.policy.contact_reason(code).label
    return word(label, ctx.language, ctx.word("reason", code))
