"""The Home tab: the day's agenda with what waits, one's own figures, the language."""

from collections.abc import Iterator
from dataclasses import asdict
from zoneinfo import ZoneInfo

from bot import sending, texts
from bot.app import App
from bot.chats.slack_events import PLATFORM, SAY, SHORTCUTS
from bot.chats.slack_view import Json, buttons, plain, sections
from bot.context import Context
from bot.desk import own_agenda
from bot.errors import UserError
from bot.events import Said, Who
from bot.replies import Reply
from bot.sending import Outgoing, View
from store import users
from store.messages import Queued

MOST_BLOCKS = 100
LANGUAGE = "language.set"
NAMES = {"en": "English", "zh-TW": "繁體中文", "zh-CN": "简体中文"}


def home(app: App, address: str, language: str) -> Json:
    """What a person's Home tab shows now; a stranger's says in his `language` how to come in."""
    with app.database.reading() as session:
        user = users.by_address(session, PLATFORM, address)
        if user is None:
            return _tab(sections(texts.render(language, "stranger", {})))
        ctx = app.context(session, user, Who(PLATFORM, address), "home", app.clock())
        blocks = [_header(ctx, "slack-home-today"), _acts(ctx)]
        for view in _views(app, ctx):
            blocks += [{"type": "divider"}, *sections(view.text)]
            blocks += buttons(view, user.language, start=len(blocks) * 100)
        return _tab([*blocks[: MOST_BLOCKS - 2], {"type": "divider"}, _language(ctx)])


def _views(app: App, ctx: Context) -> Iterator[View]:
    """The agenda (or, on a day without one, what is due), then the figures."""
    agenda = own_agenda.card(ctx, ctx.user) if ctx.may("followup.read") else None
    yield from ([_drawn(ctx, agenda)] if agenda is not None else _said(app, ctx, "/due"))
    yield from _said(app, ctx, "/me")


def _said(app: App, ctx: Context, words: str) -> Iterator[View]:
    """What words are answered with, without saying them; nothing where they are not his to say."""
    try:
        replies = list(app.replies(ctx, Said(ctx.who, words, "home")))
    except UserError:
        return
    yield from (_drawn(ctx, reply) for reply in replies if reply.to in (None, ctx.user.id))


def _drawn(ctx: Context, reply: Reply) -> View:
    body = {
        "params": sending.localised(reply.facts(), ZoneInfo(ctx.user.timezone)),
        "buttons": [asdict(one) for one in reply.buttons],
    }
    queued = Queued(0, ctx.user.id, PLATFORM, ctx.who.address, reply.key, body, None, 0, ctx.now)
    return sending.view(Outgoing(queued, ctx.user, ctx.language))


def _header(ctx: Context, key: str) -> Json:
    return {"type": "header", "text": plain(texts.render(ctx.language, key, {}), 150)}


def _acts(ctx: Context) -> Json:
    """The shortcuts as buttons."""
    elements = [
        {
            "type": "button",
            "text": plain(texts.word(ctx.language, "slack-act", code), 75),
            "action_id": f"act.{code}",
            "value": SAY + words,
        }
        for code, words in SHORTCUTS.items()
    ]
    return {"type": "actions", "elements": elements}


def _language(ctx: Context) -> Json:
    options = {
        code: {"text": plain(name, 75), "value": f"{LANGUAGE}:{code.replace('-', '_')}"}
        for code, name in NAMES.items()
    }
    menu: Json = {
        "type": "static_select",
        "action_id": "language",
        "options": list(options.values()),
        "initial_option": options.get(ctx.language, options["en"]),
    }
    words = {"type": "mrkdwn", "text": texts.render(ctx.language, "slack-home-language", {})}
    return {"type": "section", "text": words, "accessory": menu}


def _tab(blocks: list[Json]) -> Json:
    return {"type": "home", "blocks": blocks}
