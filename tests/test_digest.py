"""The manager's digest and the sellers' agendas: numbers of what was done, once a morning."""

import json
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from PIL import Image

from bot.__main__ import baton
from bot.chats.drawing import draw
from bot.handlers import FEATURES, SHARED
from bot.router import join
from bot.sales.digest import DigestRules
from store.db import Database
from store.models import Absence, Account, Call, FollowUp, Order, OrderLine, Product, Quota, User
from tests.company import NOW
from tests.talk import Answers, Desk

MORNING = "2026-11-24T08:30:00+08:00"


def works(desk: Desk) -> None:
    """Two calls of Amy, one of them an enquiry; a lead that passes its check, accepted in the field."""
    amy, tim = desk.person("amy"), desk.person("tim")
    amy.submits("log_call", contact="1", disposition="callback", minutes="12")
    amy.submits("log_call", contact="2", disposition="qualified", minutes="20")
    amy.submits("log_call", contact="4", disposition="no_answer", minutes="1")
    amy.submits(
        "handoff_facts",
        contact="2",
        budget="1200000",
        authority="general manager",
        need="merge two plants",
        timeline="before December",
    )
    amy.presses("handoff.offer")
    tim.reads()
    tim.presses("handoff.accept")


def digests(answers: Answers) -> list[dict[str, Any]]:
    return [one for one in answers if one["key"] == "digest.daily"]


def ids(database: Database) -> dict[str, int]:
    with database.reading() as session:
        return {one.handle: one.id for one in session.query(User)}


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
    assert mia.says("digest today").one("digest.daily")["calls"] == 0


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


def test_a_quiet_day_is_one_line_without_a_picture(desk: Desk) -> None:
    mia = desk.person("mia")
    for language in ("en", "zh-TW", "zh-CN"):
        mia.says(f"language {language}")
        waits = mia.says("digest")[0]
        assert [one["code"] for one in waits["params"]["actions"]] == ["quota_gap"]
        assert "NT$" in waits["text"]
        assert waits["text"].count("\n") == 0
        assert "picture" not in waits
    with desk.database.transaction() as session:
        for account in session.query(Account):
            account.stage = "user"
        session.query(Quota).delete()
    quiet = mia.says("digest")[0]
    assert quiet["params"]["nothing_waits"]
    assert quiet["text"].count("\n") == 0
    assert "picture" not in quiet


def test_compared_with_the_same_weekday_before(desk: Desk) -> None:
    people = ids(desk.database)
    with desk.database.transaction() as session:
        for week in (1, 2):
            for minute in range(4):
                session.add(
                    Call(
                        contact_id=1,
                        user_id=people["amy"],
                        at=NOW - timedelta(weeks=week, minutes=minute),
                        disposition="no_answer",
                        minutes=1,
                        script_path=[],
                        custom={},
                    )
                )
    works(desk)
    answer = desk.person("mia").says("digest")
    compared = answer.one("digest.daily")["compared_with"]
    assert (compared["weekday"], compared["days"]) == (1, 2)
    assert compared["calls"] == {"usual": 4, "difference": -1, "share": -0.25}
    assert "against the last 2 Mondays" in answer.text
    assert "−25 %" in answer.text


def test_three_things_to_act_on_and_their_buttons_work(desk: Desk) -> None:
    people = ids(desk.database)
    with desk.database.transaction() as session:
        for number in range(6):
            session.add(
                FollowUp(
                    owner_id=people["ben"],
                    contact_id=3,
                    kind="call",
                    due=NOW - timedelta(days=2, hours=number),
                    zone="Asia/Taipei",
                    reason="agreed",
                    created_at=NOW,
                    state="open",
                    version=1,
                )
            )
        session.query(Quota).delete()
        support = session.query(Product).filter_by(sku="SP-1").one()
        order = Order(number="P-1", account_id=3, ordered_at=NOW - timedelta(days=340), status="delivered")
        session.add(order)
        session.flush()
        session.add(
            OrderLine(
                order_id=order.id,
                product_id=support.id,
                quantity=1,
                unit_price=Decimal(18_000),
                currency="TWD",
                contract_until=date(2026, 12, 20),
            )
        )
    amy, mia = desk.person("amy"), desk.person("mia")
    amy.submits("log_call", contact="2", disposition="qualified", minutes="20")
    amy.submits(
        "handoff_facts",
        contact="2",
        budget="1200000",
        authority="boss",
        need="plants",
        timeline="December",
    )
    amy.presses("handoff.offer")
    desk.at("2026-11-24T08:30:00+08:00")
    told = mia.reads()
    facts = told.one("digest.daily")
    assert [one["code"] for one in facts["actions"]] == ["handoff_breached", "renewal", "overdue"]
    assert facts["handoffs"]["breached"] == facts["handoffs"]["waiting"] == 1
    assert (facts["actions"][0]["manager"], facts["actions"][0]["company"]) == ("蔡宗翰", "宏昇包裝")
    listed = mia.presses("followup.show").one("followup.overdue_list")
    assert (listed["person"], listed["count"]) == ("何雅婷", 6)
    assert mia.presses("followup.reassign").keys == ["followup.to_whom"]
    opened = mia.presses(told.action("contact.company")).one("company.card")
    assert opened["name"] == "晨光食品股份有限公司"
    mia.presses(told.action("handoff.remind"))
    assert "handoff.reminder" in desk.person("tim").reads().keys


def test_every_button_of_the_digest_leads_somewhere() -> None:
    presses = set(join((*FEATURES, *SHARED)).presses)
    named = {name for buttons in DigestRules().buttons.values() for name in buttons}
    assert named <= presses


def test_the_picture_is_drawn_for_its_reader(desk: Desk) -> None:
    works(desk)
    mia = desk.person("mia")
    picture = mia.terminal.say("digest")[0].message.body["picture"]
    assert json.loads(json.dumps(picture)) == picture
    assert picture["days"][-1] == {"date": "2026-11-23", "calls": 3, "connects": 2}
    drawn = {language: draw(picture, language) for language in ("en", "zh-TW", "zh-CN")}
    assert len(set(drawn.values())) == 3
    assert all(Image.open(BytesIO(one)).size == (2000, 1200) for one in drawn.values())


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("digest yesterday", "2026-11-22"),
        ("digest Friday", "2026-11-20"),
        ("digest 2026-11-19", "2026-11-19"),
        ("日報 上週五", "2026-11-20"),
        ("日报 昨天", "2026-11-22"),
        ("digest 11/18", "2026-11-18"),
        ("digest", "2026-11-20"),
    ],
)
def test_a_day_is_named_as_people_name_it(desk: Desk, said: str, day: str) -> None:
    assert desk.person("mia").says(said).one("digest.daily")["date"] == day


def test_days_to_come_and_nonsense_are_refused_and_agents_see_no_digest(desk: Desk) -> None:
    mia = desk.person("mia")
    assert mia.says("digest 2026-12-24").one("refused")["reason"] == "digest.future"
    assert mia.says("digest blue").one("refused")["reason"] == "digest.day"
    assert desk.person("amy").says("digest").one("refused")["reason"] == "not_available"
    assert desk.person("amy").presses("digest.people:2026-11-20").keys == ["refused"]
    assert mia.presses(f"followup.show:{ids(desk.database)['zoe']}").keys == ["refused"]


def test_sellers_get_their_agenda_once_and_an_empty_one_not_twice(desk: Desk) -> None:
    amy, ben = desk.person("amy"), desk.person("ben")
    amy.says("follow 周文彬 tomorrow 10:00 offer")
    desk.at("2026-11-24T08:30:00+08:00")
    agenda = amy.reads().one("agenda.daily")
    assert [one["name"] for one in agenda["items"]] == ["周文彬"]
    assert (agenda["today_count"], agenda["overdue_count"]) == (1, 0)
    first = [one for one in ben.reads() if one["key"] == "agenda.daily"]
    desk.at("2026-11-25T08:30:00+08:00")
    late = [one for one in amy.reads() if one["key"] == "agenda.daily"]
    assert [one["params"]["overdue_count"] for one in late] == [1]
    assert [one["params"]["empty"] for one in first] == [True]
    assert "agenda.daily" not in ben.reads().keys


def test_a_handoff_that_waits_stands_in_the_fields_agenda(desk: Desk) -> None:
    amy = desk.person("amy")
    amy.submits("log_call", contact="2", disposition="qualified", minutes="20")
    amy.submits(
        "handoff_facts", contact="2", budget="900000", authority="boss", need="plants", timeline="December"
    )
    amy.presses("handoff.offer")
    desk.at(MORNING)
    agenda = desk.person("tim").reads().one("agenda.daily")
    assert [(one["name"], one["mine"]) for one in agenda["handoffs"]] == [("林志遠", True)]


def test_the_command_shows_a_digest_as_it_was_sent(desk: Desk, url: str, tmp_path: Path) -> None:
    works(desk)
    desk.at(MORNING)
    sent = desk.person("mia").reads().one("digest.daily")
    desk.person("amy").submits("log_call", contact="1", disposition="callback", minutes="3")
    picture = tmp_path / "digest.png"
    arguments = ["digest", "--for", "mia", "--date", "2026-11-23", "--json", "--database", url]
    done = CliRunner().invoke(baton, [*arguments, "--picture", str(picture)])
    assert done.exit_code == 0, done.output
    assert json.loads(done.stdout)["params"] == sent
    assert Image.open(BytesIO(picture.read_bytes())).size == (2000, 1200)
    nobody = CliRunner().invoke(baton, ["digest", "--for", "nobody", "--database", url])
    assert nobody.exit_code == 2
    assert CliRunner().invoke(baton, ["digest", "--for", "amy", "--database", url]).exit_code == 2
