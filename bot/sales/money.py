"""Amounts of money: exact, with their currency, as people write and read them."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from bot.sales.numerals import CHINESE, ENGLISH, PLAIN, fold, read_number
from bot.sales.patterns import late

_SIGNS: Final = {
    "TWD": "NT$",
    "CNY": "¥",
    "USD": "US$",
    "HKD": "HK$",
    "SGD": "S$",
    "EUR": "€",
    "GBP": "£",
    "JPY": "JP¥",
    "INR": "₹",
}
_WRITTEN: Final = {
    "TWD": ("nt$", "ntd", "nt", "twd", "新台币", "台币"),
    "CNY": ("rmb", "cny", "人民币"),
    "USD": ("us$", "usd", "美金", "美元", "刀"),
    "HKD": ("hk$", "hkd", "港币", "港元"),
    "SGD": ("s$", "sgd", "新币"),
    "EUR": ("€", "eur", "euros", "euro", "欧元"),
    "GBP": ("£", "gbp", "pounds", "quid", "英镑"),
    "INR": ("₹", "inr", "rs.", "rs", "rupees", "卢比"),
    "JPY": ("jpy", "日币", "日元", "日圆"),
}
_CODE_OF: Final = {word: code for code, words in _WRITTEN.items() for word in words}
_LOCAL: Final = ("元", "块钱", "块", "圆", "dollars", "bucks")
_DOLLARS: Final = frozenset({"TWD", "USD", "HKD", "SGD", "AUD", "CAD", "NZD"})
_SCALES: Final = {
    "k": 10**3, "grand": 10**3, "thousand": 10**3, "w": 10**4, "万": 10**4, "千": 10**3, "百万": 10**6, "千万": 10**7,
    "m": 10**6, "mn": 10**6, "mil": 10**6, "mio": 10**6, "million": 10**6, "bn": 10**9, "billion": 10**9, "亿": 10**8,
    "lakh": 10**5, "lakhs": 10**5, "lac": 10**5, "crore": 10**7, "crores": 10**7, "个w": 10**4, "个万": 10**4,
}  # fmt: skip


def _either(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_BEFORE: Final = _either([*_CODE_OF, "$", "¥"])
_AFTER: Final = _either([*_CODE_OF, *_LOCAL])
_NUMBER: Final = (
    rf"{PLAIN}\s?(?:[百千]?万|亿|千|百)(?:\d[千百]?(?!\d))?"
    r"|\d{1,4}w\d(?!\d)"
    rf"|{PLAIN}"
    rf"|{CHINESE}点[零〇一二三四五六七八九]+[万亿千]"
    rf"|{CHINESE}半?"
    rf"|{ENGLISH}"
)
MONEY: Final = late(
    rf"(?<![a-z0-9.+])(?<!\d,)(?P<before>{_BEFORE})?\s?(?!am(?![a-z]))(?P<number>{_NUMBER})"
    rf"(?P<rough>多(?=万|亿))?(?:[\s-]?(?P<scale>{_either(_SCALES)})(?![a-z0-9]))?"
    rf"(?:\s?(?!元[旦宵]|元月(?:底|初|中|\d)|块(?:儿|[过去来看聊谈吃对审走]))(?P<after>{_AFTER})(?![a-z0-9]))?",
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class Money:
    """An exact amount in one currency (ISO 4217 code)."""

    amount: Decimal
    currency: str

    def as_fact(self) -> dict[str, str]:
        """Give the amount as other programs read it: both parts strings, no exponent, no needless zeros."""
        return {"amount": plain(self.amount), "currency": self.currency}

    @classmethod
    def from_fact(cls, fact: Mapping[str, str]) -> "Money":
        """Read back what `as_fact` gave."""
        return cls(Decimal(fact["amount"]), fact["currency"])


@dataclass(frozen=True, slots=True)
class FoundMoney:
    """An amount standing in a text: how it was marked tells how sure it is to be money at all."""

    start: int
    end: int
    money: Money
    marked: bool
    scaled: bool
    doubtful: bool


def plain(amount: Decimal) -> str:
    """Write a decimal without exponent and without zeros that say nothing."""
    text = f"{amount:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def read_money(text: str, currency_default: str) -> Money | None:
    """Read a text that is one amount and nothing else (120萬, 三万五, $4,500, 50k, NT$1.2m). None when it is not."""
    text = text.strip()
    found = find_money(text, currency_default)
    if len(found) != 1 or (found[0].start, found[0].end) != (0, len(text)):
        return None
    return found[0].money


def find_money(text: str, currency_default: str) -> tuple[FoundMoney, ...]:
    """Find every number that could be an amount. The caller decides by what stands around an unmarked one."""
    hits = (_found(match, currency_default) for match in MONEY.finditer(fold(text)))
    return tuple(hit for hit in hits if hit is not None)


_W_INSIDE: Final = late(r"(?<=\d)w(?=\d)")


def _found(match: re.Match[str], default: str) -> FoundMoney | None:
    words = _W_INSIDE.sub("万", match["number"])
    number = Decimal(1) if words in {"a", "an"} else read_number(words)
    if number is None or number <= 0 or number >= 10**13:
        return None
    scale = match["scale"]
    sign = match["before"] or match["after"]
    scaled = bool(scale) or bool(re.search("[万亿]", words))
    amount = number * _SCALES[scale] if scale else number
    currency = _currency(match["before"], match["after"], default)
    return FoundMoney(
        match.start(),
        match.end(),
        Money(amount, currency),
        bool(sign),
        scaled,
        bool(match["rough"]) or (sign == "¥" and default == "TWD"),
    )


def _currency(before: str | None, after: str | None, default: str) -> str:
    for word in (after, before):
        if word in _CODE_OF:
            return _CODE_OF[word]
    if before == "$":
        return default if default in _DOLLARS else "USD"
    if before == "¥":
        return "JPY" if default == "JPY" else "CNY"
    return default


def format_money(money: Money, language: str, rounded: bool = False) -> str:
    """Write an amount as salespeople do: NT$28,900, NT$1.2 m, NT$120 萬. Exact unless rounded is asked for."""
    sign = _SIGNS.get(money.currency, f"{money.currency} ")
    minus, amount = ("-", -money.amount) if money.amount < 0 else ("", money.amount)
    for step, least, word in _steps(language):
        if amount >= least and (rounded or _short(amount / step)):
            short = amount / step
            digits = plain(short if _short(short) else short.quantize(Decimal("0.1")))
            return f"{minus}{sign}{_grouped(digits)} {word}"
    if rounded or amount == amount.to_integral_value():
        return f"{minus}{sign}{amount:,.0f}"
    return f"{minus}{sign}{_grouped(f'{amount:.2f}' if _cents(amount) else plain(amount))}"


def _steps(language: str) -> tuple[tuple[int, int, str], ...]:
    if language == "zh-TW":
        return (10**8, 10**8, "億"), (10**4, 10**5, "萬")
    if language == "zh-CN":
        return (10**8, 10**8, "亿"), (10**4, 10**5, "万")
    return (10**9, 10**9, "bn"), (10**6, 10**6, "m")


def _short(number: Decimal) -> bool:
    return number == number.quantize(Decimal("0.1"))


def _cents(amount: Decimal) -> bool:
    return amount == amount.quantize(Decimal("0.01"))


def _grouped(digits: str) -> str:
    whole, point, rest = digits.partition(".")
    return f"{int(whole):,}{point}{rest}"
