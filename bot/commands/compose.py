"""The one place where the program is put together."""

from collections.abc import Callable
from datetime import datetime

from bot.app import App
from bot.commands.opening import ensure as ensure
from bot.commands.opening import secret_of as secret_of
from bot.config import Settings
from bot.desk.lookup import resolves
from bot.handlers import FEATURES, SHARED
from bot.router import join
from bot.rules import Rules
from bot.sales.policy import load_policy
from bot.scripts import Registry, load_vocabulary
from bot.scripts.vocabulary import SHIPPED
from store import schema
from store.db import Database


def build(
    settings: Settings,
    clock: Callable[[], datetime],
    *,
    database: Database | None = None,
    rules: Rules | None = None,
) -> App:
    """The whole of Baton over one database; raises SchemaError, PolicyFaults or ScriptsError."""
    opened = database or Database(settings.url, secret=secret_of(settings))
    schema.check(opened)
    return App(opened, join((*FEATURES, *SHARED)), rules or load_rules(settings), clock, resolves)


def load_rules(settings: Settings) -> Rules:
    """The company's policy and scripts; the scripts may use the codes that the policy adds."""
    policy = load_policy(settings.policy)
    vocabulary = load_vocabulary().with_codes(
        reason=frozenset(row.code for row in policy.contact_reasons),
        tier=frozenset(row.code for row in policy.tiers),
        disposition=frozenset(row.code for row in policy.dispositions),
    )
    as_shipped = settings.policy is None and settings.scripts is None
    scripts = Registry(settings.scripts or SHIPPED, vocabulary, proven=as_shipped)
    return Rules(settings.policy, policy, scripts)
