"""What an import must know of the company: how it writes, its tiers, its own codes; all from the policy."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from holidays import list_supported_countries

from bot.sales.policy import Policy
from store.imports.values import Conventions

BATCH = 500


@dataclass(frozen=True, slots=True)
class Settings:
    """One import's settings: conventions, tier by size, language of new people, the moment, who imports."""

    conventions: Conventions
    tier_of: Callable[[int | None, Decimal | None], str]
    policy: Policy
    now: datetime
    by: int | None = None
    write: bool = False
    batch: int = BATCH

    def region_of(self, country: str | None) -> str:
        """The region whose calendar serves a country; the company's own where there is no calendar."""
        if country and country in list_supported_countries(include_aliases=False):
            return country
        return self.conventions.region


def settings_of(policy: Policy, now: datetime, *, by: int | None = None, write: bool = False) -> Settings:
    """The settings that a policy gives."""
    return Settings(conventions_of(policy), tier_rule(policy), policy, now, by, write)


def conventions_of(policy: Policy) -> Conventions:
    """How the company writes numbers, days and phones, and the codes it added."""
    region = policy.company.region.partition("-")[0]
    codes = {
        "disposition": frozenset(row.code for row in (*policy.dispositions, *policy.retired)),
        "reason": frozenset(row.code for row in policy.contact_reasons),
        "follow_up_kind": frozenset(row.code for row in policy.follow_up_kinds),
        "tier": frozenset(row.code for row in policy.tiers),
        "stage": frozenset(row.code for row in policy.stages),
    }
    return Conventions(
        region=region,
        currency=policy.company.currency,
        zone=policy.company.timezone,
        month_first=region in ("US", "PH"),
        comma_decimals=region in ("DE", "FR", "ES", "IT", "NL", "BR", "VN", "ID"),
        codes=codes,
    )


def tier_rule(policy: Policy) -> Callable[[int | None, Decimal | None], str]:
    """The tier that a size gives: the first, biggest first, whose threshold for people or revenue is met."""
    tiers = sorted((tier for tier in policy.tiers if not tier.named), key=lambda tier: tier.order)

    def tier_of(employees: int | None, revenue: Decimal | None) -> str:
        if employees is None and revenue is None:
            return policy.segments.unknown_tier
        for tier in tiers:
            enough_people = tier.min_employees is not None and (employees or 0) >= tier.min_employees
            enough_revenue = tier.min_revenue is not None and (revenue or 0) >= tier.min_revenue
            if (employees is not None and enough_people) or (revenue is not None and enough_revenue):
                return tier.code
        return policy.segments.unknown_tier

    return tier_of
