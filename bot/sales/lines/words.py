"""The word tables of the three languages, read once and joined: a line may mix them as it likes."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final

from bot.sales.lines.phrases import Phrases, heaviest_first, lists_of, literal, weighed

_TABLES: Final = {"words_en.toml": False, "words_zh_tw.toml": True, "words_zh_cn.toml": True}
_Table = dict[str, dict[str, list[str]]]
_Tables = tuple[tuple[_Table, bool], ...]


@dataclass(frozen=True, slots=True)
class Words:
    """The phrases by what they tell; `dispositions` in the order of their rank."""

    dispositions: Mapping[str, Phrases]
    follow_ups: Mapping[str, Phrases]
    roles: Mapping[str, Phrases]
    lists: Mapping[str, Phrases]
    vocabulary: frozenset[str]
    short: Mapping[str, str]

    def __getitem__(self, role: str) -> Phrases:
        """The phrases of a role."""
        return self.roles[role]


@cache
def _tables() -> tuple[tuple[_Table, bool], ...]:
    here = files("bot.sales.lines")
    return tuple((tomllib.loads((here / name).read_text("utf-8")), tight) for name, tight in _TABLES.items())


def _join(section: str, lists: Mapping[str, str], tables: _Tables) -> dict[str, str]:
    found: dict[str, list[tuple[int, str]]] = {}
    for table, tight in tables:
        for name, phrases in table[section].items():
            found.setdefault(name, []).extend(weighed(phrases, lists, tight))
    return {name: heaviest_first(parts) for name, parts in found.items()}


def _both(section: str, lists: Mapping[str, str], english: Mapping[str, str]) -> dict[str, Phrases]:
    """Give the phrases of a section, each with the pattern of the English ones alone."""
    short = _join(section, english, _tables()[:1])
    return {
        name: Phrases(whole, short.get(name, "")) for name, whole in _join(section, lists, _tables()).items()
    }


@cache
def default_words() -> Words:
    """Give the words that come with the product."""
    lists = lists_of(table["lists"] for table, _ in _tables())
    english = lists_of([_tables()[0][0]["lists"]])
    return Words(
        dispositions=_both("dispositions", lists, english),
        follow_ups=_both("follow_up", lists, english),
        roles=_both("roles", lists, english),
        lists={name: Phrases(words, english.get(name, "")) for name, words in lists.items()},
        vocabulary=frozenset(_english_words()),
        short=_short(),
    )


def _short() -> Mapping[str, str]:
    """What people write short, and the word that they mean."""
    table = _tables()[0][0]["short"]
    return {short: word.replace("_", " ") for word, shorts in table.items() for short in shorts}


@dataclass(frozen=True, slots=True)
class Names:
    """What tells a name from other words."""

    surnames: str
    common: frozenset[str]
    alone: frozenset[str]
    after_a_surname: tuple[str, ...]
    compound: tuple[str, ...]
    given: frozenset[str]
    not_given: frozenset[str]
    not_names: frozenset[str]
    company_ends: tuple[str, ...]
    house_ends: frozenset[str]
    places: tuple[str, ...]
    never: frozenset[str]
    name_and_word: frozenset[str]
    surname_and_word: frozenset[str]
    real_words: frozenset[str]
    particles: frozenset[str]
    contracted: frozenset[str]
    word_and_person: frozenset[str]


@cache
def default_names() -> Names:
    """Give the tables of names."""
    raw = tomllib.loads((files("bot.sales.lines") / "names.toml").read_text("utf-8"))
    surnames = "".join(raw["surnames"].split())
    return Names(
        surnames=surnames,
        common=frozenset(surnames[: raw["common"]]),
        alone=frozenset("".join(raw["alone"].split())),
        after_a_surname=tuple(raw["after_a_surname"]),
        given=frozenset("".join(raw["in_given_names"].split())),
        compound=tuple(raw["compound_surnames"].split()),
        not_given=frozenset(raw["not_in_a_given_name"]),
        not_names=frozenset(raw["not_a_name"].split()),
        company_ends=tuple(raw["company_ends"].split()),
        house_ends=frozenset(raw["house_ends"].split()),
        places=tuple(raw["places"].split()),
        never=frozenset(raw["never_a_name"].split()),
        name_and_word=frozenset(raw["name_and_word"].split()),
        surname_and_word=frozenset(raw["surname_and_word"].split()),
        real_words=frozenset(raw["real_words"].split()),
        particles=frozenset(raw["particles"].split()),
        contracted=frozenset(raw["contracted"].split()),
        word_and_person=frozenset(raw["word_and_person"].split()),
    )


def _english_words() -> Iterable[str]:
    table, _ = _tables()[0]
    yield from _short()
    for section in (table[name] for name in table if name != "short"):
        for phrases in section.values():
            for phrase in phrases:
                cleaned = "".join(char if char.isalpha() or char == "'" else " " for char in phrase)
                yield from cleaned.split()


@lru_cache(maxsize=32)
def company_phrases(entries: tuple[tuple[str, tuple[str, ...]], ...]) -> Mapping[str, Phrases]:
    """Give the patterns of a company's own phrases for its dispositions."""
    return {code: Phrases(literal(phrases)) for code, phrases in entries}
