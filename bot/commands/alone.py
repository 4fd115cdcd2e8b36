"""A SQLite file is served by one process; the second one that wants to is refused."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from store.db import read_url

if sys.platform == "win32":
    import msvcrt

    def _lock(file: IO[str]) -> None:
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(file: IO[str]) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


class Served(Exception):  # noqa: N818
    """Another process serves this database already."""


@contextmanager
def alone(url: str) -> Iterator[bool]:
    """Hold the lock beside a SQLite file as long as this runs; True if there is one. Raises Served.

    PostgreSQL serves any number of processes, which share the work by leases.
    """
    path = read_url(url).database
    if read_url(url).get_backend_name() != "sqlite" or not path or path == ":memory:":
        yield False
        return
    with Path(f"{path}.serve").open("a") as file:
        try:
            _lock(file)
        except OSError as error:
            raise Served(path) from error
        yield True
