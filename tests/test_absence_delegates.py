"""Delegates who are away themselves, offers that wait, and people who leave for good."""

import pytest

from store import things
from store.db import Database
from store.models import Account, CadenceRun, Contact, FollowUp, Handoff, Opportunity, User
from tests.absences import busy, owners, rows
from tests.company import NOW, found
from tests.talk import Desk

QUALIFIED = "log 林志遠 15 min qualified, wants 40 NB-14r5, budget 1.2m, boss decides"


def waiting_offer(desk: Desk) -> None:
    """Amy offers a lead to Tim."""
    amy = desk.person("amy")
    amy.says(QUALIFIED)
    amy.presses("log.save")
    amy.submits("handoff_facts", contact="2", timeline="before 10 December")
    amy.presses("handoff.offer")


def test_a_circle_of_delegates_is_refused(desk: Desk) -> None:
    desk.person("ben").says("away today Friday amy")
    amy = desk.person("amy")
    assert amy.says("away tomorrow ben").one("refused")["reason"] == "away.circle"
    assert amy.says("away tomorrow amy").one("refused")["reason"] == "away.himself"
    assert amy.says("away tomorrow tim").one("refused")["reason"] == "away.other_work"


def test_a_chain_of_delegates_ends_with_who_is_there(desk: Desk, database: Database) -> None:
    busy(desk)
    desk.person("ben").says("away today Friday amy")
    assert owners(database)[0] == (1, 2)
    desk.person("amy").says("away today tomorrow mia")
    assert owners(database)[0] == (5, 2)
    with database.reading() as session:
        assert things.stands_in_for(session, 5, NOW) == {1, 2}
        assert things.stands_in_for(session, 1, NOW) == {2}
    desk.at("2026-11-25T00:00:01+08:00")
    assert owners(database)[0] == (1, 2)
    desk.at("2026-11-28T00:00:01+08:00")
    assert owners(database)[0] == (2, None)


def test_a_delegate_who_goes_away_with_nobody_leaves_no_work_without_owner(
    desk: Desk, database: Database
) -> None:
    busy(desk)
    desk.person("ben").says("away today Friday amy")
    desk.person("amy").says("away today Friday")
    assert owners(database)[0] == (2, None)
    assert "away.uncovered" in desk.person("mia").reads().keys


def test_an_open_offer_goes_to_the_delegate_and_the_owner_stays_the_window(
    desk: Desk, database: Database
) -> None:
    waiting_offer(desk)
    desk.person("tim").says("away today Friday kay")
    kay = desk.person("kay")
    offer = kay.reads().one("handoff.offered")
    assert (offer["to"], offer["instead_of"]) == ("王大同", "蔡宗翰")
    assert offer["sla_due"].startswith("2026-11-23T14:00")
    kay.presses("handoff.accept")
    (company,) = rows(database, Account, short_name="宏昇包裝")
    assert company.manager_id == 3
    desk.at("2026-11-28T09:00:00+08:00")
    (one,) = rows(database, Handoff)
    assert (one.to_id, one.via_delegate_of_id) == (3, None)


def test_coverage_offers_to_the_delegate_of_who_is_away(desk: Desk) -> None:
    desk.person("tim").says("away today Friday kay")
    waiting_offer(desk)
    assert desk.person("kay").reads().one("handoff.offered")["handoff_id"] == 1


def test_the_form_asks_until_which_day(desk: Desk) -> None:
    ben = desk.person("ben")
    assert ben.says("away").one("form.ask")["field"] == "starts"
    ben.presses("form.skip")
    ben.says("Friday")
    told = ben.says("許佩珊").one("away.set")
    assert (told["to"][:10], told["delegate"]) == ("2026-11-27", "許佩珊")
    assert ben.says("away").one("away.list")["items"][0]["delegate"] == "許佩珊"


def test_past_days_and_strangers_are_refused(desk: Desk) -> None:
    ben = desk.person("ben")
    assert ben.says("away tomorrow Friday nobody").one("refused")["reason"] == "colleague.nobody"
    assert ben.says("away 2026-11-20 2026-11-21 amy").one("refused")["reason"] == "time.past"


def test_a_leavers_work_goes_to_his_successor_with_its_history(desk: Desk, database: Database) -> None:
    busy(desk)
    waiting_offer(desk)
    done = desk.person("mia").says("transfer amy ben").one("transfer.done")
    counts = done["counts"]
    assert (counts["accounts"], counts["contacts"], counts["handoffs"]) == (2, 2, 1)
    assert counts["opportunities"] == 1
    assert counts["follow_ups"] >= 1
    for model in (Account, Contact):
        assert rows(database, model, owner_id=1) == []
    assert rows(database, FollowUp, owner_id=1, state="open") == []
    assert rows(database, CadenceRun, owner_id=1, ended_at=None) == []
    (deal,) = rows(database, Opportunity)
    assert (deal.owner_id, deal.given_by_id) == (2, 1)
    (amy,) = rows(database, User, handle="amy")
    assert amy.active is False
    assert amy.left_at is not None
    assert desk.person("ben").reads().one("transfer.received")["person"] == "許佩珊"
    tim = desk.person("tim")
    tim.reads()
    tim.presses("handoff.accept")
    assert desk.person("ben").reads().one("handoff.accepted")["by"] == "蔡宗翰"


def test_a_leaving_receiver_leaves_no_offer_behind(desk: Desk, database: Database) -> None:
    waiting_offer(desk)
    desk.person("mia").says("transfer tim to kay")
    kay = desk.person("kay")
    assert kay.reads().one("handoff.offered")["to"] == "王大同"
    kay.presses("handoff.accept")
    assert rows(database, Account, short_name="宏昇包裝")[0].manager_id == 4


def test_a_leaving_delegate_is_replaced_by_his_successor(desk: Desk, database: Database) -> None:
    busy(desk)
    desk.person("ben").says("away today Friday amy")
    desk.person("mia").says("transfer amy mia")
    assert owners(database)[0] == (5, 2)


@pytest.mark.parametrize(
    ("who", "line", "reason"),
    [
        ("amy", "transfer ben amy", "not_available"),
        ("hal", "transfer ben amy", "not_available"),
        ("mia", "transfer zoe amy", "not_available"),
        ("mia", "transfer amy zoe", "not_available"),
        ("mia", "transfer mia hal", "not_available"),
        ("ada", "transfer ada amy", "transfer.self"),
        ("mia", "transfer amy tim", "transfer.other_work"),
        ("mia", "transfer amy amy", "transfer.same"),
    ],
)
def test_who_may_transfer_whom(desk: Desk, who: str, line: str, reason: str) -> None:
    assert desk.person(who).says(line).one("refused")["reason"] == reason


@pytest.mark.parametrize("language", ["en", "zh-TW", "zh-CN"])
def test_every_message_reads_whole_in_each_language(database: Database, language: str) -> None:
    found(database, language=language)
    desk = Desk(database)
    busy(desk)
    heard = [desk.person("ben").says("away today Friday")]
    mia = desk.person("mia")
    heard.append(mia.reads())
    heard.append(mia.presses("away.delegate"))
    heard.append(mia.presses("許佩珊"))
    heard.append(desk.person("amy").reads())
    ben = desk.person("ben")
    heard.append(ben.says("away"))
    heard.append(ben.presses("away.cancel"))
    heard.append(desk.person("amy").reads())
    heard.append(mia.says("transfer ben amy"))
    heard.append(desk.person("amy").reads())
    text = "\n".join(answers.text for answers in heard)
    for code in ("{", "}", "None", "away-", "transfer-"):
        assert code not in text


def test_that_nobody_stands_in_is_told_once_when_the_delegate_leaves(desk: Desk) -> None:
    amy, mia = desk.person("amy"), desk.person("mia")
    amy.says("follow 周文彬 Wednesday 10am")
    amy.says("away tomorrow Friday ben")
    desk.at("2026-11-24T09:30:00+08:00")
    amy.reads()
    mia.reads()
    mia.says("transfer ben amy")
    assert [*mia.last.keys, *mia.reads().keys].count("away.uncovered") == 1
