"""Openings from what comes to its end: warranties, contracts, and the life of things owned."""

from collections.abc import Iterator
from datetime import date, timedelta

from bot.sales.crosssell.calendar import add_months, months_between
from bot.sales.crosssell.picking import has, pick
from bot.sales.crosssell.rules import CrossSellRules
from bot.sales.crosssell.situation import Candidate, Kind, Owned, Situation
from bot.sales.offers import Phrase, Plain


def warranty(situation: Situation, rules: CrossSellRules, today: date) -> Iterator[Candidate]:
    """An extension for what runs, or ran lately, out of warranty and is covered by nothing else."""
    before, after = rules.warranty_before_days, rules.warranty_after_days
    for owned, end in _ending(situation, today, before, after, "warranty"):
        for needs in _needs(rules, owned, "warranty") or rules.warranty_lines:
            target = pick(situation, needs, owned.sku)
            if target and not has(situation, needs, today, since=owned.bought_on):
                yield _at_end(situation, target.sku, "warranty", owned, end, today, before)


def contract(situation: Situation, rules: CrossSellRules, today: date) -> Iterator[Candidate]:
    """The renewal, or what the rules name instead, of a contract that ends and has no successor."""
    before, after = rules.contract_before_days, rules.contract_after_days
    for owned, end in _ending(situation, today, before, after, "contract"):
        for needs in _needs(rules, owned, "contract") or (owned.sku,):
            target = pick(situation, needs, owned.sku)
            if target:
                yield _at_end(situation, target.sku, "contract", owned, end, today, before)


def _ending(
    situation: Situation, today: date, before: int, after: int, kind: Kind
) -> Iterator[tuple[Owned, date]]:
    """What ends within the window: one row a SKU, pieces added up, with the first end."""
    first, last = today - timedelta(days=after), today + timedelta(days=before)
    ends: dict[str, list[tuple[date, Owned]]] = {}
    for owned in situation.owned:
        end = owned.contract_until if kind == "contract" else _warranty_end(situation, owned)
        if end is not None:
            ends.setdefault(owned.sku, []).append((end, owned))
    for sku in sorted(ends):
        rows = sorted(ends[sku], key=lambda row: (row[0], row[1].bought_on))
        if kind == "contract" and rows[-1][0] > last:
            continue
        due = [row for row in rows if first <= row[0] <= last]
        if due:
            end, one = due[0]
            pieces = sum(row[1].quantity for row in due)
            yield Owned(sku, one.line, one.bought_on, pieces), end


def _warranty_end(situation: Situation, owned: Owned) -> date | None:
    if owned.warranty_until is not None:
        return owned.warranty_until
    product = situation.catalogue.get(owned.sku)
    if product is None or product.warranty_months is None:
        return None
    return add_months(owned.bought_on, product.warranty_months)


def _needs(rules: CrossSellRules, owned: Owned, when: Kind) -> tuple[str, ...]:
    return tuple(
        rule.needs
        for rule in rules.product_rules
        if rule.when == when and rule.having in (owned.sku, owned.line)
    )


def _at_end(
    situation: Situation, sku: str, kind: Kind, owned: Owned, end: date, today: date, before: int
) -> Candidate:
    days = (end - today).days
    facts: dict[str, Plain] = {
        "with_sku": owned.sku,
        "with_name": situation.name_of(owned.sku),
        "until": end.isoformat(),
        "days": abs(days),
        "quantity": owned.quantity,
    }
    reason = Phrase(f"{kind}_{'ended' if days < 0 else 'ending'}", facts)
    strength = 1.0 if days < 0 else 1 - 0.5 * days / (before + 1)
    return Candidate(sku, kind, strength, reason, owned.quantity, again=True)


def ageing(situation: Situation, rules: CrossSellRules, today: date) -> Iterator[Candidate]:
    """A refresh per line of what is near or past the end of its life and was not replaced since."""
    lines: dict[str, list[Owned]] = {}
    for owned in situation.owned:
        lines.setdefault(owned.line, []).append(owned)
    for line in sorted(lines):
        lives = [(_share_of_life(situation, each, rules, today), each) for each in lines[line]]
        old = [(share, each) for share, each in lives if share >= rules.ageing_from]
        if not old:
            continue
        newer = sum(each.quantity for share, each in lives if share < rules.ageing_from)
        pieces = sum(each.quantity for _, each in old) - newer
        share, oldest = max(old, key=lambda row: (row[0], row[1].sku))
        target = pick(situation, oldest.sku) or pick(situation, line)
        if pieces > 0 and target is not None:
            yield _refresh(situation, target.sku, oldest, pieces, _ramp(share, rules), today)


def _share_of_life(situation: Situation, owned: Owned, rules: CrossSellRules, today: date) -> float:
    product = situation.catalogue.get(owned.sku)
    months = (product and product.lifetime_months) or rules.ageing_months.get(owned.line)
    return max(0, months_between(owned.bought_on, today)) / months if months else 0.0


def _ramp(share: float, rules: CrossSellRules) -> float:
    rise = (share - rules.ageing_from) / (rules.ageing_full - rules.ageing_from)
    return 0.5 + 0.5 * min(1.0, rise)


def _refresh(
    situation: Situation, sku: str, oldest: Owned, pieces: int, strength: float, today: date
) -> Candidate:
    product = situation.catalogue.get(oldest.sku)
    code = "reorder" if product and product.consumable else "ageing"
    facts: dict[str, Plain] = {
        "with_sku": oldest.sku,
        "with_name": situation.name_of(oldest.sku),
        "months": months_between(oldest.bought_on, today),
        "quantity": pieces,
    }
    return Candidate(sku, "ageing", strength, Phrase(code, facts), pieces, again=True)
