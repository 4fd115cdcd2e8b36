"""Help, made from the features themselves: what this person may do, in the order of the features."""

from typing import Any

from rapidfuzz import process

from bot import texts
from bot.context import Context, Word
from bot.desk import small_talk
from bot.replies import say
from bot.router import Replies, Router
from bot.sales.numerals import fold

router = Router("help")
SIMPLIFIED = frozenset("帮销设个语说请转项预测线报产")  # signs of the words that Taiwan writes otherwise


@router.said("help", "說明", "帮助", may="help")
def help_(ctx: Context, rest: str) -> Replies:
    """All words, or one word with its usage."""
    allowed = [word for word in ctx.words if ctx.may(word.may)]
    wanted = rest.strip().lstrip("/").casefold()
    if not wanted:
        yield say("help.list", items=[_item(ctx, word) for word in allowed])
        return
    spelled = {spelling.casefold(): word for word in allowed for spelling in (word.head, *word.aliases)}
    if wanted not in spelled:
        nearest = process.extractOne(wanted, [word.head for word in allowed])
        yield say("help.unknown", word=rest.strip(), nearest=nearest[0] if nearest else "help")
        return
    word = spelled[wanted]
    yield say(
        "help.word", example=texts.render(ctx.language, f"help-{word.head}-example", {}), **_item(ctx, word)
    )


@router.otherwise(71, may="help")
def lost(ctx: Context, text: str) -> Replies:
    """Somebody asks what can be said, in other words than the word for it."""
    if small_talk.asks_for_help(text):
        yield from help_(ctx, "")


def _item(ctx: Context, word: Word) -> dict[str, Any]:
    usage = texts.render(ctx.language, f"help-{word.head}", {})
    return {"word": word.head, "aliases": " / ".join(_spellings(ctx.language, word.aliases)), "usage": usage}


def _spellings(language: str, aliases: tuple[str, ...]) -> list[str]:
    """The other spellings in the reader's own script; English readers have the word itself."""
    if language == "en":
        return []
    simplified = {alias: fold(alias) for alias in aliases}
    if language == "zh-CN":
        return [alias for alias in aliases if simplified[alias] == alias]
    of_others = {plain for alias, plain in simplified.items() if plain != alias}
    return [alias for alias in aliases if alias not in of_others and not SIMPLIFIED & {*alias}]
