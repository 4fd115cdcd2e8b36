"""How typed answers become values: one reader a kind of field, each refusing with what to write instead."""

import re
import unicodedata
from collections.abc import Callable
from datetime import datetime
from typing import Any

from bot.context import Context
from bot.errors import UserError
from bot.sales import telephone
from bot.sales.money import Money, read_money
from bot.sales.patterns import late
from bot.sales.times import read_time

INVISIBLE = late("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
EMAIL = late(r"^[^@\s<>,;:\"()]+@[^@\s<>,;:\"()]+\.[^@\s<>,;:\"().]{2,}$")
COMBINING_MOST = 4


def clean(typed: str) -> str:
    """Text as it is kept: NFC, no control or invisible direction marks, no piles of combining marks."""
    text = unicodedata.normalize("NFC", typed.encode("utf-8", "replace").decode("utf-8"))
    kept: list[str] = []
    marks = 0
    for sign in INVISIBLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n")):
        marks = marks + 1 if unicodedata.combining(sign) else 0
        if marks <= COMBINING_MOST and (sign in "\n\t" or unicodedata.category(sign)[0] != "C"):
            kept.append(sign)
    return "".join(kept).strip()


def whole(typed: str) -> int:
    """A record's number or version as a button or a form carries it; 0 when it is none."""
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else 0


def marked(carried: str) -> tuple[int, int]:
    """The record and the version that a form carries as `12.3`; 0 for what is none."""
    record, _, version = carried.partition(".")
    return whole(record), whole(version)


def read_text(_ctx: Context, typed: str, _at_least: int | None, at_most: int | None) -> str:
    """Clean words of at most `at_most` characters."""
    text = clean(typed)
    if at_most is not None and len(text) > at_most:
        raise UserError("form.too_long", at_most=at_most, length=len(text))
    if not text:
        raise UserError("form.required")
    return text


def read_number(_ctx: Context, typed: str, at_least: int | None, at_most: int | None) -> int:
    """A whole number; full-width digits and thousands commas are fine, 1.5 and 1e9 are not."""
    plain = unicodedata.normalize("NFKC", typed).replace(" ", "")
    if re.fullmatch(r"-?\d{1,3}(,\d{3})+", plain, re.ASCII):
        plain = plain.replace(",", "")
    if not re.fullmatch(r"-?\d{1,12}", plain, re.ASCII):
        raise UserError("form.not_a_number", typed=typed)
    value = int(plain)
    if (at_least is not None and value < at_least) or (at_most is not None and value > at_most):
        raise UserError("form.out_of_range", at_least=at_least, at_most=at_most)
    return value


def read_amount(ctx: Context, typed: str, _at_least: int | None, _at_most: int | None) -> Money:
    """Money, in the company's currency where none is named."""
    amount = read_money(typed, ctx.policy.company.currency)
    if amount is None:
        raise UserError("form.not_money", typed=typed)
    return amount


def read_when(ctx: Context, typed: str, _at_least: int | None, _at_most: int | None) -> datetime:
    """A moment to come: as people say it, or ISO with its offset."""
    exact = _iso(typed)
    if exact is not None:
        return _to_come(exact, ctx)
    found = read_time(typed, ctx.local, ctx.calendar)
    if found is None:
        raise UserError("time.not_understood", typed=typed)
    if "past" in found.remarks:
        raise UserError("time.past", due=found.due, options=list(found.options))
    if "ambiguous" in found.remarks:
        raise UserError("time.ambiguous", typed=typed, options=list(found.options))
    return _to_come(found.due, ctx)


def _iso(typed: str) -> datetime | None:
    try:
        at = datetime.fromisoformat(typed)
    except ValueError:
        return None
    return at if at.tzinfo is not None else None


def _to_come(at: datetime, ctx: Context) -> datetime:
    if at <= ctx.now:
        raise UserError("time.past", due=at.astimezone(ctx.zone))
    return at.astimezone(ctx.zone)


def read_phone(ctx: Context, typed: str, _at_least: int | None, _at_most: int | None) -> str:
    """A number that can be dialled; kept as typed, with its E.164 form made by the store."""
    if telephone.read(typed, ctx.user.region).e164 is None:
        raise UserError("form.not_a_phone", typed=typed)
    return typed


def read_email(_ctx: Context, typed: str, _at_least: int | None, _at_most: int | None) -> str:
    """An e-mail address that could exist."""
    text = clean(typed)
    if not EMAIL.match(text) or len(text) > 254:
        raise UserError("form.not_an_email", typed=typed)
    return text


READERS: dict[str, Callable[[Context, str, int | None, int | None], Any]] = {
    "text": read_text,
    "number": read_number,
    "money": read_amount,
    "when": read_when,
    "phone": read_phone,
    "email": read_email,
}
