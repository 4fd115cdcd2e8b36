"""Passing the baton: qualified or not, the brief, the offer, who may answer it."""

from threading import Barrier, Thread
from typing import Any

import pytest

from bot.events import Pressed, Who
from store.db import Database
from store.models import Audit, HandoffEvent, Opportunity, StageChange
from tests.handing import QUALIFIED, account, offered, qualified, rows
from tests.talk import Desk


def test_a_lead_that_lacks_answers_is_not_qualified_and_says_what_is_missing(desk: Desk) -> None:
    amy = desk.person("amy")
    check = amy.says("handoff 林志遠").one("handoff.check")
    assert check["qualified"] is False
    assert (check["contact_id"], check["icp"], check["bant"]) == (2, 88, 0)
    assert check["missing"] == ["budget", "authority", "need", "timeline", "product_fit"]
    assert check["to"] == "蔡宗翰"
    codes = [reason["code"] for reason in check["why"]]
    assert {"icp_met", "bant_short", "rule", "territory"} <= set(codes)
    assert amy.presses("handoff.plead").keys == ["handoff.pleaded"]


def test_only_what_is_missing_is_asked_and_answers_qualify(desk: Desk) -> None:
    amy = desk.person("amy")
    amy.says(QUALIFIED)
    amy.presses("log.save")
    amy.says("handoff 林志遠")
    asked = amy.presses("handoff.fill")
    assert asked.one("form.ask")["field"] == "timeline"
    check = amy.says("before 10 December").one("handoff.check")
    assert check["qualified"] is True
    assert check["bant"] == 3.5
    assert check["missing"] == []
    assert check["amount"] == {"amount": "1200000", "currency": "TWD"}


def test_products_asked_for_on_a_call_are_the_need(desk: Desk) -> None:
    qualified(desk)
    brief = _brief(desk)
    need = next(line for line in brief["said"] if line["field"] == "need")
    assert (need["text"], need["call_id"], need["guess"]) == ("40 × NB-14r5", 1, False)


def test_the_brief_names_the_call_behind_each_line_and_marks_guesses(desk: Desk) -> None:
    amy = desk.person("amy")
    amy.says(
        "log 林志遠 15 min qualified, wants 40 NB-14r5, budget 1.2m, boss decides, call back Friday 10:00"
    )
    amy.presses("log.save")
    amy.submits("handoff_facts", contact="2", timeline="before 10 December")
    amy.presses("handoff.offer")
    params = desk.person("tim").reads().one("handoff.offered")
    brief = params["brief"]
    assert {"who", "why_now", "said", "promised", "open", "next_step", "owns", "competitor"} <= set(brief)
    lines = {line["field"]: line for line in brief["said"]}
    assert lines["authority"]["guess"] is True
    assert lines["budget"]["money"] == {"amount": "1200000", "currency": "TWD"}
    assert all(line["call_id"] == 1 for line in brief["said"])
    assert "before 10 December" in brief["why_now"]["text"]
    assert brief["promised"][0]["kind"] == "call"
    assert brief["promised"][0]["call_id"] == 1
    assert brief["next_step"]["due"].startswith("2026-11-27T10:00")
    assert [line["field"] for line in brief["open"]] == ["authority"]
    assert (params["from"], params["company"], params["contact_id"]) == ("許佩珊", "宏昇包裝", 2)


def test_an_offer_promises_an_answer_in_business_hours_of_the_tier(desk: Desk) -> None:
    desk.at("2026-11-23T16:30:00+08:00")
    qualified(desk)
    desk.person("amy").says("handoff 林志遠")
    amy = desk.person("amy")
    amy.says("handoff 林志遠")
    sent = amy.presses("handoff.offer").one("handoff.sent")
    assert sent["sla_due"].startswith("2026-11-24T11:30")
    assert sent["hours"] == 4


def test_the_flow_from_offer_over_half_time_to_won(desk: Desk, database: Database) -> None:
    _, tim = offered(desk)
    desk.at("2026-11-23T11:59:00+08:00")
    assert "handoff.reminder" not in tim.reads().keys
    desk.at("2026-11-23T12:00:00+08:00")
    reminder = tim.reads().one("handoff.reminder")
    assert (reminder["handoff_id"], reminder["left_minutes"]) == (1, 120)
    accepted = tim.presses("handoff.accept")
    assert accepted.one("handoff.accepted")["by"] == "蔡宗翰"
    assert desk.person("amy").reads().one("handoff.accepted")["handoff_id"] == 1
    assert account(database).manager_id == 3
    (deal,) = rows(database, Opportunity)
    assert (deal.owner_id, deal.given_by_id, deal.state, deal.handoff_id) == (3, 1, "open", 1)
    tim.presses("handoff.visited")
    tim.presses("handoff.quoted")
    assert tim.presses("handoff.won").one("form.ask")["field"] == "amount"
    tim.says("1,150,000")
    tim.presses("form.finish")
    told = [a["params"] for a in desk.person("amy").reads() if a["key"] == "handoff.outcome"]
    assert [one["outcome"] for one in told] == ["visited", "quoted", "won"]
    assert told[-1]["amount"] == {"amount": "1150000", "currency": "TWD"}
    (deal,) = rows(database, Opportunity)
    assert (deal.state, deal.stage, deal.amount) == ("won", "customer", 1_150_000)
    assert account(database).stage == "customer"
    steps = [row.to_stage for row in rows(database, StageChange, noun="opportunity")]
    assert steps == ["opportunity", "customer"]
    desk.at("2026-11-24T18:00:00+08:00")
    assert "handoff.escalated" not in desk.person("mia").reads().keys


def test_the_same_events_twice_change_nothing(desk: Desk, database: Database) -> None:
    amy = qualified(desk)
    amy.presses("handoff.offer", id="o")
    assert amy.presses("handoff.offer:2", id="o") == []
    tim = desk.person("tim")
    tim.reads()
    tim.presses("handoff.accept", id="a")
    assert tim.presses("handoff.accept:1.1", id="a") == []
    assert [row.event for row in rows(database, HandoffEvent)] == ["offered", "accepted"]


def test_silence_reminds_once_and_escalates_once_also_after_a_restart(desk: Desk) -> None:
    _, tim = offered(desk)
    desk.again().at("2026-11-23T12:00:00+08:00")
    assert tim.reads().keys == ["handoff.reminder"]
    desk.again().at("2026-11-23T14:00:00+08:00")
    desk.again().at("2026-11-23T16:00:00+08:00")
    mia = desk.person("mia")
    escalated = mia.reads()
    assert escalated.one("handoff.escalated")["by"] == "蔡宗翰"
    assert desk.person("amy").reads().one("handoff.escalated")["reason"] == "silence"
    assert mia.presses("handoff.remind").keys == ["handoff.reminded"]
    assert tim.reads().one("handoff.reminder")["left_minutes"] == 0
    desk.at("2026-11-25T10:00:00+08:00")
    assert "handoff.escalated" not in mia.reads().keys


def test_a_question_pauses_no_clock_and_its_answer_goes_into_the_brief(desk: Desk) -> None:
    amy, tim = offered(desk)
    tim.says("handoff")
    tim.presses("handoff.brief")
    tim.presses("handoff.ask")
    assert tim.says("Which floor?").one("handoff.asked")["reason"] == "Which floor?"
    amy = desk.person("amy")
    assert amy.reads().one("handoff.asked")["by"] == "蔡宗翰"
    desk.at("2026-11-23T12:00:00+08:00")
    assert tim.reads().keys == ["handoff.reminder"]
    amy.presses("handoff.reply")
    amy.says("The third")
    reply = tim.reads()
    assert reply.one("handoff.replied")["answer"] == "The third"
    assert reply.one("handoff.replied")["brief"]["answers"][0]["question"] == "Which floor?"
    assert tim.presses("handoff.accept").keys == ["handoff.accepted"]


def test_an_old_button_shows_what_stands_now(desk: Desk) -> None:
    _, tim = offered(desk)
    tim.submits("handoff_ask", question="Which floor?")
    reason = {"reason": "no_budget"}
    for old in (
        tim.presses("handoff.accept:1.1"),
        tim.presses("handoff.return:1.1"),
        tim.submits("handoff_return", handoff="1.1", **reason),
    ):
        now = old.one("handoff.already")
        assert (now["state"], now["by"]) == ("asked", "蔡宗翰")
        assert old.action("handoff.accept") == "handoff.accept:1.2"
    tim.presses("handoff.accept")
    late = tim.presses("handoff.return:1.1").one("handoff.already")
    assert (late["state"], late["by"]) == ("accepted", "蔡宗翰")
    assert tim.submits("handoff_return", handoff="1", **reason).keys == ["handoff.already"]


def test_a_refusal_leaves_one_record_whether_the_offer_is_there_or_not(
    desk: Desk, database: Database
) -> None:
    offered(desk)
    for number, action in enumerate(("handoff.accept:1.1", "handoff.accept:99.1"), 1):
        refused = desk.person("kay").presses(action)
        assert refused.one("refused")["reason"] == "not_available"
        kept = rows(database, Audit, change="refuse")
        assert len(kept) == number
        assert (kept[-1].user_id, kept[-1].noun, kept[-1].noun_id, kept[-1].fields) == (4, "", 0, [])
        assert kept[-1].action.startswith("handoff.accept")


def test_a_form_without_a_version_answers_what_stands_now(desk: Desk) -> None:
    _, tim = offered(desk)
    tim.submits("handoff_ask", question="Which floor?", handoff="1")
    assert tim.submits("handoff_return", handoff="1", reason="no_budget").keys == ["handoff.returned"]


@pytest.mark.parametrize("who", ["amy", "kay", "mia", "max", "ada", "zoe", "hal"])
def test_nobody_else_answers_an_offer(desk: Desk, who: str) -> None:
    offered(desk)
    for action in ("handoff.accept:1.1", "handoff.return:1.1", "handoff.ask:1.1", "handoff.accept:99.1"):
        assert desk.person(who).presses(action).one("refused")["reason"] == "not_available"


@pytest.mark.parametrize("who", ["ben", "zoe", "hal", "max"])
def test_a_brief_is_read_by_those_it_concerns(desk: Desk, who: str) -> None:
    offered(desk)
    assert desk.person(who).presses("handoff.brief:1").one("refused")["reason"] == "not_available"
    assert desk.person("mia").presses("handoff.brief:1").keys == ["handoff.brief"]


def test_a_colleagues_lead_and_its_outcomes_are_not_mine(desk: Desk) -> None:
    assert desk.person("ben").says("handoff 林志遠").one("refused")["reason"] == "not_available"
    _, tim = offered(desk)
    tim.presses("handoff.accept:1.1")
    for who in ("amy", "kay", "zoe"):
        refused = desk.person(who).presses("handoff.won:1.2").one("refused")
        assert refused["reason"] == "not_available"
    assert desk.person("amy").presses("handoff.reassign:1.2").one("refused")["reason"] == "not_available"


def _brief(desk: Desk) -> dict[str, Any]:
    desk.person("amy").presses("handoff.offer:2")
    brief: dict[str, Any] = desk.person("tim").reads().one("handoff.offered")["brief"]
    return brief


def test_two_accept_at_once_and_exactly_one_wins(desk: Desk, database: Database) -> None:
    offered(desk)
    desk.person("mia").says("away tim today tomorrow kay")
    action = desk.person("kay").reads().action("handoff.accept")
    gate = Barrier(2)
    answers: list[str] = []

    def press(who: str) -> None:
        gate.wait()
        event = Pressed(Who("terminal", who), action, f"race-{who}")
        own = [one for one in desk.app.handle(event) if one.message.address == who]
        answers.extend(one.message.key for one in own)

    racers = [Thread(target=press, args=(who,)) for who in ("tim", "kay")]
    for racer in racers:
        racer.start()
    for racer in racers:
        racer.join()
    assert sorted(answers) == ["handoff.accepted", "handoff.already"]
    assert [row.event for row in rows(database, HandoffEvent)].count("accepted") == 1
    assert account(database).manager_id == 3
