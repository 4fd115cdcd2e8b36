"""Regular expressions that are compiled when they are first used, which a start need not wait for.

There are some 200 for lines and times, a good tenth of a second; who starts to remind people needs none yet.
"""

import re
from typing import Any, cast


class _Late:
    """Stands for a pattern; its methods are the pattern's own from their first use on."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern = pattern
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        found = getattr(re.compile(self.pattern, self._flags), name)
        setattr(self, name, found)
        return found


def late(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """A pattern with the methods of a compiled one; hand it to no function of `re`, which knows real ones only.

    A fault in it rises at its first use: tests/test_patterns.py uses each once.
    """
    return cast("re.Pattern[str]", _Late(pattern, flags))
