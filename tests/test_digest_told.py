"""What a digest tells: compared, three things to act on, its picture, its day; and the agendas."""

import json
from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
from click.testing import CliRunner
from PIL import Image

from bot.__main__ import baton
from bot.chats.drawing import draw
from bot.handlers import FEATURES, SHARED
from bot.router import join
from bot.sales.digest import DigestRules
from store.models import Account, Call, FollowUp, Order, OrderLine, Product, Quota
from tests.company import NOW
from tests.mornings import MORNING, ids, works
from tests.talk import Desk


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
