"""Keeps the library in use; a changed folder is read again, a faulty one changes nothing."""

import hashlib
import os
from pathlib import Path

from bot.scripts.faults import Fault
from bot.scripts.loader import files_of, load_library
from bot.scripts.model import Library
from bot.scripts.vocabulary import SHIPPED, Vocabulary

_Stamp = tuple[tuple[str, int, int], ...]


class Registry:
    """One library of a folder. Running calls keep their own copy of their script (see snapshot)."""

    def __init__(
        self, folder: Path = SHIPPED, vocabulary: Vocabulary | None = None, *, proven: bool = False
    ) -> None:
        """Loads at once, or a `proven` folder when it is first asked for; ScriptsError names its faults."""
        self._folder = folder
        self._vocabulary = vocabulary
        self._stamp = _stamp(folder)
        self._digest = _digest(folder)
        self._library = None if proven else self._load()

    @property
    def library(self) -> Library:
        """The last library without a fault."""
        if self._library is None:
            self._library = self._load()
        return self._library

    def _load(self) -> Library:
        library, faults = load_library(self._folder, self._vocabulary)
        if faults:
            raise ScriptsError(faults)
        return library

    def refresh(self) -> tuple[Fault, ...]:
        """Reads the folder again if a file changed. Faults are told once; then the old library stays."""
        stamp = _stamp(self._folder)
        if stamp == self._stamp:
            return ()
        digest = _digest(self._folder)
        self._stamp = stamp
        if digest == self._digest:
            return ()
        self._digest = digest
        library, faults = load_library(self._folder, self._vocabulary)
        if not faults:
            self._library = library
        return faults


class ScriptsError(ValueError):
    """A folder that cannot be used at start; `faults` says why."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = faults


def _stamp(folder: Path) -> _Stamp:
    """Names, times and sizes; looked at before every event, so with one pass over the folder."""
    try:
        with os.scandir(folder) as entries:
            files = [(each.name, each.stat()) for each in entries if each.name.endswith((".yaml", ".yml"))]
    except OSError:
        return ()
    return tuple(sorted((name, state.st_mtime_ns, state.st_size) for name, state in files))


def _digest(folder: Path) -> str:
    whole = hashlib.sha256()
    for path in files_of(folder):
        try:
            content = path.read_bytes()
        except OSError:
            content = b"unreadable"
        whole.update(f"{path.name}\0{len(content)}\0".encode())
        whole.update(content)
    return whole.hexdigest()
