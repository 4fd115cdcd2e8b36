"""Market intelligence: kept in a line, read by those who steer."""

from dataclasses import dataclass

from bot import forms
from bot.context import Context
from bot.desk import drafting, goods, hearsay
from bot.errors import UserError
from bot.replies import Reply, say
from bot.router import Press, Replies, Router
from bot.sales import rights
from store import calls, intel
from store.intel import Heard

router = Router("intel")
withdraw = router.button("intel.withdraw")
about_whom = router.button("intel.about")
MOST_WORDS = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class NameCompetitor:
    """Which competitor something heard is about."""

    competitor: str = forms.text(at_most=100)
    heard: int = forms.record()


name_competitor = router.form("name_competitor")


@router.said("intel", "情報", "情报", may="intel.add")
def note(ctx: Context, rest: str) -> Replies:
    """Keep what was heard, tied to the contact at hand; without words, the last things heard."""
    if not rest:
        yield _listing(ctx)
        return
    if len(rest) > MOST_WORDS:
        raise UserError("too_long", at_most=MOST_WORDS)
    told = hearsay.read(ctx, rest)
    contact = goods.at_hand(ctx)
    number = calls.add_intel(ctx.session, told, contact, call_id=None, by=ctx.user.id, at=ctx.now)
    yield _saved(ctx, number)


@router.pressed("intel.withdraw", may="intel.add")
def take_back(ctx: Context, press: Press) -> Replies:
    """It was a mistake."""
    heard = _mine(ctx, press.record)
    intel.withdraw(ctx.session, heard.id)
    yield say("intel.withdrawn", card=f"intel:{heard.id}", id=heard.id, text=heard.text)


@router.pressed("intel.about", may="intel.add")
def about(ctx: Context, press: Press) -> Replies:
    """Ask which competitor it is about."""
    yield name_competitor(heard=_mine(ctx, press.record).id)


@router.submitted(NameCompetitor, may="intel.add")
def named(ctx: Context, form: NameCompetitor) -> Replies:
    """Now it is known whom it is about."""
    heard = _mine(ctx, form.heard)
    intel.name_competitor(ctx.session, heard.id, form.competitor)
    yield _saved(ctx, heard.id)


def _saved(ctx: Context, number: int) -> Reply:
    heard = _mine(ctx, number)
    buttons = [withdraw(number)] if heard.competitor else [withdraw(number), about_whom(number)]
    return say(
        "intel.saved",
        *buttons,
        card=f"intel:{number}",
        id=number,
        kind=heard.kind,
        competitor=heard.competitor,
        text=heard.text,
        contact=heard.contact,
        company=heard.company,
        source=drafting.unsaid(heard.text, heard.company),
    )


def _listing(ctx: Context) -> Reply:
    """The last things heard: a manager sees his team's, marketing everybody's, an agent his own."""
    reach = rights.allowed(ctx.user.role, "nurture.read")
    own = ctx.user.id if reach == "own" else None
    team = ctx.user.team_id if reach == "team" else None
    items = [
        {
            "id": one.id,
            "at": one.at,
            "kind": one.kind,
            "competitor": one.competitor,
            "text": one.text,
            "company": one.company or one.contact,
            "source": drafting.unsaid(one.text, one.company or one.contact),
            "by": None if reach in ("own", "all") else one.by,
        }
        for one in intel.latest(ctx.session, user_id=own, team_id=team)
    ]
    return say("intel.list", items=items, count=len(items))


def _mine(ctx: Context, intel_id: int) -> Heard:
    heard = intel.get(ctx.session, intel_id)
    if heard is None or heard.user_id != ctx.user.id:
        raise UserError("not_available")
    return heard
