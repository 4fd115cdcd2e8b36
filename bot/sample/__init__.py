"""安和電腦, the sample company: a computer maker's desk with a year of work behind it, made from a seed.

It may use the store and the pure rules only. Nobody and nothing in it exists: firms and people are invented,
their addresses end in .example, their numbers belong to nobody.
"""

from collections import Counter
from datetime import datetime, timedelta
from decimal import Decimal

from bot.sales.policy import load_policy
from bot.sales.value import AccountFacts, account_value, pyramid
from bot.sample import calls, customers, deals, goods, handoffs, people, trade, work
from bot.sample.plan import YEAR, Plan
from bot.sample.trade import Sale
from store.bulk import Book
from store.db import Database
from store.models import Account, Opportunity
from store.search import index_all


def found(database: Database, now: datetime, seed: int = 1, *, language: str | None = None) -> None:
    """Fill a fresh database with the company as it stands at `now` (aware), before the first call of the day.

    The same moment and seed give the same company. `language` overrules that of the teams (Taipei zh-TW,
    Shanghai zh-CN). Raises store.bulk.NotEmpty when somebody is there already.
    """
    plan = Plan(Book(), now, seed, load_policy())
    plan.staff = people.write(plan.book, now, language)
    plan.goods = goods.write(plan.book, now.astimezone(plan.calendar("amy").zone).date())
    customers.write(plan)
    sales = trade.draw(plan)
    talks = calls.write(plan, sales)
    trade.write(plan, sales)
    handoffs.write(plan, talks)
    deals.write(plan, talks)
    work.write(plan, talks)
    _worth(plan, sales)
    with database.transaction() as session:
        plan.book.write(session)
    index_all(database)


def _worth(plan: Plan, sales: list[Sale]) -> None:
    """What every firm bought and may buy, and so its value and its place in the pyramid."""
    dice = plan.dice("worth")
    since = plan.now - timedelta(days=YEAR)
    sold: Counter[int] = Counter()
    for sale in sales:
        sold[sale.client.account] += int(sale.total) if sale.at >= since else 0
    expected: Counter[int] = Counter()
    for deal in plan.book.rows(Opportunity):
        expected[deal["account_id"]] += int(deal["amount"]) if deal["state"] == "open" else 0
    accounts = plan.book.rows(Account)
    scores: dict[int, float | None] = {}
    for number, row in enumerate(accounts, start=1):
        bought = number in sold
        row["sales"] = Decimal(sold[number]) if bought else None
        row["expected"] = Decimal(expected[number]) if bought or expected[number] else None
        row["margin"] = (row["sales"] * dice.randrange(9, 24) / 100).quantize(Decimal(1)) if bought else None
        facts = AccountFacts(
            row["sales"], row["expected"], row["credit"], row["margin"], row["demonstration"]
        )
        value = account_value(facts, plan.policy.value)
        known = value.confidence > 0
        scores[number] = value.score if known else None
        row["value"] = round(value.score) if known else None
        row["value_confidence"] = round(value.confidence * 100)
    for number, level in pyramid(scores, plan.policy.pyramid).items():
        accounts[number - 1]["pyramid"] = level
