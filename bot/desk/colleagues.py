"""Colleagues by what is typed of them: handle, name, or the beginning of a name."""

from bot.context import Context
from bot.errors import UserError
from bot.forms import Option
from bot.sales.people import Person
from store import users

MOST_SHOWN = 12


def named(ctx: Context, typed: str) -> Person:
    """The one colleague meant; raises UserError when there is none, or several."""
    found = users.by_name(ctx.session, typed)
    if len(found) == 1:
        return found[0]
    raise UserError("colleague.several" if found else "colleague.nobody", typed=typed)


def two_named(ctx: Context, typed: str) -> tuple[Person, Person] | None:
    """Two colleagues in a row (`ben amy`, `何雅婷 to 許佩珊`), wherever the one name ends."""
    words = [word for word in typed.split() if word not in ("to", "給", "给", "→", "->")]
    for cut in range(1, len(words)):
        first = users.by_name(ctx.session, " ".join(words[:cut]))
        second = users.by_name(ctx.session, " ".join(words[cut:]))
        if len(first) == 1 and len(second) == 1:
            return first[0], second[0]
    return None


def options(ctx: Context, typed: str) -> list[Option]:
    """Colleagues for a form's search field; a number is the colleague of that number."""
    if typed.isascii() and typed.isdigit() and len(typed) < 10:
        person = users.by_id(ctx.session, int(typed))
        if person is not None and person.active:
            return [Option(typed, person.name)]
    found = users.by_name(ctx.session, typed) if typed else users.everybody(ctx.session)
    others = [one for one in found if one.id != ctx.user.id]
    near = [one for one in others if one.team_id == ctx.user.team_id]
    return [Option(str(one.id), one.name) for one in ((near or others) if not typed else found)[:MOST_SHOWN]]


def by_id(ctx: Context, user_id: int) -> Person:
    """A colleague at work here; raises UserError for one who left or never was."""
    person = users.by_id(ctx.session, user_id)
    if person is None or not person.active:
        raise UserError("not_available")
    return person


def name(ctx: Context, user_id: int | None) -> str | None:
    """What a colleague is called, also one who has left."""
    person = users.by_id(ctx.session, user_id) if user_id else None
    return person.name if person else None
