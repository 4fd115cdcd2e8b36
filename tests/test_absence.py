"""Being away: the delegate has what falls due, and it comes back."""

import pytest

from store.db import Database
from store.models import Absence, FollowUp, User
from tests.absences import busy, owners, rows
from tests.talk import Desk


def test_a_line_sets_an_absence_with_its_delegate(desk: Desk, database: Database) -> None:
    told = desk.person("ben").says("away tomorrow Friday amy").one("away.set")
    assert told["from"].startswith("2026-11-24T00:00")
    assert told["to"].startswith("2026-11-27T23:59")
    assert told["delegate"] == "許佩珊"
    assert desk.person("amy").reads().one("away.asked")["person"] == "何雅婷"
    assert len(rows(database, Absence)) == 1


@pytest.mark.parametrize(
    ("line", "first", "last"),
    [
        ("away today tomorrow amy", "2026-11-23", "2026-11-24"),
        ("away tomorrow amy", "2026-11-24", "2026-11-24"),
        ("away Monday Friday amy", "2026-11-30", "2026-12-04"),
        ("away 11/25 to 11/27 amy", "2026-11-25", "2026-11-27"),
        ("請假 明天到週五 許佩珊", "2026-11-24", "2026-11-27"),
        ("请假 下周一到下周五 许佩珊", "2026-11-30", "2026-12-04"),
        ("請假 11/25-11/27 許佩珊代理", "2026-11-25", "2026-11-27"),
    ],
)
def test_days_are_read_as_people_write_them(
    desk: Desk, database: Database, line: str, first: str, last: str
) -> None:
    if "许" in line:
        with database.transaction() as session:
            session.query(User).filter_by(handle="amy").one().name = "许佩珊"
    told = desk.person("ben").says(line).one("away.set")
    assert (told["from"][:10], told["to"][:10]) == (first, last)


def test_meanwhile_the_delegate_has_what_falls_due_and_afterwards_it_comes_back(
    desk: Desk, database: Database
) -> None:
    busy(desk)
    desk.person("ben").says("away tomorrow Friday amy")
    assert owners(database) == [(2, None), (2, None)]
    desk.at("2026-11-24T00:00:00+08:00")
    assert owners(database) == [(1, 2), (2, None)]
    amy = desk.person("amy")
    received = amy.reads().one("away.received")
    assert (received["person"], received["follow_ups"]) == ("何雅婷", 1)
    assert "陳美惠" in amy.presses("away.work").text
    desk.again().at("2026-11-24T11:00:00+08:00")
    assert "followup.due" in desk.person("amy").reads().keys
    assert "followup.due" not in desk.person("ben").reads().keys
    desk.at("2026-11-28T09:00:00+08:00")
    assert owners(database) == [(2, None), (2, None)]
    assert desk.person("ben").reads().one("away.back")["follow_ups"] == 1
    assert desk.person("amy").reads().one("away.returned")["person"] == "何雅婷"


def test_a_delegate_is_told_once_and_never_of_nothing(desk: Desk) -> None:
    amy = desk.person("amy")
    desk.person("ben").says("away today tomorrow amy")
    told = amy.reads()
    assert (told.keys, told.one("away.received")["anything"]) == (["away.received"], False)
    desk.at("2026-11-23T10:05:00+08:00")
    assert amy.reads().keys == []
    desk.person("ben").says("away tomorrow Friday amy")
    assert amy.reads().keys == ["away.asked"]
    desk.at("2026-11-24T00:05:00+08:00")
    assert amy.reads().keys == []


def test_what_the_delegate_finished_stays_finished(desk: Desk, database: Database) -> None:
    busy(desk)
    desk.person("ben").says("away today tomorrow amy")
    assert desk.person("amy").presses("followup.done:1.2").keys == ["followup.done"]
    desk.at("2026-11-26T09:00:00+08:00")
    assert [one.state for one in rows(database, FollowUp)] == ["done", "open"]


def test_the_manager_sets_it_for_somebody_sick_today(desk: Desk, database: Database) -> None:
    busy(desk)
    mia = desk.person("mia")
    assert mia.says("away ben today tomorrow amy").one("away.set")["person"] == "何雅婷"
    assert owners(database) == [(1, 2), (2, None)]
    assert desk.person("ben").reads().one("away.set")["by"] == "林淑芬"


def test_the_digests_button_finds_a_delegate_for_today(desk: Desk, database: Database) -> None:
    ben = desk.person("ben")
    ben.says("follow 陳美惠 at 16:00 ask for the order")
    mia = desk.person("mia")
    assert mia.presses("away.delegate:2").keys == ["away.who"]
    mia.presses("許佩珊")
    assert owners(database) == [(1, 2)]
    desk.at("2026-11-24T00:00:00+08:00")
    assert owners(database) == [(2, None)]


@pytest.mark.parametrize("who", ["amy", "tim", "max", "hal", "zoe"])
def test_nobody_else_sets_an_absence_for_a_colleague(desk: Desk, who: str) -> None:
    talk = desk.person(who)
    assert talk.says("away ben today tomorrow amy").one("refused")["reason"] == "not_available"
    assert talk.presses("away.delegate:2").one("refused")["reason"] == "not_available"
    desk.person("ben").says("away tomorrow Friday amy")
    assert talk.presses("away.cancel:1").one("refused")["reason"] == "not_available"


def test_without_a_delegate_the_manager_is_asked_for_one(desk: Desk, database: Database) -> None:
    busy(desk)
    desk.person("ben").says("away today Friday")
    mia = desk.person("mia")
    uncovered = mia.reads().one("away.uncovered")
    assert (uncovered["person"], uncovered["follow_ups"]) == ("何雅婷", 1)
    mia.presses("away.delegate")
    mia.presses("許佩珊")
    assert owners(database) == [(1, 2), (2, None)]
    absences = [one for one in rows(database, Absence) if one.cancelled_at is None]
    assert [(one.delegate_id, one.ends_at.day) for one in absences] == [(1, 27)]


def test_back_early_takes_the_work_back(desk: Desk, database: Database) -> None:
    busy(desk)
    ben = desk.person("ben")
    ben.says("away today Friday amy")
    assert "away.cancelled" in ben.presses("away.cancel").keys
    assert owners(database) == [(2, None), (2, None)]
    assert ben.presses("away.cancel:1").one("refused")["reason"] == "away.over"
    desk.at("2026-11-28T10:00:00+08:00")
    assert "away.back" not in desk.person("ben").reads().keys[1:]


def test_what_is_planned_meanwhile_follows_the_delegate_before_it_reminds(
    desk: Desk, database: Database
) -> None:
    desk.person("ben").says("away today Friday amy")
    ben = desk.person("ben")
    ben.says("follow 陳美惠 tomorrow 11:00 ask")
    desk.at("2026-11-24T11:00:00+08:00")
    assert owners(database) == [(1, 2)]
    assert "followup.due" not in desk.person("ben").reads().keys
    assert "followup.due" in desk.person("amy").reads().keys


def test_who_moves_his_absence_to_tomorrow_has_his_work_back_until_then(
    desk: Desk, database: Database
) -> None:
    busy(desk)
    ben = desk.person("ben")
    ben.says("away today Friday amy")
    assert owners(database) == [(1, 2), (2, None)]
    told = ben.says("away tomorrow Friday amy")
    assert owners(database) == [(2, None), (2, None)]
    assert told.one("away.back")["follow_ups"] == 1
    desk.at("2026-11-24T00:00:00+08:00")
    assert owners(database) == [(1, 2), (2, None)]


def test_each_of_several_absences_is_cancelled_by_its_days(desk: Desk) -> None:
    ben = desk.person("ben")
    ben.says("away 2026-12-01 2026-12-04")
    ben.says("away 2026-12-24")
    for language, first, second in (
        ("en", "Cancel Tue 1 Dec to Fri 4 Dec", "Cancel Thu 24 Dec"),
        ("zh-TW", "取消 12/1（二）到 12/4（五）", "取消 12/24（四）"),
        ("zh-CN", "取消 12月1日（周二）到 12月4日（周五）", "取消 12月24日（周四）"),
    ):
        ben.says(f"language {language}")
        assert [one["label"] for one in ben.says("away")[0]["buttons"]][:2] == [first, second]
    cancelled = ben.presses(second).one("away.cancelled")
    assert cancelled["from"] == "2026-12-24T00:00:00+08:00"


def test_who_is_away_with_nobody_is_asked_who_stands_in(desk: Desk, database: Database) -> None:
    ben, mia = desk.person("ben"), desk.person("mia")
    asked = [ben.says("away 2026-12-01 2026-12-04") and ben.presses("Choose who stands in")]
    asked.append(mia.says("away amy today tomorrow") and mia.presses("away.name"))
    for answers in asked:
        assert answers.one("form.ask")["field"] == "delegate"
        assert not {"陳冠宇", "張國華"} & {one["label"] for one in answers[-1]["buttons"]}
    assert ben.presses("許佩珊").one("away.set")["delegate"] == "許佩珊"
    assert mia.presses("何雅婷").one("away.set")["delegate"] == "何雅婷"
    kept = [one for one in rows(database, Absence) if one.cancelled_at is None]
    assert sorted((one.user_id, one.delegate_id, one.ends_at.day) for one in kept) == [(1, 2, 24), (2, 1, 4)]
