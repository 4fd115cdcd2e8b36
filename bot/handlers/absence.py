"""Away: for how long, who stands in; also for a colleague who called in sick."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot import forms
from bot.context import Context
from bot.desk import colleagues, standing_in
from bot.desk.away_line import Line, end_of_day, last_moment, read, start_of_day
from bot.forms import Option
from bot.replies import Reply, say
from bot.router import Press, Replies, Router
from bot.sales.handoff import Absence
from bot.sales.people import Person
from bot.sales.times import format_day
from store import absences, things, users

router = Router("absence")
MOST_NAMED = 8


def last_days(ctx: Context) -> list[Option]:
    """Today, and the next working days, as the last day away."""
    today = ctx.local.date()
    days = [today, *(ctx.calendar.add_business_days(today, count) for count in (1, 2, 5))]
    ends = [datetime.combine(day, time(23, 59, 59), tzinfo=ctx.zone) for day in days]
    return [Option(f"{at:%Y%m%dT%H%M%S%z}", format_day(at.date(), ctx.language)) for at in ends]


def stand_ins(ctx: Context, typed: str) -> list[Option]:
    """Whoever is typed; of those offered, only who can do the work."""
    roles = ("agent", "field", "manager") if ctx.user.role == "manager" else (ctx.user.role, "manager")
    able = {str(one.id) for one in users.everybody(ctx.session) if one.role in roles}
    return [one for one in colleagues.options(ctx, typed) if typed or one.value in able]


@dataclass(frozen=True, slots=True, kw_only=True)
class Away:
    """From when until which day, and who does the work meanwhile."""

    starts: datetime | None = forms.when(optional=True)
    until: datetime = forms.when(quick=last_days)
    delegate: int | None = forms.pick(stand_ins, optional=True)
    person: int | None = forms.record(optional=True)


away_form = router.form("away")
stand_in = router.choice("away.delegate")
new_button = router.button("away.new")


@router.said("away", "請假", "请假", may="away.own")
def away(ctx: Context, rest: str) -> Replies:
    """Set an absence in one line; alone it shows mine, or asks."""
    if not rest:
        mine = absences.between(ctx.session, ctx.now, ctx.now + timedelta(days=366), user_id=ctx.user.id)
        yield _mine(ctx, mine) if mine else away_form()
        return
    line = read(ctx, rest)
    person = colleagues.named(ctx, line.who) if line.who else ctx.user
    _require(ctx, person)
    delegate = colleagues.named(ctx, line.delegate) if line.delegate else None
    if line.first is None or line.last is None:
        yield away_form(person=person.id, delegate=delegate.id if delegate else None)
        return
    yield from _set(ctx, person, line, delegate)


@router.pressed("away.new", may="away.own")
def new(ctx: Context, press: Press) -> Replies:
    """One more absence of mine, or one of the colleague on the button."""
    person = colleagues.by_id(ctx, press.record) if press.record else ctx.user
    _require(ctx, person)
    yield away_form(person=person.id)


@router.submitted(Away, may="away.own")
def save(ctx: Context, form: Away) -> Replies:
    """Keep what the form says; a day without an hour is the whole day."""
    person = colleagues.by_id(ctx, form.person) if form.person else ctx.user
    _require(ctx, person)
    delegate = colleagues.by_id(ctx, form.delegate) if form.delegate else None
    yield from _set(ctx, person, Line("", form.starts or ctx.now, form.until, ""), delegate)


@router.pressed("away.delegate", may="away.own")
def delegate(ctx: Context, press: Press) -> Replies:
    """Who stands in for a colleague: first who, then all his work at once."""
    person = colleagues.by_id(ctx, press.record)
    _require(ctx, person)
    if not press.rest:
        others = [one for one in users.everybody(ctx.session, team_id=person.team_id) if one.id != person.id]
        able = [one for one in others if one.role in (person.role, "manager")]
        here = [one for one in able if standing_in.present(ctx, one.id) == one.id]
        buttons = [stand_in(person.id, 0, one.id, words=one.name) for one in here[:MOST_NAMED]]
        yield say("away.who", *buttons, person=person.name, person_id=person.id)
        return
    chosen = colleagues.by_id(ctx, press.number)
    now = absences.current(ctx.session, ctx.now).get(person.id)
    last = now.ends_at if now else last_moment(ctx.now, ZoneInfo(person.timezone))
    yield from standing_in.set_away(ctx, person, ctx.now, last, chosen)


def _require(ctx: Context, person: Person) -> None:
    own = person.id == ctx.user.id
    ctx.require("away.own" if own else "away.other", things.owned_by(ctx.session, person.id))


def _set(ctx: Context, person: Person, line: Line, delegate: Person | None) -> Replies:
    zone = ZoneInfo(person.timezone)
    first, last = line.first or ctx.now, line.last or ctx.now
    yield from standing_in.set_away(ctx, person, start_of_day(first, zone), end_of_day(last, zone), delegate)


def _mine(ctx: Context, mine: list[Absence]) -> Reply:
    items = [standing_in.facts(ctx, one) for one in mine]
    buttons = [standing_in.cancel(ctx, one) for one in mine[:MOST_NAMED]]
    return say("away.list", *buttons, new_button(), items=items)
