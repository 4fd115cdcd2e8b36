"""What people read and where it leads, as newcomers stumbled over it; each stays mended, in every language."""

from datetime import timedelta

import pytest

from store.models import Account, FollowUp, Message
from tests.company import NOW
from tests.talk import Desk


def test_what_was_taken_back_is_told_by_its_act_and_of_whom(desk: Desk) -> None:
    amy, mia = desk.person("amy"), desk.person("mia")
    amy.says("close 周文彬 no budget")
    assert amy.says("undo").text == "Taken back: the closing of the case, follow-ups – 周文彬 · 青禾農產."
    amy.submits("add_contact", name="Fay", phone="+886 2 5555 0197")
    assert amy.says("undo").text == "Taken back: the new contact – Fay."
    amy.says("language zh-TW")
    amy.says("log 周文彬 沒接")
    amy.presses("log.save")
    assert amy.says("復原").text == "已復原：通話紀錄、後續（周文彬 · 青禾農產）。"
    amy.says("language zh-CN")
    amy.submits("edit_contact", contact="1", name="周大彬")
    assert amy.says("撤销").text == "已撤销：姓名（周文彬 · 青禾農產）。"
    mia.says("transfer ben amy")
    undone = mia.says("undo")
    assert undone.text == "Taken back: the transfer – 何雅婷."
    assert undone.one("undo.done")["what"] == ["account", "contact", "user"]


def test_a_line_that_names_somebody_never_asks_whom(desk: Desk) -> None:
    amy = desk.person("amy")
    asked = amy.says("follow 周文彬 sometime")
    assert asked.one("form.ask")["field"] == "when"
    assert {one["name"]: one.get("value") for one in asked[0]["form"]["fields"]}["reason"] == "sometime"
    amy.says("cancel")
    assert amy.says("follow zzyzx").keys == ["contact.none"]
    assert "Is this “陳”?" in amy.says("find 陳").text
    with desk.database.transaction() as session:
        lonely = Account(
            name="Lonely Island Ltd.", short_name="Lonely", region="TW", tier="smb", stage="prospect"
        )
        lonely.stage_since = lonely.created_at = NOW
        session.add(lonely)
    company = amy.says("find Lonely Island")
    assert company.keys == ["company.card"]
    assert company.action("contact.at_company")


def test_forty_follow_ups_are_read_page_by_page(desk: Desk) -> None:
    amy = desk.person("amy")
    with desk.database.transaction() as session:
        for number in range(40):
            session.add(
                FollowUp(
                    owner_id=1, contact_id=1, kind="call", due=NOW + timedelta(hours=number - 20), reason="agreed",
                    zone="Asia/Taipei", created_at=NOW,
                )
            )  # fmt: skip
    first = amy.says("due")
    assert [button["label"] for button in first[0]["buttons"]] == [
        "1. Done: 周文彬", "2. Done: 周文彬", "3. Done: 周文彬", "25 more",
    ]  # fmt: skip
    seen = [one["id"] for one in first.one("followup.list")["items"]]
    while any(button["press"].startswith("followup.more") for button in amy.last[0]["buttons"]):
        seen += [one["id"] for one in amy.presses("followup.more").one("followup.list")["items"]]
    assert len(set(seen)) == len(seen) == amy.last.one("followup.list")["count"] == 40
    assert "\n40. " in amy.last.text
    mia = desk.person("mia")
    seen = [one["id"] for one in mia.presses("followup.show:1").one("followup.overdue_list")["items"]]
    assert [button["label"] for button in mia.last[0]["buttons"]][-2:] == ["8. Reassign", "12 more"]
    while any(button["press"].startswith("followup.show") for button in mia.last[0]["buttons"]):
        seen += [one["id"] for one in mia.presses("followup.show").one("followup.overdue_list")["items"]]
    assert len(set(seen)) == len(seen) == mia.last.one("followup.overdue_list")["count"] == 20
    assert "\n20. " in mia.last.text


@pytest.mark.parametrize(
    ("language", "said", "unsaid"),
    [
        ("en", ("touch low", "prospect: ", "Tue 24 Nov."), ("low-touch", "suspect: 0", "Nov to Tue")),
        ("zh-TW", ("接觸度 低 ", "潛在客戶：", "24（二）請假"), ("低度", "待識別：0", "到 11/24")),
        ("zh-CN", ("触达度 低 ", "潜在客户：", "24日（周二）请假"), ("低度", "待识别：0", "到 11月24")),
    ],
)
def test_nothing_is_said_twice_or_of_nothing(
    desk: Desk, language: str, said: tuple[str, ...], unsaid: tuple[str, ...]
) -> None:
    amy, mia = desk.person("amy"), desk.person("mia")
    for one in (amy, mia):
        one.says(f"language {language}")
    text = "\n".join(
        (
            amy.says("call 周文彬 enquiry").text,
            mia.says("pipeline").text,
            amy.says("away 2026-11-24").text,
            amy.says("undo").text,
        )
    )
    assert [word for word in said if word not in text] == []
    assert [word for word in unsaid if word in text] == []
    assert mia.says("digest tomorrow").one("refused")["reason"] == "digest.future"
    assert mia.says("digest Friday").one("digest.daily")["date"] == "2026-11-20"


def test_a_won_customer_is_not_said_to_have_bought_nothing(desk: Desk) -> None:
    amy = desk.person("amy")
    assert "Bought nothing" in amy.says("find 林志遠").text
    with desk.database.transaction() as session:
        session.get_one(Account, 2).stage = "customer"
    assert "Bought nothing" not in amy.says("find 林志遠").text


def test_the_morning_leads_to_the_handoff_that_waits(desk: Desk) -> None:
    amy, tim = desk.person("amy"), desk.person("tim")
    amy.says("log 林志遠 15 min qualified, 40 NB-14r5, budget 1.2m, boss decides, before 10 December")
    amy.presses("log.save")
    amy.says("handoff 林志遠")
    amy.presses("handoff.offer")
    desk.at("2026-11-24T08:31:00+08:00")
    answers = tim.reads()
    agenda = next(one for one in answers if one["key"] == "agenda.daily")
    (press,) = [one["press"] for one in agenda["buttons"] if one["press"].startswith("handoff.brief")]
    assert tim.presses(press).keys == ["handoff.brief"]
    assert tim.last.action("handoff.accept")


def test_ones_own_long_words_are_not_read_back_whole(desk: Desk) -> None:
    amy = desk.person("amy")
    none = amy.says("find " + "zy" * 1_000)
    assert none.one("contact.none")["query"] == "zy" * 1_000
    assert len(none.text) < 150
    assert len(amy.says("help " + "z" * 2_000).text) < 200


def test_a_reminder_tells_the_beginning_of_a_long_note(desk: Desk) -> None:
    amy = desk.person("amy")
    amy.submits(
        "log_call", contact="1", disposition="callback", minutes="5", next_step="11:00", note="n" * 1_900
    )
    desk.at("2026-11-23T11:01:00+08:00")
    (due,) = [one for one in amy.reads() if one["key"] == "followup.due"]
    assert len(due["text"]) < 500
    assert len(due["params"]["last_note"]) == 1_900


def test_text_to_forward_leaves_the_card_its_buttons(desk: Desk) -> None:
    desk.person("amy").says("log 林志遠 15 min qualified, 40 NB-14r5, budget 1.2m, before 10 December")
    amy, tim = desk.person("amy"), desk.person("tim")
    amy.presses("log.save:1.1")
    amy.presses("handoff.offer:2")
    (offer,) = tim.reads()
    with desk.database.reading() as session:
        card = session.query(Message).filter_by(key=offer["key"]).one().card
    tim.presses("handoff.forward:1")
    tim.presses("handoff.ask:1.1")
    assert [one["press"].partition(":")[0] for one in tim.last[0]["buttons"]] == ["form.cancel"]
    assert amy.says("order 周文彬").action("form.back")
    with desk.database.reading() as session:
        assert session.query(Message).filter_by(key="handoff.forward").one().card is None
        assert session.query(Message).filter_by(card=card).one().key == offer["key"]


def test_a_card_tells_the_beginning_of_a_long_note_and_leads_to_the_rest(desk: Desk) -> None:
    amy = desk.person("amy")
    short = amy.says("find 周文彬")
    assert not any(one["press"].startswith("contact.notes") for one in short[0]["buttons"])
    amy.submits(
        "log_call", contact="1", disposition="callback", minutes="5", next_step="11:00", note="n" * 1_900
    )
    for language, label in (("en", "Whole notes"), ("zh-TW", "看完整備註"), ("zh-CN", "看完整备注")):
        amy.says(f"language {language}")
        card = amy.says("find 周文彬")
        assert len(card.text) < 700
        assert len(card.one("contact.card")["last_calls"][0]["note"]) == 1_900
        assert amy.presses(label).text.count("n" * 1_900) == 1
    assert desk.person("tim").presses("contact.notes:1").one("refused")["reason"] == "not_available"


def test_what_is_nobodys_name_is_not_searched_for(desk: Desk) -> None:
    amy, max_ = desk.person("amy"), desk.person("max")
    for typed, key in (
        ("hello", "welcome"), ("您好！", "welcome"), ("Thanks.", "ready"), ("好的", "ready"), ("？", "help.list"),
        ("what can you do?", "help.list"), ("怎么用", "help.list"), ("nb-14i5", "product.card"),
        ("NB-14r5有貨嗎", "product.card"), ("is NB-14i5 in stock?", "product.card"), ("NB-14i5 周", "product.card"),
    ):  # fmt: skip
        assert amy.says(typed).keys == [key], (typed, amy.last.text)
    assert [one["label"] for one in amy.says("hi")[0]["buttons"]] == ["Next call", "My follow-ups"]
    assert [one["label"] for one in max_.says("hi")[0]["buttons"]] == ["My follow-ups"]
    amy.says("language zh-TW")
    told = amy.says("說明").text
    assert [word for word in ("撤销", "设置", "帮助", "下一个电话") if word in told] == []
    assert "reminders.stopped" in amy.says("stop").keys
    assert amy.last.text == "你只用終端機，提醒會在這裡等你看。"


def test_a_change_that_is_called_off_leads_back_to_the_draft(desk: Desk) -> None:
    amy = desk.person("amy")
    amy.says("log 周文彬 no answer 3 min")
    amy.presses("log.edit")
    assert amy.says("cancel").one("log.draft")["minutes"] == 3
    amy.presses("log.edit")
    assert amy.presses("Cancel").keys == ["log.draft"]
    assert amy.presses("log.save").keys[0] == "call.logged"
    assert amy.says("log").keys == ["form.ask"]
    assert amy.says("cancel").keys == ["form.cancelled"]


def test_a_week_or_a_month_away_is_all_of_it(desk: Desk) -> None:
    amy = desk.person("amy")
    for typed, first, last in (
        ("away next week ben", "2026-11-30", "2026-12-04"),
        ("請假 下週 何雅婷", "2026-11-30", "2026-12-04"),
        ("请假 下个月", "2026-12-01", "2026-12-31"),
        ("away next Friday", "2026-12-04", "2026-12-04"),
    ):
        told = amy.says(typed).one("away.set")
        assert (told["from"][:10], told["to"][:10]) == (first, last), typed
