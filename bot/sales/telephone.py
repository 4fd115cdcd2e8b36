"""Telephone numbers in any writing: E.164 with the extension where understood, the raw text always kept."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

import phonenumbers
from phonenumbers import PhoneNumberFormat

from bot.sales.patterns import late

EXTENSION = late(
    r"(?:轉|转|分機|分机|內線|内线|ext\.?|extension|x|#|＃)\s*[:：.]?\s*(\d{1,6})\s*$", re.IGNORECASE
)
AFTER_HYPHEN = late(r"^(.*\d{6,})[-~](\d{1,4})$")


@dataclass(frozen=True, slots=True)
class Number:
    """What was understood of a number; `e164` is None where it could not be."""

    raw: str
    e164: str | None
    extension: str | None


def read(raw: str, region: str) -> Number:
    """Understand a number as people of a region write it (region: the first part of `TW`, `US-CA`)."""
    plain = unicodedata.normalize("NFKC", raw).strip()
    extension = None
    if match := EXTENSION.search(plain):
        plain, extension = plain[: match.start()].strip(), match.group(1)
    country = region.partition("-")[0]
    number = _parsed(plain, country)
    if number is None and (match := AFTER_HYPHEN.match(plain)):
        number, extension = _parsed(match.group(1), country), match.group(2)
    if number is None:
        return Number(raw, None, extension)
    return Number(
        raw, phonenumbers.format_number(number, PhoneNumberFormat.E164), extension or number.extension
    )


@lru_cache(maxsize=10_000)
def at_home(e164: str, region: str) -> str:
    """A number as people dial it at home: 02-5555 0162 in Taiwan, +44 … from elsewhere."""
    try:
        number = phonenumbers.parse(e164, None)
    except phonenumbers.NumberParseException:
        return e164
    home = phonenumbers.country_code_for_region(region.partition("-")[0]) == number.country_code
    style = PhoneNumberFormat.NATIONAL if home else PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(number, style)


def is_mobile(e164: str) -> bool:
    """Whether a number is a mobile one: its neighbours belong to strangers."""
    try:
        kind = phonenumbers.number_type(phonenumbers.parse(e164, None))
    except phonenumbers.NumberParseException:
        return False
    return bool(kind == phonenumbers.PhoneNumberType.MOBILE)


def looks_like(text: str) -> bool:
    """Whether a text is a number rather than a name: mostly digits, at least four."""
    plain = unicodedata.normalize("NFKC", text)
    digits = sum(sign.isdigit() for sign in plain)
    return digits >= 4 and digits * 2 >= len(plain.replace(" ", ""))


def _parsed(plain: str, country: str) -> phonenumbers.PhoneNumber | None:
    try:
        number = phonenumbers.parse(plain, country)
    except phonenumbers.NumberParseException:
        return None
    return number if phonenumbers.is_possible_number(number) else None
