"""What people call goods: words for the same thing are made one before names are compared (goods.toml)."""

import re
import tomllib
from functools import cache
from pathlib import Path

from bot.sales.numerals import fold

DATA = Path(__file__).with_name("goods.toml")


def one_word(text: str) -> str:
    """A folded text in which 筆電, 笔记本 and laptop are one word, and so are 14吋, 14寸, 14" and 14 inch."""
    pattern, words = _synonyms()
    return pattern.sub(lambda found: f" {words[found.lastgroup or '']} ", text)


@cache
def _synonyms() -> tuple[re.Pattern[str], dict[str, str]]:
    """One pattern with a group for each word, the longest first, and what stands for each group."""
    tables = tomllib.loads(DATA.read_text("utf-8"))
    said = {
        (fold(word), table == "units"): stands_for
        for table, rows in tables.items()
        for stands_for, words in rows.items()
        for word in words
    }
    parts: list[str] = []
    names: dict[str, str] = {}
    for number, (word, unit) in enumerate(sorted(said, key=lambda one: (-len(one[0]), one))):
        name = f"w{number}"
        names[name] = said[word, unit]
        parts.append(f"(?P<{name}>{_alone(word, unit)})")
    return re.compile("|".join(parts)), names


def _alone(word: str, unit: bool) -> str:
    """A word in Latin letters stands alone; a unit stands behind a number."""
    before = r"(?<=\d)[\s-]?" if unit else r"(?<![a-z])" if word[0].isascii() else ""
    after = r"(?![a-z])" if word[-1].isascii() and word[-1].isalpha() else ""
    return f"{before}{re.escape(word)}{after}"
