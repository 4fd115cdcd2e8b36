"""Phone numbers as people type them: E.164 where they can be understood, the raw text always."""

import re
import unicodedata
from functools import lru_cache

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberFormat, PhoneNumberType

from store.imports.values import BadCell, Cell, Column, PhoneValue

EXTENSION = re.compile(
    r"(?:#|轉|转|分機|分机|ext\.?|extension|x)\s*[:.]?\s*#?\s*(\d{1,7})\s*\)?$", re.IGNORECASE
)
RANGE = re.compile(r"(?<=\d{6})\s*[-~～]\s*\d{1,2}$")
BETWEEN = re.compile(r"[;；、\n|]|,(?=\s*[+(0])|/(?=\s*[+(0])")
BARE = {"TW": r"[2-8]\d{2,3}[-\s]?\d{4}", "CN": r"[2-8]\d{2,3}[-\s]?\d{4}"}
LOST_ZERO = {"TW": re.compile(r"9\d{8}|[2-8]\d{8}"), "GB": re.compile(r"7\d{9}|[12]\d{9}")}
MOST = 10


def read_phones(cell: Cell, column: Column, kind: str) -> tuple[PhoneValue, ...]:
    """Every number of a cell; what cannot be understood is flagged and kept, never refused."""
    if isinstance(cell, bool) or not isinstance(cell, int | float | str):
        raise BadCell("import.not-phone")
    text = unicodedata.normalize("NFKC", str(cell)).strip()
    found: list[PhoneValue] = []
    for part in BETWEEN.split(text):
        raw = " ".join(part.split()).strip(" ,/")
        if not any(sign.isdigit() for sign in raw):
            continue
        phone = read_phone(raw, column.conventions.region, kind)
        if phone.doubt:
            column.note(phone.doubt, raw=raw)
        elif _lost_zero(raw, column.conventions.region):
            column.note("import.phone-zero-restored", raw=raw, phone=phone.e164)
        found.append(phone)
    if not found and text:
        raise BadCell("import.not-phone")
    return tuple(found[:MOST])


@lru_cache(maxsize=4096)
def read_phone(raw: str, region: str, kind: str = "work") -> PhoneValue:
    """One number of a region: E.164 and extension; `doubt` names what is wrong with it."""
    text, extension = raw, None
    if (match := EXTENSION.search(raw)) and sum(sign.isdigit() for sign in raw[: match.start()]) >= 5:
        text, extension = raw[: match.start()].rstrip(" (,-"), match[1]
    text = RANGE.sub("", text).strip()
    if region in BARE and re.fullmatch(BARE[region], text):
        return PhoneValue(raw, None, extension, kind, "import.phone-no-area")
    for attempt in _attempts(text, region):
        number = _parse(attempt, region)
        sort = phonenumbers.number_type(number) if number else PhoneNumberType.UNKNOWN
        if number is None or sort == PhoneNumberType.UNKNOWN:
            continue
        own = number.extension or extension
        if sort == PhoneNumberType.MOBILE:
            kind = "mobile"
        return PhoneValue(raw, phonenumbers.format_number(number, PhoneNumberFormat.E164), own, kind)
    return PhoneValue(raw, None, extension, kind, "import.phone-doubtful")


def _attempts(text: str, region: str) -> list[str]:
    """As written; with the plus that was left out; with the zero that a spreadsheet dropped."""
    digits = re.sub(r"\D", "", text)
    attempts = [text]
    if _lost_zero(text, region):
        attempts.insert(0, "0" + digits)
    if not text.startswith("+") and len(digits) >= 10:
        attempts.append("+" + (digits[2:] if digits.startswith("00") else digits))
    return attempts


def _parse(text: str, region: str) -> phonenumbers.PhoneNumber | None:
    try:
        return phonenumbers.parse(text, region)
    except NumberParseException:
        return None


def _lost_zero(text: str, region: str) -> bool:
    """Whether bare digits are a number of this region without its leading zero, as spreadsheets leave it."""
    return region in LOST_ZERO and LOST_ZERO[region].fullmatch(text) is not None
