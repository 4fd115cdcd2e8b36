"""The morning agenda of agents and field managers."""

from functools import partial

from bot.context import Context
from bot.desk import mornings, own_agenda
from bot.desk.outlook import SELLERS
from bot.router import Due, Replies, Router
from store import figures, users

router = Router("agendas")


@router.daily
def plant(ctx: Context) -> Replies:
    """Each seller's agenda at the policy's hour, on the working days of his region."""
    sellers = [one for one in users.everybody(ctx.session) if one.role in SELLERS]
    mornings.plant(ctx, "agenda", sellers, partial(mornings.agenda_hour, ctx))
    yield from ()


@router.due("agenda")
def send(ctx: Context, timer: Due) -> Replies:
    """What the day holds; who is away is left in peace, and an empty morning is not told twice."""
    person = mornings.meant_now(ctx, timer, partial(mornings.agenda_hour, ctx))
    if person is None or person.id in figures.away(ctx.session, [person.id], ctx.now):
        return
    found = own_agenda.card(ctx, person)
    if found is not None:
        yield found
