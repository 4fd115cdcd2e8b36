"""Closing a case with a reason, in one line: what it means for stage, nurture and calls."""

from datetime import UTC, datetime, timedelta

import pytest

from store.models import (
    Account,
    CadenceRun,
    Contact,
    DoNotCall,
    Fact,
    FollowUp,
    Opportunity,
)
from tests.ordering import open_deal
from tests.talk import Desk


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("close 周文彬 no budget", "no_budget"),
        ("close 周文彬 no_budget", "no_budget"),
        ("結案 周文彬 沒有預算", "no_budget"),
        ("结案 周文彬，没有预算", "no_budget"),
        ("結案 周文彬 聯絡不上", "unreachable"),
    ],
)
def test_a_case_is_closed_in_one_line(desk: Desk, typed: str, reason: str) -> None:
    amy = desk.person("amy")
    amy.says("log 周文彬 要報價 15 分鐘")
    amy.presses("log.save")
    closed = amy.says(typed).one("case.closed")
    assert (closed["reason"], closed["contact_id"]) == (reason, 1)
    assert closed["stopped"] >= 3
    with desk.database.reading() as session:
        assert session.query(CadenceRun).filter_by(ended_at=None).count() == 0
        [left] = session.query(FollowUp).filter_by(state="open")
        assert left.reason == "wake_up"
        assert session.query(Fact).filter_by(field="closed").one().value == reason


CLOSED_FOR = (
    ("no_need", "not_needed 沒需求 没需求 不需要"),
    ("not_a_fit", "not_suitable 不符合 不合适"),
    ("bought_elsewhere", "competitor 競爭對手 竞争对手 別家買"),
    ("no_budget", "expensive 太貴 太贵了 沒錢"),
    ("out_of_business", "bankrupt 倒閉了 破产"),
    ("duplicate", "duplicated 重複 重复"),
    ("unreachable", "not_reachable 打不通 失联"),
    ("solved", "resolved 處理好 搞定"),
)


def test_reasons_to_close_are_understood_and_no_word_is_lost(desk: Desk) -> None:
    amy = desk.person("amy")
    for reason, said in CLOSED_FOR:
        for word in said.split():
            closed = amy.says(f"close 周文彬 {word.replace('_', ' ')}").one("case.closed")
            assert (closed["reason"], closed["note"]) == (reason, None), word
    for line, reason, note in (
        ("close Ann Price too expensive, asks again in May", "no_budget", "asks again in May"),
        ("結案 周文彬 嫌麻煩 沒需求 年底搬家", "no_need", "嫌麻煩 年底搬家"),
        ("结案 周文彬，给竞争对手了，价格差两成", "bought_elsewhere", "价格差两成"),
    ):
        closed = amy.says(line)
        assert (closed.one("case.closed")["reason"], closed.one("case.closed")["note"]) == (reason, note)
        assert note in closed.text
    asked = amy.says("close 周文彬 老闆不喜歡 藍色")
    assert asked.keys == ["form.ask"]
    assert amy.presses("不合適" if "不合適" in asked.text else asked.labelled("not a fit")).keys == [
        "case.closed"
    ]
    with desk.database.reading() as session:
        [*_, fact] = session.query(Fact).filter_by(field="note").order_by(Fact.id)
        assert fact.value == "老闆不喜歡 藍色"


def test_closing_says_what_it_means_for_stage_and_nurture(desk: Desk) -> None:
    amy = desk.person("amy")
    closed = amy.says("close 周文彬 no budget").one("case.closed")
    assert (closed["stage"], closed["wakes"]) == ("lost", "2027-05-24T09:00:00+08:00")
    with desk.database.reading() as session:
        account = session.get_one(Account, 1)
        assert (account.stage, account.nurture_reason) == ("lost", "no_budget")
        assert account.nurture_until == datetime(2027, 5, 24, 1, 0, tzinfo=UTC)


def test_a_solved_case_changes_no_stage_and_wakes_nobody(desk: Desk) -> None:
    amy = desk.person("amy")
    closed = amy.says("close 周文彬 solved").one("case.closed")
    assert (closed["stage"], closed["wakes"]) == ("prospect", None)
    with desk.database.reading() as session:
        assert session.query(FollowUp).count() == 0


def test_a_lost_deal_of_a_customer_does_not_lose_the_customer(desk: Desk) -> None:
    amy = desk.person("amy")
    amy.submits("take_order", contact="1", product="NB-14r5", quantity="1")
    deal = open_deal(desk)
    assert amy.says("close 周文彬 bought elsewhere").one("case.closed")["stage"] == "user"
    with desk.database.reading() as session:
        row = session.get_one(Opportunity, deal)
        assert (row.state, row.lost_reason) == ("lost", "bought_elsewhere")


def test_without_a_reason_the_reasons_are_offered(desk: Desk) -> None:
    amy = desk.person("amy")
    asked = amy.says("close 周文彬")
    assert asked.keys == ["case.why"]
    labels = [shown["label"] for shown in asked[0]["buttons"]]
    assert labels[:2] == ["no need", "not a fit"]
    button = amy.last.labelled("no budget")
    assert amy.presses(button).one("case.closed")["reason"] == "no_budget"
    assert amy.presses(button, id="again").one("refused")["reason"] == "changed_meanwhile"
    with desk.database.reading() as session:
        assert session.query(Fact).filter_by(field="closed").count() == 1
        assert session.query(FollowUp).filter_by(state="open").count() == 1


def test_closing_for_do_not_call_holds_everywhere(desk: Desk) -> None:
    amy = desk.person("amy")
    amy.says("follow 周文彬 12/4 10:00")
    assert amy.says("結案 周文彬 拒絕來電").one("case.closed")["wakes"] is None
    with desk.database.reading() as session:
        assert session.get_one(Contact, 1).do_not_call
        assert session.query(DoNotCall).count() == 1
        assert session.query(FollowUp).filter_by(state="open").count() == 0


def test_only_who_owns_a_case_closes_it(desk: Desk) -> None:
    assert desk.person("ben").says("close 周文彬 no need").one("refused")["reason"] == "not_available"
    assert desk.person("ben").says("close Ann Price no need").keys == ["case.closed"]


def test_the_woken_case_reminds_its_owner(desk: Desk) -> None:
    amy = desk.person("amy")
    amy.says("close 周文彬 unreachable")
    desk.clock.set(desk.clock() + timedelta(days=89))
    desk.at("2027-02-22T10:00:00+08:00")
    assert amy.reads().one("followup.due")["reason"] == "wake_up"


@pytest.mark.parametrize(
    ("language", "order", "closed"),
    [
        ("en", "Order BT-000001: 周文彬 · 青禾農產, NT$27,500", "Closed: 周文彬 · 青禾農產, no need."),
        ("zh-TW", "訂單 BT-000001：周文彬 · 青禾農產，NT$27,500", "已結案：周文彬 · 青禾農產，沒有需求。"),
        ("zh-CN", "订单 BT-000001：周文彬 · 青禾農產，NT$27,500", "已结案：周文彬 · 青禾農產，没有需求。"),
    ],
)
def test_orders_and_closing_in_three_languages(desk: Desk, language: str, order: str, closed: str) -> None:
    amy = desk.person("amy")
    amy.says(f"language {language}")
    assert order in amy.submits("take_order", contact="1", product="NB-14r5", quantity="1").text
    assert closed in amy.says("close 周文彬 no_need").text
