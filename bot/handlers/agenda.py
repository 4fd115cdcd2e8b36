"""The morning agenda of agents and field managers."""

from datetime import date, datetime

from bot.context import Context
from bot.desk import mornings, own_agenda
from bot.desk.outlook import SELLERS
from bot.router import Due, Replies, Router
from bot.sales.people import Person
from store import figures, users

router = Router("agendas")


@router.daily
def plant(ctx: Context) -> Replies:
    """Each seller's agenda at the policy's hour, on the working days of his region."""
    sellers = [one for one in users.everybody(ctx.session) if one.role in SELLERS]

    def due_on(person: Person, day: date) -> datetime:
        return mornings.hour(ctx, person, day, ctx.policy.digest.agenda_at, own=False)

    mornings.plant(ctx, "agenda", sellers, due_on)
    yield from ()


@router.due("agenda")
def send(ctx: Context, timer: Due) -> Replies:
    """What the day holds; who is away is left in peace, and an empty morning is not told twice."""
    person = users.by_id(ctx.session, timer.subject)
    if person is None or not mornings.still_meant(ctx, person, timer.occurrence):
        return
    if person.id in figures.away(ctx.session, [person.id], ctx.now):
        return
    found = own_agenda.card(ctx, person)
    if found is not None:
        yield found
