"""Which of our languages somebody unknown reads, by what his app says he speaks."""

from collections.abc import Sequence
from dataclasses import replace

from bot.sending import Outgoing

OTHERS = "en"


def spoken(tag: str | None, company: str) -> str:
    """A language for a tag as `zh-hant`, `zh-CN`, `ja`; the company's for none, and `zh` alone may be either."""
    code = (tag or "").casefold()
    if not code.startswith("zh"):
        return OTHERS if code else company
    if code == "zh":
        return company if company.startswith("zh") else "zh-CN"
    return "zh-TW" if any(sign in code for sign in ("hant", "tw", "hk", "mo")) else "zh-CN"


def told(outgoing: Sequence[Outgoing], language: str) -> list[Outgoing]:
    """The same messages; those for somebody unknown in a language."""
    return [one if one.person is not None else replace(one, language=language) for one in outgoing]
