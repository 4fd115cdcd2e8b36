"""One way of writing for what people type in many: same length, so that places in the text stay true."""

from bot.sales import numerals

_SIGNS = str.maketrans(
    {
        "\u2009": " ", "\u202f": " ", "―": "-", "−": "-", "‐": "-", "‑": "-", "〜": "~", "∼": "~", "︰": ":", "∶": ":",
        "【": "(", "】": ")", "〔": "(", "〕": ")", "○": "〇", "俩": "两", "仨": "三",
    }
)  # fmt: skip


def fold(text: str) -> str:
    """The text in small letters and simplified characters, code point by code point."""
    return numerals.fold(text).translate(_SIGNS)
