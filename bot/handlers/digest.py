"""The manager's digest: every working morning, and whenever he asks."""

from datetime import date, datetime, time, timedelta
from functools import partial

from bot.context import Context
from bot.desk import colleagues_overdue, digest_card, digesting, mornings
from bot.errors import UserError
from bot.replies import say
from bot.router import Due, Press, Replies, Router
from bot.sales.times import read_time
from store import figures, things, users

router = Router("digest")


@router.daily
def plant(ctx: Context) -> Replies:
    """Each manager's digest at his hour, on the working days of his region."""
    managers = users.everybody(ctx.session, role="manager")
    mornings.plant(ctx, "digest", managers, partial(mornings.digest_hour, ctx))
    yield from ()


@router.due("digest")
def send(ctx: Context, timer: Due) -> Replies:
    """The digest of the last working day, to the manager or to who stands in for him."""
    manager = mornings.meant_now(ctx, timer, partial(mornings.digest_hour, ctx))
    if manager is None:
        return
    day = ctx.calendar_of(manager).add_business_days(date.fromisoformat(timer.occurrence), -1)
    delegate = figures.away(ctx.session, [manager.id], ctx.now).get(manager.id)
    yield digest_card.card(digesting.gather(ctx, manager, day, ctx.now), delegate or manager.id)


@router.said("digest", "日報", "日报", may="digest.read")
def digest(ctx: Context, rest: str) -> Replies:
    """The digest of a day; without one, of today as soon as his team works, else of the last working day."""
    day = _day(ctx, rest) if rest else _latest(ctx)
    yield digest_card.card(digesting.gather(ctx, ctx.user, day, ctx.now), ctx.user.id)


@router.pressed("digest.people", may="figures.team")
def people(ctx: Context, press: Press) -> Replies:
    """The same day person by person, results before activity."""
    found = digesting.gather(ctx, ctx.user, _date(press.args[0] if press.args else ""), ctx.now)
    rows = [{**one, "won_amount": _some(one["won"])} for one in found.figures.params()["people"]]
    yield say("digest.people", date=found.figures.date, team=found.team, people=rows)


@router.pressed("followup.show", may="figures.team")
def overdue(ctx: Context, press: Press) -> Replies:
    """A person's overdue follow-ups, each to be given to somebody else."""
    person = users.by_id(ctx.session, press.record)
    if person is None:
        raise UserError("not_available")
    ctx.require("figures.team", things.owned_by(ctx.session, person.id))
    yield colleagues_overdue.listing(ctx, person, press.number)


def _latest(ctx: Context) -> date:
    today = ctx.local.date()
    ids = figures.people_of(ctx.session, ctx.user.team_id)
    if figures.calls(ctx.session, ids, [digesting.day_span(today, ctx.zone)]):
        return today
    return ctx.calendar.add_business_days(today, -1)


def _day(ctx: Context, typed: str) -> date:
    """A day as people name past ones: a bare weekday or date means the last such day."""
    found = read_time(typed, ctx.local, ctx.calendar)
    if found is None:
        raise UserError("digest.day", typed=typed)
    day, today = found.due.date(), ctx.local.date()
    if day > today and "next_year" in found.remarks:
        day = day.replace(year=day.year - 1)
    elif today < day < today + timedelta(days=7) and not typed.strip()[:4].isdigit():
        day -= timedelta(days=7) if _is_of_the_week(ctx, typed, day) else timedelta()
    if day > today:
        raise UserError("digest.future", day=day)
    return day


def _is_of_the_week(ctx: Context, typed: str, day: date) -> bool:
    """Whether a day to come was named as a weekday: read last night it was the same, unlike "tomorrow"."""
    last_night = datetime.combine(ctx.local.date() - timedelta(days=1), time(23, 59), ctx.zone)
    found = read_time(typed, last_night, ctx.calendar)
    return found is not None and found.due.date() == day


def _date(typed: str) -> date:
    try:
        return date.fromisoformat(typed)
    except ValueError as error:
        raise UserError("not_available") from error


def _some(amount: dict[str, str]) -> dict[str, str] | None:
    return None if amount["amount"] == "0" else amount
