"""When a digest comes: once a morning, through restarts, days off, changes of clocks and absence."""

from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest

from store.models import Absence, User
from tests.company import NOW
from tests.mornings import MORNING, ids, works
from tests.talk import Answers, Desk


def digests(answers: Answers) -> list[dict[str, Any]]:
    return [one for one in answers if one["key"] == "digest.daily"]


def test_the_morning_digest_tells_what_was_done_the_day_before(desk: Desk) -> None:
    works(desk)
    desk.at(MORNING)
    facts = desk.person("mia").reads().one("digest.daily")
    assert (facts["for"], facts["date"]) == ("mia", "2026-11-23")
    assert (facts["calls"], facts["connects"], facts["connect_rate"]) == (3, 2, 0.6667)
    assert (facts["talk_minutes"], facts["aht_seconds"]) == (33.0, 960)
    assert facts["dispositions"] == {"callback": 1, "no_answer": 1, "qualified": 1}
    assert facts["qualified"] == 1
    assert facts["handoffs"] == {"accepted": 1, "returned": 0, "waiting": 0, "breached": 0}
    assert facts["pipeline"]["amount"] == {"amount": "1200000", "currency": "TWD"}
    assert facts["forecast"]["quota"] == {"amount": "4000000", "currency": "TWD"}, "of sellers alone"
    people = {one["name"]: one for one in facts["people"]}
    assert (people["許佩珊"]["calls"], people["許佩珊"]["qualified"]) == (3, 1)
    assert people["蔡宗翰"]["handoffs_accepted"] == 1
    assert set(people) == {"許佩珊", "何雅婷", "蔡宗翰", "王大同"}


def test_another_team_sees_nothing_of_it(desk: Desk) -> None:
    works(desk)
    desk.at(MORNING)
    facts = desk.person("hal").reads().one("digest.daily")
    assert (facts["calls"], facts["qualified"], facts["handoffs"]["accepted"]) == (0, 0, 0)
    assert [one["name"] for one in facts["people"]] == ["周怡君"]


def test_a_lead_that_failed_its_check_is_not_qualified(desk: Desk) -> None:
    desk.person("amy").submits("log_call", contact="2", disposition="qualified", minutes="20")
    facts = desk.person("mia").says("digest").one("digest.daily")
    assert (facts["date"], facts["calls"], facts["qualified"]) == ("2026-11-23", 1, 0)


def test_a_call_taken_back_never_counts(desk: Desk) -> None:
    amy, mia = desk.person("amy"), desk.person("mia")
    amy.submits("log_call", contact="1", disposition="callback", minutes="12")
    assert mia.says("digest today").one("digest.daily")["calls"] == 1
    amy.says("undo")
    answer = mia.says("digest today")
    assert answer.one("digest.daily")["calls"] == 0
    assert answer.text.count("23 Nov") == 1  # the day is named once, also when it is the one told of
    assert "so far" in answer.text


def test_one_digest_a_morning_through_ticks_and_restarts(desk: Desk) -> None:
    works(desk)
    desk.at(MORNING)
    desk.at("2026-11-24T08:31:00+08:00")
    again = desk.again()
    again.at("2026-11-24T12:00:00+08:00")
    assert len(digests(again.person("mia").reads())) == 1


def test_a_stop_over_the_hour_only_delays_it_and_old_ones_are_not_sent(desk: Desk) -> None:
    desk.at("2026-11-23T10:01:00+08:00")
    desk.clock.set(datetime(2026, 11, 25, 3, 0, tzinfo=UTC))  # stopped over two mornings
    desk.again().at("2026-11-25T11:01:00+08:00")
    sent = digests(desk.person("mia").reads())
    assert [one["params"]["date"] for one in sent] == ["2026-11-24"]


def test_no_digest_on_days_off_and_monday_tells_of_friday(desk: Desk) -> None:
    desk.at("2026-11-27T12:00:00+08:00")
    desk.person("mia").reads()
    desk.at("2026-11-29T23:00:00+08:00")
    assert digests(desk.person("mia").reads()) == []
    desk.at("2026-11-30T08:30:00+08:00")
    assert desk.person("mia").reads().one("digest.daily")["date"] == "2026-11-27"


@pytest.mark.parametrize(
    ("zone", "region", "start", "end", "mornings"),
    [
        # clocks go back on Sunday 1 November 2026: Monday's 08:30 is an hour later in UTC
        (
            "America/New_York",
            "US",
            "2026-10-29T12:00:00-04:00",
            "2026-11-03T12:00:00-05:00",
            ["2026-10-30T12:30", "2026-11-02T13:30", "2026-11-03T13:30"],
        ),
        # half an hour forward on Sunday 4 October 2026
        (
            "Australia/Lord_Howe",
            "AU",
            "2026-10-01T12:00:00+10:30",
            "2026-10-06T12:00:00+11:00",
            ["2026-10-01T22:00", "2026-10-04T21:30", "2026-10-05T21:30"],
        ),
    ],
)
def test_each_morning_once_where_clocks_change(
    desk: Desk, zone: str, region: str, start: str, end: str, mornings: list[str]
) -> None:
    with desk.database.transaction() as session:
        mia = session.query(User).filter_by(handle="mia").one()
        mia.timezone, mia.region = zone, region
    desk.clock.set(datetime.fromisoformat(start).astimezone(UTC))
    desk.clock._latest = desk.clock()  # the test begins before the company's own today
    desk.at(end)
    sent = [one for one in desk.person("mia").terminal.waiting() if one.message.key == "digest.daily"]
    assert [f"{one.message.at:%Y-%m-%dT%H:%M}" for one in sent] == mornings


def test_a_manager_who_moves_gets_each_day_once_at_his_new_hour(desk: Desk) -> None:
    desk.at("2026-11-24T09:00:00+08:00")
    with desk.database.transaction() as session:
        session.query(User).filter_by(handle="mia").one().timezone = "America/New_York"
    desk.at("2026-11-26T09:00:00+08:00")
    sent = [one for one in desk.person("mia").terminal.waiting() if one.message.key == "digest.daily"]
    assert [f"{one.message.at:%d %H:%M}" for one in sent] == ["24 00:30", "25 13:30"]


def test_whoever_moves_west_just_before_his_hour_loses_no_day(desk: Desk) -> None:
    desk.at("2026-11-24T08:28:00+08:00")
    desk.person("amy").says("settings")
    with desk.database.transaction() as session:  # after the last planting before his hour
        for handle in ("mia", "amy"):
            session.query(User).filter_by(handle=handle).one().timezone = "America/New_York"
    desk.at("2026-11-25T09:00:00+08:00")
    sent = [one for one in desk.person("mia").terminal.waiting() if one.message.key == "digest.daily"]
    assert [f"{one.message.at:%d %H:%M}" for one in sent] == ["24 13:30"]
    sent = [one for one in desk.person("amy").terminal.waiting() if one.message.key == "agenda.daily"]
    assert [f"{one.message.at:%d %H:%M}" for one in sent] == ["24 13:30"]


def test_his_own_hour_counts_and_holds_from_the_next_tick(desk: Desk) -> None:
    with desk.database.transaction() as session:
        session.query(User).filter_by(handle="mia").one().digest_at = time(7, 15)
    desk.at("2026-11-24T07:14:00+08:00")
    assert digests(desk.person("mia").reads()) == []
    desk.at("2026-11-24T07:15:00+08:00")
    assert len(digests(desk.person("mia").reads())) == 1


def test_an_absent_managers_digest_goes_to_who_stands_in(desk: Desk) -> None:
    people = ids(desk.database)
    with desk.database.transaction() as session:
        session.add(
            Absence(
                user_id=people["mia"],
                delegate_id=people["hal"],
                starts_at=NOW,
                ends_at=NOW + timedelta(days=3),
                set_by_id=people["mia"],
            )
        )
    desk.at(MORNING)
    assert digests(desk.person("mia").reads()) == []
    assert {one["params"]["for"] for one in digests(desk.person("hal").reads())} == {"mia", "hal"}
