"""Follow-ups: planned in a line, reminded at their time, moved, given away, nudged, told to the manager."""

import pytest

from store.models import Call
from tests.talk import Desk


def test_a_follow_up_is_planned_in_one_line(desk: Desk) -> None:
    amy = desk.person("amy")
    planned = amy.says("follow 周文彬 Friday 15:00 send the price").one("followup.planned")
    assert (planned["contact_id"], planned["due"], planned["kind"]) == (
        1,
        "2026-11-27T15:00:00+08:00",
        "call",
    )
    assert amy.says("due").one("followup.list")["items"][0]["reason"] == "send the price"


@pytest.mark.parametrize("line", ["跟進 周文彬 週五下午三點", "跟进 周文彬 周五下午三点"])
def test_the_same_in_chinese(desk: Desk, line: str) -> None:
    assert desk.person("amy").says(line).one("followup.planned")["due"] == "2026-11-27T15:00:00+08:00"


def test_a_time_that_is_past_is_asked_again(desk: Desk) -> None:
    asked = desk.person("amy").says("follow 周文彬 today 8:00 call")
    assert asked.keys == ["refused", "form.ask"]
    assert "has passed" in asked.text
    assert asked.one("form.ask")["field"] == "when"


def test_a_reminder_comes_at_its_time_and_not_before(desk: Desk) -> None:
    amy = desk.person("amy")
    amy.says("follow 周文彬 today 15:00 ask about the quote")
    desk.at("2026-11-23T14:59:00+08:00")
    assert amy.reads() == []
    desk.at("2026-11-23T15:00:00+08:00")
    due = amy.reads().one("followup.due")
    assert (due["name"], due["reason"], due["due"]) == (
        "周文彬",
        "ask about the quote",
        "2026-11-23T15:00:00+08:00",
    )
    assert amy.presses("followup.done").one("followup.done")["id"] == due["id"]
    assert amy.says("due").one("followup.list")["count"] == 0


def test_a_button_pressed_twice_acts_once(desk: Desk) -> None:
    amy = desk.person("amy")
    amy.says("follow 周文彬 today 15:00")
    desk.at("2026-11-23T15:00:00+08:00")
    amy.reads()
    done = amy.last.action("followup.done")
    amy.presses(done)
    assert amy.presses(done).one("refused")["reason"] == "followup.closed"


def test_snoozed_it_comes_again(desk: Desk) -> None:
    amy = desk.person("amy")
    amy.says("follow 周文彬 today 11:00")
    desk.at("2026-11-23T11:00:00+08:00")
    amy.reads()
    moved = amy.presses("followup.snooze").one("followup.moved")
    desk.at(moved["due"])
    assert amy.reads().one("followup.due")["id"] == moved["id"]


def test_another_time_is_asked_by_the_form(desk: Desk) -> None:
    amy = desk.person("amy")
    amy.says("follow 周文彬 today 11:00")
    asked = amy.presses("followup.move")
    assert asked.one("form.ask")["field"] == "when"
    moved = amy.says("Friday 10:00").one("followup.moved")
    assert moved["due"] == "2026-11-27T10:00:00+08:00"
    assert amy.says("due").one("followup.list")["count"] == 1


def test_a_colleague_takes_it_and_is_reminded_instead(desk: Desk) -> None:
    amy, ben = desk.person("amy"), desk.person("ben")
    amy.says("follow 周文彬 today 15:00")
    desk.at("2026-11-23T15:00:00+08:00")
    amy.reads()
    amy.presses("followup.reassign")
    given = amy.presses(amy.last.labelled("何雅婷"))
    assert given.one("followup.given")["person"] == "何雅婷"
    received = ben.reads()
    assert received.keys[0] == "followup.received"
    assert amy.says("due").one("followup.list")["count"] == 0


def test_nobody_elses_follow_up_can_be_done(desk: Desk) -> None:
    amy, ben, hal = desk.person("amy"), desk.person("ben"), desk.person("hal")
    amy.says("follow 周文彬 today 15:00")
    desk.at("2026-11-23T15:00:00+08:00")
    amy.reads()
    done = amy.last.action("followup.done")
    assert ben.presses(done).one("refused")["reason"] == "not_available"
    assert hal.presses(done).one("refused")["reason"] == "not_available"


def test_silence_is_nudged_once_and_then_told_to_the_manager(desk: Desk) -> None:
    amy, mia = desk.person("amy"), desk.person("mia")
    amy.says("follow 周文彬 today 15:00")
    desk.at("2026-12-04T18:00:00+08:00")
    dues = [answer for answer in amy.reads() if answer["key"] == "followup.due"]
    assert [answer["params"]["nudge"] for answer in dues] == [False, True]
    assert mia.reads().one("followup.overdue")["owner"] == "許佩珊"


def test_nobody_is_reminded_in_his_quiet_hours(desk: Desk) -> None:
    amy = desk.person("amy")
    amy.submits("follow_up", contact="1", when="today 22:00", kind="other")
    desk.at("2026-11-23T23:00:00+08:00")
    assert "followup.due" not in amy.reads().keys
    desk.at("2026-11-24T08:00:00+08:00")
    assert "followup.due" in amy.reads().keys


def test_a_call_held_in_between_fulfils_the_reminder(desk: Desk) -> None:
    amy = desk.person("amy")
    amy.says("follow 周文彬 today 15:00")
    amy.submits("log_call", contact="1", disposition="callback", minutes="5", next_step="friday 10:00")
    desk.at("2026-11-23T15:30:00+08:00")
    assert "followup.due" not in amy.reads().keys


def test_the_specification_has_a_ready_text_in_the_customers_language(desk: Desk) -> None:
    amy = desk.person("amy")
    amy.submits("edit_contact", contact="1", version="1", email="chou@example.com")
    amy.says("周文彬 講了一刻鐘 想看三台 NB-14r5 的報價 後天十點再談")
    amy.presses("log.save")
    letter = amy.presses("followup.letter").one("followup.letter")
    assert letter["address"] == "chou@example.com"
    assert "周文彬 您好" in letter["body"]
    assert letter["mailto"].startswith("mailto:chou@example.com?subject=")
    assert amy.presses("followup.done").one("followup.done")["kind"] == "spec_sheet"


def test_a_wish_to_be_reminded_plans_and_logs_no_call(desk: Desk) -> None:
    amy = desk.person("amy")
    for typed, kind, due in (
        ("remind me to call 周文彬 tomorrow at 3", "call", "2026-11-24T15:00"),
        ("Please remind me tomorrow to send 周文彬 the spec sheet", "spec_sheet", "2026-11-24T09:00"),
        ("提醒我下週二把報價單給周文彬", "quotation", "2026-12-01T09:00"),
        ("请提醒我一下，周五上午十点给周文彬打电话", "call", "2026-11-27T10:00"),
    ):
        told = amy.says(typed).one("followup.planned")
        assert (told["kind"], told["due"][:16], told["contact_id"]) == (kind, due, 1), typed
    assert amy.says("remind me to buy milk").one("form.ask")["field"] == "contact"
    amy.says("cancel")
    amy.says("find 周文彬")
    for typed, meant in (
        ("remind me to call 陳 tomorrow", 3),
        ("remind me to call him back tomorrow", 1),
        ("提醒我明天打給陳", 3),
    ):
        asked = amy.says(typed)  # a surname, or whoever is at hand: asked about, never taken
        assert asked.keys == ["contact.choices"], typed
        planned = amy.presses("followup.whom").one("followup.planned")
        assert (planned["contact_id"], planned["due"][:10]) == (meant, "2026-11-24"), typed
    asked = amy.says("remind me to call 周文彬 yesterday")
    assert asked.keys == ["refused", "form.ask"]
    assert asked.one("refused")["reason"] == "time.past"
    amy.says("cancel")
    assert amy.says("周文彬 asked me to remind him tomorrow").keys == ["log.draft"]
    amy.presses("log.drop")
    with desk.database.reading() as session:
        assert session.query(Call).filter_by(contact_id=1, user_id=1).count() == 0
