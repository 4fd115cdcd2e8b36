"""Patterns that are compiled late: none has a fault that only its first use would tell."""

import gc
import importlib
import pkgutil
import re

import bot
import store
from bot.sales import patterns


def test_every_late_pattern_is_one() -> None:
    for package in (bot, store):
        for module in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
            if "__main__" not in module.name and "migrations" not in module.name:
                importlib.import_module(module.name)
    gc.unfreeze()
    found = [one for one in gc.get_objects() if isinstance(one, patterns._Late)]
    assert len(found) > 200
    for one in found:
        assert one.sub("", "") == re.compile(one.pattern, one._flags).sub("", "")


def test_a_late_pattern_does_what_the_same_compiled_at_once_does() -> None:
    one, other = patterns.late(r"(?P<word>B)\d", re.IGNORECASE), re.compile(r"(?P<word>B)\d", re.IGNORECASE)
    for text in ("b1 B2", "c3"):
        assert [found.groupdict() for found in one.finditer(text)] == [
            found.groupdict() for found in other.finditer(text)
        ]
        assert one.sub("-", text) == other.sub("-", text)
    assert (one.pattern, one.groups, one.flags) == (other.pattern, other.groups, other.flags)
