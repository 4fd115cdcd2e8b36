"""One's own figures, the pipeline, the forecast: numbers of what was done, and nobody else's."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from bot.sales.forecast import Period
from bot.sales.money import Money
from store import quotas
from store.models import Account, Opportunity, Order, OrderLine, Quota, StageChange, User
from tests.company import NOW
from tests.talk import Desk


def owns(desk: Desk, handle: str) -> int:
    with desk.database.reading() as session:
        return session.query(User).filter_by(handle=handle).one().id


def deal(desk: Desk, owner: str, amount: int, **more: object) -> int:
    """An opportunity of 宏昇包裝 in the pipeline."""
    with desk.database.transaction() as session:
        row = Opportunity(
            owner_id=owns(desk, owner),
            account_id=2,
            contact_id=2,
            stage="opportunity",
            amount=Decimal(amount),
            currency="TWD",
            opened_at=NOW - timedelta(days=40),
            close_on=date(2026, 11, 28),
            custom={},
        )
        row.state = "open"
        for name, value in more.items():
            setattr(row, name, value)
        session.add(row)
        session.flush()
        return row.id


def test_a_goal_that_nobody_set_is_not_told(desk: Desk) -> None:
    amy = desk.person("amy")
    assert "qualified 0 of 10" in amy.says("me").text
    with desk.database.transaction() as session:
        session.query(Quota).filter_by(user_id=owns(desk, "amy")).one().count = 0
    assert amy.says("me").text.count("of 0") == 0


def test_me_counts_today_this_week_and_the_period(desk: Desk) -> None:
    amy = desk.person("amy")
    amy.submits("log_call", contact="1", disposition="callback", minutes="12")
    desk.at("2026-11-24T11:00:00+08:00")
    amy.reads()
    amy.submits("log_call", contact="4", disposition="no_answer", minutes="1")
    facts = amy.says("me").one("me.figures")
    assert (facts["today"]["calls"], facts["today"]["connects"]) == (1, 0)
    assert (facts["week"]["calls"], facts["week"]["connects"], facts["week"]["talk_minutes"]) == (2, 1, 13.0)
    assert facts["period"]["calls"] == 2
    assert facts["quota"]["quota"] == {"amount": "1000000", "currency": "TWD"}
    assert (facts["quota"]["quota_count"], facts["quota"]["qualified"]) == (10, 0)
    assert desk.person("ben").says("me").one("me.figures")["week"]["calls"] == 0


def test_me_knows_what_became_of_handoffs_openings_and_the_cost_of_a_call(desk: Desk) -> None:
    amy, tim = desk.person("amy"), desk.person("tim")
    amy.submits(
        "handoff_facts", contact="2", budget="900000", authority="boss", need="plants", timeline="December"
    )
    amy.presses("handoff.offer")
    tim.reads()
    tim.presses("handoff.accept")
    facts = amy.says("我的").one("me.figures")
    assert facts["handoffs"] == {"accepted": 1}
    assert facts["quota"]["qualified"] == 1
    with desk.database.transaction() as session:
        won = session.query(Opportunity).one()
        won.state, won.closed_at, won.amount = "won", NOW, Decimal(300_000)
    mine = tim.says("me").one("me.figures")
    assert mine["quota"]["won"] == {"amount": "300000", "currency": "TWD"}
    assert mine["quota"]["won_share"] == 0.3
    hers = amy.says("me").one("me.figures")
    assert (hers["quota"]["won"]["amount"], hers["quota"]["won_share"]) == ("300000", 0.3)
    amy.submits("take_order", contact="2", product="NB-14r5", quantity="2")
    assert amy.says("me").one("me.figures")["quota"]["won"]["amount"] == "300000"
    team = desk.person("mia").says("forecast").one("forecast.table")
    assert team["won"]["amount"] == "300000"
    people = {one["name"]: one["won"]["amount"] for one in team["items"] if one["won"]["amount"] != "0"}
    assert people == {"許佩珊": "300000", "蔡宗翰": "300000"}
    assert amy.says("pipeline").one("pipeline.table")["count"] == 0


def test_orders_count_as_won_but_never_twice(desk: Desk) -> None:
    amy_id = owns(desk, "amy")
    with desk.database.transaction() as session:
        for number, status in (("A", "open"), ("B", "cancelled")):
            order = Order(number=number, account_id=1, user_id=amy_id, ordered_at=NOW, status=status)
            session.add(order)
            session.flush()
            session.add(
                OrderLine(
                    order_id=order.id, product_id=2, quantity=3, unit_price=Decimal(27_500), currency="TWD"
                )
            )
    amy = desk.person("amy")
    assert amy.says("forecast").one("forecast.table")["won"] == {"amount": "82500", "currency": "TWD"}
    deal(desk, "amy", 82_500, account_id=1, contact_id=1, state="won", closed_at=NOW)
    assert amy.says("forecast").one("forecast.table")["won"] == {"amount": "82500", "currency": "TWD"}


def test_the_forecast_is_weighted_and_committed_against_quota(desk: Desk) -> None:
    deal(desk, "tim", 1_000_000)
    deal(desk, "kay", 400_000, commit=True)
    deal(desk, "zoe", 5_000_000)
    team = desk.person("mia").says("forecast").one("forecast.table")
    assert team["weighted"] == {"amount": "490000", "currency": "TWD"}
    assert team["commit"] == {"amount": "400000", "currency": "TWD"}
    assert (team["quota"]["amount"], team["share"]) == ("4000000", 0.1225)
    rows = {one["name"]: one["weighted"]["amount"] for one in team["items"]}
    assert (rows["蔡宗翰"], rows["王大同"], "周怡君" in rows) == ("350000", "140000", False)
    own = desk.person("tim").says("預測").one("forecast.table")
    assert (own["weighted"]["amount"], own["items"]) == ("350000", [])


def test_the_pipeline_counts_cases_and_names_where_they_stick(desk: Desk) -> None:
    first = deal(desk, "tim", 1_000_000)
    table = desk.person("mia").says("pipeline").one("pipeline.table")
    rows = {one["stage"]: one for one in table["items"]}
    assert list(rows) == ["suspect", "prospect", "opportunity"]
    assert (rows["prospect"]["count"], rows["opportunity"]["count"]) == (2, 1), "宏昇包裝 counts by its deal"
    assert (table["count"], table["amount"]) == (1, {"amount": "1000000", "currency": "TWD"})
    assert (table["stuck"], table["stuck_days"], table["stuck_usual"]) == ("prospect", 30, 11)
    assert [(one["id"], one["days"], one["usual"]) for one in table["deals"]] == [(first, 40, 21)]
    assert desk.person("hal").says("pipeline").one("pipeline.table")["count"] == 0


def test_conversion_is_counted_from_the_histories(desk: Desk) -> None:
    desk.person("amy").submits("log_call", contact="1", disposition="quote_requested", minutes="5")
    rows = desk.person("mia").says("管線").one("pipeline.table")["items"]
    prospect = next(one for one in rows if one["stage"] == "prospect")
    assert (prospect["entered"], prospect["moved_on"], prospect["conversion"]) == (3, 1, 0.3333)


def test_customers_are_no_pipeline_and_never_stuck(desk: Desk) -> None:
    with desk.database.transaction() as session:
        for account in session.query(Account):
            account.stage, account.stage_since = "customer", NOW - timedelta(days=300)
            session.add(
                StageChange(
                    noun="account",
                    noun_id=account.id,
                    account_id=account.id,
                    from_stage="opportunity",
                    to_stage="customer",
                    at=NOW - timedelta(days=50),
                )
            )
    table = desk.person("mia").says("pipeline").one("pipeline.table")
    assert [one["count"] for one in table["items"]] == [0, 0, 0]
    assert table["stuck"] is None


@pytest.mark.parametrize("handle", ["amy", "tim", "zoe"])
def test_a_deal_opens_for_its_owner_and_his_manager_alone(desk: Desk, handle: str) -> None:
    number = deal(desk, "tim", 1_000_000)
    seen = desk.person("mia").presses(f"deal.open:{number}.1").one("deal.card")
    assert (seen["company"], seen["stage"], seen["days"], seen["owner"]) == (
        "宏昇包裝",
        "opportunity",
        40,
        "蔡宗翰",
    )
    answer = desk.person(handle).presses(f"deal.open:{number}.1")
    assert answer.keys == (["deal.card"] if handle == "tim" else ["refused"])
    assert desk.person("hal").presses("deal.open:9999.1").keys == ["refused"]


def test_a_manager_opens_a_persons_figures_of_his_own_team_only(desk: Desk) -> None:
    desk.person("amy").submits("log_call", contact="1", disposition="callback", minutes="12")
    amy, zoe = owns(desk, "amy"), owns(desk, "zoe")
    mia = desk.person("mia")
    assert mia.presses(f"person.open:{amy}").one("person.figures")["today"]["calls"] == 1
    assert mia.presses(f"person.open:{zoe}").keys == ["refused"]
    assert desk.person("ben").presses(f"person.open:{amy}").keys == ["refused"]


def test_quotas_of_months_add_up_to_a_quarter_and_other_currencies_stay_out(desk: Desk) -> None:
    tim = owns(desk, "tim")
    with desk.database.transaction() as session:
        session.add(Quota(user_id=tim, period="2026-10", amount=Decimal(500_000), currency="TWD", count=5))
        session.query(Quota).filter_by(user_id=owns(desk, "kay")).one().currency = "USD"
    with desk.database.reading() as session:
        quarter = quotas.of(session, [tim], Period(date(2026, 10, 1), date(2026, 12, 31)))
    assert quarter == {tim: (Money(Decimal(1_500_000), "TWD"), 15)}
    month = desk.person("mia").says("forecast").one("forecast.table")
    assert month["quota"]["amount"] == "3000000"


def test_the_words_read_well_in_each_language(desk: Desk) -> None:
    deal(desk, "tim", 1_000_000)
    mia = desk.person("mia")
    for language, begins in (
        ("en", "1 open deal, "),
        ("zh-TW", "進行中商機 1 筆"),
        ("zh-CN", "进行中商机 1 个"),
    ):
        mia.says(f"language {language}")
        assert mia.says("pipeline").text.startswith(begins)
        assert mia.says("forecast").text
        assert mia.says("me").text
        assert mia.says("digest today").text
