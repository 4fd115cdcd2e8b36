"""Getting along with Baton: help, welcome, language, cancel."""

from dataclasses import replace

from bot.context import Context
from bot.desk import small_talk
from bot.errors import UserError
from bot.replies import Button, Reply, choice, say
from bot.router import Press, Replies, Router
from bot.sales.people import Person
from store import users

router = Router("basics")
next_call = router.button("next.show")
my_list = router.button("away.work")
NAMES = {"en": "English", "zh-TW": "繁體中文", "zh-CN": "简体中文"}
SPELLINGS = {
    "zh": "zh-TW",
    "tw": "zh-TW",
    "zh-hant": "zh-TW",
    "cn": "zh-CN",
    "zh-hans": "zh-CN",
    "english": "en",
}


@router.said("language", "語言", "语言", may="settings.own")
def language(ctx: Context, rest: str) -> Replies:
    """Speak another language from now on; without a code, offer the three."""
    wanted = rest.strip().casefold()
    code = next(
        (one for one in NAMES if wanted in (one.casefold(), NAMES[one].casefold())), SPELLINGS.get(wanted)
    )
    if code is None:
        yield say("language.ask", *_choices(), typed=rest)
        return
    yield from _speak(ctx, code)


@router.pressed("language.set", may="settings.own")
def chosen(ctx: Context, press: Press) -> Replies:
    """A language was chosen by its button."""
    codes = {code.replace("-", "_"): code for code in NAMES}
    if press.args[:1] and press.args[0] in codes:
        yield from _speak(ctx, codes[press.args[0]])
        return
    raise UserError("not_available")


@router.said("cancel", "取消", may="help")
def cancel(ctx: Context, rest: str) -> Replies:
    """Nothing is open (an open form answers this itself)."""
    yield say("cancel.nothing")


@router.otherwise(70, may="help")
def greeted(ctx: Context, text: str) -> Replies:
    """A greeting or thanks is nobody's name: what can be done now."""
    said = small_talk.bare(text)
    if said in small_talk.GREETINGS:
        yield replace(welcome(ctx.user), buttons=_ways_on(ctx))
    elif said in small_talk.THANKS:
        yield say("ready", *_ways_on(ctx))


@router.said("start", may="help")
def start(ctx: Context, rest: str) -> Replies:
    """The first word on Telegram: who I am, and the first next act."""
    yield welcome(ctx.user)


def welcome(person: Person) -> Reply:
    """The first message to a person."""
    return say("welcome", name=person.name, role=person.role)


def _ways_on(ctx: Context) -> tuple[Button, ...]:
    shown = (("nextcall.read", next_call), ("followup.read", my_list))
    return tuple(made() for may, made in shown if ctx.may(may))


def _choices() -> list[Button]:
    return [choice("language.set", code.replace("-", "_"), words=name) for code, name in NAMES.items()]


def _speak(ctx: Context, code: str) -> Replies:
    users.change(ctx.session, ctx.user.id, {"language": code})
    yield say("language.set", language=code, name=NAMES[code])
