"""The next call: the best one now, the same until it was acted on, and nobody who may not be called."""

from datetime import datetime, timedelta

import pytest

from store import candidates
from store.models import Account, CadenceRun, Call, Contact, FollowUp, User
from tests.company import NOW
from tests.effort import steps
from tests.talk import Desk


def plans(desk: Desk, contact: int, due: datetime, owner: int = 1, **more: object) -> None:
    with desk.database.transaction() as session:
        row = FollowUp(
            owner_id=owner,
            contact_id=contact,
            kind="call",
            due=due,
            zone="Asia/Taipei",
            reason="agreed",
            created_at=NOW,
            version=1,
        )
        row.state = "open"
        for name, value in more.items():
            setattr(row, name, value)
        session.add(row)


def test_overdue_comes_first_and_says_why(desk: Desk) -> None:
    plans(desk, 2, NOW - timedelta(days=2))
    facts = desk.person("amy").says("next").one("next.call")
    assert (facts["contact_id"], facts["name"], facts["company"]) == (2, "林志遠", "宏昇包裝")
    assert facts["why"][0]["code"] == "due"
    assert {"code": "overdue", "days": 2.0} in facts["why"]
    assert facts["script"] == "new_lead"


def test_the_same_again_until_he_was_called(desk: Desk) -> None:
    amy = desk.person("amy")
    first = amy.says("next").one("next.call")["contact_id"]
    other = 3 - first
    plans(desk, other, NOW - timedelta(days=4))
    assert amy.says("下一通").one("next.call")["contact_id"] == first
    assert desk.again().person("amy").says("next").one("next.call")["contact_id"] == first
    amy.submits("log_call", contact=str(first), disposition="no_answer", minutes="1")
    assert amy.says("next").one("next.call")["contact_id"] == other


def test_not_this_one_is_gone_for_the_day(desk: Desk) -> None:
    amy = desk.person("amy")
    first = amy.says("next").one("next.call")["contact_id"]
    second = amy.presses("next.skip").one("next.call")["contact_id"]
    assert second != first
    assert amy.presses("next.skip").keys == ["next.none"]
    desk.at("2026-11-24T10:00:00+08:00")
    amy.reads()
    assert amy.says("next").one("next.call")["contact_id"] == first


def test_later_comes_back_after_its_time(desk: Desk) -> None:
    amy = desk.person("amy")
    first = amy.says("next").one("next.call")["contact_id"]
    assert amy.presses("next.later").one("next.call")["contact_id"] != first
    amy.presses("next.skip")
    desk.at("2026-11-23T11:59:00+08:00")
    assert amy.says("next").keys == ["next.none"]
    desk.at("2026-11-23T12:00:00+08:00")
    assert amy.says("next").one("next.call")["contact_id"] == first


@pytest.mark.parametrize("why", ["do_not_call", "unworkable", "quiet", "nurture", "planned", "called"])
def test_who_may_or_need_not_be_called_is_left_out(desk: Desk, why: str) -> None:
    with desk.database.transaction() as session:
        contact = session.get_one(Contact, 1)
        account = session.get_one(Account, 1)
        session.get_one(Contact, 2).do_not_call = True
        if why == "do_not_call":
            contact.do_not_call = True
        if why == "unworkable":
            contact.unworkable = "wrong_number"
        if why == "quiet":
            contact.quiet_from, contact.quiet_until = NOW.replace(hour=9).time(), NOW.replace(hour=11).time()
        if why == "nurture":
            account.nurture_until = NOW + timedelta(days=9)
        if why == "called":
            session.add(
                Call(contact_id=1, user_id=2, at=NOW - timedelta(hours=3), disposition="callback",
                     script_path=[], custom={})
            )  # fmt: skip
    if why == "planned":
        plans(desk, 1, NOW + timedelta(days=4))
    assert desk.person("amy").says("next").keys == ["next.none"]


def test_nobody_is_proposed_at_night(desk: Desk) -> None:
    desk.at("2026-11-23T22:30:00+08:00")
    amy = desk.person("amy")
    amy.reads()
    assert amy.says("next").keys == ["next.none"]


def test_a_series_under_way_names_its_script(desk: Desk) -> None:
    with desk.database.transaction() as session:
        run = CadenceRun(contact_id=2, cadence="renewal", owner_id=1, started_at=NOW)
        session.add(run)
        session.flush()
        number = run.id
    plans(desk, 2, NOW + timedelta(hours=1), cadence_run_id=number)
    amy = desk.person("amy")
    answer = amy.says("next")
    assert answer.one("next.call")["script"] == "renewal"
    assert amy.presses("call.start").keys == ["script.step"]


def test_the_hour_at_which_he_answers_counts(desk: Desk) -> None:
    with desk.database.transaction() as session:
        for days in range(30, 36):
            session.add(
                Call(contact_id=2, user_id=1, at=NOW - timedelta(days=days), disposition="callback",
                     script_path=[], custom={})
            )  # fmt: skip
    answer = desk.person("amy").says("next")
    assert answer.one("next.call")["contact_id"] == 2
    assert {"code": "likely_hour", "hour": 10} in answer.one("next.call")["why"]


def test_only_ones_own_people_and_those_one_stands_in_for(desk: Desk) -> None:
    assert desk.person("zoe").says("next").one("next.call")["name"] == "黃俊傑"
    assert desk.person("kay").says("next").one("next.call")["name"] == "陳美惠"
    assert desk.person("tim").says("next").keys == ["next.none"]
    assert desk.person("ada").says("next").keys == ["refused"]


def test_ten_thousand_contacts_do_not_slow_it_down(desk: Desk) -> None:
    with desk.database.transaction() as session:
        amy = session.query(User).filter_by(handle="amy").one().id
        accounts = [
            Account(name=f"Firm {n}", tier="smb", region="TW", owner_id=amy, stage="prospect",
                    stage_since=NOW, created_at=NOW, value=n % 100, specialists=[], custom={})
            for n in range(2_000)
        ]  # fmt: skip
        session.add_all(accounts)
        session.flush()
        session.add_all(
            Contact(name=f"C {n}", account_id=accounts[n % 2_000].id, owner_id=amy, created_at=NOW, custom={})
            for n in range(10_000)
        )
    with desk.database.reading() as session:
        until = NOW + timedelta(hours=24)

        def once() -> None:
            found = candidates.of(session, amy, {amy}, ["call"], until, NOW)
            assert 0 < len(found) <= 160
            assert max(one.value or 0 for one in found) == 99

        once()
        assert steps(once) < 60_000
