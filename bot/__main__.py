"""The command line `baton`: a table of commands, each loaded only when it is called."""

import gc
import importlib
from typing import Any, Final

import click

from bot.errors import NoTables

COMMANDS: Final = {
    "demo": ("demo:demo", "Play one inside-sales day on a sample company, then try it yourself."),
    "chat": ("chat:chat", "The terminal chat."),
    "serve": ("serve:serve", "Every chat that has credentials, the ticker, one HTTP server."),
    "tick": ("tick:tick", "Everything due, once; for cron."),
    "import": ("data:import_", "Read accounts, contacts, products, orders … from CSV or XLSX."),
    "export": ("taking_out:export", "Write the same kinds as import reads."),
    "user": ("people:user", "Add, list and change people."),
    "invite": ("people:invite", "A one-time code that ties a chat account to a person."),
    "scripts": ("checks:scripts", "Check call scripts."),
    "policy": ("checks:policy", "Check the company's policy."),
    "digest": ("digest:digest", "The digest as it was or would be sent."),
    "audit": ("audit:audit", "Verify the audit chain."),
    "person": ("person:person", "Export or erase one person's data."),
    "migrate": ("upkeep:migrate", "Bring the database to this version."),
    "backup": ("upkeep:backup", "Copy the database while it runs."),
    "restore": ("upkeep:restore", "Put a backup in place."),
    "doctor": ("upkeep:doctor", "Name every problem with its cure."),
}
APART: Final = {("chat", "--json"): "chat_json:chat"}  # a command of which one option loads much less


class Table(click.Group):
    """A group whose commands are imported late; besides it only the chats are (`bot/chats/platforms.py`)."""

    def main(self, *args: Any, **extra: Any) -> Any:
        """Run a command; where the database is empty, make its tables and run it again."""
        try:
            return super().main(*args, **extra)
        except NoTables as empty:
            importlib.import_module("bot.commands.founding").found(str(empty))
            return super().main(*args, **extra)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The table's names, in its order."""
        return list(COMMANDS)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that was called, and its arguments; an option may mean one that stands apart."""
        for option in args[1:]:
            if where := APART.get((args[0], option)):
                return args[0], self._imported(where), args[1:]
        return super().resolve_command(ctx, args)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the command that was called; its module for help on all of them stays unread."""
        return self._imported(COMMANDS[cmd_name][0]) if cmd_name in COMMANDS else None

    def _imported(self, where: str) -> click.Command:
        module, _, name = where.partition(":")
        command: click.Command = getattr(importlib.import_module(f"bot.commands.{module}"), name)
        if not gc.isenabled():
            gc.freeze()
            gc.enable()
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the table without importing anything."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in COMMANDS.items()])


@click.group(cls=Table, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="baton-desk", prog_name="baton")
def baton() -> None:
    """Baton, the inside-sales assistant that lives in chat.

    Example: baton chat --as amy
    """


def main() -> None:
    """Run a command; exit codes: 0 done, 1 failed, 2 wrong use or configuration.

    What a command imports stays to the end: the collector looks for garbage only after that, and not in it.
    """
    gc.disable()
    baton(prog_name="baton")


if __name__ == "__main__":
    main()
