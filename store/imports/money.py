"""Amounts and numbers as people type them, by a strict rule for points and commas."""

import re
import unicodedata
from decimal import Decimal, InvalidOperation

from store.imports.values import BadCell, Cell, Column
from store.imports.words import find_currency, find_factor

SHAPE = re.compile(
    r"^(?P<before>[^\d.,+\-]*)(?P<sign>[+-]?)(?P<between>[^\d.,]*)(?P<body>[\d.,' ]*\d)(?P<after>.*)$"
)
BOTH_COMMA_LAST = re.compile(r"^\d{1,3}(\.\d{3})+,\d+$")
BOTH_POINT_LAST = re.compile(r"^\d{1,3}(,\d{3})+\.\d+$")
LIMIT = Decimal(10) ** 14


def decimal_habit(texts: list[str]) -> bool | None:
    """Whether a column writes 1.000,50: True or False when some value proves it, None when none does."""
    for text in texts:
        body = _body(text)
        if body is None:
            continue
        if BOTH_COMMA_LAST.match(body) or re.fullmatch(r"\d+,(\d{1,2}|\d{4,})", body) or body.count(".") > 1:
            return True
        if BOTH_POINT_LAST.match(body) or re.fullmatch(r"\d+\.(\d{1,2}|\d{4,})", body) or body.count(",") > 1:
            return False
    return None


def read_money(cell: Cell, column: Column) -> tuple[Decimal, str | None]:
    """An amount with the currency it names (None = none named); the header's factor is applied."""
    if isinstance(cell, bool) or not isinstance(cell, int | float | str):
        raise BadCell("import.not-amount")
    if isinstance(cell, int | float):
        return _sized(Decimal(repr(cell)) * column.factor), column.currency
    text = unicodedata.normalize("NFKC", cell).strip()
    negative = bool(re.fullmatch(r"\(.*\)", text)) or text.endswith("-")
    shape = SHAPE.match(text.strip("()").rstrip("-").strip())
    if shape is None:
        raise BadCell("import.not-amount")
    currency, factor = column.currency, column.factor
    for words in (shape["before"] + shape["between"], shape["after"]):
        named, times = _read_unit(words.strip(" /-"))
        currency, factor = named or currency, factor * times
    amount = _number(shape["body"], column) * factor
    return _sized(-amount if negative or shape["sign"] == "-" else amount), currency


def read_number(cell: Cell, column: Column) -> Decimal:
    """A number without a currency: pieces, per cent, a probability."""
    if isinstance(cell, str) and (bare := cell.strip().rstrip("%％").strip()) != cell.strip():
        cell = bare
    return read_money(cell, column)[0]


def read_unit(words: str) -> tuple[str | None, int]:
    """Currency and factor of a header's brackets: `NT$ 千元` is (TWD, 1000); other words say nothing."""
    currency, factor = None, 1
    for word in re.findall(
        r"[a-z]+\$?|\d+|[^\W\d_a-z]+|[€£₩¥$]", unicodedata.normalize("NFKC", words).casefold()
    ):
        for named, times in (_split_unit(word) or (None, 1),):
            currency, factor = named or currency, factor * times
    return currency, factor


def _read_unit(words: str) -> tuple[str | None, int]:
    if words in ("", "$", "¥", "￥", "元", "圓", "块", "塊", "整", "元整"):
        return None, 1
    found = _split_unit(words.removesuffix("整"))
    if found is None:
        raise BadCell("import.not-amount")
    return found


def _split_unit(words: str) -> tuple[str | None, int] | None:
    """A currency, a factor, or one after the other (萬美元, USD k)."""
    words = words.strip()
    if currency := find_currency(words):
        return currency, 1
    if factor := find_factor(words):
        return None, factor
    for cut in range(1, len(words)):
        left, right = words[:cut].strip(), words[cut:].strip()
        if (factor := find_factor(left)) and (currency := find_currency(right)):
            return currency, factor
        if (currency := find_currency(left)) and (factor := find_factor(right)):
            return currency, factor
    return None


def _body(text: str) -> str | None:
    shape = SHAPE.match(unicodedata.normalize("NFKC", text).strip().strip("()").rstrip("-").strip())
    return shape["body"].replace(" ", "").replace("'", "") if shape else None


def _number(body: str, column: Column) -> Decimal:
    """Strict: a group has three digits; one separator with three digits behind must be settled elsewhere."""
    body = re.sub(r"(?<=\d)[ '](?=\d{3}\b)", "", body)
    comma = column.comma_decimals
    settled = comma is not None
    if comma is None:
        comma = column.conventions.comma_decimals
    group, point = (".", ",") if comma else (",", ".")
    if not settled and re.fullmatch(rf"[1-9]\d{{0,2}}{re.escape(point)}\d{{3}}", body):
        raise BadCell("import.ambiguous-amount", one=body.replace(point, ""), other=body.replace(point, "."))
    whole, _, rest = body.partition(point)
    if group in rest or (
        group in whole and not re.fullmatch(rf"\d{{1,3}}({re.escape(group)}\d{{3}})+", whole)
    ):
        raise BadCell("import.not-amount")
    try:
        return Decimal(f"{whole.replace(group, '') or '0'}.{rest or '0'}")
    except InvalidOperation as error:
        raise BadCell("import.not-amount") from error


def _sized(amount: Decimal) -> Decimal:
    if not amount.is_finite() or abs(amount) >= LIMIT:
        raise BadCell("import.amount-too-big")
    amount = amount.normalize()
    return amount.quantize(Decimal(1)) if amount == amount.to_integral_value() else amount
