"""What one may set for oneself, and what can be chosen: languages, zones, quiet hours, places, hours."""

from dataclasses import dataclass
from datetime import time
from typing import Any

from bot import forms
from bot.context import Context
from bot.forms import Option
from store import users

COMPANY = "company"
OFF = "off"
LAST = "last"
LANGUAGES = {"en": "English", "zh-TW": "繁體中文", "zh-CN": "简体中文"}
ZONES = (
    *("Asia/Taipei", "Asia/Shanghai", "Asia/Hong_Kong", "Asia/Singapore", "Asia/Tokyo", "Asia/Seoul"),
    *("Asia/Bangkok", "Asia/Jakarta", "Asia/Manila", "Asia/Kuala_Lumpur", "Asia/Ho_Chi_Minh", "Asia/Kolkata"),
    *(
        "Asia/Dubai",
        "Australia/Sydney",
        "Australia/Perth",
        "Pacific/Auckland",
        "Europe/London",
        "Europe/Paris",
    ),
    *("Europe/Berlin", "Europe/Madrid", "Europe/Warsaw", "Europe/Istanbul", "America/New_York"),
    *(
        "America/Chicago",
        "America/Denver",
        "America/Los_Angeles",
        "America/Toronto",
        "America/Sao_Paulo",
        "UTC",
    ),
)
QUIET = ("18-8", "18-9", "19-8", "20-8", "21-8", "22-7", "22-8", "23-7")
MORNINGS = tuple(f"{hour:02d}:{minute:02d}" for hour in range(6, 12) for minute in (0, 30))


def languages(ctx: Context) -> list[Option]:
    """The three languages, named as their readers write them."""
    return [Option(code, name) for code, name in LANGUAGES.items()]


def zones(ctx: Context) -> list[Option]:
    """His own zone and those in which people mostly work; buttons carry no slash."""
    return [Option(one.replace("/", "."), one) for one in dict.fromkeys((ctx.user.timezone, *ZONES))]


def quiet_spans(ctx: Context) -> list[Option]:
    """The company's quiet hours, none, or one's own."""
    return [
        *(Option(one, ctx.word("quiet", one)) for one in (COMPANY, OFF)),
        *(Option(one, one) for one in QUIET),
    ]


def places(ctx: Context) -> list[Option]:
    """Wherever he was last, or always in one of the chats that reach him."""
    known = dict.fromkeys([*(one.platform for one in users.addresses(ctx.session, ctx.user.id)), "terminal"])
    return [Option(one, ctx.word("place", one)) for one in (LAST, *known)]


def mornings(ctx: Context) -> list[Option]:
    """When the digest or the morning list comes."""
    return [
        Option(COMPANY, ctx.word("quiet", COMPANY)),
        *(Option(one.replace(":", ""), one) for one in MORNINGS),
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnSettings:
    """What to change; what is left empty stays."""

    language: str | None = forms.choice(languages, optional=True)
    timezone: str | None = forms.choice(zones, optional=True)
    quiet: str | None = forms.choice(quiet_spans, optional=True)
    reminders: str | None = forms.choice(places, optional=True)
    digest: str | None = forms.choice(mornings, optional=True)


def chosen(form: OwnSettings) -> dict[str, Any]:
    """The fields of a person that the answers change."""
    changed: dict[str, Any] = {"language": form.language} if form.language else {}
    if form.timezone:
        changed["timezone"] = form.timezone.replace(".", "/")
    if form.quiet:
        changed |= dict(zip(("quiet_from", "quiet_until"), _quiet(form.quiet), strict=True))
    if form.reminders:
        changed["reminders_to"] = None if form.reminders == LAST else form.reminders
    if form.digest:
        changed["digest_at"] = None if form.digest == COMPANY else _clock(form.digest)
    return changed


def _quiet(chosen: str) -> tuple[time | None, time | None]:
    """From when until when: none given is the company's, from and until alike is never."""
    if chosen == COMPANY:
        return None, None
    start, _, end = chosen.partition("-")
    return (time(0), time(0)) if chosen == OFF else (time(int(start)), time(int(end)))


def _clock(chosen: str) -> time:
    return time(int(chosen[:2]), int(chosen[2:]))
