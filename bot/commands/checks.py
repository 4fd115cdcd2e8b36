"""`baton scripts check` and `baton policy check`: all faults at once, with file and line."""

from importlib.resources import files
from pathlib import Path

import click

from bot.commands.common import fail, settings, told
from bot.sales.policy import Policy, check_policy, load_policy
from bot.scripts import load_vocabulary
from bot.scripts.check import check
from bot.scripts.vocabulary import SHIPPED, Vocabulary


@click.group()
def scripts() -> None:
    """Check call scripts.

    Example: baton scripts check ./scripts
    """


@scripts.command("check")
@click.argument(
    "folder", required=False, metavar="[DIR]", type=click.Path(exists=True, file_okay=False, path_type=Path)
)
def check_scripts(folder: Path | None) -> None:
    """Name every fault of the scripts in DIR (default: BATON_SCRIPTS, else those shipped).

    Example: baton scripts check ./scripts
    """
    with told():
        own = settings()
        clean, lines = check(folder or own.scripts or SHIPPED, vocabulary_of(load_policy(own.policy)))
        if not clean:
            fail(1, *lines)
        click.echo("\n".join(lines))


@click.group()
def policy() -> None:
    """Check the company's policy.

    Example: baton policy check ./policy.toml
    """


@policy.command("check")
@click.argument("file", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path))
def check_rules(file: Path | None) -> None:
    """Name every fault of the policy in FILE (default: BATON_POLICY, else the one shipped).

    Example: baton policy check ./policy.toml
    """
    with told():
        path = file or settings().policy
        faults = check_policy(path)
        if faults:
            many = "s" if len(faults) > 1 else ""
            fail(1, *map(str, faults), f"{len(faults)} fault{many} in {path}")
        rules = load_policy(path)
        click.echo(
            f"{path or files('bot.sales').joinpath('policy.toml')}: {len(rules.dispositions)} dispositions, "
            f"{len(rules.cadences)} cadences, {len(rules.tiers)} tiers, {len(rules.coverage)} rows of coverage: clean"
        )


def vocabulary_of(rules: Policy) -> Vocabulary:
    """What scripts may name: the shipped codes and those that the company's policy adds."""
    return load_vocabulary().with_codes(
        reason=frozenset(row.code for row in rules.contact_reasons),
        tier=frozenset(row.code for row in rules.tiers),
        disposition=frozenset(row.code for row in rules.dispositions),
    )
