"""The command line as tests use it: in this process, with its output and exit code."""

from collections.abc import Mapping
from dataclasses import dataclass

from click.testing import CliRunner

from bot.__main__ import baton
from bot.commands.logs import configure


@dataclass(frozen=True, slots=True)
class Done:
    """How a command ended and what it printed."""

    code: int
    out: str
    err: str

    @property
    def last(self) -> str:
        """The last line on standard output."""
        return self.out.strip().rpartition("\n")[2]


def run(*args: object, env: Mapping[str, str] | None = None, typed: str | None = None) -> Done:
    """Run `baton` with arguments; an exception that no person should ever see fails the test."""
    try:
        result = CliRunner(env=env).invoke(baton, [str(arg) for arg in args], input=typed, prog_name="baton")
    finally:
        configure("WARNING")
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return Done(result.exit_code, result.stdout, result.stderr)
