"""Numbers as salespeople write them, and the folded view of a line that every reader matches against."""

import re
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Final

from opencc import OpenCC

_DIGITS: Final = dict(zip("零〇一二三四五六七八九", (0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9), strict=True))
_FORMAL: Final = dict(zip("壹贰叁参肆伍陆柒捌玖拾佰仟两", "一二三三四五六七八九十百千二", strict=True))
_STEPS: Final = {"十": 10, "百": 100, "千": 1_000}
_GROUPS: Final = {"万": 10_000, "亿": 100_000_000}
_ENGLISH: Final = {
    word: value
    for value, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
} | {
    word: 10 * value
    for value, word in enumerate(
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2
    )
}
_ENGLISH_SCALES: Final = {
    "hundred": 100,
    "dozen": 12,
    "thousand": 1_000,
    "grand": 1_000,
    "k": 1_000,
    "million": 10**6,
}
_SMALL_WORDS: Final = {"a": Decimal(0), "an": Decimal(0), "and": Decimal(0), "half": Decimal("0.5")}
_UNIT_WORDS: Final = "|".join(sorted(_ENGLISH, key=len, reverse=True))

PLAIN: Final = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?![.,]?\d)"
CHINESE: Final = r"(?<![零〇一二三四五六七八九十百千万亿])[一二三四五六七八九十两壹贰叁肆伍陆柒捌玖拾][零〇一二三四五六七八九十百千万亿两壹贰叁肆伍陆柒捌玖拾佰仟]*"
ENGLISH: Final = rf"(?:(?:{_UNIT_WORDS}|an?|half an?|a couple of|a dozen)(?:[\s-]+(?:and\s+)?(?:{_UNIT_WORDS}|hundred|dozen))*)"


class _Fold(dict[int, str]):
    """Character by character, so that a place in the folded text is the same place in the line."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = _fold_one(chr(code))
        return folded


@cache
def _simplifier() -> OpenCC:
    return OpenCC("t2s")


def _fold_one(char: str) -> str:
    code = ord(char)
    if 0xFF01 <= code <= 0xFF5E:
        char = chr(code - 0xFEE0)
    char = {
        "\u3000": " ",
        "\u00a0": " ",
        "\t": " ",
        "’": "'",
        "‘": "'",
        "￥": "¥",
        "￡": "£",
        "–": "-",
        "—": "-",
        "－": "-",
    }.get(char, char)
    if "\u3400" <= char <= "\u9fff":
        simple = str(_simplifier().convert(char))
        return simple if len(simple) == 1 else char
    lower = char.lower()
    return lower if len(lower) == 1 else char


_FOLD: Final = _Fold()


def fold(text: str) -> str:
    """Give the text in lower case, half width and simplified characters, of the same length.

    Only the full-width ASCII block is folded: a superscript or an Arabic digit stays what it is and is no number.
    """
    return text.translate(_FOLD)


def read_number(words: str) -> Decimal | None:
    """Read one number: 1,000, 12.5, 十五, 兩百, 三万五, twenty five, a dozen. None when it is no number.

    A comma groups exactly three digits and a point is a decimal point; 1.000 and 1,00 could mean two things
    and are refused.
    """
    words = fold(words).strip()
    if re.fullmatch(PLAIN, words, re.ASCII):
        return _plain(words)
    if mixed := re.fullmatch(rf"({PLAIN})\s?([百千]?万|[亿千百])(?:(\d)([千百])?)?", words, re.ASCII):
        return _mixed(*mixed.groups())
    return _chinese(words) if re.search("[一-鿿]", words) else _english(words)


def _plain(words: str) -> Decimal | None:
    if re.fullmatch(r"[1-9]\d{0,2}\.\d{3}", words):
        return None
    try:
        return Decimal(words.replace(",", ""))
    except InvalidOperation:
        return None


def _mixed(head: str, scale: str, rest: str | None, step: str | None) -> Decimal | None:
    number, size = _plain(head), {**_STEPS, **_GROUPS, "百万": 10**6, "千万": 10**7}[scale]
    if number is None:
        return None
    tail = int(rest) * (_STEPS[step] if step else size // 10) if rest else 0
    return number * size + tail


def _chinese(words: str) -> Decimal | None:
    words = "".join(_FORMAL.get(char, char) for char in words).removesuffix("整")
    if point := re.fullmatch(r"(.+)[点.](.+?)([万亿千])?", words):
        whole, parts, scale = point.groups()
        if not all(char in _DIGITS for char in parts) or (head := _chinese(whole)) is None:
            return None
        return Decimal(f"{head}.{''.join(str(_DIGITS[char]) for char in parts)}") * {**_STEPS, **_GROUPS}.get(
            scale, 1
        )
    if half := re.fullmatch(r"(.+?)([十百千万亿])半", words):
        words = half[1] + half[2] + "五"
    if words and all(char in _DIGITS for char in words):
        return Decimal("".join(str(_DIGITS[char]) for char in words))
    return _counted(words)


def _counted(words: str) -> Decimal | None:
    total = section = digit = 0
    last, zero = 1, False
    for char in words:
        if char in _DIGITS:
            digit, zero = _DIGITS[char], zero or char in "零〇"
        elif char in _STEPS:
            section, last, digit, zero = section + (digit or 1) * _STEPS[char], _STEPS[char], 0, False
        elif char in _GROUPS:
            total, last, section, digit, zero = (
                total + (section + digit) * _GROUPS[char],
                _GROUPS[char],
                0,
                0,
                False,
            )
        else:
            return None
    if digit and last > 10 and not zero:
        digit = digit * last // 10
    return Decimal(total + section + digit) if words else None


def _english(words: str) -> Decimal | None:
    total, current, scaled = Decimal(0), Decimal(0), False
    words = words.replace("a couple of", "two").replace("a dozen", "twelve")
    for token in re.findall(r"[a-z]+|[\d.,]+", words):
        if token in _ENGLISH:
            current += _ENGLISH[token]
        elif token in _ENGLISH_SCALES:
            current = (current or Decimal(1)) * _ENGLISH_SCALES[token]
            if _ENGLISH_SCALES[token] >= 1_000:
                total, current = total + current, Decimal(0)
        elif token not in _SMALL_WORDS:
            return None
        else:
            current += _SMALL_WORDS[token]
        scaled = True
    return total + current if scaled and total + current else None
