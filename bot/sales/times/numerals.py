"""Numbers as people write them in the middle of a time."""

from collections.abc import Iterable

HAN_DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
HAN_STARTS = "零〇一二两三四五六七八九十百"
HAN = r"[零〇一二两三四五六七八九十百]{1,5}"
DIGITS = "0123456789"

EN_ONES = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12,
}  # fmt: skip
EN_NUMBERS = EN_ONES | {
    "a": 1, "an": 1, "another": 1, "a couple of": 2, "a couple": 2, "couple of": 2, "couple": 2,
    "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18,
    "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "forty-five": 45, "forty five": 45,
    "fifty": 50, "sixty": 60, "ninety": 90,
}  # fmt: skip
EN_VAGUE = {"a few": 3, "several": 3, "few": 3}
EN_NUMBER_STARTS = DIGITS + "acefnost"


def either(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first."""
    return "|".join(sorted(words, key=len, reverse=True))


EN = rf"[0-9]{{1,4}}(?:\.[0-9]{{1,2}})?|{either(EN_NUMBERS | EN_VAGUE)}"
EN_HOUR = rf"[0-9]{{1,2}}|{either(EN_ONES)}"
EN_HOUR_STARTS = DIGITS + "efnost"


def han_number(text: str) -> int | None:
    """0-999 in Chinese numerals; None for what is not one number (三五, 兩三)."""
    if len(text) == 1 and text != "百":
        return 10 if text == "十" else HAN_DIGITS[text]
    if text[0] in "零〇" and len(text) == 2 and text[1] in HAN_DIGITS:
        return HAN_DIGITS[text[1]]
    hundreds, mark, rest = text.partition("百")
    if mark:
        small = han_number(rest.lstrip("零〇")) if rest.strip("零〇") else 0
        big = HAN_DIGITS.get(hundreds)
        return big * 100 + small if big and small is not None and small < 100 else None
    tens, mark, ones = text.partition("十")
    if not mark or len(tens) > 1 or len(ones) > 1 or ones == "十":
        return None
    return HAN_DIGITS.get(tens or "一", 0) * 10 + (HAN_DIGITS[ones] if ones else 0)


def number(text: str) -> float | None:
    """A number in digits, English words or Chinese numerals."""
    if text[0] in DIGITS:
        return float(text)
    if text in EN_NUMBERS or text in EN_VAGUE:
        return float(EN_NUMBERS.get(text, EN_VAGUE.get(text, 0)))
    if text[0] in HAN_STARTS:
        found = han_number(text)
        return None if found is None else float(found)
    return None


def whole_number(text: str) -> int | None:
    """A number without a fraction, or None."""
    found = number(text)
    return int(found) if found is not None and found == int(found) else None
