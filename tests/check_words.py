"""Checks every word that people read: `python -m tests.check_words`.

The three languages say the same things with the same facts, the code asks for nothing that has no words,
no words lie about that nobody asks for, and each language is written in its own signs.
"""

import re
import sys
from collections.abc import Iterator

import opencc

from bot.sample.people import STAFF
from bot.texts import LANGUAGES
from tests import words_catalogue, words_used
from tests.words_catalogue import Message
from tests.words_used import Used, plain

Catalogue = dict[str, dict[str, Message]]
PEOPLE = [one.name for one in STAFF]
OWN_NAMES = {  # written as they write themselves, whatever the reader's signs; 台 is what Taiwan writes
    "zh-TW": ("简体中文", "台", *PEOPLE),
    "zh-CN": ("繁體中文", *PEOPLE),
}
CONVERTERS = {"zh-TW": opencc.OpenCC("s2tw"), "zh-CN": opencc.OpenCC("t2s")}
QUOTED = re.compile(r"`[^`]*`|baton [a-z]+|[A-Z][a-z]+/[A-Z][a-z]+|UTF-8|[A-Z]{2,4}-[0-9]+[a-z]*[0-9]*")
LATIN = re.compile(r"[A-Za-z][A-Za-z'’-]*")
ENGLISH_FINE = {
    "Baton", "BANT", "ICP", "SLA", "AHT", "VIP", "SOHO", "Slack", "Telegram", "English", "SKU", "NT", "URL", "ID",
    "id", "OK", "IT", "PNG", "PDF", "CRM", "MB", "GB", "CSV", "XLSX", "Excel", "JSON", "ISO", "NUL", "csv", "xls",
    "xlsx", "Tab", "Ctrl-D", "say", "press", "submit", "fields", "as", "at",
}  # fmt: skip
CUSTOM = {"tenths": "percent", "digits": "percent"}  # 10 % off is told as 九折 or 9 折


def check() -> list[str]:
    """Every fault, one a line."""
    catalogue: Catalogue = {}
    faults: list[str] = []
    for language in LANGUAGES:
        catalogue[language], unreadable = words_catalogue.read(language)
        faults += unreadable
    used = words_used.read()
    faults += _alike(catalogue)
    faults += _missing(catalogue["en"], used)
    faults += _unused(catalogue["en"], used)
    for language in LANGUAGES:
        faults += _written(language, catalogue[language])
    return sorted(set(faults))


def _alike(catalogue: Catalogue) -> Iterator[str]:
    """The same keys, lists, parameters and functions in every language."""
    for key in sorted(set().union(*catalogue.values())):
        held = {language: words[key] for language, words in catalogue.items() if key in words}
        first = next(iter(held.values()))
        for language in LANGUAGES:
            if language not in held:
                yield f"{first.place}: {key} has no words in {language}"
        for language, other in held.items():
            yield from _same(first, other, language)


def _same(first: Message, other: Message, language: str) -> Iterator[str]:
    ours, theirs = dict(first.patterns()), dict(other.patterns())
    for name in sorted(ours.keys() ^ theirs.keys()):
        yield f"{other.place}: {other.key}: .{name} is not in every language"
    for name in sorted(ours.keys() & theirs.keys()):
        for what, mine, its in (
            ("parameters", _facts(ours[name].needs), _facts(theirs[name].needs)),
            ("functions", ours[name].calls, theirs[name].calls),
        ):
            if mine != its:
                odd = ", ".join(sorted(mine ^ its))
                yield f"{other.place}: {other.key}{f'.{name}' if name else ''}: {what} of {language} differ: {odd}"


def _facts(names: set[str]) -> set[str]:
    return {CUSTOM.get(name, name) for name in names}


def _missing(english: dict[str, Message], used: Used) -> Iterator[str]:
    """What the code asks for and has no words, or words that need what it does not give."""
    for asked in used.asked:
        message = english.get(asked.key)
        if message is None:
            yield f"{asked.place}: no words for {asked.key}"
        elif asked.given is not None and (lacking := message.value.needs - asked.given):
            yield f"{asked.place}: {asked.key} needs {', '.join(sorted(lacking))}"
    for kind, codes in words_used.codes().items():
        for code in sorted(codes):
            if plain(f"{kind}-{code}") not in english:
                yield f"policy: no words for the {kind} {code}"


def _unused(english: dict[str, Message], used: Used) -> Iterator[str]:
    """Words that nobody asks for."""
    refers = {key for one in english.values() for _, pattern in one.patterns() for key in pattern.refers}
    told = {kind for one in english.values() for _, text in one.patterns() for kind in text.kinds}
    kinds = used.kinds | told | set(words_used.codes())
    for key, message in english.items():
        family = any(key.startswith(f"{plain(kind)}-") for kind in kinds)
        if not (family or key in refers or used.uses(key)):
            yield f"{message.place}: nobody asks for {key}"


def _written(language: str, words: dict[str, Message]) -> Iterator[str]:
    """No exclamation marks; Chinese in its own signs and without stray English."""
    spelled = {word.head for word in words_used.routes().help}
    for message in words.values():
        for name, pattern in message.patterns():
            where = f"{message.place}: {message.key}{f'.{name}' if name else ''}"
            if "!" in pattern.text or "！" in pattern.text:
                yield f"{where}: an exclamation mark"
            if language != "en":
                yield from _chinese(where, message.key, language, pattern.text, spelled)


def _chinese(where: str, key: str, language: str, text: str, spelled: set[str]) -> Iterator[str]:
    for name in OWN_NAMES[language]:
        text = text.replace(name, "")
    turned = CONVERTERS[language].convert(text)
    if odd := sorted({sign for sign, right in zip(text, turned, strict=True) if sign != right}):
        yield f"{where}: signs of the other script: {''.join(odd)}"
    if key.endswith("-example") or key.startswith("language-"):
        return
    fine = ENGLISH_FINE | spelled | {one.handle for one in STAFF}
    stray = [word for word in LATIN.findall(QUOTED.sub("", text)) if len(word) > 1 and word not in fine]
    if stray:
        yield f"{where}: English: {' '.join(stray)}"


def main() -> None:
    """Print every fault; exit code 1 if there is any."""
    faults = check()
    sys.stdout.write("\n".join([*faults, ""]) if faults else "Words: complete in three languages.\n")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
