"""What becomes of an offer: returned, let through, given on, won or lost; in each language."""

import pytest

from store import handoffs, opportunities
from store.db import Database
from store.models import Account, Audit, FollowUp, Opportunity, User
from tests.company import NOW, found
from tests.handing import account, offered, qualified, rows
from tests.talk import Answers, Desk


def test_one_open_handoff_for_a_contact(desk: Desk, database: Database) -> None:
    amy, _ = offered(desk)
    again = amy.says("handoff 林志遠").one("handoff.already")
    assert (again["state"], again["to"]) == ("offered", "蔡宗翰")
    assert amy.presses("handoff.offer:2").keys == ["handoff.already"]
    with database.reading() as session:
        assert handoffs.get(session, 2) is None


def test_a_returned_lead_goes_to_nurture_with_reason_and_day(desk: Desk, database: Database) -> None:
    _, tim = offered(desk)
    tim.says("handoff")
    tim.presses("handoff.brief")
    assert tim.presses("handoff.return").one("form.ask")["field"] == "reason"
    tim.says("no_budget")
    tim.says("frozen until spring")
    back = tim.presses("form.finish").one("handoff.returned")
    assert (back["reason"], back["note"], back["nurture_by"]) == (
        "no_budget",
        "frozen until spring",
        "陳冠宇",
    )
    assert desk.person("amy").reads().one("handoff.returned")["by"] == "蔡宗翰"
    company = account(database)
    assert company.nurture_reason == "no_budget"
    assert company.nurture_until is not None
    assert (company.nurture_until - NOW).days >= 88
    assert company.manager_id is None
    still = rows(database, FollowUp, contact_id=2, state="open")
    assert [(one.owner_id, one.reason) for one in still] == [(6, "returned")]
    (deal,) = rows(database, Opportunity)
    assert (deal.state, deal.lost_reason) == ("lost", "no_budget")
    assert desk.person("max").says("find 林志遠").keys == ["contact.card"]


def test_a_reason_without_rest_comes_back_to_its_giver_tomorrow(desk: Desk) -> None:
    _, tim = offered(desk)
    back = tim.submits("handoff_return", reason="duplicate", wake_up="").one("handoff.returned")
    assert back["wake_up"].startswith("2026-11-24T09:00")


def test_a_return_needs_a_reason_of_the_policy(desk: Desk) -> None:
    _, tim = offered(desk)
    assert tim.submits("handoff_return", reason="bored").one("form.ask")["field"] == "reason"


def test_the_desk_stands_back_but_asks_whether_the_field_called(desk: Desk, database: Database) -> None:
    amy = desk.person("amy")
    amy.says("follow 林志遠 Friday 10:00 send samples")
    amy, tim = offered(desk)
    tim.presses("handoff.accept:1.1")
    left = rows(database, FollowUp, contact_id=2, state="open")
    assert {(one.reason, one.owner_id) for one in left} == {
        ("send samples", 3),
        ("confirm_field_contact", 1),
    }
    assert rows(database, FollowUp, contact_id=2, reason="hand_over")[0].state == "done"


def test_the_manager_lets_a_lead_through_with_his_reason(desk: Desk, database: Database) -> None:
    amy = desk.person("amy")
    amy.says("handoff 林志遠")
    amy.presses("handoff.plead")
    assert amy.presses("handoff.offer:2").keys == ["handoff.check"]
    assert amy.presses("handoff.override:2").one("refused")["reason"] == "not_available"
    mia = desk.person("mia")
    mia.reads()
    mia.presses("handoff.override")
    mia.says("a reference in packaging")
    offer = desk.person("tim").reads().one("handoff.offered")
    assert (offer["override_reason"], offer["from"]) == ("a reference in packaging", "許佩珊")
    assert desk.person("amy").reads().one("handoff.sent")["to"] == "蔡宗翰"
    who = [row.user_id for row in rows(database, Audit, noun="handoff")]
    assert who == [5]


def test_a_manager_gives_a_silent_offer_to_somebody_else(desk: Desk, database: Database) -> None:
    _, tim = offered(desk)
    desk.at("2026-11-23T14:00:00+08:00")
    mia = desk.person("mia")
    mia.reads()
    mia.presses("Give to 王大同")
    read = tim.reads()
    assert read.one("handoff.expired")["given_to"] == "王大同"
    assert "handoff.reminder" not in read.keys
    assert tim.presses("handoff.accept:1.1").one("handoff.already")["state"] == "expired"
    kay = desk.person("kay")
    offer = kay.reads().one("handoff.offered")
    assert (offer["handoff_id"], offer["from"]) == (2, "許佩珊")
    assert offer["sla_due"].startswith("2026-11-23T18:00")
    kay.presses("handoff.accept")
    (deal,) = rows(database, Opportunity)
    assert (deal.handoff_id, deal.owner_id) == (2, 4)
    desk.at("2026-11-25T10:00:00+08:00")
    assert "handoff.escalated" not in mia.reads().keys


def test_a_disqualified_company_never_counts_as_qualified(desk: Desk, database: Database) -> None:
    with database.transaction() as session:
        session.query(Account).filter_by(short_name="宏昇包裝").one().credit = 5
    amy = qualified(desk)
    check = amy.says("handoff 林志遠").one("handoff.check")
    assert (check["qualified"], check["against"]) == (False, ["bad_credit"])


def test_after_the_visit_one_tap_tells_how_it_went(desk: Desk) -> None:
    _, tim = offered(desk)
    tim.presses("handoff.accept:1.1")
    tim.presses("handoff.visit")
    tim.says("12/1 10:00")
    desk.again().at("2026-12-01T12:00:00+08:00")
    asked = tim.reads()
    assert asked.one("handoff.prompt")["handoff_id"] == 1
    tim.presses("handoff.visited")
    desk.at("2026-12-03T12:00:00+08:00")
    assert "handoff.prompt" not in tim.reads().keys
    told = desk.person("amy").reads()
    assert told.one("handoff.outcome")["outcome"] == "visited"


def test_lost_needs_a_reason_and_is_woken_again(desk: Desk, database: Database) -> None:
    _, tim = offered(desk)
    tim.presses("handoff.accept:1.1")
    assert tim.submits("handoff_outcome", outcome="lost").one("refused")["reason"] == "handoff.reason_needed"
    lost = tim.submits("handoff_outcome", outcome="lost", reason="price").one("handoff.outcome")
    assert (lost["reason"], lost["amount"]) == ("price", None)
    company = account(database)
    assert (company.stage, company.nurture_reason) == ("lost", "price")
    assert len(rows(database, FollowUp, contact_id=2, state="open")) == 1
    again = tim.submits("handoff_outcome", outcome="won", amount="1").one("refused")
    assert again["reason"] == "handoff.which"


def test_praise_is_public_with_consent_only(desk: Desk, database: Database) -> None:
    _, tim = offered(desk)
    tim.presses("handoff.accept:1.1")
    tim.submits("handoff_outcome", outcome="won", amount="90000")
    assert "handoff.praise" not in desk.person("ben").reads().keys


def test_praise_with_consent(desk: Desk, database: Database) -> None:
    with database.transaction() as session:
        session.query(User).filter_by(handle="amy").one().praise_consent = True
    _, tim = offered(desk)
    tim.presses("handoff.accept:1.1")
    tim.submits("handoff_outcome", outcome="won", amount="90000")
    assert desk.person("ben").reads().one("handoff.praise")["giver"] == "許佩珊"
    assert "handoff.praise" not in desk.person("zoe").reads().keys


def test_nobody_is_handed_over_who_must_not_be_called(desk: Desk) -> None:
    amy = qualified(desk)
    amy.says("log 林志遠 do not call again")
    amy.presses("log.save")
    assert amy.presses("handoff.offer:2").one("refused")["reason"] == "contact.do_not_call"


def test_the_list_holds_both_sides(desk: Desk) -> None:
    amy, tim = offered(desk)
    given = amy.says("handoff").one("handoff.list")["items"]
    received = tim.says("handoff").one("handoff.list")["items"]
    assert (given[0]["side"], received[0]["side"]) == ("given", "received")
    assert given[0]["state"] == "offered"
    assert desk.person("kay").says("handoff").one("handoff.list")["items"] == []


def test_the_brief_can_be_forwarded_as_text(desk: Desk) -> None:
    _, tim = offered(desk)
    text = tim.presses("handoff.forward:1").text
    assert "林志遠" in text
    assert "before 10 December" in text
    assert "NT$1.2 m" in text


def test_undo_takes_an_offer_back_until_somebody_acted(desk: Desk, database: Database) -> None:
    amy, _ = offered(desk)
    assert amy.says("undo").keys == ["undo.done"]
    with database.reading() as session:
        assert handoffs.open_for(session, 2) is None
        assert opportunities.open_for(session, 2) is None
    desk.at("2026-11-23T15:00:00+08:00")
    assert "handoff.escalated" not in desk.person("mia").reads().keys


LANGUAGES = [("en", "Hand over to"), ("zh-TW", "轉交給"), ("zh-CN", "移交给")]


@pytest.fixture
def spoken(database: Database, request: pytest.FixtureRequest) -> Desk:
    found(database, language=request.param)
    return Desk(database)


@pytest.mark.parametrize(("spoken", "button"), LANGUAGES, indirect=["spoken"])
def test_every_message_reads_whole_in_each_language(spoken: Desk, button: str) -> None:
    heard: list[Answers] = []
    amy = qualified(spoken)
    heard.append(amy.says("handoff 林志遠"))
    assert button in heard[-1][-1]["buttons"][0]["label"]
    heard.append(amy.presses("handoff.offer"))
    tim = spoken.person("tim")
    heard.append(tim.reads())
    heard.append(tim.presses("handoff.brief"))
    heard.append(tim.submits("handoff_ask", question="?"))
    heard.append(spoken.person("amy").reads())
    heard.append(spoken.person("amy").submits("handoff_reply", answer="3F"))
    spoken.at("2026-11-23T14:00:00+08:00")
    mia = spoken.person("mia")
    heard.append(mia.reads())
    heard.append(mia.presses("handoff.remind"))
    heard.append(tim.reads())
    heard.append(tim.presses("handoff.accept"))
    heard.append(tim.submits("handoff_visit", when="2026-12-01T10:00:00+08:00"))
    spoken.at("2026-12-01T12:00:00+08:00")
    heard.append(tim.reads())
    heard.append(tim.submits("handoff_outcome", outcome="lost", reason="price"))
    heard.append(amy.says("handoff"))
    text = "\n".join(answers.text for answers in heard)
    for code in ("{", "}", "None", "handoff-", "lightest_load", "return-reason", "confirm_field"):
        assert code not in text
