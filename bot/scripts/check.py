"""The report of `baton scripts check`."""

from pathlib import Path

from bot.scripts.loader import load_library
from bot.scripts.vocabulary import SHIPPED, Vocabulary


def check(folder: Path = SHIPPED, vocabulary: Vocabulary | None = None) -> tuple[bool, tuple[str, ...]]:
    """Whether the folder is clean, and the lines to print: one a fault, or what was read."""
    library, faults = load_library(folder, vocabulary)
    if faults:
        count = f"{len(faults)} fault{'s' if len(faults) > 1 else ''} in {folder}"
        return False, (*(str(fault) for fault in faults), count)
    steps = sum(len(script.steps) for script in library.scripts)
    return True, (
        f"{len(library.scripts)} scripts, {steps} steps, {len(library.objections)} reply cards: clean",
    )
