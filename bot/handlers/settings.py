"""One's own settings: language, zone, quiet hours, where reminders go, when the morning list comes."""

from bot.context import Context
from bot.desk.own_settings import LAST, OwnSettings, chosen
from bot.replies import Reply, say
from bot.router import Press, Replies, Router
from store import users

router = Router("settings")
own_settings = router.form("own_settings")
change = router.button("settings.change")


@router.said("settings", "設定", "设置", may="settings.own")
def settings(ctx: Context, rest: str) -> Replies:
    """How things stand, and the way to change them."""
    yield _card(ctx)


@router.pressed("settings.change", may="settings.own")
def ask(ctx: Context, press: Press) -> Replies:
    """Ask what is to be different."""
    yield own_settings()


@router.submitted(OwnSettings, may="settings.own")
def save(ctx: Context, form: OwnSettings) -> Replies:
    """Keep what was chosen; it holds from the next message on."""
    changed = chosen(form)
    if changed:
        users.change(ctx.session, ctx.user.id, changed)
    yield _card(ctx)


def _card(ctx: Context) -> Reply:
    person = users.by_id(ctx.session, ctx.user.id) or ctx.user
    hours = ctx.calendar_of(person)
    silent = hours.quiet_from is not None and hours.quiet_from != hours.quiet_until
    usual = ctx.policy.digest.at if person.role == "manager" else ctx.policy.digest.agenda_at
    return say(
        "settings.card",
        change(),
        card=f"settings:{person.id}",
        language=person.language,
        timezone=person.timezone,
        quiet_from=f"{hours.quiet_from:%H:%M}" if silent else None,
        quiet_until=f"{hours.quiet_until:%H:%M}" if silent else None,
        reminders=person.reminders_to or LAST,
        digest=f"{person.digest_at or usual:%H:%M}",
    )
