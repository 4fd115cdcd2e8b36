"""An empty database is given its tables; what does that is loaded for nothing else."""

from bot.commands.common import told
from bot.commands.opening import secret_of
from bot.config import environment, read
from store.db import Database
from store.migrating import migrate


def found(url: str) -> None:
    """Make the tables of the database at a URL, or tell why that cannot be and leave."""
    with told():
        database = Database(url, secret=secret_of(read(environment())))
        try:
            migrate(database)
        finally:
            database.close()
