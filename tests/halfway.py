"""`python -m tests.halfway URL N`: a migration whose process dies at its Nth statement (0: it goes through)."""

import os
import sys
from typing import Any

from sqlalchemy import event

from store.db import Database
from store.migrating import migrate


def main(url: str, last: int) -> None:
    """Migrate, and die on the way; prints how many statements it took if it lived."""
    database = Database(url)
    count = 0

    @event.listens_for(database.engine, "before_cursor_execute")
    def counted(*_: Any) -> None:
        nonlocal count
        count += 1
        if count == last:
            os._exit(137)

    migrate(database)
    sys.stdout.write(f"{count}\n")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
