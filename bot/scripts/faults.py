"""What is wrong in a script file, told so that a trainer can mend it."""

from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import process, utils


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One thing wrong: where (line counts from 1; 0 = the whole file), what, and what to write instead."""

    file: str
    line: int
    problem: str
    advice: str

    def __str__(self) -> str:
        """One line for a terminal or a message to the administrator."""
        return f"{self.file}:{self.line}: {self.problem}; {self.advice}"


def nearest(word: str, choices: Iterable[str]) -> str:
    """Advice for a word that is not one of the choices: the nearest one, else what there is."""
    known = sorted(choices)
    found = process.extractOne(word, known, processor=utils.default_process, score_cutoff=60)
    if found:
        return f"did you mean {found[0]}?"
    return f"write one of: {', '.join(known)}" if known else "take it out"
